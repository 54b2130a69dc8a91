"""The reading of a message with a toy network: pieces, words and the whole."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_project.language.pieces import Segmenter, Table
from rasa_project.language.tokens import tokenize
from rasa_project.understanding.context import LONGEST, VECTOR, WIDTH, ContextEncoder

PIECES = ["<s>", "</s>", "<unk>", "\u2581", "\u2581hij", "\u2581voet", "bal", "\u2581voetbal", ".", "h", "ij"]
SCORES = np.array([0, 0, 0, -9, -3, -5, -4, -6, -2, -8, -8], dtype=np.float32)


def segmenter() -> Segmenter:
    return Segmenter(PIECES, SCORES, unknown=2)


def encoder(network: object = None) -> ContextEncoder:
    codes = np.arange(len(PIECES), dtype=np.uint8)[:, None].repeat(WIDTH // 2, axis=1)
    scales = np.ones((len(PIECES), WIDTH // 32), dtype=np.float16)
    return ContextEncoder(
        segmenter(), Table(codes, scales), network or (lambda embedded: embedded), {"begin": 0, "end": 1}
    )


def test_the_likeliest_row_of_pieces_wins() -> None:
    assert segmenter().cut("voetbal", glued=False) == (7,)
    assert segmenter().cut("voet", glued=False) == (5,)
    assert segmenter().cut("hij", glued=True) == (9, 10)


def test_a_letter_in_no_piece_is_unknown_and_the_rest_is_read() -> None:
    assert segmenter().cut("hijé", glued=False) == (4, 2)
    assert segmenter().cut("", glued=False) == ()


def test_words_written_out_are_read_as_words() -> None:
    assert segmenter().cut("hij voetbal", glued=False) == (4, 7)


def test_four_bits_are_unpacked_low_half_first() -> None:
    codes = np.zeros((1, 16), dtype=np.uint8)
    codes[0, 0] = 0x5F
    row = Table(codes, np.array([[0.5]], dtype=np.float16)).rows([0])[0]
    assert row.shape == (32,)
    assert row[0] == (15 - 8) * 0.5
    assert row[16] == (5 - 8) * 0.5
    assert row[1] == -4.0


def test_a_word_is_the_sum_of_its_pieces() -> None:
    text = "hij hij."
    reading = encoder().read(text, tokenize(text))
    assert reading.sizes.tolist() == [1, 1, 1]
    single = Table(np.full((1, WIDTH // 2), 4, np.uint8), np.ones((1, WIDTH // 32), np.float16)).rows([0])[0]
    assert np.allclose(reading.words[0], single)
    assert reading.vector.shape == (VECTOR,)
    assert np.linalg.norm(reading.vector) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "😀"])
def test_nothing_to_read_still_gives_a_vector(text: str) -> None:
    reading = encoder().read(text, tokenize(text))
    assert np.isfinite(reading.vector).all()
    assert len(reading.words) == len(reading.tokens)


def test_a_long_message_is_read_in_parts_that_fit() -> None:
    seen: list[int] = []

    def network(embedded: np.ndarray) -> np.ndarray:
        seen.append(embedded.shape[1])
        return embedded

    text = "hij " * (LONGEST + 20)
    reading = encoder(network).read(text, tokenize(text))
    assert seen == [LONGEST + 2, 22]
    assert (reading.sizes == 1).all()
    assert np.allclose(reading.words[0], reading.words[-1])
