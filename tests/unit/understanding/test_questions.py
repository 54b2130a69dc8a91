"""Finding a fixed answer: by meaning and by words, or not at all. Vectors are made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_project.understanding.questions import FixedAnswer, Grenzen, Part, QuestionFinder, Vocabulary, same_word

GRENZEN = Grenzen(
    genoeg=1.15, dekking=0.5, voorsprong=0.0, weigering=0.5, ver=1.45, gewicht_woorden=0.6, gewicht_voorbeeld=0.3
)
KENNIS = frozenset({"vraag_kennis"})


def part(direction: int, words: str, tilt: float = 0.0) -> Part:
    """A vector of length 1 along an axis, tilted towards the next one."""
    vector = np.zeros(4, dtype=np.float32)
    vector[direction], vector[(direction + 1) % 4] = np.cos(tilt), np.sin(tilt)
    return Part(vector, tuple(words.split()))


def finder(grenzen: Grenzen = GRENZEN) -> QuestionFinder:
    answers = [
        FixedAnswer("weegploeg", (), KENNIS, frozenset({"voorzitter", "politie"})),
        FixedAnswer("polarisatie", (), KENNIS, frozenset({"groepen"})),
        FixedAnswer("weigering", (), frozenset({"ongepast"})),
    ]
    examples = [
        [part(0, "wat is een weegploeg")],
        [part(1, "wat is polarisatie")],
        [part(2, "is hij radicaal")],
    ]
    return QuestionFinder(answers, examples, frozenset({"wat", "is", "een", "de"}), grenzen)


def test_a_question_with_the_same_meaning_and_words_is_found() -> None:
    found = finder().find([part(0, "wat is de weegploeg", 0.4)], ["vraag_kennis"])
    assert found is not None and found.key == "weegploeg"


def test_a_word_that_no_answer_knows_speaks_against_it() -> None:
    assert finder().find([part(0, "salaris budget weegploeg", 0.1)], ["vraag_kennis"]) is None


def test_words_of_the_answer_count_as_well_as_those_of_its_examples() -> None:
    assert finder().find([part(0, "politie weegploeg", 0.6)], ["vraag_kennis"]) is not None


def test_meaning_alone_is_not_enough() -> None:
    assert finder().find([part(0, "iets heel anders")], ["vraag_kennis"]) is None


def test_understood_as_something_else_it_must_come_closer() -> None:
    near, same = part(0, "wat is de weegploeg", 1.1), part(0, "wat is een weegploeg")
    assert finder().find([near], ["vraag_kennis"]) is not None
    assert finder().find([near], ["stroomschema"]) is None
    assert finder().find([same], ["stroomschema"]) is not None


def test_the_best_sentence_of_a_message_counts() -> None:
    parts = [part(3, "lang verhaal over iets anders"), part(1, "wat is polarisatie")]
    found = finder().find(parts, ["vraag_kennis"])
    assert found is not None and found.key == "polarisatie"


def test_a_refusal_is_chosen_by_meaning_among_refusals_only() -> None:
    found = finder().refuse([part(2, "onbekende woorden", 0.5)], "ongepast")
    assert found is not None and found.key == "weigering"
    assert finder().refuse([part(0, "wat is een weegploeg")], "ongepast") is None
    assert finder().refuse([part(0, "wat is een weegploeg")], "groet") is None


def test_nothing_typed_finds_nothing() -> None:
    assert finder().find([Part(np.zeros(4, dtype=np.float32), ())], ["vraag_kennis"]) is None


def test_examples_belong_to_answers() -> None:
    with pytest.raises(ValueError, match="examples of 0 answers for 1 answers"):
        QuestionFinder([FixedAnswer("a", (), KENNIS)], [], frozenset(), GRENZEN)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("stap", "stappen", True),
        ("weegploeg", "weegploegen", True),
        ("meldcode", "meldcodes", True),
        ("radicaliseren", "radicalisering", True),
        ("meldpunt", "radicaliseringsmeldpunt", True),
        ("veiligheidsraad", "veiligheidshuis", False),
        ("arts", "artsen", True),
        ("dood", "geluk", False),
        ("wet", "weten", False),
    ],
)
def test_forms_of_a_word(left: str, right: str, same: bool) -> None:
    assert same_word(left, right) is same_word(right, left) is same


def test_a_vocabulary_finds_every_form_and_forgets_nothing() -> None:
    vocabulary = Vocabulary([frozenset({"weegploeg"}), frozenset({"meldpunt"})])
    for _ in range(2):
        assert vocabulary.who_knows("weegploegen").tolist() == [True, False]
        assert vocabulary.who_knows("salaris").tolist() == [False, False]
