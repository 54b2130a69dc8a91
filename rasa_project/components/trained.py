"""What our trained components share: where their weights are kept. Components layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.understanding.arrays import load_arrays, save_arrays

FILE = "gewichten.npz"


def labelled(training_data: TrainingData) -> List[Message]:
    """The training messages that have a text and an intent."""
    return [message for message in training_data.training_examples if message.get(TEXT) and message.get(INTENT)]


def details(message: Message) -> Mapping[Text, Any]:
    """What the long form says of one example: `ook`, `rol`, `leeftijd`."""
    return ((message.get("metadata") or {}).get("example")) or {}


def intents_of(message: Message) -> List[Text]:
    """All intents of a training message, the main one first."""
    main = message.get(INTENT)
    return [main, *(name for name in details(message).get("ook", ()) if name != main)]


class TrainedComponent(GraphComponent):
    """A component with weights of its own: subclasses say how to learn and to process."""

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, model: Any = None
    ) -> None:
        """Keeps where the weights go; `model` is None until trained or loaded."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TrainedComponent:
        """Makes an untrained component; see the parent class."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TrainedComponent:
        """Loads the weights; a model without them is an error, never an empty component."""
        with model_storage.read_from(resource) as folder:
            arrays, meta = load_arrays(Path(folder) / FILE)
        return cls(config, model_storage, resource, cls.restore(arrays, meta))

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> Any:
        """Makes the model from what was saved."""
        raise NotImplementedError

    def learn(self, messages: List[Message]) -> Any:
        """Trains a model on labelled messages."""
        raise NotImplementedError

    def train(self, training_data: TrainingData) -> Resource:
        """Learns and saves."""
        self._model = self.learn(labelled(training_data))
        arrays, meta = self._model.to_arrays()
        with self._storage.write_to(self._resource) as folder:
            save_arrays(Path(folder) / FILE, arrays, meta)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training messages as they are: nothing after it learns from its output."""
        return training_data

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Accepts every configuration."""
