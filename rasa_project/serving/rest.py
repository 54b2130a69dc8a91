"""The only door of the Rasa server: `POST /webhooks/rest/webhook`. Layer: serving.

Rasa's own REST channel logs the text of a message when something fails, answers
with half of a turn when it could not be stored, and takes bodies of any size.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.errors import LockTimeoutError, RedactionError, StorageError

logger = logging.getLogger(__name__)

MAX_BODY = 256 * 1024
MAX_TEXT = 20_000
"""Code points; the gateway refuses earlier, with a sentence."""
MAX_SENDER = 200
SAFE_RESPONSE = "utter_storing"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class GuardedRestInput(RestInput):
    """Rasa's `rest` channel, behind the second net; named by class path in `credentials.yml`."""

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes of the channel; `/` is a health check that knows the storage."""
        routes = Blueprint("samenduiden_rest")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return await _health(request)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await _receive(request, on_new_message)

        return routes


async def _health(request: Request) -> HTTPResponse:
    store = request.app.ctx.agent.tracker_store
    try:
        await store.check()
    except StorageError:
        return response.json({"status": "storing", "opslag": False}, status=503)
    slipped = dict(store.net.slipped)
    return response.json({"status": "ok", "opslag": True, "doorgelaten": slipped})


async def _receive(request: Request, on_new_message: OnMessage) -> HTTPResponse:
    call = request.json if isinstance(request.json, dict) else {}
    sender, text = call.get("sender"), call.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        return _fault("sender", 400)
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        return _fault("message", 400)
    metadata = call.get("metadata")
    try:
        agent = request.app.ctx.agent
        collector = CollectingOutputChannel()
        await on_new_message(
            UserMessage(
                agent.tracker_store.net.text(_CONTROL.sub(" ", text)),
                collector,
                sender,
                input_channel="rest",
                metadata=metadata if isinstance(metadata, dict) else {},
            )
        )
    except (StorageError, RedactionError) as error:
        code = "bezet" if isinstance(error, LockTimeoutError) else "opslag"
        return _fault(code, 503, error)
    except Exception as error:
        # The last place before Rasa's server would answer with a page of its own.
        return _fault("intern", 500, error)
    return response.json([_plain(m) for m in collector.messages] or _safe_answer(agent))


def _fault(code: str, status: int, error: Exception | None = None) -> HTTPResponse:
    if error is not None:
        logger.error("turn fails (%s)", code, exc_info=error)
    return response.json({"fout": code}, status=status)


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    """Only what a client is to see."""
    return {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}


def _safe_answer(agent: Any) -> list[dict[str, Any]]:
    """Silence is an error: an action that fails leaves no message at all. The mark tells the front door."""
    logger.error("a turn ended without an answer")
    texts = agent.domain.responses.get(SAFE_RESPONSE) or []
    return [{"text": texts[0]["text"]}, {"custom": {"storing": True}}] if texts else []
