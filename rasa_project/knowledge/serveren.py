"""The content that a running assistant serves: read at start, and kept for when a process must start again.

Knowledge layer. An editor may be half way when a process stops and the launcher
starts it again. Then it gets the content with which the assistant started, so
that the three processes keep telling the same and a half sentence in `data/`
takes nothing down. A start by a person is another matter: wrong content is told
and nothing starts.
"""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from rasa_project.errors import ContentError
from rasa_project.knowledge.repository import Kennis, load_kennis
from rasa_project.settings import Settings

logger = logging.getLogger(__name__)

FOLDER = "inhoud"
"""Below `var/`: the content with which the assistant started."""

KEPT = ("data/kennis/*.yml", "data/kennis/*.csv", "data/teksten/*.yml", "data/organisatie/*")
"""What `load_kennis` reads."""


def load_to_serve(settings: Settings) -> Kennis:
    """The content of `data/`; after a restart by the launcher that of the start.

    Raises:
        ContentError: the content is wrong, and this is no restart or nothing was kept.
    """
    kept = settings.var / FOLDER
    if settings.herstart and kept.is_dir():
        try:
            return load_kennis(kept, settings.productie)
        except ContentError:
            logger.warning("the content that was kept at start does not fit this version; data/ is read again")
    return load_kennis(settings.root, settings.productie)


def load_and_keep(settings: Settings) -> Kennis:
    """As `load_to_serve`, and at a start by a person the content is kept for later restarts.

    What is kept is exactly what was checked: the copy is made first and read from there.
    """
    if settings.herstart:
        return load_to_serve(settings)
    kept = settings.var / FOLDER
    draft = settings.var / f"{FOLDER}.{os.getpid()}"
    try:
        copy_content(settings.root, draft)
        kennis = load_kennis(draft, settings.productie)
        shutil.rmtree(kept, ignore_errors=True)
        draft.rename(kept)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return kennis


def copy_content(root: Path, target: Path) -> None:
    """Copy every file that `load_kennis` reads."""
    for pattern in KEPT:
        for file in root.glob(pattern):
            if file.is_file():
                place = target / file.relative_to(root)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
