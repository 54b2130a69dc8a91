"""A sign of life when an answer takes long. Layer: gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Answer = TypeVar("Answer")
Sign = TypeVar("Sign")

PATIENCE = 1.5
"""Seconds of silence before somebody may wonder whether the message came through."""


async def with_sign(
    work: Awaitable[Answer], sign: Callable[[], Awaitable[Sign]], patience: float = PATIENCE
) -> tuple[Answer, Sign | None]:
    """The answer, and what the sign of life gave when one was needed.

    Args:
        work: makes the answer; never raises.
        sign: gives the sign; called once, and only when the answer takes long.
        patience: seconds to wait first.
    """
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=patience)
    given = None if task.done() else await sign()
    return await task, given
