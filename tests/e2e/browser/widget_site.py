"""The widget's files under the gateway's own headers, and a scripted gateway behind its API.

For states that a healthy assistant does not show on request: no connection, a session that is over, hostile text.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from playwright.sync_api import Page, Route

from rasa_project.gateway.pages import HEADERS, page_policy, picture, static_routes
from rasa_project.knowledge.repository import load_kennis
from rasa_project.knowledge.tekening import draw_svg

ROOT = Path(__file__).resolve().parents[3]
DIST = ROOT / "widget" / "dist"
TEKSTEN: dict[str, str] = json.loads((ROOT / "widget" / "src" / "teksten.json").read_text(encoding="utf-8"))

INTRANET = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>html{font-size:62.5%} body{font:1.6rem serif} p,button,textarea{color:#900;text-transform:uppercase}</style>
<script src="/widget.js" defer></script></head>
<body><main><h1>Nieuws</h1><p>De fietsenstalling is weer open.</p></main></body></html>"""

GREETING = [
    {"text": "Hoi, ik ben een computer. Is er nu gevaar? Bel 112."},
    {
        "text": "Noem geen namen. Vertel maar.",
        "buttons": [
            {"title": "Ik wil iets vertellen", "payload": "/casus_beschrijven"},
            {"title": "Wie kan ik bellen?", "payload": "/vraag_contact"},
        ],
    },
]
OPSLAG = "Na 24 uur is je gesprek gewist."
ERASED = {"gewist": True, "berichten": [{"text": "Dit gesprek is gewist."}]}
SAMENVATTING = {
    "titel": "Samenvatting voor overleg",
    "kop": "Niet gewogen.",
    "datum": "22-11-2026",
    "delen": [
        {"titel": "Wat de zorg tegenspreekt", "regels": [{"id": "b", "tekst": "komt nog op voetbal"}]},
        {"titel": "Online", "regels": [{"id": "o", "tekst": "zit in een gesloten groep"}]},
    ],
    "voet": "Wat dit betekent, bespreek je samen.",
}


KNOOP = [
    {
        "text": "Heb je dit samen met iemand anders gewogen?",
        "buttons": [
            {"title": "Ja", "payload": '/kies_antwoord{"antwoord":"ja"}'},
            {"title": "Terug", "payload": "/terug"},
        ],
    },
    {"custom": {"stroomschema": {"knoop": "n4_samen", "gelopen": ["start", "n0", "n4"]}}},
]
"""A question of the stroomschema, as the gateway sends it."""


class Script:
    """Answers the widget's requests and remembers them.

    Attributes:
        answers: by words or payload: a list of bubbles, `(status, body)`, or None for a connection that breaks.
        asked: path and body of every request, in order.
    """

    def __init__(self, page: Page) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.session: Any = (200, {"sessie": "geheim-teken", "berichten": GREETING, "opslag": OPSLAG})
        self.erase: Any = (200, ERASED)
        page.route("**/api/*", self._answer)

    def texts(self) -> list[str]:
        """Words and payloads that were sent."""
        return [body.get("tekst") or body.get("keuze") or "" for path, body in self.asked if path == "/api/bericht"]

    def _answer(self, route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        body = json.loads(route.request.post_data or "{}")
        self.asked.append((path, body))
        if path == "/api/sessie":
            found = self.session
        elif path == "/api/wis":
            found = self.erase
        else:
            words = body.get("tekst") or body.get("keuze")
            found = self.answers.get(words, [{"text": f"Antwoord op: {words}"}])
        if found is None:
            route.abort("connectionrefused")
            return
        status, answer = found if isinstance(found, tuple) else (200, {"berichten": found})
        route.fulfill(status=status, body=json.dumps(answer), content_type="application/json")


@contextmanager
def serve() -> Iterator[str]:
    """The address of a server with the built widget and a page of somebody else that embeds it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner, address = asyncio.run_coroutine_threadsafe(_start(), loop).result(20)
    try:
        yield address
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


async def _start() -> tuple[web.AppRunner, str]:
    async def intranet(request: web.Request) -> web.Response:
        # Somebody else's page with a policy as strict as ours: the widget must live with that.
        policy = {"Content-Security-Policy": page_policy(INTRANET.encode())}
        return web.Response(text=INTRANET, content_type="text/html", headers=policy)

    async def headers(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)

    app = web.Application()
    app.on_response_prepare.append(headers)
    drawing = picture(draw_svg(load_kennis(ROOT, productie=False)))
    app.add_routes([web.get("/intranet", intranet), web.get("/stroomschema.svg", drawing), *static_routes(DIST)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    return runner, f"http://127.0.0.1:{port}"


def say(page: Page, text: str) -> None:
    """Types words and sends them with Enter."""
    page.get_by_label("Je bericht").fill(text)
    page.get_by_label("Je bericht").press("Enter")
