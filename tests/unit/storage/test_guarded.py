"""The tracker store: compact, clean, flat in cost, and never silent about a failure."""

from __future__ import annotations

import asyncio
import json
import re
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from fictief import BERTRAM, YOUSSRA
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.errors import RedactionError, StorageError
from rasa_project.storage.guarded import GuardedTrackerStore
from rasa_project.storage.second_net import SecondNet

DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["vertellen", "vraag"],
        "entities": ["rol"],
        "slots": {
            "casus": {
                "type": "any",
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            }
        },
        "actions": ["action_gesprek"],
    }
)


class NameRedactor:
    """Stands in for the real one: knows the invented surnames only."""

    calls = 0

    def is_known(self, value):
        return value == "Den Quispelaere"

    def redact(self, text, memory=None):
        self.calls += 1
        found = re.finditer(f"{YOUSSRA.achternaam}|{BERTRAM.achternaam}", text)
        spans = [SimpleNamespace(start=m.start(), end=m.end(), label="NAAM") for m in found]
        spans += [
            SimpleNamespace(start=m.start(), end=m.end(), label="PLAATS") for m in re.finditer("Nergenshuizen", text)
        ]
        return SimpleNamespace(text=text, spans=tuple(spans), kinds=())


@pytest.fixture
def redactor():
    return NameRedactor()


@pytest.fixture
def store(tmp_path, redactor):
    store = GuardedTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path}/x.db", net=SecondNet(lambda: redactor))
    yield store
    store.database.close()


def turn(tracker: DialogueStateTracker, text: str, casus: object = None) -> None:
    """One turn as Rasa records it."""
    events = [
        UserUttered(
            text,
            {"name": "vertellen", "confidence": 0.9},
            [{"entity": "rol", "value": text, "start": 0, "end": 3}],
            {"signalen": [text], "intent": {"name": "vertellen"}, "entities": []},
            metadata={"gemeente": "Nergenshuizen", "tekst": text},
        ),
        ActionExecuted("action_gesprek"),
        BotUttered(f"antwoord op {text}", metadata={"utter_action": "utter_x", "variant": 1}),
        SlotSet("casus", casus),
        ActionExecuted("action_listen"),
    ]
    for event in events:
        tracker.update(event)


def talk(store: GuardedTrackerStore, turns: int, words: str) -> DialogueStateTracker:
    async def run() -> DialogueStateTracker:
        for number in range(turns):
            tracker = await store.get_or_create_tracker("s1", append_action_listen=False)
            if not tracker.events:
                tracker.update(ActionExecuted("action_session_start"))
                tracker.update(SessionStarted())
                tracker.update(SlotSet("session_started_metadata", {"tekst": words}))
                tracker.update(ActionExecuted("action_listen"))
            turn(tracker, f"{words} {number}", {"waarnemingen": [{"tekst": f"deel {number}"}]})
            await store.save(tracker)
        return tracker

    return asyncio.run(run())


def test_slots_and_last_intent_come_back(store):
    talk(store, 3, "hallo")
    tracker = asyncio.run(store.retrieve("s1"))
    assert tracker.get_slot("casus") == {"waarnemingen": [{"tekst": "deel 2"}]}
    assert tracker.latest_message.intent_name == "vertellen"
    assert tracker.latest_action_name == "action_listen"
    assert [e.intent_name for e in tracker.events if isinstance(e, UserUttered)] == ["vertellen"] * 2


def test_no_word_of_the_user_or_the_bot_is_kept_in_events(store):
    talk(store, 4, "allerlei gezegd")
    raw = store.database.read("s1")
    assert "gezegd" not in raw.replace('"gezegd":{', "")
    assert "antwoord" not in raw and "Nergenshuizen" not in raw and "metadata" not in raw


def test_size_does_not_grow_with_the_talk(store):
    talk(store, 5, "hallo")
    early = len(store.database.read("s1"))
    talk(store, 115, "hallo")
    assert abs(len(store.database.read("s1")) - early) < 40


def test_what_slipped_through_is_removed_and_counted(store, redactor):
    tracker = store.init_tracker("s1")
    turn(tracker, "x", {"tekst": [f"moeder van {YOUSSRA.naam}, uit Nergenshuizen"], "n": 3})
    asyncio.run(store.save(tracker))
    stored = json.loads(store.database.read("s1"))["slots"]["casus"]
    assert stored == {"tekst": [f"moeder van {YOUSSRA.voornaam} [NAAM], uit [PLAATS]"], "n": 3}
    assert store.net.slipped == {"NAAM": 1, "PLAATS": 1}


def test_clean_words_are_looked_at_once(store, redactor):
    for _ in range(10):
        tracker = store.init_tracker("s1")
        turn(tracker, "x", {"tekst": ["een heel gewone zin", "nog een zin"]})
        asyncio.run(store.save(tracker))
    assert redactor.calls == 2


def test_a_redactor_that_fails_stores_nothing_and_says_nothing(tmp_path):
    def broken():
        raise ValueError(f"kan {YOUSSRA.naam} niet lezen")

    store = GuardedTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path}/x.db", net=SecondNet(broken))
    tracker = store.init_tracker("s1")
    turn(tracker, "x", {"tekst": YOUSSRA.naam})
    with pytest.raises(RedactionError) as caught:
        asyncio.run(store.save(tracker))
    assert YOUSSRA.achternaam not in str(caught.value)
    assert store.database.read("s1") is None
    assert store.failure == "RedactionError"


def test_an_erased_conversation_stays_erased(store):
    tracker = talk(store, 2, "hallo")
    store.database.erase("s1")
    asyncio.run(store.save(tracker))
    assert asyncio.run(store.retrieve("s1")) is None


def test_a_failing_database_is_an_error_and_recovers(store):
    tracker = talk(store, 1, "hallo")
    with store.database.transaction() as connection:
        connection.execute(sa.text("ALTER TABLE gesprekken RENAME TO weg"))
    for work in (store.save(tracker), store.retrieve("s1"), store.check()):
        with pytest.raises(StorageError):
            asyncio.run(work)
    assert store.failure == "StorageError"
    with store.database.transaction() as connection:
        connection.execute(sa.text("ALTER TABLE weg RENAME TO gesprekken"))
    asyncio.run(store.check())
    assert store.failure is None


def test_nothing_is_written_before_the_first_turn_ends(store):
    tracker = asyncio.run(store.get_or_create_tracker("s1"))
    assert tracker.latest_action_name == "action_listen"
    assert asyncio.run(store.keys()) == []


def test_the_last_variant_of_a_text_survives(store):
    tracker = talk(store, 5, "hallo")
    said = [e.metadata["gezegd"] for e in tracker.events if isinstance(e, BotUttered) and "gezegd" in e.metadata]
    assert said == [{"utter_x": 1}]
