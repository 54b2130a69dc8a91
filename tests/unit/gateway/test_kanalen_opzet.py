"""The gateway with its channels: one that is wrong leaves the others alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from unit.gateway.slack_world import FakeSlack
from unit.gateway.teams_world import APP, TENANT, FakeMicrosoft, OneConnection, SignedIn

from rasa_project.gateway.app import text_keys
from rasa_project.gateway.kanalen.opzet import Channels, Noticeboard
from rasa_project.gateway.kanalen.settings import (
    ChannelSettings,
    Keys,
    Notice,
    SlackSettings,
    TeamsSettings,
)

World = Any
KEYS = Keys(b"a" * 32)


def make(world: World, texts: Any, board: Noticeboard, settings: ChannelSettings, **parts: Any) -> Channels:
    return Channels(settings, board, world.core, world.sessions, world.database, texts, parts)


async def test_both_channels_run_side_by_side(world: World, texts: Any, tmp_path: Path) -> None:
    slack, teams = FakeSlack(), FakeMicrosoft()
    await slack.start()
    await teams.start()
    settings = ChannelSettings(
        SlackSettings(("xoxb-fout",), "xapp-een", None),
        TeamsSettings(TENANT, APP, "geheim", (teams.service_url,)),
        KEYS,
        (),
    )
    board = Noticeboard(texts, tmp_path / "kanalen.txt")
    channels = make(
        world,
        texts,
        board,
        settings,
        slack={"client": AsyncWebClient(base_url=slack.url)},
        teams={"connections": OneConnection(SignedIn()), "metadata": teams.url("/openid")},
    )
    assert len(channels.routes()) == 1
    await channels.start()
    for channel in channels._channels:
        await (channel._task if channel.naam == "slack" else channel._start)  # type: ignore[attr-defined]
    assert channels.report() == {"slack": "uit", "teams": "goed"}
    lines = (tmp_path / "kanalen.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("Slack blijft uit") for line in lines)
    assert "Teams staat aan." in lines
    await channels.stop()
    await slack.stop()
    await teams.stop()


async def test_without_channels_nothing_is_made(world: World, texts: Any, tmp_path: Path) -> None:
    notice = Notice("kanaal_start_ontbreekt", {"naam": "Slack", "onderdeel": "X", "link": "docs/slack.md"})
    board = Noticeboard(texts, tmp_path / "kanalen.txt")
    channels = make(world, texts, board, ChannelSettings(None, None, None, (notice,)))
    await channels.start()
    assert (channels.routes(), channels.report()) == ([], {})
    assert (tmp_path / "kanalen.txt").read_text(encoding="utf-8").startswith("Slack blijft uit: X ontbreekt.")
    await channels.stop()


def test_a_notice_is_told_once_and_fills_in_the_form(texts: Any, tmp_path: Path) -> None:
    board = Noticeboard(texts, tmp_path / "kanalen.txt")
    values = {"naam": "Slack", "onderdeel": "TOKEN", "link": "docs/slack.md", "uitleg": "kanaal_vorm_bot_token"}
    for _ in range(2):
        board.tell(Notice("kanaal_start_verkeerd", values))
    [line] = (tmp_path / "kanalen.txt").read_text(encoding="utf-8").splitlines()
    assert "begint met xoxb-" in line


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(texts: Any, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("x", encoding="utf-8")
    Noticeboard(texts, tmp_path / "bezet" / "kanalen.txt").tell(Notice("kanaal_start_aan", {"naam": "Slack"}))


def test_every_text_the_channels_name_is_there(texts: Any) -> None:
    keys = [key for key in text_keys() if key.startswith("kanaal_")]
    assert len(keys) > 20
    texts.check(keys)
