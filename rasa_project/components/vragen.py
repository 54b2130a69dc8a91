"""Finds the fixed answer that fits a question, by meaning. Components layer.

The answers are read from `data/kennis` when the model is loaded, not when it is
trained: an editor who adds an example question changes no model.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.components.encoder import load_encoder, read_text, reading_of
from rasa_project.components.intents import INTENTS
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.knowledge.repository import Kennis
from rasa_project.language.sentences import split_sentences
from rasa_project.understanding.questions import FixedAnswer, QuestionFinder

VRAAG = "vraag"
BEGRIP = "begrip:"
"""Before the id of an explanation, to tell it from the key of a text."""

BEGRIP_BIJ = frozenset(
    {"vraag_kennis", "vraag_werkwijze", "vraag_signalen", "vraag_lse", "buiten_bereik", "vraag_training"}
)


def fixed_answers(kennis: Kennis) -> List[FixedAnswer]:
    """All answers that can be found: fixed texts and explanations."""
    answers = [FixedAnswer(v.sleutel, v.voorbeelden, frozenset(v.bij)) for v in kennis.vragen.values()]
    for begrip in kennis.begrippen.values():
        answers.append(FixedAnswer(BEGRIP + begrip.id, begrip.vragen, BEGRIP_BIJ))
    return [answer for answer in answers if answer.examples]


@lru_cache(maxsize=1)
def load_finder(least: float, margin: float) -> QuestionFinder:
    """The finder over this project's own answers, made once per process."""
    answers = fixed_answers(shared_kennis())
    vectors = [read_text(example).vector for answer in answers for example in answer.examples]
    return QuestionFinder(answers, np.stack(vectors), least, margin)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class FixedAnswerFinder(GraphComponent):
    """Puts `vraag` on a message: the key of the answer that comes close enough, or None."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`least`: cosine below which there is no answer (`refusal`: for what is refused); `margin`: lead."""
        return {"least": 0.62, "refusal": 0.5, "margin": 0.02}

    def __init__(self, config: Dict[Text, Any]) -> None:
        """Loads the answers, so that the first message does not wait for them."""
        self._refusal = float(config["refusal"])
        self._finder = load_finder(float(config["least"]), float(config["margin"]))

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FixedAnswerFinder:
        """Makes the component; see the parent class."""
        return cls({**cls.get_default_config(), **config})

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training messages as they are: nothing is learned here."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Looks at every incoming message, as a whole and per sentence."""
        for message in messages:
            reading = reading_of(message)
            vectors = [reading.vector]
            sentences = split_sentences(message.get(TEXT) or "")
            if 1 < len(sentences) <= 8:
                places = [_tokens(reading.tokens, start, end) for start, end in sentences]
                vectors.extend(load_encoder().spans(reading, [p for p in places if p[0] < p[1]]))
            intents = message.get(INTENTS) or []
            # What must be refused is known by then; only the words of the refusal are to be chosen.
            refused = "ongepast" in intents
            found = self._finder.find(
                np.stack(vectors), ["ongepast"] if refused else intents, self._refusal if refused else None
            )
            message.set(VRAAG, found.key if found else None, add_to_output=True)
        return messages


def _tokens(tokens: Any, start: int, end: int) -> tuple[int, int]:
    """The range of tokens within a stretch of text."""
    inside = [i for i, token in enumerate(tokens) if token.start >= start and token.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
