"""The trainable models on a toy encoder: they learn, survive saving, and never break on odd input."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from rasa_project.consultation.acuut import AcuteRule, AcuteRules
from rasa_project.language.cues import Cues
from rasa_project.language.tokens import tokenize
from rasa_project.language.word_groups import compile_group
from rasa_project.understanding.acute import AcuteModel
from rasa_project.understanding.arrays import load_arrays, save_arrays
from rasa_project.understanding.domains import DomainModel
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.hints import Hints
from rasa_project.understanding.intents import IntentModel
from rasa_project.understanding.polarity import PolarityModel, marks_of, span_vector
from rasa_project.understanding.signals import SignalModel, make_example
from rasa_project.understanding.tagger import DOMEINEN, Tagger

SIZE = 24
CUES = Cues.build(
    {
        **{
            kind: [{"reikwijdte": "beide", "woorden": ["niet"]}]
            for kind in ("ontkenning", "twijfel", "hoorzeggen", "ander", "mening")
        },
        "schijn": ["niet alleen"],
    }
)
HINTS = Hints({"online": compile_group(["discord", "filmpjes"])}, CUES)
RULES = AcuteRules.build(
    {"wapen": ["mes", "pistool"], "nu": ["nu"]}, [AcuteRule("wapen_nu", "geweld", "direct", ("wapen", "nu"))]
)


def toy_reading(text: str) -> Reading:
    """A reading with one fixed random vector per word."""
    tokens = tokenize(text)
    rows = [np.random.default_rng(zlib.crc32(token.form.encode())).standard_normal(SIZE) for token in tokens]
    words = np.array(rows, dtype=np.float32).reshape(-1, SIZE)
    vector = words.mean(axis=0) if len(tokens) else np.zeros(SIZE, dtype=np.float32)
    return Reading(
        text,
        tuple(tokens),
        words,
        np.ones(len(tokens), dtype=np.int64),
        (vector / max(float(np.linalg.norm(vector)), 1e-6)).astype(np.float32),
    )


TALES = [
    ("hij kijkt filmpjes op discord", "online"),
    ("zijn vader is overleden", "trigger_persoonlijk"),
    ("hij loopt met een mes", "geweld_dreiging"),
    ("ze draagt een ketting", "uiterlijk_symbolen"),
]


@pytest.fixture(scope="module")
def signal_model() -> SignalModel:
    examples = []
    for text, domein in TALES * 12:
        spans = [{"start": 0, "end": len(text), "domein": domein, "polariteit": "aanwezig"}]
        examples.append(make_example(toy_reading(text), spans, HINTS))
        examples.append(make_example(toy_reading("goedemorgen allemaal"), [], HINTS))
    marks, vectors, there = [], [], []
    for text, polarity in (("hij loopt met een mes", "aanwezig"), ("hij loopt niet met een mes", "afwezig")):
        for _ in range(6):
            marks.append(marks_of(text, tokenize(text), 0, len(text), "geweld_dreiging", CUES))
            vectors.append(span_vector(toy_reading(text), 0, len(text)))
            there.append(polarity)
    readings = [toy_reading(text) for text, _ in TALES] * 6 + [toy_reading("goedemorgen allemaal")] * 6
    spoken_of = np.zeros((len(readings), len(DOMEINEN)), dtype=np.float32)
    for row, (_, domein) in zip(spoken_of, TALES * 6):
        row[DOMEINEN.index(domein)] = 1.0
    domains = DomainModel.train(readings, spoken_of, HINTS)
    polarity_model = PolarityModel.train(marks, vectors, there)
    return SignalModel(Tagger.train(examples, epochs=200), domains, polarity_model, CUES, HINTS)


@pytest.mark.parametrize(("text", "domein"), TALES)
def test_signals_are_learned_with_their_place(signal_model: SignalModel, text: str, domein: str) -> None:
    signals = signal_model.predict(toy_reading(text))
    assert [(signal.domein, text[signal.start : signal.end]) for signal in signals] == [(domein, text)]


def test_denial_is_learned(signal_model: SignalModel) -> None:
    for text, expected in (("hij loopt niet met een mes", 1), ("hij loopt met een mes", 0)):
        marks = marks_of(text, tokenize(text), 0, len(text), "geweld_dreiging", CUES)
        chances = signal_model._polarity.chances(marks, span_vector(toy_reading(text), 0, len(text)))
        assert chances.argmax() == expected


def test_a_greeting_has_no_signal(signal_model: SignalModel) -> None:
    assert signal_model.predict(toy_reading("goedemorgen allemaal")) == ()


def test_saved_weights_give_the_same(signal_model: SignalModel, tmp_path: Path) -> None:
    arrays, meta = signal_model.to_arrays()
    save_arrays(tmp_path / "gewichten.npz", arrays, meta)
    again = SignalModel.from_arrays(*load_arrays(tmp_path / "gewichten.npz"), CUES, HINTS)
    for text, _ in TALES:
        assert again.predict(toy_reading(text)) == signal_model.predict(toy_reading(text))


def test_weights_are_never_code(tmp_path: Path) -> None:
    np.savez(tmp_path / "boos.npz", a=np.array([{"x": 1}], dtype=object))
    with pytest.raises(ValueError):
        load_arrays(tmp_path / "boos.npz")


ODD = [
    "",
    " ",
    "a",
    "?",
    "漢字かな",
    "привет как дела",
    "😀😀",
    "\x00\x01",
    "x " * 3000,
    "|a|b|\n|1|2|\n" * 40,
    "/start",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_never_breaks(signal_model: SignalModel, text: str) -> None:
    reading = toy_reading(text)
    for signal in signal_model.predict(reading):
        assert 0 <= signal.start < signal.end <= len(text)


def test_intents_main_and_other() -> None:
    texts = [
        ("hallo daar", ["groet"]),
        ("hij is boos wie kan ik bellen", ["casus_beschrijven", "vraag_contact"]),
        ("hij is boos", ["casus_beschrijven"]),
        ("wie kan ik bellen", ["vraag_contact"]),
    ] * 60
    model = IntentModel.train([toy_reading(text) for text, _ in texts], [names for _, names in texts], epochs=80)
    arrays, meta = model.to_arrays()
    again = IntentModel.from_arrays(arrays, meta)
    for text, names in texts[:4]:
        assert set(again.predict(toy_reading(text)).chosen) == set(names)
        assert again.predict(toy_reading(text)).ranking[0][0] == names[0]
    assert not again.predict(toy_reading("")).zeker


def test_a_verdict_asked_for_in_the_last_sentence_is_heard() -> None:
    texts = [
        ("hij is boos", ["casus_beschrijven"]),
        ("ze draagt een ketting", ["casus_beschrijven"]),
        ("is hij een nazi", ["ongepast"]),
    ]
    model = IntentModel.train([toy_reading(t) for t, _ in texts * 60], [n for _, n in texts * 60], epochs=80)
    story = toy_reading("hij is boos ze draagt een ketting")
    assert model.predict(story).chosen == ("casus_beschrijven",)
    assert model.predict(story, toy_reading("ze draagt een ketting")).chosen == ("casus_beschrijven",)
    assert model.predict(story, toy_reading("is hij een nazi")).chosen == ("casus_beschrijven", "ongepast")


def test_danger_is_learned_and_rules_count() -> None:
    texts = ["hij heeft nu een pistool", "iemand staat met een mes voor mij", "ze praat weer", "wie kan ik bellen"] * 8
    acute = [True, True, False, False] * 8
    model = AcuteModel.train([toy_reading(text) for text in texts], acute, RULES, epochs=150)
    assert model.predict(toy_reading(texts[0]), RULES, 0.2, 0.6).modus == "direct"
    assert model.predict(toy_reading("heeft nu mes"), RULES, 0.99, 0.999).modus == "vraag"
    assert not model.predict(toy_reading("wie kan ik bellen"), RULES, 0.4, 0.6).acuut
    assert not model.predict(toy_reading("?!"), RULES, 0.4, 0.6).acuut
