"""How far a name reaches: over particles, initials and neighbours that are surnames. Pure layer."""

from __future__ import annotations

import re

from rasa_project.redaction.beslissing import score
from rasa_project.redaction.document import Document, Token
from rasa_project.redaction.kenmerken import HEET, PRON, ROLE, TITLE, VERB3, evidence
from rasa_project.redaction.soorten import is_kind
from rasa_project.redaction.tussenvoegsels import OPENERS, STRONG, TUSSENVOEGSELS
from rasa_project.redaction.woordsoort import is_compound

# Above the first a word is (part of) a name on its own; above the second when it stands beside a name.
SURE = -0.8
BESIDE = -2.5
# A surname that is a trade or a colour needs more: "bakker", "wit".
SURE_TRADE = 0.1
# Single letters that are no short form of a word in chat (n, t, k, u, m, d, s, x, o).
_INITIAL = frozenset("abcefghijlpqrvwyz")
NAMEABLE = frozenset(
    {"voor", "achter", "beide", "meestal", "soms", "beroep", "eigen", "onbekend", "afgeleid", "tik", "tiknaam", "lijkt"}
)
_NAME_KINDS = frozenset({"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"})
_LOOKS = frozenset(
    "lange kleine dikke rooie rode zwarte gekke blonde kale manke schele grote ouwe oude jonge witte ome tante "
    "mooie boze wilde".split()
)


# Before a name they belong to it: "lil jay".
_STAGE = frozenset("lil big young yung mc dj nor mei sint".split())
# Parts of East Asian names that are Dutch words too; part of a name only behind a name and before a verb.
_SYLLABLES = frozenset(
    "na mei dat min hoe an long bin me la lang hang kan mai van vo do ma he ho hu le to ly bui".split()
)
_PLACES = frozenset("buurt straat overkant markt bank receptie balie administratie conciergerie".split())


_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def kept_tokens(document: Document) -> set[int]:
    """Indexes of tokens inside phrases that must stay."""
    lists = document.lists
    kept: set[int] = set()
    for phrases in (lists.behouden, lists.gemeenten, lists.ketens):
        for start, end in document.phrases(phrases):
            if not (end - start == 1 and start > 0 and document.words[start - 1] in {"heet", "heette", "genaamd"}):
                kept.update(range(start, end))
    for match in _DOMAIN.finditer(document.lower) if "." in document.text else ():
        labels = match.group().split(".")
        if any(".".join(labels[i:]) in lists.domeinen for i in range(len(labels) - 1)):
            kept.update(i for i, t in enumerate(document.tokens) if match.start() <= t.start < match.end())
    return kept


def is_sure(document: Document, index: int, value: float) -> bool:
    """Whether a score makes a word a name by itself."""
    word = document.tokens[index].word
    kind = document.kind(word)
    if kind == "beroep":
        return value > SURE_TRADE
    if kind in {"onbekend", "afgeleid", "tik", "tiknaam"} and document.sound(word) < -1:
        return value > SURE_TRADE
    return value > SURE


def scores_of(document: Document, kept: set[int]) -> list[float]:
    """Log-odds per token that it is part of a name; far below zero for what cannot be one."""
    weights = document.lists.gewichten
    out = []
    for index, token in enumerate(document.tokens):
        kind = document.kind(token.word) if token.kind == "w" else "teken"
        if kind not in NAMEABLE or index in kept:
            out.append(-99.0)
            continue
        features = evidence(document, index)
        if index == 0 and document.pending:
            features.append("heet")
        out.append(score(features, weights))
    return out


def word_end(document: Document, index: int) -> int:
    """End of a word without its possessive ending."""
    token = document.tokens[index]
    return token.end - 2 if token.possessive and token.raw[-2:] in {"'s", "'S"} else token.end


def reach(document: Document, scores: list[float], kept: set[int], index: int) -> tuple[int, int]:
    """First and last token of the name around a token."""
    return _grow_left(document, scores, index), _grow_right(document, scores, kept, index)


def _grow_right(document: Document, scores: list[float], kept: set[int], index: int) -> int:
    tokens = document.tokens
    last = index
    while True:
        step = last + 1
        if step < len(tokens) and tokens[step].word == "." and len(tokens[last].word) == 1:
            step += 1
        if (
            step < len(tokens)
            and len(tokens[step].word) == 1
            and tokens[step].kind == "w"
            and _after_short(document, step) == step
            and (tokens[step].raw.isupper() or (step + 1 < len(tokens) and tokens[step + 1].word == "."))
        ):
            last = step
            continue
        particles = short = _after_short(document, step)
        while (
            particles < len(tokens)
            and tokens[particles].word in (OPENERS if particles == step else TUSSENVOEGSELS)
            and particles - step < 3
        ):
            particles += 1
        if (
            step < particles < len(tokens)
            and len(tokens[particles].word) == 1
            and tokens[particles].kind == "w"
            and (particles + 1 == len(tokens) or tokens[particles + 1].word == ".")
        ):
            last = particles
            continue
        for target in (step, particles) if particles > step else (step,):
            if (
                target < len(tokens)
                and (target not in kept or tokens[target].word in document.lists.achternamen)
                and tokens[target].kind == "w"
                and (not tokens[target].first or short > step)
                and _beside(document, scores, target, _words_between(document, step, target))
            ):
                last = target
                break
        else:
            return last


_SHORT = re.compile(r"(?:v\.? ?/? ?d\.?|v\.) ?(?=[^\W\d_]{2})", re.I)


def _after_short(document: Document, step: int) -> int:
    """The token behind a shortened particle, "v.d." or "v/d"; the same token when there is none."""
    tokens = document.tokens
    match = _SHORT.match(document.text, tokens[step].start) if step < len(tokens) else None
    if not match:
        return step
    return next((i for i in range(step, len(tokens)) if tokens[i].start >= match.end()), step)


def _words_between(document: Document, step: int, target: int) -> tuple[str, ...]:
    words = tuple(t.word for t in document.tokens[step:target])
    return ("vd",) if words and words[0] == "v" else words


def _grow_left(document: Document, scores: list[float], index: int) -> int:
    tokens = document.tokens
    first = index
    while first > 0:
        before = first - 1
        if tokens[first].first and tokens[before].word != ".":
            return first
        if (
            scores[before] > BESIDE
            and document.kind(tokens[before].word) in {"voor", "beide", "meestal", "achter"}
            and not tokens[first].first
        ):
            first = before
        elif (
            tokens[before].kind == "w"
            and len(tokens[before].word) == 1
            and (tokens[before].raw.isupper() or (tokens[before].word in _INITIAL and not tokens[first].first))
        ):
            first = before
        elif (
            first == index
            and not tokens[first].first
            and document.kind(tokens[index].word) in {"achter", "beide"}
            and document.kind(tokens[before].word) in {"soms", "woord", "eigen"}
            and (tokens[before].word in document.lists.voornamen or tokens[before].word in document.lists.naam_soms)
            and not _is_verb(document, before)
            and not (before and tokens[before - 1].word in PRON)
        ):
            first = before
        elif tokens[before].word in _STAGE and not tokens[first].first:
            return before
        elif tokens[before].word in _LOOKS and before > 0 and tokens[before - 1].word in HEET | {"als", "noemen"}:
            return before
        elif tokens[before].word in TUSSENVOEGSELS and first == index:
            start = before
            while start > 0 and tokens[start - 1].word in TUSSENVOEGSELS and before - start < 2:
                start -= 1
            particles = tuple(t.word for t in tokens[start:first])
            opens = _opens(document, scores, index, start)
            if particles in STRONG or (opens and particles[0] in OPENERS):
                first = start
            else:
                return first
        else:
            return first
    return first


def _opens(document: Document, scores: list[float], index: int, start: int) -> bool:
    """Whether particles before a surname open the name instead of tying it to a word before them."""
    tokens = document.tokens
    opener = tokens[start].word in {"van", "de", "der", "den", "ter", "ten", "el", "al", "ben", "ait"}
    if opener and document.kind(tokens[index].word) in {"achter", "beroep"} and not _of_somebody(tokens, start):
        return True
    if start == 0:
        return False
    before = tokens[start - 1].word
    if before in {",", "(", ":"} and tokens[start].word == "van":
        return True
    return before in TITLE | HEET | {"familie", "fam", "gezin", "is", ":"} or scores[start - 1] > SURE


def _of_somebody(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether particles stand behind a word that asks for "van": "de moeder van"."""
    return start > 0 and tokens[start - 1].word in ROLE | {"die", "dat", "een"}


def _is_verb(document: Document, index: int) -> bool:
    """Whether the pipeline takes a word for a finite verb: "zoon berkant tolkt"."""
    seen = document.parse
    return seen is not None and seen.get(index, ("", ""))[1] == "WW_pv"


def _surname_slot(document: Document, index: int, kind: str) -> bool:
    """Whether an ordinary word behind a first name stands where only a surname fits.

    "quirinia wolkenveld is veranderd": a finite verb follows, so the word is not
    the verb itself; at the end or before a mark only a compound of two words.
    """
    tokens = document.tokens
    if document.kind(tokens[index - 1].word) not in {"voor", "beide", "meestal", "onbekend", "lijkt"}:
        return False
    word = tokens[index].word
    if re.search(r"(?:^ge.*(?:t|d|en)|lijks?|achtig|ende?|ig|s gewijs)$", word):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.word in VERB3:
        return True
    ends = after is None or after.word in {",", ".", ")", "?", ";", "en", "(", ":"}
    if kind in {"samen", "beroep"}:
        return ends
    rare = document.lists.woorden.get(word, 10**6) > 10_000
    return ends and rare and not word.endswith(("en", "t", "d", "de", "te"))


def _beside(document: Document, scores: list[float], index: int, particles: tuple[str, ...]) -> bool:
    """Whether a word that follows a name (or particles after it) belongs to it."""
    token = document.tokens[index]
    kind = document.kind(token.word)
    if token.word in _SYLLABLES and not particles:
        after = document.tokens[index + 1] if index + 1 < len(document.tokens) else None
        return after is None or after.word in VERB3 or after.word in {",", ")", "durft"}
    if kind in {"achter", "beide"} or (kind == "behoud" and token.word in document.lists.achternamen):
        return True
    capital = document.cased and token.raw[:1].isupper()
    if particles:
        if is_kind(token.word) or token.word in _PLACES:
            return capital
        if particles in STRONG:
            return kind not in {"nooit", "top", "behoud"} or capital
        return kind in _NAME_KINDS | {"soms", "beroep", "afgeleid"} or scores[index] > BESIDE or capital
    if capital and kind not in {"nooit", "behoud", "teken"}:
        return True
    if kind in {"onbekend", "tik", "afgeleid", "tiknaam", "lijkt"} and _is_verb(document, index):
        return scores[index] > SURE_TRADE
    if kind == "beroep" and document.kind(document.tokens[index - 1].word) in {"voor", "beide", "meestal", "lijkt"}:
        return True
    if kind == "beroep":
        return scores[index] > BESIDE or _surname_slot(document, index, kind)
    if kind in {"samen", "woord", "tik", "afgeleid"}:
        return _surname_slot(document, index, kind)
    if kind == "onbekend":
        compound = is_compound(token.word, document.lists)
        if _surname_slot(document, index, "samen" if compound else kind):
            return True
    return scores[index] > (BESIDE if kind in _NAME_KINDS else SURE) or (capital and kind in _NAME_KINDS | {"soms"})
