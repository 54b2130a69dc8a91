"""Asks the redaction process, with a deadline. Layer: gateway."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_project.errors import RedactionError

logger = logging.getLogger(__name__)

BASE_TIMEOUT = 0.2
"""Seconds a short message may take; it needs about 10 ms."""
PER_CHARACTER = 0.0004
"""Seconds more for every code point above `SHORT`."""
SHORT = 500
START_TIMEOUT = 90.0
_LINE_LIMIT = 4_000_000
_COMMAND = (sys.executable, "-m", "rasa_project.gateway.redaction_process")


@dataclass(frozen=True)
class Clean:
    """A message without personal data, and what is known about it.

    Attributes:
        text: what may go on.
        kinds: labels of what was removed.
        herleidbaar: small facts together may still point to one person.
        geheugen: state of the memory of this conversation, hashes only.
        gemeente: the municipality that was meant, or None.
        kandidaten: municipalities it can be, when it is not sure.
    """

    text: str
    kinds: tuple[str, ...]
    herleidbaar: bool
    geheugen: dict[str, Any]
    gemeente: str | None
    kandidaten: tuple[str, ...]


class RedactionClient:
    """One redaction process, started again when it dies, killed when it hangs."""

    def __init__(self, command: Sequence[str] = _COMMAND, base_timeout: float = BASE_TIMEOUT) -> None:
        self._command = tuple(command)
        self._base_timeout = base_timeout
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._worker = 0
        self._ready = asyncio.Event()
        self._one = asyncio.Lock()
        self._answer: asyncio.Future[dict[str, Any]] | None = None
        self._number = 0
        self._closing = False

    @property
    def healthy(self) -> bool:
        """Whether a message would be redacted now."""
        return self._ready.is_set()

    async def start(self) -> None:
        """Starts the process; it is ready a moment later, see `wait_ready`."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LINE_LIMIT
        )
        self._reader = asyncio.create_task(self._read(self._process))

    async def wait_ready(self, timeout: float = START_TIMEOUT) -> None:
        """Waits until it can answer; raises `asyncio.TimeoutError`."""
        await asyncio.wait_for(self._ready.wait(), timeout)

    async def stop(self) -> None:
        """Ends the process and its copy."""
        self._closing = True
        self._ready.clear()
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        if self._reader:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def redact(self, text: str, geheugen: Mapping[str, Any], key: bytes) -> Clean:
        """Takes personal data out of a message.

        Raises:
            RedactionError: it failed, took too long or is not there. The text must go no further.
        """
        async with self._one:
            if not self._ready.is_set():
                # A copy that was killed is back within a moment; a process that died takes longer.
                try:
                    await asyncio.wait_for(self._ready.wait(), 1.0)
                except asyncio.TimeoutError:
                    raise RedactionError("redaction is not running") from None
            reply = await self._ask({"text": text, "geheugen": dict(geheugen), "sleutel": key.hex()}, len(text))
        if "fout" in reply:
            raise RedactionError(f"redaction failed: {reply['fout']}")
        return Clean(
            text=reply["text"],
            kinds=tuple(reply["kinds"]),
            herleidbaar=reply["herleidbaar"],
            geheugen=reply["geheugen"],
            gemeente=reply["gemeente"],
            kandidaten=tuple(reply["kandidaten"]),
        )

    async def _ask(self, request: dict[str, Any], length: int) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        self._number += 1
        self._answer = asyncio.get_running_loop().create_future()
        timeout = self._base_timeout + max(0, length - SHORT) * PER_CHARACTER
        try:
            self._process.stdin.write(json.dumps({"nr": self._number, **request}).encode() + b"\n")
            await self._process.stdin.drain()
            return await asyncio.wait_for(self._answer, timeout)
        except asyncio.TimeoutError:
            self._kill_copy()
            raise RedactionError("redaction took too long") from None
        except (OSError, ConnectionError):
            raise RedactionError("redaction stopped") from None
        finally:
            self._answer = None

    def _kill_copy(self) -> None:
        logger.error("redaction took too long; its process is replaced")
        self._ready.clear()
        if self._worker:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._worker, signal.SIGKILL)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            reply = json.loads(line)
            if "hallo" in reply:
                self._worker = reply["hallo"]
                if self._answer and not self._answer.done():
                    self._answer.set_result({"fout": "WorkerDied"})
                self._ready.set()
            elif self._answer and not self._answer.done() and reply.get("nr") == self._number:
                self._answer.set_result(reply)
        self._ready.clear()
        if self._answer and not self._answer.done():
            self._answer.set_result({"fout": "ProcessDied"})
        if not self._closing:
            await process.wait()
            logger.error("redaction process stopped with code %s; starting it again", process.returncode)
            await asyncio.sleep(1.0)
            await self.start()
