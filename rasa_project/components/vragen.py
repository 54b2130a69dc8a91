"""Finds the fixed answer that fits a question, by meaning. Components layer.

The answers are read from `data/kennis` and learned from when the model is loaded, not
when it is trained: an editor who adds an example question changes no model. What was
learned is kept beside the models until the content changes.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Dict, List, Text, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.components.encoder import read_many, reading_of
from rasa_project.components.geleerd import learned_once
from rasa_project.components.intents import INTENTS
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.knowledge.repository import Kennis
from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import fold, tokenize
from rasa_project.settings import load_settings
from rasa_project.understanding.context import WIDTH
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.questions import FixedAnswer, Grenzen, Learned, Part, QuestionFinder, learn

VRAAG = "vraag"
SCORE = "vraag_score"
BEGRIP = "begrip:"
"""Before the id of an explanation, to tell it from the key of a text."""

ONBEKEND = "kennis_onbekend"
"""Text that says that we do not know and who does; found like any other answer."""

VERHAAL = "casus_beschrijven"
KENNISVRAAG = "vraag_kennis"
"""Intent of a question about the field."""

LONGEST = 2_000
"""Letters; what is longer is a story, and its question stands in the beginning or is not looked for."""

ZEKER = "vraag_zeker"

GEEN_OORDEEL, GEEN_OORDEEL_ONBEKEND = 0.4, 0.65
"""Least lead of an answer, and of what has none, when the message was taken for a request that is refused; chosen on
the development sets, where no request for a verdict comes near it."""

GEVAAR = ("spoed", "spoed_twijfel")
"""In danger nobody is told what a word means."""


def fixed_answers(kennis: Kennis) -> List[FixedAnswer]:
    """All answers that can be found, questions we know to have no answer to, and what is left to the conversation."""
    found = kennis.vragen
    answers = []
    for vraag in found.antwoorden.values():
        examples = (*vraag.voorbeelden, *found.vormen.get(vraag.sleutel, ()))
        answers.append(FixedAnswer(vraag.sleutel, examples, frozenset(vraag.bij)))
    for begrip in kennis.begrippen.values():
        # What an answer says is asked in its own words too; so a new one is found with few examples.
        sentences = (begrip.antwoord[start:end] for start, end in split_sentences(begrip.antwoord))
        examples = (*begrip.vragen, *found.vormen.get(begrip.id, ()), begrip.titel, *sentences)
        answers.append(FixedAnswer(BEGRIP + begrip.id, examples, frozenset(found.begrip_bij)))
    answers.append(FixedAnswer(ONBEKEND, found.onbekend, frozenset(found.begrip_bij), known=False))
    answers.append(FixedAnswer("", found.gesprek, frozenset(), known=False))
    return [answer for answer in answers if answer.examples]


@lru_cache(maxsize=1)
def load_finder() -> QuestionFinder:
    """The finder over this project's own answers, made once per process."""
    kennis, settings = shared_kennis(), load_settings()
    answers = fixed_answers(kennis)
    names = {id: [_words(way) for way in ways] for id, ways in kennis.vragen.namen.items()}

    def learn_now() -> Learned:
        parts = {reading.text: _whole(reading) for reading in read_many([e for a in answers for e in a.examples])}
        return learn([[parts[example] for example in answer.examples] for answer in answers], names)

    content = json.dumps([[(answer.key, answer.examples) for answer in answers], names], ensure_ascii=False)
    learned = learned_once(settings.root, settings.models, content, learn_now)
    return QuestionFinder(answers, learned, names, Grenzen(**kennis.vragen.grenzen))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class FixedAnswerFinder(GraphComponent):
    """Puts `vraag` on a message: the key of the answer that comes close enough, or None."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Nothing to set here: when an answer is close enough stands in `data/kennis/vragen.yml`."""
        return {}

    def __init__(self, config: Dict[Text, Any]) -> None:
        """Loads the answers, so that the first message does not wait for them."""
        self._finder = load_finder()
        self._sure = shared_kennis().vragen.grenzen["zeker"]

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
            intents = message.get(INTENTS) or []
            found = None
            if not set(GEVAAR).intersection(intents):
                parts = _parts(message)
                # What must be refused is known by then; only the words of the refusal are to be chosen. A question
                # about the field that only sounds like it ("hoe werkt het algoritme van tiktok") is answered.
                if "ongepast" in intents:
                    found = self._finder.refuse(parts, "ongepast")
                    asked = self._finder.find(parts, [KENNISVRAAG]) if VERHAAL not in intents else None
                    least = GEEN_OORDEEL_ONBEKEND if asked and asked.key == ONBEKEND else GEEN_OORDEEL
                    if asked is not None and asked.score >= least and not asked.key.endswith("_nee"):
                        found = asked
                else:
                    found = self._finder.find(parts, intents, asks=intents[:1] == [KENNISVRAAG])
            message.set(VRAAG, found.key if found else None, add_to_output=True)
            message.set(SCORE, found.score if found else None, add_to_output=True)
            sure = found is not None and found.score >= self._sure and found.key.startswith((BEGRIP, ONBEKEND))
            message.set(ZEKER, sure, add_to_output=True)
        return messages


def _parts(message: Message) -> List[Part]:
    """The whole message, and its sentences when there are a few."""
    reading = reading_of(message)
    sentences = split_sentences(reading.text[:LONGEST])
    places = [_tokens(reading, start, end) for start, end in sentences] if 1 < len(sentences) <= 8 else []
    long = len(reading.text) > LONGEST
    first = _sentence(reading, *_tokens(reading, 0, LONGEST)) if long else _whole(reading)
    return [first, *(_sentence(reading, *place) for place in places if place[0] < place[1])]


def _whole(reading: Reading) -> Part:
    """All of a message, as a question: the mean of its vectors, of length 1."""
    return Part(_unit(reading.vector[:WIDTH]), _typed(reading, 0, len(reading.tokens)))


def _sentence(reading: Reading, start: int, end: int) -> Part:
    """One sentence of a message, read among the others."""
    return Part(_unit(reading.words[start:end].sum(axis=0)), _typed(reading, start, end))


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-6)


def _typed(reading: Reading, start: int, end: int) -> Tuple[Text, ...]:
    """The words as they were typed: the encoder reads neutral ones, and here it matters which group is named."""
    return tuple(fold(reading.text[t.start : t.end]) for t in reading.tokens[start:end] if t.is_word)


def _words(text: str) -> Tuple[str, ...]:
    return tuple(fold(text[token.start : token.end]) for token in tokenize(text) if token.is_word)


def _tokens(reading: Reading, start: int, end: int) -> Tuple[int, int]:
    """The range of tokens within a stretch of text."""
    inside = [i for i, token in enumerate(reading.tokens) if token.start >= start and token.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
