"""Street addresses: a street, with or without a house number and addition.

A street is a word ending in straat, laan, weg, plein …, or a street word with
a name behind it (laan van X). House numbers: 12, 12a, 12-2, 12 II, 12 hs,
12 bis, 12 rood, nr 4. Streets without such an ending count when "woont op/aan"
stands before and a number behind them. Words that only look like a street
(snelweg, schoolplein) are in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span
from rasa_project.redaction.naamgrenzen import kept_tokens

_SURE = (
    "straat|straatje|laan|laantje|weg|weggetje|plein|pleintje|plantsoen|singel|gracht|kade|dijk|steeg|steegje|"
    "hofje|dreef|burgwal|boulevard|allee"
)
_LIKELY = (
    "str|lane|wegje|dijkje|hof|pad|paadje|park|erf|ring|wal|markt|baan|haven|brink|waard|oord|veld|hoek|meent|horst|kamp|akker|es|donk|zoom|veste|wende|stede|berg|gaard|gaarde|land|"
    "burg|poort|bolwerk|sloot|vaart|diep|werf|tuin|tuinen|heuvel|stein|borg|weide|wei|stroom|wetering|rak|stee|hage|loo|kwartier|waal|maat|mate|slag|es|enk|zijde|kant|rode"
)
_NUMBER = re.compile(
    r"[.,]?[ \n]{0,2}(?:(?:nr|nummer|no|huisnummer|huisnr|n°)[.:]?[ ]?)?\d{1,5}(?![\d:]|"
    r"[.,]\d)(?:[ ]?[-/]?[ ]?(?:[a-hA-HxX](?![a-z\d])|(?<=[-/ ])(?:[1-9]|0(?=\d))\d{0,3}(?!\d)(?=[^\d]|$)|"
    r"(?:hs|bis|rood|zwart|huis|ev|bg|[IVX]{1,4}|[ivx]{2,4}|[1-9]\d?e? ?(?:hoog|verd(?:ieping)?|etage)|"
    r"[1-4]e|bov|ben|links|rechts|toevoeging \w{1,3}|(?:boven|"
    r"beneden)(?! (?:de|het|een|bij|op|in)\b))\b))?(?![\w])"
)
_NO_NUMBER = re.compile(
    r"^[ .,]{0,2}\d{1,5}\s?(?:jaar|keer|uur|weken|maanden|dagen|jr|mensen|kinderen|minuten|km|euro|andere|anderen|"
    r"broers|zussen|personen|graden|procent|%|leerlingen|man\b|jongens|meisjes|x\b|:|\.\d\d)"
)
_STREET = re.compile(rf"(?<![\w-])([^\W\d_][\w'.\-]*?(?:{_SURE}))(?![\w-])", re.I)
_NUMBERED = re.compile(rf"(?<![\w-])([^\W\d_][\w'.\-]*?(?:{_SURE}|{_LIKELY}))(?![\w-])", re.I)
_NAMED = re.compile(
    rf"(?<![\w-])((?:{_SURE}|hof|park|markt|oord)[ ](?:van |der |de |den |het |'t |in |aan |"
    rf"op ){{0,3}}[^\W\d_][\w'\-]+(?: [^\W\d_][\w'\-]+)?)(?=[., ]{{1,2}}(?:nr\.? |nummer )?\d)",
    re.I,
)
_SPLIT = re.compile(
    r"\b(?:in|op|aan|langs|bij|van|naar|uit|hoek) (?:de |het |'t )((?!eigen|hele|zelfde|andere|vorige|goede|"
    r"verkeerde|juiste|lange|oude|nieuwe|brede|smalle|achterste|drukke|stille|rustige)[^\W\d_][\w'\-]{3,} "
    r"(?:straat|laan|plein|gracht|kade|dijk|plantsoen|dreef))\b",
    re.I,
)
_OLD_STREET = re.compile(r"\b(?:lange|korte|oude|nieuwe|grote|kleine|hoge|lage) ([^\W\d_]{4,})(?= \d)", re.I)
_PLACED = re.compile(
    r"\b(?:op|aan|in|bij|van) (?:de |het |'t )((?:[^\W\d_][\w'\-]+ ){0,2}[^\W\d_][\w'\-]{3,})"
    r"(?= (?:nummer|nr\.?|huisnummer|huisnr) \d)",
    re.I,
)
_TURNED = re.compile(
    r"\b(?:nr\.?|nummer|huisnummer|huisnr\.?) (\d{1,4}[a-z]?) (?:van|aan|op|in) (?:de |het |'t )?([^\W\d_][\w'\-]{3,})",
    re.I,
)
_BOX = re.compile(
    r"\b(?:(?:postbus|antwoordnummer) ?\d{1,6}|(?:huisje|chalet|bungalow|kavel|stacaravan|standplaats)"
    r" (?:nr\.? ?|nummer )?\d{1,4}[a-z]?)\b",
    re.I,
)
_MOVED = re.compile(r"\b(?:verhuis\w*|verhuiz\w*|logeer\w*|ondergedoken)\b", re.I)
_FROM_TO = re.compile(
    r"\b(?:van|naar|op|aan) ((?:de |het |'t )?([^\W\d_][\w'\-]{3,}) \d{1,4}(?: ?[a-z]\b)?)"
    r"(?! ?(?:jaar|keer|uur|weken|maanden|dagen|km|mensen))",
    re.I,
)
_COUNTED = frozenset(
    "bus lijn kamer klas lokaal groep plaats lijst perron spoor zaal unit cel bladzijde pagina vraag stap regel "
    "telefoon rugnummer bank stoel tafel kluis haltes halte tram trein box dossier zaak kaart formulier artikel".split()
)
_HOUSE = re.compile(r"\bhuisn(?:umme)?r\.?:? (?:is )?(\d{1,5}(?: ?(?:toevoeging )?[a-z]\b)?)", re.I)
_CUE = re.compile(
    r"\b(?:woont|wonen|woonde|woon|woonachtig|verblijft|adres|gevestigd|ingeschreven|ophalen|opgehaald|bezorgd|"
    r"huis|flat|pand|loods|schuur|garagebox|kelderbox|bedrijfshal|hal|appartement|studio|woning)\b"
    r"(?: is| nu| tijdelijk| thuis| bij \w+| momenteel|:|=)* ?"
    r"(?:op |aan )?(?:de |het |'t )?((?:[^\W\d_][\w'.\-]* ){1,3}?)(?=(?:nr\.? |nummer )?\d)",
    re.I,
)
_LEADING = frozenset(
    "de het een in op aan van naar bij uit langs woont woonde woon wonen zit is was en of hij ze zij die dat adres "
    "heeft hoek vader moeder oma opa ouders ik we te met tot nummer nu thuis verblijft staat wordt gezien daar "
    "hier ook "
    "om maar voor onder tegen richting achter haar zijn hun ergens samen met komt hem er".split()
)
_ADJECTIVES = frozenset(
    "oude nieuwe lange korte grote kleine hoge lage brede smalle eerste tweede derde burgemeester burg dokter dr "
    "prof professor pastoor dominee sint st prins prinses koning koningin graaf gravin "
    "oranje president generaal kapitein admiraal mr ds jan willem van".split()
)


_TAIL = re.compile(
    r"(?:,? ?(?:bus|toev\.?|toevoeging|app\.?|appartement|unit|kamer|nr\.?) ?\d{1,4}[a-z]?|-\d{1,4}|"
    r",? \d{1,2}e? ?(?:etage|verdieping|verd\.?|hoog)|,? (?:[ivx]{1,4} )?hoog|"
    r",? (?:achter|voor|boven|beneden)(?=[,.]|$))"
    r"(?!\w)",
    re.I,
)


def with_tail(document: Document, span: Span) -> Span:
    """An address with what still belongs to its number: "bus 3", "1e etage", "a-3"."""
    tail = _TAIL.match(document.text, span.end) if span.cue != "straatnaam" else None
    return Span(span.start, tail.end(), span.label, span.recognizer, span.cue) if tail else span


def find(document: Document) -> Iterator[Span]:
    """Streets with a number, well-shaped streets without one, and what follows "woont op"."""
    kept = kept_tokens(document)
    for span in _places(document):
        # "weg bij combat 18": the number belongs to a name that must stay.
        numbers = [n for n, t in enumerate(document.tokens) if span.start <= t.start < span.end and t.kind == "d"]
        if not numbers or not kept.issuperset(numbers):
            yield span


def _places(document: Document) -> Iterator[Span]:
    for span in _find(document):
        yield with_tail(document, span)


def _find(document: Document) -> Iterator[Span]:
    text, lists = document.text, document.lists
    if any(c.isdigit() for c in text):
        yield from _with_number(document)
    for match in _STREET.finditer(text):
        word = fold(match.group(1))
        capital = (
            document.cased and match.group(1)[:1].isupper() and not re.search(r"(?:^|[.!?] )$", text[: match.start()])
        )
        if not _ordinary(document, word) or (
            capital and len(word) > 6 and word.endswith(("straat", "laan", "weg", "plein"))
        ):
            yield Span(_grow_left(document, match.start()), match.end(), "ADRES", "adres", "straatnaam")
    for match in _SPLIT.finditer(text):
        if fold(match.group(1)).split()[0] not in lists.nooit:
            yield Span(match.start(1), match.end(1), "ADRES", "adres", "straatnaam")


def _ordinary(document: Document, word: str) -> bool:
    """Whether a word with a street ending is an everyday word."""
    lists = document.lists
    stem = word.rsplit("-", 1)[-1]
    if (
        word in lists.straten
        or stem in lists.straten
        or (word,) in lists.behouden
        or word in lists.nooit
        or (word,) in lists.gemeenten
    ):
        return True
    if re.search(r"(?:slaan|gaan|staan|aan|overweg|blokkade|dijkweg|onderweg)$", word) and not word.endswith(
        ("laan", "weg")
    ):
        return True
    if re.search(r"(?:slaan|blokkade|barricade|brigade|cascade|decade|parade|kakkade)$", word):
        return True
    return len(word) < 6 or (
        word in lists.woorden and not word.endswith(("straat", "laan", "gracht", "plantsoen", "singel", "steeg"))
    )


def _with_number(document: Document) -> Iterator[Span]:
    text, lists = document.text, document.lists
    for match in _NUMBERED.finditer(text):
        number = _NUMBER.match(text, match.end())
        if not number or _NO_NUMBER.match(text[match.end() : match.end() + 22]):
            continue
        word = fold(match.group(1))
        capital = document.cased and match.group(1)[:1].isupper()
        article = re.search(r"\b(?:de|het|een|dit|dat|onze?) $", text[max(0, match.start() - 6) : match.start()], re.I)
        if (word in lists.straten and not capital and (article or len(word) < 9)) or (
            document.kind(word) in {"top", "nooit", "behoud"} and not capital
        ):
            continue
        if (
            document.kind(word) in {"woord", "samen", "afgeleid", "tik", "voor", "beide", "meestal"}
            and not re.search(rf"(?:{_SURE})$", word)
            and not capital
            and not _lives_before(text, match.start())
        ):
            continue
        yield Span(_grow_left(document, match.start()), number.end(), "ADRES", "adres", "huisnummer")
    for match in _TURNED.finditer(text):
        yield Span(match.start(1), match.end(1), "ADRES", "adres", "huisnummer")
        if document.kind(fold(match.group(2))) not in {"nooit", "top"}:
            yield Span(match.start(2), match.end(2), "ADRES", "adres", "huisnummer")
    if _MOVED.search(text):
        for match in _FROM_TO.finditer(text):
            if document.kind(fold(match.group(2))) not in {"nooit", "top"} and fold(match.group(2)) not in _COUNTED:
                yield Span(match.start(1), match.end(1), "ADRES", "adres", "verhuisd")
    for match in _BOX.finditer(text):
        yield Span(match.start(), match.end(), "ADRES", "adres", "postbus")
    for match in _PLACED.finditer(text):
        number = _NUMBER.match(text, match.end())
        words = [fold(w) for w in match.group(1).split()]
        if number and not any(document.kind(w) in {"nooit"} or w in _COUNTED for w in words):
            yield Span(match.start(1), number.end(), "ADRES", "adres", "huisnummer")
    for match in _NAMED.finditer(text):
        number = _NUMBER.match(text, match.end())
        behind = fold(match.group(1)).split()[1:]
        if all(document.kind(w) in {"nooit", "top"} for w in behind):
            continue
        if number and not _NO_NUMBER.match(text[match.end() : match.end() + 22]):
            yield Span(match.start(), number.end(), "ADRES", "adres", "huisnummer")
    for match in _OLD_STREET.finditer(text):
        number = _NUMBER.match(text, match.end())
        ordinary = document.kind(fold(match.group(1))) in {"top", "nooit", "behoud"} or (
            document.kind(fold(match.group(1))) in {"woord", "samen", "afgeleid"}
            and not _lives_before(text, match.start())
        )
        if number and not ordinary and not _NO_NUMBER.match(text[match.end() : match.end() + 22]):
            yield Span(match.start(), number.end(), "ADRES", "adres", "huisnummer")
    for match in _HOUSE.finditer(text):
        yield Span(match.start(1), match.end(1), "ADRES", "adres", "huisnummer")
    for match in _CUE.finditer(text):
        number = _NUMBER.match(text, match.end(1))
        if not number or _NO_NUMBER.match(text[match.end(1) : match.end(1) + 22]):
            continue
        words = re.findall(r"[^\W\d_][\w'.\-]*", match.group(1))
        start = match.start(1)
        while words and fold(words[0]) in _LEADING:
            start = text.index(words[0], start) + len(words[0]) + 1
            words.pop(0)
        if (
            words
            and not all(document.kind(fold(w)) in {"top", "nooit", "behoud"} for w in words)
            and fold(words[-1])
            not in {"groep", "klas", "havo", "vwo", "vmbo", "mbo", "kamer", "unit", "niveau", "leeftijd"}
        ):
            short = 3 if text[max(0, start - 3) : start].lower() == "'t " else 0
            yield Span(start - short, number.end(), "ADRES", "adres", "woonwoord")


def _lives_before(text: str, start: int) -> bool:
    """Whether a word for living or an article with a preposition stands just before."""
    return bool(
        re.search(
            r"\b(?:woont|wonen|woon|woonde|adres|verblijft)\b[^.!?]{0,30}$|\b(?:op|aan) (?:de |het )?$",
            text[max(0, start - 45) : start],
            re.I,
        )
    )


def _grow_left(document: Document, start: int) -> int:
    """Take names and street adjectives before a street along: "van gogh|laan", "oude|gracht"."""
    tokens = document.tokens
    index = next((i for i, t in enumerate(tokens) if t.start <= start < t.end), None)
    if index is None:
        return start
    first = index
    while first > 0 and index - first < 4 and (not tokens[first].first or tokens[first - 1].word == "."):
        before = tokens[first - 1]
        kind = document.kind(before.word) if before.kind == "w" else ""
        capital = document.cased and before.raw[:1].isupper() and not before.first
        if (
            before.word in _ADJECTIVES
            and before.word != "van"
            or capital
            or kind in {"voor", "achter", "beide", "meestal", "eigen"}
        ):
            first -= 1
        elif (
            before.word in {"de", "den", "der", "van"}
            and first > 1
            and (tokens[first - 2].word in _ADJECTIVES - {"van", "jan"})
        ):
            first -= 1
        elif (
            before.word in {"de", "van", "der", "den", "ter"}
            and first > 1
            and tokens[first - 2].kind == "w"
            and document.kind(tokens[first - 2].word) in {"voor", "beide", "meestal"}
        ):
            first -= 1
        elif (
            before.word == "."
            and first > 1
            and (tokens[first - 2].word in _ADJECTIVES or len(tokens[first - 2].word) == 1)
        ):
            first -= 2
        elif (
            before.word == "van"
            and first > 2
            and tokens[first - 2].word == "."
            and tokens[first - 3].word in _ADJECTIVES
        ):
            first -= 1
        elif before.word in {"der", "den"} and first > 1 and tokens[first - 2].word == "van":
            first -= 1
        elif before.word == "van" and tokens[first].word in {"der", "den", "de", "'t", "het"}:
            first -= 1
        elif (
            before.word in {"van", "der", "den", "de"}
            and _name_stem(document, tokens[first].word)
            and (before.word == "van" or (first > 1 and tokens[first - 2].word == "van"))
        ):
            first -= 1
        else:
            break
    begin = tokens[first].start if first < index else start
    if document.text[max(0, begin - 3) : begin].lower() in {"'t ", "t' "}:
        begin -= 3
    ordinal = re.search(r"\b[1-5]e $", document.text[max(0, begin - 4) : begin])
    return begin - len(ordinal.group()) if ordinal else begin


def _name_stem(document: Document, word: str) -> bool:
    """Whether the part before the street ending is a name: gogh-laan, meulen-straat."""
    stem = re.sub(rf"(?:{_SURE})$", "", word)
    return stem != word and document.kind(stem) in {"achter", "voor", "beide", "meestal", "eigen", "onbekend", "lijkt"}
