"""Where things stand, seen from the root of the project. Layer: launcher (standard library only)."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
UV_FOLDER = VENV / "uv"
REQUIREMENTS = ROOT / "requirements"
VENDOR = ROOT / "vendor"
MODELS = ROOT / "models"


def var_folder() -> Path:
    """Folder for everything that is made while running (SAMENDUIDEN_VAR, default `var/`)."""
    return Path(os.environ.get("SAMENDUIDEN_VAR") or ROOT / "var").resolve()


def log_folder() -> Path:
    """The one folder with logs."""
    return var_folder() / "logs"


def environment_python(name: str) -> Path:
    """Interpreter of the environment `rasa` or `gateway`. It may not exist yet."""
    return VENV / name / "bin" / "python"
