"""Trains when the data changed, and only then. Layer: launcher (standard library only).

The name of a model is the fingerprint of everything that decides what it learns. Wording (`data/teksten`) is not
part of it: the server reads it at every start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from rasa_project.launcher.environments import file_hash, only_one
from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding
from rasa_project.launcher.paths import MODELS, REQUIREMENTS, ROOT, environment_python, log_folder
from rasa_project.launcher.progress import Progress
from rasa_project.launcher.running import need_room, run_logged

SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/kennis/taal",
    "rasa_project/components",
    "rasa_project/understanding",
    "rasa_project/language",
)
NOT_TRAINED = frozenset(
    {
        "rasa_project/components/geleerd.py",
        "rasa_project/components/vragen.py",
        "rasa_project/understanding/questions.py",
    }
)
"""The finder of fixed answers learns when it is loaded and keeps that by itself (`components/geleerd.py`)."""
_PREFIX = "samenduiden-"
_KEEP = 2
_LOG = "trainen"


def source_files(root: Path = ROOT) -> Iterator[Path]:
    """Every file the model depends on, in a fixed order, without what Python writes beside it."""
    for source in SOURCES:
        path = root / source
        if path.is_file():
            yield path
        for file in sorted(path.rglob("*")):
            written = file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
            if written and file.relative_to(root).as_posix() not in NOT_TRAINED:
                yield file


def fingerprint(wheel: str, root: Path = ROOT) -> str:
    """Twelve hex digits that change when the model must change. Line endings of a checkout do not count."""
    digest = hashlib.sha256()
    digest.update(file_hash(REQUIREMENTS / "rasa.txt").encode())
    digest.update((wheel if "://" in wheel else file_hash(Path(wheel))).encode())
    for file in source_files(root):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return digest.hexdigest()[:12]


def model_file(wheel: str) -> Path:
    """The model that belongs to the present data. It may not exist yet."""
    return MODELS / f"{_PREFIX}{fingerprint(wheel)}.tar.gz"


def ensure_model(wheel: str, again: bool = False) -> tuple[Path, bool]:
    """Returns the model of the present data and whether it was trained now."""
    model = model_file(wheel)
    if model.exists() and not again:
        return model, False
    with only_one():
        if again or not model.exists():
            _train(model)
            _tidy(model)
            return model, True
    return model, False


def train_command(name: str) -> list[str]:
    """The command that trains a model with this name (without ending) into `models/`."""
    data = [folder for folder in ("data/nlu", "data/rules", "data/stories") if (ROOT / folder).exists()]
    runner = "rasa_project.start_rasa" if (ROOT / "rasa_project" / "start_rasa.py").exists() else "rasa"
    options = ["--domain", "domain.yml", "--config", "config.yml", "--out", "models", "--fixed-model-name", name]
    # Rasa's cache looks at settings and data, not at code: a changed component would keep its old weights.
    options += ["--force", "--skip-validation"]  # `make test` validates; it would read all sentences twice
    return [str(environment_python("rasa")), "-m", runner, "train", *options, "--data", *data]


def _train(model: Path) -> None:
    need_room(MODELS, 300)
    MODELS.mkdir(exist_ok=True)
    failure = LauncherError("trainen_mislukt", log=log_folder() / f"{_LOG}.log")
    half = f"half-{model.name[: -len('.tar.gz')]}"
    with Progress(melding("trainen")):
        run_logged(train_command(half), _LOG, failure, {"OMP_NUM_THREADS": "1"})
    made = MODELS / f"{half}.tar.gz"
    if not made.exists():
        raise failure
    made.replace(model)


def _tidy(newest: Path) -> None:
    """Keeps the newest models and throws the older ones and the unfinished ones away."""
    models = sorted(MODELS.glob(f"{_PREFIX}*.tar.gz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in [*models[_KEEP:], *MODELS.glob(f"half-{_PREFIX}*.tar.gz")]:
        if file != newest:
            file.unlink(missing_ok=True)
