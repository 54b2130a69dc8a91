"""Danger wins from every intent, in every state of the conversation. Components layer."""

from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import reading_of, taal, training_reading
from rasa_project.components.intents import INTENTS, ZEKER
from rasa_project.components.signalen import SPOED
from rasa_project.components.trained import TrainedComponent, intents_of
from rasa_project.consultation.acuut import DIRECT
from rasa_project.understanding.acute import AcuteModel

ACUUT = "acuut"
SPOED_TWIJFEL = "spoed_twijfel"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AcuteDetector(TrainedComponent, IntentClassifier, GraphComponent):
    """Sets `acuut`; when there is danger the intent becomes `spoed` or `spoed_twijfel`."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The chances from which it asks and from which it tells; chosen on the development sets, recall first."""
        return {"vraag_vanaf": 0.1, "direct_vanaf": 0.8}

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> AcuteModel:
        """Makes the model from what was saved."""
        return AcuteModel.from_arrays(arrays, meta)

    def learn(self, messages: List[Message]) -> AcuteModel:
        """Trains on every labelled message: danger is what carries the intent `spoed`."""
        return AcuteModel.train(
            [training_reading(message.get(TEXT)) for message in messages],
            [SPOED in intents_of(message) for message in messages],
            taal().acuut,
        )

    def process(self, messages: List[Message]) -> List[Message]:
        """Looks at every incoming message."""
        for message in messages:
            result = self._model.predict(
                reading_of(message), taal().acuut, self._config["vraag_vanaf"], self._config["direct_vanaf"]
            )
            message.set(
                ACUUT, {"acuut": result.acuut, "modus": result.modus, "soort": result.soort}, add_to_output=True
            )
            if result.acuut:
                self._put_first(message, SPOED if result.modus == DIRECT else SPOED_TWIJFEL)
            else:
                self._without_danger(message)
        return messages

    @staticmethod
    def _put_first(message: Message, name: Text) -> None:
        others = [intent for intent in message.get(INTENTS) or [] if intent not in (SPOED, SPOED_TWIJFEL)]
        first = {"name": name, "confidence": 1.0}
        ranking = [first, *(row for row in message.get(INTENT_RANKING_KEY) or [] if row["name"] != name)]
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking[:5], add_to_output=True)
        message.set(INTENTS, [name, *others], add_to_output=True)
        message.set(ZEKER, True, add_to_output=True)

    @staticmethod
    def _without_danger(message: Message) -> None:
        ranking = [row for row in message.get(INTENT_RANKING_KEY) or [] if row["name"] != SPOED]
        names = [intent for intent in message.get(INTENTS) or [] if intent != SPOED]
        if not ranking:
            return
        if not names:
            names = [ranking[0]["name"]]
        first = next((row for row in ranking if row["name"] == names[0]), ranking[0])
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(INTENTS, names, add_to_output=True)
