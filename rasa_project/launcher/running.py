"""Runs one command with its output in a log, and reads why it failed. Layer: launcher (standard library only)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.paths import ROOT, log_folder

_LOG_LIMIT = 5_000_000
_NO_NETWORK = (
    "failed to fetch",
    "error sending request",
    "dns error",
    "failed to lookup address",
    "name resolution",
    "network is unreachable",
    "connection refused",
    "could not connect",
    "connect timeout",
    "newconnectionerror",
    "no matching distribution found",
    "network connectivity is disabled",
)
_DISK_FULL = ("no space left on device", "os error 28", "errno 28", "disk quota exceeded")
# Variables of the caller's own Python that would leak into ours.
_LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONSTARTUP", "CONDA_PREFIX")


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without its own Python settings, with the project on the import path."""
    environment = {key: value for key, value in os.environ.items() if key not in _LEAKS}
    environment.update(
        PYTHONPATH=str(ROOT),
        PYTHONNOUSERSITE="1",
        PYTHONUTF8="1",
        RASA_TELEMETRY_ENABLED="false",
        TF_CPP_MIN_LOG_LEVEL="3",
    )
    environment.update(extra or {})
    return environment


def log_file(name: str) -> Path:
    """Path of a log; the folder is made, a log that has grown too large is put aside once."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LauncherError("niet_schrijven", map=folder) from error
    file = folder / f"{name}.log"
    if file.exists() and file.stat().st_size > _LOG_LIMIT:
        file.replace(file.with_suffix(".log.1"))
    return file


def tail(file: Path, lines: int = 12) -> str:
    """Last lines of a log, or an empty string."""
    try:
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - 8_000))
            return "\n".join(stream.read().decode("utf-8", "replace").splitlines()[-lines:])
    except OSError:
        return ""


def free_megabytes(folder: Path) -> int:
    """Free room where this folder is, or will be made."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 1_000_000


def need_room(folder: Path, megabytes: int) -> None:
    """Stops with a clear sentence when there is less room than needed."""
    free = free_megabytes(folder)
    if free < megabytes:
        raise LauncherError("schijf_vol", map=folder, vrij=free, nodig=megabytes)


def run_logged(
    command: Sequence[str], log_name: str, failure: LauncherError, environment: Mapping[str, str] | None = None
) -> None:
    """Runs a command from the root of the project with all output in a log.

    Raises:
        LauncherError: `geen_netwerk` or `schijf_vol` when the output says so, else `failure` with the last lines.
    """
    file = log_file(log_name)
    with file.open("ab") as stream:
        start = stream.tell()
        done = subprocess.run(
            list(command),
            cwd=ROOT,
            env=clean_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode == 0:
        return
    with file.open("rb") as stream:
        stream.seek(start)
        output = stream.read().decode("utf-8", "replace")
    raise explain(output, failure) from None


def explain(output: str, failure: LauncherError) -> LauncherError:
    """Turns the output of a failed command into the error that tells the reader most."""
    lowered = output.lower()
    if any(sign in lowered for sign in _DISK_FULL):
        return LauncherError("schijf_vol", map=ROOT, vrij=free_megabytes(ROOT), nodig=4000)
    if any(sign in lowered for sign in _NO_NETWORK):
        return LauncherError("geen_netwerk", details="\n".join(output.splitlines()[-3:]))
    failure.details = failure.details or "\n".join(output.splitlines()[-12:])
    return failure
