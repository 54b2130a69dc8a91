"""Keeps what the finder learned beside the models, so that a start does not learn it again. Components layer.

The name of the file is the fingerprint of everything that decides what is learned, as with a model. A folder
that cannot be written, or a file that is damaged, costs seconds and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
import os
import zipfile
from pathlib import Path
from typing import Callable, Iterator

import numpy as np

from rasa_project.understanding.questions import Learned

logger = logging.getLogger(__name__)

_SOURCES = (
    "data/kennis/taal",
    "rasa_project/components/encoder.py",
    "rasa_project/components/vragen.py",
    "rasa_project/knowledge/taal.py",
    "rasa_project/language",
    "rasa_project/understanding",
    "requirements/rasa.txt",
    "vendor/zinsencoder",
)
_TEXT = (".py", ".yml", ".txt")
_WEIGHTS = (".onnx", ".npz")
_PREFIX = "vinder-"
_KEEP = 2


def learned_once(root: Path, folder: Path, content: str, learn: Callable[[], Learned]) -> Learned:
    """What was learned from this content, from the folder or now.

    Args:
        root: the project, for the code and the word lists that read the content.
        folder: where it is kept.
        content: everything that is learned from, written out.
        learn: learns it.
    """
    file = folder / f"{_PREFIX}{fingerprint(root, content)}.npz"
    kept = _read(file)
    if kept is None:
        kept = learn()
        _write(file, kept)
    return kept


def fingerprint(root: Path, content: str) -> str:
    """Twelve hex digits that change when something else would be learned. Line endings of a checkout do not count."""
    digest = hashlib.sha256(content.encode("utf-8"))
    for path in _files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        raw = path.read_bytes()
        digest.update(hashlib.sha256(raw.replace(b"\r\n", b"\n") if path.suffix in _TEXT else raw).digest())
    return digest.hexdigest()[:12]


def _files(root: Path) -> Iterator[Path]:
    for source in _SOURCES:
        path = root / source
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in found if file.suffix in (*_TEXT, *_WEIGHTS))


def _read(file: Path) -> Learned | None:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return Learned(**{name: arrays[name] for name in arrays.files})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, zipfile.BadZipFile) as error:
        logger.warning("not usable, learning again: %s (%s)", file.name, type(error).__name__)
        return None


def _write(file: Path, learned: Learned) -> None:
    half = file.with_name(f"half-{file.stem}-{os.getpid()}.npz")
    try:
        with half.open("wb") as stream:
            np.savez(stream, **learned.arrays())  # type: ignore[arg-type]
        half.replace(file)
        for old in sorted(file.parent.glob(f"{_PREFIX}*.npz"), key=lambda path: path.stat().st_mtime)[:-_KEEP]:
            old.unlink(missing_ok=True)
    except OSError as error:
        half.unlink(missing_ok=True)
        logger.warning("not kept, every start learns again: %s (%s)", file.name, type(error).__name__)
