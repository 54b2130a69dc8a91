"""Draws the pictures of `docs/slack.md` and `docs/teams.md` from a real conversation.

    .venv/gateway/bin/python tests/e2e/teken_kanalen.py

Starts the assistant, talks through both doors, and draws the blocks and cards as they were sent, in plain HTML. It is
no picture of Slack or Teams themselves, but of what they are asked to show.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from e2e.assistant import running_assistant  # noqa: E402
from e2e.kanalen_deuren import Doors, open_doors  # noqa: E402
from playwright.async_api import async_playwright  # noqa: E402
from unit.gateway.slack_world import form, press  # noqa: E402

from rasa_project.launcher.browser import browser_environment, ensure_browser  # noqa: E402
from rasa_project.launcher.ports import free_ports  # noqa: E402

STORY = "Een leerling van 15 trekt zich terug en zit de hele nacht online. Zijn mentor Youssra maakt zich zorgen."
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


async def slack_rows(doors: Doors) -> list[str]:
    """A story, a choice on the last card, and the answer to it."""
    rows = [row("Jij", f'<div class="tekst">{html.escape(STORY)}</div>', me=True)]
    first = await doors.slack_says(STORY, wanted="actions")
    card = first[-1]
    value = next(one for block in card["blocks"] if block["type"] == "actions" for one in block["elements"])
    sent = len(doors.slack.of("chat.postMessage"))
    pressed = press(value["value"], card["blocks"], "900.000001", text=value["text"])
    await doors.slack_post(form(pressed), "application/x-www-form-urlencoded")
    changed = (await doors.slack.wait(1, "chat.update"))[0]
    answers = (await doors.slack.wait(sent + 1, "chat.postMessage"))[sent:]
    rows += [row("Samenduiden", slack_message(one)) for one in [*first[:-1], changed, *answers]]
    return rows


async def teams_rows(doors: Doors) -> list[str]:
    """The same in Teams."""
    rows = [row("Jij", f'<div class="tekst">{html.escape(STORY)}</div>', me=True)]
    first = await doors.teams_says(STORY, "Action.Submit")
    data = next(
        one["data"] for block in first[-1]["attachments"][0]["content"]["body"] for one in block.get("actions", [])
    )
    answers = await doors.teams_says(None, value=data, replyToId=f"uit{len(doors.teams.calls)}")
    changed = (await doors.teams.wait(1, "PUT"))[0]
    rows += [row("Samenduiden", teams_message(one)) for one in [*first[:-1], changed, *answers]]
    return rows


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
    with tempfile.TemporaryDirectory() as folder, running_assistant(Path(folder)) as assistant:
        async with open_doors(assistant, free_ports().gateway) as doors:
            slack, teams = await slack_rows(doors), await teams_rows(doors)
    await draw(SLACK_STYLE, slack, "slack.png", browser)
    await draw(TEAMS_STYLE, teams, "teams.png", browser)


if __name__ == "__main__":
    asyncio.run(main())
