"""Whose age it is, who the person is, and from whom a line comes."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, signaal

MEISJE = "meisje van 16 trekt zich terug"


@pytest.fixture
def gesprek() -> Gesprek:
    made = Gesprek()
    made.say(MEISJE, signalen=(signaal(MEISJE, "trekt zich terug", "gedrag"),), **age(MEISJE, "16", "16-17"))
    return made


def age(tekst: str, getal: str, waarde: str) -> dict[str, object]:
    return {"leeftijd": waarde, "leeftijd_plek": tekst.index(getal)}


def tell(tekst: str, deel: str, domein: str, **more: object) -> Gesprek:
    made = Gesprek()
    made.say(tekst, signalen=(signaal(tekst, deel, domein, **more),))  # type: ignore[arg-type]
    return made


def test_the_age_of_a_boyfriend_is_not_that_of_the_youth(gesprek: Gesprek) -> None:
    tekst = "ze heeft een vriendje van 24 dat haar dat stuurt"
    keys = gesprek.say(tekst, **age(tekst, "24", "23+"))
    assert gesprek.casus.leeftijd == "16-17" and "leeftijd_blijft" not in keys


def test_the_age_of_a_father_is_never_the_first_one() -> None:
    made = Gesprek()
    tekst = "zijn vader is 45 en roept steeds dat het oorlog wordt"
    made.say(tekst, **age(tekst, "45", "23+"))
    assert made.casus.leeftijd is None


def test_another_age_is_said_to_be_left_out_and_the_answer_to_it_counts(gesprek: Gesprek) -> None:
    keys = gesprek.say("hij is 35", **age("hij is 35", "35", "23+"))
    assert "leeftijd_blijft" in keys and "genoteerd" not in keys and gesprek.casus.leeftijd == "16-17"
    assert "zestien of zeventien" in gesprek.text()
    gesprek.say("14", leeftijd="12-15", leeftijd_plek=0)
    assert gesprek.casus.leeftijd == "12-15"


@pytest.mark.parametrize("tekst", ["nee ze is 18", "sorry, 18 jaar", "de leerling is 18 en zit in de examenklas hier"])
def test_an_age_is_set_right(gesprek: Gesprek, tekst: str) -> None:
    gesprek.say(tekst, **age(tekst, "18", "18-22"))
    assert gesprek.casus.leeftijd == "18-22"


def test_the_person_may_be_somebodys_brother() -> None:
    made = Gesprek()
    tekst = "mijn broer van 21 trekt zich terug"
    made.say(tekst, **age(tekst, "21", "18-22"))
    assert made.casus.relatie == "broer" and made.casus.leeftijd == "18-22"


@pytest.mark.parametrize("tekst", ["nee mijn neefje", "nee toch mijn neefje"])
def test_who_the_person_is_is_set_right_in_a_few_words(tekst: str) -> None:
    made = tell("mijn leerling roept sieg heil", "roept sieg heil", "uitingen")
    assert made.say(tekst, "ontkennen")[0] == "recht_gezet_relatie"
    assert made.casus.relatie == "neefje" and "tegenspreekt" not in made.casus.antwoorden


def test_a_witness_is_not_the_person() -> None:
    made = tell("een jongen roept sieg heil", "roept sieg heil", "uitingen")
    assert made.say("mijn collega zag het, niet ik", "corrigeren")[:2] == ["recht_gezet", "spiegel"]
    assert made.casus.relatie is None and made.casus.waarnemingen[0].bron == "ander"


def test_a_line_that_came_from_somebody_else_is_marked_so() -> None:
    tekst = "haar vader dreigde haar, en ze post hakenkruizen"
    made = Gesprek()
    made.say(
        tekst,
        signalen=(
            signaal(tekst, "vader dreigde haar", "sociale_omgeving"),
            signaal(tekst, "post hakenkruizen", "online"),
        ),
    )
    assert made.say("dat van haar vader heb ik van een vriendin", "corrigeren")[0] == "recht_gezet"
    assert [w.bron for w in made.casus.waarnemingen] == ["ander", "zelf"]


def test_what_was_said_to_the_user_is_no_hearsay() -> None:
    made = tell("hij is vaak boos", "vaak boos", "gedrag", bron="ander")
    tekst = "hij zei dat zelf tegen mij ja"
    made.say(tekst, "casus_beschrijven", signalen=(signaal(tekst, "zei dat zelf", "beschermend", bron="ander"),))
    assert [(w.tekst, w.bron) for w in made.casus.waarnemingen] == [("vaak boos", "zelf")]


@pytest.mark.parametrize(
    ("tekst", "deel", "bron"),
    [
        ("hij vertelde dat hij de hele nacht op telegram zit", "de hele nacht op telegram zit", "zelf"),
        ("mijn zoon zegt dat hij naar syrie wil", "naar syrie wil", "zelf"),
        ("mijn broer zegt dat hij een lijst heeft", "een lijst heeft", "zelf"),
        ("mijn collega zegt dat hij naar syrie wil", "naar syrie wil", "ander"),
        ("ik hoorde van een klasgenoot dat hij zei dat het oorlog wordt", "het oorlog wordt", "ander"),
    ],
)
def test_hearsay_is_what_another_than_the_youth_told(tekst: str, deel: str, bron: str) -> None:
    assert tell(tekst, deel, "uitingen", bron="ander").casus.waarnemingen[0].bron == bron


def test_the_opinion_of_the_pupil_is_not_that_of_the_professional() -> None:
    own = tell("hij doet radicale uitspraken", "doet radicale uitspraken", "uitingen", mening=True)
    said = tell("leerling van 14 zegt dat vrouwen gevaarlijk zijn", "vrouwen gevaarlijk zijn", "uitingen", mening=True)
    assert own.casus.waarnemingen[0].mening and not said.casus.waarnemingen[0].mening


# --- lines ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "intent"),
    [
        ("haal de regel over joden weg uit de samenvatting", "vraag_kennis"),
        ("verwijder de regel over joden", "ongepast"),
        ("laat het stuk over joden weg uit de samenvatting", "samenvatting"),
    ],
)
def test_a_line_is_taken_out_whatever_a_model_made_of_it(tekst: str, intent: str) -> None:
    story = "hij scheldt op joden en is veel online"
    made = Gesprek()
    made.say(
        story, signalen=(signaal(story, "scheldt op joden", "uitingen"), signaal(story, "is veel online", "online"))
    )
    assert made.say(tekst, intent)[:2] == ["geschrapt", "spiegel"]
    assert [w.tekst for w in made.casus.waarnemingen] == ["is veel online"]


def test_a_line_gets_the_other_word() -> None:
    made = tell("moeder huilt veel", "moeder huilt veel", "gedrag")
    assert made.say("en die regel over moeder klopt niet, dat was oma")[0] == "recht_gezet"
    assert [w.tekst for w in made.casus.waarnemingen] == ["oma huilt veel"]


def test_after_a_line_is_pointed_at_the_words_replace_it_without_a_second_button() -> None:
    made = tell("hij roept sieg heil", "roept sieg heil", "uitingen")
    made.press("regel_w1")
    assert made.say("hij neuriede een liedje")[0] == "recht_gezet"
    assert [w.tekst for w in made.casus.waarnemingen] == ["hij neuriede een liedje"]


def test_after_a_line_is_pointed_at_it_can_be_taken_out_in_words_and_by_button() -> None:
    made = tell("hij roept sieg heil", "roept sieg heil", "uitingen")
    made.press("regel_w1")
    assert made.say("haal maar weg", "corrigeren")[0] == "geschrapt" and not made.casus.waarnemingen
    made = tell("hij roept sieg heil", "roept sieg heil", "uitingen")
    made.press("regel_w1")
    made.press("schrap_w1")
    assert made.casus.open_vraag is None


def test_he_or_she_is_no_answer_to_the_open_question() -> None:
    made = tell("leerling roept sieg heil", "roept sieg heil", "uitingen")
    assert made.say("het is een zij", "corrigeren")[0] == "hij_of_zij"
    assert "tegenspreekt" not in made.casus.antwoorden


@pytest.mark.parametrize(
    ("tekst", "deel", "regel"),
    [
        ("ze snijdt zich en huilt", "snijdt zich en", "snijdt zich"),
        ("hij zei het vanmiddag in het [PLAATS-1]", "zei het vanmiddag in het", "zei het vanmiddag"),
        ("hij eet en slaapt niet meer", "eet en", "eet en slaapt niet meer"),
        ("ik zag ook blauwe plekken bij het kind", "ook blauwe plekken bij het kind", "blauwe plekken bij het kind"),
        ("mijn zoon zegt dat hij naar syrie wil", "hij naar syrie wil", "zegt dat hij naar syrie wil"),
        ("ik denk dat hij morgen weg is", "morgen weg is", "hij morgen weg is"),
        ("hij hangt vlaggen op", "hangt vlaggen op", "hangt vlaggen op"),
    ],
)
def test_a_line_has_no_loose_ends(tekst: str, deel: str, regel: str) -> None:
    assert [w.tekst for w in tell(tekst, deel, "gedrag").casus.waarnemingen] == [regel]


def test_a_line_never_grows_into_another_one() -> None:
    tekst = "hij eet en slaapt niet meer"
    made = Gesprek()
    made.say(tekst, signalen=(signaal(tekst, "eet en", "gedrag"), signaal(tekst, "slaapt niet meer", "gedrag")))
    assert [w.tekst for w in made.casus.waarnemingen] == ["slaapt niet meer"]


def test_somebody_alone_is_no_line() -> None:
    assert not tell("onze stagiair zag dat", "onze stagiair", "gedrag", polariteit="onzeker").casus.waarnemingen
