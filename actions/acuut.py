"""Danger goes before everything. Layer: actions."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction
from rasa_project.consultation import gevaar
from rasa_project.consultation.beurt import Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.knowledge.repository import Kennis


class ActionAcuut(SafeAction):
    """112 first; also when our own knowledge does not load."""

    def name(self) -> str:
        """Name in `domain.yml`."""
        return "action_acuut"

    def answer(self, casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        """The numbers, or the one question that decides."""
        return gevaar.respond(casus, beurt, kennis)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """As any action, but a failure still gives 112."""
        events = await super().run(dispatcher, tracker, domain)
        if not events:
            dispatcher.messages.insert(0, {"response": "utter_acuut_112"})
        return events
