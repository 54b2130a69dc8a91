"""The tracker store: one small clean row per conversation. Layer: storage.

Named in `endpoints.yml`. It never answers from memory when the database fails:
the turn fails, the health check turns red, and the gateway speaks.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.errors import RedactionError, StorageError
from rasa_project.settings import get_settings
from rasa_project.storage.compact import to_state, to_tracker
from rasa_project.storage.database import Database
from rasa_project.storage.second_net import SecondNet

logger = logging.getLogger(__name__)

TURNS = 2
Result = TypeVar("Result")


class GuardedTrackerStore(TrackerStore):
    """Keeps conversations in the table `gesprekken`.

    Args:
        host: database URL; default: the database of the settings.
        beurten: turns of events to keep, at least the length of the longest rule.
        net: the second net; default: one that loads the project's redactor when needed.

    Attributes:
        failure: kind of the last failure, or None since the last success.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        beurten: int = TURNS,
        net: SecondNet | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self.turns = max(1, int(beurten))
        self.net = net or SecondNet()
        self.database = Database(host or get_settings().database)
        self.failure: str | None = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the conversation, cleaned.

        Raises:
            StorageError: it is not stored.
            RedactionError: it could not be cleaned, so it is not stored.
        """
        sender_id = tracker.sender_id
        stored = await self._guard(lambda: self.database.write(sender_id, self._dump(tracker)))
        if not stored:
            logger.info("conversation was erased; its last turn is not kept")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None when there is none.

        Raises:
            StorageError: it cannot be read.
        """
        state = await self._guard(lambda: self.database.read(sender_id))
        if state is None:
            return None
        return to_tracker(json.loads(state), sender_id, self.domain.slots)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation; stored at the end of its first turn, not before."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def keys(self) -> Iterable[str]:
        """The ids of all stored conversations."""
        return await self._guard(self.database.ids)

    async def check(self) -> None:
        """Look whether the database answers; raises `StorageError` when not."""
        await self._guard(lambda: self.database.read("-"))

    def _dump(self, tracker: DialogueStateTracker) -> str:
        state = to_state(tracker, self.turns)
        if "slots" in state:
            state["slots"] = self.net.value(state["slots"])
        return json.dumps(state, ensure_ascii=False, separators=(",", ":"))

    async def _guard(self, work: Callable[[], Result]) -> Result:
        try:
            # A file answers in a fraction of a millisecond; a server may keep us waiting.
            result = work() if self.database.is_sqlite else await asyncio.to_thread(work)
        except (StorageError, RedactionError) as error:
            self.failure = type(error).__name__
            logger.error("storage failed: %s", error)
            raise
        self.failure = None
        return result
