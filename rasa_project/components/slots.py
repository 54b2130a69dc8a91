"""Profession of the user and age of the person it is about, as entities. Components layer."""

from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import reading_of, taal, training_reading
from rasa_project.components.trained import TrainedComponent, details
from rasa_project.understanding.ages import AgeFinder
from rasa_project.understanding.roles import RoleModel
from rasa_project.understanding.slots import RoleFinder, Slot

LONGEST = 4_000
ROL = "rol"
VERMOED = "vermoed"
"""Mark of a role that was not named: what was said before goes first."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SlotExtractor(TrainedComponent, EntityExtractorMixin, GraphComponent):
    """Adds `rol` and `leeftijdscategorie` to the entities: what is named by rules, a role that shows by a model."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Nothing to set."""
        return {}

    @classmethod
    def restore(cls, arrays: Dict[Text, np.ndarray], meta: Dict[Text, Any]) -> RoleModel:
        """Makes the model from what was saved."""
        return RoleModel.from_arrays(arrays, meta)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Reads the words for professions and ages once."""
        super().__init__(*args, **kwargs)
        self._roles = RoleFinder(taal().rollen)
        self._ages = AgeFinder(taal().leeftijd, taal().getallen)

    def learn(self, messages: List[Message]) -> RoleModel:
        """Trains on every labelled message; most say nothing of the user."""
        return RoleModel.train(
            [training_reading(message.get(TEXT)) for message in messages],
            [details(message).get("rol") for message in messages],
        )

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds what it finds to incoming messages."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            found = [self._entity(slot) for slot in (self._roles.find(text), self._ages.find(text)) if slot is not None]
            if not any(entity["entity"] == ROL for entity in found):
                shown = self._model.predict(reading_of(message))
                found += [{**self._entity(Slot(ROL, shown, 0, len(text))), VERMOED: True}] if shown else []
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *found], add_to_output=True)
        return messages

    def _entity(self, slot: Slot) -> Dict[Text, Any]:
        return {"entity": slot.name, "value": slot.value, "start": slot.start, "end": slot.end, "extractor": self.name}
