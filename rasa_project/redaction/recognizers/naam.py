"""Names of persons: first name, surname, particles, initials, nicknames.

Every word gets a score (`kenmerken`, `beslissing`); then a name grows to both
sides over particles, initials and neighbours that are surnames. Phrases to
keep (public figures, organisations, movements) are left out before anything
else, unless the word "heet" stands right before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.beslissing import score
from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import HEET, TITLE, VERB3, evidence
from rasa_project.redaction.models import Span
from rasa_project.redaction.tussenvoegsels import OPENERS, STRONG, TUSSENVOEGSELS

# Above the first a word is (part of) a name on its own; above the second when it stands beside a name.
SURE = -0.8
BESIDE = -2.5
# A surname that is a trade or a colour needs more: "bakker", "wit".
SURE_TRADE = 0.8
# An Arabic by-name makes a name of whatever follows.
# Single letters that are no short form of a word in chat (n, t, k, u, m, d, s, x, o).
_INITIAL = frozenset("abcefghijlpqrvwyz")
_KUNYA = frozenset({"abu", "abou", "aboe", "umm", "oum", "oem", "ibn", "bint"})
NAMEABLE = frozenset(
    {"voor", "achter", "beide", "meestal", "soms", "beroep", "eigen", "onbekend", "afgeleid", "tik", "tiknaam", "lijkt"}
)
_NAME_KINDS = frozenset({"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"})
_PART = r"(?:(?:van|de|der|den|el|al|ter|ten|'t|v\.?d\.?) ){0,3}"
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z][a-z]?\.[ ]?){{1,5}}{_PART}[A-Z][\w'-]{{2,}}(?:[ -][A-Z][\w'-]+)?")
_LONE_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){2,4}(?![\w])")
_LOWER_INITIALS = re.compile(rf"(?<![\w.])([a-z])\.[ ]?(?:[a-z]\.[ ]?){{0,3}}({_PART})([a-z][\w'-]{{2,}})")
_SHORTENED = re.compile(r"(?<![\w.])[a-z]\. ?(?:van der |van den |van de |van |v\.? ?d\.? |de |el )[a-z]\.(?!\w)", re.I)
_ROLE_INITIAL = re.compile(
    r"\b(?i:leerling|cli[eë]nt|jongen|meisje|jongere|student|pupil|meneer|mevrouw|moeder|vader|broer|zus|kind|zoon|dochter|"
    r"pati[eë]nt|collega|ene|vriend|vriendin)e? \(?([A-Z]\.?|[a-z]\.)(?=[\s),:;]|$)(?! (?:en|of) [A-Z]\b)"
)
_NAMED_INITIALS = re.compile(r"\b(?:initialen|voorletters?)\b(?: zijn| is|:)? ((?:[a-z]\.? ?){1,4})(?!\w)", re.I)
_ABBREVIATIONS = frozenset(
    {
        "a.u.b",
        "s.v.p",
        "t.a.v",
        "m.b.t",
        "b.v",
        "d.m.v",
        "i.p.v",
        "o.a",
        "n.v.t",
        "i.v.m",
        "t.o.v",
        "z.o.z",
        "p.s",
        "d.w.z",
        "e.d",
        "m.a.w",
        "n.a.v",
        "t/m",
        "i.o",
        "m.i",
        "e.a",
        "v.a",
        "a.s",
        "j.l",
        "o.g",
        "w.o",
        "t.z.t",
        "m.i.v",
        "i.t.t",
        "u.s",
        "u.k",
        "n.b",
        "p.o",
        "v.o",
        "g.g.z",
        "v.b",
        "l.s",
        "c.q",
        "h.b.o",
        "m.b.o",
        "b.s.o",
        "z.g",
    }
)
_CALLED = frozenset({"heet", "heette", "genaamd", "roepnaam", "bijnaam", "voornaam", "achternaam", "alias", "heten"})
_NOT_CALLED = frozenset(
    {
        "anders",
        "zo",
        "hoe",
        "wat",
        "dus",
        "trouwens",
        "ofzo",
        "gewoon",
        "hetzelfde",
        "nu",
        "zoiets",
        "weer",
        "eigenlijk",
        "onbekend",
        "bekend",
        "geheim",
        "niks",
        "iets",
        "gekregen",
        "veranderd",
        "mag",
        "moet",
        "wil",
        "kan",
        "ken",
        "weten",
        "verzonnen",
        "vergeten",
        "kwijt",
        "anoniem",
        "laat",
        "noem",
        "noemen",
        "zeggen",
    }
)


def kept_tokens(document: Document) -> set[int]:
    """Indexes of tokens inside phrases that must stay."""
    lists = document.lists
    kept: set[int] = set()
    for phrases in (lists.behouden, lists.gemeenten, lists.ketens):
        for start, end in document.phrases(phrases):
            if not (end - start == 1 and start > 0 and document.words[start - 1] in {"heet", "heette", "genaamd"}):
                kept.update(range(start, end))
    return kept


def _scores(document: Document, kept: set[int]) -> list[float]:
    weights = document.lists.gewichten
    ner = _ner(document)
    out = []
    for index, token in enumerate(document.tokens):
        kind = document.kind(token.word) if token.kind == "w" else "teken"
        if kind not in NAMEABLE or index in kept:
            out.append(-99.0)
            continue
        features = evidence(document, index)
        if ner is not None:
            features.append("ner=" + ner.get(index, "geen"))
        if index == 0 and document.pending:
            features.append("heet")
        out.append(score(features, weights))
    return out


def _ner(document: Document) -> dict[int, str] | None:
    """Entity label per token from the pipeline that was handed in."""
    if document.nlp is None:
        return None
    labels: dict[int, str] = {}
    spans = [(e.start_char, e.end_char, e.label_) for e in document.nlp(document.text).ents]
    for start, end, label in spans:
        for index, token in enumerate(document.tokens):
            if token.start < end and start < token.end:
                labels[index] = label
    return labels


def find(document: Document) -> Iterator[Span]:
    """Names by the weighed evidence of their words, and initials with a surname."""
    tokens = document.tokens
    kept = kept_tokens(document)
    scores = _scores(document, kept)
    taken: set[int] = set()
    for index, value in enumerate(scores):
        if value <= (SURE_TRADE if document.kind(tokens[index].word) == "beroep" else SURE) or index in taken:
            continue
        first, last = _grow(document, scores, kept, index)
        taken.update(range(first, last + 1))
        cue = (
            "bekend"
            if document.known(tokens[index].word)
            else "lijst"
            if document.kind(tokens[index].word) in {"voor", "achter", "beide", "meestal"}
            else "context"
        )
        yield Span(tokens[first].start, _word_end(document, last), "NAAM", "naam", cue)
    yield from _called(document, kept)
    yield from _titled(document, kept)
    yield from _nicknamed(document, kept)
    yield from _awaited(document, kept)
    yield from _initials(document)
    if tokens:
        tail = [t.word for t in tokens[-3:] if t.kind == "w"]
        document.extra["open"] = bool(tail) and (
            tail[-1] in {"heet", "naam", "genaamd", "achternaam", "voornaam"}
            or tail[-2:] in (["naam", "is"], ["achternaam", "is"], ["voornaam", "is"])
        )


def _called(document: Document, kept: set[int]) -> Iterator[Span]:
    """An ordinary word in the place of a name: "hij heet X", "bijnaam de X"."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words):
        if word not in _CALLED or (index and words[index - 1] in {"hoe", "zo", "mijn", "de", "een", "geen", "wat"}):
            continue
        step = index + 1
        while step < len(words) and words[step] in {
            "is",
            "was",
            ":",
            '"',
            "'",
            "dus",
            "trouwens",
            "nu",
            "hij",
            "ze",
            "zij",
        }:
            step += 1
        article = step < len(words) and words[step] in {"de", "den", "het", "el", "la"} and word in {"bijnaam", "alias"}
        place = step + 1 if article else step
        if place >= len(words) or tokens[place].kind != "w" or place in kept or words[place] in _NOT_CALLED:
            continue
        if document.kind(words[place]) in {"woord", "top", "samen", "tik", "afgeleid", "soms", "beroep", "onbekend"}:
            if document.kind(words[place]) == "top" and not (article or word in {"bijnaam", "alias", "genaamd"}):
                continue
            yield Span(tokens[step].start, _word_end(document, place), "NAAM", "naam", "heet")


_LOOKS = frozenset(
    "lange kleine dikke rooie rode zwarte gekke blonde kale manke schele grote ouwe oude jonge witte ome tante "
    "mooie boze wilde".split()
)


_SHORT_TITLES = frozenset("dr drs dhr mr mw mevr mvr ir prof ds sgt ing".split())


def _titled(document: Document, kept: set[int]) -> Iterator[Span]:
    """A surname that is an everyday word behind a title: "drs pels", "familie van den broek"."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words[:-1]):
        if word not in TITLE | {"familie", "fam", "gezin"}:
            continue
        start = index + 1 + (words[index + 1] == ".")
        place = start
        while place < len(words) and words[place] in TUSSENVOEGSELS and place - start < 3:
            place += 1
        if place >= len(words) or tokens[place].kind != "w":
            continue
        if place in kept and (place == start or words[place] not in document.lists.achternamen):
            continue
        particles, kind = words[start:place], document.kind(words[place])
        if particles in STRONG and kind not in {"nooit", "behoud"}:
            yield Span(tokens[start].start, _word_end(document, place), "NAAM", "naam", "titel")
        elif (
            word in _SHORT_TITLES
            and words[place] not in VERB3
            and kind in {"woord", "beroep", "soms", "samen", "eigen"}
        ):
            if not particles or kind in {"beroep", "soms", "eigen", "behoud"}:
                yield Span(tokens[start].start, _word_end(document, place), "NAAM", "naam", "titel")


def _awaited(document: Document, kept: set[int]) -> Iterator[Span]:
    """The answer to a name that the message before left open ("zijn naam is")."""
    tokens = document.tokens
    last = -1
    if document.pending:
        for index, token in enumerate(tokens[:5]):
            if token.kind != "w" or index in kept or document.kind(token.word) in {"nooit", "top"}:
                if token.word in TUSSENVOEGSELS and index == last + 1:
                    continue
                break
            last = index
    if last >= 0:
        yield Span(tokens[0].start, _word_end(document, last), "NAAM", "naam", "open")


def _nicknamed(document: Document, kept: set[int]) -> Iterator[Span]:
    """Nicknames: "die ze X noemen", and a word in a row between two names."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words[:-1]):
        if word in _KUNYA and index not in kept and tokens[index + 1].kind == "w" and index + 1 not in kept:
            if document.kind(words[index + 1]) not in {"nooit", "top"}:
                yield Span(tokens[index].start, _word_end(document, index + 1), "NAAM", "naam", "bijnaam")
    for index in range(1, len(words) - 1):
        if tokens[index].kind != "w" or index in kept:
            continue
        kind = document.kind(words[index])
        if kind not in {"woord", "samen", "tik", "afgeleid", "soms", "beroep", "onbekend"}:
            continue
        if (
            words[index + 1] in {"noemen", "noemt"}
            and words[index - 1] in {"ze", "we", "iedereen", "zij", "wij", "even", "maar"}
            and document.lists.woorden.get(words[index], 10**6) > 2_000
        ):
            yield Span(tokens[index].start, tokens[index].end, "NAAM", "naam", "bijnaam")
        elif (
            words[index - 1] == ","
            and words[index + 1] in {",", "en"}
            and 2 <= index < len(words) - 2
            and document.is_name_kind(tokens[index - 2])
            and document.is_name_kind(tokens[index + 2])
        ):
            yield Span(tokens[index].start, tokens[index].end, "NAAM", "naam", "rij")


def _initials(document: Document) -> Iterator[Span]:
    """Initials with or without a surname."""
    text = document.text
    if "." not in text:
        return
    for match in _INITIALS.finditer(text):
        yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")
    for match in _LONE_INITIALS.finditer(text):
        if match.group().lower().strip(" .").replace(" ", "") not in _ABBREVIATIONS:
            yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")
    for match in _LOWER_INITIALS.finditer(text):
        kind = document.kind(match.group(3).lower().removesuffix("'s"))
        if kind in {"achter", "beide", "voor", "meestal"} or (
            kind in {"beroep", "onbekend", "eigen", "soms"} and match.group(2)
        ):
            yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")
    for match in _ROLE_INITIAL.finditer(text):
        yield Span(match.start(1), match.end(1), "NAAM", "naam", "voorletters")
    for match in _NAMED_INITIALS.finditer(text):
        yield Span(match.start(1), match.end(1), "NAAM", "naam", "voorletters")
    for match in _SHORTENED.finditer(text):
        if match.group().strip(" .").replace(" ", "") not in _ABBREVIATIONS:
            yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")


def _word_end(document: Document, index: int) -> int:
    """End of a word without its possessive ending."""
    token = document.tokens[index]
    return token.end - 2 if token.possessive and token.raw[-2:] in {"'s", "'S"} else token.end


def _grow(document: Document, scores: list[float], kept: set[int], index: int) -> tuple[int, int]:
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
            and (tokens[step].raw.isupper() or (step + 1 < len(tokens) and tokens[step + 1].word == "."))
        ):
            last = step
            continue
        particles = step
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
                and not tokens[target].first
                and _beside(document, scores, target, tuple(t.word for t in tokens[step:target]))
            ):
                last = target
                break
        else:
            return last


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
            and tokens[before].word in document.lists.voornamen | document.lists.naam_soms
        ):
            first = before
        elif tokens[before].word in _LOOKS and before > 0 and tokens[before - 1].word in HEET | {"als", "noemen"}:
            return before
        elif tokens[before].word in TUSSENVOEGSELS and first == index:
            start = before
            while start > 0 and tokens[start - 1].word in TUSSENVOEGSELS and before - start < 2:
                start -= 1
            particles = tuple(t.word for t in tokens[start:first])
            opens = start > 0 and (
                tokens[start - 1].word in TITLE | HEET | {"familie", "fam", "gezin", "is", ":"}
                or scores[start - 1] > SURE
            )
            if particles in STRONG or (opens and particles[0] in OPENERS):
                first = start
            else:
                return first
        else:
            return first
    return first


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
    if kind in {"achter", "beide"} or (kind == "behoud" and token.word in document.lists.achternamen):
        return True
    capital = document.cased and token.raw[:1].isupper()
    if particles:
        if particles in STRONG:
            return kind not in {"nooit", "top", "behoud"} or capital
        return kind in _NAME_KINDS | {"soms", "beroep", "afgeleid"} or scores[index] > BESIDE or capital
    if capital and kind not in {"nooit", "behoud", "teken"}:
        return True
    if kind == "beroep" and document.kind(document.tokens[index - 1].word) in {"voor", "beide", "meestal", "lijkt"}:
        return True
    if kind == "beroep":
        return scores[index] > BESIDE or _surname_slot(document, index, kind)
    if kind in {"samen", "woord", "tik", "afgeleid"}:
        return _surname_slot(document, index, kind)
    return scores[index] > (BESIDE if kind in _NAME_KINDS else SURE) or (capital and kind in _NAME_KINDS | {"soms"})
