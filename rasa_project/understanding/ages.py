"""The age of the person a message is about, by rules. Understanding layer: standard library.

A number is an age because of the words around it, and those words also say whose age it is. So
every number is weighed on its own: how it is written, which word stands before it ("meisje van 14",
"haar broer is 12"), and whether it tells of now. The one that is surest to be the present age of
the person in question is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rasa_project.understanding.slots import Slot

_ACCENTS = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüýçñ’‘`´", "aaaaaaeeeeiiiiooooouuuuycn''''")
_UNITS = dict(zip("een twee drie vier vijf zes zeven acht negen".split(), range(1, 10)))
_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
WORDS = {
    **{unit: number for unit, number in _UNITS.items() if number > 1},
    **dict(zip(_TEENS, range(10, 20))),
    **_TENS,
    **{unit + "en" + ten: number + _TENS[ten] for ten in _TENS for unit, number in _UNITS.items()},
}
"""Number words without accents."""
_CATEGORIES = ((0, 11, "<12"), (12, 15, "12-15"), (16, 17, "16-17"), (18, 22, "18-22"), (23, 120, "23+"))
_DECADES = re.compile(r"\b(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)er\b")


_EXACTLY = re.compile(
    r"(?:^|(?<=[\s,(:;.'-]))(?P<word>bijna|haast|nog net geen|net geen|nog geen|amper|pas|net|net de|nog maar|nu"
    r"|al|inmiddels"
    r"|ondertussen|ongeveer|circa|ca\.?|plm\.?|rond|rond de|een jaar of|jaar of|zo'n|zelf|gewoon|trouwens|blijkbaar"
    r"|denk ik|ik denk|ik schat|schat ik|naar schatting|misschien|ergens|begin|begin de|eind|midden|halverwege de"
    r"|achter in de|voor in de|ver in de|diep in de|ergens in de|in de|tegen de|richting de|ruim in de|dik in de"
    r"|ruim boven de|boven de|vermoedelijk|hooguit|leeftijd|leeftijd:|so|only|just|almost|turned|aged|echt|toch"
    r"|ook|dus|nog|van)\s+$"
)
"""What may stand between a number and the word that makes it an age; taken off from the back, one at a time."""
_MOMENT = re.compile(
    r"(?:^|(?<=[\s,(]))(?:(?:over|binnen) [a-z0-9]+ (?:weken|maanden|dagen)|(?:pas )?in (?:januari|februari|maart"
    r"|april|mei"
    r"|juni|juli|augustus|september|oktober|november|december|de zomer|de herfst|het voorjaar|het najaar)"
    r"|(?:de )?(?:volgende|komende|vorige|deze|afgelopen|vd) (?:week|maand|jaar|zomer)|morgen|overmorgen|gisteren"
    r"|gister"
    r"|vandaag|vannacht|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|binnenkort|straks)\s+$"
)
"""When somebody came or comes to an age: "wordt morgen 19"."""
_COMING = re.compile(r"\b(?:over|binnen|morgen|overmorgen|volgende|komende|binnenkort|straks)\b")
_BECOMES = re.compile(r"\b(?:wordt|word|turns)\b(?:(?!\ben\b)[^.,;!?]){0,30}$")
_BECOMES_AFTER = re.compile(r"\s*wordt\s*(?:[,.;!?]|$|en\b)")
_NOW = re.compile(r"\bnu\s+(?:dus\s+|nog\s+|pas\s+|al\s+)*$")
_YEAR_LESS = frozenset({"bijna", "haast", "nog net geen", "net geen", "nog geen", "tegen de", "richting de", "almost"})
_DECADE_PLACE = {
    "eind": 7,
    "achter in de": 7,
    "ver in de": 7,
    "diep in de": 7,
    "midden": 5,
    "halverwege de": 5,
    "in de": 5,
    "ergens in de": 5,
    "ruim in de": 5,
    "dik in de": 6,
}
"""Where in the ten years somebody is: "eind twintig" is about 27."""
_NAME = r"\[[a-z]+-\d+\]"
_COPULA = re.compile(
    r"(?:\b(?:is|was|wordt|word|werd|blijkt|bleek|lijkt|vind)|'s)(?:\s+(?P<who>hij|ie|ze|zij|he|she|hem|haar|"
    + _NAME
    + r"))?\s+$"
)
_OF = re.compile(r"\b(?:van|vn|v|va|fan|(?P<english>of))\.?\s+$")
_HEAD = re.compile(r"(?P<before>(?:[\w'\]\[-]+[\s,]+){0,5})(?P<head>" + _NAME + r"|[a-z][\w'-]*)$")
_OPENED = re.compile(r"\s*\(\s*(?:[mvx]\s*[,/]?)?\s*$")
_PART_OF = re.compile(r"\s+van\s+(?:een|de|het|mijn|onze|mn|m'n)\s+(?:[a-z]+\s+)?[a-z]+$")
_JARIG = re.compile(
    r"\s*-?\s*jari?(?:ge?n?|ch?|gs)\b(?!\s+(?:bestaan|oorlog|huwelijk|jubileum|project|onderzoek|contract))"
)
_OLD = re.compile(r"\s*-?\s*(?:jaar oud|jr oud|jaar jong\b|years? old|year-old|yrs old|yo\b|y/o\b|lentes?\b|jaor alt)")
_YEARS = re.compile(r"\s*-?\s*(?:jaar|jr|jaren|j|jaor|years)\b")
_HALF = re.compile(r"\s+en (?:een half|een halve week|driekwart|een beetje|een kwart)\b")
_NO_AGE_YEARS = re.compile(
    r"\s*(?:geleden|terug|ervaring|lang\b|later|samen|getrouwd|bezig|in\b|vast\b|toezicht|gewerkt|ouder\b|jonger\b"
    r"|cel\b"
    r"|gezeten|zo\b|als\b|actief|nuchter|clean|voor de klas|bij\b|verschil|weg\b|eerder|loon|werk|dienst|huwelijk"
    r"|relatie"
    r"|ambtenaar|docent|tbs|straf|onderweg|geweest|gekend|bekend|gepest|op\b|van\b|mijn\b|niet\b|geen\b)"
)
_LASTED = re.compile(
    r"\b(?:al|sinds|afgelopen|laatste|over|na|ruim|elke|komende|binnen|in|hem|haar|zat|werk\w*|deed|doe|deden"
    r"|duurde?|duurt"
    r"|voor|eerste|loopt|heb|heeft|had|per|werk|nog|was)\s+(?:al\s+|nog\s+)?$|\bover een jaar of\s+$"
)
_RANGE_BEFORE = re.compile(r"\d{1,2}\s*(?:tot en met|t/m|tm|tot|-|–)\s*$")
_RANGE_AFTER = re.compile(r"\s*(?:(?:tot en met|t/m|tm|tot|–)\s*\d|-\d)")
_END = re.compile(
    r"\s*(?:[,.;:)!?\n+…]|$|-\s|-?ish\b|plus\b|– |(?:of zo|ofzo|of \d\d|denk ik|misschien|ongeveer|schat ik|aan"
    r"|inmiddels)\b)"
)
_GOES_ON = re.compile(r"\s*(?:en|maar|die|dus|als ik|with|and)\b")
_DONE = re.compile(r"\s*(?:jaar\s+)?(?:(?:was |is )?geworden|gewrden|voorbij|gepasseerd|aangetikt)\b")
_INVERSE = re.compile(
    r"\s*(?:jaar\s+)?(?P<verb>is|wordt|werd)\s+(?:hij|ie|ze|zij|die|dit kind|deze|" + _NAME + r")(?![\w-])"
)
_VERB_LAST = re.compile(r"\s*(?:jaar\s+)?(?P<verb>is|wordt|werd|zijn|blijkt)\b")
_WAS = re.compile(r"\s*(?:jaar\s+)?(?:oud\s+)?(?:was\s+(?:hij|ze|zij|ie|ik|haar|zijn)\b|toen\b)")
_PAST = re.compile(
    r"\b(?:toen|destijds|vroeger|ooit)\s+(?:\w+\s+){0,3}$|\b(?:sinds|vanaf|tot|voor)\s+(?:zijn|haar|z'n|zn|d'r|hun)\s+$"
    r"|\bals\s+(?:kind|jongen|jongetje|meisje|kleuter)\s+(?:van\s+)?$|\b(?:was|werd)\s+(?:hij|ze|zij|ie)\s+toen\s+$"
)
_IF = re.compile(
    r"\b(?:zodra|als|wanneer|totdat|voordat|tot|indien|of)\s+(?:hij|ze|zij|ie|iemand|je|de jongere"
    r"|een jongere)\s+(?:\w+\s+)?$"
)
_ON_BIRTHDAY = re.compile(r"\b(?:op|mei)\s+(?:zijn|haar|z'n|zn|hun|d'r|dr|her|his)\s+$")
_FORMER = re.compile(
    r"\s*(?:\w+\s+){0,3}(?:was|werd|ging|deed|kwam|zat|had|kreeg|liep|verloor|verjaardag|begon|stopte|al|mee|gaan"
    r"|(?:[a-z]{2,4})?ge[a-z]{3,}(?:d|t|en))\b"
)
_TOLD_BEFORE = re.compile(r"\b(?:heeft|had|is|was|werd|zat|ging|kwam|kreeg|verloor|stierf|overleden|heft)\b")
_DENIED = re.compile(r"\b(?:niet|geen|not|ipv|plaats van)\s+$")
_CORRECTED = re.compile(
    r"(?:\bbedoel(?:de?)?|\bnee|\b(?:niet|geen) \w+,? maar|\bmoet(?: dat)?|\bwacht|\bsorry|\boeps|\btikfout"
    r"|\bfoutje|\bje"
    r"|\bverbetering)[,.:\s]+(?:(?:hij|ze|zij|het|ie) (?:is|werd|wordt|blijkt)\s+)?$"
)
_STANDS_ALONE = re.compile(r"\s*(?:[,.;:!?]|$|niet\b|zijn\b|is\b|en niet\b|sinds\b|vorige\b|moet\b|al\b)")
_SELF = re.compile(
    r"\b(?:ik ben|ben zelf|ben ik|i'm|i am)\s+(?:\w+\s+){0,2}$|\bik\s*[(,]?\s*$|\bik ben \w+,\s*$|(?:^|\.\s*)ben\s+$"
)
_INTRODUCED = re.compile(
    r"\b(?:met|mit|mei|bij|aan|door|via|van|naar|tegen|op|with|to|by|from|tussen|in)\s+"
    r"(?:een|die|dien|'n|n|ne|unne|zo'n|'ne|a|an|twee|drie|vier|stel|enkele|wat|oudere)\s+(?:[\w-]+\s+){0,2}$"
)
"""A person who comes in behind a preposition: "trouwen met een man van 40"."""
_COMPANY = re.compile(r"\b(?:met|mit|bij|door|van|with|en)\s+(?:[\w-]+\s+){0,2}$")
_BY_USER = re.compile(r"\b(?:ik|wij|we)\b(?!.*\b(?:hij|ze|zij|ie)\b)")
_CLOCK = re.compile(r"\s+(?:voor|over)\s+(?:half|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d)")
_POSSESSIVE = frozenset("zijn haar z'n zn hun d'r dr diens her his their".split())
_OWN = frozenset("mijn m'n mn onze ons my our".split())
_PRONOUNS = frozenset("hij ie ze zij he she".split())
_REFERRING = _PRONOUNS | _POSSESSIVE | {"hem", "him"}
_POINTING = frozenset("die deze iemand eentje een zelf".split())
_NO_PERSON = frozenset("dat dit het er wat tijd daar hier waar ik wij we jullie klok datum ervan of cijfer en".split())
_NOT_IN_GENERAL = re.compile(r"\b(?:hij|ze|zij|ie|haar|z'n|zn|hem|mijn|onze|m'n|mn|ons|die|deze|\[naam-\d+\])\b")
_IN_GENERAL = re.compile(
    r"^\W*(?:bij een|mag|moet|kan|hoeveel|welke|wat|vanaf|is|zit er|hoe|geldt|tellen|zijn)\b.*\b(?:(?:iemand"
    r"|jongeren|mensen|jongens|vent|man) van"
    r"|als (?:iemand|een jongere|de jongere)|(?:een|voor) (?:\d\d|[a-z]+)[ -]?jarige)"
)
_LETTERS = re.compile(r"[a-z']+")
_NEAR = 90
"""So many characters before a number say what it is."""
_MOST = 60
"""More numbers than this are not weighed: a message with so many is a list."""
_LIKELY = 4
"""Below this a number is taken for something else."""
_SMALL = 7
"""Up to here a number in words usually counts something, so that it needs a clearer sign."""
_LOW = 5
"""Up to here a digit usually counts or numbers something."""
_SINGULAR = frozenset(
    "sinds soms steeds eens ineens opeens tussen binnen buiten zonder thuis samen alleen alles niets iets anders "
    "volgens trouwens geworden".split()
)


_TAILS = frozenset("jr j jaar m v x eneenhalf enhalf ish plusser plus yo".split())
"""What may be written to a number without a space and leave it an age."""


@dataclass(frozen=True)
class _Number:
    """A number in the message with how sure it is that it is the age asked for."""

    age: int
    start: int
    end: int
    score: int


@dataclass(frozen=True)
class _Place:
    """What stands around a number.

    Attributes:
        whole: the message up to the number.
        clause: the sentence up to the number.
        bare: the same without the words that say how exact the age is.
        after: what follows it.
        years: whether "jaar" or the like follows.
        exact: whether there were such words.
        small: whether it is a number word that mostly counts things.
        low: whether it is a digit that mostly numbers things.
        ahead: the rest of the message.
    """

    whole: str
    clause: str
    bare: str
    after: str
    years: bool
    exact: bool
    small: bool
    low: bool
    ahead: str


def age_category(age: int) -> str:
    """The category of an age in years."""
    return next(name for low, high, name in _CATEGORIES if low <= age <= high)


class AgeFinder:
    """Finds the present age of the person a message is about, not those of others."""

    def __init__(self, woorden: Mapping[str, Sequence[str]], getallen: Mapping[str, int]) -> None:
        """Takes the word lists of `data/kennis/taal/leeftijd.yml` and number words beside the Dutch ones."""
        self._words = {name: frozenset(words) for name, words in woorden.items()}
        self._people = self._words["persoon"] | self._words["verwant"] | _REFERRING
        self._others = self._words["verwant"] | self._words["persoon"] - _POINTING
        self._numbers = {**WORDS, **getallen}
        names = "|".join(sorted(self._numbers, key=len, reverse=True))
        self._mention = re.compile(
            r"(?<!\d[.,:/-])(?<![\w€$#'/\]-])(?:(?P<digits>\d{1,2})(?!\d|[.:/]\d|,[0-46-9])(?P<tail>[a-z]*)"
            r"|(?P<unit>" + "|".join(_UNITS) + r")[- ]en[- ](?P<ten>" + "|".join(_TENS) + r")(?![a-z])"
            r"|(?P<word>" + names + r")(?P<rest>jari?g\w*|eneenhalf|enhalf|de|ste|plusser)?(?![a-z]))"
        )
        units = "|".join(sorted(self._words["eenheid"], key=len, reverse=True))
        self._unit = re.compile(r"\s*-?\s*(?:(?:" + units + r")(?!\w)|%|°|€|/\d)")

    def find(self, text: str) -> Slot | None:
        """The age with its place in the message; the surest one when several ages are named."""
        folded = text.lower().translate(_ACCENTS)
        if len(folded) != len(text):
            folded = "".join(char.lower()[:1] for char in text).translate(_ACCENTS)
        if _is_general(folded):
            return None
        best: _Number | None = None
        for match in islice(self._mention.finditer(folded), _MOST):
            found = self._judge(folded, match)
            if found and found.score >= _LIKELY and (best is None or found.score > best.score):
                best = found
        if best:
            return Slot("leeftijdscategorie", age_category(best.age), best.start, best.end)
        return self._decade(folded)

    def _judge(self, text: str, match: re.Match[str]) -> _Number | None:
        """Whether this number is an age, of the right person, and now."""
        if match["digits"]:
            age, end = int(match["digits"]), match.end("digits")
        elif match["unit"]:
            age, end = _UNITS[match["unit"]] + _TENS[match["ten"]], match.end()
        else:
            age, end = self._numbers[match["word"]], match.end("word")
        if not 2 <= age <= 99:
            return None
        rest = match.end() if match["rest"] in ("eneenhalf", "enhalf") else end
        before, after = text[: match.start()], text[rest : rest + 60]
        clause = re.split(r"[!?\n]|\.(?=\s)|…", before[-_NEAR:])[-1]
        bare, offset, exact = _without_qualifiers(clause)
        small = not match["digits"] and age <= _SMALL
        years = bool(_YEARS.match(after) or _OLD.match(after))
        low = bool(match["digits"]) and age <= _LOW
        place = _Place(before, clause, bare, after, years, exact, small, low, text[end : end + 160])
        found = self._weigh(place, match["tail"] or match["rest"] or "")
        if found is None:
            return None
        points, less = found
        if offset > 0 and age % 10:
            offset = 0
        return _Number(age + (min(offset, -1) if less else offset), match.start(), end, points)

    def _weigh(self, place: _Place, tail: str) -> tuple[int, bool] | None:
        """How sure it is, and whether the age is still to come; nothing when it is no age or not the right one."""
        clause, after = place.clause, place.after
        if _JARIG.match(after):
            several = after.lstrip(" -").startswith(("jarigen", "jargen"))
            return (3 if self._is_introduced(place, place.bare + "x ") else 5 if several else 9), False
        if tail in ("e", "de", "ste"):
            return (5, False) if _is_birthday(clause, after) else None
        if tail and tail not in _TAILS:
            return None
        corrected = bool(_CORRECTED.search(clause)) and bool(_STANDS_ALONE.match(after))
        if (
            self._is_count(place)
            or _SELF.search(clause)
            or _PAST.search(clause)
            or _WAS.match(after)
            or _IF.search(clause)
        ):
            return None
        if _DENIED.search(clause) and not place.exact:
            return None
        if place.years and not _OLD.match(after):
            rest = after[_years_end(after) :]
            if _NO_AGE_YEARS.match(rest) or _LASTED.search(clause) or _LASTED.search(place.bare):
                return None
        if _CLOCK.match(after):
            return None
        inverse = _INVERSE.match(after)
        points = 8 if inverse else self._of_owner(place)
        if corrected:
            points = max(points or 0, 6) + 4
        if points is None:
            points = 7 if _DONE.match(after) and not self._is_relative(place.bare) else 0
        if _NOW.search(clause):
            points += 2
        coming = bool(
            _BECOMES.search(clause)
            or _BECOMES_AFTER.match(after)
            or _COMING.search(clause[len(place.bare) :])
            or (inverse and inverse["verb"] == "wordt")
        )
        return (min(points, 6) if coming else points), coming

    def _is_count(self, place: _Place) -> bool:
        """True for "12 leerlingen", "4 tot 18", "groep 8": a number of something else."""
        if self._unit.match(place.after) or _RANGE_AFTER.match(place.after) or _RANGE_BEFORE.search(place.clause):
            return True
        word = re.search(r"([a-z0-9'&-]+):?\s+$", place.bare)
        return bool(word and word.group(1) in self._words["nummer"] and not place.exact and not place.years)

    def _is_introduced(self, place: _Place, until: str) -> bool:
        """True when the age is of somebody who comes in later, behind a preposition."""
        found = _INTRODUCED.search(until)
        if not found or _BY_USER.search(until[: found.start()]):
            return False
        earlier = place.whole[: len(place.whole) - len(place.clause) + found.start()]
        return self._is_somebody(earlier)

    def _of_owner(self, place: _Place) -> int | None:
        """How sure the number is an age, by the word that owns it; nothing when it is another's."""
        bare, after = place.bare, place.after
        if copula := _COPULA.search(bare):
            points = self._of_copula(place, bare[: copula.start()], copula["who"])
            return points and points - 2 * copula.group().startswith("was")
        if of := _OF.search(bare):
            maybe = 0 if of["english"] or place.small else 5
            return self._of_noun(place, bare[: of.start()].rstrip(), 8, maybe, number=True)
        if opened := _OPENED.search(bare):
            closed = re.match(r"\s*(?:jr|jaar|j|m|v|x)?\.?\s*[),;/]", after)
            return self._of_noun(place, bare[: opened.start()], 8, 6) if closed else None
        stripped = bare.rstrip()
        if stripped.endswith(","):
            return self._of_apposition(place, _PART_OF.sub("", stripped[:-1].rstrip()))
        if not stripped or stripped[-1] in ":;(-\"'":
            return self._of_start(place)
        return self._of_neighbour(place, stripped)

    def _of_apposition(self, place: _Place, tail: str) -> int | None:
        """For "jongen, vijftien, …": the noun stands before the comma."""
        if not _is_closed(place) and not _GOES_ON.match(place.after):
            return None
        if _years_go_on(place):
            return _LIKELY
        return self._of_noun(place, tail, 7, 0 if place.small and not place.years else 5)

    @staticmethod
    def _of_start(place: _Place) -> int | None:
        """For "17, drie weken niet op school": a sentence that begins with the number."""
        if _years_go_on(place):
            return _LIKELY
        if (place.small or place.low) and not place.years and (place.whole.strip() or place.after.startswith(":")):
            return None
        if not _is_closed(place) and (place.small or not _GOES_ON.match(place.after)):
            return None
        return 6 if place.years else 5

    def _of_neighbour(self, place: _Place, tail: str) -> int | None:
        """For "meisje 13" and "dat hij 17 is": the word right before the number."""
        head = _HEAD.search(tail)
        name = head["head"] if head else ""
        if name in _PRONOUNS:
            return 7 if _VERB_LAST.match(place.after) else None
        if head and not place.years:
            if place.small or place.low and name not in self._words["klein"]:
                return None
        if name in _POINTING | _NO_PERSON:
            return None
        ends = place.years and not _years_go_on(place)
        return self._of_noun(place, tail, 7, _LIKELY if ends or place.exact and _is_closed(place) else 0, number=True)

    def _of_copula(self, place: _Place, subject: str, who: str | None) -> int | None:
        if who:
            return 8
        subject = _PART_OF.sub("", subject.rstrip(" ,"))
        head = _HEAD.search(subject)
        if not head:
            return 5 if not subject.strip() and not _is_plural(place.after) else None
        if head["head"] in _PRONOUNS:
            return 8
        if head["head"] == "en":
            return None if _is_plural(place.after) or place.small else 7
        if head["head"] in _NO_PERSON:
            return None
        return self._of_noun(place, subject, 8, 0 if place.small else 6)

    def _of_noun(self, place: _Place, tail: str, sure: int, maybe: int, number: bool = False) -> int | None:
        """By the noun that stands last in `tail`: of a person, a relative, a group or something unknown."""
        head = _HEAD.search(tail)
        if not head:
            return maybe or None
        name, owners = head["head"], head["before"].replace(",", " ").split()[-2:]
        if name in _PRONOUNS:
            return sure
        if name in self._words["groep"] and number or self._is_introduced(place, tail[: head.start("head")]):
            return None
        if name in self._words["verwant"]:
            loose = number and (place.small or place.low or not _OF.search(place.bare))
            return None if loose else self._of_relative(place, tail, name, owners)
        if name in self._words["meervoud"]:
            return 4 if not place.small and not _COMPANY.search(tail[: head.start("head")]) else None
        if number and (place.small or place.low) and _is_plural(place.after):
            return None
        if name in self._words["persoon"] or name.startswith("["):
            return 5 if any(word in _POSSESSIVE for word in owners) else sure
        return None if not maybe or _is_plural(place.after) else maybe

    def _of_relative(self, place: _Place, tail: str, name: str, owners: Sequence[str]) -> int | None:
        """The age of a relative counts when the message is about that relative."""
        if any(word in _POSSESSIVE for word in owners):
            return None
        if name in self._words["eigen"] and any(word in _OWN for word in owners):
            return 6
        if _INTRODUCED.search(tail[: len(tail) - len(name)]):
            return None
        others = self._people - {name, "jonge"}
        if any(word in others for word in _LETTERS.findall(place.whole)):
            return None
        return None if any(word in self._others for word in _LETTERS.findall(place.ahead)) else 4

    def _is_somebody(self, text: str) -> bool:
        return any(word in self._people for word in _LETTERS.findall(text))

    def _is_relative(self, tail: str) -> bool:
        head = _HEAD.search(tail.rstrip(" ,"))
        return head is not None and head["head"] in self._words["verwant"]

    def _decade(self, text: str) -> Slot | None:
        for match in _DECADES.finditer(text):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            found = _INTRODUCED.search(before)
            if not (found and self._is_somebody(before[: found.start()])):
                return Slot("leeftijdscategorie", "23+", match.start(), match.end())
        return None


def _is_closed(place: _Place) -> bool:
    """True when the number with its "jaar" is a part of the sentence by itself."""
    after = place.after
    return bool(_END.match(after) or _HALF.match(after) or place.years or _DONE.match(after))


def _years_go_on(place: _Place) -> bool:
    """True for "vijf jaar stabiel": something follows the years, so that they may well be a time."""
    return place.years and not _END.match(place.after[_years_end(place.after) :])


def _years_end(after: str) -> int:
    found = _YEARS.match(after)
    return found.end() if found else 0


def _is_birthday(clause: str, after: str) -> bool:
    """True for "op zijn twintigste belt hij": the age somebody has, not one at which something happened."""
    found = _ON_BIRTHDAY.search(clause)
    if not found or _FORMER.match(after) or _PAST.search(clause):
        return False
    return bool(re.search(r"\bnu $", clause[: found.start()])) or not _TOLD_BEFORE.search(clause)


def _is_plural(after: str) -> bool:
    """True when a word in the plural follows: then the number counts."""
    word = re.match(r"\s+([a-z]{4,})", after)
    return word is not None and word.group(1).endswith(("en", "s")) and word.group(1) not in _SINGULAR


def _is_general(text: str) -> bool:
    """True for a question about an age in general, with nobody in it: "mag een 15-jarige werken?"."""
    return len(text) < 120 and bool(_IN_GENERAL.match(text)) and not _NOT_IN_GENERAL.search(text)


def _without_qualifiers(clause: str) -> tuple[str, int, bool]:
    """The clause without the words that say how exact an age is, and how many years they add."""
    offset, exact = 0, False
    while True:
        if moment := _MOMENT.search(clause):
            clause = clause[: moment.start()]
            continue
        match = _EXACTLY.search(clause)
        if (
            not match
            or match["word"] == "van"
            and not (exact and clause[: match.start()].rstrip().endswith((",", "(")))
        ):
            return clause, offset, exact
        exact = True
        offset = offset or (-1 if match["word"] in _YEAR_LESS else _DECADE_PLACE.get(match["word"], 0))
        clause = clause[: match.start("word")]
