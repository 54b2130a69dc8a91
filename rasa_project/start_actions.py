"""Starts the action server: `python -m rasa_project.start_actions`. Layer: entry point.

The server of rasa_sdk answers a failing action with the whole request, which Rasa
then logs. This one answers with the key of a text that says what the user can do.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.errors import SamenduidenError
from rasa_project.logs import configure_logging, enter_serving
from rasa_project.settings import get_settings

logger = logging.getLogger("rasa_project.start_actions")

MAX_BODY = 4 * 1024 * 1024
STOP_SECONDS = 5.0
SAFE_RESPONSE = "utter_storing"


def create_app(package: str) -> Sanic:
    """A server for the actions in `package`; it exits when they cannot be imported.

    A function `prepare` in the package is called first: knowledge that is wrong stops
    the start, and the first user does not wait for it to be read.
    """
    executor = ActionExecutor()
    executor.register_package(package)
    prepare = getattr(importlib.import_module(package), "prepare", None)
    if prepare is not None:
        prepare()
    app = Sanic("samenduiden_acties", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_SECONDS

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        return response.json({"status": "ok", "acties": len(executor.actions)})

    @app.get("/actions")
    async def actions(_request: Request) -> HTTPResponse:
        return response.json([{"name": name} for name in sorted(executor.actions)])

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        call = request.json
        if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
            return response.json({"fout": "aanvraag"}, status=422)
        return await _run(executor, call)

    return app


async def _run(executor: ActionExecutor, call: dict[str, Any]) -> HTTPResponse:
    name = str(call.get("next_action"))
    try:
        return response.json(await executor.run(call))
    except ActionExecutionRejection:
        # Part of the protocol of forms: another rule gets its turn.
        return response.json({"error": "rejected", "action_name": name}, status=400)
    except Exception as error:
        # Whatever an action does wrong, the user gets an answer and nobody a copy of the call.
        logger.error("action %s fails", name if name in executor.actions else "?", exc_info=error)
        answer = [{"response": SAFE_RESPONSE}, {"custom": {"storing": True}}]
        return response.json({"events": [], "responses": answer})


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped."""
    settings = get_settings()
    parser = argparse.ArgumentParser(prog="start_actions")
    parser.add_argument("--actions", default="actions")
    parser.add_argument("-p", "--port", type=int, default=settings.acties_port)
    parser.add_argument("-i", "--interface", default="127.0.0.1")
    parser.add_argument("-vv", "--debug", action="store_true")
    options = parser.parse_args(arguments)
    configure_logging(debug=options.debug)
    # The folder with `actions/` is that of the call, as with rasa_sdk.
    sys.path.insert(0, os.getcwd())
    try:
        app = create_app(options.actions)
    except SamenduidenError as error:
        logger.critical("the action server does not start: %s", error)
        return 1
    logger.info("action server on port %s", options.port)
    enter_serving()
    app.run(
        host=options.interface,
        port=options.port,
        access_log=False,
        debug=False,
        motd=False,
        workers=1,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
