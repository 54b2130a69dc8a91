# ruff: noqa: E501 -- the rules of the bot read better on one line each
"""Rasa's rules predict the same from the compact state as from the whole talk."""

from __future__ import annotations

import asyncio
import logging
import random
from pathlib import Path

import pytest
import rasa.model_training
import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.utils.endpoints import EndpointConfig

from rasa_project.storage.guarded import GuardedTrackerStore
from rasa_project.storage.second_net import SecondNet

FILES = {
    "config.yml": """
recipe: default.v1
assistant_id: geheugen
language: nl
pipeline: [{name: KeywordIntentClassifier}]
policies:
  - {name: RulePolicy, core_fallback_threshold: 0.3, enable_fallback_prediction: true}
""",
    "domain.yml": """
version: "3.1"
intents: [groet, ja, nee, vraag, formulier, stop, wis, onbekend]
entities: [rol]
slots:
  naam: {type: text, influence_conversation: false, mappings: [{type: from_text, conditions: [{active_loop: vragen, requested_slot: naam}]}]}
  fase: {type: categorical, values: [een, twee], mappings: [{type: custom}]}
  casus: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {vragen: {required_slots: [naam], ignored_intents: [vraag, stop]}}
actions: [action_fase]
responses:
  utter_groet: [{text: g}]
  utter_ja: [{text: j}]
  utter_nee: [{text: n}]
  utter_vraag: [{text: v}]
  utter_klaar: [{text: k}]
  utter_gestopt: [{text: s}]
  utter_fase_twee: [{text: "2"}]
  utter_ask_naam: [{text: "naam?"}]
  utter_default: [{text: "?"}]
""",
    "data/rules.yml": """
version: "3.1"
rules:
  - {rule: eerste groet, conversation_start: true, steps: [{intent: groet}, {action: utter_groet}, {action: utter_vraag}]}
  - {rule: ja, steps: [{intent: ja}, {action: utter_ja}]}
  - {rule: nee, steps: [{intent: nee}, {action: utter_nee}]}
  - {rule: vraag, steps: [{intent: vraag}, {action: utter_vraag}]}
  - {rule: wis, steps: [{intent: wis}, {action: action_restart}]}
  - {rule: fase, condition: [{slot_was_set: [{fase: twee}]}], steps: [{intent: stop}, {action: utter_fase_twee}, {action: action_fase}]}
  - {rule: fase leeg, condition: [{slot_was_set: [{fase: null}]}], steps: [{intent: stop}, {action: action_fase}]}
  - {rule: fase een, condition: [{slot_was_set: [{fase: een}]}], steps: [{intent: stop}, {action: action_fase}, {action: utter_gestopt}]}
  - {rule: begin, steps: [{intent: formulier}, {action: vragen}, {active_loop: vragen}]}
  - {rule: eind, condition: [{active_loop: vragen}], steps: [{action: vragen}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: utter_klaar}]}
  - {rule: zijsprong, condition: [{active_loop: vragen}], steps: [{intent: vraag}, {action: utter_vraag}, {action: vragen}]}
""",
    "data/nlu.yml": 'version: "3.1"\nnlu: [{intent: groet, examples: "- hallo\\n"}, {intent: onbekend, examples: "- zzz\\n"}]\n',
}
SAYINGS = [
    "/groet",
    "/ja",
    "/nee",
    "/vraag",
    "/formulier",
    "/stop",
    "/wis",
    "/onbekend",
    "Klaas",
    '/ja{"rol": "mentor"}',
]


class Actions(EndpointConfig):
    """Stands in for the action server: moves `fase` on and keeps something in `casus`."""

    async def request(self, **kwargs):
        slots = kwargs["json"]["tracker"]["slots"]
        phase = {None: "een", "een": "twee", "twee": None}[slots["fase"]]
        events = [
            {"event": "slot", "name": "fase", "value": phase, "timestamp": None},
            {"event": "slot", "name": "casus", "value": {"n": phase}, "timestamp": None},
        ]
        return {"events": events, "responses": []}


class NoRedactor:
    def is_known(self, value):
        return True

    def redact(self, text, memory=None):
        return type("Found", (), {"spans": ()})()


@pytest.fixture(scope="module", autouse=True)
def quiet():
    """Rasa used as a library logs at debug level."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("geheugen")
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content)
    result = rasa.model_training.train(
        str(folder / "domain.yml"), str(folder / "config.yml"), str(folder / "data"), str(folder)
    )
    return Path(result.model)


def make_agent(model: Path, store) -> Agent:
    agent = Agent(tracker_store=store, action_endpoint=Actions("http://127.0.0.1:1"))
    agent.load_model(model)
    return agent


async def talk(agent: Agent, sayings: list[str]) -> list[object]:
    said: list[object] = []
    for saying in sayings:
        channel = CollectingOutputChannel()
        await agent.handle_message(UserMessage(saying, channel, "s", input_channel="rest"))
        tracker = await agent.tracker_store.retrieve("s")
        slots = {k: tracker.get_slot(k) for k in ("naam", "fase", "casus", "requested_slot")}
        said.append(([m["text"] for m in channel.messages], slots, tracker.active_loop_name))
    return said


@pytest.mark.parametrize("seed", range(20))
def test_random_talks_go_the_same_way(model, tmp_path, seed):
    chance = random.Random(seed)
    sayings = [chance.choice(SAYINGS) for _ in range(25)]
    stores = (
        InMemoryTrackerStore(None),
        GuardedTrackerStore(host=f"sqlite:///{tmp_path}/x.db", net=SecondNet(NoRedactor)),
    )
    whole, compact = (asyncio.run(talk(make_agent(model, store), sayings)) for store in stores)
    for number, (expected, found) in enumerate(zip(whole, compact, strict=True)):
        assert found == expected, sayings[: number + 1]


def test_the_state_holds_two_turns_of_events(model, tmp_path):
    store = GuardedTrackerStore(host=f"sqlite:///{tmp_path}/x.db", net=SecondNet(NoRedactor))
    asyncio.run(talk(make_agent(model, store), ["/ja", "/formulier", "Klaas", "/nee", "/vraag"]))
    events = asyncio.run(store.retrieve("s")).events
    assert sum(isinstance(event, UserUttered) for event in events) == 2
    assert sum(isinstance(event, ActionExecuted) for event in events) < 12
