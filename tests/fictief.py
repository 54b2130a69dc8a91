"""Invented people, numbers and accounts for tests. Nobody real is meant.

- BSNs: the 99999xxxx range that test environments of the Dutch government use;
  they pass the elfproef and belong to nobody.
- Phone numbers: the Netherlands has no range set apart for fiction. These have the
  right shape with only zeros behind the code; a fixed line whose own part starts
  with 0 is not handed out. They are never dialled.
- IBANs: check digits are right, the bank codes TEST and FICT do not exist.
- E-mail and web addresses end in `.example`, which is reserved (RFC 2606).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Persoon:
    """One invented person with everything a user could let slip."""

    voornaam: str
    achternaam: str
    bsn: str
    telefoon: str
    email: str
    iban: str
    account: str
    postcode: str
    adres: str
    geboren: str
    kenteken: str

    @property
    def naam(self) -> str:
        """First and last name."""
        return f"{self.voornaam} {self.achternaam}"

    def kanaries(self) -> tuple[str, ...]:
        """Every string that must be found nowhere after a conversation about this person."""
        return (
            self.voornaam,
            self.achternaam,
            self.bsn,
            self.telefoon,
            self.email,
            self.iban,
            self.account,
            self.postcode,
            self.adres,
            self.kenteken,
        )


YOUSSRA = Persoon(
    voornaam="Youssra",
    achternaam="Quispelaere",
    bsn="999990019",
    telefoon="06-10000000",
    email="youssra.quispelaere@voorbeeldschool.example",
    iban="NL13TEST0123456789",
    account="@youssra_q_fictief",
    postcode="9999 ZZ",
    adres="Verzonnenlaan 999",
    geboren="31-02-2009",
    kenteken="ZZ-999-Z",
)

BERTRAM = Persoon(
    voornaam="Bertram",
    achternaam="Zuurdeeg",
    bsn="999990020",
    telefoon="020 000 0000",
    email="bertram.zuurdeeg@voorbeeldwijk.example",
    iban="NL96FICT0000000001",
    account="@zuurdeeg.fictief",
    postcode="9998 ZX",
    adres="Fantasieplein 998",
    geboren="30-02-2008",
    kenteken="99-ZZZ-9",
)

PERSONEN: tuple[Persoon, ...] = (YOUSSRA, BERTRAM)

SCHOOL = "Het Verzonnen Kompas College"
"""A school that does not exist."""

MEER_NAMEN: tuple[str, ...] = (
    "Quirinia Wolkenveld",
    "Abdelfictief Bedenksel",
    "Zofia Nergenshuizen",
    "Maximiliaan van der Bedacht",
)
"""Further invented names; the surnames exist for nobody as far as we know."""

MEER_BSN: tuple[str, ...] = ("999990032", "999990044", "999990056", "999990068", "999990081")
"""Further numbers that pass the elfproef and belong to nobody."""
