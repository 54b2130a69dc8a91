"""The real gateway with Slack and Teams on the loopback: run as a process of its own by `test_kanalen.py`.

    python kanalen_gateway.py '{"slack": "http://127.0.0.1:1/api/", "metadata": "…", "service_url": "…"}'

Only the other ends are not the real ones: the address of Slack, the keys of Microsoft, and signing in there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from aiohttp import web  # noqa: E402
from slack_sdk.web.async_client import AsyncWebClient  # noqa: E402
from unit.gateway.slack_world import SECRET  # noqa: E402
from unit.gateway.teams_world import APP, TENANT, OneConnection, SignedIn  # noqa: E402

from rasa_project.gateway.app import Gateway  # noqa: E402
from rasa_project.gateway.kanalen.settings import ChannelSettings, Keys, SlackSettings, TeamsSettings  # noqa: E402
from rasa_project.gateway.options import Options  # noqa: E402
from rasa_project.knowledge.repository import load_kennis  # noqa: E402
from rasa_project.logs import configure_logging, enter_serving  # noqa: E402
from rasa_project.settings import get_settings  # noqa: E402


def main(ends: dict[str, str]) -> None:
    """Serves on the port of the settings until it is asked to stop."""
    configure_logging()
    settings = get_settings()
    channels = ChannelSettings(
        SlackSettings(("xoxb-een", "xoxb-twee"), None, SECRET),
        TeamsSettings(TENANT, APP, "geheim", (ends["service_url"],)),
        Keys(b"k" * 32),
        (),
    )
    parts = {
        "slack": {"client": AsyncWebClient(base_url=ends["slack"]), "patience": 60.0},
        "teams": {"connections": OneConnection(SignedIn()), "metadata": ends["metadata"]},
    }
    gateway = Gateway(settings, Options(), load_kennis(settings.root), channels, parts)
    enter_serving()
    web.run_app(gateway.build(), host="127.0.0.1", port=settings.gateway_port, access_log=None, print=None)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
