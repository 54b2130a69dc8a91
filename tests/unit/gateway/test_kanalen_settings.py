"""Which channels run, and what is said about the ones that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rasa_project.gateway.kanalen.settings import (
    APP_TOKEN,
    BOT_TOKENS,
    KEY,
    PREVIOUS_KEY,
    SIGNING_SECRET,
    TEAMS_SECRET,
    ChannelSettings,
    read_channels,
)
from rasa_project.knowledge.kanalen import load_kanalen

GUID = "11111111-2222-3333-4444-555555555555"
SECRETS = {
    KEY: "k" * 32,
    BOT_TOKENS: "xoxb-1, xoxb-2",
    APP_TOKEN: "xapp-1",
    SIGNING_SECRET: "s",
    TEAMS_SECRET: "geheim",
}
SLACK = "slack:\n  aan: true\n"
TEAMS = f'teams:\n  aan: true\n  tenant: "{GUID}"\n  app: "{GUID.upper()}"\n  service_urls: ["https://smba.example/emea/"]\n'


def read(tmp_path: Path, file: str | None, env: dict[str, str]) -> ChannelSettings:
    if file is not None:
        (tmp_path / "data" / "organisatie").mkdir(parents=True)
        (tmp_path / "data" / "organisatie" / "kanalen.yml").write_text(file, encoding="utf-8")
    return read_channels(load_kanalen(tmp_path), env)


def test_both_on(tmp_path: Path) -> None:
    found = read(tmp_path, SLACK + TEAMS, SECRETS)
    assert found.notices == ()
    assert found.slack is not None
    assert found.slack.bot_tokens == ("xoxb-1", "xoxb-2")
    assert (found.slack.app_token, found.slack.signing_secret) == ("xapp-1", None)
    assert found.teams is not None
    assert (found.teams.tenant, found.teams.app) == (GUID, GUID)
    assert found.keys is not None
    assert found.keys.current == b"k" * 32


def test_http_wants_a_signing_secret_and_no_app_token(tmp_path: Path) -> None:
    env = {name: value for name, value in SECRETS.items() if name != APP_TOKEN}
    found = read(tmp_path, SLACK + "  manier: http\n", env)
    assert found.slack is not None
    assert found.slack.signing_secret == "s"


@pytest.mark.parametrize(("file", "env"), [(None, {}), ("slack:\n  aan: false\n", {}), ("{}\n", {KEY: ""})])
def test_off_is_silent(tmp_path: Path, file: str | None, env: dict[str, str]) -> None:
    found = read(tmp_path, file, env)
    assert (found.slack, found.teams, found.notices) == (None, None, ())


@pytest.mark.parametrize(
    ("file", "change", "naam", "onderdeel"),
    [
        (SLACK + TEAMS, {BOT_TOKENS: ""}, "Slack", BOT_TOKENS),
        (SLACK + TEAMS, {BOT_TOKENS: "xoxp-1"}, "Slack", BOT_TOKENS),
        (SLACK + TEAMS, {BOT_TOKENS: ", ,"}, "Slack", BOT_TOKENS),
        (SLACK + TEAMS, {APP_TOKEN: ""}, "Slack", APP_TOKEN),
        (SLACK + TEAMS, {APP_TOKEN: "xoxb-1"}, "Slack", APP_TOKEN),
        (SLACK + "  manier: http\n" + TEAMS, {SIGNING_SECRET: " "}, "Slack", SIGNING_SECRET),
        (SLACK + TEAMS, {TEAMS_SECRET: ""}, "Teams", TEAMS_SECRET),
        (SLACK + TEAMS.replace(f'tenant: "{GUID}"', "tenant: ~"), {}, "Teams", "teams: tenant"),
        (SLACK + TEAMS.replace(f'tenant: "{GUID}"', 'tenant: "school.example"'), {}, "Teams", "teams: tenant"),
        (SLACK + TEAMS.replace("https://smba", "http://smba"), {}, "Teams", "teams: service_urls"),
        (SLACK + TEAMS.replace("emea/", "emea"), {}, "Teams", "teams: service_urls"),
        (SLACK + TEAMS.replace('"https://smba.example/emea/"', ""), {}, "Teams", "teams: service_urls"),
    ],
)
def test_half_a_setting_leaves_the_other_channel_on(
    tmp_path: Path, texts: Any, file: str, change: dict[str, str], naam: str, onderdeel: str
) -> None:
    found = read(tmp_path, file, SECRETS | change)
    on, off = (found.teams, found.slack) if naam == "Slack" else (found.slack, found.teams)
    assert on is not None
    assert off is None
    [notice] = found.notices
    assert (notice.values["naam"], notice.values["onderdeel"]) == (naam, onderdeel)
    assert "xox" not in str(notice.values)


@pytest.mark.parametrize("change", [{KEY: ""}, {KEY: "kort"}, {PREVIOUS_KEY: "kort"}])
def test_without_a_good_key_no_channel_runs(tmp_path: Path, change: dict[str, str]) -> None:
    found = read(tmp_path, SLACK + TEAMS, SECRETS | change)
    assert (found.slack, found.teams) == (None, None)
    assert [notice.values["naam"] for notice in found.notices] == ["Slack", "Teams"]


def test_secrets_without_the_switch_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "slack:\n  aan: false\n", SECRETS)
    assert [notice.key for notice in found.notices] == ["kanaal_start_staat_uit"] * 2


def test_a_mistake_in_one_block_leaves_the_other_on(tmp_path: Path) -> None:
    found = read(tmp_path, "slack:\n  aan: ja\n" + TEAMS, SECRETS)
    assert found.slack is None
    assert found.teams is not None
    [notice] = found.notices
    assert "kanalen.yml, regel 2" in notice.values["melding"]


@pytest.mark.parametrize("file", ["slack: [\n", "- slack\n", "slack:\n\taan: true\n"])
def test_a_broken_file_leaves_both_off(tmp_path: Path, file: str) -> None:
    found = read(tmp_path, file, SECRETS)
    assert (found.slack, found.teams) == (None, None)
    assert [notice.values["naam"] for notice in found.notices] == ["Slack", "Teams"]
