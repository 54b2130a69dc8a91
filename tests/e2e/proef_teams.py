"""Shows the Teams door in Microsoft's Agents Playground, on this machine alone.

    .venv/gateway/bin/python tests/e2e/proef_teams.py

Starts the assistant, a gateway whose keys are test keys, a relay that signs what the Playground sends, and the
Playground itself. The Playground comes from npm under Microsoft's licence for evaluation: it is no part of this
project, and nothing here needs it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from aiohttp import web  # noqa: E402
from e2e.assistant import running_assistant  # noqa: E402
from e2e.kanalen_deuren import TEAMS_PATH, Doors, open_doors  # noqa: E402
from unit.gateway.teams_world import TENANT, claims, token  # noqa: E402

from rasa_project.launcher.ports import free_ports  # noqa: E402

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"


def signer(doors: Doors) -> Any:
    """Takes what the Playground sends and passes it on as Microsoft would: with a token, from our tenant."""

    async def relay(request: web.Request) -> web.Response:
        activity = await request.json()
        url = activity["serviceUrl"]
        activity["conversation"]["tenantId"] = TENANT
        activity["channelData"] = {**(activity.get("channelData") or {}), "tenant": {"id": TENANT}}
        headers = {"Authorization": f"Bearer {token(claims(url))}"}
        async with doors.http.post(doors.url + TEAMS_PATH, json=activity, headers=headers) as answer:
            return web.Response(status=answer.status, text=await answer.text())

    return relay


@contextlib.asynccontextmanager
async def playground() -> AsyncIterator[str]:
    """Everything up to the Playground; gives its address."""
    ports = free_ports()
    shown, relayed = ports.rasa, ports.acties
    connector = f"http://localhost:{shown}/_connector"
    with tempfile.TemporaryDirectory() as folder, running_assistant(Path(folder)) as assistant:
        async with open_doors(assistant, ports.gateway, f"{connector}/") as doors:
            app = web.Application()
            app.router.add_post("/api/messages", signer(doors))
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", relayed).start()
            command = ["npx", "--yes", "--ignore-scripts", PACKAGE, "start", "--disable-telemetry"]
            command += ["--port", str(shown), "--channel-id", "msteams", "--service-url", connector]
            command += ["--app-endpoint", f"http://127.0.0.1:{relayed}/api/messages"]
            process = subprocess.Popen(command, env={**os.environ, "BROWSER": "none"}, start_new_session=True)
            try:
                yield f"http://localhost:{shown}"
            finally:
                os.killpg(process.pid, 15)
                process.wait(20)
                await runner.cleanup()


async def main() -> None:
    """Runs until Ctrl-C."""
    async with playground() as address:
        print(f"Playground: {address}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
