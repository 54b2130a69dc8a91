"""TensorFlow stays out when nothing needs it, and its absence is said clearly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rasa_project.serving.without_tensorflow import (
    MODULES,
    components_of_config,
    leave_out_tensorflow,
    needs_tensorflow,
)

ROOT = Path(__file__).resolve().parents[3]
IN_NEW_PROCESS = """
import sys
from rasa_project.serving.without_tensorflow import leave_out_tensorflow
assert leave_out_tensorflow()
assert leave_out_tensorflow(), "twice is once"
import rasa.core.run, rasa.model_training, rasa.engine.recipes.default_components
import rasa.graph_components.validators.default_recipe_validator, rasa.__main__
assert "tensorflow" not in sys.modules and "keras" not in sys.modules
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa_project.errors import StartError
for misuse in (DIETClassifier, lambda: type("Mine", (DIETClassifier,), {})):
    try:
        misuse()
    except StartError as error:
        assert "left out" in str(error)
    else:
        raise AssertionError("an absent class was used")
"""


SERVING = """
import sys
from rasa_project.serving.without_tensorflow import leave_out_tensorflow
assert leave_out_tensorflow(serving=True)
import rasa.core.run, rasa.core.agent, rasa.core.policies.rule_policy, rasa.core.policies.memoization
import rasa_project.serving.agent, rasa_project.serving.rest
loaded = {"tensorflow", "keras", "sklearn", "matplotlib"} & set(sys.modules)
assert not loaded, loaded
"""


@pytest.mark.parametrize("program", [IN_NEW_PROCESS, SERVING])
def test_rasa_imports_without_tensorflow(program):
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_too_late_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow", object())
    assert leave_out_tensorflow() is False


@pytest.mark.parametrize(
    ("names", "needed"),
    [
        (["rasa.core.policies.rule_policy.RulePolicy", "SpacyNLP"], False),
        (["rasa.core.policies.ted_policy.TEDPolicy"], True),
        (["DIETClassifier"], True),
        ([], False),
    ],
)
def test_which_components_need_it(names, needed):
    assert needs_tensorflow(names) is needed


def test_the_list_of_modules_is_complete():
    """Every module of Rasa that imports TensorFlow is replaced or reached from a replaced one only."""
    import rasa

    folder = Path(rasa.__file__).parent
    allowed = {
        "layers",
        "rasa_layers",
        "layers_utils",
        "metrics",
        "types",
        "models",
        "crf",
        "transformer",
        "environment",
    }
    for path in folder.rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        if any(line.startswith(("import tensorflow", "from tensorflow")) for line in lines):
            module = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
            assert module in MODULES or path.stem in allowed, module


def test_a_config_file_is_read(tmp_path):
    path = tmp_path / "config.yml"
    path.write_text("pipeline: [{name: A}]\npolicies: [{name: b.RulePolicy, x: 1}]\n")
    assert components_of_config(path) == ["A", "b.RulePolicy"]
    path.write_text("language: nl\npipeline:\npolicies:\n")
    assert components_of_config(path) == []
