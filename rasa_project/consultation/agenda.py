"""A reminder to call back when somebody is there again, as a calendar file. Pure layer.

The file says "Terugbellen" and nothing else: no name, no number, no reason, because a
calendar is often shared. Reminders are spread over the first half hour, so that not
every phone rings at nine. Shape: RFC 5545, checked in the tests by a calendar library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

SPREIDING = timedelta(minutes=30)
DUUR = timedelta(minutes=15)
BESTAND = "terugbellen.ics"


def reminder_moment(opens: datetime, seed: str) -> datetime:
    """A whole minute within the first half hour after opening.

    Args:
        opens: when they open, with zone.
        seed: anything that differs from talk to talk.
    """
    minutes = int(SPREIDING.total_seconds() // 60)
    return opens + timedelta(minutes=_number(seed) % minutes)


def calendar_file(moment: datetime, now: datetime, titel: str) -> str:
    """The text of an .ics file with one event and an alarm at its start.

    Args:
        moment: when it begins, with zone.
        now: the time of the turn.
        titel: the only words in it; plain letters.
    """
    uid = hashlib.blake2b(f"{moment.isoformat()}|{now.isoformat()}".encode(), digest_size=12).hexdigest()
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samenduiden//Terugbellen//NL",
        "BEGIN:VEVENT",
        f"UID:{uid}@samenduiden.invalid",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(moment)}",
        f"DTEND:{_utc(moment + DUUR)}",
        f"SUMMARY:{titel}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{titel}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "\r\n".join(lines) + "\r\n"


def as_custom(moment: datetime, now: datetime, titel: str) -> Mapping[str, Mapping[str, str]]:
    """What a client needs to offer the file."""
    return {"agenda": {"naam": BESTAND, "inhoud": calendar_file(moment, now, titel)}}


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "big")


def _utc(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
