"""What every action shares: read the turn, say the answer, never fail loudly.

Layer: actions. No wording and no rule of the domain stands here.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.verwijzing import keep_report
from rasa_project.consultation import knopwoorden
from rasa_project.consultation.beurt import Bericht, Beurt, Signaal, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.terugmelden import VERWIJZING
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.knowledge.repository import Kennis

logger = logging.getLogger(__name__)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class SafeAction(Action, ABC):
    """An action that answers with `utter_storing` when anything goes wrong.

    The log line names the action and the kind of error, never what was said:
    an exception's own message may hold words of the user.
    """

    @abstractmethod
    def name(self) -> str:
        """Name in `domain.yml`."""

    @abstractmethod
    def answer(self, casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        """What to say."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run `answer`; the new state of the case goes back as one slot."""
        try:
            kennis = shared_kennis()
            casus = Casus.from_dict(tracker.get_slot("casus"))
            beurt = knopwoorden.as_pressed(casus, read_turn(tracker.latest_message))
            outcome = self.answer(casus, beurt, kennis)
            for bericht in outcome.berichten:
                say(dispatcher, bericht, kennis)
                keep_report(bericht)
            return [SlotSet("casus", knopwoorden.remember(outcome, kennis).to_dict())]
        except Exception as error:  # the one place where every error is caught: silence is worse
            logger.error("action %s failed: %s", self.name(), type(error).__name__)
            dispatcher.utter_message(response="utter_storing")
            dispatcher.utter_message(json_message={"storing": True})  # the front door puts 112 first when it must
            return []


def say(dispatcher: CollectingDispatcher, bericht: Bericht, kennis: Kennis) -> None:
    """Hand one bubble to the dispatcher: response key, values, buttons and custom data."""
    buttons = [{"title": knop.titel, "payload": knop.keuze} for knop in bericht.knoppen]
    values = {**kennis.vaste_waarden, **bericht.waarden}
    dispatcher.utter_message(response=f"utter_{bericht.sleutel}", buttons=buttons, **values)
    custom = {key: value for key, value in (bericht.custom or {}).items() if key != VERWIJZING}
    if custom:
        dispatcher.utter_message(json_message=custom)


def read_turn(message: dict[str, Any]) -> Beurt:
    """The turn from Rasa's latest message; see `docs/architecture.md` for its shape."""
    metadata = message.get("metadata") or {}
    text = message.get("text") or ""
    pressed = text.startswith("/")
    intent = (message.get("intent") or {}).get("name") or "nlu_fallback"
    intents = (intent,) if pressed else tuple(message.get("intents") or (intent,))
    danger = {} if pressed else message.get("acuut") or {}
    findings = [] if pressed else message.get("signalen") or []
    return Beurt(
        tekst="" if pressed else text,
        intents=intents,
        now=_time(metadata.get("now")),
        signalen=tuple(Signaal(**_signal(s)) for s in findings),
        acuut_modus=danger.get("modus"),
        acuut_soort=danger.get("soort"),
        zeker=pressed or message.get("zeker", True),
        rol=_entity(message, "rol"),
        rol_vermoed=any(entity.get("vermoed") for entity in message.get("entities") or ()),
        leeftijd=_entity(message, "leeftijdscategorie"),
        leeftijd_plek=_place(message, "leeftijdscategorie"),
        gemeente=metadata.get("gemeente"),
        kandidaten=tuple(metadata.get("gemeente_kandidaten") or ()),
        keuze=_entity(message, "antwoord") or _entity(message, "onderwerp"),
        vraag=message.get("vraag"),
        vraag_zeker=bool(message.get("vraag_zeker")),
        taal=metadata.get("taal"),
    )


def _signal(found: dict[str, Any]) -> dict[str, Any]:
    names = ("start", "end", "domein", "polariteit", "bron", "mening")
    return {name: found[name] for name in names if name in found}


def _entity(message: dict[str, Any], name: str) -> str | None:
    for entity in message.get("entities") or []:
        if entity.get("entity") == name:
            return str(entity.get("value"))
    return None


def _place(message: dict[str, Any], name: str) -> int | None:
    """Where an entity begins, in code points of the words."""
    starts = (entity.get("start") for entity in message.get("entities") or [] if entity.get("entity") == name)
    return next((start for start in starts if isinstance(start, int)), None)


def _time(stamp: str | None) -> datetime:
    """The gateway's time of the turn; our own clock when a turn came round the gateway."""
    if stamp:
        return datetime.fromisoformat(stamp).astimezone(AMSTERDAM)
    return datetime.now(AMSTERDAM)
