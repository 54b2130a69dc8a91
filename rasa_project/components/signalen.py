"""Signals on the message: place, domain, polarity, source. Components layer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import reading_of, taal, training_reading
from rasa_project.components.trained import TrainedComponent
from rasa_project.understanding.context import WIDTH
from rasa_project.understanding.domains import DomainModel
from rasa_project.understanding.hints import Hints
from rasa_project.understanding.polarity import PolarityModel, marks_of, span_vector
from rasa_project.understanding.signals import SignalModel, make_example
from rasa_project.understanding.tagger import DOMEINEN, Tagger

SIGNALEN = "signalen"
SPOED = "spoed"


@lru_cache(maxsize=1)
def hints() -> Hints:
    """The word lists as features, made once per process."""
    known = taal()
    danger = {f"acuut_{name}": pattern for name, pattern in known.acuut.groepen.items()}
    return Hints({**known.domeinen, **danger}, known.cues)


def spans_of_message(message: Message) -> List[Dict[Text, Any]]:
    """The annotated signals of a training message: domain as entity, polarity as role."""
    return [
        {
            "start": entity["start"],
            "end": entity["end"],
            "domein": entity["entity"],
            "polariteit": entity.get("role") or "aanwezig",
        }
        for entity in message.get(ENTITIES) or []
        if entity["entity"] in DOMEINEN
    ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SignalExtractor(TrainedComponent, EntityExtractorMixin, GraphComponent):
    """Sets `signalen`; they are no entities, so that no slot or policy sees them by accident."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """How often the tagger sees every word."""
        return {"epochs": 4}

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> SignalModel:
        """Makes the model from what was saved."""
        return SignalModel.from_arrays(arrays, meta, taal().cues, hints(), taal().deelzinnen)

    def learn(self, messages: List[Message]) -> SignalModel:
        """Trains on every labelled message, with or without signals."""
        examples, readings = [], []
        spoken_of = np.zeros((len(messages), len(DOMEINEN)), dtype=np.float32)
        for row, message in zip(spoken_of, messages):
            readings.append(training_reading(message.get(TEXT)))
            row[[DOMEINEN.index(span["domein"]) for span in spans_of_message(message)]] = 1.0
            examples.append(make_example(readings[-1], spans_of_message(message), hints()))
        # numpy lets go of Python's lock while it calculates: the tagger and the others learn side by side.
        with ThreadPoolExecutor(1) as beside:
            others = beside.submit(
                lambda: (DomainModel.train(readings, spoken_of, hints()), self._learn_polarity(messages))
            )
            tagger = Tagger.train(examples, even=WIDTH, epochs=self._config["epochs"])
            domains, polarity = others.result()
        return SignalModel(tagger, domains, polarity, taal().cues, hints(), taal().deelzinnen)

    @staticmethod
    def _learn_polarity(messages: List[Message]) -> PolarityModel:
        marks, vectors, polarities = [], [], []
        for message in messages:
            reading = training_reading(message.get(TEXT))
            for span in spans_of_message(message):
                start, end = span["start"], span["end"]
                marks.append(marks_of(reading.text, reading.tokens, start, end, span["domein"], taal().cues))
                vectors.append(span_vector(reading, start, end))
                polarities.append(span["polariteit"])
        return PolarityModel.train(marks, vectors, polarities)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the signals to incoming messages."""
        for message in messages:
            signals = self._model.predict(reading_of(message))
            message.set(SIGNALEN, [signal.as_dict() for signal in signals], add_to_output=True)
        return messages
