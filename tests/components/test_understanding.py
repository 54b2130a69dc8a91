"""Our components through Rasa's own wiring: train, save, load, process; the very classes of config.yml."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.components.acuut import AcuteDetector
from rasa_project.components.encoder import SentenceEncoderFeaturizer, read_for_training, read_text, training_reading
from rasa_project.components.intents import MultiIntentClassifier
from rasa_project.components.signalen import SignalExtractor, spans_of_message
from rasa_project.components.slots import SlotExtractor
from rasa_project.components.trained import intents_of

TRAINED = (SignalExtractor, MultiIntentClassifier, AcuteDetector, SlotExtractor)
NLU = """
version: "3.1"
nlu:
- intent: groet
  examples: |
    - hallo
    - goedemorgen, iemand aanwezig?
    - hoi hoi
- intent: spoed
  examples:
  - text: |
      [hij staat nu met een mes](geweld_dreiging) bij de deur
    metadata: {ook: [casus_beschrijven]}
  - text: |
      help
- intent: casus_beschrijven
  examples:
  - text: |
      [NAAM-1] [kijkt de hele nacht filmpjes](online), hoe begin ik daarover
    metadata: {ook: [vraag_gespreksvoering]}
  - text: |
      er is [geen mes gezien]{"entity": "geweld_dreiging", "role": "afwezig"}
  - text: |
      [zijn vader is overleden](trigger_persoonlijk)
- intent: vraag_gespreksvoering
  examples: |
    - hoe begin ik het gesprek
    - wat zeg ik tegen zijn moeder
"""


@pytest.fixture(scope="module")
def data() -> TrainingData:
    return RasaYAMLReader().reads(NLU)


@pytest.fixture(scope="module")
def pipeline(data: TrainingData, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The components after training, saving and loading again."""
    folder: Path = tmp_path_factory.mktemp("model")
    storage = LocalModelStorage.create(folder)
    context = ExecutionContext(GraphSchema({}), "test", node_name="test")
    parts: list[Any] = [
        SentenceEncoderFeaturizer.create(
            SentenceEncoderFeaturizer.get_default_config(), storage, Resource("encoder"), context
        )
    ]
    for kind in TRAINED:
        resource = Resource(kind.__name__)
        kind.create(kind.get_default_config(), storage, resource, context).train(data)
        parts.append(kind.load(kind.get_default_config(), storage, resource, context))
    return parts


def understand(pipeline: list[Any], text: str) -> dict[str, Any]:
    messages = [Message({"text": text})]
    for part in pipeline:
        messages = part.process(messages)
    return messages[0].as_dict(only_output_properties=True)


def test_training_data_gives_intents_spans_and_placeholders(data: TrainingData) -> None:
    by_text = {message.get("text"): message for message in data.training_examples}
    message = by_text["[NAAM-1] kijkt de hele nacht filmpjes, hoe begin ik daarover"]
    assert intents_of(message) == ["casus_beschrijven", "vraag_gespreksvoering"]
    (span,) = spans_of_message(message)
    assert (message.get("text")[span["start"] : span["end"]], span["domein"]) == (
        "kijkt de hele nacht filmpjes",
        "online",
    )
    (denied,) = spans_of_message(by_text["er is geen mes gezien"])
    assert denied["polariteit"] == "afwezig"


def test_the_answer_has_the_agreed_shape_and_stays_small(pipeline: list[Any]) -> None:
    parsed = understand(pipeline, "hallo, ik ben mentor. een jongen van 16 kijkt de hele nacht filmpjes")
    assert {"intent", "intent_ranking", "intents", "zeker", "acuut", "signalen", "entities"} <= set(parsed)
    assert set(parsed["acuut"]) == {"acuut", "modus", "soort"}
    assert {entity["entity"]: entity["value"] for entity in parsed["entities"]} == {
        "rol": "mentor",
        "leeftijdscategorie": "16-17",
    }
    assert len(parsed["intent_ranking"]) <= 5
    assert parsed["intents"][0] == parsed["intent"]["name"]
    assert "lezing" not in parsed and "doelen" not in parsed
    for signal in parsed["signalen"]:
        assert set(signal) == {"start", "end", "domein", "polariteit", "bron", "mening"}


def test_messages_read_side_by_side_are_read_as_one_by_one() -> None:
    texts = ["hij trekt zich terug", "ze zit vaak online", "hij trekt zich terug en zegt niets meer"]
    read_for_training(texts)
    for text in texts:
        alone, beside = read_text(text).vector, training_reading(text).vector
        assert float(alone @ beside) > 0.99


def test_danger_comes_first(pipeline: list[Any]) -> None:
    parsed = understand(pipeline, "hij staat nu met een mes bij de deur")
    assert parsed["acuut"]["acuut"]
    assert parsed["intent"]["name"] in ("spoed", "spoed_twijfel")
    assert parsed["intents"][0] == parsed["intent"]["name"]


@pytest.mark.parametrize(
    "text", ["", " ", "a", "?!", "漢字かな", "مرحبا", "😀", "|a|b|\n" * 200, "woord " * 10_000, "x" * 30_000, "1" * 500]
)
def test_odd_input_gets_an_answer_within_a_second(pipeline: list[Any], text: str) -> None:
    """On a slow machine in no more than twenty times what a story of 250 words takes there."""
    story = "hij laat zijn oude vrienden vallen en is veel online " * 25
    understand(pipeline, story)
    usual, _ = _seconds(pipeline, story)
    took, parsed = _seconds(pipeline, text)
    assert took < max(1.0, 20 * usual)
    assert parsed["intent"]["name"]


def _seconds(pipeline: list[Any], text: str) -> tuple[float, dict[str, Any]]:
    began = time.process_time()
    parsed = understand(pipeline, text)
    return time.process_time() - began, parsed


@pytest.mark.parametrize("text", ["", " ", "?!", "漢字かな"])
def test_what_cannot_be_read_is_no_sure_guess(pipeline: list[Any], text: str) -> None:
    parsed = understand(pipeline, text)
    assert parsed["zeker"] is False
    assert parsed["acuut"]["acuut"] is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("die moslim bidt in de moskee", "die christen bidt in de kerk"),
        ("een Marokkaanse jongen staat buiten met een mes", "een Poolse jongen staat buiten met een mes"),
        ("[NAAM-1] wil actie voor klimaat", "[NAAM-4] wil actie voor stikstof"),
    ],
)
def test_twins_are_understood_the_same(pipeline: list[Any], one: str, other: str) -> None:
    first, second = understand(pipeline, one), understand(pipeline, other)
    assert first["intents"] == second["intents"]
    assert first["acuut"] == second["acuut"]
    assert [s["domein"] for s in first["signalen"]] == [s["domein"] for s in second["signalen"]]
