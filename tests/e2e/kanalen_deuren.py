"""The doors of Slack and Teams of a real gateway, beside a running assistant."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from e2e.assistant import ROOT, Assistant
from unit.gateway.slack_world import DM, USER, FakeSlack, direct, signed
from unit.gateway.teams_world import TENANT, FakeMicrosoft, claims, message, token
from unit.gateway.teams_world import USER as TEAMS_USER

SLACK_PATH, TEAMS_PATH = "/slack/gebeurtenissen", "/teams/berichten"
START_LIMIT = 300
"""Seconds; the redaction of this gateway loads too, on a machine that may be busy."""


class Doors:
    """The running gateway and the two platforms."""

    def __init__(
        self, url: str, var: Path, slack: FakeSlack, teams: FakeMicrosoft, http: aiohttp.ClientSession
    ) -> None:
        self.url, self.var, self.slack, self.teams, self.http = url, var, slack, teams, http
        self.number = 0

    async def slack_post(self, body: str, kind: str = "application/json") -> int:
        headers = {"Content-Type": kind, **signed(body)}
        async with self.http.post(self.url + SLACK_PATH, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    async def slack_says(self, text: str, user: str = USER, wanted: str = "") -> list[dict[str, Any]]:
        """One direct message; gives what came back in that conversation, once the wanted words are in it."""
        self.number += 1
        channel = f"{DM}{user}"

        def heard() -> list[dict[str, Any]]:
            return [one for one in self.slack.said if one["channel"] == channel]

        before = len(heard())
        await self.slack_post(json.dumps(direct(text, str(self.number), user=user, channel=channel)))
        await self.slack.until(lambda: _has(heard()[before:], wanted))
        return heard()[before:]

    async def teams_post(self, body: dict[str, Any], bearer: str | None = None) -> int:
        bearer = token(claims(self.teams.service_url)) if bearer is None else bearer
        headers = {"Authorization": f"Bearer {bearer}"}
        async with self.http.post(self.url + TEAMS_PATH, json=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    async def teams_says(
        self, text: Any, wanted: str = "", user: str = TEAMS_USER, **fields: Any
    ) -> list[dict[str, Any]]:
        """One message; gives what came back in that conversation, once the wanted words are in it."""
        self.number += 1
        conversation = {"id": f"a:{user[3:]}", "conversationType": "personal", "tenantId": TENANT}
        whole = {"from": {"id": user, "name": "Geheim Mens"}, "conversation": conversation, **fields}

        def heard() -> list[dict[str, Any]]:
            return [one for one in self.teams.of("POST") if one["conversation"]["id"] == conversation["id"]]

        before = len(heard())
        assert await self.teams_post(message(self.teams.service_url, text, str(self.number), **whole)) == 202
        await self.teams.until(lambda: _has(heard()[before:], wanted))
        return heard()[before:]

    async def healthy(self) -> bool:
        try:
            async with self.http.get(self.url + "/gezondheid") as answer:
                body = await answer.json()
        except aiohttp.ClientError:
            return False
        return body["status"] == "goed" and set(body["kanalen"].values()) == {"goed"}


@contextlib.asynccontextmanager
async def open_doors(assistant: Assistant, port: int, service_url: str | None = None) -> AsyncIterator[Doors]:
    """A second gateway beside the one of the assistant: same Rasa, same store, channels on the loopback.

    Args:
        service_url: another place for answers in Teams than the connector of `FakeMicrosoft`.
    """
    slack, teams = FakeSlack(), FakeMicrosoft()
    await slack.start()
    await teams.start()
    ports = assistant.ports()
    ends = {"slack": slack.url, "metadata": teams.url("/openid"), "service_url": service_url or teams.service_url}
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "SAMENDUIDEN_VAR": str(assistant.var),
        "SAMENDUIDEN_RASA_URL": f"http://127.0.0.1:{ports['rasa']}",
        "SAMENDUIDEN_ACTIES_URL": f"http://127.0.0.1:{ports['acties']}",
        "SAMENDUIDEN_GATEWAY_PORT": str(port),
        "PYTHONPATH": str(ROOT),
    }
    log = assistant.var / "logs" / "kanalen.log"
    with log.open("ab") as stream:
        script = str(Path(__file__).with_name("kanalen_gateway.py"))
        process = subprocess.Popen(
            [sys.executable, script, json.dumps(ends)],
            env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT,
        )  # fmt: skip
    async with aiohttp.ClientSession() as http:
        made = Doors(f"http://127.0.0.1:{port}", assistant.var, slack, teams, http)
        for _ in range(START_LIMIT * 5):
            if await made.healthy():
                break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            await asyncio.sleep(0.2)
        else:
            raise AssertionError(log.read_text(encoding="utf-8"))
        yield made
    process.terminate()
    process.wait(20)
    await slack.stop()
    await teams.stop()


def _has(sent: list[dict[str, Any]], wanted: str) -> bool:
    return bool(sent) and wanted in json.dumps(sent, ensure_ascii=False)
