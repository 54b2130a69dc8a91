"""What the finder learned is kept until the content changes, and keeping it never stops a start."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from rasa_project.components.geleerd import fingerprint, learned_once
from rasa_project.settings import ROOT
from rasa_project.understanding.questions import FixedAnswer, Grenzen, Learned, Part, QuestionFinder, learn

QUESTION = Part(np.array([0.6, 0.8], dtype=np.float32), ("wat", "is", "één", "weegploeg"))


class Teacher:
    """Counts how often it is asked to teach."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Learned:
        self.times += 1
        other = Part(np.array([1.0, 0.0], dtype=np.float32), ("wat", "is", "polarisatie"))
        return learn([[QUESTION], [other]], {})


def scores(learned: Learned) -> np.ndarray:
    answers = [FixedAnswer(key, (), frozenset()) for key in ("weegploeg", "polarisatie")]
    return QuestionFinder(answers, learned, {}, Grenzen(0.0, 0.5, 0.5, 0.5, 0.7)).scores(QUESTION)


def test_the_same_content_is_learned_once(tmp_path: Path) -> None:
    teacher = Teacher()
    first = learned_once(ROOT, tmp_path, "inhoud", teacher)
    again = learned_once(ROOT, tmp_path, "inhoud", teacher)
    assert teacher.times == 1
    assert np.array_equal(scores(first), scores(again))


def test_other_content_is_learned_anew_and_the_oldest_goes(tmp_path: Path) -> None:
    teacher = Teacher()
    for content in ("een", "twee", "drie"):
        learned_once(ROOT, tmp_path, content, teacher)
    assert teacher.times == 3
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_file_is_learned_anew(tmp_path: Path) -> None:
    teacher = Teacher()
    learned_once(ROOT, tmp_path, "inhoud", teacher)
    (file,) = tmp_path.iterdir()
    for damaged in (b"", file.read_bytes()[:2000]):
        file.write_bytes(damaged)
        learned_once(ROOT, tmp_path, "inhoud", teacher)
    np.savez(file, something=np.zeros(1))
    learned_once(ROOT, tmp_path, "inhoud", teacher)
    assert teacher.times == 4


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path) -> None:
    teacher = Teacher()
    for _ in range(2):
        learned_once(ROOT, tmp_path / "bestaat niet", "inhoud", teacher)
    assert teacher.times == 2


@pytest.mark.parametrize(
    "changed",
    ["rasa_project/understanding/questions.py", "data/kennis/taal/lezen.yml", "vendor/zinsencoder/encoder.onnx"],
)
def test_code_and_word_lists_that_read_the_content_count(changed: str, tmp_path: Path) -> None:
    for folder in ("data/kennis/taal", "rasa_project/understanding", "rasa_project/language"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / changed
    path.parent.mkdir(parents=True, exist_ok=True)
    before = fingerprint(tmp_path, "inhoud")
    text = path.read_bytes() if path.exists() else b""
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    assert not text or fingerprint(tmp_path, "inhoud") == before
    path.write_bytes(text + b"# anders\n")
    assert fingerprint(tmp_path, "inhoud") != before
