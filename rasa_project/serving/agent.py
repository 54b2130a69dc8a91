"""Builds the agent that serves, and refuses to serve with anything else. Layer: serving.

Rasa replaces what it cannot find by something that works: a misspelt store by one in
memory, a missing model by the newest, a failing database by memory. Each of those
would break a promise about what is kept, so here each is an error at start.
"""

from __future__ import annotations

import logging
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain

from rasa_project import logs
from rasa_project.errors import ModelError, StartError
from rasa_project.nlg.varied import SAFE_RESPONSE, VariedNaturalLanguageGenerator
from rasa_project.serving.action_endpoint import ActionEndpoint, use_prebuilt_schema
from rasa_project.settings import Settings
from rasa_project.storage.guarded import GuardedTrackerStore
from rasa_project.storage.locks import ConversationLockStore

logger = logging.getLogger(__name__)


class GuardedAgent(Agent):
    """Rasa's agent without its fallback to memory when the store fails."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain | None) -> TrackerStore:
        if store is None:
            raise StartError("no tracker store in endpoints.yml")
        store.domain = domain
        return store


def build_agent(endpoints: AvailableEndpoints, model: Path, settings: Settings) -> GuardedAgent:
    """Load the model and everything around it.

    Raises:
        ModelError: there is no such model file.
    """
    if not model.is_file():
        raise ModelError(f"no model at {model}")
    use_prebuilt_schema()
    agent = GuardedAgent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=_action_endpoint(endpoints, settings),
    )
    agent.load_model(model)
    return agent


def check_agent(agent: Agent, model: Path) -> None:
    """The self-test at start.

    Raises:
        StartError: with everything that is not as it must be.
    """
    wanted = {
        "tracker store": (agent.tracker_store, GuardedTrackerStore),
        "lock store": (agent.lock_store, ConversationLockStore),
        "texts": (agent.nlg, VariedNaturalLanguageGenerator),
        "action endpoint": (agent.action_endpoint, ActionEndpoint),
    }
    wrong = [
        f"{what} is {type(found).__name__}, not {kind.__name__}"
        for what, (found, kind) in wanted.items()
        if not isinstance(found, kind)
    ]
    if agent.processor is None or Path(agent.processor.model_path) != model:
        wrong.append("the model is not the one that was asked for")
    elif agent.processor.tracker_store is not agent.tracker_store:
        wrong.append("the processor has another tracker store")
    if not agent.domain or not agent.domain.responses.get(SAFE_RESPONSE):
        wrong.append(f"the model has no text {SAFE_RESPONSE}")
    if not logs.is_configured():
        wrong.append("log lines are not cleaned")
    if isinstance(agent.tracker_store, GuardedTrackerStore):
        agent.tracker_store.net.load()
    if wrong:
        raise StartError("; ".join(wrong))


def _action_endpoint(endpoints: AvailableEndpoints, settings: Settings) -> ActionEndpoint:
    options = dict(endpoints.action.kwargs) if endpoints.action else {}
    return ActionEndpoint(f"{settings.acties_url}/webhook", **options)
