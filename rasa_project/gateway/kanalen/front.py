"""What a channel asks: an answer to one person, or an invitation in front of others. Layer: gateway.

A case is taken only one to one (`docs/adr/0003`). In front of others nothing goes to Rasa and nothing is stored.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa_project.gateway.core import Core, Reply, Turn
from rasa_project.gateway.errors import Refusal
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms, Who
from rasa_project.gateway.kanalen.seen import Seen
from rasa_project.gateway.kanalen.uiting import Antwoord, from_bubbles, is_danger, split_value
from rasa_project.gateway.limits import PER_SESSION, Buckets
from rasa_project.gateway.sessions import Conversation, Sessions
from rasa_project.gateway.texts import Texts
from rasa_project.gateway.turns import Turns
from rasa_project.gateway.web import clock_now

logger = logging.getLogger(__name__)

# Buttons that mean the same in any conversation; they also work under a message of last week.
_TIMELESS = frozenset({"start", "casus_beschrijven", "stroomschema", "wis_gesprek", "groet"})
_ASKS = "/vraag_"
_PRIVACY = "/vraag_privacy"


@dataclass(frozen=True)
class Uitnodiging:
    """What is said in front of others.

    Attributes:
        antwoord: for everyone: 112 when the message sounds like danger, then the invitation.
        waarschuwing: for the writer alone: personal data stood in the message; or None.
    """

    antwoord: Antwoord
    waarschuwing: str | None


class Front:
    """The core, as Slack and Teams see it.

    Args:
        naam: how the platform is called in sentences.
        core: the one path of every message.
        sessions: conversations.
        pseudonyms: turns users into marks.
        seen: remembers events.
        texts: wording.
        keeps: how long the organisation lets the platform keep messages, in words, or None when unknown.
        now: the time the assistant reasons with.
    """

    def __init__(
        self,
        naam: str,
        core: Core,
        sessions: Sessions,
        pseudonyms: Pseudonyms,
        seen: Seen,
        texts: Texts,
        keeps: str | None,
        now: Callable[[], str] = clock_now,
    ) -> None:
        self._naam = naam
        self._core = core
        self._sessions = sessions
        self._pseudonyms = pseudonyms
        self._seen = seen
        self._texts = texts
        self._keeps = keeps
        self._now = now
        self._said = 0
        self._turns = Turns()
        self._speed = Buckets(PER_SESSION)

    def line(self, key: str, **values: str) -> str:
        """A text of the channels, with the name of the platform filled in."""
        self._said += 1
        return self._texts.line(key, str(self._said), naam=self._naam, **values)

    async def is_new(self, event: str) -> bool:
        """Whether an event was not handled before; asked once per event."""
        mark = self._pseudonyms.event(self._naam, event)
        return await self._seen.first_time(mark, time.time())

    async def welcome(self, who: Who) -> Antwoord:
        """The greeting when somebody opens the conversation for the first time."""

        async def greet(conversation: Conversation, is_new: bool) -> list[dict[str, Any]]:
            reply = await self._core.begin(conversation, self._turn(who, None, "/start"))
            return [*reply.berichten, self._storage()]

        return await self._in_turn(who, None, greet)

    async def say(self, who: Who, raw: Any) -> Antwoord:
        """The answer to typed words."""

        async def take(conversation: Conversation, is_new: bool) -> list[dict[str, Any]]:
            reply = await self._core.take(conversation, self._turn(who, raw, None))
            return self._with_first(reply, is_new)

        return await self._in_turn(who, raw, take)

    async def choose(self, who: Who, value: Any) -> Antwoord:
        """The answer to a button. One of an earlier conversation is explained, never guessed at."""
        tag, payload = split_value(value)

        async def take(conversation: Conversation, is_new: bool) -> list[dict[str, Any]]:
            if tag not in self._pseudonyms.tags(conversation.sender) and not _is_timeless(payload):
                key = "kanaal_oude_knop" if tag else "afscherming_onbekende_keuze"
                return [self._texts.message(key)]
            reply = await self._core.take(conversation, self._turn(who, None, payload))
            bubbles = self._with_first(reply, is_new)
            return [*bubbles, self._storage()] if payload == _PRIVACY and not is_new else bubbles

        return await self._in_turn(who, None, take)

    async def invite(self, raw: Any) -> Uitnodiging:
        """What is said when somebody speaks to the assistant in front of others."""
        seen = await self._core.look(raw)
        bubbles = [*seen.gevaar, self._texts.message("kanaal_uitnodiging")]
        warning = None
        if seen.kinds:
            warning = self._texts.line("kanaal_persoonsgegevens", soorten=self._texts.kinds(seen.kinds))
        return Uitnodiging(self._antwoord(bubbles, ""), warning)

    def danger(self, raw: Any) -> tuple[str, ...]:
        """Lines with 112 when words sound like danger; needs nothing that can be slow or down."""
        return tuple(str(bubble["text"]) for bubble in self._core.danger(raw))

    def explain(self, key: str) -> Antwoord:
        """One fixed text as an answer."""
        return self._antwoord([{"text": self.line(key)}], "")

    def rescue(self, raw: Any) -> Antwoord:
        """The answer when everything else failed: 112 first when there is danger."""
        return self._antwoord(self._core.fall_back(raw if isinstance(raw, str) else None).berichten, "")

    async def _in_turn(self, who: Who, raw: Any, act: Callable[[Conversation, bool], Any]) -> Antwoord:
        """Finds the conversation and acts, one message of a person at a time; there is always an answer."""
        marks = self._pseudonyms.of(who)
        try:
            if not self._speed.take(marks[0], time.monotonic()):
                raise Refusal("te_snel", 429, "afscherming_te_snel", retry_after=2)
            async with self._turns.one(marks[0]):
                conversation, is_new = await self._sessions.of_pseudonyms(marks, time.time())
                bubbles = await act(conversation, is_new)
                return self._antwoord(bubbles, self._pseudonyms.tag(conversation.sender))
        except Refusal as refusal:
            return self._antwoord(self._core.refuse(refusal, raw).berichten, "")
        except Exception as error:  # the last door before the platform: nobody gets silence
            logger.error("turn failed: %s", type(error).__name__)
            return self.rescue(raw)

    def _with_first(self, reply: Reply, is_new: bool) -> list[dict[str, Any]]:
        """The answer, with what must be said once: before it, or after it when there is danger."""
        if reply.gewist:
            return [*reply.berichten, {"text": self.line("kanaal_gewist")}]
        if not is_new:
            return reply.berichten
        first = [self._texts.message("kanaal_eerste"), self._storage()]
        return [*reply.berichten, *first] if is_danger(reply.berichten) else [*first, *reply.berichten]

    def _storage(self) -> dict[str, Any]:
        if self._keeps:
            return {"text": self.line("kanaal_bewaren_termijn", tijd=self._keeps)}
        return {"text": self.line("kanaal_bewaren")}

    def _turn(self, who: Who, raw: Any, payload: str | None) -> Turn:
        return Turn(raw, payload, who.kanaal, self._now(), time.time())

    def _antwoord(self, bubbles: list[dict[str, Any]], tag: str) -> Antwoord:
        uitingen = tuple(from_bubbles(bubbles, tag))
        if not uitingen:
            logger.error("an answer without words")
            uitingen = tuple(from_bubbles(self._core.fall_back(None).berichten, tag))
        return Antwoord(uitingen, is_danger(bubbles))


def _is_timeless(payload: str) -> bool:
    return payload.startswith(_ASKS) and "{" not in payload or payload.lstrip("/") in _TIMELESS
