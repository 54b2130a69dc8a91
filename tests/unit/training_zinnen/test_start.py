"""What the training of the sentence encoder says when the weights to begin with are not there or not right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from training_zinnen.start import StartError, read_start

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Er is geen bestand"),
        (b"PK\x03\x04 een zip", "begint niet met E5S1"),
        (b"E5S1" + b"\0" * 6, "afgebroken"),
    ],
    ids=["weg", "ander", "half"],
)
def test_wrong_weights_are_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "e5-small-q4.bin"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StartError, match=said):
        read_start(file)


def test_messages_are_asked_for_before_anything_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training_zinnen", "--begin", "x", "--berichten", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "training_zinnen.messages" in done.stdout
