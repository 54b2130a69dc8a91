"""Texts become responses; wrong texts stop the training with file and key."""

from __future__ import annotations

import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.entities_parser import find_entities_in_training_example

from rasa_project.errors import ContentError
from rasa_project.training.text_importer import TextImporter, read_responses

DOMAIN = 'version: "3.1"\nintents: [groet]\nresponses: {utter_storing: [{text: "Mis."}]}\n'


@pytest.fixture
def data(tmp_path):
    (tmp_path / "domain.yml").write_text(DOMAIN)
    (tmp_path / "data" / "teksten").mkdir(parents=True)
    return tmp_path / "data"


def write(data, content: str, name: str = "gesprek.yml") -> None:
    (data / "teksten" / name).write_text(content, encoding="utf-8")


def responses(data):
    importer = TextImporter(None, str(data.parent / "domain.yml"), [str(data)])
    return importer.get_domain().responses


def test_every_key_becomes_a_response(data):
    write(
        data,
        "teksten:\n"
        "  begroeting:\n"
        "    varianten: ['Hoi, fijn je te zien.', 'Dag.']\n"
        "    knoppen: [{titel: 'Wie bel ik?', keuze: '/vraag_contact'}]\n",
    )
    write(data, "teksten: {acuut_112: {veilig: true, varianten: ['Bel 112.']}}", "acuut.yml")
    buttons = [{"title": "Wie bel ik?", "payload": "/vraag_contact"}]
    assert responses(data) == {
        "utter_storing": [{"text": "Mis."}],
        "utter_begroeting": [
            {"text": "Hoi, fijn je te zien.", "buttons": buttons},
            {"text": "Dag.", "buttons": buttons},
        ],
        "utter_acuut_112": [{"text": "Bel 112."}],
    }


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("teksten: {storing: {varianten: [Oei]}}", "utter_storing"),
        ("teksten: {x: {varianten: []}}", "'x' has no list"),
        ("teksten: {x: [a]}", "'x' has no list"),
        ("teksten: {x: {varianten: [112]}}", "'x' is empty or not text"),
        ("teksten: {x: {varianten: ['  ']}}", "'x' is empty or not text"),
        ("teksten: {x: {veilig: true, varianten: [a, b]}}", "exactly one variant"),
        ("teksten: {x: {varianten: [a], knoppen: [{titel: b}]}}", "button of 'x'"),
        ("teksten: {x: {varianten: [a]}, x: {varianten: [b]}}", "gesprek.yml, regel 1"),
        ("iets: {}", "one mapping 'teksten'"),
        ("teksten:\n  x: [", "gesprek.yml, regel"),
    ],
)
def test_wrong_texts_are_refused(data, content, part):
    write(data, content)
    with pytest.raises(ContentError, match=part) as caught:
        responses(data)
    assert isinstance(caught.value, RasaException)  # Rasa prints these without a traceback


def test_a_key_in_two_files_is_refused(data):
    write(data, "teksten: {x: {varianten: [a]}}", "een.yml")
    write(data, "teksten: {x: {varianten: [b]}}", "twee.yml")
    with pytest.raises(ContentError, match="een.yml and in .*twee.yml"):
        responses(data)


@pytest.mark.parametrize("given", ["data", ["data"], ["data/nlu", "data/rules"]])
def test_the_texts_are_found_from_every_way_to_name_the_data(data, monkeypatch, given):
    for folder in ("nlu", "rules"):
        (data / folder).mkdir()
    write(data, "teksten: {x: {varianten: [a]}}")
    monkeypatch.chdir(data.parent)
    assert "utter_x" in TextImporter(None, "domain.yml", given).get_domain().responses


def test_no_texts_is_no_problem(tmp_path):
    assert read_responses([]) == {}


def test_a_signal_is_checked_once_and_a_wrong_one_always():
    text = 'hij [zou hebben gevochten]{"entity": "geweld_dreiging", "role": "onzeker"}'
    first, second = (find_entities_in_training_example(text) for _ in range(2))
    assert first == second
    assert (first[0]["value"], first[0]["entity"], first[0]["role"]) == (
        "zou hebben gevochten",
        "geweld_dreiging",
        "onzeker",
    )
    first[0]["role"] = "anders"
    assert find_entities_in_training_example(text)[0]["role"] == "onzeker"
    for _ in range(2):
        with pytest.raises(RasaException):
            find_entities_in_training_example('hij [vocht]{"rol": "onzeker"}')
