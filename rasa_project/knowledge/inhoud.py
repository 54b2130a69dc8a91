"""Reads every content file into strict models and keeps the lines. Knowledge layer.

Never stops at the first error: what can be read is read, everything that is
wrong is in `Inhoud.meldingen`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from rasa_project.knowledge import meldingen, schema
from rasa_project.knowledge.lijst import Rij, read_gemeenten, read_own_list
from rasa_project.knowledge.loader import Document, Getal, Plek, load_document
from rasa_project.knowledge.meldingen import Melding

KENNIS: dict[str, type[BaseModel]] = {
    "bronnen": schema.BronnenBestand,
    "stroomschema": schema.StroomschemaBestand,
    "contacten": schema.ContactenBestand,
    "triggerfactoren": schema.TriggerfactorenBestand,
    "instrumenten": schema.InstrumentenBestand,
    "begrippen": schema.BegrippenBestand,
    "juridisch": schema.BegrippenBestand,
    "signalen": schema.SignalenBestand,
    "gemeente_advies": schema.GemeenteAdviesBestand,
    "context": schema.ContextBestand,
    "vragen": schema.VragenBestand,
    "vraagvormen": schema.VraagvormenBestand,
    "gesprekswoorden": schema.GesprekswoordenBestand,
}
"""Files of `data/kennis` by name, with what each may hold."""

INSTELLINGEN = "data/organisatie/instellingen.yml"
KANALEN = "data/organisatie/kanalen.yml"


@dataclass
class Inhoud:
    """All content as models, with the documents they came from.

    Attributes:
        modellen: by name of the file without `.yml`; a file with errors is left out.
        documenten: by the same name, for lines.
        teksten: every text file: its document and its model.
        rijen: rows of the organisation's own list.
    """

    root: Path
    modellen: dict[str, Any] = field(default_factory=dict)
    documenten: dict[str, Document] = field(default_factory=dict)
    teksten: list[tuple[Document, Any]] = field(default_factory=list)
    gemeenten: list[dict[str, str]] = field(default_factory=list)
    woonplaatsen: dict[str, list[str]] = field(default_factory=dict)
    rijen: list[Rij] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)

    def line(self, naam: str, *plek: str | int) -> int:
        """The line of a value in one of the files."""
        return self.documenten[naam].line(plek)

    def bestand(self, naam: str) -> str:
        """Path of a file as it is named to the editor."""
        return self.documenten[naam].bestand


def read_inhoud(root: Path) -> Inhoud:
    """Read everything below `root/data`."""
    inhoud = Inhoud(root)
    for name, model in KENNIS.items():
        _read(inhoud, name, root / "data" / "kennis" / f"{name}.yml", model)
    _read(inhoud, "instellingen", root / INSTELLINGEN, schema.InstellingenBestand)
    for path in sorted((root / "data" / "teksten").glob("*.yml")):
        document = load_document(path, root)
        inhoud.teksten.append((document, _model(document, schema.TekstenBestand, inhoud)))
    read_gemeenten(inhoud)
    read_own_list(inhoud)
    return inhoud


def read_kanalen(root: Path) -> tuple[Any, dict[str, Melding]]:
    """The settings of Slack and Teams, apart from the rest: a mistake here must not stop the assistant.

    Returns:
        A `KanalenBestand`, and the first problem of each channel that is wrong; such a channel is off. The key
        "" stands for the whole file. No file is no problem: then both are off.
    """
    path = root / KANALEN
    if not path.exists():
        return schema.KanalenBestand(), {}
    document = load_document(path, root)
    if document.meldingen:
        return schema.KanalenBestand(), {"": document.meldingen[0]}
    if not isinstance(document.data, dict):
        return schema.KanalenBestand(), {"": meldingen.geen_lijst_met_velden(document.bestand)}
    wrong: dict[str, Melding] = {}
    errors = schema.validate(schema.KanalenBestand, document.data)[1]
    for error in errors:
        name = str(error.plek[0]) if error.plek else ""
        name = name if name in schema.field_names(schema.KanalenBestand) else ""
        wrong.setdefault(name, _explain(document, schema.KanalenBestand, error))
    right = {name: block for name, block in document.data.items() if "" not in wrong and name not in wrong}
    return schema.validate(schema.KanalenBestand, right)[0], wrong


def _read(inhoud: Inhoud, name: str, path: Path, model: type[BaseModel]) -> None:
    document = load_document(path, inhoud.root)
    inhoud.documenten[name] = document
    found = _model(document, model, inhoud)
    if found is not None:
        inhoud.modellen[name] = found


def _model(document: Document, model: type[BaseModel], inhoud: Inhoud) -> Any:
    """The file as a model, or None with what is wrong noted."""
    inhoud.meldingen.extend(document.meldingen)
    if document.data is None:
        return None
    if not isinstance(document.data, dict):
        inhoud.meldingen.append(meldingen.geen_lijst_met_velden(document.bestand))
        return None
    found, errors = schema.validate(model, document.data)
    inhoud.meldingen.extend(_explain(document, model, e) for e in errors)
    return found


_MOET = {
    "tekst": "tekst",
    "getal": "een heel getal",
    "kommagetal": "een getal met een punt, zoals 0.5",
    "waar_onwaar": "true of false",
    "lijst": "een lijst",
    "velden": "een blok met velden",
    "datum": "een datum",
    "anders": "iets anders",
}


def _explain(document: Document, model: type[BaseModel], error: schema.Schemafout) -> Melding:
    """One schema error as a sentence with a line."""
    plek: Plek = tuple(error.plek)
    line = document.line(plek)
    veld = next((str(p) for p in reversed(plek) if isinstance(p, str)), "")
    waar = _owner(plek)
    value = _value(document.data, plek)
    if value is None and plek in document.regels:
        return meldingen.veld_leeg(document.bestand, line, waar, veld)
    if error.soort == "onbekend":
        return meldingen.veld_onbekend(document.bestand, line, waar, veld, _fields_at(model, plek[:-1]))
    if error.soort == "ontbreekt":
        return meldingen.veld_ontbreekt(document.bestand, line, waar, veld)
    if error.soort == "keuze":
        return meldingen.keuze_verkeerd(document.bestand, line, waar, veld, str(value), error.mag)
    if error.soort == "tekst" and isinstance(value, int) and not isinstance(value, bool):
        tekst = value.tekst if isinstance(value, Getal) else str(value)
        if veld.startswith("telefoon"):
            return meldingen.telefoon_is_getal(document.bestand, line, str(plek[-2]), veld, tekst)
        return meldingen.veld_is_getal(document.bestand, line, waar, veld, tekst)
    if error.soort == "datum":
        return meldingen.datum_verkeerd(document.bestand, line, veld)
    return meldingen.veld_verkeerd(document.bestand, line, waar, veld, _MOET.get(error.soort, _MOET["anders"]))


def _owner(plek: Plek) -> str:
    """Gives "bij 'n2c': " for a field of something with an id, else nothing."""
    names = [str(p) for p in plek[:-1] if isinstance(p, str)]
    return f"bij '{names[1]}': " if len(names) > 1 else ""


def _value(data: Any, plek: Plek) -> Any:
    for part in plek:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _fields_at(model: type[BaseModel], plek: Plek) -> tuple[str, ...]:
    """Names of the fields that may stand at a place, to suggest the right one."""
    current: Any = model
    for part in plek:
        inner = schema.field_model(current, part)
        if inner is None:
            return ()
        current = inner
    return schema.field_names(current) if isinstance(current, type) else ()
