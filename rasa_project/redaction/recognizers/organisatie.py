"""Schools, clubs, places of worship and employers that point to one person.

A word for a kind of institution with a name before or behind it: "basisschool
de regenboog", "het da vinci college", "vv rood-wit", "bakkerij jansen". Only
kinds ("op school", "de moskee"), big chains and bodies of the field stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import VERB3
from rasa_project.redaction.models import Span
from rasa_project.redaction.soorten import (
    BEHIND,
    CLUB,
    COLOURS,
    COMPASS,
    DENOMINATIONS,
    FOLLOW,
    SMALL,
    WORK,
    blocked_tokens,
    is_capital,
    is_kind,
    is_strict,
    nameish,
)
from rasa_project.redaction.tussenvoegsels import STRONG, TUSSENVOEGSELS

_PARTNERS = frozenset("zn zoon zonen dochter dochters co partners gebroeders".split())
_ARABIC = frozenset("el al an ar as at es".split())
_ROMAN = frozenset("i ii iii iv v vi x xii xxiii".split())
_ONE_SCHOOL = re.compile(r"([^\W\d_]{4,})(?:college|lyceum)")
_NO_SCHOOL = frozenset(
    "hoor werk gast wethouders bestuurs raads avond proef kijk spoed online studenten rechters gemeente lestijd zaal "
    "praktijk plus vmbo stads wijk dorps buurt scholen burger schepen kardinaals artsen beroeps middag ochtend".split()
)
"""Before "college" these make an ordinary word: a lecture, or people who govern."""
_SCHOOLS = frozenset("college lyceum gymnasium school basisschool scholengemeenschap mavo atheneum".split())


def find(document: Document) -> Iterator[Span]:
    """A kind of institution and its name."""
    tokens, words, lists = document.tokens, document.words, document.lists
    blocked = blocked_tokens(document)
    for index, word in enumerate(words):
        if tokens[index].kind != "w":
            continue
        if is_kind(word) and index not in blocked:
            end = _name_after(document, index, blocked)
            if end > index:
                kind = index - (index > 0 and words[index - 1] in DENOMINATIONS)
                yield Span(tokens[kind].start, tokens[end].end, "ORGANISATIE", "organisatie", "soortwoord")
        stem = re.sub(r"(?:kerk|moskee|college|lyceum|school)$", "", word)
        if (
            stem != word
            and len(stem) > 3
            and word not in lists.woorden
            and document.kind(stem) in {"voor", "meestal", "beide", "lijkt", "achter", "onbekend"}
        ):
            saint = index and words[index - 1] in {"sint", "st", "heilige", "prins", "prinses", "koningin"}
            yield Span(tokens[index - saint].start, tokens[index].end, "ORGANISATIE", "organisatie", "samenstelling")
        school = _ONE_SCHOOL.fullmatch(word)
        if school and word not in lists.woorden and school[1] not in _NO_SCHOOL:
            # A name by its form: the reader, which sees a sentence without anything in it, may not overrule it.
            yield Span(tokens[index].start, tokens[index].end, "ORGANISATIE", "schoolnaam", "college of lyceum")
        tail = word.rsplit("-", 1)[-1]
        if tail in BEHIND and index not in blocked:
            start = _name_before(document, index, blocked)
            if start < index and start and tail in _SCHOOLS and words[start - 1] in {"het", "'t"}:
                start -= 1
            if start < index or (tail != word and nameish(document, word.rsplit("-", 1)[0].split("-")[-1])):
                yield Span(tokens[start].start, tokens[index].end, "ORGANISATIE", "organisatie", "soortwoord")


def _name_after(document: Document, index: int, blocked: set[int]) -> int:
    """Last token of the name behind a kind word; the index itself when there is none."""
    tokens, words = document.tokens, document.words
    step = index + 1
    if step < len(tokens) and tokens[step].word in {'"', "'"}:
        close = next((i for i in range(step + 1, min(step + 6, len(tokens))) if tokens[i].word in {'"', "'"}), None)
        return close if close else index
    article = step < len(tokens) and words[step] in {
        "de",
        "het",
        "'t",
        "el",
        "al",
        "an",
        "as",
        "st",
        "sint",
        "heilige",
        "prins",
        "prinses",
        "koning",
        "koningin",
        "de oude",
    }
    particles = step
    while particles < len(tokens) and words[particles] in TUSSENVOEGSELS and particles - step < 3:
        particles += 1
    if (
        particles > step
        and particles < len(tokens)
        and tokens[particles].kind == "w"
        and is_kind(words[index])
        and particles not in blocked
        and document.kind(words[particles])
        in {"achter", "beide", "eigen", "lijkt", "beroep", "voor", "meestal", "soms"}
        | ({"onbekend"} if words[index] in WORK else set())
        | ({"onbekend", "lijkt", "beroep", "woord"} if tuple(words[step:particles]) in STRONG else set())
    ):
        return particles
    if step < len(tokens) and words[step] in {"van", "in", "op", "bij", "voor"}:
        return index
    if (
        words[index] in CLUB | WORK
        and step < len(tokens)
        and index
        and words[index - 1] in {"bij", "op", "van", "naar", "via"}
        and tokens[step].kind == "w"
        and step not in blocked
        and document.kind(words[step]) in {"woord", "samen", "soms", "beroep"}
        and document.lists.woorden.get(words[step], 10**6) > 3_000
        and not re.search(r"(?:t|d|en|de|te|s)$", words[step])
    ):
        return step + 1 if step + 1 < len(words) and words[step + 1] in COMPASS | COLOURS else step
    if (
        step < len(tokens)
        and is_strict(words[index])
        and words[index] not in CLUB
        and tokens[step].kind == "w"
        and step not in blocked
    ):
        if document.kind(words[step]) in {"afgeleid", "tiknaam", "tik"} or (
            document.kind(words[step]) in {"woord", "samen", "soms", "beroep"}
            and document.lists.woorden.get(words[step], 10**6) > 4_000
            and not re.search(r"(?:t|d|en|de|te|s)$", words[step])
        ):
            return step
    last = index
    begin = step + 1 if article else step
    for position in range(begin, min(begin + 3, len(tokens))):
        token = tokens[position]
        if token.kind != "w" or token.first or position in blocked or len(token.word) == 1:
            break
        if position + 1 < len(tokens) and tokens[position + 1].kind == "d" and tokens[position + 1].start == token.end:
            break
        kind = document.kind(token.word)
        name = (
            (last > index and token.word in COMPASS)
            or kind in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"}
            or is_capital(document, position)
        )
        loose = (
            article
            and position == begin
            and is_strict(words[index])
            and kind in {"woord", "samen", "soms", "top", "afgeleid", "tik", "beroep"}
            and document.lists.woorden.get(token.word, 10**6) > 700
            and token.word not in FOLLOW
            and token.word not in SMALL | VERB3
        )
        colour = (
            words[index] in CLUB
            and token.word not in SMALL | VERB3
            and kind in {"soms", "woord", "samen", "beroep", "top"}
            and (words[index] in {"vv", "sv", "fc", "rkvv", "rksv", "svv", "scouting"})
        )
        if name or loose or colour:
            last = position
        elif token.word in TUSSENVOEGSELS and last > index:
            continue
        else:
            break
    return _with_partners(document, last) if last > index else last


def _with_partners(document: Document, last: int) -> int:
    """The last token of a firm with what stands behind the name: "reinders & zn", "de wit en zonen"."""
    words = [token.word for token in document.tokens[last + 1 : last + 3]]
    return last + 2 if len(words) == 2 and words[0] in {"&", "en", "+"} and words[1] in _PARTNERS else last


def _name_before(document: Document, index: int, blocked: set[int]) -> int:
    """First token of the name before a kind word; the index itself when there is none."""
    tokens = document.tokens
    start = index
    position = index - 1
    while position >= 0 and index - position <= 4:
        token = tokens[position]
        if token.kind != "w" or position in blocked or tokens[position + 1].first:
            break
        kind = document.kind(token.word)
        if position > 0 and token.word in _ROMAN and nameish(document, tokens[position - 1].word):
            start = position
        elif is_capital(document, position) or (
            kind in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"} and len(token.word) > 2
        ):
            start = position
        elif (
            token.word in {"el", "al", "da", "de", "van", "der", "an", "as", "st", "sint"}
            and position > 0
            and nameish(document, tokens[position - 1].word)
            and token.word not in {"de"}
        ):
            start = position
        elif position > 0 and tokens[position - 1].word in _ARABIC and len(token.word) > 2:
            start = position - 1
            position -= 1
        elif start < index and document.lists.woorden.get(token.word, 0) > 15_000:
            start = position
        elif token.word in {"el", "al", "da", "an", "as", "st", "sint", "ibn"} and start < index:
            start = position
        else:
            break
        position -= 1
    return start
