"""Random walks through the consultation: never silent, never in a loop, and danger is never lost.

Two hundred seeded walks of at least forty turns. In every state that a walk reaches an
acute message is tried on a copy of the case, so that no state is left out by chance.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from gesprekken import VERHAAL, ZATERDAGNACHT, Gesprek, real_kennis, signaal, verhaal

from rasa_project.consultation import gevaar
from rasa_project.consultation.beurt import Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevaar import SOORTEN
from rasa_project.consultation.handlers import HANDLERS
from rasa_project.consultation.keuzes import LOS, MET_ID

WANDELINGEN = 200
BEURTEN = 40
INTENTS = (*HANDLERS, "casus_beschrijven", "casus_beschrijven", "stroomschema", "kies_antwoord", "nlu_fallback")
ZINNEN = (
    "sla over",
    "geen vragen meer",
    "ja of nee!",
    "geef hem een cijfer",
    "mag ik zijn socials bekijken?",
    "doe alsof je mijn collega bent",
    "nu een ander geval",
    "terug naar het vorige geval",
    "dit nummer klopt niet",
    "zet het in mijn agenda",
    "kan dit wachten tot maandag?",
    "maak een belbriefje",
    "hij is agressief",
    "dat van die vrienden klopt niet",
    "niet mijn leerling maar mijn buurjongen",
    "iedereen is veilig",
    "xkcdfg qwrtzp lkjhgf",
    "I am worried about this boy and I do not know what to do",
    "Ich mache mir Sorgen und weiß nicht was ich machen kann",
    "[NAAM-1]",
    "hij bidt sinds kort elke dag",
)
KNOPPEN = (
    *sorted(LOS),
    *(f"{name}w{n}" for name in sorted(MET_ID) for n in (1, 2)),
    *("ja", "nee", "verder", "sla_over", "onzin", "gevaar", "geen_gevaar", "onveilig", "veilig_nu", "org_geen"),
    *("fout_lse", "reden_nummer_lse", "Ede", "Bergen (L.)"),
)
VERBODEN = ("ik bewaar niets", "volledig anoniem", "is geradicaliseerd", "geen reden tot zorg", "!")


def step(chance: random.Random) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """One random turn: words, intents and what was understood with them."""
    kind = chance.random()
    if kind < 0.25:
        return "", ("kies_antwoord",), {"keuze": chance.choice(KNOPPEN)}
    more: dict[str, Any] = {"zeker": chance.random() > 0.1}
    if chance.random() < 0.1:
        more["gemeente"] = chance.choice(["Ede", "Goes", "Eindhoven"])
    if chance.random() < 0.05:
        more["kandidaten"] = ("Bergen (L.)", "Bergen (NH.)")
    if chance.random() < 0.05:
        more["vraag"] = chance.choice(["kan_wachten", "begrip:lse", "kaart_weekend", "bron_vraag"])
    intents = tuple(dict.fromkeys(chance.choices(INTENTS, k=chance.choice([1, 1, 2]))))
    if kind < 0.6:
        return chance.choice(ZINNEN), intents, more
    return VERHAAL, intents, {**more, "signalen": verhaal() if chance.random() < 0.6 else ()}


def state(casus: Casus) -> str:
    """What decides the next answer, coarse enough to recognise a loop and to count states."""
    return "|".join(
        (
            str(casus.open_vraag),
            f"stroomschema:{len(casus.pad)}" if casus.in_stroomschema else "",
            "gevaar" if casus.na_gevaar else "",
            "verhaal" if casus.waarnemingen else "",
            "archief" if casus.archief else "",
        )
    )


def danger(casus: Casus, modus: str, soort: str) -> Uitkomst:
    tekst = "hij staat nu met een mes voor de deur"
    beurt = Beurt(tekst, ("spoed",), ZATERDAGNACHT, acuut_modus=modus, acuut_soort=soort)
    return gevaar.respond(casus, beurt, real_kennis())


@pytest.fixture(scope="module")
def walked() -> tuple[Counter[str], list[str]]:
    """All walks; gives how often each state was reached and everything that went wrong."""
    states: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in range(WANDELINGEN):
        wrong.extend(walk(seed, states))
    return states, wrong


def walk(seed: int, states: Counter[str]) -> list[str]:
    chance = random.Random(seed)
    gesprek = Gesprek()
    wrong = []
    said: list[tuple[str, ...]] = []
    for turn in range(BEURTEN):
        before = gesprek.casus
        where = f"wandeling {seed}, beurt {turn}, stand {state(before)}"
        states[state(before)] += 1
        wrong.extend(f"{where}: {problem}" for problem in danger_is_lost(before))
        tekst, intents, more = step(chance)
        keys = gesprek.say(tekst, *intents, **more)
        text = gesprek.text()
        own = re.sub(r"“[^”]*”", "", text).lower()  # between these marks stand the words of the user
        if not keys or not text.strip():
            wrong.append(f"{where}: stil na «{tekst}» {intents} {more}")
        if len(set(keys)) != len(keys):
            wrong.append(f"{where}: tweemaal hetzelfde in één antwoord: {keys}")
        wrong.extend(f"{where}: {word} in {keys}" for word in VERBODEN if word in own)
        said.append(tuple(keys))
    return wrong


def danger_is_lost(casus: Casus) -> list[str]:
    """What goes wrong when danger is told in this state: certain danger of every kind, and doubt."""
    problems = []
    for soort in sorted(SOORTEN):
        outcome = danger(casus, "direct", soort)
        first = outcome.berichten[0].sleutel
        if first != f"acuut_{soort}":
            problems.append(f"gevaar ({soort}) geeft eerst {first}")
        if outcome.casus.in_stroomschema != casus.in_stroomschema or outcome.casus.pad != casus.pad:
            problems.append("het stroomschema ging verloren")
    doubt = danger(casus, "vraag", "geweld").berichten[-1].sleutel
    if casus.open_vraag == "acuut":
        doubt = danger(casus, "vraag", "geweld").berichten[0].sleutel
    if not doubt.startswith("acuut_"):
        problems.append(f"twijfel eindigt met {doubt}")
    return problems


def test_two_hundred_walks_are_never_silent_and_never_lose_danger(walked: tuple[Counter[str], list[str]]) -> None:
    _, wrong = walked
    assert not wrong, "\n".join(wrong[:20])


def test_the_walks_reach_the_states_there_are(walked: tuple[Counter[str], list[str]]) -> None:
    """Every question that can be open was open, and the stroomschema, danger and a second case were walked through."""
    states, _ = walked
    for part in ("tegenspreekt", "sinds_wanneer", "zelf_gezien", "veiligheid", "gebeurd", "al_gedaan"):
        assert any(s.startswith(part) for s in states), part
    for part in ("weten_ervan", "gemeente", "gemeente_kiezen", "acuut", "anders_w1"):
        assert any(s.startswith(part) for s in states), part
    for part in ("stroomschema", "gevaar", "archief"):
        assert any(part in s for s in states), part
    assert len(states) > 60


@pytest.mark.parametrize("tekst", ["ja", "weet niet", "hm", "misschien"])
def test_the_same_words_again_and_again_do_not_keep_asking_the_same(tekst: str) -> None:
    """No loop: an unclear answer brings a question back once, and then it is let go."""
    gesprek = Gesprek()
    gesprek.say(VERHAAL, signalen=verhaal())
    asked = Counter(key for _ in range(20) for key in gesprek.say(tekst, "vraag_privacy") if key.startswith("vraag_"))
    assert all(times <= 1 for times in asked.values()), asked


def test_a_broken_walk_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk itself can fail: an assistant that forgets danger does not pass."""
    calm = replace(danger(Casus(), "direct", "geweld"), berichten=danger(Casus(), "direct", "geweld").berichten[1:])
    monkeypatch.setattr(gevaar, "respond", lambda *_: calm)
    assert danger_is_lost(Casus())


def test_a_story_in_danger_is_kept_in_every_case() -> None:
    gesprek = Gesprek()
    tekst = "hij staat nu met een mes voor de deur"
    gesprek.say(tekst, "spoed", acuut_modus="direct", signalen=(signaal(tekst, "met een mes", "geweld_dreiging"),))
    assert gesprek.casus.waarnemingen
