"""A few random walks against the real assistant; two hundred run on the pure function (tests/unit/consultation).

Danger comes at a random place in every walk, and must be answered with 112 first wherever it comes.
"""

from __future__ import annotations

import random
import uuid

import pytest
from conversations.player import Keys
from conversations.test_transcripts import keys  # noqa: F401  the wording, by key
from e2e.assistant import Assistant
from e2e.conftest import assistant  # noqa: F401  the one real assistant of this run

BEURTEN = 40
GEVAAR = "hij staat nu met een mes op het schoolplein"
BEURT = (
    "een leerling heeft zijn oude vrienden laten vallen en zit elke nacht online in een besloten groep",
    "hij komt nog trouw naar voetbal",
    "hij is agressief",
    "sla maar over",
    "weet ik niet",
    "is dit anoniem?",
    "wie kan ik bellen in ede",
    "kan dit wachten tot maandag?",
    "geef hem een cijfer",
    "mag ik zijn socials bekijken?",
    "nu een ander geval",
    "terug naar het vorige geval",
    "maak een samenvatting",
    "dat van die vrienden klopt niet",
    "stroomschema",
    "verder",
    "terug",
    "stop",
    "ja",
    "nee",
    "/weet_niet",
    "/vraag_gespreksvoering",
    "/vraag_triggerfactoren",
    "/vraag_training",
    "/bedanken",
    '/kies_antwoord{"antwoord":"kaart_bel"}',
    '/kies_antwoord{"antwoord":"kaart_weekend"}',
    '/kies_antwoord{"antwoord":"kaart_verklaring"}',
    '/kies_antwoord{"antwoord":"vul_aan"}',
    '/kies_antwoord{"antwoord":"sla_over"}',
    '/kies_antwoord{"antwoord":"agenda"}',
    '/kies_antwoord{"antwoord":"veilig_nu"}',
)


@pytest.mark.parametrize("seed", range(6))
def test_a_walk_is_never_silent_and_never_loses_danger(seed: int, assistant: Assistant, keys: Keys) -> None:  # noqa: F811
    chance = random.Random(seed)
    sender = f"wandeling {uuid.uuid4()}"
    said = chance.choices(BEURT, k=BEURTEN)
    for place in sorted(chance.sample(range(BEURTEN), 4)):
        said[place] = GEVAAR
    for turn, words in enumerate(said):
        bubbles = assistant.chat(sender, words, "2026-11-21T23:40:00+01:00")
        got = [keys.of(b["text"]) for b in bubbles if b.get("text")]
        where = f"beurt {turn} «{words}»: {got}"
        assert got, where
        assert not [key for key in got if key.startswith("?") or key == "storing"], where
        if words == GEVAAR:
            assert got[0].startswith("acuut_"), where
