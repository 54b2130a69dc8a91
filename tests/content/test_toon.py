"""The tone of everything the assistant says in a consultation: warm, short, safe, and never a promise or a verdict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gesprekken import ZATERDAGNACHT

from rasa_project.consultation import fixed
from rasa_project.consultation.routering import ONDERWERPEN, RouteVraag, route
from rasa_project.knowledge.repository import load_kennis
from rasa_project.knowledge.teksten import fill

ROOT = Path(__file__).resolve().parents[2]
KENNIS = load_kennis(ROOT, productie=False)
FILES = ("gesprek.yml", "vragen.yml", "kaarten.yml", "engels.yml", "kennis.yml")
OURS = {key: text for key, text in KENNIS.teksten.items() if text.bestand.endswith(FILES)}
NUMMERS = ("112", "113", "0900-8844")
MEEST = 60
KEERT_TERUG = (
    *("groet", "bedankt", "genoteerd", "spiegel", "geschrapt", "recht_gezet", "overgeslagen", "niet_begrepen"),
    *("weet_niet_ok", "gestopt", "gestopt_vraag", "aanbod", "aanbod_kort", "waar_we_waren", "ongepast", "wartaal"),
    *("vraag_tegenspreekt", "vraag_sinds_wanneer", "vraag_zelf_gezien", "vraag_gebeurd", "vraag_al_gedaan", "contact"),
    *fixed.WEIGERINGEN - {"materiaal_nee"},
)
VEILIG = (
    *("acuut_geweld", "acuut_zelfdoding", "acuut_kind", "acuut_vertrek", "acuut_algemeen", "acuut_daarna"),
    *("acuut_vraag", "acuut_vraag_zelfdoding", "geen_gevaar_nu", "na_gevaar", "tot_die_tijd", "wat_je_kunt_doen"),
    *("weekend_verandert", "weekend_niet", "kan_wachten", "snel_niet_acuut", "privacy", "begroeting", "english_danger"),
    *("geen_toestemming", "klopt_niet_dank", "agenda", "vraag_veiligheid", "is_dit_melding", "andere_taal"),
)
EINDE_IN_DE_NACHT = (
    *("afscheid", "afscheid_kort", "tot_die_tijd", "zonder_gemeente", "agenda", "klopt_niet_dank", "weekend_verandert"),
    *("na_gevaar", "geen_gevaar_nu", "english_call", "english_again"),
)
"""Texts after which a user may go away for the night."""
VERBODEN = re.compile(
    r"ik bewaar niets|volledig anoniem|niets aan de hand|geen reden tot zorg|maak je geen zorgen|\bu\b|\buw\b"
    r"|casuïstiek|stakeholder|interventie|escaleren",
    re.IGNORECASE,
)


def variants() -> list[tuple[str, str]]:
    return [(key, words) for key, text in OURS.items() for words in text.varianten]


@pytest.mark.parametrize(("key", "words"), variants(), ids=[f"{k}-{i}" for i, (k, _) in enumerate(variants())])
def test_every_bubble_is_short_calm_and_promises_nothing(key: str, words: str) -> None:
    assert "!" not in words
    assert len(words.split()) <= MEEST
    assert not VERBODEN.search(words)


@pytest.mark.parametrize("key", KEERT_TERUG)
def test_what_returns_often_is_said_in_more_than_one_way(key: str) -> None:
    assert len(KENNIS.teksten[key].varianten) >= 2


@pytest.mark.parametrize("key", VEILIG)
def test_what_is_about_safety_is_said_in_exactly_one_way(key: str) -> None:
    text = KENNIS.teksten[key]
    assert text.veilig and len(text.varianten) == 1


@pytest.mark.parametrize("key", EINDE_IN_DE_NACHT)
def test_every_ending_names_what_to_do_when_something_changes(key: str) -> None:
    assert all("112" in words for words in KENNIS.teksten[key].varianten)


@pytest.mark.parametrize("key", sorted(fixed.WEIGERINGEN))
def test_a_refusal_says_why_and_what_does_help(key: str) -> None:
    """More than a no: at least two sentences, and a next step in a question, a verb or a button."""
    text = KENNIS.teksten[key]
    for words in text.varianten:
        assert len(re.findall(r"[.?]", words)) >= 2
        assert text.knoppen or re.search(r"\?|overleg|bespreek|vertel|bel\b|vraag", words, re.IGNORECASE)


@pytest.mark.parametrize("onderwerp", [o for o in ONDERWERPEN if o != "spoed"])
def test_every_route_knows_who_is_there_when_something_changes(onderwerp: str) -> None:
    advice = route(RouteVraag(onderwerp=onderwerp), KENNIS, ZATERDAGNACHT)
    assert advice.bij_verandering[0].contact.id == "alarm"
    assert {"politie", "zelfmoordpreventie"} <= {c.contact.id for c in advice.bij_verandering}


def test_every_number_in_the_wording_comes_from_the_contacts() -> None:
    """A number written out in a text is one that everybody knows; any other is filled in from the facts."""
    for key, words in variants():
        for number in re.findall(r"(?<![\w{])0\d{2,3}[- ]?\d{6,7}|0[89]00[- ]?\d{4}", words):
            assert number in NUMMERS, f"{key}: {number}"


def test_every_text_can_be_filled_in() -> None:
    """No placeholder is left for which nobody has a value."""
    values = {name: "iets" for _, words in variants() for name in re.findall(r"\{([a-z0-9_]+)\}", words)}
    for key, words in variants():
        assert "{" not in fill(key, words, {**values, **KENNIS.vaste_waarden})


def test_all_fixed_sentences_lead_to_an_answer() -> None:
    ids = {regel.id for regel in KENNIS.gesprekswoorden.regels}
    assert ids <= {*KENNIS.teksten, *fixed.STAPPEN}
