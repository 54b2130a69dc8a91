"""Leaves TensorFlow out when no component needs it. Layer: serving, standard library only.

`import rasa` loads TensorFlow for components that our pipeline does not have: half of
the start and 350 MB of memory. Only the eight modules of Rasa below ask for it. They
are replaced by empty ones before Rasa is imported; their classes can be named, as
Rasa's list of components does, but not used. A serving process leaves out four more.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from rasa_project.errors import StartError

MODULES = (
    "rasa.utils.tensorflow.callback",
    "rasa.utils.tensorflow.data_generator",
    "rasa.nlu.classifiers.diet_classifier",
    "rasa.nlu.selectors.response_selector",
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "rasa.core.policies.ted_policy",
    "rasa.core.policies.unexpected_intent_policy",
)
NOT_FOR_SERVING = (
    "rasa.core.test",
    "rasa.nlu.test",
    "rasa.utils.tensorflow.model_data",
    "rasa.utils.tensorflow.model_data_utils",
)
"""Modules for training and measuring only; they load scikit-learn and matplotlib."""
COMPONENTS = frozenset(
    {
        "ConveRTFeaturizer",
        "DIETClassifier",
        "LanguageModelFeaturizer",
        "ResponseSelector",
        "TEDPolicy",
        "UnexpecTEDIntentPolicy",
    }
)
"""Rasa's components that compute with TensorFlow."""


class _Absent:
    """Stands where a class that needs TensorFlow would be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise StartError(f"{type(self).__name__} needs TensorFlow, which was left out")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if not kwargs.pop("absent", False):
            bases = ", ".join(base.__name__ for base in cls.__bases__)
            raise StartError(f"{cls.__name__} builds on {bases}, which was left out")


class _EmptyModule(ModuleType):
    """A module in which every public name is an absent class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        made = type(name, (_Absent,), {"__module__": self.__name__}, absent=True)
        setattr(self, name, made)
        return made


def leave_out_tensorflow(serving: bool = False) -> bool:
    """Replace the modules; False when it is too late because one is already imported.

    Args:
        serving: also leave out what only training and measuring need.
    """
    modules = (*MODULES, *NOT_FOR_SERVING) if serving else MODULES
    loaded = [sys.modules[name] for name in modules if name in sys.modules]
    if "tensorflow" in sys.modules or not all(isinstance(module, _EmptyModule) for module in loaded):
        return False
    for name in modules:
        sys.modules.setdefault(name, _EmptyModule(name))
    return True


def needs_tensorflow(components: Iterable[str]) -> bool:
    """True when one of these names or class paths computes with TensorFlow."""
    return any(component.rsplit(".", 1)[-1] in COMPONENTS for component in components)


def components_of_model(model: Path) -> list[str]:
    """The class paths a trained model is made of, without loading it."""
    with tarfile.open(model) as archive:
        for member in archive:
            if member.name.rsplit("/", 1)[-1] == "metadata.json":
                file = archive.extractfile(member)
                metadata = json.load(file) if file else {}
                nodes = metadata.get("predict_schema", {}).get("nodes", {}).values()
                return [node["uses"] for node in nodes]
    raise StartError(f"{model.name} is not a model of Rasa")


def components_of_config(config: Path) -> list[str]:
    """The names in the pipeline and the policies of a configuration file."""
    from ruamel.yaml import YAML

    content = YAML(typ="safe", pure=True).load(config.read_text(encoding="utf-8")) or {}
    parts = [*(content.get("pipeline") or []), *(content.get("policies") or [])]
    return [part["name"] for part in parts if isinstance(part, dict) and "name" in part]
