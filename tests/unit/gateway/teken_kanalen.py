"""Draws the pictures of `docs/slack.md` and `docs/teams.md`.

    .venv/gateway/bin/python tests/unit/gateway/teken_kanalen.py

Plays a conversation through both channels of the gateway, with the consultation's own answers; only what Rasa
understands is filled in by hand. The blocks and cards are drawn as they were sent, in plain HTML: no picture of Slack
or Teams themselves, but of what they are asked to show.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from aiohttp import web  # noqa: E402
from aiohttp.test_utils import TestClient, TestServer  # noqa: E402
from playwright.async_api import async_playwright  # noqa: E402
from unit.gateway import test_slack, test_teams  # noqa: E402
from unit.gateway.conftest import real_texts, running_world  # noqa: E402
from unit.gateway.slack_world import FakeSlack, direct, form, press  # noqa: E402
from unit.gateway.teams_world import FakeMicrosoft, SignedIn  # noqa: E402

from rasa_project.consultation.beurt import Beurt, Signaal  # noqa: E402
from rasa_project.consultation.casus import Casus  # noqa: E402
from rasa_project.consultation.gesprek import take_turn  # noqa: E402
from rasa_project.consultation.openingstijden import AMSTERDAM  # noqa: E402
from rasa_project.gateway.kanalen.seen import Seen  # noqa: E402
from rasa_project.knowledge.repository import Kennis, load_kennis  # noqa: E402
from rasa_project.launcher.browser import browser_environment, ensure_browser  # noqa: E402

STORY = "Quirinia van 15 trekt zich terug en zit de hele nacht online."
UNDERSTOOD = (("trekt zich terug", "gedrag"), ("zit de hele nacht online", "online"))
SATURDAY = datetime(2026, 11, 21, 22, 15, tzinfo=AMSTERDAM)


class Consultation:
    """Answers as the actions do, for one conversation."""

    def __init__(self, kennis: Kennis) -> None:
        self._kennis = kennis
        self._casus = Casus()

    def __call__(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """What Rasa's `rest` channel would give."""
        text = body["message"]
        if text.startswith("/"):
            beurt = Beurt("", (text[1:].split("{")[0],), SATURDAY)
        else:
            found = [(text.index(words), words, domein) for words, domein in UNDERSTOOD]
            signals = tuple(Signaal(at, at + len(words), domein, "aanwezig") for at, words, domein in found)
            beurt = Beurt(text, ("casus_beschrijven",), SATURDAY, signalen=signals)
        outcome = take_turn(self._casus, beurt, self._kennis)
        self._casus = outcome.casus
        return [self._bubble(bericht) for bericht in outcome.berichten]

    def _bubble(self, bericht: Any) -> dict[str, Any]:
        text = self._kennis.teksten[bericht.sleutel]
        buttons = [*text.knoppen, *bericht.knoppen]
        return {
            "text": self._kennis.zin(bericht.sleutel, **bericht.waarden),
            "buttons": [{"title": knop.titel, "payload": knop.keuze} for knop in buttons],
        }


STYLE = """
body{margin:0;padding:24px;background:%s;font:15px/1.45 "DejaVu Sans",sans-serif;color:#1d1c1d;width:720px}
.rij{display:flex;gap:10px;margin:14px 0}.rij.ik{%s}
.wie{font-weight:bold;font-size:13px}.foto{flex:none;width:34px;height:34px;border-radius:6px;background:#1f3a5f;
color:#fff;text-align:center;line-height:34px;font-weight:bold}.ik .foto{background:#8a8a8a}
.tekst{white-space:pre-wrap}.blok{margin:6px 0}.knoppen{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.knop{border:1px solid #b8b8b8;border-radius:4px;padding:6px 12px;font-weight:bold;font-size:13px;background:#fff}
.klein{color:#616061;font-size:13px}a{color:#1264a3}
.bel{%s}.kaart{border:1px solid #d1d1d1;border-radius:6px;padding:12px;background:#fff;margin-top:6px}
.naam{color:#616061;font-size:12px;margin-top:18px}
"""
SLACK_STYLE = STYLE % ("#fff", "", "")
TEAMS_STYLE = STYLE % ("#f5f5f5", "flex-direction:row-reverse", "background:#fff;border-radius:6px;padding:10px 14px")


def slack_message(message: dict[str, Any]) -> str:
    """Block Kit as HTML."""
    made = []
    for block in message["blocks"]:
        if block["type"] == "rich_text":
            words = "".join(
                f"<a>{html.escape(one['url'])}</a>" if one["type"] == "link" else html.escape(one["text"])
                for part in block["elements"]
                for one in part["elements"]
            )
            made.append(f'<div class="blok tekst">{words}</div>')
        elif block["type"] == "actions":
            made.append(buttons(one["text"]["text"] for one in block["elements"]))
        else:
            made.append(f'<div class="blok klein">{html.escape(block["elements"][0]["text"])}</div>')
    return "".join(made)


def teams_message(activity: dict[str, Any]) -> str:
    """An activity as HTML: its words, or its card."""
    if not activity.get("attachments"):
        return f'<div class="tekst">{activity["text"]}</div>'
    made = []
    for block in activity["attachments"][0]["content"]["body"]:
        if block["type"] == "RichTextBlock":
            made.append(f'<div class="blok">{"".join(html.escape(run["text"]) for run in block["inlines"])}</div>')
        elif block["type"] == "ActionSet":
            made.append(buttons(one["title"] for one in block["actions"]))
        else:
            words = re.sub(r"\\(.)", r"\1", block["text"])
            made.append(f'<div class="blok klein">{html.escape(words)}</div>')
    return f'<div class="kaart">{"".join(made)}</div>'


def buttons(titles: Any) -> str:
    return (
        '<div class="knoppen">' + "".join(f'<span class="knop">{html.escape(one)}</span>' for one in titles) + "</div>"
    )


def row(who: str, content: str, me: bool = False) -> str:
    initial = "J" if me else "S"
    return (
        f'<div class="rij{" ik" if me else ""}"><div class="foto">{initial}</div>'
        f'<div class="bel"><div class="wie">{who}</div>{content}</div></div>'
    )


@contextlib.asynccontextmanager
async def door(naam: str) -> AsyncIterator[Any]:
    """A gateway with one channel, and the platform behind it."""
    texts = real_texts()
    with tempfile.TemporaryDirectory() as folder:
        async with running_world(Path(folder), texts) as world:
            world.rasa.answer = Consultation(load_kennis(ROOT, productie=False))
            await Seen(world.database).start()
            platform: Any = FakeSlack() if naam == "slack" else FakeMicrosoft()
            await platform.start()
            if naam == "slack":
                channel: Any = test_slack.make_channel(world, texts, platform, [])
            else:
                channel = test_teams.make_channel(world, texts, platform, [], SignedIn())
            app = web.Application()
            app.add_routes(channel.routes())
            async with TestClient(TestServer(app)) as client:
                await channel.start()
                while channel.state != "goed":
                    await asyncio.sleep(0.05)
                module: Any = test_slack if naam == "slack" else test_teams
                yield module.Door(world, platform, channel, client)
            await channel.stop()
            await platform.stop()


async def slack_rows() -> list[str]:
    """A story, a choice on its card, and the answer to that."""
    async with door("slack") as at:
        await at.post(direct(STORY))
        await at.slack.until(
            lambda: test_slack.buttons(at.slack.of("chat.postMessage")[-1:][0]) if at.slack.said else 0
        )
        first = at.slack.of("chat.postMessage")
        chosen = test_slack.buttons(first[-1])[1]
        await at.form(form(press(chosen["value"], first[-1]["blocks"], text=chosen["text"])))
        answers = (await at.slack.wait(len(first) + 1, "chat.postMessage"))[len(first) :]
        [changed] = await at.slack.wait(1, "chat.update")
        return [mine(), *(row("Samenduiden", slack_message(one)) for one in [*first[:-1], changed, *answers])]


async def teams_rows() -> list[str]:
    """The same in Teams."""
    async with door("teams") as at:
        await at.say(STORY)
        first = await at.settled()
        data = test_teams.actions(first[-1])[0]["data"]
        await at.say(None, "2", value=data, replyToId="kaart")
        await at.settled()
        answers = at.teams.of("POST")[len(first) :]
        [changed] = at.teams.of("PUT")
        return [mine(), *(row("Samenduiden", teams_message(one)) for one in [*first[:-1], changed, *answers])]


def mine() -> str:
    return row("Jij", f'<div class="tekst">{html.escape(STORY)}</div>', me=True)


async def draw(style: str, rows: list[str], name: str, browser: str) -> None:
    page_html = f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(rows)}"
    async with async_playwright() as play:
        running = await play.chromium.launch(
            executable_path=browser, args=["--no-sandbox"], env={**browser_environment(browser)} or None
        )
        page = await running.new_page(viewport={"width": 768, "height": 200}, device_scale_factor=1.5)
        await page.set_content(page_html)
        await page.screenshot(path=ROOT / "docs" / "beelden" / name, full_page=True)
        await running.close()


async def main() -> None:
    """Makes both pictures."""
    browser = ensure_browser()
    assert browser is not None
    (ROOT / "docs" / "beelden").mkdir(exist_ok=True)
    await draw(SLACK_STYLE, await slack_rows(), "slack.png", browser)
    await draw(TEAMS_STYLE, await teams_rows(), "teams.png", browser)


if __name__ == "__main__":
    asyncio.run(main())
