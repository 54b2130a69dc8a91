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
from rasa_project.redaction.tussenvoegsels import STRONG, TUSSENVOEGSELS

SCHOOL = frozenset(
    "basisschool obs cbs rkbs pcb kbs bs daltonschool montessorischool jenaplanschool vrijeschool islamschool bso "
    "kdv kinderdagverblijf peuterspeelzaal kinderopvang peuteropvang opvang school "
    "brede dagopvang scholengemeenschap sg csg rsg osg ksg mavo vmbo havo atheneum gymnasium lyceum college sbo "
    "vso zmok mbo roc aoc sbo ikc kindcentrum academie madrassa koranschool "
    "buurthuis jongerencentrum buurtcentrum wijkcentrum clubhuis woongroep leefgroep kamertrainingscentrum "
    "crisisgroep huis".split()
)
CLUB = frozenset(
    "vv sv fc rkvv rksv svv ssv vvv hv tc av hc bc sc asv csv kv voetbalclub voetbalvereniging sportclub "
    "sportvereniging hockeyclub kickboksschool boksschool vechtsportschool sportschool dojo gym judoschool "
    "scouting boksclub volleybalvereniging korfbalvereniging tennisclub motorclub studentenvereniging vereniging "
    "club schietvereniging zwemvereniging atletiekvereniging turnvereniging dansschool".split()
)
FAITH = frozenset(
    "moskee kerk gemeente gebedshuis tempel synagoge parochie kapel gebedsruimte moskeevereniging kerkgemeente "
    "pinkstergemeente evangeliegemeente baptistengemeente geloofsgemeenschap mandir gurdwara basiliek".split()
) - {"gemeente"}
WORK = frozenset(
    "bakkerij slagerij garage kapsalon restaurant snackbar cafetaria pizzeria bouwbedrijf transportbedrijf "
    "schildersbedrijf loodgietersbedrijf supermarkt kapper barbershop cafe eetcafe shishalounge "
    "lunchroom bedrijf firma stichting zorginstelling zorgbureau taxibedrijf autobedrijf autobedrijf "
    "aannemersbedrijf hoveniersbedrijf uitzendbureau hotel winkel zaak kwekerij manege boerderij camping "
    "ziekenhuis verpleeghuis verzorgingshuis woonzorgcentrum huisartsenpraktijk praktijk drukkerij wasserij "
    "schoonmaakbedrijf belwinkel theehuis bar kebabzaak shoarmazaak grillroom fietsenwinkel".split()
)
BEHIND = frozenset(
    "college lyceum gymnasium school basisschool scholengemeenschap academie moskee kerk mavo atheneum kapel "
    "praxis instituut boys mandir synagoge gym".split()
)
NAMED_AFTER = SCHOOL | CLUB | FAITH | WORK
# Kinds that take an everyday word as a name when an article stands between: "basisschool de regenboog".
STRICT = (
    (
        SCHOOL
        - frozenset(
            "school college brede opvang mavo vmbo havo mbo sbo huis gymnasium atheneum academie lyceum".split()
        )
    )
    | (FAITH - {"kerk", "moskeevereniging"})
    | frozenset(
        "vv sv fc rkvv rksv svv voetbalvereniging sportvereniging moskee scouting stichting garage bakkerij "
        "restaurant "
        "snackbar cafe".split()
    )
)
_COMPASS = frozenset("noord oost zuid west zuidoost zuidwest noordoost noordwest centrum nederland".split())
_SMALL = frozenset(
    "en in op van met voor is was die dat waar maar om te aan bij naar uit als want dan nu ook heeft zit gaat of "
    "niet er hij ze ik we zijn haar wil wordt werd door over geen wel nog al tot "
    "omdat toen sinds zonder komt kwam doet had kan moet mag zou zal".split()
)
_FOLLOW = frozenset(
    "leerlingen leerling leraar leraren kinderen kind juf meester ouders directeur directie klas groep conciergen "
    "concierge mentor docent docenten jongens jongen meisjes meisje mensen trainer "
    "leiding bestuur imam dominee pastoor zaak baas collega hele week dag ochtend middag avond eerste tweede "
    "laatste situatie afgelopen laatste vrouwen mannen jeugd jongeren team".split()
)


def find(document: Document) -> Iterator[Span]:
    """A kind of institution and its name."""
    tokens, words, lists = document.tokens, document.words, document.lists
    blocked: set[int] = set()
    for phrases in (lists.ketens, lists.behouden):
        for start, end in document.phrases(phrases):
            blocked.update(range(start, end))
    for index, word in enumerate(words):
        if tokens[index].kind != "w":
            continue
        if _is_kind(word) and index not in blocked:
            end = _name_after(document, index, blocked)
            if end > index:
                yield Span(tokens[index].start, tokens[end].end, "ORGANISATIE", "organisatie", "soortwoord")
        stem = re.sub(r"(?:kerk|moskee|college|lyceum|school)$", "", word)
        if (
            stem != word
            and len(stem) > 3
            and word not in lists.woorden
            and document.kind(stem) in {"voor", "meestal", "beide", "lijkt"}
        ):
            saint = index and words[index - 1] in {"sint", "st", "heilige", "prins", "prinses", "koningin"}
            yield Span(tokens[index - saint].start, tokens[index].end, "ORGANISATIE", "organisatie", "samenstelling")
        tail = word.rsplit("-", 1)[-1]
        if tail in BEHIND and index not in blocked:
            start = _name_before(document, index, blocked)
            if start < index or (tail != word and _nameish(document, word.rsplit("-", 1)[0].split("-")[-1])):
                yield Span(tokens[start].start, tokens[index].end, "ORGANISATIE", "organisatie", "soortwoord")
    yield from _employers(document, blocked)
    yield from _named_school(document, blocked)
    yield from _between(document, blocked)


_AT_SCHOOL = frozenset(
    "oud-leerling zit zat zitten leerling leerlingen les lessen docent docente mentor juf meester werk werkt "
    "werken school "
    "schoolt gaat ging klas brugklas havo vwo vmbo mavo diploma examen stage conciërge concierge".split()
)


def _named_school(document: Document, blocked: set[int]) -> Iterator[Span]:
    """A school named without the word: "zit op het corderius"."""
    tokens, words = document.tokens, document.words
    for index in range(1, len(words) - 1):
        if (
            words[index] != "het"
            or words[index - 1] not in {"op", "van", "bij", "naar"}
            or index + 1 in blocked
            or tokens[index + 1].kind != "w"
        ):
            continue
        kind = document.kind(words[index + 1])
        known = kind in {"eigen", "achter", "beide", "onbekend", "lijkt"} and len(words[index + 1]) > 3
        if (known or _cap(document, index + 1)) and _AT_SCHOOL & set(words[max(0, index - 6) : index + 6]):
            yield Span(tokens[index + 1].start, tokens[index + 1].end, "ORGANISATIE", "organisatie", "op school")


_PLACED = frozenset("op van bij naar vanuit aan uit via voor heet is : ,".split())
_NO_NAME = frozenset(
    "eerste tweede derde laatste hele ander andere goede goed vorige volgende nieuwe nieuw oude oud grote groot kleine "
    "klein demissionaire gemeentelijk gemeentelijke algemeen huidige gewone gewoon lokale enige beste leuke leuk eigen "
    "tweetalig tweetalige zelfstandig categoraal categorale openbare katholieke christelijke islamitische joodse "
    "volledige dagelijks vol mooie mooiste strenge".split()
)


def _between(document: Document, blocked: set[int]) -> Iterator[Span]:
    """Everyday words between article and kind, "op het kompas college", are a name behind a preposition, or alone."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words):
        if word not in {"college", "lyceum", "gymnasium", "scholengemeenschap"} or index in blocked:
            continue
        for start in range(index - 1, max(index - 5, -1), -1):
            if tokens[start].kind != "w" or start in blocked or words[start] in _SMALL:
                break
            if words[start] in {"het", "de", "'t"}:
                between = [w for w in words[start + 1 : index] if w not in _NO_NAME]
                alone = tokens[start].first and (index + 1 == len(words) or tokens[index + 1].kind == "p")
                if between and (alone or (start and words[start - 1] in _PLACED)):
                    yield Span(
                        tokens[start + (not _cap(document, start))].start,
                        tokens[index].end,
                        "ORGANISATIE",
                        "organisatie",
                        "tussen",
                    )
                break


_KIND_ENDINGS = (
    "school",
    "bedrijf",
    "moskee",
    "club",
    "vereniging",
    "praktijk",
    "verblijf",
    "salon",
    "restaurant",
    "centrum",
    "opvang",
)


def _is_kind(word: str) -> bool:
    """Whether a word is a kind of institution: on a list, or a compound that ends in one."""
    return word in NAMED_AFTER or (len(word) > 8 and word.endswith(_KIND_ENDINGS))


def _is_strict(word: str) -> bool:
    """Whether a kind takes an everyday word as its name."""
    return word in STRICT or (word not in NAMED_AFTER and _is_kind(word))


def _nameish(document: Document, word: str) -> bool:
    return document.kind(word) in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt", "soms"}


def _cap(document: Document, index: int) -> bool:
    token = document.tokens[index]
    return document.cased and token.raw[:1].isupper() and not token.first


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
        and _is_kind(words[index])
        and particles not in blocked
        and document.kind(words[particles])
        in {"achter", "beide", "eigen", "lijkt", "beroep"}
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
        return step + 1 if step + 1 < len(words) and words[step + 1] in _COMPASS else step
    if (
        step < len(tokens)
        and _is_strict(words[index])
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
        kind = document.kind(token.word)
        name = (
            (last > index and token.word in _COMPASS)
            or kind in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"}
            or _cap(document, position)
        )
        loose = (
            article
            and position == begin
            and _is_strict(words[index])
            and kind in {"woord", "samen", "soms", "top", "afgeleid", "tik", "beroep"}
            and document.lists.woorden.get(token.word, 10**6) > 700
            and token.word not in _FOLLOW
            and token.word not in _SMALL | VERB3
        )
        colour = (
            words[index] in CLUB
            and token.word not in _SMALL | VERB3
            and kind in {"soms", "woord", "samen", "beroep", "top"}
            and (words[index] in {"vv", "sv", "fc", "rkvv", "rksv", "svv", "scouting"})
        )
        if name or loose or colour:
            last = position
        elif token.word in TUSSENVOEGSELS and last > index:
            continue
        else:
            break
    return last


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
        if _cap(document, position) or (
            kind in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt"} and len(token.word) > 2
        ):
            start = position
        elif (
            token.word in {"el", "al", "da", "de", "van", "der", "an", "as", "st", "sint"}
            and position > 0
            and _nameish(document, tokens[position - 1].word)
            and token.word not in {"de"}
        ):
            start = position
        elif token.word in {"el", "al", "da", "an", "as", "st", "sint", "ibn"} and start < index:
            start = position
        else:
            break
        position -= 1
    return start


def _employers(document: Document, blocked: set[int]) -> Iterator[Span]:
    """What follows "werkt bij", "speelt bij", "traint bij" when it is a name of one place."""
    tokens, words = document.tokens, document.words
    for index in range(len(words) - 1):
        if words[index] not in {"bij", "voor"}:
            continue
        near = words[max(0, index - 5) : index] + words[index + 1 : index + 6]
        if not set(near) & {
            "werkt",
            "werk",
            "werken",
            "werkte",
            "stage",
            "bijbaan",
            "bijbaantje",
            "voetbalt",
            "speelt",
            "traint",
            "sport",
            "kickbokst",
            "bokst",
            "baantje",
            "stageplek",
            "aangenomen",
            "loopt",
            "speelde",
            "voetbalde",
            "dienst",
            "solliciteert",
            "solliciteerde",
            "hockeyt",
            "zwemt",
            "danst",
            "turnt",
            "korfbalt",
        }:
            continue
        position = index + 1
        if position < len(words) and words[position] in {"de", "het", "een", "'t"}:
            position += 1
        last = None
        while (
            position < len(words) and position - index <= 4 and tokens[position].kind == "w" and position not in blocked
        ):
            kind = document.kind(words[position])
            if kind in {"eigen", "onbekend", "lijkt", "achter"} or _cap(document, position):
                last = position
            elif not (words[position] in TUSSENVOEGSELS and last is None):
                break
            position += 1
        if last is not None:
            yield Span(tokens[index + 1].start, tokens[last].end, "ORGANISATIE", "organisatie", "werkwoord")
