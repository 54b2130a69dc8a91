"""How a word sounds: names of many origins against Dutch words and their typing errors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasa_project.redaction.klank import EXTREME, groups, sound
from rasa_project.redaction.models import RedactionLists
from rasa_project.redaction.woordsoort import kind_of


def test_groups_mark_the_edges() -> None:
    assert set(groups("ab")) == {"^", "a", "b", "$", "^a", "ab", "b$", "^ab", "ab$", "^ab$"}


@pytest.mark.parametrize("name", ["xhinyi", "abdirahim", "krystofer", "shaquilleno", "oumayra", "jhevaughn"])
def test_made_up_names_sound_like_names(lists: RedactionLists, name: str) -> None:
    assert sound(name, lists.klank) > 0


@pytest.mark.parametrize("word", ["schoolverzuim", "onderwijsgeld", "vergadderen", "beschrijvnig", "gemeentlijk"])
def test_dutch_words_and_their_slips_do_not(lists: RedactionLists, word: str) -> None:
    assert sound(word, lists.klank) < 0


def test_the_steps_are_bounded(lists: RedactionLists) -> None:
    assert sound("zhangxiaomingzhiwei", lists.klank) == EXTREME
    assert sound("verantwoordelijkheidsgevoel", lists.klank) == -EXTREME


def test_a_name_that_splits_in_two_words_is_no_compound(lists: RedactionLists) -> None:
    without = replace(lists, voornamen=lists.voornamen - {"harpreet"}, achternamen=lists.achternamen - {"harpreet"})
    assert kind_of("harpreet", without) == "onbekend"
    assert kind_of("schoolplein", lists) in {"woord", "samen", "top"}
