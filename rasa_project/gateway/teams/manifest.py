"""The description of the app that Teams asks for, in Dutch and English. Layer: gateway. Pure.

Source: Microsoft, "App manifest schema" 1.17 and "Localize your app". The assistant itself speaks Dutch, so what a
command sends stays Dutch in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

COLOR, OUTLINE, ENGLISH = "kleur.png", "omtrek.png", "en.json"
MOST = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000, "developer": 32}
COMMANDS = ("vertellen", "bellen", "bewaren", "wissen")
_VERSION = "1.17"
_SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{_VERSION}"
_MOST_TITLE, _MOST_DESCRIPTION = 32, 128


def make_manifest(
    line: Callable[[str], str], app: str, organisation: str, address: str, version: str
) -> dict[str, Any]:
    """The manifest.

    Args:
        line: gives a text by key.
        app: id of the app.
        organisation: who offers the assistant.
        address: public address of the gateway.
        version: of this package; a new upload needs a higher one.
    """
    words = _words(line, "")
    commands = [
        {
            "title": line(f"kanaal_teams_{name}")[:_MOST_TITLE],
            "description": line(f"kanaal_teams_{name}_uitleg")[:_MOST_DESCRIPTION],
        }
        for name in COMMANDS
    ]
    return {
        "$schema": f"{_SCHEMAS}/MicrosoftTeams.schema.json",
        "manifestVersion": _VERSION,
        "version": version,
        "id": app,
        "developer": {
            "name": organisation[: MOST["developer"]],
            "websiteUrl": address,
            "privacyUrl": address,
            "termsOfUseUrl": address,
        },
        "name": {"short": words["name.short"], "full": words["name.full"]},
        "description": {"short": words["description.short"], "full": words["description.full"]},
        "icons": {"color": COLOR, "outline": OUTLINE},
        "accentColor": "#1F3A5F",
        "defaultInstallScope": "personal",
        "bots": [
            {
                "botId": app,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": commands}],
            }
        ],
        "validDomains": [],
        "localizationInfo": {
            "defaultLanguageTag": "nl",
            "additionalLanguages": [{"languageTag": "en", "file": ENGLISH}],
        },
    }


def make_english(line: Callable[[str], str]) -> dict[str, str]:
    """What is shown instead to people whose Teams speaks English."""
    described = {
        f"bots[0].commandLists[0].commands[{number}].description": line(f"kanaal_en_{name}_uitleg")[:_MOST_DESCRIPTION]
        for number, name in enumerate(COMMANDS)
    }
    return {"$schema": f"{_SCHEMAS}/MicrosoftTeams.Localization.schema.json", **_words(line, "en_"), **described}


def _words(line: Callable[[str], str], language: str) -> dict[str, str]:
    name = line("kanaal_app_naam")
    short = line(f"kanaal_{language}app_kort")
    found = {
        "name.short": name,
        "name.full": f"{name}: {short}",
        "description.short": short,
        "description.full": line(f"kanaal_{language}app_lang"),
    }
    return {key: text[: MOST[key]] for key, text in found.items()}
