"""What the lists know of a word: name, everyday word, both or neither. Pure layer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.klank import sound
from rasa_project.redaction.models import RedactionLists

# Endings of Dutch words that no list holds completely; a name seldom has them.
_ENDING = re.compile(
    r"(?:heid|heden|ingen?|baar|bare|loos|loze|achtige?|isch|ische|elijke?|igheid|atie|aties|iteit|iteiten|isme|"
    r"ismen|isten?|erij|schap|schappen|tjes?|pjes?|kjes?|etjes?|jes"
    r"|end|ende|eerd|eerde|eren|eert|elen|elt|ische|matig|matige|vol|volle|waardig|ingen|gesprek|school|werk|"
    r"werker|leerling|groep|jaar|dagen|mensen|zorg|huis|thuis)$"
)
# Servant of …, light of …, of the faith: a first name whatever follows.
_ARABIC = re.compile(r"(?:abd[eou]l\w{3,}|\w{3,}(?:eddine?|uddin|ullah|oullah|allah))$")
_PLACE_LIKE = re.compile(r"(?:aan|ees|burger|land|eiland|isch|se|dam|dorp|stad|ezen|anen|ers)$")
_NUMBER_NOUN = re.compile(r".{2,}(?:nr|nrs|nummer|nummers|num)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FAR = 10**6
_LINKS = ("", "s", "en", "e", "n", "-")


def kind_of(word: str, lists: RedactionLists) -> str:
    """Class of a folded word.

    Returns:
        nooit, behoud, voor, achter, beide, meestal, soms,
        beroep (surname that is a word), eigen, top (very frequent
        word), woord, samen (compound), tik (typing error of a frequent
        word), lijkt (near a first name), tiknaam (near both),
        afgeleid (looks like a Dutch form) or onbekend.
    """
    return _kind(word, lists)


def _kind(word: str, lists: RedactionLists) -> str:
    if not word or not word[0].isalpha():
        return "teken"
    if word in lists.nooit or len(word) == 1:
        return "nooit"
    if (word,) in lists.behouden or (word,) in lists.gemeenten:
        return "behoud"
    if word in lists.naam_meestal:
        return "meestal"
    if word in lists.naam_soms:
        return "soms"
    if word in lists.achternaam_woord:
        return "beroep"
    rank = lists.woorden.get(word)
    if rank is None and _ARABIC.match(word):
        return "voor"
    if rank is None:
        first, last = word in lists.voornamen, word in lists.achternamen
        if first or last:
            return "beide" if first and last else "voor" if first else "achter"
        if "-" in word:
            return _hyphened(word, lists)
    if rank is not None and rank > 6_000 and word in lists.achternamen:
        return "beroep"
    if rank is not None and rank > 6_000 and word in lists.voornamen:
        return "soms"
    if rank is not None:
        return "top" if rank < 3_000 else "woord"
    if word in lists.eigennamen:
        # nearly all of these are surnames; places and people of a place keep their own kind
        place = (word,) in lists.woonplaatsen or (word,) in lists.wijken or _PLACE_LIKE.search(word)
        return "eigen" if place else "achter"
    if _NUMBER_NOUN.search(word):
        return "woord"
    if is_compound(word, lists):
        # "harpreet" splits in two words and is a name: what does not sound Dutch is left to the context
        return "samen" if sound(word, lists.klank) < 0 else "onbekend"
    typo, near = is_typo(word, lists), is_near_name(word, lists)
    if typo or near:
        return "tik" if not near else "tiknaam" if typo else "lijkt"
    return "afgeleid" if len(word) > 6 and _ENDING.search(word) else "onbekend"


def _hyphened(word: str, lists: RedactionLists) -> str:
    parts = [p for p in word.split("-") if p]
    kinds = [_kind(p, lists) for p in parts]
    short = len(parts) == 2 and max(map(len, parts)) < 6
    common = all(lists.woorden.get(part, _FAR) < 10_000 for part in parts)
    if short and not common and sound(word.replace("-", ""), lists.klank) > 0:
        return "voor"
    if any(k in {"voor", "beide", "meestal"} for k in kinds) and not any(
        k in {"top", "woord", "nooit", "behoud"} for k in kinds
    ):
        return "voor"
    if any(k in {"achter", "eigen", "onbekend"} for k in kinds) and not any(
        k in {"top", "woord", "behoud"} for k in kinds
    ):
        return "achter" if "achter" in kinds else "onbekend"
    return "woord"


def is_compound(word: str, lists: RedactionLists) -> bool:
    """Whether a word splits in two everyday words, as Dutch compounds do."""
    if len(word) < 7:
        return False
    ranks = lists.woorden
    for cut in range(3, len(word) - 2):
        tail = word[cut:]
        if len(tail) >= 3 and ranks.get(tail, 10**6) < 40_000:
            head = word[:cut]
            for link in _LINKS:
                stem = head[: len(head) - len(link)] if link and head.endswith(link) else head if not link else ""
                if len(stem) >= 3 and ranks.get(stem, 10**6) < 40_000:
                    return True
    return False


def one_slip(word: str) -> Iterator[str]:
    """All words one slip of the fingers away: a letter too many, too few, wrong, or two swapped."""
    size = len(word)
    for i in range(size):
        yield word[:i] + word[i + 1 :]
        if i + 1 < size:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(1, size + 1):
        head, tail, rest = word[:i], word[i:], word[i + 1 :]
        for letter in _LETTERS:
            yield head + letter + tail
            if i < size:
                yield head + letter + rest


def is_typo(word: str, lists: RedactionLists) -> bool:
    """Whether one slip away from a frequent word; short words must come from a very frequent one."""
    size = len(word)
    if size < 4:
        return False
    limit = 2_000 if size == 4 else 6_000 if size < 6 else 30_000
    ranks = lists.woorden
    return any(ranks.get(other, _FAR) < limit for other in one_slip(word))


def is_near_name(word: str, lists: RedactionLists) -> bool:
    """Whether one slip away from a listed first name of five letters or more."""
    if len(word) < 5:
        return False
    return any(
        len(other) > 4 and (other in lists.naam_meestal or (other in lists.voornamen and other not in lists.woorden))
        for other in one_slip(word)
    )
