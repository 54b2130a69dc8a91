"""Who to turn to: by gemeente, role, age, subject and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from rasa_project.consultation.models import Contact, Contacten, Organisatie
from rasa_project.consultation.openingstijden import ALTIJD, AMSTERDAM, Feestdag, parse_openingstijden
from rasa_project.consultation.routering import ONDERWERPEN, STAPPEN, RouteAdvies, RouteVraag, route

DINSDAG = datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM)
ZATERDAGAVOND = datetime(2026, 11, 21, 23, tzinfo=AMSTERDAM)
KANTOOR = parse_openingstijden("ma-vr 9.00-17.00")


def contact(id: str, **more: object) -> Contact:
    return Contact(id, id, "", "", **more)  # type: ignore[arg-type]


LANDELIJK = {
    c.id: c
    for c in (
        contact("alarm", telefoon="112", openingstijden=ALTIJD),
        contact("politie", telefoon="0900-8844", openingstijden=ALTIJD),
        contact("zelfmoordpreventie", telefoon="113", openingstijden=ALTIJD),
        contact("veilig_thuis", telefoon="0800-2000", openingstijden=ALTIJD),
        contact("lse", telefoon="088 20 80 080"),
        contact("ess", telefoon="070 333 4558", openingstijden=KANTOOR),
        contact("jep", opvolger="ess", status="samengegaan"),
        *(
            contact(id)
            for id in (
                "huisartsenpost huisarts aandachtsfunctionaris taakaccenthouder collega gemeente zvh ror "
                "school_veiligheid vertrouwensinspecteur ivho helpwanted mod adv meld_misdaad_anoniem"
            ).split()
        ),
    )
}
EDE = contact("eigen_1", telefoon="0123-45 67 01", gemeente="Ede", openingstijden=KANTOOR, voorbeeld=True)
GOES = contact(
    "eigen_2", telefoon="0123-45 67 02", gemeente="Goes", openingstijden=KANTOOR, geldig_tot=date(2026, 6, 30),
    vervanging="openbare orde en veiligheid, gemeente Goes", vervanging_telefoon="0123-45 67 12",
)  # fmt: skip
TIEL = contact("eigen_3", telefoon="0123-45 67 03", gemeente="Tiel", geldig_tot=date(2026, 6, 30))


@dataclass
class Kennis:
    contacten: Contacten = field(
        default_factory=lambda: Contacten(LANDELIJK, {"Ede": (EDE,), "Goes": (GOES,), "Tiel": (TIEL,)})
    )
    organisatie: Organisatie = Organisatie("Voorbeeld", "Voorbeeld", 24, 30)
    feestdag: Feestdag = lambda day: False  # noqa: E731


def ids(advice: RouteAdvies) -> list[str]:
    return [c.contact.id for c in advice.contacten]


def ask(now: datetime = DINSDAG, kennis: Kennis | None = None, **vraag: object) -> RouteAdvies:
    return route(RouteVraag(**vraag), kennis or Kennis(), now)  # type: ignore[arg-type]


def test_casusregisseur_of_the_gemeente_first_after_the_own_organisation() -> None:
    advice = ask(gemeente="Ede", rol="mentor")
    assert ids(advice)[:3] == ["aandachtsfunctionaris", "eigen_1", "school_veiligheid"]
    assert "lse" in ids(advice)
    assert (advice.casusregisseur, advice.voorbeeld) == ("bekend", True)
    assert advice.contacten[1].bereikbaar == "route_open"
    assert advice.nu is not None and advice.nu.contact.id == "eigen_1"


def test_after_hours_the_next_opening_in_words() -> None:
    advice = ask(ZATERDAGAVOND, gemeente="Ede")
    regisseur = advice.contacten[1]
    assert (regisseur.open, regisseur.opent, regisseur.bereikbaar) == (False, "maandag 9.00 uur", "route_dicht")
    assert advice.kantoortijd is False
    assert advice.volgende == regisseur


def test_almost_closed() -> None:
    advice = ask(datetime(2026, 11, 24, 16, 40, tzinfo=AMSTERDAM), gemeente="Ede")
    assert (advice.contacten[1].sluit_over, advice.contacten[1].bereikbaar) == (20, "route_bijna_dicht")


def test_without_casusregisseur_the_lse_and_the_general_number() -> None:
    advice = ask(gemeente="Best", rol="jongerenwerker")
    assert ids(advice) == ["aandachtsfunctionaris", "lse", "gemeente"]
    assert (advice.casusregisseur, advice.uitleg[0]) == ("onbekend", "route_geen_casusregisseur")


def test_unknown_hours_are_said_to_be_unknown() -> None:
    lse = ask(onderwerp="lse").contacten[0]
    assert (lse.open, lse.opent, lse.uren, lse.bereikbaar) == (None, None, None, "route_uren_onbekend")


def test_without_gemeente_it_says_so() -> None:
    assert "route_gemeente_onbekend" in ask().uitleg


def test_a_row_that_ran_out_gives_its_replacement() -> None:
    advice = ask(gemeente="Goes")
    stand_in = advice.contacten[1]
    assert (stand_in.contact.telefoon, stand_in.vervangt) == ("0123-45 67 12", True)
    assert "eigen_2" not in ids(advice)
    assert (advice.casusregisseur, advice.uitleg[0]) == ("verlopen", "route_verlopen")
    assert "lse" in ids(advice)


def test_a_row_that_ran_out_without_replacement_falls_back() -> None:
    assert ids(ask(gemeente="Tiel")) == ["aandachtsfunctionaris", "lse", "gemeente"]


def test_the_last_day_still_counts() -> None:
    last = datetime(2026, 6, 30, 23, 30, tzinfo=AMSTERDAM)
    assert "eigen_3" in ids(ask(last, gemeente="Tiel"))


@pytest.mark.parametrize(
    ("rol", "first", "also"),
    [
        ("mentor", "aandachtsfunctionaris", "school_veiligheid"),
        ("studentendecaan", "aandachtsfunctionaris", "ivho"),
        ("wijkagent", "taakaccenthouder", "lse"),
        ("sportcoach", "lse", "gemeente"),
    ],
)
def test_by_role(rol: str, first: str, also: str) -> None:
    advice = ask(rol=rol, gemeente="Best")
    assert ids(advice)[0] == first
    assert also in ids(advice)


def test_a_professional_secret_never_gets_the_anonymous_tip_line() -> None:
    for rol in ("huisarts", "jeugdarts", "ggz_professional", "jeugdhulpverlener"):
        advice = ask(rol=rol, onderwerp="strafbaar")
        assert "meld_misdaad_anoniem" not in ids(advice)
        assert "route_beroepsgeheim" in advice.uitleg
    assert "meld_misdaad_anoniem" in ids(ask(rol="sportcoach", onderwerp="strafbaar"))


@pytest.mark.parametrize("modus", ["direct", "vraag"])
@pytest.mark.parametrize("soort", ["geweld", "zelfdoding", "kind", "vertrek", "algemeen", None])
def test_danger_is_112_first_whatever_else_is_asked(modus: str, soort: str | None) -> None:
    advice = ask(modus=modus, soort=soort, onderwerp="training", gemeente="Ede")
    assert ids(advice)[0] == "alarm"
    assert "zelfmoordpreventie" in ids(advice) or soort != "zelfdoding"
    assert "veilig_thuis" in ids(advice) or soort != "kind"
    assert "route_niet_alleen" in advice.uitleg


@pytest.mark.parametrize("onderwerp", [*ONDERWERPEN, "iets heel anders"])
@pytest.mark.parametrize("now", [DINSDAG, ZATERDAGAVOND])
def test_every_subject_gives_somebody_now_and_each_contact_once(onderwerp: str, now: datetime) -> None:
    advice = ask(now, onderwerp=onderwerp, gemeente="Ede", rol="docent", leeftijd="16-17")
    assert advice.contacten
    assert len(set(ids(advice))) == len(ids(advice))
    assert advice.bij_verandering[0].contact.id == "alarm"
    assert all(c.open is not False for c in advice.bij_verandering)


def test_every_subject_has_its_rule() -> None:
    assert {*STAPPEN, "spoed"} == set(ONDERWERPEN)


def test_stopped_contacts_give_their_successor() -> None:
    assert Kennis().contacten.current("jep").id == "ess"


def test_the_own_on_call_line_is_named_when_it_is_open() -> None:
    piket = contact("piket", telefoon="0123-45 67 99", openingstijden=parse_openingstijden("za-zo 0.00-24.00"))
    kennis = Kennis(organisatie=Organisatie("V", "V", 24, 30, piket=piket))
    at_night = [c.contact.id for c in ask(ZATERDAGAVOND, kennis).bij_verandering]
    assert at_night[:2] == ["alarm", "piket"]
    assert "piket" not in [c.contact.id for c in ask(DINSDAG, kennis).bij_verandering]


def test_own_aandachtsfunctionaris_with_a_number_comes_first() -> None:
    own = contact("eigen_functionaris", telefoon="0123-45 67 98", openingstijden=KANTOOR)
    kennis = Kennis(organisatie=Organisatie("V", "V", 24, 30, aandachtsfunctionaris=own))
    assert ids(ask(kennis=kennis, gemeente="Ede"))[0] == "eigen_functionaris"


def test_an_adult_is_told_apart() -> None:
    assert "route_volwassene" in ask(leeftijd="23+").uitleg
    assert "route_volwassene" not in ask(leeftijd="18-22").uitleg


def test_on_a_holiday_nobody_is_promised() -> None:
    kennis = Kennis(feestdag=lambda day: day == DINSDAG.date())
    advice = ask(DINSDAG, kennis, gemeente="Ede")
    assert (advice.kantoortijd, advice.contacten[1].opent) == (False, "morgen 9.00 uur")


@pytest.mark.parametrize("gemeente", ["Ede", "Goes", "Best", None])
def test_a_school_hears_of_its_own_advice_among_the_first_three(gemeente: str | None) -> None:
    assert "school_veiligheid" in ids(ask(rol="docent", gemeente=gemeente, relatie="school"))[:3]
    assert "school_veiligheid" in ids(ask(gemeente=gemeente, relatie="school"))[:3]


@pytest.mark.parametrize("relatie", ["familie", "buurt", "geen"])
def test_for_a_neighbour_or_a_nephew_there_is_no_advice_for_schools(relatie: str) -> None:
    found = ids(ask(rol="docent", relatie=relatie))
    assert "school_veiligheid" not in found and "aandachtsfunctionaris" not in found


def test_who_works_for_the_gemeente_is_not_sent_to_its_general_number() -> None:
    advice = ask(rol="gemeenteambtenaar", gemeente="Best")
    assert ids(advice) == ["lse", "zvh", "politie"]
    assert advice.uitleg[0] == "route_geen_casusregisseur_gemeente"
    assert ids(ask(rol="gemeenteambtenaar", gemeente="Ede"))[:3] == ["eigen_1", "zvh", "politie"]


@pytest.mark.parametrize(
    ("verteld", "first"),
    [
        ("zelfdoding", ["zelfmoordpreventie"]),
        ("kind", ["veilig_thuis"]),
        ("chantage", ["helpwanted", "politie"]),
        ("psychisch", ["huisartsenpost"]),
    ],
)
def test_what_was_told_earlier_decides_who_comes_first(verteld: str, first: list[str]) -> None:
    found = ids(ask(verteld=(verteld,), rol="huisarts", gemeente="Best"))
    assert found[: len(first)] == first and "lse" in found


def test_without_aandachtsfunctionaris_a_colleague_is_named() -> None:
    found = ids(ask(zonder_functionaris=True, rol="coa_medewerker"))
    assert found[0] == "collega" and "aandachtsfunctionaris" not in found


def test_the_meldcode_is_for_professionals() -> None:
    assert "route_meldcode" in ask(onderwerp="kind", rol="docent").uitleg
    assert "route_meldcode" not in ask(onderwerp="kind", relatie="buurt").uitleg
