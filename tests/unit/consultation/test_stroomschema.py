"""Walking a small flow by replaying answers."""

from __future__ import annotations

from datetime import date

from rasa_project.consultation.models import Antwoord, Herkomst, Knoop, Stroomschema
from rasa_project.consultation.stroomschema import (
    all_answers,
    find_shortcuts,
    give_answer,
    missing,
    reachable_states,
    resolve_stroomschema,
    step_back,
)

BRON = Herkomst("te_verifieren", (), date(2026, 11, 22))


def knoop(id: str, soort: str, *antwoorden: Antwoord, **more: object) -> Knoop:
    weet_niet = more.pop("weet_niet", "advies" if soort in ("keuze", "vraag") else None)
    return Knoop(id, soort, antwoorden, BRON, weet_niet=weet_niet, **more)  # type: ignore[arg-type]


def antwoord(id: str, naar: str, *mijlpalen: str) -> Antwoord:
    return Antwoord(id, naar, id.title(), mijlpalen=mijlpalen)


def flow(guarded: bool = True) -> Stroomschema:
    guard = {"vereist": ("gesprek",), "anders": "eerst"} if guarded else {}
    knopen = (
        knoop("start", "info", antwoord("verder", "praat")),
        knoop("praat", "keuze", antwoord("ja", "delen", "gesprek"), antwoord("nee", "delen")),
        knoop("delen", "keuze", antwoord("ja", "eind"), deelt_naam=True, **guard),
        knoop("eerst", "advies", antwoord("klaar", "eind")),
        knoop("advies", "advies", antwoord("klaar", "eind")),
        knoop("eind", "eind"),
    )
    return Stroomschema("start", "advies", {k.id: k for k in knopen}, (), ("gesprek",), 6, 7, "", "1")


def test_begins_at_the_start() -> None:
    stand = resolve_stroomschema(flow(), ())
    assert (stand.knoop.id, stand.pad, stand.klaar) == ("start", (), False)


def test_replays_to_the_same_place() -> None:
    stand = resolve_stroomschema(flow(), ("verder", "ja"))
    assert stand.knoop.id == "delen"
    assert stand.antwoorden == ("verder", "ja")
    assert [s.knoop.id for s in stand.pad] == ["start", "praat"]
    assert stand.mijlpalen == {"gesprek"}


def test_back_is_one_answer_less() -> None:
    path = ("verder", "ja", "ja")
    assert resolve_stroomschema(flow(), path).klaar
    assert resolve_stroomschema(flow(), step_back(path)).knoop.id == "delen"
    assert step_back(()) == ()


def test_dont_know_leads_to_advice_and_back_returns() -> None:
    path = ("verder", "weet_niet")
    assert resolve_stroomschema(flow(), path).knoop.id == "advies"
    assert resolve_stroomschema(flow(), step_back(path)).knoop.id == "praat"


def test_without_the_step_one_comes_to_the_other_knoop() -> None:
    stand = resolve_stroomschema(flow(), ("verder", "nee"))
    assert stand.knoop.id == "eerst"
    assert missing(flow(), stand) == ("gesprek",)


def test_an_answer_that_no_longer_exists_stops_the_replay() -> None:
    stand = resolve_stroomschema(flow(), ("verder", "oud_antwoord", "ja"))
    assert (stand.knoop.id, stand.afgekapt, stand.antwoorden) == ("praat", True, ("verder",))


def test_an_unknown_answer_changes_nothing() -> None:
    stand = give_answer(flow(), ("verder",), "misschien")
    assert (stand.knoop.id, stand.afgekapt) == ("praat", True)


def test_an_end_has_no_answers() -> None:
    assert all_answers(flow().knopen["eind"]) == ()
    assert all_answers(flow().knopen["praat"]) == ("ja", "nee", "weet_niet")


def test_every_state_is_found_with_a_path_to_it() -> None:
    for (knoop_id, reached), path in reachable_states(flow()).items():
        stand = resolve_stroomschema(flow(), path)
        assert (stand.knoop.id, stand.mijlpalen) == (knoop_id, reached)


def test_a_way_round_a_step_is_found() -> None:
    assert find_shortcuts(flow()) == []
    assert find_shortcuts(flow(guarded=False)) == [("verder", "nee")]
