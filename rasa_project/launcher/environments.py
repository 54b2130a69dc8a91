"""Makes the two virtual environments from the locks, and repairs them. Layer: launcher (standard library only).

A stamp in each environment says which lock it holds; a mark says that work on it goes on. An install that was broken
off is done again from nothing, a complete one costs nothing. Everything is started as
`bin/python -m …`, never by a script with a path in its first line: folders may have spaces and may be moved.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding, show
from rasa_project.launcher.paths import REQUIREMENTS, UV_FOLDER, VENDOR, VENV, environment_python, log_folder
from rasa_project.launcher.progress import Progress
from rasa_project.launcher.pythons import VERSIONS, find_python, probe
from rasa_project.launcher.running import need_room, run_logged

NAMES = ("rasa", "gateway")
_LOG = "installeren"
_STAMP = ".samenduiden.json"
_BUSY = ".samenduiden.bezig"
_ROOM = {"rasa": 3000, "gateway": 900}


def file_hash(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Lets one install or training at a time work in this folder; a second one waits and says so."""
    VENV.mkdir(exist_ok=True)
    with (VENV / ".bezig").open("w", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            show("andere_start")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def spacy_wheel() -> str:
    """The Dutch pipeline to install: SAMENDUIDEN_SPACY_WHEEL (a path or an address), else the newest in `vendor/`."""
    chosen = os.environ.get("SAMENDUIDEN_SPACY_WHEEL", "").strip()
    if "://" in chosen:
        return chosen
    if chosen:
        file = Path(chosen).expanduser().resolve()
        if not file.is_file():
            raise LauncherError("taalmodel_weg", pad=file)
        return str(file)
    wheels = sorted(VENDOR.glob("nl_core_news_sm-*.whl"), key=_natural)
    if not wheels:
        raise LauncherError("geen_taalmodel")
    return str(wheels[-1])


def _natural(file: Path) -> list[int]:
    """The numbers in a file name: orders +samenduiden.10 after +samenduiden.9."""
    return [int(number) for number in re.findall(r"\d+", file.name)]


def wanted_stamp(name: str, tests: bool, wheel: str) -> dict[str, str]:
    """What the stamp of a complete environment says."""
    lock = REQUIREMENTS / f"{name}{'-test' if tests else ''}.txt"
    return {
        "lock": file_hash(REQUIREMENTS / f"{name}.txt"),
        "test_lock": file_hash(lock) if tests else "",
        "wheel": wheel if "://" in wheel else file_hash(Path(wheel)),
    }


def read_stamp(name: str) -> dict[str, str]:
    """What is in the environment now; empty when unknown or broken off."""
    try:
        return dict(json.loads((VENV / name / _STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def is_complete(name: str, tests: bool, wheel: str) -> bool:
    """Whether the environment holds what is asked; with the tests' packages it holds the rest too."""
    if not environment_python(name).exists():
        return False
    stamp, wanted = read_stamp(name), wanted_stamp(name, tests, wheel)
    if not tests:
        stamp = {**stamp, "test_lock": ""}
    return stamp == wanted


def ensure_environments(tests: bool = False) -> None:
    """Makes or repairs both environments. Instant when they are complete."""
    wheel = spacy_wheel()
    if all(is_complete(name, tests, wheel) for name in NAMES):
        return
    with only_one():
        python = _python()
        for name in NAMES:
            if not is_complete(name, tests, wheel):
                _install(name, python, tests, wheel)


def _install(name: str, python: str, tests: bool, wheel: str) -> None:
    title = melding("installeren", wat=melding(f"naam_omgeving_{name}"))
    failure = LauncherError("installeren_mislukt", wat=name, log=log_folder() / f"{_LOG}.log")
    target = environment_python(name)
    lock = REQUIREMENTS / f"{name}{'-test' if tests else ''}.txt"
    with Progress(title):
        uv = ensure_uv(python)
        busy = VENV / name / _BUSY
        found = probe(str(target)) if target.exists() and not busy.exists() else None
        if found is None or found[0] not in VERSIONS:
            need_room(VENV, _ROOM[name])
            # An install that was broken off may have left half a package: begin with nothing.
            shutil.rmtree(VENV / name, ignore_errors=True)
            run_logged([uv, "venv", "--quiet", "--python", python, str(VENV / name)], _LOG, failure)
        stamp = VENV / name / _STAMP
        busy.touch()
        stamp.unlink(missing_ok=True)
        pip = [uv, "pip", "install", "--python", str(target), "--no-deps"]
        environment = _index_settings()
        run_logged([*pip, "--require-hashes", "-r", str(lock)], _LOG, failure, environment)
        run_logged([*pip, "--reinstall-package", "nl-core-news-sm", wheel], _LOG, failure, environment)
        fresh = stamp.with_suffix(".nieuw")
        fresh.write_text(json.dumps(wanted_stamp(name, tests, wheel)), encoding="utf-8")
        fresh.replace(stamp)
        busy.unlink()


def ensure_uv(python: str) -> str:
    """Returns the installer: ours in `.venv/uv` at the pinned version, else one on PATH when there is no pip."""
    lock = REQUIREMENTS / "uv.txt"
    uv, stamp = UV_FOLDER / "bin" / "uv", UV_FOLDER / _STAMP
    if uv.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == file_hash(lock):
        return str(uv)
    pip = _pip(python)
    if pip is None:
        other = shutil.which("uv")
        if other:
            return other
        raise LauncherError("geen_pip")
    failure = LauncherError("installeren_mislukt", wat="uv", log=log_folder() / f"{_LOG}.log")
    shutil.rmtree(UV_FOLDER, ignore_errors=True)
    options = ["--quiet", "--no-deps", "--require-hashes", "--no-warn-script-location", "--target", str(UV_FOLDER)]
    run_logged([*pip, "install", *options, "-r", str(lock)], _LOG, failure)
    stamp.write_text(file_hash(lock), encoding="utf-8")
    return str(uv)


def _pip(python: str) -> list[str] | None:
    """A command that runs pip: of the interpreter found, of the system, or of a venv made for the purpose."""
    for file in (python, shutil.which("python3"), "/usr/bin/python3"):
        if file and subprocess.run([file, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
            return [file, "-m", "pip"]
    own = VENV / "pip"
    made = subprocess.run([python, "-m", "venv", "--clear", str(own)], capture_output=True, check=False)
    return [str(own / "bin" / "python"), "-m", "pip"] if made.returncode == 0 else None


def _python() -> str:
    """An interpreter of 3.11 or 3.10; as a last resort the installer fetches one."""
    python = find_python()
    if python:
        return python
    show("python_ophalen")
    try:
        uv = ensure_uv(shutil.which("python3") or "python3")
        run_logged([uv, "python", "install", VERSIONS[0]], _LOG, LauncherError("geen_python"))
        found = subprocess.run([uv, "python", "find", VERSIONS[0]], capture_output=True, text=True, check=False)
    except LauncherError as error:
        raise LauncherError("geen_python", details=error.details) from error
    if found.returncode != 0 or probe(found.stdout.strip()) is None:
        raise LauncherError("geen_python")
    return found.stdout.strip()


def _index_settings() -> dict[str, str]:
    """Hands pip's own mirror and certificate settings to uv, which does not read them itself."""
    settings: dict[str, str] = {}
    for ours, theirs in (("UV_DEFAULT_INDEX", "PIP_INDEX_URL"), ("SSL_CERT_FILE", "PIP_CERT")):
        if not os.environ.get(ours) and os.environ.get(theirs):
            settings[ours] = os.environ[theirs]
    return settings
