"""Opening hours: reading them, weekends, public holidays, the nights the clock changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.consultation.openingstijden import (
    ALTIJD,
    AMSTERDAM,
    ONBEKEND,
    asked_day,
    hours_in_words,
    is_office_hours,
    moment_in_words,
    parse_openingstijden,
    reachable,
)

KANTOOR = parse_openingstijden("ma-vr 9.00-17.00")
KERST = frozenset({date(2026, 12, 25), date(2026, 12, 26)})


def no_holiday(day: date) -> bool:
    return False


def christmas(day: date) -> bool:
    return day in KERST


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ma-vr 9.00-17.00", 5),
        ("ma-vr 9:00-17:00", 5),
        ("Maandag t/m donderdag 8.30-17.00; vrijdag 8.30-12.00", 5),
        ("ma-do 9.00-17.00 en vr 9.00-12.00", 5),
        ("ma-do 9.00-17.00, vr 9.00-12.00", 5),
        ("ma-vr 8.30-12.30 en 13.00-17.00", 10),
        ("za 10.00-12.00", 1),
        ("ma-zo 0.00-24.00", 7),
        ("ma tot en met vr 9.00 tot 17.00", 5),
    ],
)
def test_reads_hours_as_people_write_them(text: str, blocks: int) -> None:
    assert len(parse_openingstijden(text).blokken) == blocks


def test_unknown_and_always() -> None:
    assert parse_openingstijden("onbekend") is ONBEKEND
    assert parse_openingstijden("dag en nacht") is ALTIJD


@pytest.mark.parametrize(
    "text",
    ["kantoortijd", "ma-vr", "9.00-17.00", "ma-vr 17.00-9.00", "vr-ma 9.00-17.00", "ma-vr 9.00-25.00", "xx 9.00-17.00",
     "ma 9.00-12.00; ma 11.00-13.00", "ma-vr 9.60-17.00", "mandag 9.00-17.00"],
)  # fmt: skip
def test_refuses_what_it_cannot_read(text: str) -> None:
    with pytest.raises(ValueError):
        parse_openingstijden(text)


def test_open_until_when() -> None:
    there = reachable(KANTOOR, at(2026, 11, 24, 10), no_holiday)
    assert there.open is True
    assert there.sluit == at(2026, 11, 24, 17)
    assert there.minutes_left(at(2026, 11, 24, 10)) is None


def test_almost_closed() -> None:
    now = at(2026, 11, 24, 16, 40)
    assert reachable(KANTOOR, now, no_holiday).minutes_left(now) == 20


def test_the_minute_of_opening_and_closing() -> None:
    assert reachable(KANTOOR, at(2026, 11, 24, 9), no_holiday).open is True
    assert reachable(KANTOOR, at(2026, 11, 24, 17), no_holiday).open is False


def test_saturday_evening_opens_monday() -> None:
    now = at(2026, 11, 21, 23)
    there = reachable(KANTOOR, now, no_holiday)
    assert there.open is False
    assert there.opent is not None
    assert moment_in_words(there.opent, now) == "maandag 9.00 uur"


def test_lunch_break() -> None:
    hours = parse_openingstijden("ma-vr 8.30-12.30 en 13.00-17.00")
    now = at(2026, 11, 24, 12, 45)
    there = reachable(hours, now, no_holiday)
    assert there.open is False
    assert moment_in_words(there.opent, now) == "vandaag 13.00 uur"  # type: ignore[arg-type]


def test_public_holidays_are_skipped() -> None:
    now = at(2026, 12, 24, 18)
    there = reachable(KANTOOR, now, christmas)
    assert there.opent == at(2026, 12, 28, 9)
    assert moment_in_words(there.opent, now) == "maandag 9.00 uur"


def test_a_holiday_makes_no_difference_day_and_night() -> None:
    assert reachable(ALTIJD, at(2026, 12, 25, 3), christmas).open is True


def test_unknown_is_never_guessed() -> None:
    there = reachable(ONBEKEND, at(2026, 11, 24, 10), no_holiday)
    assert (there.open, there.sluit, there.opent) == (None, None, None)


def test_closed_for_ever_has_no_next_opening() -> None:
    there = reachable(KANTOOR, at(2026, 11, 24, 10), lambda day: True)
    assert (there.open, there.opent) == (False, None)


def test_another_zone_is_the_same_moment() -> None:
    utc = datetime(2026, 7, 1, 6, 59, tzinfo=timezone.utc)  # 8.59 in summer
    assert reachable(KANTOOR, utc, no_holiday).open is False
    assert reachable(KANTOOR, utc + timedelta(minutes=1), no_holiday).open is True


def test_the_night_the_clock_goes_back() -> None:
    """On 25 October 2026 the hour from 2 to 3 comes twice; a block over it lasts two hours."""
    hours = parse_openingstijden("zo 1.30-2.30")
    first = datetime(2026, 10, 24, 23, 45, tzinfo=timezone.utc)  # 1.45 summer time
    assert reachable(hours, first, no_holiday).open is True
    before = datetime(2026, 10, 24, 23, 15, tzinfo=timezone.utc)
    assert reachable(hours, before, no_holiday).open is False
    # Minutes that are left are real minutes, not clock minutes.
    weekend = parse_openingstijden("zo 1.30-4.00")
    late = datetime(2026, 10, 25, 2, 40, tzinfo=timezone.utc)  # 3.40 winter time
    assert reachable(weekend, late, no_holiday).minutes_left(late) == 20


def test_the_night_the_clock_goes_forward() -> None:
    """On 29 March 2026 there is no 2.30; Monday's opening is still 9.00 on the clock."""
    now = at(2026, 3, 28, 23)
    there = reachable(KANTOOR, now, no_holiday)
    assert there.opent is not None
    assert (there.opent.hour, there.opent.utcoffset()) == (9, timedelta(hours=2))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 11, 22, 13), "vandaag 13.00 uur"),
        (at(2026, 11, 23, 9), "morgen 9.00 uur"),
        (at(2026, 11, 25, 8, 30), "woensdag 8.30 uur"),
        (at(2026, 11, 29, 9), "zondag 29 november 9.00 uur"),
        (at(2027, 1, 4, 9), "maandag 4 januari 9.00 uur"),
    ],
)
def test_moments_in_words(moment: datetime, words: str) -> None:
    assert moment_in_words(moment, at(2026, 11, 22, 12)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ma-vr 9.00-17.00", "maandag tot en met vrijdag 9.00-17.00 uur"),
        ("ma-di 9.00-17.00", "maandag en dinsdag 9.00-17.00 uur"),
        ("ma-do 9.00-17.00; vr 9.00-12.00", "maandag tot en met donderdag 9.00-17.00 uur; vrijdag 9.00-12.00 uur"),
        ("dag en nacht", "dag en nacht"),
        ("onbekend", None),
    ],
)
def test_the_week_in_words(text: str, words: str | None) -> None:
    assert hours_in_words(parse_openingstijden(text)) == words


def test_office_hours() -> None:
    assert is_office_hours(at(2026, 11, 24, 10), no_holiday)
    assert not is_office_hours(at(2026, 11, 22, 10), no_holiday)
    assert not is_office_hours(at(2026, 12, 25, 10), christmas)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))
def test_always_open_now_or_opening_later(naive: datetime) -> None:
    now = naive.replace(tzinfo=timezone.utc)
    there = reachable(KANTOOR, now, christmas)
    if there.open:
        assert there.sluit is not None and there.sluit.timestamp() > now.timestamp()
    else:
        assert there.opent is not None and there.opent.timestamp() > now.timestamp()
        assert reachable(KANTOOR, there.opent, christmas).open is True


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("wie bel ik morgen", "2026-11-25"),
        ("wie bel ik overmorgen", "2026-11-26"),
        ("wie is er maandagochtend", "2026-11-30"),
        ("wie is er dinsdag", "2026-12-01"),
        ("goede morgen, wie kan ik bellen", None),
        ("wie bel ik", None),
    ],
)
def test_the_day_that_is_asked_about(tekst: str, dag: str | None) -> None:
    found = asked_day(tekst, datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM))
    assert (found.date().isoformat() if found else None) == dag
