from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.knowledge.afscherming import load_redaction_lists
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.models import RedactionLists

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def lists() -> RedactionLists:
    return load_redaction_lists(ROOT)


@pytest.fixture(scope="session")
def redactor(lists: RedactionLists) -> Redactor:
    return Redactor(lists)
