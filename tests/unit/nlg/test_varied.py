"""Variants: repeatable per conversation, never the same twice in a row, loud when wrong."""

from __future__ import annotations

import asyncio
import logging

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_project.errors import TextError
from rasa_project.nlg.varied import VariedNaturalLanguageGenerator

RESPONSES = {
    "utter_groet": [{"text": f"Hallo {i}"} for i in range(4)],
    "utter_vast": [{"text": "Bel 112"}],
    "utter_contact": [
        {
            "text": "Bel {telefoon}",
            "buttons": [{"title": "Bel {naam}", "payload": '/kies{"antwoord": "ja"}'}],
        }
    ],
    "utter_soms": [{"text": "Met {naam}"}, {"text": "Zonder naam"}],
    "utter_storing": [{"text": "Er ging iets mis."}],
}


def make(strict: bool) -> VariedNaturalLanguageGenerator:
    generator = VariedNaturalLanguageGenerator(
        EndpointConfig(streng=strict), Domain.from_dict({"responses": RESPONSES})
    )
    # The wording of `data/teksten` goes before that of the model; here the texts above are the wording.
    generator.today = {}
    return generator


def test_the_wording_of_today_goes_before_that_of_the_model() -> None:
    responses = {"utter_groet": [{"text": "Verouderd"}]}
    generator = VariedNaturalLanguageGenerator(EndpointConfig(streng=True), Domain.from_dict({"responses": responses}))
    assert all("Verouderd" not in variant["text"] for variant in generator.today["utter_groet"])


@pytest.fixture
def nlg():
    return make(strict=True)


def say(nlg, tracker, name, store=True, **values):
    """Generate as Rasa's remote action does, and put the bubble in the tracker."""
    sent = {"text": None, "buttons": [], "custom": {}, "template": name, **values}
    message = asyncio.run(nlg.generate(name, tracker, "rest", **sent))
    if message and store:
        tracker.update(
            BotUttered(
                message["text"],
                metadata={"utter_action": name, "variant": message.get("variant")},
            )
        )
    return message


def new_tracker(sender="s1") -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, [])
    tracker.update(UserUttered("hoi", {"name": "groet"}))
    return tracker


def test_never_the_same_twice_in_a_row_and_all_get_a_turn(nlg):
    tracker = new_tracker()
    said = [say(nlg, tracker, "utter_groet")["text"] for _ in range(12)]
    assert all(a != b for a, b in zip(said, said[1:], strict=False))
    assert set(said[:4]) == {variant["text"] for variant in RESPONSES["utter_groet"]}


def test_a_talk_can_be_replayed_and_talks_differ():
    def replay(sender):
        nlg, tracker = make(strict=True), new_tracker(sender)
        return tuple(say(nlg, tracker, "utter_groet")["text"] for _ in range(5))

    assert replay("s1") == replay("s1")
    assert len({replay(f"s{i}") for i in range(20)}) > 4


def test_two_bubbles_of_one_action_differ(nlg):
    tracker = new_tracker()
    first = say(nlg, tracker, "utter_groet", store=False)
    second = say(nlg, tracker, "utter_groet", store=False)
    assert first["text"] != second["text"]


def test_the_variant_folded_by_the_store_counts(nlg):
    tracker = new_tracker()
    first = say(nlg, tracker, "utter_groet")
    restored = new_tracker()
    restored.update(BotUttered(metadata={"gezegd": {"utter_groet": first["variant"]}}))
    assert say(make(strict=True), restored, "utter_groet")["text"] != first["text"]


def test_values_are_filled_in_and_payloads_stay(nlg):
    message = say(nlg, new_tracker(), "utter_contact", telefoon="070 000", naam="{telefoon}")
    assert message["text"] == "Bel 070 000"
    assert message["buttons"] == [{"title": "Bel {telefoon}", "payload": '/kies{"antwoord": "ja"}'}]
    assert RESPONSES["utter_contact"][0]["text"] == "Bel {telefoon}"


def test_a_variant_that_cannot_be_filled_is_passed_over(nlg):
    tracker = new_tracker()
    assert {say(nlg, tracker, "utter_soms")["text"] for _ in range(3)} == {"Zonder naam"}


@pytest.mark.parametrize("name", ["utter_contact", "utter_bestaat_niet"])
def test_wrong_text_is_loud_in_tests(nlg, name):
    with pytest.raises(TextError, match=name):
        say(nlg, new_tracker(), name, telefoon="1")


@pytest.mark.parametrize("name", ["utter_contact", "utter_bestaat_niet"])
def test_wrong_text_is_safe_at_run_time(name, caplog):
    caplog.set_level(logging.ERROR)
    message = say(make(strict=False), new_tracker(), name, telefoon="geheim-111")
    assert message["text"] == "Er ging iets mis."
    assert name in caplog.text and "geheim-111" not in caplog.text


def test_one_variant_needs_no_memory(nlg):
    tracker = new_tracker()
    assert [say(nlg, tracker, "utter_vast")["text"] for _ in range(2)] == ["Bel 112"] * 2
