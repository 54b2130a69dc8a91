"""Walking the stroomschema inside the conversation. Pure layer.

The place in the flow follows from the answers in `Casus.pad` (see
`stroomschema.py`); here stands how a turn becomes an answer, and how a side
question returns to the same Knoop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from rasa_project.consultation.antwoorden import match_antwoord
from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.bron import fact
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.models import Antwoord, Contact, Knoop
from rasa_project.consultation.opzoeken import overview
from rasa_project.consultation.stroomschema import (
    STOP,
    TERUG,
    WEET_NIET,
    Stand,
    give_answer,
    resolve_stroomschema,
    step_back,
)

STUREN = {"terug": TERUG, "stoppen": STOP, "weet_niet": WEET_NIET}
"""Intents that steer, for words `match_antwoord` does not know."""

_ALLEEN_LEEFTIJD = re.compile(r"(?:[^\W\d]+\s+){0,3}(?P<jaar>\d{1,2})(?:\s+jaar)?(?:\s+oud)?\W*")
"""A number with few words around it: "14", "hij is 14 jaar"."""

STUURKNOPPEN = ("/weet_niet", "/terug", "/waarom_deze_vraag", "/stoppen")
"""Payloads of the buttons that steer; a channel may show them smaller than the answers."""


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """One turn in the stroomschema; None when the turn is a side question or a story."""
    stand = resolve_stroomschema(kennis.stroomschema, casus.pad)
    if stand.afgekapt:
        # The content changed while this conversation lasted: the answers that are still right stay.
        casus = casus.update(pad=stand.antwoorden)
        changed = Bericht("stroomschema_veranderd")
        return Uitkomst((changed, show(stand, kennis)), casus.update(in_stroomschema=not stand.klaar))
    if beurt.intent == "stroomschema":
        return _begin(casus, stand, kennis)
    if beurt.intent == "waarom_deze_vraag":
        return Uitkomst((Bericht(stand.knoop.waarom), show(stand, kennis)), casus)
    answer = _answer(stand.knoop, beurt)
    if answer == STOP:
        left = casus.update(in_stroomschema=False)
        return Uitkomst((Bericht("stroomschema_gestopt"), *_overview(stand, kennis, beurt.now)), left)
    if answer == TERUG:
        return _back(casus, kennis)
    if answer is None:
        return None
    after = give_answer(kennis.stroomschema, casus.pad, answer)
    return None if after.afgekapt else _go_on(casus, after, beurt, kennis)


def resume(outcome: Uitkomst, kennis: Any, yes_or_no: bool = False) -> Uitkomst:
    """After a side question: back to the Knoop where we were.

    Args:
        yes_or_no: True when the turn was a bare yes or no that this Knoop does not take.
    """
    stand = resolve_stroomschema(kennis.stroomschema, outcome.casus.pad)
    if outcome.berichten:
        return outcome.and_then(show(stand, kennis))
    # What did not fit twice, or a yes or no to another kind of question, is answered with what one can choose.
    mark = f"past_niet_{stand.knoop.id}"
    choices = len(stand.knoop.antwoorden) > 1 and (yes_or_no or mark in outcome.casus.gezegd)
    first = _choices(stand) if choices else Bericht("stroomschema_niet_begrepen")
    return outcome.and_then(first, show(stand, kennis), casus=outcome.casus.say_once(mark))


def _choices(stand: Stand) -> Bericht:
    """The answers of this Knoop with a number before each, as `match_antwoord` takes them."""
    lines = (f"{i}. {antwoord.titel}" for i, antwoord in enumerate(stand.knoop.antwoorden, 1))
    return Bericht("stroomschema_keuzes", {"regels": "\n".join(lines)})


def show(stand: Stand, kennis: Any) -> Bericht:
    """The bubble of the current Knoop with its buttons, and where it stands in the drawing."""
    place = {"knoop": stand.knoop.id, "gelopen": list(dict.fromkeys(s.knoop.id for s in stand.pad))}
    knoppen = (*buttons((a.titel, a.id) for a in stand.knoop.antwoorden), *_steering(stand, kennis))
    return Bericht(
        stand.knoop.tekst, knoppen=knoppen, custom={"stroomschema": place}, feit=fact("knoop", stand.knoop.id)
    )


def buttons(choices: Iterable[tuple[str, str]]) -> tuple[Knop, ...]:
    """Buttons that send an answer id.

    Args:
        choices: pairs of title and answer id; an id holds no quotes.
    """
    return tuple(Knop(titel, f'/kies_antwoord{{"antwoord":"{keuze}"}}') for titel, keuze in choices)


def _steering(stand: Stand, kennis: Any) -> Iterable[Knop]:
    """Not knowing, back, why and stop, where they mean something."""
    if stand.klaar:
        return
    if stand.knoop.weet_niet:
        yield Knop(kennis.zin("stroomschema_antwoord_weet_niet"), "/weet_niet")
    if stand.pad:
        yield Knop(kennis.zin("stroomschema_antwoord_terug"), "/terug")
    yield Knop(kennis.zin("stroomschema_antwoord_waarom"), "/waarom_deze_vraag")
    yield Knop(kennis.zin("stroomschema_antwoord_stop"), "/stoppen")


def _begin(casus: Casus, stand: Stand, kennis: Any) -> Uitkomst:
    """Start, or go on where the user stopped earlier."""
    casus = casus.update(in_stroomschema=True, open_vraag=None)
    if stand.klaar or not casus.pad:
        fresh = resolve_stroomschema(kennis.stroomschema, ())
        return Uitkomst((show(fresh, kennis),), casus.update(pad=()))
    return Uitkomst((Bericht("stroomschema_verder"), show(stand, kennis)), casus)


def _back(casus: Casus, kennis: Any) -> Uitkomst:
    """One answer less; at the beginning there is nothing to take back."""
    stand = resolve_stroomschema(kennis.stroomschema, step_back(casus.pad))
    first = () if casus.pad else (Bericht("stroomschema_terug_begin"),)
    return Uitkomst((*first, show(stand, kennis)), casus.update(pad=stand.antwoorden))


def _go_on(casus: Casus, stand: Stand, beurt: Beurt, kennis: Any) -> Uitkomst:
    """The Knoop after an answer; where the answer to it is known already, one Knoop further.

    What is known is said with it, so that "terug" can put it right.
    """
    told: tuple[Bericht, ...] = ()
    known = _known_answer(stand.knoop, casus, kennis, beurt.now.date())
    if known is not None:
        stand = give_answer(kennis.stroomschema, stand.antwoorden, known[0].id)
        told = (known[1],)
    casus = casus.update(pad=stand.antwoorden, in_stroomschema=not stand.klaar)
    if not stand.klaar:
        return Uitkomst((*told, show(stand, kennis)), casus)
    return Uitkomst((*told, show(stand, kennis), *_overview(stand, kennis, beurt.now), Bericht("aanbod_kort")), casus)


def _known_answer(knoop: Knoop, casus: Casus, kennis: Any, today: date) -> tuple[Antwoord, Bericht] | None:
    """The answer that follows from the age that was told or from our own list, with what is said of it."""
    for antwoord in knoop.antwoorden:
        if casus.leeftijd and casus.leeftijd in antwoord.leeftijden:
            value = casus.leeftijd if antwoord.id in ("ja", "nee") else antwoord.titel.lower()
            return antwoord, Bericht("stroomschema_leeftijd_bekend", {"waarde": value})
        contact = _own_contact(casus, kennis, today) if antwoord.bekend == "casusregisseur" else None
        if contact is not None:
            return antwoord, Bericht("stroomschema_contact_bekend", {"naam": contact.naam})
    return None


def _own_contact(casus: Casus, kennis: Any, today: date) -> Contact | None:
    """The contact for the gemeente that was named, from the organisation's own list; also after it was given."""
    rows = kennis.contacten.of(casus.gemeente) or (
        row for rows in kennis.contacten.per_gemeente.values() for row in rows if row.id == casus.contact
    )
    return next((row for row in rows if row.geldig_tot is None or row.geldig_tot >= today), None)


def _overview(stand: Stand, kennis: Any, now: datetime) -> tuple[Bericht, ...]:
    """What was walked, to copy into one's own system: steps, questions and answers, nothing that was typed."""
    schema = kennis.stroomschema
    titles = {a.id: a.titel for knoop in schema.knopen.values() for a in knoop.antwoorden}
    rows = overview(schema, stand, {**titles, WEET_NIET: kennis.zin("stroomschema_antwoord_weet_niet")})
    if not rows:
        return ()
    delen = []
    for nummer in dict.fromkeys(nummer for nummer, _, _ in rows):
        info = schema.stap(nummer)
        lines = [
            kennis.zin("stroomschema_overzicht_regel", vraag=kennis.zin(f"stroomschema_kort_{id}"), antwoord=words)
            for n, id, words in rows
            if n == nummer
        ]
        titel = kennis.zin("stroomschema_overzicht_stap", nummer=str(nummer), titel=info.titel)
        regels = [{"id": f"s{nummer}_{i}", "tekst": line} for i, line in enumerate(lines, 1)]
        delen.append({"titel": titel, "regels": regels})
    document = {
        "titel": kennis.zin("stroomschema_overzicht_titel"),
        "kop": kennis.zin("samenvatting_kop"),
        "datum": f"{now:%d-%m-%Y}",
        "delen": delen,
        "voet": kennis.zin("stroomschema_overzicht_voet", versie=schema.versie),
    }
    return (Bericht("stroomschema_overzicht", custom={"samenvatting": document}),)


def _answer(knoop: Knoop, beurt: Beurt) -> str | None:
    """The answer id this turn means on the Knoop, or None."""
    if beurt.keuze is not None:
        return beurt.keuze
    found = match_antwoord(knoop, beurt.tekst) if beurt.tekst else None
    if found is not None:
        return found
    by_age = _answer_of_age(knoop, beurt)
    if by_age is not None:
        return by_age
    if beurt.intent in STUREN:
        wanted = STUREN[beurt.intent]
        return wanted if wanted != WEET_NIET or knoop.weet_niet else None
    if knoop.soort == "vraag" and beurt.intent == "casus_beschrijven" and knoop.antwoorden:
        return knoop.antwoorden[0].id
    return None


def _answer_of_age(knoop: Knoop, beurt: Beurt) -> str | None:
    """The answer that fits an age that is given as the answer ("14"), where ages decide; else None."""
    said = _ALLEEN_LEEFTIJD.fullmatch(beurt.tekst.strip().lower()) if beurt.tekst else None
    if said is None:
        return None
    years = int(said["jaar"])
    return next((a.id for a in knoop.antwoorden if any(_is_of_age(years, band) for band in a.leeftijden)), None)


def _is_of_age(years: int, band: str) -> bool:
    """True when the years are in this category of the label set: `<12`, `12-15`, `23+`."""
    if band.startswith("<"):
        return years < int(band[1:])
    if band.endswith("+"):
        return years >= int(band[:-1])
    first, _, last = band.partition("-")
    return int(first) <= years <= int(last)
