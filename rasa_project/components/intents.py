"""Intents of a message: the main one and the others. Components layer."""

from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import read_text, reading_of, training_reading
from rasa_project.components.trained import TrainedComponent, intents_of
from rasa_project.language.sentences import last_request
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.intents import IntentModel

INTENTS = "intents"
ZEKER = "zeker"
LONGEST_QUESTION = 400
"""Letters."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MultiIntentClassifier(TrainedComponent, IntentClassifier, GraphComponent):
    """Sets `intent`, a short `intent_ranking`, `intents` and `zeker`."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """How many intents the ranking shows."""
        return {"ranking_length": 5}

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> IntentModel:
        """Makes the model from what was saved."""
        return IntentModel.from_arrays(arrays, meta)

    def learn(self, messages: List[Message]) -> IntentModel:
        """Trains on every labelled message."""
        return IntentModel.train(
            [training_reading(message.get(TEXT)) for message in messages], [intents_of(message) for message in messages]
        )

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the intents to incoming messages."""
        for message in messages:
            reading = reading_of(message)
            result = self._model.predict(reading, _last_sentence(reading.text))
            ranking = [
                {"name": name, "confidence": round(chance, 4)}
                for name, chance in result.ranking[: self._config["ranking_length"]]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(INTENTS, list(result.chosen), add_to_output=True)
            message.set(ZEKER, result.zeker, add_to_output=True)
        return messages


def _last_sentence(text: Text) -> Reading | None:
    """The last thing that is asked in several sentences, read apart; what is very long is a story and no question."""
    asked = last_request(text)
    return read_text(asked) if asked is not None and len(asked) <= LONGEST_QUESTION else None
