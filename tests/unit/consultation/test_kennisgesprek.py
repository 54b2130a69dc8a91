"""Questions about the field in the conversation: events, instruments, the plan, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rasa_project.consultation.beurt import Beurt, Signaal, Uitkomst
from rasa_project.consultation.bron import fact, herkomst_of
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gemeentegesprek import resolve_plan
from rasa_project.consultation.gesprek import take_turn
from rasa_project.consultation.openingstijden import AMSTERDAM
from rasa_project.knowledge.repository import Kennis, load_kennis

ROOT = Path(__file__).resolve().parents[3]
NU = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture(scope="module")
def kennis() -> Kennis:
    return load_kennis(ROOT, productie=False)


@dataclass
class Gesprek:
    """Plays turns; the case goes through JSON, as it does between two real turns."""

    kennis: Kennis
    casus: Casus = field(default_factory=Casus)

    def say(self, tekst: str, *intents: str, **more: Any) -> list[str]:
        beurt = Beurt(tekst, intents or ("vraag_kennis",), NU, **more)
        self.last: Uitkomst = take_turn(self.casus, beurt, self.kennis)
        self.casus = Casus.from_dict(self.last.casus.to_dict())
        return [b.sleutel for b in self.last.berichten]

    def press(self, title: str) -> list[str]:
        """Press the button with this title under the last answer."""
        knop = next(k for b in self.last.berichten for k in b.knoppen if k.titel == title)
        name, _, rest = knop.keuze.lstrip("/").partition("{")
        choice = rest.split('"')[3] if rest else None
        return self.say("", name, keuze=choice)

    def text(self) -> str:
        return "\n".join(self.kennis.zin(b.sleutel, **dict(b.waarden)) for b in self.last.berichten)

    def titles(self) -> list[str]:
        return [k.titel for b in self.last.berichten for k in b.knoppen]

    def document(self) -> dict[str, Any]:
        return next(
            dict(b.custom)["samenvatting"] for b in self.last.berichten if b.custom and "samenvatting" in b.custom
        )


@pytest.fixture
def gesprek(kennis: Kennis) -> Gesprek:
    return Gesprek(kennis)


# --- triggerfactoren --------------------------------------------------------


def test_an_event_that_is_typed_asks_from_which_work_and_then_tells(gesprek: Gesprek) -> None:
    assert gesprek.say("wat doe ik als zijn opa net dood is", "vraag_triggerfactoren") == [
        "trigger_uitleg",
        "trigger_beroepsgroep",
    ]
    assert "geen signaal" in gesprek.text() or "niet als signaal" in gesprek.text()
    assert gesprek.say("ik zit bij de politie", "casus_beschrijven") == ["trigger_ess", "trigger_inschatten"]
    assert "rouw" in gesprek.text() and "taakaccenthouder" in gesprek.text()


def test_a_known_role_is_not_asked_for(gesprek: Gesprek) -> None:
    keys = gesprek.say("is een schorsing een triggerfactor", "vraag_triggerfactoren", rol="docent")
    assert keys == ["trigger_uitleg", "trigger_eigen", "trigger_inschatten"]
    assert "Algemeen advies van ons" in gesprek.text()


def test_an_event_is_chosen_with_buttons_alone(gesprek: Gesprek) -> None:
    gesprek.say("wat zijn triggerfactoren", "vraag_triggerfactoren")
    assert gesprek.titles() == ["In het eigen leven", "In een groep", "In de samenleving"]
    gesprek.press("In een groep")
    assert len(gesprek.titles()) == 6
    gesprek.press("Volgen van een training")
    assert gesprek.press("Jongerenwerk") == ["trigger_eigen", "trigger_inschatten"]
    assert gesprek.press("Ga in gesprek") == ["trigger_drieslag"]
    assert gesprek.casus.open_vraag is None


def test_every_event_times_every_profession_gets_an_answer(kennis: Kennis) -> None:
    told = set()
    for item in kennis.triggerfactoren.items.values():
        for group in kennis.triggerfactoren.inschatten_bij:
            gesprek = Gesprek(kennis)
            gesprek.say("", "kies_antwoord", keuze=f"trigger:{item.id}")
            if item.handelingen:
                keys = gesprek.say("", "kies_antwoord", keuze=f"groep:{group}")
                assert keys[-1] == "trigger_inschatten"
                eigen = item.for_group(group)
                assert eigen is not None and keys[0] == ("trigger_eigen" if eigen.eigen else "trigger_ess")
            told.add((item.id, group, gesprek.text()))
            assert {"Ga in gesprek", "Maak samen een verdere inschatting"} <= set(gesprek.titles())
    assert len(told) == 15 * 4


def test_an_event_in_the_story_is_context_with_a_button(gesprek: Gesprek) -> None:
    tekst = "zijn opa is net dood"
    signaal = Signaal(0, len(tekst), "trigger_persoonlijk", "aanwezig")
    keys = gesprek.say(tekst, "casus_beschrijven", signalen=(signaal,))
    assert keys[0] == "spiegel" and "achtergrond, geen signaal" in gesprek.text()
    assert gesprek.press("Wat kan ik doen na: confrontatie met de dood?")[0] == "trigger_uitleg"


def test_an_event_question_is_let_go_when_something_else_is_said(gesprek: Gesprek) -> None:
    gesprek.say("wat zijn triggerfactoren", "vraag_triggerfactoren")
    gesprek.say("blijft dit onder ons", "vraag_privacy")
    assert gesprek.casus.open_vraag is None


# --- instruments ------------------------------------------------------------


def test_english_for_teachers_in_higher_education(gesprek: Gesprek) -> None:
    keys = gesprek.say("ik zoek iets in het Engels voor docenten op een hbo", "vraag_training")
    assert keys == ["instrument_kaart"]
    assert "E-learning zorgwekkend gedrag" in gesprek.text() and "gratis" in gesprek.text()


def test_a_language_that_nobody_offers_is_not_traded_for_dutch(gesprek: Gesprek) -> None:
    assert gesprek.say("is er een training in het duits", "vraag_training") == ["instrument_niets"]


def test_what_does_not_fit_wholly_is_said_to_be_near(gesprek: Gesprek) -> None:
    assert gesprek.say("een webinar over uitstappen", "vraag_training", rol="wijkagent")[0] == "training_ruimer"


def test_by_role_with_a_card_behind_every_button(gesprek: Gesprek) -> None:
    assert gesprek.say("welke training past bij mij", "vraag_training", rol="jongerenwerker") == ["training"]
    first = gesprek.titles()[0]
    assert gesprek.press(first) == ["instrument_kaart"]
    for words in ("Voor:", "Kosten:", "Stand:"):
        assert words in gesprek.text()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("bestaat nuansa nog", "Kijk nu bij"),
        ("hoe zit het met exits", "Kijk nu bij Landelijk Steunpunt Extremisme"),
        ("het familiesteunpunt radicalisering", "Landelijk Steunpunt Extremisme"),
        ("hoe word ik lid van lplp", "niet gevonden"),
        ("reageren op radicalisering van forum", "gestopt per 1 januari 2015"),
        ("is platform jep er nog", "in 2023"),
    ],
)
def test_what_ended_is_explained_by_name(gesprek: Gesprek, typed: str, words: str) -> None:
    assert gesprek.say(typed, "vraag_training") == ["instrument_kaart"]
    assert words in gesprek.text()


def test_every_instrument_has_a_card(kennis: Kennis) -> None:
    for item in kennis.instrumenten.values():
        gesprek = Gesprek(kennis)
        assert gesprek.say("", "kies_antwoord", keuze=f"instrument:{item.id}") == ["instrument_kaart"]
        assert item.naam in gesprek.text() and item.status_uitleg in gesprek.text()


def test_a_question_without_an_answer_says_so_and_who_knows(gesprek: Gesprek) -> None:
    assert gesprek.say("wie is de burgemeester") == ["kennis_onbekend"]
    assert "Expertise-unit Sociale Stabiliteit" in gesprek.text()


# --- the plan for gemeenten -------------------------------------------------


def test_the_plan_by_typing(gesprek: Gesprek) -> None:
    keys = gesprek.say("we willen een studiedag voor onze partners", "vraag_training_gemeente")
    assert keys == ["gemeente_begin", "gemeente_vraag"]
    for typed in ("ze moeten vooral oefenen", "docenten en hulpverleners", "gemengd"):
        assert gesprek.say(typed, "casus_beschrijven") == ["gemeente_vraag"]
    for typed in ("het gesprek voeren", "informatie delen", "signalen duiden"):
        gesprek.say(typed, "casus_beschrijven")
    assert "Hoe weet je straks" in gesprek.text(), "three goals are the most"
    gesprek.say("weet ik niet", "weet_niet")
    gesprek.say("wij doen zelf mee", "casus_beschrijven")
    gesprek.say("klaar", "bevestigen")
    gesprek.say("twee trainers", "casus_beschrijven")
    assert gesprek.say("ja graag", "bevestigen") == ["gemeente_plan"]
    plan = gesprek.document()
    lines = {deel["titel"]: [r["tekst"] for r in deel["regels"]] for deel in plan["delen"]}
    assert len(lines["Leerdoelen"]) == 3
    assert lines["Nog te kiezen"] == ["Hoe weet je straks of een doel is gehaald?"]
    assert len(lines["Wat andere gemeenten deden"]) == 4
    assert "Nuansa" in plan["voet"] and plan["datum"] == "24-11-2026"
    assert sum(len(rows) for rows in lines.values()) < 30, "one page"


def test_the_plan_by_buttons_back_why_and_stop(gesprek: Gesprek) -> None:
    gesprek.say("training voor de gemeente", "vraag_training_gemeente")
    first = gesprek.text()
    gesprek.press("Allebei")
    assert gesprek.say("", "terug") == ["gemeente_vraag"]
    assert gesprek.text() in first
    assert gesprek.say("waarom vraag je dit", "waarom_deze_vraag") == ["gemeente_waarom", "gemeente_vraag"]
    gesprek.press("Nieuws of beleid delen")
    assert gesprek.say("stop", "stoppen") == ["gemeente_gestopt"]
    assert gesprek.say("training voor de gemeente", "vraag_training_gemeente")[0] == "gemeente_verder"


def test_the_plan_goes_on_after_a_side_question(gesprek: Gesprek) -> None:
    gesprek.say("training voor de gemeente", "vraag_training_gemeente")
    gesprek.press("Allebei")
    assert gesprek.say("blijft dit onder ons", "vraag_privacy") == ["privacy", "gemeente_vraag"]
    assert gesprek.say("blauw", "buiten_bereik")[-1] == "gemeente_vraag"


def walks(kennis: Kennis) -> Iterator[tuple[str, ...]]:
    """The first, the last and no choice at every question."""
    for pick in (0, -1):
        path: tuple[str, ...] = ()
        while (vraag := resolve_plan(kennis.gemeente_advies, path).vraag) is not None:
            path = (*path, f"{vraag.id}:{vraag.keuzes[pick].id}", *([f"{vraag.id}:klaar"] if vraag.meer else []))
        yield path


def test_every_walk_ends(kennis: Kennis) -> None:
    for path in walks(kennis):
        assert resolve_plan(kennis.gemeente_advies, path).vraag is None


def test_a_choice_that_no_longer_exists_ends_the_replay(kennis: Kennis) -> None:
    stand = resolve_plan(kennis.gemeente_advies, ("vorm:kennis", "doelgroep:marsmannetjes"))
    assert stand.gekozen == (("vorm", "kennis"),)


def test_what_other_gemeenten_did(gesprek: Gesprek) -> None:
    keys = gesprek.say("wat deden andere gemeenten", "vraag_training_gemeente", vraag="gemeente_voorbeelden")
    assert keys == ["gemeente_voorbeelden"] and "Zoetermeer" in gesprek.text()


def test_a_plan_that_was_left_is_taken_up_with_its_name(gesprek: Gesprek) -> None:
    assert gesprek.say("plan", "vraag_kennis", vraag="begrip:weegploeg") == ["begrip"]
    gesprek.say("advies voor onze gemeente", "vraag_training_gemeente")
    gesprek.press("Allebei")
    assert gesprek.say("stop", "stoppen") == ["gemeente_gestopt"]
    assert gesprek.say("plan", "vraag_kennis", vraag="begrip:weegploeg") == ["gemeente_verder", "gemeente_vraag"]
    assert gesprek.casus.plan == ("vorm:beide",)


def test_what_other_gemeenten_did_inside_the_plan_and_after_it(gesprek: Gesprek) -> None:
    gesprek.say("advies voor onze gemeente", "vraag_training_gemeente")
    keys = gesprek.say("wat deden andere gemeenten?", "vraag_kennis", vraag="gemeente_voorbeelden")
    assert keys == ["gemeente_voorbeelden", "gemeente_vraag"] and "Zoetermeer" in gesprek.text()


def test_every_fixed_answer_can_be_filled_in(kennis: Kennis) -> None:
    """An answer that is found by meaning may come with any of its intents; a hole in it is an error for the user."""
    for vraag in kennis.vragen.antwoorden.values():
        for intent in vraag.bij:
            gesprek = Gesprek(kennis)
            gesprek.say("hoe zit dat eigenlijk", intent, vraag=vraag.sleutel)
            assert gesprek.text(), (vraag.sleutel, intent)


# --- where it comes from ----------------------------------------------------


def ask_source(gesprek: Gesprek) -> str:
    gesprek.say("waar komt dat vandaan?", "vraag_over_bot", vraag="bron_vraag")
    return gesprek.text()


def test_the_source_of_the_last_fact(gesprek: Gesprek) -> None:
    assert "vooraf geschreven" in ask_source(gesprek)
    gesprek.say("wat is een weegploeg", vraag="begrip:weegploeg")
    told = ask_source(gesprek)
    assert "Veiligheidshuis Noord-Limburg" in told and "22-11-2026" in told
    gesprek.say("zijn opa is dood", "vraag_triggerfactoren", rol="wijkagent")
    assert "confrontatie met de dood" in ask_source(gesprek)
    gesprek.say("wat is omei", "vraag_training")
    assert "Omgaan met Extreme Idealen" in ask_source(gesprek)


def test_the_source_inside_the_stroomschema_names_version_and_number_of_steps(gesprek: Gesprek) -> None:
    gesprek.say("stroomschema", "stroomschema")
    gesprek.say("verder", "bevestigen")
    told = ask_source(gesprek)
    assert "versie 1" in told and "in 6 stappen" in told and "nu 7" in told
    assert [b.sleutel for b in gesprek.last.berichten][-1] == "stroomschema_n0"


def test_every_fact_has_a_source_that_can_be_told(kennis: Kennis) -> None:
    names = [fact("begrip", id) for id in kennis.begrippen]
    names += [fact("instrument", id) for id in kennis.instrumenten]
    names += [fact("knoop", id) for id in kennis.stroomschema.knopen]
    names += [fact("trigger", id) for id in kennis.triggerfactoren.items]
    names += [fact("drieslag", d.id) for d in kennis.triggerfactoren.drieslag]
    names += [fact("gemeente", v.id) for v in kennis.gemeente_advies.vragen]
    names += [fact("contact", id) for id in kennis.contacten.landelijk]
    names += [
        fact("handeling", t.id, h.beroepsgroep) for t in kennis.triggerfactoren.items.values() for h in t.handelingen
    ]
    for name in names:
        herkomst = herkomst_of(name, kennis)
        assert herkomst is not None and kennis.bron_regel(herkomst), name
    assert herkomst_of("begrip:bestaat_niet", kennis) is None


def test_an_explanation_goes_before_whom_to_call_and_never_instead(gesprek: Gesprek) -> None:
    keys = gesprek.say("hoe kom ik binnen bij het veiligheidshuis", "vraag_contact", vraag="begrip:zvh")
    assert keys[0] == "begrip" and "contact" in keys


def test_what_we_do_not_know_is_said_even_when_it_was_taken_for_a_training(gesprek: Gesprek) -> None:
    assert gesprek.say("welk diploma heeft de weegploeg", "vraag_training", vraag="kennis_onbekend") == [
        "kennis_onbekend"
    ]


def test_no_judgement_but_faith_is_no_signal(gesprek: Gesprek) -> None:
    keys = gesprek.say("hij bidt veel, is dat radicaal", "ongepast", vraag="begrip:orthodoxie")
    assert keys == ["oordeel_nee", "begrip"]
