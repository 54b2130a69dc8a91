"""The description of the app that Slack asks for, to paste. Layer: gateway. Pure.

The rights are the fewest that work: the assistant sees messages to itself and mentions of itself, no channels, no
list of people, no files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_project.gateway.slack.listeners import COMMAND

SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", "im:read", "im:write")
EVENTS = ("app_home_opened", "app_mention", "message.im")
_MOST_NAME, _MOST_SHORT, _MOST_LONG, _MOST_USAGE = 35, 140, 4000, 1000


def make_manifest(line: Callable[[str], str], address: str | None) -> dict[str, Any]:
    """The manifest, in the form that Slack's own page reads.

    Args:
        line: gives a text by key.
        address: where Slack calls this server, or None for Socket Mode.
    """
    url = {"request_url": address} if address else {}
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": line("kanaal_slack_opdracht"),
        "usage_hint": line("kanaal_slack_gebruik")[:_MOST_USAGE],
        "should_escape": False,
        **({"url": address} if address else {}),
    }
    name = line("kanaal_app_naam")[:_MOST_NAME]
    return {
        "display_information": {
            "name": name,
            "description": line("kanaal_app_kort")[:_MOST_SHORT],
            "long_description": line("kanaal_app_lang")[:_MOST_LONG],
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }
