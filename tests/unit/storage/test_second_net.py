"""The second net with the real lists: finds what slipped through, leaves our own words alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from fictief import PERSONEN, SCHOOL
from ruamel.yaml import YAML

from rasa_project.consultation.beurt import Bericht, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.knopwoorden import remember
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.errors import RedactionError
from rasa_project.knowledge.repository import load_kennis
from rasa_project.storage.second_net import SecondNet

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def net():
    net = SecondNet()
    net.load()
    return net


def keys(value: object) -> set[str]:
    """All keys of nested mappings."""
    if isinstance(value, dict):
        return set(map(str, value)) | {key for item in value.values() for key in keys(item)}
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    return set()


@pytest.mark.parametrize("who", PERSONEN, ids=lambda who: who.voornaam)
def test_what_slips_through_is_removed(net, who):
    text = f"leerling {who.naam}, bsn {who.bsn}, bel {who.telefoon}, {who.email}, {who.iban}"
    clean = net.text(text)
    for secret in (who.voornaam, who.bsn, who.telefoon, who.email, who.iban):
        assert secret not in clean
    assert net.text(clean) == clean


def test_ids_of_our_own_stay(net):
    names = {"aanwezig", "afwezig", "onzeker", "zelf", "ander", "overgeslagen", "w1", "w12", "16-17"}
    domain = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    names |= set(domain["intents"]) | keys(domain)
    for path in (ROOT / "data" / "kennis").glob("*.yml"):
        names |= keys(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    assert len(names) > 100
    changed = {name for name in names if net.value(name) != name}
    assert changed == set()


def test_every_choice_and_every_fact_stays(net):
    """A choice that is taken for an account name is lost between two turns, and the plan falls back a question."""
    yaml = YAML(typ="safe", pure=True)
    kennis = ROOT / "data" / "kennis"
    advies = yaml.load((kennis / "gemeente_advies.yml").read_text(encoding="utf-8"))
    plan = [f"{v['id']}:{keuze}" for v in advies["vragen"] for keuze in (*v["keuzes"], "weet_niet", "klaar")]
    events = yaml.load((kennis / "triggerfactoren.yml").read_text(encoding="utf-8"))["triggerfactoren"]
    facts = [f"handeling:{id}:{groep}" for id, item in events.items() for groep in item["handelingen"]]
    assert len(plan) > 40 and len(facts) > 40
    assert net.value({"casus": {"plan": plan}}) == {"casus": {"plan": plan}}
    for name in (*facts, *(f"trigger:{id}" for id in events), "begrip:exits_familiesteunpunt"):
        assert net.value({"bron": name}) == {"bron": name}
    pressed = '/kies_antwoord{"antwoord":"plan:doelgroep:eerste_lijn"}'
    assert net.text(pressed) == pressed


def test_the_words_of_our_buttons_stay(net):
    """They are kept with the case, to know them when they are typed."""
    kennis = load_kennis(ROOT, productie=False)
    shown = [Bericht(key) for key, text in kennis.teksten.items() if text.knoppen]
    titles = [k.titel for v in kennis.gemeente_advies.vragen for k in v.keuzes]
    titles += [item.naam for item in kennis.triggerfactoren.items.values()]
    titles += [a.titel for knoop in kennis.stroomschema.knopen.values() for a in knoop.antwoorden]
    own = Bericht("genoteerd", knoppen=buttons((titel, f"x:{i}") for i, titel in enumerate(titles)))
    kept = remember(Uitkomst((*shown, own), Casus()), kennis).to_dict()["knoppen"]
    assert len(kept) > 100
    assert [a for a, b in zip(kept, net.value(kept), strict=True) if a != b] == []


def test_an_account_does_not_stay_for_looking_like_a_choice(net):
    for said in ("insta:kees_van_dam99", "mijn insta is kees_van_dam99"):
        assert "kees" not in str(net.value({"waarnemingen": [{"tekst": said}]}))
    who = PERSONEN[0]
    assert who.telefoon not in str(net.value({"plan": [f"bel:{who.telefoon}"], "bron": who.email}))


def test_every_municipality_stays(net):
    with (ROOT / "data" / "kennis" / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        names = [row["gemeente"] for row in csv.DictReader(file)]
    assert len(names) > 300
    assert [name for name in names if net.value({"gemeente": name}) != {"gemeente": name}] == []


def test_a_school_stays_only_where_our_own_lists_fill_the_field(net):
    said = f"hij zit op {SCHOOL}"
    case = net.value({"waarnemingen": [{"tekst": said}], "antwoorden": {"sinds_wanneer": said.lower()}})
    assert "kompas" not in str(case).lower()
    assert net.value({"contact": SCHOOL}) == {"contact": SCHOOL}


def test_a_pressed_button_stays_and_a_forged_one_is_cleaned(net):
    who = PERSONEN[0]
    for payload in ("/start", '/kies_antwoord{"antwoord": "sociale_omgeving"}', '/vraag_contact{"n": 1}'):
        assert net.text(payload) == payload
    forged = net.text('/kies_antwoord{"antwoord": "mail ' + who.email + '"}')
    assert forged.startswith('/kies_antwoord{"antwoord"') and who.email not in forged
    assert net.text("/kies_antwoord{kapot " + who.email + "}") == "/kies_antwoord"
    assert who.email not in net.text(f"/kies_antwoord {who.email}")


def test_without_lists_nothing_passes():
    def broken():
        raise OSError("weg")

    with pytest.raises(RedactionError):
        SecondNet(broken).text("een gewone zin")
