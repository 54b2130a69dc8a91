"""The consultation as a pure function: no Rasa, real knowledge and wording."""

from __future__ import annotations

import pytest
from gesprekken import DINSDAG, VERHAAL, ZATERDAGNACHT, Gesprek, real_kennis, signaal, verhaal

from rasa_project.consultation.samenvatting import summary
from rasa_project.consultation.vragen import response_key
from rasa_project.knowledge.repository import Kennis


@pytest.fixture(scope="module")
def kennis() -> Kennis:
    return real_kennis()


@pytest.fixture
def gesprek(kennis: Kennis) -> Gesprek:
    return Gesprek(kennis)


def test_the_mirror_gives_back_every_domain_and_what_contradicts(gesprek: Gesprek) -> None:
    keys = gesprek.say(VERHAAL, signalen=verhaal())
    text = gesprek.text()
    for words in ("laat zijn oude vrienden vallen", "is veel online", "komt nog naar voetbal"):
        assert words in text
    assert text.index("is veel online") < text.index("komt nog naar voetbal")
    assert keys[0] == "spiegel"
    assert keys[-1].startswith("vraag_")


def test_one_signal_is_said_once(gesprek: Gesprek) -> None:
    assert "een_signaal" in gesprek.say(VERHAAL, signalen=verhaal())
    again = "hij is ook boos"
    assert "een_signaal" not in gesprek.say(again, signalen=(signaal(again, "is ook boos", "gedrag"),))


def test_what_contradicts_is_asked_when_nobody_told_it(gesprek: Gesprek) -> None:
    tekst = "hij is boos"
    keys = gesprek.say(tekst, signalen=(signaal(tekst, "is boos", "gedrag"),))
    assert keys[-1] == "vraag_tegenspreekt"


def test_no_question_is_asked_twice_and_every_one_may_be_skipped(gesprek: Gesprek) -> None:
    asked = [gesprek.say(VERHAAL, signalen=verhaal())[-1]]
    for _ in range(8):
        asked.append(gesprek.say("", "kies_antwoord", keuze="sla_over")[-1])
    questions = [key for key in asked if key.startswith("vraag_")]
    assert len(questions) == len(set(questions)) >= 3
    assert "aanbod" in asked


def test_an_answer_to_another_question_is_noted_and_the_open_one_comes_back(gesprek: Gesprek) -> None:
    tekst = "hij is boos"
    assert gesprek.say(tekst, signalen=(signaal(tekst, "is boos", "gedrag"),))[-1] == "vraag_tegenspreekt"
    assert gesprek.say("sinds de zomervakantie ongeveer")[-1] == "vraag_tegenspreekt"
    assert gesprek.casus.antwoorden["sinds_wanneer"] == "sinds de zomervakantie ongeveer"
    assert gesprek.say("hij komt nog naar de les", "bevestigen")[-1] != "vraag_sinds_wanneer"


def test_somebody_of_the_user_is_never_out_of_scope(gesprek: Gesprek) -> None:
    assert "buiten_bereik" not in gesprek.say("mijn leerling trekt zich terug", "buiten_bereik")
    assert "buiten_bereik" in gesprek.say("maak een toets voor mijn leerling", "buiten_bereik")


def test_a_question_with_the_story_gets_both(gesprek: Gesprek) -> None:
    keys = gesprek.say(VERHAAL, "casus_beschrijven", "vraag_contact", signalen=verhaal(), gemeente="Ede")
    assert "spiegel" in keys
    assert any(key.startswith("contact") for key in keys)


def test_the_gemeente_is_let_go_after_the_advice_and_the_advice_stays_the_same(gesprek: Gesprek) -> None:
    gesprek.say("ik werk in ede", gemeente="Ede")
    gesprek.say("wie bel ik", "vraag_contact")
    first = gesprek.text()
    assert "Ede" in first and "maandag 9.00 uur" in first
    assert gesprek.casus.gemeente is None
    gesprek.say("en nu?", "vraag_wat_zelf_doen")
    assert "casusregisseur radicalisering, gemeente Ede" in gesprek.text()


def test_without_gemeente_the_lse_is_named_and_the_gemeente_asked_once(gesprek: Gesprek) -> None:
    assert gesprek.say("wie bel ik", "vraag_contact")[-1] == "vraag_gemeente"
    assert gesprek.kennis.vaste_waarden["telefoon_lse"] in gesprek.text()
    assert gesprek.say("weet ik niet", "weet_niet")
    assert "vraag_gemeente" not in gesprek.say("wie bel ik dan", "vraag_contact")


def test_a_name_of_several_places_is_asked_about(gesprek: Gesprek) -> None:
    keys = gesprek.say("wie bel ik in bergen", "vraag_contact", kandidaten=("Bergen (L.)", "Bergen (NH.)"))
    assert keys == ["gemeente_kiezen"]
    chosen = gesprek.say("", "kies_antwoord", keuze="Bergen (L.)")
    assert any(key.startswith("contact") for key in chosen)


def test_every_advice_outside_office_hours_says_what_to_do_when_something_changes(gesprek: Gesprek) -> None:
    gesprek.say("wie bel ik", "vraag_contact")
    text = gesprek.text()
    assert "112" in text and gesprek.kennis.vaste_waarden["telefoon_politie"] in text


def test_by_day_the_casusregisseur_is_there_now(kennis: Kennis) -> None:
    gesprek = Gesprek(kennis, now=DINSDAG)
    gesprek.say("wie bel ik in ede", "vraag_contact", gemeente="Ede")
    assert "maandag" not in gesprek.text()


def test_faith_is_mirrored_as_context_and_never_in_the_summary(gesprek: Gesprek) -> None:
    tekst = "hij bidt sinds kort op school"
    keys = gesprek.say(tekst, signalen=(signaal(tekst, "bidt sinds kort op school", "gedrag"),))
    assert "geloof_geen_signaal" in keys
    document = str(summary(gesprek.casus, gesprek.kennis, ZATERDAGNACHT))
    assert "bidt" not in document


@pytest.mark.parametrize(
    "tekst",
    [
        "bidt vaker",
        "draagt een keppel",
        "gaat elke zondag naar de kerk",
        "komt uit een turkse familie",
        "deed mee aan een demonstratie",
        "stemt op een kleine partij",
        "vast voor de ramadan",
    ],
)
def test_every_faith_origin_and_party_is_context(kennis: Kennis, tekst: str) -> None:
    assert kennis.context.applies("gedrag", tekst)


@pytest.mark.parametrize(
    "tekst",
    ["zegt dat ongelovigen dood moeten", "is boos", "dreigt de kerk in brand te steken", "bidt voor een aanslag"],
)
def test_violence_is_never_context(kennis: Kennis, tekst: str) -> None:
    assert not kennis.context.applies("uitingen", tekst)


def test_danger_first_and_the_thread_comes_back(gesprek: Gesprek) -> None:
    question = gesprek.say(VERHAAL, signalen=verhaal())[-1]
    keys = gesprek.say("hij heeft een mes", "spoed", acuut_modus="direct", acuut_soort="geweld")
    assert keys[0] == "acuut_geweld"
    assert response_key(gesprek.casus, gesprek.casus.open_vraag) == question


@pytest.mark.parametrize("answer", [("ja", "bevestigen"), ("weet ik niet", "weet_niet")])
def test_doubt_is_one_question_and_anything_but_no_is_danger(gesprek: Gesprek, answer: tuple[str, str]) -> None:
    assert gesprek.say("volgens mij gaat het mis", "spoed_twijfel", acuut_modus="vraag") == ["acuut_vraag"]
    assert gesprek.say(*answer)[0].startswith("acuut_")


def test_a_doubtful_story_is_mirrored_and_not_lost(gesprek: Gesprek) -> None:
    keys = gesprek.say(
        VERHAAL, "spoed_twijfel", "casus_beschrijven", acuut_modus="vraag", signalen=verhaal(), gemeente="Ede"
    )
    assert keys[0] == "spiegel" and keys[-1] == "acuut_vraag"
    assert gesprek.casus.gemeente == "Ede"
    assert gesprek.say("sinds de zomer", "casus_beschrijven")


def test_words_that_tell_nothing_are_not_mirrored(gesprek: Gesprek) -> None:
    tekst = "sinds de zomer"
    gesprek.say(tekst, signalen=(signaal(tekst, "sinds de", "trigger_samenleving"),))
    assert not gesprek.casus.waarnemingen


def test_no_danger_after_all_goes_on(gesprek: Gesprek) -> None:
    gesprek.say("volgens mij gaat het mis", "spoed_twijfel", acuut_modus="vraag")
    assert gesprek.say("nee", "ontkennen")[0] == "geen_gevaar_nu"


def test_the_story_told_in_danger_is_kept(gesprek: Gesprek) -> None:
    gesprek.say(VERHAAL, "spoed", acuut_modus="direct", acuut_soort="geweld", signalen=verhaal())
    assert len(gesprek.casus.waarnemingen) == 3


def test_the_stroomschema_walks_resumes_and_goes_back(gesprek: Gesprek) -> None:
    start = gesprek.say("stroomschema", "stroomschema")
    second = gesprek.say("verder", "bevestigen")
    third = gesprek.say("nee", "ontkennen")
    assert len({*start, *second, *third}) == 3
    side = gesprek.say("is dit anoniem", "vraag_privacy")
    assert side == ["privacy", *third]
    assert gesprek.say("terug", "terug") == second
    assert gesprek.say("stop", "stoppen") == ["stroomschema_gestopt"]
    assert gesprek.say("stroomschema", "stroomschema")[-1:] == second


def test_why_is_answered_in_and_outside_the_stroomschema(gesprek: Gesprek) -> None:
    gesprek.say(VERHAAL, signalen=verhaal())
    assert gesprek.say("waarom", "waarom_deze_vraag")[0].startswith("waarom_")
    gesprek.say("stroomschema", "stroomschema")
    assert gesprek.say("waarom", "waarom_deze_vraag")[0].startswith("stroomschema_waarom_")


def test_another_case_takes_nothing_along(gesprek: Gesprek) -> None:
    gesprek.say(VERHAAL, signalen=verhaal(), gemeente="Ede", leeftijd="16-17")
    gesprek.say("nu een ander geval", "ander_geval")
    assert not gesprek.casus.waarnemingen and gesprek.casus.leeftijd is None and gesprek.casus.gemeente is None


def test_a_line_can_be_struck(gesprek: Gesprek) -> None:
    gesprek.say(VERHAAL, signalen=verhaal())
    assert gesprek.say("dat klopt niet", "corrigeren")[0] == "wat_klopt_niet"
    gesprek.say("", "kies_antwoord", keuze="schrap_w1")
    assert "laat zijn oude vrienden vallen" not in str(gesprek.casus.to_dict())


def test_the_summary_counts_nothing_and_puts_the_contradiction_first(gesprek: Gesprek) -> None:
    gesprek.say(VERHAAL, signalen=verhaal())
    gesprek.say("sinds de zomer", "casus_beschrijven")
    document = summary(gesprek.casus, gesprek.kennis, ZATERDAGNACHT)
    assert "komt nog naar voetbal" in str(document["delen"][0])
    assert "Niet gewogen" in document["kop"]
    assert "sinds de zomer" in str(document)
