"""A report of a wrong referral: what is kept, and that nothing of it goes to a client."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import base, verwijzing
from rasa_project.consultation.beurt import Bericht
from rasa_project.knowledge.gedeeld import shared_kennis

REPORT = Bericht("klopt_niet_dank", custom={"verwijzing": {"contact": "lse", "reden": "niemand"}})


def test_only_contact_reason_and_day_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = verwijzing.get_settings()
    monkeypatch.setattr(verwijzing, "get_settings", lambda: replace(settings, var=tmp_path))
    verwijzing.keep_report(REPORT)
    verwijzing.keep_report(Bericht("groet"))
    rows = [json.loads(line) for line in (tmp_path / verwijzing.BESTAND).read_text(encoding="utf-8").splitlines()]
    assert [set(row) for row in rows] == [{"dag", "contact", "reden"}]
    assert rows[0]["contact"] == "lse" and rows[0]["reden"] == "niemand"


def test_the_client_gets_the_words_alone() -> None:
    dispatcher = CollectingDispatcher()
    base.say(dispatcher, REPORT, shared_kennis())
    assert [message.get("custom") for message in dispatcher.messages if message.get("custom")] == []
    assert dispatcher.messages[0]["response"] == "utter_klopt_niet_dank"
