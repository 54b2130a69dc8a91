"""Loads the redaction lists of data/kennis/afscherming and the places.

Only reader of those files. Works without pydantic: both environments and the
batch commands use it. Broken or missing lists stop the start: a redactor with
half its lists would leak without anyone noticing.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from rasa_project.consultation.gemeenten import GemeenteRow
from rasa_project.errors import ContentError
from rasa_project.language.normalise import fold
from rasa_project.redaction.models import LABELS, RedactionLists

_SAINT = re.compile(r"^(?:Sint|St)\.?[ -]")
_FOLDER = Path("data/kennis/afscherming")
_MINIMUM = {"voornamen": 6_000, "achternamen": 8_000, "woorden": 50_000, "gemeenten": 300, "woonplaatsen": 1_500}


def _lines(path: Path) -> Iterator[str]:
    """Lines of a list without comments; folded."""
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: {type(error).__name__}") from None
    for line in raw.splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield fold(line)


def _words(path: Path) -> frozenset[str]:
    """A list with several words on a line."""
    return frozenset(word for line in _lines(path) for word in line.split())


def phrase(text: str) -> tuple[str, ...]:
    """A name of more words, cut the way messages are cut."""
    from rasa_project.redaction.document import tokenise

    return tuple(token.word for token in tokenise(fold(text)))


def _phrases(path: Path) -> frozenset[tuple[str, ...]]:
    return frozenset(found for line in _lines(path) for form in _spellings(line) if (found := phrase(form)))


def _spellings(line: str) -> tuple[str, str, str]:
    """A name as it stands, with "al-" written as one word, and with dots behind initials."""
    return line, re.sub(r"\b(al|el|an|as) (?=[a-z])", r"\1-", line), re.sub(r"\b([b-z]) (?=[a-z])", r"\1. ", line)


def _names(folder: Path, stem: str) -> frozenset[str]:
    """Names of the generated and the own list; names of more words give each word."""
    out: set[str] = set()
    for path in (folder / f"{stem}.txt", folder / f"{stem}_eigen.txt"):
        for line in _lines(path):
            out.add(line)
            if " " in line:
                out.update(part for part in line.split() if len(part) > 3)
    return frozenset(out)


def _places(root: Path) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Municipalities (stay) and other places (go), from the two CSV files."""
    gemeenten: set[tuple[str, ...]] = set()
    aliases: set[tuple[str, ...]] = set()
    woonplaatsen: set[tuple[str, ...]] = set()
    with (root / "data/kennis/gemeenten.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            name = row["gemeente"]
            gemeenten.add(phrase(name))
            gemeenten.add(phrase(name.split(" (")[0]))
            aliases.update(phrase(alias) for alias in row["aliases"].split("|") if alias)
    with (root / "data/kennis/woonplaatsen.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            name = row["woonplaats"].split(" (")[0]
            saint = _SAINT.sub("", name)
            forms = (name, row["woonplaats"], *(f"{s} {saint}" for s in ("sint", "st", "st.") if saint != name))
            woonplaatsen.update(phrase(form) for form in forms)
    # An alias that is itself a place (a main village) is below the municipality; a nickname is not.
    gemeenten |= {alias for alias in aliases if alias not in woonplaatsen} | {("den", "haag"), ("den", "bosch")}
    return frozenset(g for g in gemeenten if g), frozenset(w for w in woonplaatsen - gemeenten if w)


def _own(path: Path) -> dict[tuple[str, ...], str]:
    """Terms an organisation wants removed: `LABEL: term` or just the term (a name)."""
    terms: dict[tuple[str, ...], str] = {}
    if path.exists():
        for number, line in enumerate(_lines(path), 1):
            label, colon, term = line.partition(":")
            known = label.upper() in LABELS and colon
            words = phrase(term if known else line)
            if not words or (len(words) == 1 and len(words[0]) < 3):
                raise ContentError(f"{path}, line {number}: too short to remove safely")
            terms[words] = label.upper() if known else "NAAM"
    return terms


def load_redaction_lists(root: Path) -> RedactionLists:
    """Everything the redactor compares with.

    Args:
        root: folder of the project, with `data/kennis` in it.

    Raises:
        ContentError: a list is missing, unreadable or suspiciously short.
    """
    folder = root / _FOLDER
    ranked = dict.fromkeys([*_words_in_order(folder)])
    woorden = {word: rank for rank, word in enumerate(ranked)}
    nooit = _words(folder / "nooit.txt")
    gemeenten, woonplaatsen = _places(root)
    meestal = _words(folder / "naam_meestal.txt") - nooit
    own_keep = folder.parent.parent / "organisatie" / "behouden.txt"
    behouden = _phrases(folder / "behouden.txt") | (_phrases(own_keep) if own_keep.exists() else frozenset())
    lists = RedactionLists(
        voornamen=_names(folder, "voornamen"),
        achternamen=_names(folder, "achternamen"),
        naam_meestal=meestal,
        naam_soms=_words(folder / "naam_soms.txt") - meestal - nooit,
        achternaam_woord=_words(folder / "achternaam_woord.txt") - meestal - nooit,
        eigennamen=frozenset(_lines(folder / "eigennamen.txt")),
        woorden=woorden,
        nooit=nooit,
        behouden=behouden,
        gemeenten=gemeenten,
        woonplaatsen=woonplaatsen,
        wijken=_phrases(folder / "wijken.txt"),
        straten=_words(folder / "straten.txt"),
        ketens=_phrases(folder / "ketens.txt"),
        nummers=frozenset(_lines(folder / "nummers.txt")),
        domeinen=frozenset(_lines(folder / "domeinen.txt")),
        gewichten=_weights(folder / "gewichten.json", "gewichten"),
        klank=_weights(folder / "gewichten.json", "klank"),
        eigen_verbergen=_own(folder.parent.parent / "organisatie" / "verbergen.txt"),
    )
    for name, least in _MINIMUM.items():
        if len(getattr(lists, name)) < least:
            raise ContentError(f"{folder}: list {name} is too short")
    return lists


def _words_in_order(folder: Path) -> Iterator[str]:
    """Everyday words, most frequent first; chat language counts as frequent."""
    ranked = list(_lines(folder / "woorden.txt"))
    yield from ranked[:1_500]
    for line in _lines(folder / "woorden_chat.txt"):
        yield from line.split()
    yield from ranked[1_500:]
    yield from _lines(folder / "woorden_engels.txt")
    yield from _lines(folder / "woorden_zeldzaam.txt")


def _weights(path: Path, part: str) -> dict[str, float]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): float(value) for key, value in data[part].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError(f"{path}: {type(error).__name__}") from None


def load_gemeente_rows(root: Path) -> list[GemeenteRow]:
    """All names of places for the `GemeenteFinder`, from the three CSV files.

    Raises:
        ContentError: a file is missing or a column is not there.
    """
    kennis = root / "data/kennis"
    rows: list[GemeenteRow] = []
    try:
        with (kennis / "gemeenten.csv").open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                name, province = row["gemeente"], row["provincie"]
                rows.append(GemeenteRow(name, name, "gemeente", province))
                rows += [GemeenteRow(alias, name, "alias", province) for alias in row["aliases"].split("|") if alias]
        provinces = {row.gemeente: row.provincie for row in rows}
        with (kennis / "woonplaatsen.csv").open(encoding="utf-8", newline="") as handle:
            rows += [
                GemeenteRow(row["woonplaats"], row["gemeente"], "woonplaats", provinces[row["gemeente"]])
                for row in csv.DictReader(handle)
            ]
        known: dict[str, list[GemeenteRow]] = {}
        for place in rows:
            known.setdefault(fold(place.naam), []).append(place)
        with (kennis / "plaatsnamen_anders.csv").open(encoding="utf-8", newline="") as handle:
            for other in csv.DictReader(handle):
                rows += [
                    GemeenteRow(other["naam"], row.gemeente, "alias", row.provincie)
                    for row in known.get(fold(other["plaats"]), ())
                ]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ContentError(f"{kennis}: {type(error).__name__} {error}") from None
    return rows
