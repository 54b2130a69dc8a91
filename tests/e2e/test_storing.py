"""When a process is gone or hangs: never silent, danger first, and back by itself."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable

from e2e.assistant import Assistant, text_of

MES = "hij staat nu met een mes op het schoolplein"
BACK = 90.0


def wait_for(what: Callable[[], object], seconds: float = BACK) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.25)


def healthy(assistant: Assistant) -> bool:
    return assistant.request("/gezondheid")[0] == 200


def test_rasa_dies_and_comes_back(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    assert talk.say("een leerling trekt zich terug")
    erased = assistant.talk()
    os.kill(assistant.pids()["rasa"], signal.SIGKILL)
    began = time.monotonic()
    danger = talk.say(MES)
    assert danger[0]["text"].startswith("Bel nu 112")
    other = text_of(talk.say("wie kan ik hierover spreken"))
    assert time.monotonic() - began < 3
    assert "112" in other
    assert "088 20 80 080" in other
    assert erased.post({"tekst": "wis alles"})[1]["gewist"] is True
    wait_for(lambda: not healthy(assistant), 3)
    wait_for(lambda: healthy(assistant))
    assert "onverwacht gestopt" in assistant.said()
    assert "088 20 80 080" not in text_of(talk.say("een leerling trekt zich terug"))


def test_rasa_hangs(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    rasa = assistant.pids()["rasa"]
    os.kill(rasa, signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert talk.say(MES)[0]["text"].startswith("Bel nu 112")
        assert time.monotonic() - began < 10
    finally:
        os.kill(rasa, signal.SIGCONT)
    wait_for(lambda: healthy(assistant))
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def test_actions_die(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    os.kill(assistant.pids()["acties"], signal.SIGKILL)
    assert "112" in talk.say(MES)[0]["text"]
    time.sleep(1.0)
    assert "112" in text_of(talk.say("wie kan ik bellen"))
    wait_for(lambda: healthy(assistant))
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def test_redaction_dies(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    children = _children(assistant.pids()["gateway"])
    assert children
    for child in children:
        os.kill(child, signal.SIGKILL)
    status, body = talk.post({"tekst": MES})
    assert status in (200, 503)
    assert "112" in body["berichten"][0]["text"][:40]
    time.sleep(1.0)
    wait_for(lambda: healthy(assistant))
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def test_gateway_dies_and_conversations_go_on(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    talk.say("een leerling trekt zich terug")
    os.kill(assistant.pids()["gateway"], signal.SIGKILL)

    def back() -> bool:
        try:
            return healthy(assistant)
        except OSError:
            return False

    time.sleep(0.5)
    wait_for(back)
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def test_locked_database_is_said_and_passes(assistant: Assistant) -> None:
    wait_for(lambda: healthy(assistant))
    talk = assistant.talk()
    lock = sqlite3.connect(assistant.var / "samenduiden.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        status, body = talk.post({"tekst": MES})
        assert "112" in text_of(body["berichten"])
        assert status in (200, 503)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    wait_for(lambda: healthy(assistant))
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as file:
        return [int(child) for child in file.read().split()]
