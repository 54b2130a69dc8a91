"""The knowledge of this process, loaded once. Knowledge layer."""

from __future__ import annotations

from functools import lru_cache

from rasa_project.knowledge.repository import Kennis
from rasa_project.knowledge.serveren import load_to_serve
from rasa_project.settings import load_settings


@lru_cache(maxsize=1)
def shared_kennis() -> Kennis:
    """Everything from `data/`, loaded and checked at the first call; raises `ContentError`."""
    return load_to_serve(load_settings())
