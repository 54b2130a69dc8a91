"""Lists that come from a spreadsheet: gemeenten, and the organisation's own contacts. Knowledge layer.

Comma or semicolon, with or without a byte order mark: what Excel makes is read.
Every row with a problem is named; none is dropped without a word.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rasa_project.consultation.openingstijden import ONBEKEND, Openingstijden, parse_openingstijden
from rasa_project.knowledge import meldingen
from rasa_project.knowledge.meldingen import Melding

if TYPE_CHECKING:
    from rasa_project.knowledge.inhoud import Inhoud

EIGEN = "data/organisatie/casusregisseurs.csv"
VOORBEELD = "data/organisatie/casusregisseurs.voorbeeld.csv"
KOLOMMEN = (
    "gemeente",
    "functie",
    "telefoon",
    "email",
    "openingstijden",
    "geldig_tot",
    "vervanging",
    "vervanging_telefoon",
    "nagebeld_op",
    "voorbeeld",
)
TABELLEN = {
    "gemeenten": ("gemeentecode", "gemeente", "provincie"),
    "woonplaatsen": ("woonplaats", "gemeente"),
}
"""Tables of `data/kennis` with the columns they need."""

VERPLICHT = ("gemeente", "functie", "openingstijden")

_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_NUMMER = re.compile(
    r"""112|113|144|116\s?\d{3}      # short numbers
    |14\s?0\d{1,3}                  # 14 + area code of the gemeente
    |(?:0800|0900)[-\s]?\d{4}(?:\d{3})?
    |0(?:[\s-]?\d){9}               # ten digits
    |\+31(?:[\s-]?\d){9}
    """,
    re.VERBOSE,
)
_FICTIEF = re.compile(r"0[\s-]?1[\s-]?2[\s-]?3")
_AANHEF = re.compile(r"\b(dhr|mevr?|mw|de heer|mevrouw|drs|ing|mr|dr)\b\.?", re.IGNORECASE)
_NAAMVORM = re.compile(r"^([A-Z]\.\s?)*[A-Z][a-zà-ÿ'-]+(\s(van|de|der|den|ten|ter|el|al|'t))*(\s[A-Z][a-zà-ÿ'-]+)+$")
_FUNCTIEWOORD = re.compile(
    r"regisseur|radicalis|veiligheid|orde|meldpunt|contact|functionaris|coordinator|coördinator|adviseur|team|loket"
    r"|beleid|ambtenaar|medewerker|piket|wijk|zorg|consulent|afdeling|huis|manager|hoofd|officier|accent|bereikbaar",
    re.IGNORECASE,
)
_POSTVAK_PERSOON = re.compile(r"^[a-z](\.[a-z])*\.[a-z]{3,}@|^[a-z]{3,}\.(van|de|der|den)?\.?[a-z]{4,}@", re.IGNORECASE)


@dataclass(frozen=True)
class Rij:
    """One row of the organisation's own list, as read; `fouten` says whether it may be used."""

    bestand: str
    regel: int
    waarden: dict[str, str]
    openingstijden: Openingstijden
    geldig_tot: date | None
    nagebeld_op: date | None
    voorbeeld: bool
    meldingen: tuple[Melding, ...]

    @property
    def bruikbaar(self) -> bool:
        """True when nothing is wrong with the row."""
        return not any(m.ernst == meldingen.FOUT for m in self.meldingen)


def read_table(path: Path, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[Melding]]:
    """Rows with their line, keyed by column name in lower case.

    Args:
        path: the file.
        name: how it is named to the editor.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return [], [meldingen.bestand_ontbreekt(name)]
    except UnicodeDecodeError as error:
        return [], [meldingen.geen_utf8(name, error.object[: error.start].count(b"\n") + 1)]
    return parse_table(text, name)


def parse_table(text: str, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[Melding]]:
    """The same for a text that was already read."""
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") >= first.count(",") and ";" in first else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    problems: list[Melding] = []
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    for cells in reader:
        cells = [c.strip() for c in cells]
        if not any(cells):
            continue
        if not header:
            header = [c.lower().replace(" ", "_").replace("-", "_") for c in cells]
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            problems.append(meldingen.rij_te_lang(name, reader.line_num))
            continue
        rows.append((reader.line_num, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))))
    if not header:
        problems.append(meldingen.leeg_bestand(name))
    return rows, problems


def read_gemeenten(inhoud: Inhoud) -> None:
    """`gemeenten.csv` and `woonplaatsen.csv` into the content."""
    for file, columns in TABELLEN.items():
        name = f"data/kennis/{file}.csv"
        rows, problems = read_table(inhoud.root / name, name)
        inhoud.meldingen.extend(problems)
        missing = [c for c in columns if rows and c not in rows[0][1]]
        inhoud.meldingen.extend(meldingen.kolom_ontbreekt(name, c) for c in missing)
        if missing:
            continue
        known = {g["gemeente"] for g in inhoud.gemeenten}
        for line, row in rows:
            if file == "gemeenten":
                inhoud.gemeenten.append(row)
            elif known and row["gemeente"] not in known:
                inhoud.meldingen.append(meldingen.gemeente_onbekend(name, line, row["gemeente"], known))
            else:
                inhoud.woonplaatsen.setdefault(row["gemeente"], []).append(row["woonplaats"])


def read_own_list(inhoud: Inhoud) -> None:
    """The organisation's own list when there is one, else the fictitious example."""
    own = inhoud.root / EIGEN
    name = EIGEN if own.exists() else VOORBEELD
    rows, problems = read_table(inhoud.root / name, name)
    inhoud.meldingen.extend(problems)
    inhoud.rijen.extend(read_rows(rows, name, {g["gemeente"] for g in inhoud.gemeenten}, inhoud.meldingen))
    for rij in inhoud.rijen:
        inhoud.meldingen.extend(rij.meldingen)


def read_rows(
    rows: list[tuple[int, dict[str, str]]], name: str, gemeenten: Iterable[str], problems: list[Melding]
) -> list[Rij]:
    """Check every row of a list of contacts.

    Args:
        rows: lines and cells.
        name: the file, for the messages.
        gemeenten: official names.
        problems: what is wrong with the list as a whole is added here.
    """
    if not rows:
        return []
    header = rows[0][1].keys()
    lacking = [c for c in (*VERPLICHT, "telefoon", "email") if c not in header]
    problems.extend(meldingen.kolom_ontbreekt(name, c) for c in lacking)
    problems.extend(meldingen.kolom_onbekend(name, c, KOLOMMEN) for c in header if c and c not in KOLOMMEN)
    if lacking:
        return []
    known, seen = set(gemeenten), dict[tuple[str, str], int]()
    out = []
    for line, cells in rows:
        rij = _read_row(name, line, cells, known, seen)
        seen.setdefault((cells["gemeente"], cells["functie"].lower()), line)
        out.append(rij)
    return out


def _read_row(name: str, line: int, cells: dict[str, str], known: set[str], seen: dict[tuple[str, str], int]) -> Rij:
    found: list[Melding] = []

    def get(column: str) -> str:
        return cells.get(column, "")

    found.extend(meldingen.vak_leeg(name, line, c) for c in VERPLICHT if not get(c))
    gemeente, functie = get("gemeente"), get("functie")
    if gemeente and known and gemeente not in known:
        found.append(meldingen.gemeente_onbekend(name, line, gemeente, known))
    if (gemeente, functie.lower()) in seen:
        found.append(meldingen.gemeente_dubbel(name, line, gemeente, functie, seen[gemeente, functie.lower()]))
    for column in ("functie", "vervanging"):
        if looks_like_person(get(column)):
            found.append(meldingen.lijkt_naam(name, line, column, get(column)))
    if not get("telefoon") and not get("email"):
        found.append(meldingen.vak_leeg(name, line, "telefoon"))
    example = get("voorbeeld").lower() in ("ja", "true", "1", "x")
    found.extend(_phones(name, line, gemeente, cells, example))
    if get("email") and not is_email(get("email")):
        found.append(meldingen.email_verkeerd(name, line, gemeente, get("email")))
    elif _POSTVAK_PERSOON.match(get("email")) and not _FUNCTIEWOORD.search(get("email")):
        found.append(meldingen.persoonlijk_adres(name, line, get("email")))
    try:
        hours = parse_openingstijden(get("openingstijden"))
    except ValueError:
        hours = ONBEKEND
        found.append(meldingen.uren_verkeerd(name, line, gemeente, get("openingstijden")))
    dates = {}
    for column in ("geldig_tot", "nagebeld_op"):
        dates[column] = read_date(get(column))
        if get(column) and dates[column] is None:
            found.append(meldingen.datum_verkeerd(name, line, column))
    return Rij(name, line, cells, hours, dates["geldig_tot"], dates["nagebeld_op"], example, tuple(found))


def _phones(name: str, line: int, gemeente: str, cells: dict[str, str], example: bool) -> list[Melding]:
    out = []
    for column in ("telefoon", "vervanging_telefoon"):
        number = cells.get(column, "")
        if not number:
            continue
        if not is_phone(number):
            out.append(meldingen.telefoon_verkeerd(name, line, gemeente, number))
        elif example and not _FICTIEF.match(number):
            out.append(meldingen.voorbeeld_echt_nummer(name, line, number))
    return out


def is_phone(number: str) -> bool:
    """True for a number as one dials it in the Netherlands; the shape only."""
    return bool(_NUMMER.fullmatch(number.strip()))


def is_email(address: str) -> bool:
    """True for something that looks like one address."""
    return bool(_EMAIL.fullmatch(address.strip()))


def looks_like_person(words: str) -> bool:
    """True for "mevr. Tuinman" or "Sanne de Wit", not for a function."""
    if not words:
        return False
    if _AANHEF.search(words):
        return True
    return bool(_NAAMVORM.match(words)) and not _FUNCTIEWOORD.search(words)


def read_date(words: str) -> date | None:
    """2027-12-31 or 31-12-2027, else None."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words)
    dutch = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", words)
    parts = iso.groups() if iso else tuple(reversed(dutch.groups())) if dutch else None
    try:
        return date(*(int(p) for p in parts)) if parts else None
    except ValueError:
        return None
