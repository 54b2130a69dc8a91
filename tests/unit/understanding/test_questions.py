"""Finding a fixed answer: by meaning, words and letters, or not at all. Vectors are made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_project.understanding.questions import (
    Features,
    FixedAnswer,
    Grenzen,
    Names,
    Part,
    QuestionFinder,
    learn,
    letter_groups,
    word_groups,
)

GRENZEN = Grenzen(genoeg=0.0, ver=0.6, ver_onbekend=0.6, weigering=0.5, zeker=0.7)
KENNIS = frozenset({"vraag_kennis"})
NAMES = {"weegploeg": [("weegploeg",), ("ploeg", "die", "weegt")]}
ONBEKEND = "kennis_onbekend"


def part(direction: int, words: str, tilt: float = 0.0) -> Part:
    """A vector of length 1 along an axis, tilted towards the next one."""
    vector = np.zeros(6, dtype=np.float32)
    vector[direction], vector[(direction + 1) % 6] = np.cos(tilt), np.sin(tilt)
    return Part(vector, tuple(words.split()))


def finder(grenzen: Grenzen = GRENZEN, more: tuple[Part, ...] = ()) -> QuestionFinder:
    answers = [
        FixedAnswer("weegploeg", (), KENNIS),
        FixedAnswer("polarisatie", (), KENNIS),
        FixedAnswer("weigering", (), frozenset({"ongepast"})),
        FixedAnswer(ONBEKEND, (), KENNIS, known=False),
        FixedAnswer("", (), frozenset(), known=False),
    ]
    examples = [
        [part(0, "wat is een weegploeg"), part(0, "wie zit er in de weegploeg", 0.3), *more],
        [part(1, "wat is polarisatie"), part(1, "wij zij denken", 0.2)],
        [part(2, "is hij radicaal")],
        [part(3, "wat verdient een agent"), part(3, "hoeveel verdient de voorzitter", 0.1)],
        [part(4, "wie kan ik bellen"), part(4, "ik maak me zorgen")],
    ]
    return QuestionFinder(answers, learn(examples, NAMES), NAMES, grenzen)


def key(found: object) -> str | None:
    return getattr(found, "key", None)


def test_a_question_with_the_same_meaning_and_words_is_found() -> None:
    assert key(finder().find([part(0, "wat is de weegploeg", 0.4)], ["vraag_kennis"])) == "weegploeg"


def test_a_typing_error_is_forgiven() -> None:
    assert key(finder().find([part(0, "wat is een weegploegg", 0.4)], ["vraag_kennis"])) == "weegploeg"


def test_another_name_for_the_same_thing_is_the_same_word() -> None:
    assert Names(NAMES).unite(("wat", "is", "de", "ploeg", "die", "weegt")) == ("wat", "is", "de", "#weegploeg")
    assert key(finder().find([part(5, "wie zit er in de ploeg die weegt")], ["vraag_kennis"])) == "weegploeg"


def test_what_we_do_not_know_is_said() -> None:
    assert key(finder().find([part(3, "wat verdient een weegploeg")], ["vraag_kennis"])) == ONBEKEND


def test_what_belongs_to_the_conversation_is_left_to_it() -> None:
    said = part(4, "wie kan ik nu bellen", 0.1)
    assert finder().find([said], ["vraag_kennis"]) is None
    assert finder().find([said], ["vraag_kennis"], asks=True) != finder().find([said], ["vraag_kennis"])


def test_understood_as_something_else_it_must_come_closer() -> None:
    near, same = part(0, "iets van een weegploeg", 0.9), part(0, "wat is een weegploeg")
    assert key(finder().find([near], ["vraag_kennis"])) == "weegploeg"
    assert finder().find([near], ["stroomschema"]) is None
    assert key(finder().find([same], ["stroomschema"])) == "weegploeg"


def test_a_sentence_with_an_answer_counts_for_more_than_one_without() -> None:
    parts = [part(3, "hoeveel verdient de voorzitter"), part(1, "wat is polarisatie dan", 0.3)]
    assert key(finder().find(parts, ["vraag_kennis"])) == "polarisatie"


def test_a_new_example_is_learned_at_once() -> None:
    said = part(5, "oordeelt daar iemand", 0.2)
    assert finder().scores(said)[0] < 0.3
    assert key(finder(more=(part(5, "oordeelt daar iemand"),)).find([said], ["vraag_kennis"])) == "weegploeg"


def test_learning_the_same_gives_the_same() -> None:
    said = part(0, "wat doet een weegploeg", 0.7)
    assert np.array_equal(finder().scores(said), finder().scores(said))


def test_scores_are_one_for_an_example_and_nothing_for_something_else() -> None:
    scores = finder().scores(part(1, "wat is polarisatie"))
    assert int(np.argmax(scores)) == 1 and scores[1] > 0.8
    assert np.abs(finder().scores(part(5, "zzz qqq", 0.5))).max() < 0.3


def test_a_refusal_is_chosen_by_meaning_among_refusals_only() -> None:
    found = finder().refuse([part(2, "is hij erg radicaal", 0.1)], "ongepast")
    assert found is not None and found.key == "weigering"
    assert finder().refuse([part(0, "wat is een weegploeg")], "ongepast") is None
    assert finder().refuse([part(0, "wat is een weegploeg")], "groet") is None


def test_nothing_typed_finds_nothing() -> None:
    assert finder().find([Part(np.zeros(6, dtype=np.float32), ())], ["vraag_kennis"]) is None


def test_examples_belong_to_answers() -> None:
    learned = learn([[part(0, "wat is een weegploeg")], [part(1, "wat is polarisatie")]], {})
    with pytest.raises(ValueError, match="examples of 2 answers for 1 answers"):
        QuestionFinder([FixedAnswer("a", (), KENNIS)], learned, {}, GRENZEN)
    with pytest.raises(ValueError, match="nothing to learn from"):
        learn([], {})


def test_features_have_length_one_and_rare_ones_weigh_most() -> None:
    features = Features.of(word_groups, [("wat", "is"), ("wat", "doet"), ("wat", "weegt")])
    _, values = features.row(("wat", "weegt"))
    assert np.isclose(values @ values, 1.0)
    assert values.max() > 2 * values.min()


def test_what_no_example_has_makes_the_rest_weigh_less() -> None:
    features = Features.of(word_groups, [("wat", "is"), ("wat", "doet")])
    assert features.row(("wat", "kost"))[1].max() < features.row(("wat",))[1].max()
    assert features.row(("kost",))[0].size == 0


def test_alikeness_is_what_the_rows_have_in_common() -> None:
    questions = [("wat", "is"), ("wat", "doet"), ("hoe",)]
    table = np.zeros((3, 3))
    Features.of(word_groups, questions).add_alikeness(table, questions)
    assert np.allclose(np.diag(table), 1.0)
    assert np.allclose(table, table.T) and table[0, 1] > 0 and table[0, 2] == 0


def test_letters_are_taken_over_the_edges_of_words() -> None:
    assert {" is", "s e", "een"} <= letter_groups(("is", "een"))
