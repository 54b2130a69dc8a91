"""The real content: right, complete, and within the rules that no type can say."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import phonenumbers
import pytest

from rasa_project.consultation.beurt import Beurt
from rasa_project.consultation.gevonden import found_answer
from rasa_project.consultation.openingstijden import AMSTERDAM
from rasa_project.consultation.opzoeken import find_instrumenten, find_triggerfactoren
from rasa_project.consultation.routering import ONDERWERPEN, RouteVraag, route
from rasa_project.knowledge.checks import DOMEINEN, ROLLEN
from rasa_project.knowledge.checks_teksten import VERBODEN
from rasa_project.knowledge.lijst import is_phone
from rasa_project.knowledge.meldingen import FOUT
from rasa_project.knowledge.repository import Kennis, check_kennis, load_kennis

ROOT = Path(__file__).resolve().parents[2]
NU = datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM)
GEHEIM = ("huisarts", "jeugdarts", "ggz_professional")


@lru_cache(maxsize=1)
def kennis() -> Kennis:
    return load_kennis(ROOT, productie=False)


def all_words() -> list[tuple[str, str]]:
    """Every sentence that can reach a user, with where it stands."""
    k = kennis()
    out = [(key, v) for key, text in k.teksten.items() for v in text.varianten]
    out += [(id, b.antwoord) for id, b in k.begrippen.items()]
    out += [(t.id, h.tekst) for t in k.triggerfactoren.items.values() for h in t.handelingen]
    out += [(t.id, t.uitleg) for t in k.triggerfactoren.items.values()]
    out += [(d.id, p) for d in k.triggerfactoren.drieslag for p in d.punten]
    out += [(i.id, f"{i.doel} {i.status_uitleg}") for i in k.instrumenten.values()]
    out += [(d.id, f"{d.uitleg} {d.valkuil}") for d in k.signalen.domeinen.values()]
    out += [(v.id, f"{v.tekst} {v.hulp}") for d in k.signalen.domeinen.values() for v in d.verklaringen]
    out += [(v.id, c.advies or "") for v in k.gemeente_advies.vragen for c in v.keuzes]
    return out


def test_no_errors() -> None:
    found = check_kennis(ROOT, False, date.today())[1]
    assert [str(m) for m in found if m.ernst == FOUT] == []


# --- promises and tone ------------------------------------------------------


def test_nothing_is_promised_about_storage_or_anonymity() -> None:
    assert [(key, VERBODEN.search(words)) for key, words in all_words() if VERBODEN.search(words)] == []


@pytest.mark.parametrize(
    "words",
    ["Ik bewaar niets.", "ik heb niets bewaard", "Dit is volledig anoniem", "er wordt niets opgeslagen",
     "we bewaren geen gesprekken", "Wij slaan niets op", "helemaal anoniem", "100% anoniem", "wordt nergens bewaard"],
)  # fmt: skip
def test_the_ban_finds_the_promise(words: str) -> None:
    assert VERBODEN.search(words)


@pytest.mark.parametrize("words", ["Het gesprek wordt na 24 uur gewist.", "Bewaar geen materiaal.", "Bel zonder naam."])
def test_the_ban_leaves_the_rest(words: str) -> None:
    assert not VERBODEN.search(words)


def test_no_exclamation_marks_and_no_u() -> None:
    wrong = [key for key, words in all_words() if "!" in words or re.search(r"\b(u|uw)\b", words)]
    assert wrong == []


def test_answers_are_short() -> None:
    assert [id for id, b in kennis().begrippen.items() if len(b.antwoord.split()) > 60] == []


def test_never_a_verdict() -> None:
    verdict = re.compile(r"\b(laag|hoog|groot|verhoogd) risico\b|niets aan de hand|risicoscore|\bis radicaal\b")
    assert [key for key, words in all_words() if verdict.search(words)] == []


# --- contacts ---------------------------------------------------------------


def test_numbers_that_must_be_right() -> None:
    get = kennis().contacten
    assert get["alarm"].telefoon == "112"
    assert get["politie"].telefoon == "0900-8844"
    assert (get["zelfmoordpreventie"].telefoon, get["zelfmoordpreventie"].telefoon_ook) == ("113", "0800-0113")
    assert get["lse"].telefoon == "088 20 80 080"
    assert get["ess"].telefoon == "070 333 4558"
    assert get["veilig_thuis"].telefoon == "0800-2000"
    assert get["meld_misdaad_anoniem"].telefoon == "0800-7000"


def test_hours_of_the_lse_are_not_invented() -> None:
    assert not kennis().contacten["lse"].openingstijden.bekend


def test_what_stopped_has_no_number_and_leads_to_who_is_there() -> None:
    for id in ("jep", "exits", "familiesteunpunt", "nuansa", "forum"):
        contact = kennis().contacten[id]
        assert contact.telefoon is None and contact.status != "actueel"
        assert kennis().contacten.current(id).status == "actueel"


def test_unverified_numbers_are_marked() -> None:
    get = kennis().contacten
    assert get["veilig_thuis"].herkomst is not None and get["veilig_thuis"].herkomst.soort == "te_verifieren"
    assert "telefoon" in get["meld_misdaad_anoniem"].twijfel
    assert "telefoon" in get["ess"].twijfel


def test_the_example_list_can_ring_nobody() -> None:
    """0123 is no Dutch area code: the numbering plan of `phonenumbers` knows no such number."""
    rows = [c for contacts in kennis().contacten.per_gemeente.values() for c in contacts]
    assert rows and all(c.voorbeeld for c in rows)
    for contact in rows:
        for number in filter(None, (contact.telefoon, contact.vervanging_telefoon)):
            assert is_phone(number)
            assert not phonenumbers.is_valid_number(phonenumbers.parse(number, "NL")), number
        assert contact.email is None or contact.email.endswith("@voorbeeld.example")


def test_real_numbers_are_possible() -> None:
    for contact in kennis().contacten.landelijk.values():
        for number in filter(None, (contact.telefoon, contact.telefoon_ook)):
            if len(number) > 3:
                assert phonenumbers.is_valid_number(phonenumbers.parse(number, "NL")), contact.id


@pytest.mark.parametrize("gemeente", ["Ede", "Noardeast-Fryslân", "Rijswijk (ZH.)", "Zoetermeer", "Goes", "Best", None])
@pytest.mark.parametrize("rol", [*ROLLEN, None])
def test_every_role_everywhere_gets_somebody_with_words(gemeente: str | None, rol: str | None) -> None:
    k = kennis()
    for onderwerp in ONDERWERPEN:
        for now in (datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM), datetime(2026, 12, 26, 3, tzinfo=AMSTERDAM)):
            advice = route(RouteVraag(gemeente, rol, "16-17", onderwerp), k, now)
            assert advice.contacten and advice.bij_verandering
            if rol in GEHEIM:
                assert "meld_misdaad_anoniem" not in [c.contact.id for c in advice.contacten]
            for item in (*advice.contacten, *advice.bij_verandering):
                assert item.reden in k.teksten and item.bereikbaar in k.teksten
                assert item.contact.status == "actueel"
            assert all(key in k.teksten for key in advice.uitleg)


def test_christmas_of_2026() -> None:
    k = kennis()
    advice = route(RouteVraag("Ede"), k, datetime(2026, 12, 24, 18, tzinfo=AMSTERDAM))
    regisseur = next(c for c in advice.contacten if c.contact.gemeente == "Ede")
    assert regisseur.opent == "maandag 9.00 uur"


@pytest.mark.parametrize(
    ("day", "closed"),
    [("2026-04-27", True), ("2026-12-25", True), ("2026-12-26", True), ("2027-01-01", True), ("2027-03-29", True),
     ("2026-05-05", False), ("2026-11-24", False), ("2026-12-24", False)],
)  # fmt: skip
def test_dutch_holidays(day: str, closed: bool) -> None:
    assert kennis().feestdag(date.fromisoformat(day)) is closed


# --- triggerfactoren, instruments, answers, domains -------------------------


def test_all_fifteen_events_and_every_role() -> None:
    t = kennis().triggerfactoren
    levels = [item.niveau for item in t.items.values()]
    assert [levels.count(n) for n in ("persoonlijk", "groep", "samenleving")] == [6, 6, 3]
    assert set(ROLLEN) - set(t.beroepsgroep_van_rol) == {"gemeenteambtenaar"}


def test_only_what_was_found_is_said_in_the_name_of_the_ess() -> None:
    """The cells that our sources show; see the notes in the file."""
    found = {
        (item.id, h.beroepsgroep)
        for item in kennis().triggerfactoren.items.values()
        for h in item.handelingen
        if not h.eigen
    }
    assert found == {
        ("confrontatie_met_de_dood", "politie"),
        ("ervaring_met_discriminatie", "onderwijs"),
        ("aanvaring_met_autoriteiten", "politie"),
        ("toetreden_radicale_groep", "politie"),
        ("militaire_acties_en_aanslagen", "onderwijs"),
        ("militaire_acties_en_aanslagen", "jongerenwerk"),
        ("beleid_of_debat", "hulpverlening"),
    }


def test_triggers_are_context_and_never_a_worry() -> None:
    for item in kennis().triggerfactoren.items.values():
        assert item.domein.startswith("trigger_")
        assert not kennis().signalen[item.domein].zorg


def test_all_twenty_seven_instruments() -> None:
    assert sorted(i.nummer for i in kennis().instrumenten.values()) == list(range(1, 28))


def test_every_role_gets_an_instrument_that_is_still_there() -> None:
    for rol in ROLLEN:
        found = kennis().recommend(rol=rol)
        assert found, rol
        assert {i.status for i in found} <= {"actueel", "overgedragen"}


def test_what_ended_is_explained_and_not_recommended() -> None:
    recommended = {i.id for i in kennis().recommend()}
    ended = ("nuansa_factsheet", "reageren_op_radicalisering", "exits", "familiesteunpunt", "lplp")
    for id in ended:
        item = kennis().instrumenten[id]
        assert id not in recommended
        assert item.status != "actueel" and item.status_uitleg


def test_english_for_higher_education() -> None:
    assert [i.id for i in kennis().recommend(rol="docent", taal="en")] == ["elearning_zorgwekkend_gedrag"]
    assert kennis().recommend(rol="sportcoach", taal="en") == ()


def test_the_specific_comes_first() -> None:
    assert kennis().recommend(rol="studentendecaan")[0].id == "elearning_zorgwekkend_gedrag"


def test_every_answer_can_be_found_and_names_its_source() -> None:
    for begrip in kennis().begrippen.values():
        assert len(begrip.vragen) >= 3, begrip.id
        assert begrip.herkomst.bronnen


def test_the_steps_are_named_in_an_answer_as_in_the_stroomschema() -> None:
    """The titles are data of the stroomschema; the answers to "welke stappen zijn er" and "wat is stap 3" follow it."""
    k = kennis()
    said = k.begrippen["werkwijze_stappen"].antwoord.lower()
    for stap in k.stroomschema.stappen:
        assert f"{stap.nummer} {stap.titel.lower()}" in said
        own = k.begrippen[f"stap_{stap.nummer}"].herkomst
        assert own is not None and stap.herkomst is not None and own.soort == stap.herkomst.soort


def test_an_answer_says_where_it_comes_from_and_what_is_not_checked() -> None:
    k = kennis()
    lse, aivd = (found_answer(Beurt("", (), NU, vraag=f"begrip:{id}"), k) for id in ("lse", "aivd"))
    assert lse is not None and aivd is not None
    assert "Bron: Consultatie en advies (Landelijk Steunpunt Extremisme)" in k.zin(lse.sleutel, **lse.waarden)
    assert "nog niet nagegaan" not in lse.waarden["bron"]
    assert "nog niet nagegaan" in aivd.waarden["bron"]


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("zijn opa is net dood", "confrontatie_met_de_dood"),
        ("ze is geschorst", "verlies_school_of_werk"),
        ("hij is uit het team gezet", "verbreken_sociale_bindingen"),
        ("sinds die oorlog praat hij nergens anders over", "militaire_acties_en_aanslagen"),
        ("vader zit vast", "detentie"),
    ],
)
def test_events_are_found_by_typing(typed: str, id: str) -> None:
    assert id in [t.id for t in find_triggerfactoren(kennis().triggerfactoren.items.values(), typed)]


@pytest.mark.parametrize(
    ("typed", "id"),
    [("bestaat nuansa nog", "nuansa_factsheet"), ("wat was forum", "reageren_op_radicalisering"), ("exits", "exits"),
     ("is er nog een familiesteunpunt radicalisering", "familiesteunpunt"), ("lplp", "lplp"),
     ("platform jep", "ess_advies"), ("escalatieladder", "procesgang_zorgwekkend_gedrag")],
)  # fmt: skip
def test_what_is_asked_for_by_name_is_found(typed: str, id: str) -> None:
    assert id in [i.id for i in find_instrumenten(kennis().instrumenten.values(), typed)]


def test_no_example_question_belongs_to_two_answers() -> None:
    seen: dict[str, str] = {}
    for begrip in kennis().begrippen.values():
        for vraag in begrip.vragen:
            assert vraag not in seen, f"{vraag}: {seen.get(vraag)} and {begrip.id}"
            seen[vraag] = begrip.id


def test_all_domains_with_an_ordinary_explanation_first() -> None:
    domeinen = kennis().signalen.domeinen
    assert tuple(domeinen) == DOMEINEN
    assert all(d.verklaringen for d in domeinen.values() if d.zorg)


def test_gemeenten() -> None:
    assert len(kennis().gemeenten) == 342
    assert "Dokkum" in kennis().gemeenten["Noardeast-Fryslân"].woonplaatsen


def test_placeholders_are_filled() -> None:
    assert "088 20 80 080" in kennis().zin("stroomschema_n2_lse")
    assert kennis().vaste_waarden["telefoon_113"] == "0800-0113"


def test_a_link_is_never_opened() -> None:
    """Links are looked at for their form; the package has nothing to fetch them with."""
    for path in (ROOT / "rasa_project" / "knowledge").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(?:import|from) (?:urllib|http|requests|aiohttp|socket)\b", source, re.MULTILINE)
