"""Institutions named by an ordinary word, told by who or what stands before it.

"leerling van de vuurvogel", "traint bij de dolfijn", "verblijft op de berk", "een kerk, de levende steen". A word
that is rare and a noun, behind a preposition and close to a word for school, sport, work, faith or care.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import ROLE
from rasa_project.redaction.models import Span
from rasa_project.redaction.soorten import (
    COMPASS,
    DENOMINATIONS,
    FOLLOW,
    SMALL,
    WORK,
    blocked_tokens,
    is_kind,
    may_name,
)
from rasa_project.redaction.tussenvoegsels import TUSSENVOEGSELS

_ARTICLES = frozenset({"de", "het", "'t", "t"})
_SCHOOL = frozenset(
    "leerling leerlingen leerlinge docent docente leraar lerares mentor juf meester ib'er ib-er conrector rector "
    "directeur directrice conciërge concierge onderwijzer intern zorgcoordinator teamleider leerkracht".split()
)
_SPORT = frozenset(
    "speelt speelde voetbalt voetbalde traint trainde trainer coach keeper spits aanvoerder lid zwemt turnt hockeyt "
    "korfbalt judoot bokst kickbokst sport danst volleybalt basketbalt tennist".split()
)
_WORK = frozenset(
    "werkt werkte werk stage stageplek stagiair bijbaan bijbaantje baantje ontslagen aangenomen solliciteert "
    "solliciteerde vakkenvuller afwasser kok bezorger uitzendkracht chef eigenaar vrijwilliger".split()
)
_FAITH = frozenset("dominee ds pastor pastoor voorganger imam diensten dienst bidt gelovigen ouderling".split())
_CARE = frozenset("verblijft geplaatst opgenomen woonbegeleider groepsleider pedagogisch begeleid".split())
_LEVEL = frozenset(
    "groep klas havo vwo vmbo mavo brugklas kader kleuters kleuterklas gymnasium atheneum praktijkonderwijs".split()
)
# Cues, the prepositions that go with them, and how rare the word must be.
_CUES: tuple[tuple[frozenset[str], frozenset[str], int], ...] = (
    (_SCHOOL, frozenset({"op", "van", "bij"}), 6_000),
    (_SPORT, frozenset({"bij", "van", "op"}), 6_000),
    (_WORK, frozenset({"bij", "voor", "in"}), 6_000),
    (_FAITH, frozenset({"van", "in", "bij"}), 5_000),
    (_CARE, frozenset({"op", "bij", "in"}), 6_000),
)
_NEAR = 3


# Kinds that stand without an article although no name follows: "op school", "naar huis".
_BARE = frozenset(
    "school huis havo vmbo mavo vwo mbo gymnasium atheneum kerk moskee opvang dagopvang kinderopvang bso kdv "
    "basisschool club bedrijf winkel zaak werk kantoor college lyceum academie vereniging stichting praktijk "
    "keuken".split()
)
_PREPOSITIONS = frozenset("op bij in van naar via voor uit :".split())


def find(document: Document) -> Iterator[Span]:
    """An ordinary word in the place of an institution."""
    blocked = blocked_tokens(document)
    yield from _bare_kind(document, blocked)
    yield from _by_cue(document, blocked)
    yield from _sits_at(document, blocked)
    yield from _beside_kind(document, blocked)


def _by_cue(document: Document, blocked: set[int]) -> Iterator[Span]:
    words = document.words
    for index in range(1, len(words) - 1):
        for cues, prepositions, rank in _CUES:
            if words[index] not in prepositions or not cues & set(words[max(0, index - _NEAR) : index]):
                continue
            place = index + 1
            article = words[place] in _ARTICLES
            place += article
            # Without an article a word is more often a thing: "werkt met hout", "lid van partijen".
            if place < len(words) and place not in blocked and may_name(document, place, rank if article else 20_000):
                yield _span(document, place - article, place, "aanwijzing")
            break


def _bare_kind(document: Document, blocked: set[int]) -> Iterator[Span]:
    """A kind without an article before it: "in hotel de wereld", "naar peuterspeelzaal dikkie dik".

    A common noun asks for an article ("in het hotel"); without one a name follows.
    """
    words = document.words
    for index in range(1, len(words) - 1):
        if not is_kind(words[index]) or index in blocked:
            continue
        start = index - (words[index - 1] in DENOMINATIONS)
        before = words[start - 1] if start else ""
        if before in _PREPOSITIONS or (before == "de" and start < index):
            last = _bare_name(document, index, blocked)
            if last > index:
                yield _span(document, start, last, "zonder lidwoord")


def _bare_name(document: Document, index: int, blocked: set[int]) -> int:
    """Last token of the name behind a kind; the index itself when there is none."""
    words = document.words
    first = index + 1
    if words[first] in _ARTICLES | {"the", "la", "le", "el", "al"}:
        first += 1
        if first >= len(words) or not _may_open(document, first):
            return index
        # "de nieuwe jutter": an adjective takes its noun along
        describes = document.lists.woorden.get(words[first], 10**6) < 3_000 and words[first].endswith("e")
        last = first + (describes and first + 1 < len(words) and _may_open(document, first + 1))
    elif words[index] in _BARE:
        return index
    elif words[first] in {"van", "ten", "ter"}:
        while first < len(words) and words[first] in TUSSENVOEGSELS:
            first += 1
        named = first < len(words) and _may_open(document, first) and words[first] not in ROLE
        return first if named else index
    else:
        place = (words[first],) in document.lists.behouden and words[index] in WORK
        if not place and (first in blocked or not _is_name_part(document, first, 3_000)):
            return index
        last = first
    while last + 1 < len(words) and last - first < 2 and _continues(document, last + 1):
        last += 1
    return last


def _may_open(document: Document, index: int) -> bool:
    """Whether a word can stand in a name behind an article."""
    token = document.tokens[index]
    return token.kind == "w" and not (token.word in SMALL or token.word in FOLLOW or is_kind(token.word))


def _is_name_part(document: Document, index: int, rank: int) -> bool:
    """Whether a word can open a name behind a kind: no verb, no small word, not too ordinary."""
    word = document.tokens[index].word
    if not _may_open(document, index):
        return False
    seen = document.parse
    tag = seen.get(index, ("", ""))[1] if seen else "N_"
    rare = document.lists.woorden.get(word, 10**6) >= rank
    return rare and document.kind(word) != "nooit" and tag.startswith(("N_", "SPEC", "ADJ", "TW"))


def _continues(document: Document, index: int) -> bool:
    """Whether a word goes on with the name: a name itself, or an odd word that is no verb."""
    word = document.tokens[index].word
    kind = document.kind(word)
    if kind in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"}:
        return True
    if (word,) in document.lists.gemeenten or (word,) in document.lists.woonplaatsen:
        return True
    doubled = word[:3] == document.tokens[index - 1].word[:3]
    return doubled and kind != "nooit"


def _sits_at(document: Document, blocked: set[int]) -> Iterator[Span]:
    """A level of education right behind it: "zit op de regenboog in groep 7"."""
    words = document.words
    for index in range(1, len(words) - 4):
        if words[index] != "op" or words[index + 1] not in _ARTICLES or index + 2 in blocked:
            continue
        behind = set(words[index + 3 : index + 6])
        if behind & _LEVEL and may_name(document, index + 2, 3_000):
            yield _span(document, index + 1, index + 2, "niveau")


def _beside_kind(document: Document, blocked: set[int]) -> Iterator[Span]:
    """A kind as explanation: "een kerk, de levende steen," and "de vuurvogel, een basisschool"."""
    words = document.words
    for index in range(len(words) - 3):
        if not is_kind(words[index]) or words[index + 1] not in {",", "("} or words[index + 2] not in _ARTICLES:
            continue
        last = index + 3
        if last + 1 < len(words) and words[last + 1] not in {",", ")", "."} and words[last] not in SMALL:
            last += 1
        closed = last + 1 == len(words) or words[last + 1] in {",", ")", "."}
        if closed and not set(range(index + 3, last + 1)) & blocked and may_name(document, last, 2_000):
            yield _span(document, index + 2, last, "naast soort")
    for index in range(3, len(words)):
        if is_kind(words[index]) and words[index - 1] in {"een", "n"} and words[index - 2] == ",":
            named = index - 3
            if named not in blocked and may_name(document, named, 4_000):
                yield _span(document, named - (words[named - 1] in _ARTICLES), named, "naast soort")


def _span(document: Document, first: int, last: int, cue: str) -> Span:
    if last + 1 < len(document.words) and document.words[last + 1] in COMPASS:
        last += 1
    return Span(document.tokens[first].start, document.tokens[last].end, "ORGANISATIE", "instelling", cue)
