"""The present age of the person a message is about."""

from __future__ import annotations

import time

import pytest

from rasa_project.knowledge.taal import load_taal
from rasa_project.understanding.ages import AgeFinder, age_category
from tests.tempo import limit

TAAL = load_taal()
AGES = AgeFinder(TAAL.leeftijd, TAAL.getallen)


def category(text: str) -> str | None:
    found = AGES.find(text)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een jongen van 16", "16-17"),
        ("ze is bijna 18", "16-17"),
        ("leerling (14) trekt zich terug", "12-15"),
        ("man van 45 jaar", "23+"),
        ("bijna 13", "12-15"),
        ("hij is elf", "<12"),
        ("man (m, 51), al 2 jaar geen contact", "23+"),
        ("cliënte 19 is onbereikbaar", "18-22"),
        ("sorry ik zei 16 maar ze is jarig geweest, 17 dus", "16-17"),
        ("in maart is ie twintig geworden", "18-22"),
        ("ze is drieëntwintig", "23+"),
        ("hij is eenentwintig en stil", "18-22"),
        ("een man van twee-en-dertig", "23+"),
        ("kleuter van vijf bijt alle kinderen", "<12"),
        ("jongetje van drie zegt niets meer", "<12"),
        ("een veertienjarige die niet meer praat", "12-15"),
        ("onze drieëntwintigjarige huurder betaalt niet", "23+"),
        ("vijftien en een half", "12-15"),
        ("zestien is ze", "16-17"),
        ("op zijn twintigste belt hij nog elke dag met zijn moeder", "18-22"),
        ("ze is vrijdag zeventien geworden", "16-17"),
        ("ergens in de vijftig", "23+"),
        ("een heer van eind twintig", "23+"),
        ("student, begin twintig, zegt alles af", "18-22"),
        ("een dertiger met schulden", "23+"),
        ("67+, woont alleen", "23+"),
        ("my student is 15 and very angry", "12-15"),
        ("he's 17, wears a mask", "16-17"),
        ("in famke fan fyftjin praat net mear", "12-15"),
        ("meisje dertien krast in haar arm", "12-15"),
        ("de jongen, achttien, is weg", "18-22"),
        ("22, anderhalf jaar gezeten, nu vrij", "18-22"),
    ],
)
def test_the_age_is_a_category(text: str, expected: str) -> None:
    assert category(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "om 16 uur",
        "3 jaar geleden",
        "al 2 jaar geen contact met de buren",
        "in veertien jaar heb ik dat nooit gezien",
        "hij zat tien jaar in een motorclub",
        "arts, 4 tot 18 jaar",
        "een appgroep van 9 moeders",
        "een groep van twaalf hangt bij de brug",
        "die meid uit 3b",
        "kind in groep 8 tekent messen",
        "kom om half twaalf",
        "een kruis van tien centimeter",
        "het is nu tien over acht",
        "die twee broers praten niet meer",
        "trainer van jo15",
        "hij heeft twee telefoons",
        "het duurt nog vier jaar",
        "ik ken hem nu twee jaar",
        "haar vriend is 14 jaar ouder",
        "de tachtigjarige oorlog",
    ],
)
def test_a_number_is_no_age_by_itself(text: str) -> None:
    assert category(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zijn opa is 91 en slaapt slecht", None),
        ("zijn neef van 30 stuurt hem filmpjes", None),
        ("haar zus is 19, zij wil niets zeggen", None),
        ("hij luistert alleen naar een man van 40", None),
        ("ze wil trouwen met een man van veertig", None),
        ("jongen, vijftien, zijn zus is 19 en studeert", "12-15"),
        ("meisje 16 kreeg een ring van een man van 30", "16-17"),
        ("ik zit hier met een jongen van 14", "12-15"),
        ("ik ben 34 en geef les", None),
        ("mijn neef van 14 praat alleen nog over oorlog", "12-15"),
        ("mijn dochter van 17 is sinds gisteren weg", "16-17"),
        ("collega (42) leest alleen nog complotten", "23+"),
        ("jongerenwerker, twee jongens van 15 vernielen bankjes", "12-15"),
        ("hij is 15 en hangt rond met gasten van 25", "12-15"),
    ],
)
def test_only_the_age_of_the_person_it_is_about_counts(text: str, expected: str | None) -> None:
    assert category(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toen was hij 14, nu 17", "16-17"),
        ("toen hij 14 was ging het mis", None),
        ("op zijn elfde verloor hij zijn moeder", None),
        ("heeft sinds zijn dertiende geen vrienden", None),
        ("op zijn 18e verjaardag uit huis gezet", None),
        ("wordt in juni 18, dus nu nog 17", "16-17"),
        ("hij wordt pas in juni 18", "16-17"),
        ("ze is over drie weken zestien", "12-15"),
        ("een jongen van 18 wordt steeds bozer", "18-22"),
        ("mag hij meebeslissen zodra hij 16 is?", None),
    ],
)
def test_only_the_present_age_counts(text: str, expected: str | None) -> None:
    assert category(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("niet 19, ik bedoelde 16", "16-17"),
        ("niet 3 maar 13", "12-15"),
        ("hij is al 18? nee 17", "16-17"),
        ("jongen van elf, nee twaalf", "12-15"),
        ("foutje, hij is geen 19 maar 17", "16-17"),
        ("geen 19", None),
    ],
)
def test_the_corrected_age_counts(text: str, expected: str | None) -> None:
    assert category(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mag iemand van 15 lid zijn van een club", None),
        ("is dit normaal voor een 15 jarige of niet", None),
        ("mag ik het paspoort van deze jongen van 15 innemen?", "12-15"),
    ],
)
def test_a_general_question_has_no_person(text: str, expected: str | None) -> None:
    assert category(text) == expected


def test_the_place_is_that_of_the_number() -> None:
    text = "İk ken een jongen van veertien"
    found = AGES.find(text)
    assert found and text[found.start : found.end] == "veertien"


@pytest.mark.parametrize(
    "text",
    ["", "bijna " * 600 + "12", "15 " * 1300, "met een man van 40 " * 210, "1" * 4000, "is " * 1300, "van een " * 500],
)
def test_odd_input_is_read_quickly(text: str) -> None:
    began = time.process_time()
    AGES.find(text)
    assert time.process_time() - began < limit(0.2)


def test_categories_cover_all_ages() -> None:
    expected = ["<12", "<12", "12-15", "12-15", "16-17", "16-17", "18-22", "18-22", "23+", "23+"]
    assert [age_category(age) for age in (0, 11, 12, 15, 16, 17, 18, 22, 23, 99)] == expected
