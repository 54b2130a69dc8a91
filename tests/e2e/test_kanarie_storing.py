"""An invented person is typed while parts fail under it, and must be found nowhere afterwards.

Every process is killed halfway a message, hangs, or finds its database locked. Afterwards the database and its
journals, all logs, and the folders the processes work in are searched, dumps of memory included.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from e2e.assistant import ROOT, Assistant, running_assistant
from fictief import BERTRAM, YOUSSRA, Persoon

BACK = 120.0
KILLED = ("rasa", "acties", "gateway", "afscherming")


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with running_assistant(Path(tmp_path_factory.mktemp("kanarie storing"))) as running:
        yield running


def wait_until(what: Callable[[], object]) -> None:
    end = time.monotonic() + BACK
    while True:
        try:
            if what():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "took too long"
        time.sleep(0.25)


def sentences(person: Persoon) -> list[str]:
    low = person.voornaam.lower()
    return [
        f"het gaat om {person.naam}, bsn {person.bsn}, hij zit hele nachten online",
        f"{low} woont op {person.adres}, {person.postcode}, moeder is te bereiken op {person.telefoon}",
        f"{low} staat nu met een mes op het schoolplein",
    ]


@contextmanager
def typing(assistant: Assistant, person: Persoon) -> Iterator[None]:
    """Somebody goes on typing about a person for as long as this lasts; errors of the connection are part of it."""
    done = threading.Event()

    def go_on() -> None:
        while not done.is_set():
            try:
                talk = assistant.talk()
                for sentence in sentences(person):
                    talk.post({"tekst": sentence})
            except (OSError, AssertionError, ValueError, KeyError):
                done.wait(0.1)

    threads = [threading.Thread(target=go_on) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join(60)


def victims(assistant: Assistant, name: str) -> list[int]:
    """Process ids to kill; none while it is down."""
    running = assistant.pids()
    if name != "afscherming":
        return [running[name]] if name in running else []
    gateway = running["gateway"]
    with open(f"/proc/{gateway}/task/{gateway}/children", encoding="utf-8") as file:
        return [int(child) for child in file.read().split()]


def found_in(folders: list[Path], people: tuple[Persoon, ...]) -> list[str]:
    """What of these persons stands in any file of these folders."""
    needles = {needle.lower().encode() for person in people for needle in person.kanaries()}
    needles |= {"".join(c for c in person.telefoon if c.isdigit()).encode() for person in people}
    hits = []
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                content = file.read_bytes().lower()
                hits += [f"{needle.decode()} in {file.name}" for needle in needles if needle in content]
    return sorted(hits)


def dumps(folders: list[Path]) -> list[str]:
    return [str(file) for folder in folders for file in folder.glob("core*") if file.is_file()]


def test_no_process_leaves_a_dump_of_its_memory(failing: Assistant) -> None:
    processes = {**failing.pids(), **{f"kind {pid}": pid for pid in victims(failing, "afscherming")}}
    for name, pid in processes.items():
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="utf-8")
        line = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert line.split()[4:6] == ["0", "0"], name


@pytest.mark.parametrize("name", KILLED)
def test_killed_halfway_nothing_of_a_person_stays(failing: Assistant, name: str) -> None:
    wait_until(lambda: failing.request("/gezondheid")[0] == 200)
    with typing(failing, YOUSSRA):
        for number in (signal.SIGABRT, signal.SIGKILL):
            # In the middle of messages: the health is looked at through the same door as they come in.
            wait_until(lambda: failing.request("/gezondheid")[0] == 200)
            for pid in victims(failing, name):
                os.kill(pid, number)
            wait_until(lambda: victims(failing, name))
    wait_until(lambda: failing.request("/gezondheid")[0] == 200)
    folders = [failing.var, ROOT / "models"]
    assert not found_in(folders, (YOUSSRA,))
    assert not dumps([ROOT, failing.var])


def test_a_locked_database_keeps_nothing_of_a_person(failing: Assistant) -> None:
    wait_until(lambda: failing.request("/gezondheid")[0] == 200)
    lock = sqlite3.connect(failing.var / "samenduiden.db", isolation_level=None)
    talk = failing.talk()
    lock.execute("BEGIN IMMEDIATE")
    try:
        for sentence in sentences(BERTRAM):
            assert talk.post({"tekst": sentence})[0] in (200, 503)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    wait_until(lambda: failing.request("/gezondheid")[0] == 200)
    assert not found_in([failing.var], (BERTRAM,))


def test_the_search_itself_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "rasa.log").write_text(f"fout bij '{YOUSSRA.naam}'", encoding="utf-8")
    (tmp_path / "core.12").write_bytes(b"\0" + YOUSSRA.bsn.encode())
    hits = found_in([tmp_path], (YOUSSRA,))
    assert any(hit.endswith("rasa.log") for hit in hits)
    assert any(hit.endswith("core.12") for hit in hits)
    assert dumps([tmp_path])
