"""Every kind is found, in the notations people really type; all people and numbers are invented."""

from __future__ import annotations

import pytest
from fictief import MEER_BSN, MEER_NAMEN, PERSONEN, SCHOOL, Persoon

from rasa_project.redaction.engine import Redactor

FOUND = [
    ("TELEFOON", "bel me op 06 10000000", "06 10000000"),
    ("TELEFOON", "bel me op +31 (0)6 1000 0000", "+31 (0)6 1000 0000"),
    ("TELEFOON", "0031-6-10000000 is van vader", "0031-6-10000000"),
    ("TELEFOON", "nummer 020-000 00 00", "020-000 00 00"),
    ("TELEFOON", "ze belt met +32 470 00 00 00", "+32 470 00 00 00"),
    ("TELEFOON", "nul zes tien nul nul nul nul nul nul", "nul zes tien nul nul nul nul nul nul"),
    ("TELEFOON", "app +212 600 000 000", "+212 600 000 000"),
    ("BSN", f"bsn {MEER_BSN[0]}", MEER_BSN[0]),
    ("BSN", "bsn is 9999.90.032", "9999.90.032"),
    ("BSN", "bsn 123456789", "123456789"),
    ("IBAN", "rekening nl13 test 0123 4567 89", "nl13 test 0123 4567 89"),
    ("IBAN", "geld op BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ("EMAIL", "mail naar iemand@voorbeeld.example", "iemand@voorbeeld.example"),
    ("EMAIL", "jan punt fictief apenstaartje voorbeeld punt nl", "jan punt fictief apenstaartje voorbeeld punt nl"),
    ("EMAIL", "schrijf naar lisa(at)voorbeeld(punt)nl", "lisa(at)voorbeeld(punt)nl"),
    ("POSTCODE", "ze woont op 9999 ZZ", "9999 ZZ"),
    ("POSTCODE", "postcode 9999zz", "9999zz"),
    ("KENTEKEN", "een auto met zz-999-z", "zz-999-z"),
    ("KENTEKEN", "de scooter heeft kenteken zzz 99 z", "zzz 99 z"),
    ("KENTEKEN", "busje 99zzz9 stond er weer", "99zzz9"),
    ("DATUM", "geboren op 31-02-2009", "31-02-2009"),
    ("DATUM", "geb. 14-2-'08", "14-2-'08"),
    ("DATUM", "hij is op 12 september jarig", "12 september"),
    ("DATUM", "aangehouden op 3 maart 2024", "3 maart 2024"),
    ("NUMMER", "leerlingnummer 104233", "104233"),
    ("NUMMER", "zaaknummer Z/24/118822", "Z/24/118822"),
    ("NUMMER", "v-nummer 284.556.1932 van de ind", "284.556.1932"),
    ("NUMMER", "parketnummer 16/123456-24", "16/123456-24"),
    ("NUMMER", "cliëntnummer CL-88213", "CL-88213"),
    ("IP", "ip 192.0.2.44", "192.0.2.44"),
    ("IP", "ip 2001:db8::7", "2001:db8::7"),
    ("URL", "zie t.me/fictiefkanaal88", "t.me/fictiefkanaal88"),
    ("URL", "https://voorbeeld.example/klas3b", "https://voorbeeld.example/klas3b"),
    ("ACCOUNT", "zijn insta is fictieve.wolf.99", "fictieve.wolf.99"),
    ("ACCOUNT", "op snap heet hij xx_fictief_xx", "xx_fictief_xx"),
    ("ACCOUNT", "discord nachtfictie#4432", "nachtfictie#4432"),
    ("ADRES", "woont op verzonnenlaan 12-2", "verzonnenlaan 12-2"),
    ("ADRES", "op de verzonnenstraat 4 hs", "verzonnenstraat 4 hs"),
    ("ADRES", "in de fantasiestraat", "fantasiestraat"),
    ("ADRES", "adres: laan van bedenksel 112", "laan van bedenksel 112"),
    ("ORGANISATIE", "hij zit op basisschool de regenboog", "basisschool de regenboog"),
    ("ORGANISATIE", "de moskee al bedenksel", "moskee al bedenksel"),
    ("ORGANISATIE", "voetbalt bij vv rood-wit", "vv rood-wit"),
    ("ORGANISATIE", "bijbaan bij bakkerij van rossum", "bakkerij van rossum"),
    ("PLAATS", "hij woont in bennekom", "bennekom"),
    ("PLAATS", "ze hangen in de schilderswijk", "schilderswijk"),
]


@pytest.mark.parametrize(("label", "text", "hidden"), FOUND, ids=[f"{row[0]}-{row[2]}" for row in FOUND])
def test_kind_is_found(redactor: Redactor, label: str, text: str, hidden: str) -> None:
    result = redactor.redact(text)
    assert hidden not in result.text
    assert any(text[s.start : s.end] == hidden and s.label == label for s in result.spans), result


@pytest.mark.parametrize("person", PERSONEN, ids=[p.voornaam for p in PERSONEN])
@pytest.mark.parametrize("change", [str, str.lower, str.upper], ids=["zo", "klein", "groot"])
def test_invented_people_leave_no_trace(redactor: Redactor, person: Persoon, change: object) -> None:
    text = change(  # type: ignore[operator]
        f"het gaat om {person.naam}, bsn {person.bsn}, bel {person.telefoon}, mail {person.email}, "
        f"rekening {person.iban}, woont {person.adres}, {person.postcode}, account {person.account}, "
        f"geboren {person.geboren}, auto {person.kenteken}, zit op {SCHOOL}"
    )
    result = redactor.redact(text)
    for secret in (*person.kanaries(), person.geboren):
        assert secret.lower() not in result.text.lower()


@pytest.mark.parametrize("name", MEER_NAMEN)
@pytest.mark.parametrize("frame", ["{} is erg veranderd", "ik maak me zorgen over {}", "mevrouw {} belde"])
def test_invented_names_go_in_lower_case(redactor: Redactor, name: str, frame: str) -> None:
    result = redactor.redact(frame.format(name.lower()))
    assert name.lower().split()[0] not in result.text
    assert name.lower().split()[-1] not in result.text
