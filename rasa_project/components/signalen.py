"""Signals on the message: place, domain, polarity, source. Components layer."""

from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import reading_of, taal
from rasa_project.components.trained import TrainedComponent
from rasa_project.understanding.signals import SignalModel, make_example
from rasa_project.understanding.tagger import DOMEINEN, Tagger

SIGNALEN = "signalen"


def spans_of_message(message: Message) -> List[Dict[Text, Any]]:
    """The annotated signals of a training message: domain as entity, polarity as role."""
    return [{"start": entity["start"], "end": entity["end"], "domein": entity["entity"],
             "polariteit": entity.get("role") or "aanwezig"}
            for entity in message.get(ENTITIES) or [] if entity["entity"] in DOMEINEN]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SignalExtractor(TrainedComponent, EntityExtractorMixin, GraphComponent):
    """Sets `signalen`; they are no entities, so that no slot or policy sees them by accident."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """How long and with how many networks to train."""
        return {"epochs": 12, "networks": 2}

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> SignalModel:
        """Makes the model from what was saved."""
        return SignalModel.from_arrays(arrays, meta, taal().cues)

    def learn(self, messages: List[Message]) -> SignalModel:
        """Trains on every labelled message, with or without signals."""
        examples = [make_example(reading_of(message), spans_of_message(message)) for message in messages]
        return SignalModel(Tagger.train(examples, seeds=self._config["networks"], epochs=self._config["epochs"]), taal().cues)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the signals to incoming messages."""
        for message in messages:
            signals = self._model.predict(reading_of(message))
            message.set(SIGNALEN, [signal.as_dict() for signal in signals], add_to_output=True)
        return messages
