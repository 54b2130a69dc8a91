"""A gateway with everything real but Rasa, the redaction process and the knowledge."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from ruamel.yaml import YAML

from rasa_project.consultation.acuut import AcuteResult
from rasa_project.errors import RedactionError
from rasa_project.gateway.core import Core
from rasa_project.gateway.database import Database
from rasa_project.gateway.erase import Eraser
from rasa_project.gateway.pages import middleware, static_routes
from rasa_project.gateway.rasa_client import RasaClient
from rasa_project.gateway.redaction_client import Clean
from rasa_project.gateway.sessions import Sessions
from rasa_project.gateway.texts import Texts
from rasa_project.gateway.web import Web

ROOT = Path(__file__).resolve().parents[3]
ORIGIN = "https://intranet.voorbeeld.example"
VALUES = {
    "telefoon_politie": "0900-8844",
    "telefoon_113": "0800-0113",
    "telefoon_lse": "088 20 80 080",
    "server": "de school",
}


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The real wording of the gateway."""
    return real_texts()


def real_texts() -> Texts:
    """The same outside a test."""
    found: dict[str, Any] = {}
    for name in ("afscherming", "kanalen"):
        data = YAML(typ="safe").load((ROOT / "data" / "teksten" / f"{name}.yml").read_text(encoding="utf-8"))
        found |= {key: SimpleNamespace(**text) for key, text in data["teksten"].items()}
    return Texts(SimpleNamespace(teksten=found), VALUES)


class FakeRedaction:
    """Takes the word Quirinia out; fails when told to."""

    healthy = True

    def __init__(self) -> None:
        self.fails = False

    async def redact(self, text: str, geheugen: dict[str, Any], key: bytes) -> Clean:
        if self.fails:
            raise RedactionError("redaction took too long")
        clean = re.sub("quirinia", "[NAAM-1]", text, flags=re.IGNORECASE)
        kinds = ("NAAM",) if clean != text else ()
        gemeente = "Ede" if "lunteren" in text.lower() else None
        return Clean(clean, kinds, False, {"keer": geheugen.get("keer", 0) + 1}, gemeente, ())


class FakeRasa:
    """A server that speaks like Rasa's `rest` channel and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Any = [{"recipient_id": "x", "text": "Vertel verder."}]
        self.status = 200
        self.delay = 0.0
        self.busy: dict[str, int] = {}
        self.most_busy = 0

    async def webhook(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body)
        sender = body["sender"]
        self.busy[sender] = self.busy.get(sender, 0) + 1
        self.most_busy = max(self.most_busy, self.busy[sender])
        await asyncio.sleep(self.delay)
        self.busy[sender] -= 1
        answer = self.answer(body) if callable(self.answer) else self.answer
        return web.json_response(answer, status=self.status)

    async def alive(self, request: web.Request) -> web.Response:
        return web.Response(text="ja")


class World(SimpleNamespace):
    """Everything a test may want to touch."""

    client: TestClient
    rasa: FakeRasa
    redaction: FakeRedaction
    database: Database
    core: Core
    sessions: Sessions
    path: Path

    async def session(self) -> str:
        answer = await self.client.post("/api/sessie", json={})
        assert answer.status == 200
        return (await answer.json())["sessie"]

    async def say(self, token: str, text: Any = None, **body: Any) -> tuple[int, dict[str, Any]]:
        fields = {"sessie": token, **({"tekst": text} if text is not None else {}), **body}
        answer = await self.client.post("/api/bericht", json=fields)
        return answer.status, await answer.json()


@pytest.fixture
async def world(tmp_path: Path, texts: Texts) -> AsyncIterator[World]:
    """A running gateway on a free port."""
    async with running_world(tmp_path, texts) as made:
        yield made


@contextlib.asynccontextmanager
async def running_world(tmp_path: Path, texts: Texts) -> AsyncIterator[World]:
    """The same outside a test."""
    rasa = FakeRasa()
    behind = web.Application()
    behind.router.add_post("/webhooks/rest/webhook", rasa.webhook)
    behind.router.add_get("/webhooks/rest/", rasa.alive)
    behind.router.add_get("/health", rasa.alive)
    server = TestServer(behind)
    await server.start_server()
    url = str(server.make_url("/")).rstrip("/")
    path = tmp_path / "samenduiden.db"
    database = Database(f"sqlite:///{path}")
    await database.start()
    sessions = Sessions(database, b"k" * 32)
    redaction = FakeRedaction()
    client = RasaClient(url, url, timeout=1.0)
    await client.start()
    core = Core(
        texts,
        sessions,
        Eraser(database),
        redaction,  # type: ignore[arg-type]
        client,
        lambda text: AcuteResult(acuut="mes" in text, modus="direct"),
        names=("Bergen (NH.)",),
    )
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "samenduiden.js").write_text("// widget", encoding="utf-8")
    (dist / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    app = web.Application(client_max_size=64 * 1024, middlewares=[middleware(core, frozenset({ORIGIN}))])
    app.add_routes(Web(core, sessions, lambda: "Na 24 uur weg.", behind_proxy=False).routes(test_door=True))
    app.add_routes(static_routes(dist))
    front = TestClient(TestServer(app))
    await front.start_server()
    yield World(
        client=front, rasa=rasa, redaction=redaction, database=database, core=core, sessions=sessions, path=path
    )
    await front.close()
    await client.stop()
    await database.stop()
    await server.close()
