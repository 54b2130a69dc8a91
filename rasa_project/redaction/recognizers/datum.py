"""Dates of birth and full dates.

A date with day, month and year points to a person sooner than it helps the
story, so it goes, unless it is the date of a public event. A date without a
year goes when a word about a person's life stands before it (geboren, jarig,
overleden, aangehouden …). Months, years, weekdays and ages stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.getallen import NUMBER_WORDS
from rasa_project.redaction.models import Span

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})"
_NUMERIC = re.compile(
    r"(?<![\d\w.,-])(?:0?[1-9]|[12]\d|3[01])\s?([-/. ])\s?(?:0?[1-9]|1[0-2])\s?\1\s?'?(?:19|20)?\d{2}(?![\d\w]|"
    r"[.-]\d)"
)
_ISO = re.compile(r"(?<![\d\w])(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_WRITTEN = re.compile(
    rf"(?<![\d\w])(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[ \-/]{{1,2}}(?:van )?{_MONTH}[ \-/,']{{1,3}}(?:19|"
    rf"20)?\d{{2}}(?![\d\w:.])",
    re.I,
)
_US = re.compile(rf"\b{_MONTH} (?:0?[1-9]|[12]\d|3[01]),? (?:19|20)\d{{2}}\b", re.I)
_DAY_MONTH = re.compile(
    rf"(?<![\d\w])(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[ \-/]{{1,2}}(?:van )?{_MONTH}(?![a-z])", re.I
)
_SHORT = re.compile(r"(?<![\d\w.,-])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])(?![\d\w]|[-/.,]\d)")
_EIGHT = re.compile(
    r"(?<![\d\w])(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}|(?:19|20)\d{2}(?:0[1-9]|"
    r"1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_LIFE = re.compile(
    r"\b(?:geboren|geb(?:oorte(?:datum|dag)?)?|gb|gebdat|jarig|verjaart|verjaardag|verjaard|geboortedag|dob|"
    r"overleden|overleed|begraven|"
    r"opgenomen|aangehouden|opgepakt|gearresteerd|vastgezet|vrijgelaten|uit huis geplaatst|getrouwd|trouwt|"
    r"gescheiden|bevallen|"
    r"uitgeschreven|ingeschreven|aangemeld|zitting|rechtszaak|strafzaak|voorkomen|intake|geschorst|verwijderd|"
    r"weggelopen|vermist)\b(?:[^.!?\n]|d\.d\.){0,30}$",
    re.I,
)
_BIRTH = re.compile(r"\b(?:geboren|geb(?:oorte(?:datum|dag|jaar)?)?|gebdat|dob|bouwjaar)\b\.?[^.!?\n]{0,12}$", re.I)
_LIFE_AFTER = re.compile(
    r"^[ ,]{0,2}(?:\d{4} )?(?:is (?:hij|ze|zij) )?(?:jarig|geboren|wordt (?:hij|ze|zij)|werd (?:hij|ze|zij)|"
    r"overleden)\b",
    re.I,
)
_PUBLIC = re.compile(
    r"^(?:0?7[-/ .]{1,3}(?:10|okt(?:ober)?)[-/ .]{1,3}(?:20)?23|11[-/ .]{1,3}(?:0?9|"
    r"sep(?:t(?:ember)?)?)[-/ .]{1,3}(?:20)?01|"
    r"15[-/ .]{1,3}(?:0?3|maart)[-/ .]{1,3}(?:20)?19|22[-/ .]{1,3}(?:0?7|juli)[-/ .]{1,3}(?:20)?11|"
    r"13[-/ .]{1,3}(?:11|nov(?:ember)?)[-/ .]{1,3}(?:20)?15|"
    r"2[-/ .]{1,3}(?:11|nov(?:ember)?)[-/ .]{1,3}(?:20)?04|18[-/ .]{1,3}(?:0?3|maart)[-/ .]{1,3}(?:20)?19|"
    r"24[-/ .]{1,3}(?:0?2|feb(?:ruari)?)[-/ .]{1,3}(?:20)?22|"
    r"6[-/ .]{1,3}(?:0?1|jan(?:uari)?)[-/ .]{1,3}(?:20)?21|7[-/ .]{1,3}(?:0?1|jan(?:uari)?)[-/ .]{1,3}(?:20)?15|"
    r"22[-/ .]{1,3}(?:0?3|maart)[-/ .]{1,3}(?:20)?16|"
    r"(?:10|4|5)[-/ .]{1,3}(?:0?5|mei)[-/ .]{1,3}(?:19)?4[05]|6[-/ .]{1,3}(?:0?5|mei)[-/ .]{1,3}(?:20)?02|"
    r"20[-/ .]{1,3}(?:0?4|april)[-/ .]{1,3}(?:19)?99|9[-/ .]{1,3}(?:11|nov(?:ember)?)[-/ .]{1,3}(?:19)?(?:38|89))$",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:training|cursus|vergadering|overleg|studiedag|bijeenkomst|webinar|werkatelier|wet van|brief van|versie|"
    r"stand van|datum van)\b[^.!?\n]{0,25}$",
    re.I,
)
_MONTH_WORDS = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december".split()
)
_ORDINALS = frozenset(
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende "
    "zeventiende achttiende negentiende twintigste eenentwintigste tweeentwintigste drieentwintigste "
    "vierentwintigste vijfentwintigste "
    "zesentwintigste zevenentwintigste achtentwintigste negenentwintigste dertigste eenendertigste".split()
)


def _spelled(document: Document) -> Iterator[Span]:
    """Dates in words: vijf mei tweeduizend acht, when a life word stands before it."""
    tokens = document.tokens
    for index in range(1, len(tokens)):
        before = tokens[index - 1]
        if tokens[index].word in _MONTH_WORDS and (before.word in NUMBER_WORDS or before.word in _ORDINALS):
            end = index
            while end + 1 < len(tokens) and (
                tokens[end + 1].word in NUMBER_WORDS
                or tokens[end + 1].word.startswith("tweeduizend")
                or tokens[end + 1].word.startswith("negentienhonderd")
                or (tokens[end + 1].kind == "d" and len(tokens[end + 1].raw) in {2, 4})
            ):
                end += 1
            if end > index or _LIFE.search(document.text[max(0, before.start - 60) : before.start]):
                yield Span(before.start, tokens[end].end, "DATUM", "datum", "in woorden")


def _ordinals(document: Document) -> Iterator[Span]:
    """Dates in ordinals: de elfde van de elfde 2007."""
    tokens, words = document.tokens, document.words
    for index in range(len(words) - 3):
        if words[index] in _ORDINALS and words[index + 1] == "van" and words[index + 3] in _ORDINALS:
            last = index + 3
            if last + 1 < len(tokens) and re.fullmatch(r"(?:19|20)?\d\d", tokens[last + 1].raw):
                last += 1
            yield Span(tokens[index].start, tokens[last].end, "DATUM", "datum", "in woorden")


def find(document: Document) -> Iterator[Span]:
    """Full dates, and dates without a year that are tied to a person's life."""
    text = document.text
    yield from _ordinals(document)
    if not any(c.isdigit() for c in text):
        yield from _spelled(document)
        return
    for pattern in (_NUMERIC, _ISO, _WRITTEN, _US):
        for match in pattern.finditer(text):
            if not _PUBLIC.match(match.group()) and not _MEETING.search(
                text[max(0, match.start() - 50) : match.start()]
            ):
                yield Span(match.start(), match.end(), "DATUM", "datum", "volledig")
    for pattern in (_DAY_MONTH, _SHORT):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            if _LIFE.search(before) or _LIFE_AFTER.match(text[match.end() : match.end() + 30]):
                yield Span(match.start(), match.end(), "DATUM", "datum", "levensloop")
    for match in _EIGHT.finditer(text):
        if _BIRTH.search(text[max(0, match.start() - 40) : match.start()]):
            yield Span(match.start(), match.end(), "DATUM", "datum", "geboren")
    yield from _spelled(document)
