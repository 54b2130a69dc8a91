"""What is worth giving back."""

from __future__ import annotations

import pytest

from rasa_project.consultation.opnemen import tells_something


@pytest.mark.parametrize("words", ["[NAAM-1]", "[NAAM-1] en [NAAM-2]", "[NAAM-1] op [PLAATS-1]", "huilt"])
def test_what_was_taken_out_tells_nothing(words: str) -> None:
    assert not tells_something(words)


@pytest.mark.parametrize("words", ["[NAAM-1] huilt", "riep dat de burgemeester moet hangen"])
def test_a_word_of_meaning_beside_it_does(words: str) -> None:
    assert tells_something(words)
