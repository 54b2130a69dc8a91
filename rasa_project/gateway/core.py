"""One path for every channel: clean, redact, ask Rasa, never silent. Layer: gateway."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from rasa_project.consultation.acuut import AcuteResult
from rasa_project.errors import RedactionError, ServiceError, StorageError
from rasa_project.gateway.erase import Eraser
from rasa_project.gateway.errors import Refusal
from rasa_project.gateway.incoming import asks_to_erase, check_payload, clean_text, no_command
from rasa_project.gateway.rasa_client import RasaClient
from rasa_project.gateway.redaction_client import RedactionClient
from rasa_project.gateway.sessions import Conversation, Sessions
from rasa_project.gateway.texts import Texts
from rasa_project.gateway.turns import Turns

logger = logging.getLogger(__name__)

Bubble = dict[str, Any]
ERASE_PAYLOAD = "/wis_gesprek"
_TOLD = "verteld"
"""Key in the stored memory: kinds of personal data the user was told about before."""


@dataclass(frozen=True)
class Turn:
    """What came in.

    Attributes:
        raw: words as typed, or None when a button was pressed.
        payload: payload of the button, or None.
        kanaal: web, slack, teams or test.
        now: ISO 8601 with zone; the time the assistant reasons with.
        clock: seconds since 1970, for the session.
    """

    raw: Any
    payload: Any
    kanaal: str
    now: str
    clock: float


@dataclass(frozen=True)
class Reply:
    """What goes out: never an empty list."""

    berichten: list[Bubble]
    gewist: bool = False
    status: int = 200
    code: str | None = None


@dataclass(frozen=True)
class Gezien:
    """What stands in a message that is not taken as a turn.

    Attributes:
        kinds: labels of personal data in it.
        gevaar: the bubble with 112 when it sounds like danger, else nothing.
    """

    kinds: tuple[str, ...]
    gevaar: tuple[Bubble, ...]


class Core:
    """Answers a message of any channel.

    Args:
        texts: wording of the gateway.
        sessions: conversations.
        eraser: deletes them.
        redaction: takes personal data out.
        rasa: asks for the answer.
        acute: the rules for danger, used when Rasa is not there to decide.
        names: values a button may hold besides ids: names of municipalities.
        language: tells the language of a message as it was typed: what is taken out cannot be read any more.
    """

    def __init__(
        self,
        texts: Texts,
        sessions: Sessions,
        eraser: Eraser,
        redaction: RedactionClient,
        rasa: RasaClient,
        acute: Callable[[str], AcuteResult],
        names: Collection[str] = (),
        language: Callable[[str], str] | None = None,
    ) -> None:
        self._texts = texts
        self._sessions = sessions
        self._eraser = eraser
        self._redaction = redaction
        self._rasa = rasa
        self._acute = acute
        self._names = frozenset(names)
        self._language = language
        self._turns = Turns()

    async def take(self, conversation: Conversation, turn: Turn) -> Reply:
        """Answers one message.

        Raises:
            Refusal: the message is not one, or there are too many.
        """
        text = None if turn.payload is not None else clean_text(turn.raw)
        payload = None if text is not None else check_payload(turn.payload, self._names)
        if payload == ERASE_PAYLOAD or (text is not None and asks_to_erase(text)):
            return await self.erase(conversation, turn.clock)
        async with self._turns.one(conversation.sender):
            if payload is not None:
                return await self._ask(conversation, payload, turn, self._metadata(turn), notice=[])
            assert text is not None
            return await self._take_text(conversation, text, turn)

    async def begin(self, conversation: Conversation, turn: Turn) -> Reply:
        """The greeting of a new conversation."""
        reply = await self._ask(conversation, "/start", turn, self._metadata(turn), notice=[])
        if reply.code is not None:
            return Reply([self._texts.message("afscherming_begin_storing")], code=reply.code)
        return reply

    async def erase(self, conversation: Conversation, now: float) -> Reply:
        """Deletes the conversation; says so only when it is gone."""
        try:
            await self._eraser.erase(conversation.sender, now)
        except StorageError as error:
            logger.error("erase failed: %s", error)
            return Reply([self._texts.message("afscherming_niet_gewist")], status=503, code="niet_gewist")
        return Reply([self._texts.message("afscherming_gewist")], gewist=True)

    async def look(self, raw: Any) -> Gezien:
        """Looks at a message without answering it: nothing is stored and nothing goes to Rasa.

        When the redaction fails no kinds are told: a guess would be no warning.
        """
        try:
            text = clean_text(raw)
        except Refusal:
            return Gezien((), self.danger(raw))
        kinds: tuple[str, ...] = ()
        try:
            kinds = (await self._redaction.redact(text, {}, secrets.token_bytes(32))).kinds
        except RedactionError as error:
            logger.error("message not looked at: %s", error)
        return Gezien(kinds, self.danger(text))

    def danger(self, raw: Any) -> tuple[Bubble, ...]:
        """The bubble with 112 when the words sound like danger by the rules alone, else nothing."""
        return (self._danger(raw),) if isinstance(raw, str) and self._is_acute(raw) else ()

    def refuse(self, refusal: Refusal, raw: Any = None) -> Reply:
        """The answer to a message that gets no turn. Danger in it still gets 112."""
        berichten = [self._texts.message(refusal.key, **refusal.values)]
        if isinstance(raw, str) and self._is_acute(raw):
            berichten.insert(0, self._danger(raw))
        return Reply(berichten, status=refusal.status, code=refusal.code)

    def fall_back(self, raw: str | None, code: str = "storing") -> Reply:
        """What the gateway says by itself: 112 first when there is danger, else who to call."""
        if raw is not None and self._is_acute(raw):
            berichten = [self._danger(raw), self._texts.message("afscherming_acuut_storing")]
            return Reply(berichten, code=code)
        return Reply([self._texts.message("afscherming_storing")], code=code)

    async def _take_text(self, conversation: Conversation, text: str, turn: Turn) -> Reply:
        stored = dict(conversation.geheugen)
        try:
            clean = await self._redaction.redact(
                text, stored.get("redactie", {}), self._sessions.memory_key(conversation)
            )
        except RedactionError as error:
            logger.error("message refused: %s", error)
            return self.refuse(Refusal("geweigerd", 503, "afscherming_geweigerd", retry_after=2), text)
        notice = self._notice(clean.kinds, stored.get(_TOLD, []), clean.herleidbaar, conversation.sender)
        stored["redactie"] = clean.geheugen
        stored[_TOLD] = sorted({*stored.get(_TOLD, []), *clean.kinds})
        await self._remember(conversation, stored, turn.clock)
        metadata = self._metadata(turn, list(clean.kinds), clean.gemeente, list(clean.kandidaten))
        if self._language is not None:
            metadata["taal"] = self._language(text)
        message = no_command(clean.text)
        return await self._ask(conversation, message, turn, metadata, notice, raw=text)

    async def _ask(
        self,
        conversation: Conversation,
        message: str,
        turn: Turn,
        metadata: dict[str, Any],
        notice: list[Bubble],
        raw: str | None = None,
    ) -> Reply:
        try:
            bubbles = await self._rasa.turn(conversation.sender, message, metadata)
        except ServiceError as error:
            logger.error("turn failed: %s", error)
            return _with_notice(self.fall_back(raw), notice)
        if raw is None:
            await self._remember(conversation, None, turn.clock)
        bubbles = [_public(bubble) for bubble in bubbles]
        if any((bubble.get("custom") or {}).get("wis") is True for bubble in bubbles):
            return await self.erase(conversation, turn.clock)
        failed = any((bubble.get("custom") or {}).get("storing") for bubble in bubbles)
        bubbles = [bubble for bubble in bubbles if bubble and not (bubble.get("custom") or {}).get("storing")]
        if failed and raw is not None and self._is_acute(raw):
            return _with_notice(self.fall_back(raw), notice)
        if not bubbles:
            logger.error("Rasa answered nothing")
            return _with_notice(self.fall_back(raw, "leeg_antwoord"), notice)
        return _with_notice(Reply(bubbles), notice)

    async def _remember(self, conversation: Conversation, stored: dict[str, Any] | None, now: float) -> None:
        try:
            await self._sessions.touch(conversation, conversation.geheugen if stored is None else stored, now)
        except StorageError as error:
            # The turn goes on: the user needs the answer more than the numbering of names.
            logger.error("session not stored: %s", error)

    def _metadata(
        self,
        turn: Turn,
        kinds: list[str] | None = None,
        gemeente: str | None = None,
        kandidaten: list[str] | None = None,
    ) -> dict[str, Any]:
        return {
            "kinds": kinds or [],
            "gemeente": gemeente,
            "gemeente_kandidaten": kandidaten or [],
            "now": turn.now,
            "kanaal": turn.kanaal,
        }

    def _notice(self, kinds: tuple[str, ...], told: list[str], traceable: bool, seed: str) -> list[Bubble]:
        """Bubbles on what was removed: in full the first time, shorter when the kinds are known by now."""
        notice = []
        if kinds:
            key = "afscherming_weggehaald_weer" if set(kinds) <= set(told) else "afscherming_weggehaald"
            notice.append(self._texts.message(key, seed, soorten=self._texts.kinds(kinds)))
        if traceable and "HERLEIDBAAR" not in told:
            notice.append(self._texts.message("afscherming_herleidbaar", seed))
        return notice

    def _is_acute(self, text: str) -> bool:
        try:
            return self._acute(text).acuut
        except Exception as error:  # danger that can't be judged counts as danger
            logger.error("acute rules failed: %s", type(error).__name__)
            return True

    def _danger(self, text: str) -> Bubble:
        return self._texts.message("afscherming_acuut")


def _with_notice(reply: Reply, notice: list[Bubble]) -> Reply:
    """What was removed comes first, unless there is danger: then 112 comes first."""
    first = str(reply.berichten[0].get("text", ""))
    berichten = [*reply.berichten, *notice] if "112" in first else [*notice, *reply.berichten]
    return Reply(berichten, reply.gewist, reply.status, reply.code)


def _public(bubble: Bubble) -> Bubble:
    """The parts of a bubble that go to a client; Rasa's own bookkeeping stays inside."""
    return {key: bubble[key] for key in ("text", "buttons", "custom") if bubble.get(key)}
