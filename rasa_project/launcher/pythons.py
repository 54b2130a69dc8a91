"""Finds an interpreter that Rasa 3.6 runs on. Layer: launcher (standard library only).

Python 3.11 first, 3.10 accepted: TensorFlow 2.12 has no wheels for later versions. Looked for on PATH, then in
`~/.pyenv`. A pyenv shim may answer "command not found", so every candidate is really run.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.11", "3.10")
_PROBE = "import ctypes, sqlite3, ssl, sys, venv; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def candidates(version: str, path: str, home: Path) -> Iterator[str]:
    """Files that may be this version: `python3.11` and `python3` on PATH, then pyenv's own folders."""
    folders = [folder for folder in path.split(os.pathsep) if folder]
    for name in (f"python{version}", "python3", "python"):
        for folder in folders:
            file = os.path.join(folder, name)
            if os.path.isfile(file) and os.access(file, os.X_OK):
                yield file
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    for binaries in sorted(pyenv.glob(f"versions/{version}*/bin"), reverse=True):
        yield str(binaries / "python")


def probe(file: str) -> tuple[str, str] | None:
    """Runs a candidate and returns (version, real interpreter), or None when it does not work."""
    try:
        done = subprocess.run([file, "-c", _PROBE], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = done.stdout.splitlines()
    return (lines[0], lines[1]) if done.returncode == 0 and len(lines) == 2 else None


def find_python(path: str | None = None, home: Path | None = None) -> str | None:
    """Returns a working interpreter, 3.11 before 3.10, or None."""
    path = os.environ.get("PATH", "") if path is None else path
    home = Path.home() if home is None else home
    probed: dict[str, tuple[str, str] | None] = {}
    for version in VERSIONS:
        for file in candidates(version, path, home):
            if file not in probed:
                probed[file] = probe(file)
            found = probed[file]
            if found and found[0] == version:
                return found[1]
    return None
