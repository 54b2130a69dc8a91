"""The real stroomschema: every path, and the hard rule of the Werkwijze."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import pytest

from rasa_project.consultation.antwoorden import match_antwoord
from rasa_project.consultation.models import Stroomschema
from rasa_project.consultation.stroomschema import (
    all_answers,
    find_shortcuts,
    give_answer,
    next_knoop,
    reachable_states,
    resolve_stroomschema,
    step_back,
)
from rasa_project.knowledge.repository import Kennis, load_kennis

ROOT = Path(__file__).resolve().parents[2]
NODIG = {"feiten", "advies_gevraagd", "gesprek", "samen_gewogen", "samen_besloten", "toestemming"}
DELEN = {"n6", "n6_wat"}


@lru_cache(maxsize=1)
def kennis() -> Kennis:
    return load_kennis(ROOT, productie=False)


def schema() -> Stroomschema:
    return kennis().stroomschema


# What an answer says that was done, written down here apart from the file.
GEDAAN = {
    "feiten": {("n1", "gedaan")},
    "advies_gevraagd": {(k, a) for k in ("n2_cr", "n2_lse") for a in ("zorg_blijft", "zorg_weg", "eerst_meer_kijken")},
    "gesprek": {("n3", "ja"), ("n3_gesprek", "gedaan"), ("n3_niet", "gesprek_gevoerd")},
    "samen_gewogen": {("n4_samen", "ja"), ("n4_eerst_samen", "gedaan")},
    "samen_besloten": {("n5_samen", "ja"), ("n5_samen_eerst", "gedaan")},
    "toestemming": {("n5_o12", "ja"), ("n5_o1215", "ja"), ("n5_o16", "ja"), ("n5_vraag", "gekregen")},
}
# Chance alone seldom comes as far as sharing; these answers lead there.
FORWARD = {pair for answers in GEDAAN.values() for pair in answers} | {
    ("n0", "nee"), ("n0b", "ja"), ("n0d", "veiligheid"), ("n4b", "serieuze_zorg"), ("n5", "nee"), ("n5c", "ja")
}  # fmt: skip


def test_the_rule_names_every_step() -> None:
    assert set(schema().mijlpalen) == NODIG == set(GEDAAN)
    assert {id for id, k in schema().knopen.items() if k.deelt_naam} == DELEN


def test_no_path_shares_a_name_before_every_step() -> None:
    """Every path, loops included: two paths to a Knoop with the same steps done go on alike.

    Written apart from `find_shortcuts`: what was done follows from `GEDAAN`, not from the file.
    """
    begin = (schema().start, frozenset[str](), frozenset[str]())
    seen, queue, shared = {begin}, [begin], 0
    while queue:
        knoop_id, done, reached = queue.pop()
        if knoop_id in DELEN:
            shared += 1
            assert done == NODIG, (knoop_id, NODIG - done)
        for antwoord_id in all_answers(schema().knopen[knoop_id]):
            step = next_knoop(schema(), schema().knopen[knoop_id], antwoord_id, reached)
            assert step is not None
            now = done | {name for name, answers in GEDAAN.items() if (knoop_id, antwoord_id) in answers}
            state = (step[0].id, now, step[1])
            if state not in seen:
                seen.add(state)
                queue.append(state)
    assert shared > 0


def test_random_walks_end_and_keep_the_rule() -> None:
    """There are millions of paths; 3,000 of them walked as a user would, back and "weet ik niet" included."""
    chance = random.Random(20261122)
    shared = 0
    for _ in range(3000):
        path: tuple[str, ...] = ()
        for _ in range(80):
            stand = resolve_stroomschema(schema(), path)
            if stand.knoop.id in DELEN:
                shared += 1
                answered = {(s.knoop.id, s.antwoord) for s in stand.pad}
                assert all(answered & answers for answers in GEDAAN.values())
            if stand.klaar:
                break
            if path and chance.random() < 0.1:
                path = step_back(path)
            else:
                done = [a for a in all_answers(stand.knoop) if (stand.knoop.id, a) in FORWARD]
                options = done if done and chance.random() < 0.6 else all_answers(stand.knoop)
                path = give_answer(schema(), path, chance.choice(options)).antwoorden
    assert shared > 0


def test_no_state_shares_a_name_before_every_step() -> None:
    """The same by every reachable combination of Knoop and milestones, loops and "weet ik niet" included."""
    assert find_shortcuts(schema()) == []
    for (knoop_id, reached), path in reachable_states(schema()).items():
        if knoop_id in DELEN:
            assert reached >= NODIG
            answered = {(s.knoop.id, s.antwoord) for s in resolve_stroomschema(schema(), path).pad}
            assert all(answered & answers for answers in GEDAAN.values())


def test_conflict_of_duties_never_ends_in_sharing() -> None:
    after = _reach("n5_conflict")
    assert not after & DELEN
    assert not _reach("n5_niet") & DELEN


def test_without_a_talk_no_name() -> None:
    """Whoever says that the talk can't take place comes no further than weighing and sharing without a name."""
    for (knoop_id, reached), path in reachable_states(schema()).items():
        stand = resolve_stroomschema(schema(), path)
        if "gesprek" not in reached:
            assert knoop_id not in {*DELEN, "n5_samen", "n5_leeftijd", "n5_vraag"}, stand.antwoorden


def test_sharing_without_a_name_asks_with_whom() -> None:
    assert [a.id for a in schema().knopen["n5_anoniem"].antwoorden] == ["casusregisseur", "lse", "politie", "zvh"]


def test_danger_can_be_told_before_everything() -> None:
    assert resolve_stroomschema(schema(), ("verder", "ja")).knoop.id == "acuut"
    assert resolve_stroomschema(schema(), ("verder", "weet_niet")).knoop.id == "acuut_twijfel"


def test_every_knoop_is_reached() -> None:
    assert {state[0] for state in reachable_states(schema())} == set(schema().knopen)


def _reach(start: str) -> set[str]:
    found, queue = {start}, [start]
    while queue:
        knoop = schema().knopen[queue.pop()]
        for target in (*(a.naar for a in knoop.antwoorden), knoop.anders):
            if target and target not in found and target not in ("acuut", "n1"):
                found.add(target)
                queue.append(target)
    return found


def test_back_from_everywhere() -> None:
    for path in reachable_states(schema()).values():
        if path:
            before = resolve_stroomschema(schema(), step_back(path))
            assert give_answer(schema(), before.antwoorden, path[-1]).antwoorden == path


def test_dont_know_leads_somewhere_everywhere() -> None:
    for id, knoop in schema().knopen.items():
        if knoop.soort != "eind" and id != "advies":
            assert "weet_niet" in all_answers(knoop), id


@pytest.mark.parametrize("id", sorted(load_kennis(ROOT, productie=False).stroomschema.knopen))
def test_buttons_and_typed_titles_mean_the_same(id: str) -> None:
    knoop = schema().knopen[id]
    for antwoord in knoop.antwoorden:
        assert match_antwoord(knoop, antwoord.id) == antwoord.id
        assert match_antwoord(knoop, antwoord.titel) == antwoord.id
        assert match_antwoord(knoop, antwoord.titel.upper()) == antwoord.id
        for words in antwoord.ook:
            assert match_antwoord(knoop, words) == antwoord.id, (id, words)


def test_the_official_link_comes_first_and_the_steps_are_named() -> None:
    start = kennis().zin("stroomschema_start")
    assert schema().link in start
    assert "zeven" in start and "onszelf" in start
    assert (schema().aantal_stappen, schema().aantal_stappen_nieuw) == (6, 7)
    assert [s.herkomst.soort for s in schema().stappen] == ["gevonden"] + ["te_verifieren"] * 5


def test_consent_by_age_stays_a_rule_of_practice() -> None:
    for id in ("n5_o12", "n5_o1215", "n5_o16"):
        text = kennis().zin(f"stroomschema_{id}")
        assert "praktijkregel" in text and ("FG" in text or "jurist" in text)


def test_nothing_the_user_types_is_kept() -> None:
    for knoop in schema().knopen.values():
        if knoop.soort == "vraag":
            assert [a.id for a in knoop.antwoorden] == ["gedaan"]
