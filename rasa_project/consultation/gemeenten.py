"""Finds the municipality a user means: by name, village, nickname or typing error.

Pure layer. Only names somebody typed in this message are looked at; a name of
several places stays ambiguous, so that the assistant asks instead of guessing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from rasa_project.consultation.plaats_in_zin import ELSEWHERE, HOME, standing
from rasa_project.language.normalise import fold, normalise

_WORD = re.compile(r"'[st](?=[ \-])|[^\W_]+(?:['.][^\W_]+)*")
_SUFFIX = re.compile(r"^(?P<naam>.+?)\s*\((?P<toevoeging>[^)]+)\)$")
_CODES = {
    "nh": "noord-holland",
    "zh": "zuid-holland",
    "l": "limburg",
    "lb": "limburg",
    "li": "limburg",
    "o": "overijssel",
    "ov": "overijssel",
    "gld": "gelderland",
    "ge": "gelderland",
    "gl": "gelderland",
    "nb": "noord-brabant",
    "z": "zeeland",
    "ze": "zeeland",
    "zld": "zeeland",
    "fr": "fryslan",
    "frl": "fryslan",
    "gr": "groningen",
    "gn": "groningen",
    "dr": "drenthe",
    "ut": "utrecht",
    "u": "utrecht",
    "fl": "flevoland",
}
_PROVINCES = {
    ("noord", "holland"): "noord-holland",
    ("zuid", "holland"): "zuid-holland",
    ("limburg",): "limburg",
    ("overijssel",): "overijssel",
    ("gelderland",): "gelderland",
    ("noord", "brabant"): "noord-brabant",
    ("brabant",): "noord-brabant",
    ("zeeland",): "zeeland",
    ("friesland",): "fryslan",
    ("fryslan",): "fryslan",
    ("drenthe",): "drenthe",
    ("flevoland",): "flevoland",
    ("twente",): "overijssel",
    ("achterhoek",): "gelderland",
    ("betuwe",): "gelderland",
    ("terschelling",): "fryslan",
    ("ameland",): "fryslan",
}
_CUES = frozenset(
    "in uit te vanuit gemeente regio omgeving nabij rond woonplaats stad dorp plaats richting naar gem wonen".split()
)
_NEAR_CUES = _CUES | {"bij", "van", "voor", "rondom", "om"}
_IN_SURNAME = frozenset({"der", "den", "de", "het", "t"})
_BEFORE_SURNAME = frozenset({"van", "v", "vd"})
"""Before these a place is part of a surname: "van der Veen"; "in de Bilt" is none."""
_AFTER_WORD = frozenset(
    "wel veel een de het geen dat die niet vaak lastig moeilijk goed erg zijn mijn haar hun deze dit lang kort".split()
)
# Places whose name is an everyday word: they need a place word before them, or to stand alone.
WORD_PLACES = frozenset(
    "aalst almen amen anderen anna axel baak baard baars bakhuizen balk bant beek best beugen blije blokker boer "
    "borger broek buren dalem dalen dieren dijken donderen "
    "doorn dorst duiven duizel echt echten ede een egmond ell elst ens enter epe epen erica erm est gasteren gauw "
    "geleen gemert gieten glimmen goes goor grave groet haler hall halfweg handel "
    "hank haps hapert haren hedel hee heel heeze heide helden hem hemmen herten heusden hoek hoeven holten horn "
    "horst houten huizen huns ie jabeek kaag kaard kampen kamperveen klimmen "
    "laren leek leende lemmer leunen leur lienden lieren lies linde linden loenen loo loon losser made malden "
    "marken marum meerlo meeuwen meppen middelaar mill mook monster munt neer nes netersel "
    "nutter oever ommen opende oranje oss ossen overslag peest peins petten pingjum poppingawier putte putten reek "
    "rekken rien ried rijen rijs roden rolde roosteren ruinen schijf sloten smakt "
    "soest spier spijk stein stroe terneuzen tuil tuk uitdam uitwijk urk vaals veen velden vessem veulen vijlen "
    "vries vuren waal waarde waarder walem wedde weert well wel wier wierden wijk "
    "wijngaarden winde winkel wouw zegge zetten zeeland zoelen zuiden noorden moerstraten maren sluis hulst hoorn "
    "assen bergen delft leiden gouda waterland voorst geel nop "
    "laag keulen nieuwland kerkwijk molenhoek noordhoek driewegen achtmaal bontebok stuifzand hoogland overloon".split()
)
_STRICT = frozenset(
    {
        "een",
        "echt",
        "heel",
        "hem",
        "zetten",
        "anderen",
        "dieren",
        "ie",
        "winkel",
        "waarde",
        "leek",
        "neer",
        "noorden",
        "hoek",
        "oranje",
        "hoeven",
        "broek",
        "handel",
        "boer",
        "gauw",
        "loon",
        "hee",
        "wel",
        "est",
        "made",
        "best",
        "well",
        "doorn",
        "huizen",
        "buren",
        "groet",
        "zuiden",
        "rijen",
        "velden",
        "dalen",
        "sloten",
        "monster",
        "vries",
        "helden",
        "anna",
        "lies",
        "linde",
        "axel",
        "erica",
        "spier",
        "rien",
        "wijk",
        "geel",
        "laag",
        "nop",
        "tuk",
        "enter",
        "horst",
        "grave",
    }
)
_NEVER = frozenset(
    {"een", "heel", "hem", "ie", "wel", "anderen", "zetten", "neer", "gauw", "hee", "est", "laag", "geel"}
)
_INFINITIVES = frozenset("gieten kampen klimmen donderen meppen zetten hoeven dalen leunen".split())
"""Verbs behind "te": "te gieten" is no place in small letters."""
_IN_CUES = frozenset({"in", "uit", "te", "gemeente", "vanuit", "woonplaats", "gem", "plaats"})


_LIDWOORDEN = frozenset({"de", "het"})
_ONTKENT = frozenset({"niet", "geen"})
_MAAR = "maar"
_TUSSEN = frozenset({"onder", "in", "uit", "te", "bij", "van", "de", "het", "gemeente", "plaats"})
"""Words that may stand between a denial and the place it denies: "niet in de gemeente Tiel"."""
_WOONT = frozenset({"woont", "woonachtig", "ingeschreven"})
"""Where the person lives; a first person ("ik woon") is the user."""
_GRENS = frozenset({"maar", "en", "of", "school", "werk", "werken", "werkt", "zit", "zitten", "staat"})
_WOONT_VER = 4
"""Words between "woont" and the name of the place: "woont in de gemeente Tiel"."""
_BELONGS = frozenset({"valt", "vallen", "val", "hoort", "horen"})
_COUNTRIES = frozenset({"nederland", "amerika", "america", "zeeland", "schiphol"})
"""Countries, a province and an airport that are also villages: hardly ever somebody's place."""
_SHORTENED = frozenset({"gem", "st", "sint"})
_BREAK = frozenset(".!?;:,\n")
_PAUSE = frozenset(".,:;!?\n-")
_BEFORE_NOUN = frozenset(
    "de het een geen mijn zijn haar hun die dat deze dit wat veel op in van met zonder als".split()
)
_WORKS = frozenset(
    (
        "wijkteam buurtteam leerplicht leerplichtambtenaar boa handhaving handhaver politie wijkagent jgz ggd "
        "coa azc jobcoach jongerenwerk jongerenwerker docent mentor decaan huisarts jeugdarts reclassering "
        "thuiszorg wijkzorg voedselbank basisschool school mbo roc jeugdhulp jeugdzorg bibliotheek "
        "maatjesproject imam dominee"
    ).split()
)
"""Behind these an everyday word at the head is the place somebody works: "wijkteam kampen. …"."""
_HEADING = 2
"""At most so many words stand before the place in "wijkteam hoogeveen: …"."""
_FEW = 3
_PLAATSWOORDEN = frozenset({"dorp", "dorpje", "plaats", "plaatsje", "stad", "gemeente"})


@dataclass(frozen=True)
class GemeenteRow:
    """One name of a place and the municipality it leads to.

    Attributes:
        naam: municipality, village or nickname.
        gemeente: official name of the municipality.
        soort: "gemeente", "alias" or "woonplaats".
        provincie: to tell places of the same name apart.
    """

    naam: str
    gemeente: str
    soort: str
    provincie: str = ""


@dataclass(frozen=True)
class GemeenteFound:
    """What was found; at most one of `gemeente` and `kandidaten` is filled.

    Attributes:
        gemeente: the official name, when only one fits.
        kandidaten: official names to choose from, when more fit.
        spans: where place names stand, code points of the input, end exclusive.
    """

    gemeente: str | None = None
    kandidaten: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    capital: bool
    opens: bool = False
    closes: bool = False


class GemeenteFinder:
    """Looks for municipalities and places in a message.

    Args:
        rows: all names with the municipality they lead to.
        everyday: ordinary words; one of these is never a misspelt place ("in maart" is not Maarn).
    """

    def __init__(self, rows: Iterable[GemeenteRow], everyday: Container[str] = ()) -> None:
        self._everyday = everyday
        rows = tuple(rows)
        self._exact: dict[tuple[str, ...], list[str]] = {}
        self._loose: dict[tuple[str, ...], list[str]] = {}
        self._province: dict[str, str] = {}
        self._marked: dict[tuple[tuple[str, ...], str], str] = {}
        for row in sorted(rows, key=lambda r: ("gemeente", "alias", "woonplaats").index(r.soort)):
            self._province.setdefault(row.gemeente, fold(row.provincie))
            bare, mark = _split_suffix(row.naam)
            key = _key(bare)
            if mark:
                self._marked[(key, mark)] = row.gemeente
                _add(self._loose, key, row.gemeente)
            else:
                _add(self._exact, key, row.gemeente)
        self._own = {_key(row.naam) for row in rows if row.soort != "woonplaats"}
        self._single = {
            key[0]
            for key in [*self._exact, *self._loose]
            if len(key) == 1 and len(key[0]) >= 5 and key[0] not in WORD_PLACES | _COUNTRIES
        }
        for key in [*self._exact]:
            for short in _shortened(key):
                for gemeente in self._exact[key]:
                    _add(self._exact, short, gemeente)
                if key in self._own:
                    self._own.add(short)

    def find(self, text: str) -> GemeenteFound:
        """The municipality this message names.

        Args:
            text: what somebody typed, not redacted.
        """
        source = normalise(text)
        words = _words(source.text)
        provinces = _provinces(words)
        found: list[tuple[tuple[str, ...], int, int]] = []
        denied: list[tuple[tuple[str, ...], int, int]] = []
        lived_in: list[tuple[tuple[str, ...], int, int]] = []
        weights: list[int] = []
        index = 0
        while index < len(words):
            corrected = bool(denied) and words[index - 1].text == _MAAR
            hit = self._at(words, index, provinces, corrected)
            if hit:
                options, length = hit
                start, end = source.to_input(words[index].start, words[index + length - 1].end)
                if _is_denied(words, index):
                    denied.append((options, start, end))
                else:
                    found.append((options, start, end))
                    weights.append(self._weight(source.text, words, index, length))
                    if weights[-1] != ELSEWHERE and _is_lived_in(words, index, length):
                        lived_in.append((options, start, end))
                index += length
            else:
                index += 1
        # "geen Culemborg maar Tiel" means Tiel; a place that is denied alone is still the one that is spoken of.
        # "School staat in Best, hij woont in Oirschot" means Oirschot: the gemeente where the person lives counts.
        outcome = _conclude(lived_in or (_meant_places(found, weights) if found else denied))
        return replace(outcome, spans=tuple(sorted((start, end) for _, start, end in [*found, *denied])))

    @staticmethod
    def _weight(text: str, words: list[_Word], index: int, length: int) -> int:
        """How the sentence takes the place; a bare answer is never somewhere else."""
        if len(words) <= _FEW:
            return 0
        start, end = words[index].start, words[index + length - 1].end
        name = " ".join(word.text for word in words[index : index + length])
        return standing(fold(text[max(0, start - 90) : start]), name, fold(text[end : end + 60]))

    def _at(
        self, words: list[_Word], index: int, provinces: frozenset[str], corrected: bool = False
    ) -> tuple[tuple[str, ...], int] | None:
        """Candidates for a place name that begins at a word, and its length in words.

        Args:
            corrected: "niet Tiel maar …" stands before it, so that an everyday word is meant as a place.
        """
        for length in range(min(6, len(words) - index), 0, -1):
            key = tuple(part for word in words[index : index + length] for part in word.text.split("-"))
            options = self._options(key)
            if not options or not (corrected or self._meant(words, index, length, key)):
                continue
            return self._narrow(words, index, length, key, options, provinces)
        return self._typo(words, index)

    def _options(self, key: tuple[str, ...]) -> list[str]:
        """Municipalities for a name; a village shares its name with marked namesakes, a municipality does not."""
        exact = self._exact.get(key, [])
        if exact and key in self._own:
            return exact
        return list(dict.fromkeys([*exact, *self._loose.get(key, [])]))

    def _narrow(
        self,
        words: list[_Word],
        index: int,
        length: int,
        key: tuple[str, ...],
        options: list[str],
        provinces: frozenset[str],
    ) -> tuple[tuple[str, ...], int]:
        everything = list(dict.fromkeys([*self._exact.get(key, []), *self._loose.get(key, [])]))
        after = words[index + length].text.strip(".") if index + length < len(words) else ""
        province = _CODES.get(after.replace(".", ""))
        if province and len(everything) > 1 and len(after) <= 3:
            marked = self._marked.get((key, province))
            fitting = [marked] if marked else [o for o in everything if self._province.get(o) == province]
            if fitting:
                return tuple(fitting), length + 1
        if len(everything) > 1 and provinces:
            fitting = [o for o in everything if self._province.get(o) in provinces] or [
                o for p in provinces if (o := self._marked.get((key, p)))
            ]
            if fitting:
                return tuple(fitting), length
        if index and words[index - 1].text in {"gemeente", "gem"}:
            own = [o for o in options if _key(_split_suffix(o)[0]) == key]
            if own:
                return tuple(own), length
        return tuple(options), length

    def _meant(self, words: list[_Word], index: int, length: int, key: tuple[str, ...]) -> bool:
        """Whether a name that is also an everyday word, or part of a surname, is meant as a place."""
        if index > 1 and words[index - 1].text in _IN_SURNAME and words[index - 2].text in _BEFORE_SURNAME:
            return False
        if key[0] in _COUNTRIES and length == 1 and not _is_village(words, index):
            return False
        if length > 1:
            return key in self._own or not self._is_ordinary(words, index, length)
        if len(words) <= _FEW and key[0] not in _NEVER and _provinces(words):
            return True
        if key[0] not in WORD_PLACES or len(words) == 1 or _is_called_a_place(words, index):
            return True
        before = _before(words, index)
        after = words[index + 1].text if index + 1 < len(words) else ""
        if len(words) == 2 and after in _CODES:
            return True
        if key[0] in _NEVER and not words[index].capital:
            return False
        if before == "te" and key[0] in _INFINITIVES and not words[index].capital:
            return False
        if before == "onder" and index > 1 and words[index - 2].text in _BELONGS:
            return True
        if before in _IN_CUES:
            return after not in _AFTER_WORD or words[index].capital
        named = index == 0 or words[index - 1].text in _WORKS
        if named and key[0] not in _STRICT and _is_heading(words, index):
            return True
        if words[index].capital and not words[index].opens and (before in _NEAR_CUES or key[0] not in _STRICT):
            return True
        if key[0] in _STRICT:
            return False
        return (
            before in _CUES
            or key[0]
            in {
                "ede",
                "soest",
                "weert",
                "delft",
                "assen",
                "gouda",
                "urk",
                "epe",
                "elst",
                "oss",
                "hoorn",
                "laren",
                "stein",
                "ommen",
                "geleen",
                "gemert",
                "vaals",
                "hulst",
                "wierden",
                "losser",
                "heusden",
            }
            and before not in {"de", "het", "een", "mijn", "zijn"}
        )

    def _is_ordinary(self, words: list[_Word], index: int, length: int) -> bool:
        """True for "de wijk" and the like in a sentence: an article with an everyday word, not written as a name."""
        if length != 2 or words[index].text not in _LIDWOORDEN or len(words) == 2:
            return False
        noun = words[index + 1]
        return noun.text in self._everyday and not noun.capital

    def _typo(self, words: list[_Word], index: int) -> tuple[tuple[str, ...], int] | None:
        word = words[index].text
        if len(word) < 5 or word in self._single or word in self._everyday or word in _COUNTRIES:
            return None
        alone = len(words) <= 3
        before = _before(words, index)
        heading = len(word) > 5 and _is_heading(words, index)
        if not alone and not heading and before not in _NEAR_CUES - {"van", "voor", "om", "naar"}:
            return None
        near = sorted(
            place
            for place in self._single
            if abs(len(place) - len(word)) <= 1 and place[0] == word[0] and _one_edit(word, place)
        )
        if not near:
            return None
        options = list(
            dict.fromkeys(g for place in near for g in [*self._exact.get((place,), []), *self._loose.get((place,), [])])
        )
        own = [g for g in options if _key(_split_suffix(g)[0])[0] in near]
        return tuple(own or options), 1


def _words(text: str) -> list[_Word]:
    """The words of a message, each with whether it begins a sentence and whether a part of one ends with it."""
    words: list[_Word] = []
    last, opens = 0, True
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[last:start]
        if words:
            opens = gap != " " and not _BREAK.isdisjoint(gap) and words[-1].text not in _SHORTENED
        shown = match.group()
        closes = not _PAUSE.isdisjoint(text[end : end + 2])
        words.append(_Word(fold(shown), start, end, shown[:1].isupper(), opens, closes))
        last = end
    return words


def _before(words: list[_Word], index: int) -> str:
    """The word before, when it is of the same sentence."""
    return words[index - 1].text if index and not words[index].opens else ""


def _is_heading(words: list[_Word], index: int) -> bool:
    """True for "goor, achter het spoor" and "leerplicht rijssen hier": the head says where somebody writes from."""
    if index > _HEADING or index and (words[index].opens or words[index - 1].text in _BEFORE_NOUN):
        return False
    return words[index].closes or index + 1 < len(words) and words[index + 1].text == "hier"


def _is_village(words: list[_Word], index: int) -> bool:
    """True when the village is meant that has the name of a country or province."""
    after = words[index + 1].text if index + 1 < len(words) else ""
    return after in _CODES or _before(words, index) in {"gemeente", "dorp"} or _is_called_a_place(words, index)


def _meant_places(
    found: list[tuple[tuple[str, ...], int, int]], weights: list[int]
) -> list[tuple[tuple[str, ...], int, int]]:
    """The places the message is about: those that are said to be home, else all but those that are elsewhere."""
    home = [place for place, weight in zip(found, weights, strict=True) if weight == HOME]
    return home or [place for place, weight in zip(found, weights, strict=True) if weight != ELSEWHERE]


def _is_denied(words: list[_Word], index: int) -> bool:
    """True for "niet (in) Tiel" and "geen Tiel"."""
    before = [word.text for word in words[max(0, index - 4) : index]]
    while before and before[-1] in _TUSSEN:
        before.pop()
    return bool(before) and before[-1] in _ONTKENT


def _is_lived_in(words: list[_Word], index: int, length: int) -> bool:
    """True for "hij woont in (de gemeente) Tiel" and "in Tiel woont hij"."""
    if index + length < len(words) and words[index + length].text in _WOONT:
        return True
    for word in reversed(words[max(0, index - _WOONT_VER) : index]):
        if word.text in _WOONT:
            return True
        if word.text in _GRENS:
            return False
    return False


def _is_called_a_place(words: list[_Word], index: int) -> bool:
    """True for "Best het dorp": somebody says himself that the word is a place."""
    after = [word.text for word in words[index + 1 : index + 3]]
    return len(after) == 2 and after[0] in _LIDWOORDEN | {"als"} and after[1] in _PLAATSWOORDEN


def _conclude(found: list[tuple[tuple[str, ...], int, int]]) -> GemeenteFound:
    if not found:
        return GemeenteFound()
    spans = tuple((start, end) for _, start, end in found)
    sets = [set(options) for options, _, _ in found]
    common = set.intersection(*sets)
    names = list(dict.fromkeys(o for options, _, _ in found for o in options))
    if len(common) == 1:
        return GemeenteFound(common.pop(), (), spans)
    if len(names) == 1:
        return GemeenteFound(names[0], (), spans)
    return GemeenteFound(None, tuple(n for n in names if not common or n in common), spans)


def _add(table: dict[tuple[str, ...], list[str]], key: tuple[str, ...], gemeente: str) -> None:
    if key and gemeente not in table.setdefault(key, []):
        table[key].append(gemeente)


def _shortened(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Short ways of writing "aan den": "Alphen a/d Rijn", "Alphen ad Rijn"."""
    for position in range(1, len(key) - 2):
        if key[position] == "aan" and key[position + 1] in {"de", "den"}:
            head, tail = key[:position], key[position + 2 :]
            return [(*head, "a", "d", *tail), (*head, "ad", *tail), (*head, "a.d", *tail)]
    return []


def _key(name: str) -> tuple[str, ...]:
    """A name cut in words the way a message is cut; hyphens separate."""
    return tuple(part for match in _WORD.finditer(fold(name)) for part in match.group().split("-"))


def _split_suffix(name: str) -> tuple[str, str]:
    """The bare name and the province its suffix stands for ("Rijswijk (NB)", "Well L")."""
    match = _SUFFIX.match(name)
    if match:
        return match["naam"], _CODES.get(fold(match["toevoeging"]).strip("."), "")
    head, _, tail = name.rpartition(" ")
    if head and tail in {"L", "NB", "NH", "Gld", "GLD", "ZH", "OV"}:
        return head, _CODES[fold(tail)]
    return name, ""


def _provinces(words: list[_Word]) -> frozenset[str]:
    texts = [part for word in words for part in word.text.split("-")]
    return frozenset(
        province
        for parts, province in _PROVINCES.items()
        if any(tuple(texts[i : i + len(parts)]) == parts for i in range(len(texts)))
    )


def provinces_in(tekst: str) -> frozenset[str]:
    """Provinces that are named, folded, also by a code alone ("NH", "L.")."""
    words = [_Word(fold(m.group()), m.start(), m.end(), m.group()[:1].isupper()) for m in _WORD.finditer(tekst)]
    code = _CODES.get(words[0].text.strip(".").replace(".", "")) if len(words) == 1 else None
    return _provinces(words) | ({code} if code else frozenset())


def _one_edit(left: str, right: str) -> bool:
    """Whether two words differ by one letter added, dropped, changed or two swapped."""
    if left == right:
        return True
    if len(left) > len(right):
        left, right = right, left
    for index, char in enumerate(left):
        if char != right[index]:
            if len(left) == len(right):
                swapped = (
                    left[index + 1 : index + 2] == right[index]
                    and left[index] == right[index + 1 : index + 2]
                    and left[index + 2 :] == right[index + 2 :]
                )
                return left[index + 1 :] == right[index + 1 :] or swapped
            return left[index:] == right[index + 1 :]
    return len(right) - len(left) == 1
