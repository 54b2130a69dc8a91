"""Every written conversation, played against the three real processes."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from conversations.player import Keys, load, play
from e2e.assistant import Assistant
from e2e.conftest import assistant  # noqa: F401  the one real assistant of this run

from rasa_project.knowledge.repository import load_kennis

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*/*.yml"))


@pytest.fixture(scope="session")
def keys() -> Keys:
    """All wording: that of data/teksten, and the safety net of the domain."""
    kennis = load_kennis(HERE.parents[1], productie=False)
    return Keys({key: text.varianten for key, text in kennis.teksten.items()})


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_conversation(path: Path, assistant: Assistant, keys: Keys) -> None:  # noqa: F811
    sender = f"gesprek {uuid.uuid4()}"

    def send(text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        return assistant.chat(sender, text, metadata.get("now"))

    wrong = play(load(path), send, keys)
    assert not wrong, "\n".join(str(w) for w in wrong)


def test_a_wrong_conversation_fails(assistant: Assistant, keys: Keys) -> None:  # noqa: F811
    """The player is no rubber stamp: the same talk with another expectation is refused."""
    wrong = {"beurten": [{"zegt": "hij staat nu met een mes voor de deur", "krijgt": ["groet"]}]}
    assert play(wrong, lambda text, _: assistant.chat(f"fout {uuid.uuid4()}", text), keys)
