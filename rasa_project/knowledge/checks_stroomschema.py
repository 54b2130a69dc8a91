"""Rules for the stroomschema: references, ways to an end, and the hard rule. Knowledge layer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any

from rasa_project.consultation.models import Antwoord, Herkomst, Knoop, Stroomschema
from rasa_project.consultation.stroomschema import find_shortcuts, resolve_stroomschema
from rasa_project.knowledge import meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.meldingen import Melding


def flow(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """References first; walking makes sense only when they are right."""
    references = list(_references(inhoud))
    yield from references
    yield from _kinds(inhoud)
    if not references:
        yield from _walks(inhoud)


def _references(inhoud: Inhoud) -> Iterator[Melding]:
    file, name = inhoud.modellen["stroomschema"], inhoud.bestand("stroomschema")
    knopen = file.knopen
    for field in ("start", "advies"):
        if getattr(file, field) not in knopen:
            line = inhoud.line("stroomschema", field)
            yield meldingen.knoop_onbekend(name, line, field, getattr(file, field), knopen)
    steps = {s.nummer for s in file.stappen}
    for id, row in knopen.items():
        for plek, target in _targets(id, row):
            if target not in knopen:
                yield meldingen.knoop_onbekend(name, inhoud.line("stroomschema", *plek), id, target, knopen)
        for plek, milestones in _milestones(id, row):
            for milestone in milestones:
                if milestone not in file.mijlpalen:
                    line = inhoud.line("stroomschema", *plek)
                    yield meldingen.mijlpaal_onbekend(name, line, id, milestone, file.mijlpalen)
        if row.stap is not None and row.stap not in steps:
            yield meldingen.stap_onbekend(name, inhoud.line("stroomschema", "knopen", id, "stap"), id, row.stap)
        if row.vereist and not row.anders:
            yield meldingen.vereist_zonder_anders(name, inhoud.line("stroomschema", "knopen", id, "vereist"), id)


def _targets(id: str, row: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every id of another Knoop that a Knoop names, with its place."""
    for answer_id, answer in row.antwoorden.items():
        yield ("knopen", id, "antwoorden", answer_id, "naar"), answer.naar
    for field in ("anders", "weet_niet"):
        if getattr(row, field):
            yield ("knopen", id, field), getattr(row, field)


def _milestones(id: str, row: Any) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield ("knopen", id, "vereist"), row.vereist
    for answer_id, answer in row.antwoorden.items():
        yield ("knopen", id, "antwoorden", answer_id, "mijlpalen"), answer.mijlpalen


def _kinds(inhoud: Inhoud) -> Iterator[Melding]:
    """What the kind of a Knoop asks of its answers."""
    name = inhoud.bestand("stroomschema")
    for id, row in inhoud.modellen["stroomschema"].knopen.items():
        line = inhoud.line("stroomschema", "knopen", id)
        if row.soort == "eind" and row.antwoorden:
            yield meldingen.eind_met_antwoorden(name, line, id)
        elif row.soort != "eind" and not row.antwoorden:
            yield meldingen.knoop_doodlopend(name, line, id)
        elif row.soort == "vraag" and list(row.antwoorden) != ["gedaan"]:
            yield meldingen.vraag_bewaart_te_veel(name, line, id)


def _walks(inhoud: Inhoud) -> Iterator[Melding]:
    """Reachable, with a way to an end, and never round a step."""
    name, schema = inhoud.bestand("stroomschema"), bare_schema(inhoud)
    reached = _reach(schema)
    for id in schema.knopen:
        line = inhoud.line("stroomschema", "knopen", id)
        if id not in reached:
            yield meldingen.knoop_onbereikbaar(name, line, id)
        elif not _ends(schema, id):
            yield meldingen.geen_weg_naar_eind(name, line, id)
    told = set()
    for path in find_shortcuts(schema):
        stand = resolve_stroomschema(schema, path)
        if stand.knoop.id in told:
            continue
        told.add(stand.knoop.id)
        walked = [*(s.knoop.id for s in stand.pad), stand.knoop.id]
        line = inhoud.line("stroomschema", "knopen", stand.knoop.id)
        yield meldingen.sluiproute(name, line, stand.knoop.id, walked)


def bare_schema(inhoud: Inhoud) -> Stroomschema:
    """The flow without words and sources: enough to walk."""
    file = inhoud.modellen["stroomschema"]
    nothing = Herkomst("te_verifieren", (), file.nagekeken_op)
    knopen = {
        id: Knoop(
            id=id,
            soort=row.soort,
            antwoorden=tuple(Antwoord(a, x.naar, "", (), tuple(x.mijlpalen)) for a, x in row.antwoorden.items()),
            herkomst=nothing,
            vereist=tuple(row.vereist),
            anders=row.anders,
            deelt_naam=row.deelt_naam,
            weet_niet=row.weet_niet,
        )
        for id, row in file.knopen.items()
    }
    return Stroomschema(file.start, file.advies, knopen, (), tuple(file.mijlpalen), 0, 0, "", "")


def _reach(schema: Stroomschema) -> set[str]:
    """Knopen one can come to; `advies` always, by "ik weet het niet"."""
    found, queue = {schema.start, schema.advies}, deque([schema.start, schema.advies])
    while queue:
        for target in _next(schema.knopen[queue.popleft()]):
            if target not in found:
                found.add(target)
                queue.append(target)
    return found


def _ends(schema: Stroomschema, start: str) -> bool:
    """True when some end can be reached from a Knoop by its own answers."""
    found, queue = {start}, deque([start])
    while queue:
        knoop = schema.knopen[queue.popleft()]
        if knoop.soort == "eind":
            return True
        for target in _next(knoop):
            if target not in found:
                found.add(target)
                queue.append(target)
    return False


def _next(knoop: Knoop) -> Iterator[str]:
    yield from (a.naar for a in knoop.antwoorden)
    if knoop.anders:
        yield knoop.anders
    if knoop.weet_niet:
        yield knoop.weet_niet


def flow_texts(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Every Knoop has its text, its why (but for an end), and words on its buttons."""
    known = {key for _, model in inhoud.teksten if model for key in model.teksten}
    name = inhoud.bestand("stroomschema")
    told: set[str] = set()
    for id, row in inhoud.modellen["stroomschema"].knopen.items():
        line = inhoud.line("stroomschema", "knopen", id)
        wanted = [(f"stroomschema_{id}", line), (f"stroomschema_kort_{id}", line)]
        if row.soort != "eind":
            wanted.append((f"stroomschema_waarom_{id}", line))
        for answer_id in row.antwoorden:
            place = inhoud.line("stroomschema", "knopen", id, "antwoorden", answer_id)
            wanted.append((f"stroomschema_antwoord_{answer_id}", place))
        for key, where in wanted:
            if key not in known and key not in told:
                told.add(key)
                yield meldingen.tekst_ontbreekt(name, where, key, f"voor knoop '{id}'")
