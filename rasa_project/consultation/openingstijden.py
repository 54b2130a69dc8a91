"""Opening hours: is somebody there now, until when, and when again. Pure layer.

The clock and the public holidays are handed in. Hours are local Dutch time;
the arithmetic goes through `zoneinfo`, so that a night with a clock change is
right. What nobody knows stays unknown (`ONBEKEND`): it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Feestdag = Callable[[date], bool]
"""Says whether a day is a Dutch public holiday; `knowledge.feestdagen` makes one."""

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
BIJNA_DICHT = timedelta(minutes=30)
"""From here on one is told how many minutes are left."""

DAGEN_VOORUIT = 21
"""How far ahead the next opening is looked for; longer closed than this counts as unknown."""

_MORGEN = re.compile(r"(?<!goede )(?<!goeie )\b(?P<over>over)?morgen(?:ochtend|middag|avond|vroeg)?\b", re.I)
_WEEKDAG = re.compile(rf"\b(?P<dag>{'|'.join(WEEKDAGEN)})(?:ochtend|middag|avond)?\b", re.I)
_DAG = {naam[:2]: nummer for nummer, naam in enumerate(WEEKDAGEN)}
_ALTIJD = frozenset({"dag en nacht", "24/7", "altijd"})
_GEEN = frozenset({"onbekend", ""})
_DEEL = re.compile(
    r"(?P<van>[a-z]{2,9})(?:\s*(?:-|–|t/m|tot en met)\s*(?P<tot>[a-z]{2,9}))?[\s:]+"
    r"(?P<uren>\d{1,2}[.:]\d{2}\s*(?:-|–|tot)\s*\d{1,2}[.:]\d{2}"
    r"(?:\s*(?:en|,)\s*\d{1,2}[.:]\d{2}\s*(?:-|–|tot)\s*\d{1,2}[.:]\d{2})*)"
)
_DELEN = re.compile(r";|(?<=\d)\s*(?:,|\ben\b)\s*(?=[a-z])")
_UREN = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d{2})")


@dataclass(frozen=True, order=True)
class Blok:
    """One stretch on one weekday (0 is maandag); `tot` is exclusive, midnight is 23:59."""

    dag: int
    van: time
    tot: time


@dataclass(frozen=True)
class Openingstijden:
    """A week of hours.

    Attributes:
        altijd: day and night.
        bekend: False when nobody knows.
        blokken: sorted; empty when `altijd` or unknown.
        op_feestdagen: True when public holidays make no difference.
    """

    altijd: bool = False
    bekend: bool = True
    blokken: tuple[Blok, ...] = ()
    op_feestdagen: bool = False


ONBEKEND = Openingstijden(bekend=False)
ALTIJD = Openingstijden(altijd=True, op_feestdagen=True)


@dataclass(frozen=True)
class Bereikbaarheid:
    """Whether somebody is there at one moment.

    Attributes:
        open: True, False, or None when the hours are unknown.
        sluit: when it closes, only while open and not day and night.
        opent: when it opens next, only while closed.
    """

    open: bool | None
    sluit: datetime | None = None
    opent: datetime | None = None

    def minutes_left(self, now: datetime) -> int | None:
        """Minutes until it closes when that is soon, else None."""
        if self.sluit is None or self.sluit - now > BIJNA_DICHT:
            return None
        return max(1, int((self.sluit - now).total_seconds() // 60))


def parse_openingstijden(text: str) -> Openingstijden:
    """Read hours as people write them: "ma-vr 9.00-17.00; za 10.00-12.00".

    Also "dag en nacht" and "onbekend". Days by two letters or in full; several
    stretches on a day with a comma or "en".

    Raises:
        ValueError: the words cannot be read; the message is the part that fails.
    """
    low = re.sub(r"\s+", " ", text.strip().lower()).rstrip(".")
    if low in _GEEN:
        return ONBEKEND
    if low in _ALTIJD:
        return ALTIJD
    blokken: list[Blok] = []
    for part in filter(None, (p.strip() for p in _DELEN.split(low))):
        blokken.extend(_read_part(part))
    blokken.sort()
    for earlier, later in zip(blokken, blokken[1:], strict=False):
        if earlier.dag == later.dag and later.van < earlier.tot:
            raise ValueError(low)
    return Openingstijden(blokken=tuple(blokken))


def _read_part(part: str) -> list[Blok]:
    found = _DEEL.fullmatch(part)
    if found is None:
        raise ValueError(part)
    first = _day(found["van"], part)
    last = _day(found["tot"], part) if found["tot"] else first
    if last < first:
        raise ValueError(part)
    hours = []
    for van_uur, van_minuut, tot_uur, tot_minuut in _UREN.findall(found["uren"]):
        van, tot = _time(van_uur, van_minuut, part), _time(tot_uur, tot_minuut, part)
        if tot <= van:
            raise ValueError(part)
        hours.append((van, tot))
    return [Blok(day, van, tot) for day in range(first, last + 1) for van, tot in hours]


def _day(word: str, part: str) -> int:
    number = _DAG.get(word[:2])
    if number is None or not WEEKDAGEN[number].startswith(word):
        raise ValueError(part)
    return number


def _time(hour: str, minute: str, part: str) -> time:
    if int(hour) == 24 and int(minute) == 0:
        return time(23, 59)
    if int(hour) > 23 or int(minute) > 59:
        raise ValueError(part)
    return time(int(hour), int(minute))


def reachable(tijden: Openingstijden, now: datetime, feestdag: Feestdag) -> Bereikbaarheid:
    """Whether somebody is there at `now` (with zone), until when, or when again."""
    if not tijden.bekend:
        return Bereikbaarheid(open=None)
    if tijden.altijd:
        return Bereikbaarheid(open=True)
    local = now.astimezone(AMSTERDAM)
    for offset in range(DAGEN_VOORUIT):
        day = local.date() + timedelta(days=offset)
        if feestdag(day) and not tijden.op_feestdagen:
            continue
        for blok in tijden.blokken:
            if blok.dag != day.weekday():
                continue
            begin = datetime.combine(day, blok.van, AMSTERDAM)
            end = datetime.combine(day, blok.tot, AMSTERDAM)
            if _instant(begin) <= _instant(now) < _instant(end):
                return Bereikbaarheid(open=True, sluit=end)
            if _instant(begin) > _instant(now):
                return Bereikbaarheid(open=False, opent=begin)
    return Bereikbaarheid(open=False)


def _instant(moment: datetime) -> float:
    """Comparing two datetimes of one zone ignores the clock change; instants do not."""
    return moment.timestamp()


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A moment as it is said: "vandaag 13.00 uur", "morgen 9.00 uur", "maandag 9.00 uur".

    From a week ahead on with the date: "maandag 4 januari 9.00 uur".
    """
    local, today = moment.astimezone(AMSTERDAM), now.astimezone(AMSTERDAM).date()
    days = (local.date() - today).days
    clock = f"{local.hour}.{local.minute:02d} uur"
    if days == 0:
        return f"vandaag {clock}"
    if days == 1:
        return f"morgen {clock}"
    weekday = WEEKDAGEN[local.weekday()]
    if days < 7:
        return f"{weekday} {clock}"
    return f"{weekday} {local.day} {MAANDEN[local.month - 1]} {clock}"


def asked_day(tekst: str, now: datetime) -> datetime | None:
    """The beginning of the day that somebody asks about ("morgen", "overmorgen", "maandag"), or None.

    A weekday is the first one after today.
    """
    today = now.astimezone(AMSTERDAM).date()
    days = None
    if found := _MORGEN.search(tekst):
        days = 2 if found["over"] else 1
    elif found := _WEEKDAG.search(tekst):
        days = (WEEKDAGEN.index(found["dag"].lower()) - today.weekday()) % 7 or 7
    return None if days is None else datetime.combine(today + timedelta(days=days), time(0), AMSTERDAM)


def hours_in_words(tijden: Openingstijden) -> str | None:
    """The week in short: "maandag tot en met vrijdag 9.00-17.00 uur"; None when unknown."""
    if not tijden.bekend:
        return None
    if tijden.altijd:
        return "dag en nacht"
    per_day: dict[int, list[str]] = {}
    for blok in tijden.blokken:
        per_day.setdefault(blok.dag, []).append(f"{_clock(blok.van)}-{_clock(blok.tot)}")
    parts: list[str] = []
    days = sorted(per_day)
    start = 0
    while start < len(days):
        stop = start
        while (
            stop + 1 < len(days)
            and days[stop + 1] == days[stop] + 1
            and per_day[days[stop + 1]] == per_day[days[start]]
        ):
            stop += 1
        name = WEEKDAGEN[days[start]]
        if stop > start:
            joiner = " en " if stop == start + 1 else " tot en met "
            name += joiner + WEEKDAGEN[days[stop]]
        parts.append(f"{name} {' en '.join(per_day[days[start]])} uur")
        start = stop + 1
    return "; ".join(parts)


def _clock(moment: time) -> str:
    return "24.00" if moment == time(23, 59) else f"{moment.hour}.{moment.minute:02d}"


def is_office_hours(now: datetime, feestdag: Feestdag) -> bool:
    """Working days from 9.00 to 17.00: when one may expect that an office answers."""
    local = now.astimezone(AMSTERDAM)
    return local.weekday() < 5 and time(9) <= local.time() < time(17) and not feestdag(local.date())
