"""Kinds of institution that can carry a name, and the words around such a name. Pure layer."""

from __future__ import annotations

import re

from rasa_project.redaction.document import Document

SCHOOL = frozenset(
    "basisschool obs pcbs gbs cbs rkbs pcb kbs bs daltonschool montessorischool jenaplanschool vrijeschool islamschool "
    "bso kdv kinderdagverblijf peuterspeelzaal kinderopvang peuteropvang opvang school "
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
    "eethuis masjid tandartspraktijk apotheek hostel pension rijschool gezinshuis logeerhuis zwembad sporthal "
    "schoonmaakbedrijf belwinkel theehuis bar kebabzaak shoarmazaak grillroom fietsenwinkel toko praathuis clubhuis "
    "broedplaats kringloop".split()
)
BEHIND = frozenset(
    "college lyceum gymnasium school basisschool scholengemeenschap academie moskee kerk mavo atheneum kapel "
    "camii camisi mescidi praxis instituut boys mandir synagoge gym chapel church mosque bakkerij slagerij".split()
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
COLOURS = frozenset("rood wit blauw groen geel zwart oranje paars boys girls".split())
DENOMINATIONS = frozenset(
    "brede openbare christelijke katholieke protestantse islamitische joodse gereformeerde hervormde vrije montessori "
    "evangelische hindoe".split()
)
COMPASS = frozenset("noord oost zuid west zuidoost zuidwest noordoost noordwest centrum nederland".split())
SMALL = frozenset(
    "en in op van met voor is was die dat waar maar om te aan bij naar uit als want dan nu ook heeft zit gaat of "
    "niet er hij ze ik we zijn haar wil wordt werd door over geen wel nog al tot "
    "omdat toen sinds zonder komt kwam doet had kan moet mag zou zal".split()
)
FOLLOW = frozenset(
    "leerlingen leerling leraar leraren kinderen kind juf meester ouders directeur directie klas groep conciergen "
    "concierge mentor docent docenten jongens jongen meisjes meisje mensen trainer "
    "leiding bestuur imam dominee pastoor zaak baas collega hele week dag ochtend middag avond eerste tweede "
    "laatste situatie afgelopen laatste vrouwen mannen jeugd jongeren team".split()
)
KIND_ENDINGS = (
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
    *("boerderij", "instelling", "garage", "atelier", "handel", "bakkerij", "slagerij", "kwekerij", "manege", "hoeve"),
    *("zwembad", "theater", "hostel", "pension", "apotheek", "gezinshuis", "speelzaal", "speeltuin", "kantine", "zaak"),
    *(
        "winkel",
        "fabriek",
        "drukkerij",
        "makelaardij",
        "kwekerij",
        "rijschool",
        "asiel",
        "museum",
        "molen",
        "zorgboerderij",
        "bowling",
        "eethuis",
        "eetcafe",
    ),
)


def is_kind(word: str) -> bool:
    """Whether a word is a kind of institution: on a list, or a compound that ends in one."""
    return word in NAMED_AFTER or (len(word) > 8 and word.endswith(KIND_ENDINGS))


def is_strict(word: str) -> bool:
    """Whether a kind takes an everyday word as its name."""
    return word in STRICT or (word not in NAMED_AFTER and is_kind(word))


def nameish(document: Document, word: str) -> bool:
    """Whether a word can be (part of) a name by itself."""
    return document.kind(word) in {"voor", "achter", "beide", "meestal", "eigen", "onbekend", "lijkt", "soms"}


def is_capital(document: Document, index: int) -> bool:
    """Whether a token has a capital that means something."""
    token = document.tokens[index]
    return document.cased and token.raw[:1].isupper() and not token.first


def blocked_tokens(document: Document) -> set[int]:
    """Indexes of tokens in chains and in organisations that must stay."""
    blocked: set[int] = set()
    for phrases in (document.lists.ketens, document.lists.behouden):
        for start, end in document.phrases(phrases):
            blocked.update(range(start, end))
    return blocked


# Compounds with these endings name a thing or a kind, not one house.
_COMMON = (
    *(
        "studio",
        "salon",
        "besteding",
        "winkel",
        "zaak",
        "huis",
        "plek",
        "plekken",
        "klas",
        "afdeling",
        "team",
        "dienst",
    ),
    *("werk", "opleiding", "organisatie", "instelling", "instantie", "kamer", "ploeg", "gilde", "kantoor", "kring"),
    *("overleg", "markt", "hal", "zaal", "veld", "lokaal", "plein", "baan", "bank", "les", "lessen", "tijd", "cursus"),
    *("training", "project", "programma", "forum", "server", "chat", "app", "site", "kanaal", "account", "pagina"),
    *("begeleiding", "ouders", "ouder", "jongere", "jongeren", "leerling", "leerlingen", "mensen", "kind", "kinderen"),
)
_VERBAL = re.compile(r"(?:^ge.*(?:t|d|en)|(?:eer|el|er)t|de|te|ig|lijks?)$")


def may_name(document: Document, index: int, rank: int) -> bool:
    """Whether an ordinary word can be the name of something here: a rare noun, by list and by the pipeline.

    Args:
        document: the message.
        index: token of the word.
        rank: words more frequent than this are too ordinary to be one.
    """
    token = document.tokens[index]
    if token.kind != "w" or len(token.word) < 3 or token.word in FOLLOW or is_kind(token.word):
        return False
    kind = document.kind(token.word)
    if kind in {"nooit", "top", "behoud"} or (kind in {"samen", "woord"} and token.word.endswith(_COMMON)):
        return False
    if kind in {"voor", "achter", "beide", "meestal", "eigen", "lijkt"}:
        return True
    if document.lists.woorden.get(token.word, 10**6) < rank or kind in {"tik", "afgeleid"}:
        return False
    seen = document.parse
    if seen is None:
        return not _VERBAL.search(token.word)
    return seen.get(index, ("", ""))[1].startswith(("N_", "SPEC"))
