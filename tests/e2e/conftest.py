"""One real assistant for all end-to-end tests of a run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.assistant import ROOT, Assistant, Talk, running_assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The three processes on free ports, with a folder of their own."""
    # Training takes longer than any start may; without this a changed file fails every test that needs the assistant.
    subprocess.run([str(ROOT / "samenduiden"), "train"], stdin=subprocess.DEVNULL, check=True)
    # A space in the name, because people have those.
    with running_assistant(Path(tmp_path_factory.mktemp("var met spatie"))) as running:
        yield running


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    """A new conversation."""
    return assistant.talk()
