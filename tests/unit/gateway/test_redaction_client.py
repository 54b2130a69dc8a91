"""The redaction process: answers, hangs, dies; never lets a message through unredacted."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rasa_project.errors import RedactionError
from rasa_project.gateway.redaction_client import RedactionClient

# The real loop of the process, around a redaction that hangs or dies on command.
SCRIPT = """
import os, re, sys
sys.path.insert(0, sys.argv[1])
from types import SimpleNamespace
from rasa_project.gateway import redaction_process as real

def redact(text, memory):
    if text == 'hang':
        re.match('(a+)+$', 'a' * 40 + 'b')
    if text == 'sterf':
        os._exit(7)
    if text == 'fout':
        raise ValueError('geheim')
    return SimpleNamespace(text=text.upper(), kinds=('NAAM',), herleidbaar=False)

redactor = SimpleNamespace(redact=redact)
finder = SimpleNamespace(find=lambda text: SimpleNamespace(gemeente='Ede', kandidaten=()))
real.load = lambda: (redactor, finder)
sys.exit(real.main())
"""
ROOT = Path(__file__).resolve().parents[3]
KEY = b"k" * 32


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[RedactionClient]:
    script = tmp_path / "proces.py"
    script.write_text(SCRIPT, encoding="utf-8")
    client = RedactionClient((sys.executable, str(script), str(ROOT)), base_timeout=0.3)
    await client.start()
    await client.wait_ready(20)
    yield client
    await client.stop()


async def test_answers(client: RedactionClient) -> None:
    clean = await client.redact("hallo wereld\u2028🙂", {}, KEY)
    assert (clean.text, clean.kinds, clean.gemeente) == ("HALLO WERELD\u2028🙂", ("NAAM",), "Ede")


async def test_many_at_once_each_get_their_own_answer(client: RedactionClient) -> None:
    answers = await asyncio.gather(*(client.redact(f"bericht {number}", {}, KEY) for number in range(50)))
    assert [clean.text for clean in answers] == [f"BERICHT {number}" for number in range(50)]


@pytest.mark.parametrize("word", ["hang", "sterf", "fout"])
async def test_trouble_refuses_and_the_next_message_works(client: RedactionClient, word: str) -> None:
    began = time.monotonic()
    with pytest.raises(RedactionError) as error:
        await client.redact(word, {}, KEY)
    assert time.monotonic() - began < 1.0
    assert "geheim" not in str(error.value)
    assert (await client.redact("weer goed", {}, KEY)).text == "WEER GOED"


async def test_process_that_dies_comes_back(client: RedactionClient) -> None:
    assert client._process is not None
    first = client._process.pid
    os.kill(first, 9)
    for _ in range(200):
        await asyncio.sleep(0.05)
        if client.healthy and client._process.pid != first:
            break
    assert (await client.redact("terug", {}, KEY)).text == "TERUG"


async def test_not_running_refuses(tmp_path: Path) -> None:
    client = RedactionClient((sys.executable, "-c", "import time; time.sleep(60)"))
    await client.start()
    with pytest.raises(RedactionError):
        await client.redact("hallo", {}, KEY)
    await client.stop()


async def test_nothing_is_left_after_stopping(client: RedactionClient) -> None:
    worker = client._worker
    await client.stop()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            break
        await asyncio.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
