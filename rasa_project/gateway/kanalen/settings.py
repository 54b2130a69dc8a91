"""Which channels are on: the settings file, and secrets from the environment. Layer: gateway. Pure.

A channel with half a setting stays off, says so in one Dutch sentence, and leaves the others alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rasa_project.knowledge.kanalen import Kanalen

BOT_TOKENS = "SAMENDUIDEN_SLACK_BOT_TOKEN"
APP_TOKEN = "SAMENDUIDEN_SLACK_APP_TOKEN"
SIGNING_SECRET = "SAMENDUIDEN_SLACK_SIGNING_SECRET"
TEAMS_SECRET = "SAMENDUIDEN_TEAMS_GEHEIM"
KEY = "SAMENDUIDEN_KANAAL_SLEUTEL"
PREVIOUS_KEY = "SAMENDUIDEN_KANAAL_SLEUTEL_VORIGE"
MIN_KEY = 32
SLACK, TEAMS = "Slack", "Teams"
GUIDES = {SLACK: "docs/slack.md", TEAMS: "docs/teams.md"}

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SERVICE_URL = re.compile(r"https://[a-z0-9.-]+(/[A-Za-z0-9._-]+)*/")
_PUBLIC = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._/-]*)?")

Get = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Notice:
    """Something the administrator must know: the key of a text and its values."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Keys:
    """Keys for pseudonyms.

    Attributes:
        current: makes every new pseudonym.
        previous: still recognised, so that running conversations survive a new key; or None.
    """

    current: bytes
    previous: bytes | None = None


@dataclass(frozen=True)
class SlackSettings:
    """Everything Slack needs.

    Attributes:
        bot_tokens: one per workspace.
        app_token: for Socket Mode, else None.
        signing_secret: for HTTP, else None.
        keeps: how long the organisation's Slack keeps messages, in words, or None.
    """

    bot_tokens: tuple[str, ...]
    app_token: str | None
    signing_secret: str | None
    keeps: str | None = None


@dataclass(frozen=True)
class TeamsSettings:
    """Everything Teams needs.

    Attributes:
        tenant: the only tenant that may talk.
        app: client id of the assistant, audience of every token that comes in.
        service_urls: where answers may be sent to.
    """

    tenant: str
    app: str
    secret: str
    service_urls: tuple[str, ...]
    keeps: str | None = None


@dataclass(frozen=True)
class ChannelSettings:
    """The channels that can run, and what to tell about the ones that can't."""

    slack: SlackSettings | None
    teams: TeamsSettings | None
    keys: Keys | None
    notices: tuple[Notice, ...]


def read_channels(kanalen: Kanalen, env: Mapping[str, str]) -> ChannelSettings:
    """Puts the file and the environment together.

    Args:
        kanalen: the file.
        env: environment variables; an empty one counts as not set.
    """
    get = {name: value.strip() for name, value in env.items() if value.strip()}.get
    notices: list[Notice] = []
    for name, block in ((SLACK, "slack"), (TEAMS, "teams")):
        wrong = kanalen.meldingen.get(block) or kanalen.meldingen.get("")
        if wrong:
            notices.append(Notice("kanaal_start_bestand", {"naam": name, "melding": wrong}))
    keys: Keys | None = None
    slack: SlackSettings | None = None
    teams: TeamsSettings | None = None
    if kanalen.slack.aan:
        problem, keys = _keys(SLACK, get)
        problem, slack = (problem, None) if problem else _slack(kanalen, get)
        notices += [problem] if problem else []
    elif get(BOT_TOKENS) and not notices:
        notices.append(_notice("kanaal_start_staat_uit", SLACK, BOT_TOKENS))
    if kanalen.teams.aan:
        problem, keys = _keys(TEAMS, get)
        problem, teams = (problem, None) if problem else _teams(kanalen, get)
        notices += [problem] if problem else []
    elif get(TEAMS_SECRET) and not kanalen.meldingen:
        notices.append(_notice("kanaal_start_staat_uit", TEAMS, TEAMS_SECRET))
    return ChannelSettings(slack, teams, keys, tuple(notices))


def _notice(key: str, naam: str, onderdeel: str, **values: str) -> Notice:
    return Notice(key, {"naam": naam, "onderdeel": onderdeel, "link": GUIDES[naam], **values})


def _missing(naam: str, onderdeel: str) -> Notice:
    return _notice("kanaal_start_ontbreekt", naam, onderdeel)


def _wrong(naam: str, onderdeel: str, form: str) -> Notice:
    # The form is a text of its own; whoever shows the notice fills it in.
    return _notice("kanaal_start_verkeerd", naam, onderdeel, uitleg=form)


def _keys(naam: str, get: Get) -> tuple[Notice | None, Keys | None]:
    current, previous = get(KEY), get(PREVIOUS_KEY)
    if not current:
        return _missing(naam, KEY), None
    for variable, value in ((KEY, current), (PREVIOUS_KEY, previous)):
        if value and len(value) < MIN_KEY:
            return _wrong(naam, variable, "kanaal_vorm_sleutel"), None
    return None, Keys(current.encode(), previous.encode() if previous else None)


def _slack(kanalen: Kanalen, get: Get) -> tuple[Notice | None, SlackSettings | None]:
    tokens, app_token, secret = get(BOT_TOKENS), get(APP_TOKEN), get(SIGNING_SECRET)
    if not tokens:
        return _missing(SLACK, BOT_TOKENS), None
    bots = tuple(part.strip() for part in tokens.split(",") if part.strip())
    if not bots or not all(bot.startswith("xoxb-") for bot in bots):
        return _wrong(SLACK, BOT_TOKENS, "kanaal_vorm_bot_token"), None
    if kanalen.slack.manier == "http":
        if not secret:
            return _missing(SLACK, SIGNING_SECRET), None
        return None, SlackSettings(bots, None, secret, kanalen.slack.bewaart)
    if not app_token:
        return _missing(SLACK, APP_TOKEN), None
    if not app_token.startswith("xapp-"):
        return _wrong(SLACK, APP_TOKEN, "kanaal_vorm_app_token"), None
    return None, SlackSettings(bots, app_token, None, kanalen.slack.bewaart)


def _teams(kanalen: Kanalen, get: Get) -> tuple[Notice | None, TeamsSettings | None]:
    block, secret = kanalen.teams, get(TEAMS_SECRET)
    for field_name, value in (("tenant", block.tenant), ("app", block.app)):
        if not value:
            return _missing(TEAMS, f"teams: {field_name}"), None
        if not is_guid(value):
            return _wrong(TEAMS, f"teams: {field_name}", "kanaal_vorm_code"), None
    if not secret:
        return _missing(TEAMS, TEAMS_SECRET), None
    if not block.service_urls:
        return _missing(TEAMS, "teams: service_urls"), None
    if not all(_SERVICE_URL.fullmatch(url) for url in block.service_urls):
        return _wrong(TEAMS, "teams: service_urls", "kanaal_vorm_adres"), None
    assert block.tenant is not None
    assert block.app is not None
    return None, TeamsSettings(block.tenant.lower(), block.app.lower(), secret, block.service_urls, block.bewaart)


def is_guid(value: str | None) -> bool:
    """Whether this is an id of Microsoft Entra."""
    return bool(value and _GUID.fullmatch(value))


def is_public_address(address: str | None) -> bool:
    """Whether an address can stand in a manifest: https, and nothing odd in it."""
    return bool(address and _PUBLIC.fullmatch(address))
