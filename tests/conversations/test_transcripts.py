"""Every written conversation, played against the three real processes."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from conversations.player import Keys, load, play, sibling
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


GROEPEN = ("acuut", "gelukt", "omweg", "onbegrepen", "stop", "storing", "terug", "weigering")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_conversation(path: Path, assistant: Assistant, keys: Keys) -> None:  # noqa: F811
    """The talk goes as written, and its sibling that goes wrong is refused on the same answers."""
    sender = f"gesprek {uuid.uuid4()}"
    answers: list[list[dict[str, Any]]] = []

    def send(text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        answers.append(assistant.chat(sender, text, metadata.get("now")))
        return answers[-1]

    transcript = load(path)
    wrong = play(transcript, send, keys)
    assert not wrong, "\n".join(str(w) for w in wrong)
    again = iter(answers)
    refused = play(sibling(transcript), lambda text, metadata: next(again), keys)
    assert [w.turn for w in refused] == [transcript["mag_niet"]["beurt"]], "the sibling that goes wrong passed"


def test_every_group_has_talks_and_there_are_enough() -> None:
    assert tuple(sorted({path.parent.name for path in TRANSCRIPTS})) == GROEPEN
    assert len(TRANSCRIPTS) >= 80


def test_a_wrong_conversation_fails(assistant: Assistant, keys: Keys) -> None:  # noqa: F811
    """The player is no rubber stamp: the same talk with another expectation is refused."""
    wrong = {"beurten": [{"zegt": "hij staat nu met een mes voor de deur", "krijgt": ["groet"]}]}
    assert play(wrong, lambda text, _: assistant.chat(f"fout {uuid.uuid4()}", text), keys)
