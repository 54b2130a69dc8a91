"""`rasa data validate` on the real data: the command itself, once for the whole suite."""

from __future__ import annotations

from rasa_project.tools.meet_rasa import problems_in, validate


def test_rasa_finds_nothing_wrong_with_our_data(tmp_path):
    assert validate(tmp_path) == []


def test_only_what_is_meant_so_is_no_problem():
    meant = "UserWarning: The intent 'start' is listed in the domain file, but is not found in the NLU training data."
    unused = "\x1b[93mio.py:100: UserWarning: The utterance 'utter_x' is not used in any story or rule."
    wrong = "UserWarning: The intent 'groet' is listed in the domain file, but is not found in the NLU training data."
    double = "UserWarning: The example 'hoi' was found labeled with multiple different intents in the training data."
    conflict = "2026-11-30 12:00:00 WARNING  rasa.core.training.story_conflict  - Story structure conflict"
    library = "x.py:1: DeprecationWarning: Nesting argument groups is deprecated."
    assert problems_in("\n".join((meant, unused, library, "INFO rasa.validator - Validating intents..."))) == []
    assert problems_in("\n".join((wrong, double, conflict))) == [wrong, double, conflict]
