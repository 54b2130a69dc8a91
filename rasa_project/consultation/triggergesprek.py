"""Triggerfactoren in the conversation: which event, from which work, what one can do. Pure layer.

An event is context and never a signal. Only what ESS itself says is given in its
name; the rest is general advice of our own (`Handeling.eigen`).
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.antwoorden import clean
from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.bron import fact
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import found_answer
from rasa_project.consultation.models import NIVEAUS, Handeling, Triggerfactor
from rasa_project.consultation.opzoeken import find_triggerfactoren, names_one
from rasa_project.consultation.stroomgesprek import buttons

EVENT, LEVEL, GROUP, PART = "trigger:", "niveau:", "groep:", "deel:"
"""Before an id in the payload of a button: an event, a level, a beroepsgroep, a part of the approach."""

OPEN = frozenset({"trigger", "beroepsgroep"})
"""Questions of this walk, as they stand in `Casus.open_vraag`."""

_MOST_TITLE = 48
_OVER_EVENTS = frozenset({"trigger", "handeling", "drieslag"})
"""Kinds of facts this walk tells (see `bron.py`)."""


def ask(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Answer a question about events: the one that is named, else what they are with a choice."""
    named = _named(beurt.tekst, kennis)
    if named is not None:
        return show(casus, named, beurt, kennis)
    general = found_answer(beurt, kennis) or Bericht("triggerfactoren")
    return Uitkomst((general, _levels(kennis)), _wait(casus, "trigger"))


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer to one of our own questions, typed or pressed; None when it is something else."""
    if beurt.keuze:
        return _pressed(casus, beurt.keuze, beurt, kennis)
    if casus.in_stroomschema or casus.open_vraag not in OPEN or not beurt.tekst:
        return None
    if beurt.intent == "bevestigen" and not beurt.signalen:
        # A bare yes chooses nothing: the same question, with its choices.
        again = _levels(kennis) if casus.open_vraag == "trigger" else _which_work(kennis)
        return Uitkomst((again,), casus)
    if casus.open_vraag == "beroepsgroep":
        group = _group(beurt, kennis)
        return _what_to_do(casus, group, kennis) if group or beurt.intent == "weet_niet" else None
    level = next((n for n in NIVEAUS if names_one(clean(beurt.tekst), kennis.zin(f"trigger_niveau_{n}"), n)), None)
    if level is not None:
        return _events(casus, level, kennis)
    named = _named(beurt.tekst, kennis)
    return show(casus, named, beurt, kennis) if named is not None else None


def show(casus: Casus, item: Triggerfactor, beurt: Beurt, kennis: Any) -> Uitkomst:
    """What the event is, and what one can do: at once when the work is known, else after asking for it."""
    told = Bericht("trigger_uitleg", {"naam": item.naam, "uitleg": item.uitleg}, feit=fact("trigger", item.id))
    casus = casus.update(trigger=item.id)
    group = kennis.triggerfactoren.for_role(casus.rol)
    if group is not None:
        after = _what_to_do(casus, group, kennis)
        return Uitkomst((told, *after.berichten), after.casus)
    if not item.handelingen:
        after = _what_to_do(casus, None, kennis)
        return Uitkomst((told, *after.berichten), after.casus)
    return Uitkomst((told, _which_work(kennis)), _wait(casus, "beroepsgroep"))


def without_a_guess(beurt: Beurt, kennis: Any) -> tuple[str, ...]:
    """The intents, without a question about events beside one for help when no event is named: one answer a turn."""
    if not beurt.asks("vraag_contact", "vraag_wat_zelf_doen") or _named(beurt.tekst, kennis) is not None:
        return beurt.intents
    return tuple(name for name in beurt.intents if name != "vraag_triggerfactoren")


def for_work(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """What one can do from the work that is named now ("en als politieagent?"), right after an event."""
    told = (casus.bron or "").split(":")[0]
    if casus.trigger is None or told not in _OVER_EVENTS or beurt.signalen or not beurt.tekst:
        return None
    group = _group(beurt, kennis)
    return _what_to_do(casus, group, kennis) if group is not None else None


def offer(berichten: tuple[Bericht, ...], casus: Casus, beurt: Beurt, kennis: Any) -> tuple[Bericht, ...]:
    """A button on the mirror when the story names an event: what can one do with that?"""
    named = _named(beurt.tekst, kennis)
    told = [w for w in casus.waarnemingen if named is not None and w.domein == named.domein and w.tekst in beurt.tekst]
    if named is None or not told or not berichten or berichten[0].sleutel != "spiegel":
        return berichten
    first = berichten[0]
    title = kennis.zin("trigger_knop", naam=named.naam.lower())
    more = buttons([(title, f"{EVENT}{named.id}")])
    return (Bericht(first.sleutel, first.waarden, (*first.knoppen, *more), first.custom, first.feit), *berichten[1:])


def named_event(beurt: Beurt, kennis: Any) -> Triggerfactor | None:
    """The event these words name as something that happened, or None."""
    return _named(beurt.tekst, kennis) if beurt.tekst and beurt.signalen else None


def _named(tekst: str, kennis: Any) -> Triggerfactor | None:
    found = find_triggerfactoren(kennis.triggerfactoren.items.values(), tekst)
    return found[0] if found else None


def _wait(casus: Casus, question: str) -> Casus:
    """Our question stays open, unless the thread of the case waits for an answer already."""
    free = casus.open_vraag is None or casus.open_vraag in OPEN
    return casus.update(open_vraag=question) if free and not casus.in_stroomschema else casus


def _done(casus: Casus) -> Casus:
    return casus.update(open_vraag=None) if casus.open_vraag in OPEN else casus


def _pressed(casus: Casus, choice: str, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """A button of this walk; None for other buttons and for what is no longer there."""
    items = kennis.triggerfactoren
    if choice.startswith(EVENT) and choice.removeprefix(EVENT) in items.items:
        return show(casus, items[choice.removeprefix(EVENT)], beurt, kennis)
    if choice.startswith(LEVEL) and choice.removeprefix(LEVEL) in NIVEAUS:
        return _events(casus, choice.removeprefix(LEVEL), kennis)
    if choice.startswith(GROUP) and choice.removeprefix(GROUP) in items.inschatten_bij:
        return _what_to_do(casus, choice.removeprefix(GROUP), kennis)
    if choice.startswith(PART):
        return _part(casus, choice.removeprefix(PART), kennis)
    return None


def _which_work(kennis: Any) -> Bericht:
    groups = buttons((kennis.zin(f"trigger_groep_{g}"), f"{GROUP}{g}") for g in kennis.triggerfactoren.inschatten_bij)
    return Bericht("trigger_beroepsgroep", knoppen=groups)


def _levels(kennis: Any) -> Bericht:
    return Bericht("trigger_kies", knoppen=buttons((kennis.zin(f"trigger_niveau_{n}"), f"{LEVEL}{n}") for n in NIVEAUS))


def _events(casus: Casus, level: str, kennis: Any) -> Uitkomst:
    rows = [item for item in kennis.triggerfactoren.items.values() if item.niveau == level]
    knoppen = buttons((item.naam[:_MOST_TITLE], f"{EVENT}{item.id}") for item in rows)
    return Uitkomst((Bericht("trigger_kies", knoppen=knoppen),), _wait(casus, "trigger"))


def _group(beurt: Beurt, kennis: Any) -> str | None:
    """The beroepsgroep of a typed answer: by the role that was understood, else by its words."""
    by_role: str | None = kennis.triggerfactoren.for_role(beurt.rol)
    if by_role is not None:
        return by_role
    said = clean(beurt.tekst)
    for group, words in kennis.triggerfactoren.groepswoorden.items():
        if names_one(said, group, *words):
            return str(group)
    return None


def _what_to_do(casus: Casus, group: str | None, kennis: Any) -> Uitkomst:
    """What this beroepsgroep can do after the event, with whom one estimates it, and the fixed approach."""
    items = kennis.triggerfactoren
    item = items.items.get(casus.trigger) if casus.trigger else None
    handeling: Handeling | None = item.for_group(group) if item is not None else None
    bubbles = []
    if item is not None and handeling is not None and group is not None:
        key = "trigger_eigen" if handeling.eigen else "trigger_ess"
        bubbles.append(Bericht(key, {"tekst": handeling.tekst}, feit=fact("handeling", item.id, group)))
    elif item is not None:
        bubbles.append(Bericht("trigger_geen_handeling"))
    knoppen = buttons((part.titel, f"{PART}{part.id}") for part in items.drieslag)
    other = (Knop(kennis.zin("trigger_knop_ander"), "/vraag_triggerfactoren"),)
    if group in items.inschatten_bij:
        inside, outside = items.inschatten_bij[group]
        values = {"eerste": inside, "laatste": outside}
        bubbles.append(Bericht("trigger_inschatten", values, (*knoppen, *other)))
    else:
        bubbles.append(Bericht("trigger_verder", knoppen=(*knoppen, *other)))
    return Uitkomst(tuple(bubbles), _done(casus))


def _part(casus: Casus, part_id: str, kennis: Any) -> Uitkomst | None:
    """One of the three fixed parts: talk, estimate together, follow up."""
    part = next((d for d in kennis.triggerfactoren.drieslag if d.id == part_id), None)
    if part is None:
        return None
    regels = "\n".join(f"- {punt}" for punt in part.punten)
    others = buttons((d.titel, f"{PART}{d.id}") for d in kennis.triggerfactoren.drieslag if d.id != part_id)
    values = {"titel": part.titel, "regels": regels}
    told = Bericht("trigger_drieslag", values, others, feit=fact("drieslag", part.id))
    return Uitkomst((told,), _done(casus))
