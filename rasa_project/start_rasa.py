"""Starts Rasa: `python -m rasa_project.start_rasa run|train|…`. Layer: entry point.

`run` is a server of our own around Rasa's, with the same options; every other command
is handed on to Rasa's command line, without TensorFlow where the pipeline allows it.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.errors import ModelError, SamenduidenError, StartError
from rasa_project.logs import (
    configure_logging,
    describe_exception,
    enter_serving,
    register_rasa_hook,
)
from rasa_project.serving.without_tensorflow import (
    components_of_config,
    components_of_model,
    leave_out_tensorflow,
    needs_tensorflow,
)
from rasa_project.settings import Settings, get_settings

logger = logging.getLogger("rasa_project.start_rasa")

SERVER_NAME = "samenduiden_rasa"
STOP_SECONDS = 5.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code says whether it went well."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    if given[:1] != ["run"]:
        return _hand_on(given)
    options = _parser().parse_args(given[1:])
    configure_logging(debug=options.debug)
    try:
        _serve(options, get_settings())
    except SamenduidenError as error:
        logger.critical("Rasa does not start: %s", error)
        return 1
    except Exception as error:
        logger.critical("Rasa does not start: %s", describe_exception(error), exc_info=error)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="start_rasa run")
    parser.add_argument("-i", "--interface", default="127.0.0.1")
    parser.add_argument("-p", "--port", type=int, default=None)
    parser.add_argument("-m", "--model", type=Path, default=None)
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--credentials", default="credentials.yml")
    parser.add_argument("-vv", "--debug", action="store_true")
    return parser


def _serve(options: argparse.Namespace, settings: Settings) -> None:
    model = find_model(options.model, settings)
    if not needs_tensorflow(components_of_model(model)):
        leave_out_tensorflow(serving=True)
    # Only now: each of these imports loads Rasa.
    from rasa.core.run import configure_app, create_http_input_channels
    from rasa.core.utils import AvailableEndpoints

    from rasa_project.serving.agent import build_agent, check_agent
    from rasa_project.serving.rest import MAX_BODY, GuardedRestInput

    channels = create_http_input_channels(None, options.credentials)
    if [type(channel) for channel in channels] != [GuardedRestInput]:
        raise StartError(f"{options.credentials} opens another door than the guarded one")
    # Before the agent: Rasa's debug setting of the event loop replaces log handlers.
    app = configure_app(channels, enable_api=False, port=options.port or settings.rasa_port)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_SECONDS
    agent = build_agent(AvailableEndpoints.read_endpoints(options.endpoints), model, settings)
    check_agent(agent, model)
    app.ctx.agent = agent

    async def close(*_: object) -> None:
        await agent.action_endpoint.close()
        agent.tracker_store.database.close()

    app.register_listener(close, "after_server_stop")
    logger.info("Rasa serves %s on port %s", model.name, options.port or settings.rasa_port)
    enter_serving()
    app.run(
        host=options.interface,
        port=options.port or settings.rasa_port,
        access_log=False,
        debug=False,
        motd=False,
        workers=1,
    )


def find_model(asked: Path | None, settings: Settings) -> Path:
    """The model file that was asked for, or the newest when none was.

    Raises:
        ModelError: there is none. Rasa would take any other file of the folder.
    """
    asked = asked or (Path(os.environ["SAMENDUIDEN_MODEL"]) if "SAMENDUIDEN_MODEL" in os.environ else None)
    if asked is not None and not asked.is_dir():
        if not asked.is_file():
            raise ModelError(f"no model at {asked}")
        return asked.resolve()
    folder = asked or settings.models
    models = sorted(folder.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        raise ModelError(f"no trained model in {folder}")
    return models[-1].resolve()


def _hand_on(given: list[str]) -> int:
    """Rasa's own command line for everything but serving."""
    config = Path(_value_of(given, "--config", "-c") or "config.yml")
    if config.is_file() and not needs_tensorflow(components_of_config(config)):
        leave_out_tensorflow()
    register_rasa_hook()
    from rasa.__main__ import main as rasa_main

    sys.argv = ["rasa", *given]
    rasa_main()
    return 0


def _value_of(given: list[str], *names: str) -> str | None:
    for name, value in zip(given, given[1:], strict=False):
        if name in names:
            return value
    return None


if __name__ == "__main__":
    sys.exit(main())
