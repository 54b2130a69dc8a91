"""Locks: one at a time, in order, without waiting for a clock."""

from __future__ import annotations

import asyncio
import time

import pytest

from rasa_project.errors import LockTimeoutError
from rasa_project.storage.locks import ConversationLockStore
from tests.tempo import limit


def test_one_at_a_time_in_order_of_arrival():
    async def run():
        store, order, inside = ConversationLockStore(), [], 0

        async def turn(number):
            nonlocal inside
            async with store.lock("s"):
                inside += 1
                assert inside == 1
                order.append(number)
                await asyncio.sleep(0.002)
                inside -= 1

        started = time.monotonic()
        await asyncio.gather(*(turn(n) for n in range(20)))
        return order, time.monotonic() - started, store.open_conversations

    order, took, left = asyncio.run(run())
    assert order == list(range(20))
    assert took < limit(0.5)  # Rasa's own store takes 19 s for this
    assert left == 0


def test_conversations_do_not_hinder_each_other():
    async def run():
        store = ConversationLockStore()
        async with store.lock("a"), store.lock("b"):
            return store.open_conversations

    assert asyncio.run(run()) == 2


def test_a_failing_or_cancelled_turn_gives_the_lock_back():
    async def run():
        store = ConversationLockStore()
        with pytest.raises(ValueError):
            async with store.lock("s"):
                raise ValueError

        async def forever():
            async with store.lock("s"):
                await asyncio.sleep(60)

        holder, waiter = asyncio.ensure_future(forever()), None
        await asyncio.sleep(0)
        waiter = asyncio.ensure_future(forever())
        await asyncio.sleep(0)
        waiter.cancel()
        holder.cancel()
        await asyncio.gather(holder, waiter, return_exceptions=True)
        async with store.lock("s", lock_lifetime=0.05):
            pass
        return store.open_conversations

    assert asyncio.run(run()) == 0


def test_waiting_ends_with_an_error():
    async def run():
        store = ConversationLockStore()
        async with store.lock("s"):
            with pytest.raises(LockTimeoutError):
                async with store.lock("s", lock_lifetime=0.02):
                    pass
        return store.open_conversations

    assert asyncio.run(run()) == 0
