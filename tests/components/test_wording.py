"""A changed word trains nothing again; a changed example does."""

from __future__ import annotations

import shutil

import pytest
import rasa.model_training
from rasa.engine.training.components import FingerprintStatus

from rasa_project.training.text_importer import TextImporter


@pytest.fixture
def trained_copy(trained, tmp_path, monkeypatch):
    """The small bot with its model and Rasa's cache, to change things in."""
    folder = tmp_path / "bot"
    shutil.copytree(trained[0], folder)
    monkeypatch.chdir(folder)
    return folder


def retrained(folder) -> list[str]:
    """Parts of the model that a training would make again."""
    result = rasa.model_training.train("domain.yml", "config.yml", ["data"], str(folder / "models"), dry_run=True)
    statuses = result.dry_run_results.items()
    return [name for name, status in statuses if isinstance(status, FingerprintStatus) and not status.is_hit]


def change(folder, name: str, old: str, new: str) -> None:
    path = folder / name
    content = path.read_text()
    assert old in content
    path.write_text(content.replace(old, new))


def test_nothing_is_trained_when_nothing_changed(trained_copy):
    assert retrained(trained_copy) == []


def test_a_changed_word_or_an_extra_variant_trains_nothing(trained_copy):
    change(trained_copy, "data/teksten/gesprek.yml", '"Dag."', '"Goedemorgen.", "Welkom."')
    assert retrained(trained_copy) == []
    domain = TextImporter("config.yml", "domain.yml", ["data"]).get_domain()
    assert {"text": "Goedemorgen."} in domain.responses["utter_groet"]


def test_a_changed_example_trains_the_classifier_only(trained_copy):
    change(trained_copy, "data/nlu.yml", "hallo", "goedendag")
    names = " ".join(retrained(trained_copy))
    assert "KeywordIntentClassifier" in names and "RulePolicy" not in names


def test_a_changed_rule_trains_the_dialogue_only(trained_copy):
    # The same actions, otherwise divided: a new name would reach the classifier too.
    change(trained_copy, "data/rules.yml", "{action: action_stil}", "{action: action_x}")
    change(trained_copy, "data/rules.yml", "{action: action_fout}", "{action: action_stil}")
    change(trained_copy, "data/rules.yml", "{action: action_x}", "{action: action_fout}")
    names = " ".join(retrained(trained_copy))
    assert "RulePolicy" in names and "KeywordIntentClassifier" not in names
