"""The small bot is trained once for all tests of the plumbing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tiny_bot


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """Folder and model of the small bot; the folder has a space in its name."""
    folder = tiny_bot.write(tmp_path_factory.mktemp("kleine bot"))
    return folder, tiny_bot.train(folder)


@pytest.fixture
def folder(trained, tmp_path):
    """A folder of its own with the files of the bot, for a run that leaves things behind."""
    return tiny_bot.write(tmp_path / "bot")


@pytest.fixture
def model(trained):
    """The trained model."""
    return trained[1]
