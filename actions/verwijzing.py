"""Keeps reports of a wrong referral for the administrator: contact, reason and day, nothing else. Layer: actions."""

from __future__ import annotations

import json
import logging
from datetime import date

from rasa_project.consultation.beurt import Bericht
from rasa_project.consultation.terugmelden import VERWIJZING
from rasa_project.settings import get_settings

logger = logging.getLogger(__name__)

BESTAND = "verwijzingen.jsonl"
"""In the folder of this run; `./samenduiden contacten --meldingen` shows it."""


def keep_report(bericht: Bericht) -> None:
    """Write the report of this bubble, when it has one.

    There is no conversation, no sender and no time of day in it: only which contact, what is wrong and on which day.
    A report that cannot be written is logged; the user is answered all the same.
    """
    report = (bericht.custom or {}).get(VERWIJZING)
    if report is None:
        return
    row = {"dag": date.today().isoformat(), "contact": report["contact"], "reden": report["reden"]}
    logger.warning("referral reported as wrong: contact=%s reason=%s", row["contact"], row["reden"])
    try:
        folder = get_settings().var
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / BESTAND).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    except OSError as error:
        logger.error("report not kept: %s", type(error).__name__)
