"""The sentence encoder, loaded once per process, and the Rasa featurizer around it. Components layer.

Trained on this project's own sentences and questions (`docs/adr/0005-eigen-zinsencoder.md`).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Text, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.knowledge.taal import Taal, load_taal
from rasa_project.language.pieces import unpack
from rasa_project.language.tokens import Token
from rasa_project.understanding.context import ContextEncoder
from rasa_project.understanding.encoder import Reading

LEZING = "lezing"
MOST_WORDS = 1_000
SIDE_BY_SIDE = 16
FOLDER = Path(__file__).resolve().parents[2] / "vendor" / "zinsencoder"


@lru_cache(maxsize=1)
def load_encoder() -> ContextEncoder:
    """The encoder of this project, from `vendor/zinsencoder`, on the thread that asks."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    session = onnxruntime.InferenceSession(str(FOLDER / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(FOLDER / "woorddelen.npz", allow_pickle=False) as arrays:
        segmenter, table, edges = unpack(arrays)

    def network(embedded: np.ndarray) -> np.ndarray:
        return session.run(None, {"embedded": embedded})[0]  # type: ignore[no-any-return]

    return ContextEncoder(segmenter, table, network, edges)


@lru_cache(maxsize=1)
def taal() -> Taal:
    """The word lists and rules, read once per process."""
    return load_taal()


def read_text(text: str) -> Reading:
    """Reads a message; of a very long one the first thousand words."""
    return load_encoder().read(text, taal().reader.read(text, MOST_WORDS))


def reading_of(message: Message) -> Reading:
    """The reading that the featurizer left on the message, or a new one (in training)."""
    reading = message.get(LEZING)
    return reading if reading is not None else read_text(message.get(TEXT) or "")


def read_many(texts: Sequence[Text]) -> Iterator[Reading]:
    """Reads many texts, each once and in no order: those of one length side by side, a thread a core."""
    encoder, reader = load_encoder(), taal().reader
    waiting: Dict[int, List[Tuple[Text, List[Token]]]] = {}
    for text in dict.fromkeys(texts):
        tokens = reader.read(text, MOST_WORDS)
        waiting.setdefault(encoder.pieces_of(tokens), []).append((text, tokens))
    batches = [
        group[low : low + SIDE_BY_SIDE] for group in waiting.values() for low in range(0, len(group), SIDE_BY_SIDE)
    ]
    # The network lets go of Python's lock, so a thread a core reads that many batches at a time.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for readings in pool.map(encoder.read_side_by_side, batches):
            yield from readings


_TRAINING: Dict[Text, Reading] = {}


def read_for_training(texts: Sequence[Text]) -> None:
    """Reads all training messages that were not read yet."""
    for reading in read_many([text for text in texts if text not in _TRAINING]):
        _TRAINING[reading.text] = replace(reading, words=reading.words.astype(np.float16))


def training_reading(text: str) -> Reading:
    """The reading of a training message, read once for all components that learn from it; words in half precision."""
    reading = _TRAINING.get(text)
    if reading is None:
        full = read_text(text)
        reading = _TRAINING[text] = replace(full, words=full.words.astype(np.float16))
    return reading


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Puts the sentence vector on a message, and the whole reading for the components after it."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Needs no other component: it reads words by itself."""
        return []

    @staticmethod
    def required_packages() -> List[Text]:
        """None that Rasa can check: the package and its module have different names."""
        return []

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Nothing to set beyond what every dense featurizer has."""
        return {**DenseFeaturizer.get_default_config()}

    def __init__(self, config: Dict[Text, Any], name: Text) -> None:
        """Loads the encoder and the word lists, so that the first message does not wait for them."""
        super().__init__(name, config)
        load_encoder()
        taal()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Makes the component; see the parent class."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Accepts every configuration."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads incoming messages."""
        for message in messages:
            reading = read_text(message.get(TEXT) or "")
            message.set(LEZING, reading)
            self._add(message, reading)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Puts the vector alone on training messages: readings of all would fill the cache."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        read_for_training([message.get(TEXT) for message in messages])
        for message in messages:
            self._add(message, training_reading(message.get(TEXT)))
        return training_data

    def _add(self, message: Message, reading: Reading) -> None:
        vector = reading.vector[None, :].astype(np.float32)
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
