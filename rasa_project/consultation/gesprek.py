"""The consultation, turn by turn: what the assistant says next. Pure layer.

One function, `take_turn`, gets the case, the turn and the knowledge, and gives
the bubbles to say and the case after it. The order of a turn never changes:
answer what was open, take in what was told, answer what was asked, and only
then ask one thing or resume the thread. Danger is handled apart, in `gevaar.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_project.consultation import (
    bron,
    contact,
    gemeentegesprek,
    instrumentgesprek,
    kennisgesprek,
    stroomgesprek,
    triggergesprek,
)
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import OVERGESLAGEN, Casus
from rasa_project.consultation.gevonden import found_answer
from rasa_project.consultation.opnemen import note_facts, observe
from rasa_project.consultation.samenvatting import summary
from rasa_project.consultation.spiegel import ZORG, mirror
from rasa_project.consultation.vragen import next_question, take_answer, tells_when

Kennis = Any
"""`knowledge.repository.Kennis`; handed in, so that this layer does not import it."""

Handler = Callable[[Casus, Beurt, Kennis], Uitkomst]

EINDE = frozenset({"afscheid", "bedanken", "stoppen", "samenvatting", "groet", "ander_geval"})
"""After these the assistant does not ask on."""

MET_TWIJFEL = frozenset({"spiegel", "gemeente_gevonden"})
"""Bubbles that may stand before the question whether there is danger now."""

WACHT = frozenset({"gemeente", "gemeente_kiezen", "acuut", *kennisgesprek.OPEN})
"""Questions that were just put and wait for an answer: nothing is asked after them."""

VERTELT = frozenset({"casus_beschrijven", "corrigeren"})


def take_turn(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Say what fits this turn; never empty.

    Args:
        casus: the case so far.
        beurt: the redacted and understood turn.
        kennis: facts and wording.
    """
    heard = beurt.gemeente if beurt.gemeente != casus.gemeente else None
    outcome = bron.remember(_take(note_facts(casus, beurt), beurt, kennis))
    if heard and outcome.casus.gemeente == heard:
        noted = Bericht("gemeente_gevonden", {"gemeente": heard})
        return Uitkomst((*outcome.berichten[:-1], noted, *outcome.berichten[-1:]), outcome.casus)
    return outcome


def erase() -> Uitkomst:
    """Empty the case; the gateway deletes everything after this turn and says so when it is gone."""
    return Uitkomst((Bericht("wis_bezig", custom={"wis": True}),), Casus())


def take_doubtful_turn(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """There may be danger: the turn is answered as always, but the one question is whether there is danger now.

    A false alarm then costs one question, and nothing that was told is lost.
    """
    heard = tuple(name for name in beurt.intents if not name.startswith("spoed")) or ("casus_beschrijven",)
    outcome = take_turn(casus.update(open_vraag=None), replace(beurt, intents=heard), kennis)
    casus = outcome.casus
    asked = casus.open_vraag
    if asked is not None:
        casus = casus.update(gevraagd=tuple(v for v in casus.gevraagd if v != asked))
    kept = tuple(b for b in outcome.berichten if b.sleutel in MET_TWIJFEL)
    return Uitkomst((*kept, Bericht("acuut_vraag")), casus.update(open_vraag="acuut"))


def _take(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """The turn itself, in its fixed order."""
    if casus.open_vraag == "acuut":
        # Not answered, but the question had the number in it; the user goes on.
        casus = casus.update(open_vraag=None)
    if beurt.asks("wis_gesprek"):
        return erase()
    if beurt.keuze and beurt.keuze.startswith("schrap_"):
        return _strike(casus, beurt, kennis)
    if casus.open_vraag == "gemeente_kiezen" and (beurt.gemeente or beurt.keuze):
        casus = casus.update(gemeente=beurt.gemeente or beurt.keuze, kandidaten=(), open_vraag=None)
        return contact.advise(casus, beurt, kennis)
    if casus.open_vraag == "gemeente" and beurt.gemeente:
        return contact.advise(casus.update(open_vraag=None), beurt, kennis)
    outcome = kennisgesprek.take_turn(casus, beurt, kennis)
    if outcome is not None:
        return _resume(outcome, kennis) or outcome
    if casus.in_stroomschema or beurt.intent == "stroomschema":
        outcome = stroomgesprek.take_turn(casus, beurt, kennis)
        if outcome is not None:
            return outcome
    casus, answered = take_answer(kennisgesprek.leave(casus, beurt), beurt)
    outcome = _tell(casus, beurt, kennis)
    # What is refused is refused alone: no advice in the same breath.
    for intent in ("ongepast",) if beurt.asks("ongepast") else beurt.intents:
        handler = HANDLERS.get(intent)
        if handler is not None:
            step = handler(outcome.casus, beurt, kennis)
            outcome = Uitkomst((*outcome.berichten, *step.berichten), step.casus)
    if not beurt.zeker and not outcome.berichten and not answered:
        outcome = outcome.and_then(Bericht("niet_begrepen"))
    return _continue(outcome, beurt, kennis, answered)


def _tell(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Take in what was told about the person and give it back."""
    found = observe(beurt, kennis.context)
    if not found:
        return Uitkomst((), casus)
    before = {w.id for w in casus.waarnemingen}
    casus = casus.add(found)
    if tells_when(beurt.tekst) and "sinds_wanneer" not in casus.antwoorden:
        casus = casus.update(gevraagd=(*casus.gevraagd, "sinds_wanneer"))
    new = tuple(w for w in casus.waarnemingen if w.id not in before)
    bubbles = list(mirror(casus, kennis, only=new))
    if any(b.sleutel == "spiegel_mening" for b in bubbles):
        casus = casus.say_once("mening")
    worry = any(w.domein in ZORG and not w.context for w in new)
    if any(w.context for w in new) and not worry and "context" not in casus.gezegd:
        bubbles.append(Bericht("geloof_geen_signaal"))
        casus = casus.say_once("context")
    if bubbles and "een_signaal" not in casus.gezegd:
        bubbles.append(Bericht("een_signaal"))
        casus = casus.say_once("een_signaal")
    return Uitkomst(triggergesprek.offer(tuple(bubbles), casus, beurt, kennis), casus)


def _resume(outcome: Uitkomst, kennis: Kennis) -> Uitkomst | None:
    """Back to the stroomschema or the walk for gemeenten; None when neither is going on."""
    if outcome.casus.in_stroomschema:
        return stroomgesprek.resume(outcome, kennis)
    return kennisgesprek.resume(outcome, kennis)


def _continue(outcome: Uitkomst, beurt: Beurt, kennis: Kennis, answered: bool) -> Uitkomst:
    """End the turn: ask one question, resume the stroomschema, or offer what can be done."""
    casus = outcome.casus
    if casus.in_stroomschema or not beurt.asks(*EINDE):
        resumed = _resume(outcome, kennis)
        if resumed is not None:
            return resumed
    if beurt.asks(*EINDE) or casus.open_vraag in WACHT:
        return outcome if outcome.berichten else outcome.and_then(Bericht("niet_begrepen"))
    told = beurt.asks(*VERTELT) or answered or bool(beurt.signalen)
    if told:
        thanks = () if outcome.berichten else (Bericht("genoteerd"),)
        outcome = outcome.and_then(*thanks)
        return _ask_or_offer(outcome)
    if not outcome.berichten:
        return outcome.and_then(Bericht("niet_begrepen"))
    return outcome


def _ask_or_offer(outcome: Uitkomst) -> Uitkomst:
    """The next question, or the offer when there is nothing left to ask."""
    casus = outcome.casus
    if not casus.waarnemingen and not casus.antwoorden:
        if "vertel" in casus.gezegd:
            return outcome.and_then(Bericht("vertel_meer"))
        return outcome.and_then(Bericht("casus_leeg"), casus=casus.say_once("vertel"))
    vraag = next_question(casus)
    if vraag is None:
        if "aanbod" in casus.gezegd:
            return outcome.and_then(Bericht("aanbod_kort"))
        return outcome.and_then(Bericht("aanbod"), casus=casus.say_once("aanbod"))
    casus = casus.update(open_vraag=vraag, gevraagd=(*casus.gevraagd, vraag))
    return outcome.and_then(Bericht(f"vraag_{vraag}"), casus=casus)


def _strike(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Take out the line the user pointed at."""
    assert beurt.keuze is not None
    casus = casus.strike(beurt.keuze.removeprefix("schrap_"))
    return Uitkomst((Bericht("geschrapt"), *mirror(casus, kennis)), casus)


def _fixed(key: str) -> Handler:
    """A handler that gives one fixed answer, or the better one that was found by meaning."""

    def handle(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        return Uitkomst((found_answer(beurt, kennis) or Bericht(key),), casus)

    return handle


def _correct(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """What was understood is not right: take the new words in, or ask which line."""
    if beurt.signalen or beurt.rol or beurt.gemeente or beurt.leeftijd or not casus.waarnemingen:
        return Uitkomst((Bericht("recht_gezet"),), casus)
    knoppen = stroomgesprek.buttons(
        (kennis.zin("knop_schrap", tekst=_short(w.tekst)), f"schrap_{w.id}") for w in casus.waarnemingen[-6:]
    )
    return Uitkomst((Bericht("wat_klopt_niet", knoppen=knoppen),), casus)


def _short(tekst: str, most: int = 40) -> str:
    return tekst if len(tekst) <= most else tekst[: most - 1].rstrip() + "…"


def _yes_or_no(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """A bare yes or no: it answers the open question, or there was none."""
    return Uitkomst((), casus)


def _dont_know(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    return Uitkomst((Bericht("weet_niet_ok"),), casus)


def _other_case(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Another young person: nothing of the first case goes along but the user's role."""
    fresh = Casus(nummer=casus.nummer + 1, rol=casus.rol, gezegd=("een_signaal",))
    return Uitkomst((Bericht("ander_geval"),), fresh)


def _why(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    key = f"waarom_{casus.open_vraag}" if casus.open_vraag else "waarom_algemeen"
    return Uitkomst((Bericht(key),), casus)


def _back(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Outside the stroomschema "terug" opens the last question again."""
    if not casus.gevraagd:
        return Uitkomst((Bericht("niets_terug"),), casus)
    vraag = casus.gevraagd[-1]
    answers = {k: v for k, v in casus.antwoorden.items() if k != vraag}
    return Uitkomst((Bericht(f"vraag_{vraag}"),), casus.update(open_vraag=vraag, antwoorden=answers))


def _stop(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    if casus.open_vraag:
        return Uitkomst((Bericht("gestopt_vraag"),), casus.answer(casus.open_vraag, OVERGESLAGEN))
    return Uitkomst((Bericht("gestopt"),), casus)


def _goodbye(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    key = "afscheid" if casus.waarnemingen or casus.antwoorden else "afscheid_kort"
    return Uitkomst((Bericht(key),), casus)


def _summary(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    if not casus.waarnemingen and not casus.antwoorden:
        return Uitkomst((Bericht("samenvatting_leeg"),), casus)
    document = summary(casus, kennis, beurt.now)
    return Uitkomst((Bericht("samenvatting", custom={"samenvatting": document}),), casus)


HANDLERS: dict[str, Handler] = {
    "groet": _fixed("groet"),
    "bedanken": _fixed("bedankt"),
    "afscheid": _goodbye,
    "stoppen": _stop,
    "corrigeren": _correct,
    "bevestigen": _yes_or_no,
    "ontkennen": _yes_or_no,
    "weet_niet": _dont_know,
    "ander_geval": _other_case,
    "terug": _back,
    "waarom_deze_vraag": _why,
    "samenvatting": _summary,
    "vraag_contact": contact.advise,
    "vraag_lse": contact.explain_lse,
    "vraag_wat_zelf_doen": contact.what_now,
    "vraag_werkwijze": _fixed("werkwijze"),
    "vraag_signalen": _fixed("signalen_uitleg"),
    "vraag_gespreksvoering": _fixed("gesprek_tips"),
    "vraag_triggerfactoren": triggergesprek.ask,
    "vraag_training": instrumentgesprek.ask,
    "vraag_training_gemeente": gemeentegesprek.ask,
    "vraag_privacy": _fixed("privacy"),
    "vraag_over_bot": _fixed("over_bot"),
    "vraag_kennis": kennisgesprek.answer,
    "buiten_bereik": _fixed("buiten_bereik"),
    "ongepast": _fixed("ongepast"),
}
