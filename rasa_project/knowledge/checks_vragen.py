"""Rules for what is found by meaning and by words: questions, search words, the walk for gemeenten. Knowledge layer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rasa_project.consultation.fixed import STAPPEN
from rasa_project.consultation.models import BEROEPSGROEPEN
from rasa_project.knowledge import meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.loader import load_document
from rasa_project.knowledge.meldingen import Melding

VORMEN = frozenset({"training", "e-learning", "tool", "advies", "publicatie", "bijeenkomst", "netwerk", "begeleiding"})


def questions(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Every fixed answer has its text, and is looked for with intents that exist."""
    file, name = inhoud.modellen["vragen"], inhoud.bestand("vragen")
    texts = {key for _, model in inhoud.teksten if model for key in model.teksten}
    whole = all(model is not None for _, model in inhoud.teksten)
    known = _intents(inhoud)
    for key, row in file.vragen.items():
        # With a text file that can't be read nobody can tell what is missing.
        if whole and key not in texts and key not in STAPPEN:
            yield meldingen.tekst_ontbreekt(name, inhoud.line("vragen", "vragen", key), key, f"voor vraag '{key}'")
        for intent in row.bij:
            if known and intent not in known:
                line = inhoud.line("vragen", "vragen", key, "bij")
                yield meldingen.verwijzing_onbekend(name, line, key, intent, known)
    for intent in file.begrip_bij:
        if known and intent not in known:
            line = inhoud.line("vragen", "begrip_bij")
            yield meldingen.verwijzing_onbekend(name, line, "begrip_bij", intent, known)


def forms(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """More ways to ask belong to an answer that exists; one name means one thing."""
    file, name = inhoud.modellen["vraagvormen"], inhoud.bestand("vraagvormen")
    known = {*inhoud.modellen["vragen"].vragen}
    known.update(id for other in ("begrippen", "juridisch") for id in inhoud.modellen[other].begrippen)
    for key in file.vormen:
        if key not in known:
            yield meldingen.verwijzing_onbekend(name, inhoud.line("vraagvormen", "vormen", key), "vormen", key, known)
    seen: dict[str, str] = {}
    for id, ways in file.namen.items():
        for i, words in enumerate(ways):
            said = " ".join(words.lower().split())
            if seen.setdefault(said, id) != id:
                line = inhoud.line("vraagvormen", "namen", id, i)
                yield meldingen.naam_dubbel(name, line, words, seen[said], id)


def _intents(inhoud: Inhoud) -> frozenset[str]:
    """Intents of `domain.yml`; empty when this content stands without one."""
    path = inhoud.root / "domain.yml"
    data = load_document(path, inhoud.root).data if path.exists() else None
    return frozenset(str(name) for name in data["intents"]) if isinstance(data, dict) else frozenset()


def examples(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """An example question belongs to one answer: with two nobody knows which one is found."""
    seen: dict[str, str] = {}
    rows: list[tuple[str, tuple[str | int, ...], str, str]] = [
        ("vragen", ("vragen", key, "voorbeelden", i), key, words)
        for key, row in inhoud.modellen["vragen"].vragen.items()
        for i, words in enumerate(row.voorbeelden)
    ]
    rows += [
        ("vragen", ("onbekend", i), "onbekend", words) for i, words in enumerate(inhoud.modellen["vragen"].onbekend)
    ]
    rows += [
        (name, ("begrippen", id, "vragen", i), id, words)
        for name in ("begrippen", "juridisch")
        for id, row in inhoud.modellen[name].begrippen.items()
        for i, words in enumerate(row.vragen)
    ]
    more = inhoud.modellen["vraagvormen"]
    rows += [
        ("vraagvormen", (field, owner, i), owner, words)
        for field in ("vormen", "net_niet")
        for owner, questions in getattr(more, field).items()
        for i, words in enumerate(questions)
    ]
    rows += [("vraagvormen", ("gesprek", i), "gesprek", words) for i, words in enumerate(more.gesprek)]
    for name, place, owner, words in rows:
        said = " ".join(words.lower().split())
        if said in seen:
            line = inhoud.line(name, *place)
            yield meldingen.voorbeeld_dubbel(inhoud.bestand(name), line, words, seen[said], owner)
        seen.setdefault(said, owner)


def search_words(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """What can be looked for exists: forms, subjects, groups of roles, beroepsgroepen."""
    file, name = inhoud.modellen["instrumenten"], inhoud.bestand("instrumenten")
    subjects = {subject for row in file.instrumenten.values() for subject in row.onderwerpen}
    for field, known in (("vormen", VORMEN), ("onderwerpen", subjects), ("rolgroepen", set(file.rolgroepen))):
        for value in getattr(file.zoekwoorden, field):
            if value not in known:
                line = inhoud.line("instrumenten", "zoekwoorden", field, value)
                yield meldingen.verwijzing_onbekend(name, line, field, value, known)
    trigger = inhoud.modellen["triggerfactoren"]
    for field in ("beroepsgroepen", "groepswoorden", "inschatten"):
        for value in getattr(trigger, field):
            if value not in BEROEPSGROEPEN:
                line = inhoud.line("triggerfactoren", field, value)
                yield meldingen.verwijzing_onbekend(
                    inhoud.bestand("triggerfactoren"), line, field, value, BEROEPSGROEPEN
                )


def plan(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Every question of the walk for gemeenten once, with something to choose."""
    seen: set[str] = set()
    name = inhoud.bestand("gemeente_advies")
    for i, row in enumerate(inhoud.modellen["gemeente_advies"].vragen):
        if row.id in seen:
            yield meldingen.id_dubbel(name, inhoud.line("gemeente_advies", "vragen", i, "id"), "de vraag", row.id)
        seen.add(row.id)
        if not row.keuzes:
            line = inhoud.line("gemeente_advies", "vragen", i, "keuzes")
            yield meldingen.veld_leeg(name, line, f"bij '{row.id}': ", "keuzes")
