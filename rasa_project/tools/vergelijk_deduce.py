"""The same texts through deduce, in an environment of its own, to see what a good library reaches. Layer: tools.

deduce stands under the GPL. It is never part of the project: it is fetched when somebody measures, by name and pinned
version (`requirements/deduce.txt`), into `var/deduce`, and speaks with us through a pipe.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.settings import ROOT, get_settings

LOCK = ROOT / "requirements" / "deduce.txt"
Found = tuple[list[tuple[int, int]], float]
"""Spans of one text (code points, end exclusive) and the seconds of processor time it took."""


def environment() -> Path:
    """Interpreter with deduce; made on demand, which needs a package registry.

    Raises:
        FileNotFoundError: the installer is not there; `./samenduiden installeer` puts it in place.
        subprocess.CalledProcessError: it could not be installed.
    """
    folder, wanted = get_settings().var / "deduce", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    python, stamp = folder / "bin" / "python", folder / ".lock"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    own = ROOT / ".venv" / "uv" / "bin" / "uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        raise FileNotFoundError("uv")
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)], check=True)
    install = [uv, "pip", "install", "--quiet", "--python", str(python), "--no-deps", "--require-hashes"]
    subprocess.run([*install, "-r", str(LOCK)], check=True)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def find_all(texts: Sequence[str]) -> list[Found]:
    """What deduce finds in each text. The first run builds its lists, which takes minutes.

    Raises:
        OSError, subprocess.CalledProcessError: it cannot run here.
    """
    script = Path(__file__).with_name("deduce_los.py")
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    # -I: nothing of this project or of the user is on its path.
    run = subprocess.run(
        [str(environment()), "-I", str(script)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [([(start, end) for start, end in answer["spans"]], answer["seconden"]) for answer in answers]
