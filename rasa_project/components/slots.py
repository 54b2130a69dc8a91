"""Profession of the user and age of the person it is about, as entities. Components layer."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.components.encoder import taal
from rasa_project.understanding.slots import RoleFinder, Slot, find_age

LONGEST = 4_000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SlotExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `rol` and `leeftijdscategorie` to the entities."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SlotExtractor:
        """Makes the component; see the parent class."""
        return cls()

    def __init__(self) -> None:
        """Reads the words for professions once."""
        self._roles = RoleFinder(taal().rollen)

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Accepts every configuration."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds what it finds to incoming messages."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            found = [slot for slot in (self._roles.find(text), find_age(text)) if slot is not None]
            entities = list(message.get(ENTITIES) or []) + [self._entity(slot) for slot in found]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _entity(self, slot: Slot) -> Dict[Text, Any]:
        return {"entity": slot.name, "value": slot.value, "start": slot.start, "end": slot.end, "extractor": self.name}
