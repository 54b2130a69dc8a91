"""The consultation, turn by turn: what the assistant says next. Pure layer.

One function, `take_turn`, gets the case, the turn and the knowledge, and gives
the bubbles to say and the case after it. The order of a turn never changes:
what may not be missed by its words, answer what was open, take in what was told,
answer what was asked, and only then ask one thing or resume the thread. Danger is
handled apart, in `gevaar.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_project.consultation import (
    bron,
    contact,
    fixed,
    gevallen,
    groepsgesprek,
    kennisgesprek,
    keuzes,
    leeftijd,
    plaats,
    plaatsnaam,
    rechtzetten,
    stroomgesprek,
    talen,
    terugmelden,
    triggergesprek,
)
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprekswoorden import is_gibberish, is_only_removed
from rasa_project.consultation.gevonden import BEGRIP, ONBEKEND, found_answer
from rasa_project.consultation.handlers import HANDLERS, make_summary
from rasa_project.consultation.opnemen import note_facts, observe, taken_back
from rasa_project.consultation.spiegel import ZORG, mark_of, mirror
from rasa_project.consultation.terugnemen import LAATSTE, points_back
from rasa_project.consultation.vragen import (
    AANVULLEND,
    VRAGEN,
    doubts_safety,
    leave_behind,
    next_question,
    response_key,
    take_answer,
    when_sentence,
)
from rasa_project.language.sentences import last_request

Kennis = Any
"""`knowledge.repository.Kennis`; handed in, so that this layer does not import it."""

EINDE = frozenset({"afscheid", "bedanken", "stoppen", "samenvatting", "groet", "ander_geval"})
"""After these the assistant does not ask on."""

MET_TWIJFEL = fixed.WEIGERINGEN | {
    "spiegel",
    "gemeente_gevonden",
    "geweld_thuis",
    "teruggenomen",
    "snel_niet_acuut",
    "kan_wachten",
    "wartaal",
    "alleen_weggehaald",
    "andere_taal",
    "english_what",
    "english_call",
    "english_again",
    "english_noted",
}
"""Bubbles that may stand before the question whether there is danger now."""

WACHT = frozenset({"gemeente", "gemeente_kiezen", "acuut", *kennisgesprek.OPEN})
"""Questions that were just put and wait for an answer: nothing is asked after them."""

BEANTWOORDT = frozenset(
    {"weet_niet", "bevestigen", "ontkennen", "buiten_bereik", "nlu_fallback", "corrigeren", "vraag_gespreksvoering"}
)
"""Intents without an answer of their own when the turn was the answer to the open question."""

_VERZOEK = re.compile(
    r"^\W*(?:kun|kan|kunnen|wil|hoe|wat|wie|waar|wanneer|welke?|mag|moet|help|maak|geef|schrijf|heb je|ik zoek)\b", re.I
)
VERTELT = frozenset({"casus_beschrijven", "corrigeren"})
KORTE_VRAAG = 20
"""Words: what is refused and is no longer than this is a question and no story."""

ALLEEN = fixed.STUREN | {
    *("klopt_niet", "dit_klopt_niet", "agenda", "nummer_nagekeken", "contact_dag", "contact_nu", "openingstijd"),
    *("privacy", "twijfel_aan_zelf", "geweld_thuis", groepsgesprek.SPANNING),
}
"""Fixed sentences that are a step by themselves: no question follows from the intents."""

ZEGT_PLAATS = VERTELT | {"bevestigen", "ontkennen", "weet_niet", "buiten_bereik", "nlu_fallback"}
"""What a turn that only names a place may have been taken for."""

ANDERE_CASUS = frozenset({"ander_geval", "die_ander"})
"""Fixed sentences that turn to another case; a story in the same message belongs to that one."""

VRAAGT_ZELF = frozenset({"welk_geval", "geen_vorig_geval", "ander_geval", "ander_geval_eerste"})
"""Last bubbles that ask something by themselves: nothing comes after them."""

LOOS_ALARM = "loos_alarm"
"""Group of words that say that there was no danger; they count right after danger alone."""

NOG_GEVAAR, HERHAALD = "nog_gevaar_", 4
"""Mark in `Casus.gezegd` of each reminder of 112 after danger, and how many there are at most."""

NOG_EENS = "acuut_nog_eens"
"""Mark of the question about danger that was put a second time; there is no third."""

LAAT_LOS = ("afscheid", "stoppen", "wis_gesprek", "ander_geval", "bedanken")
"""After these nothing is asked again."""

WIS_ALLES, WISWOORD, EEN_REGEL = "wis_alles", "wiswoord", "wis_regel"
"""Groups of words: erase everything, take away, and one line of what was told."""

ALLEEN_ALS_VERHAAL = frozenset({"geweld_thuis", "spanning_groep"})
"""A question what a word means names violence or tension too ("geldt de meldcode huiselijk geweld hier ook")."""

GEEFT_UITLEG = frozenset(
    {"vraag_kennis", "vraag_werkwijze", "vraag_signalen", "vraag_lse", "vraag_triggerfactoren", "vraag_contact"}
    | {"buiten_bereik", "spoed", "spoed_twijfel"}
)
"""Intents whose handlers give the answer that was found, and danger, which goes before any answer."""

GAAT_VERDER = frozenset({"sla_over", "weigert", "genoeg", "vul_aan", "vorig_geval", "die_ander", "zwaar_voor_jou"})
"""Fixed sentences and buttons after which the next question comes."""


def take_turn(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Say what fits this turn; never empty.

    Args:
        casus: the case so far.
        beurt: the redacted and understood turn.
        kennis: facts and wording.
    """
    before = casus
    beurt = _as_question(beurt)
    heard = beurt.gemeente if beurt.gemeente != casus.gemeente else None
    if heard and plaats.only_names_a_place(beurt, kennis):
        beurt = replace(_as_story(beurt), vraag=None, zeker=True)
    if beurt.intents == ("buiten_bereik",) and kennis.gesprekswoorden.relation(beurt.tekst) and not _asks(beurt):
        # "mijn leerling …" without a question is a story, whatever it sounded like.
        beurt = _as_story(beurt)
    beurt = groepsgesprek.hears_one(beurt, kennis)
    outcome = bron.remember(_take(note_facts(casus, beurt, kennis.gesprekswoorden), beurt, kennis))
    if casus.na_gevaar and beurt.asks("vraag_contact"):
        # Right after danger the list of who can be called still begins with 112.
        outcome = Uitkomst((Bericht("eerst_112"), *outcome.berichten), outcome.casus)
    if outcome.casus.na_gevaar:
        outcome = _still_danger(casus, outcome)
    elif casus.open_vraag == "acuut" and not beurt.asks(*LAAT_LOS) and outcome.casus.waarnemingen:
        outcome = _once_more(casus, outcome)
    age, noted_age = leeftijd.note(before, outcome.casus, beurt, kennis)
    # What is not taken over is not thanked for either.
    kept = tuple(b for b in outcome.berichten if age is None or b.sleutel != "genoteerd")
    outcome = _before_last(Uitkomst(kept, noted_age), age)
    said = {b.sleutel for b in outcome.berichten}
    known = "gemeente_gevonden" in said or talen.is_english(casus, beurt, kennis)
    if heard and outcome.casus.gemeente == heard and not known:
        return _before_last(outcome, Bericht("gemeente_gevonden", {"gemeente": heard}))
    return outcome


def _as_question(beurt: Beurt) -> Beurt:
    """The turn as the question about the field that it surely is; a story around it is still told."""
    refused = beurt.vraag == ONBEKEND and beurt.asks("ongepast")
    if not beurt.vraag_zeker or refused or beurt.intent in GEEFT_UITLEG:
        return beurt
    told = tuple(name for name in beurt.intents if name == "casus_beschrijven")
    return replace(beurt, intents=("vraag_kennis", *told), signalen=beurt.signalen if told else ())


def _before_last(outcome: Uitkomst, bubble: Bericht | None) -> Uitkomst:
    """The answer with one more bubble, before the question it ends with."""
    if bubble is None:
        return outcome
    return Uitkomst((*outcome.berichten[:-1], bubble, *outcome.berichten[-1:]), outcome.casus)


def _asks(beurt: Beurt) -> bool:
    """True for a question or a request."""
    return "?" in beurt.tekst or beurt.vraag is not None or bool(_VERZOEK.search(beurt.tekst))


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
    if any(b.sleutel == "geweld_thuis" for b in kept):
        # Who is hit at home needs the number of Veilig Thuis beside the question.
        kept = tuple(b for b in outcome.berichten if b in kept or b.sleutel == "contact")
    key = "acuut_vraag_zelfdoding" if beurt.acuut_soort == "zelfdoding" else "acuut_vraag"
    if talen.is_english(casus, beurt, kennis):
        key = "english_suicide" if beurt.acuut_soort == "zelfdoding" else "english_doubt"
    return Uitkomst((*kept, Bericht(key)), casus.update(open_vraag="acuut", gevaar_soort=beurt.acuut_soort))


def _once_more(before: Casus, outcome: Uitkomst) -> Uitkomst:
    """The question whether there is danger was passed over: it is put once more, in place of any other."""
    if NOG_EENS in before.gezegd or outcome.casus.open_vraag in WACHT:
        return outcome
    casus, kept = _without_question(before, outcome)
    return Uitkomst((*kept, Bericht("acuut_nog_eens")), casus.update(open_vraag="acuut").say_once(NOG_EENS))


def _without_question(before: Casus, outcome: Uitkomst) -> tuple[Casus, tuple[Bericht, ...]]:
    """The case and the bubbles of a turn without the question of the consultation that it ended with."""
    casus = outcome.casus
    keys = {"waar_we_waren", *(f"vraag_{v}{ook}" for v in VRAGEN for ook in ("", "_ook"))}
    kept = tuple(b for b in outcome.berichten if b.sleutel not in keys)
    asked = casus.open_vraag if casus.open_vraag in VRAGEN and casus.open_vraag != before.open_vraag else None
    if asked is None:
        return casus, kept
    return casus.update(open_vraag=before.open_vraag, gevraagd=tuple(v for v in casus.gevraagd if v != asked)), kept


def _still_danger(before: Casus, outcome: Uitkomst) -> Uitkomst:
    """Nobody said that all is safe: what was asked is answered, 112 stands under it, and nothing else is asked.

    Not for ever: after `HERHAALD` reminders the talk goes on; the user may have called long ago.
    """
    count = sum(mark.startswith(NOG_GEVAAR) for mark in outcome.casus.gezegd)
    if count >= HERHAALD:
        return Uitkomst(outcome.berichten, outcome.casus.update(na_gevaar=False))
    casus, kept = _without_question(before, outcome)
    return Uitkomst((*kept, Bericht("nog_gevaar")), casus.say_once(f"{NOG_GEVAAR}{count}"))


def calm(casus: Casus, kennis: Kennis) -> Uitkomst:
    """After danger, when all is safe: kind words, and the thread only where it was broken off."""
    casus = casus.update(na_gevaar=False)
    broken_off = casus.in_stroomschema or casus.open_vraag in VRAGEN
    after = resume(casus, kennis) if broken_off else Uitkomst((), casus)
    return Uitkomst((Bericht("na_gevaar"), *after.berichten), after.casus)


def false_alarm(casus: Casus, kennis: Kennis) -> Uitkomst:
    """After danger, when there was none ("loos alarm"): the last line about violence goes, and the thread goes on."""
    grave = [w for w in casus.of("geweld_dreiging") if w.polariteit != "afwezig"]
    casus = casus.update(na_gevaar=False, gevaar_soort=None)
    said = (Bericht("loos_alarm_regel", {"tekst": grave[-1].tekst}) if grave else Bericht("loos_alarm"),)
    after = resume(casus.strike(grave[-1].id) if grave else casus, kennis)
    return Uitkomst((*said, *after.berichten), after.casus)


def resume(casus: Casus, kennis: Kennis) -> Uitkomst:
    """Back to the thread: the Knoop of the stroomschema, the open question, or the next one."""
    if casus.in_stroomschema:
        return stroomgesprek.resume(Uitkomst((Bericht("waar_we_waren"),), casus), kennis)
    if casus.open_vraag in VRAGEN:
        return Uitkomst((Bericht("waar_we_waren"), Bericht(response_key(casus, casus.open_vraag))), casus)
    return _ask_or_offer(Uitkomst((), casus))


def _take(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """The turn itself, in its fixed order."""
    if casus.open_vraag == "acuut":
        # Not answered: the question had the number in it, and is put once more (`_once_more`).
        casus = casus.update(open_vraag=None)
    said = _said(beurt, kennis)
    if said == "veilig_nu" and casus.open_vraag == "veiligheid" and not casus.na_gevaar:
        # It answers the question that was asked.
        said, beurt = None, replace(beurt, intents=("ontkennen",), signalen=())
    if doubts_safety(casus, beurt):
        return keuzes.not_safe(casus, kennis)
    if beurt.asks("wis_gesprek") and said is None:
        erased = _erase(casus, beurt, kennis)
        if erased is not None:
            return erased
        # What was meant is no erasing: the rest of the turn is answered.
        beurt = replace(beurt, intents=tuple(i for i in beurt.intents if i != "wis_gesprek") or ("casus_beschrijven",))
    safe, casus = _after_danger(casus, beurt, said, kennis)
    if safe is not None:
        return safe
    early = _early(casus, beurt, said, kennis)
    if early is not None:
        return early
    if (casus.open_vraag or "").startswith(terugmelden.FOUT):
        casus = casus.update(open_vraag=None)
    outcome = None
    if said is None or casus.in_stroomschema:
        outcome = _walk(casus, beurt, kennis)
    if outcome is not None:
        return outcome
    if said in ANDERE_CASUS and beurt.signalen:
        begun = fixed.answer(said, casus, beurt, kennis)
        if begun.casus.nummer == casus.nummer:
            return begun
        told = _tell(note_facts(begun.casus, beurt, kennis.gesprekswoorden), beurt, kennis)
        return _continue(Uitkomst((*begun.berichten, *told.berichten), told.casus), _as_story(beurt), kennis, True)
    if said is not None:
        if said == LAATSTE and points_back(beurt.tekst, kennis.gesprekswoorden) and casus.waarnemingen:
            return _continue(_other_than_the_last(casus, beurt, kennis), beurt, kennis, True)
        told = Uitkomst((), casus) if said in (*fixed.STUREN, groepsgesprek.SPANNING) else _tell(casus, beurt, kennis)
        step = fixed.answer(said, told.casus, beurt, kennis)
        steered = replace(beurt, intents=("kies_antwoord",), signalen=()) if said in ALLEEN else beurt
        whole = Uitkomst((*told.berichten, *step.berichten), step.casus)
        return _continue(whole, steered, kennis, said in GAAT_VERDER)
    return _understood(casus, beurt, kennis)


def _other_than_the_last(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """The line goes first, then what was told instead comes in ("nee dat laatste klopt niet, hij is gewoon stil")."""
    casus = casus.strike(casus.waarnemingen[-1].id)
    told = _tell(casus, beurt, kennis)
    shown = told.berichten or mirror(casus, kennis)
    return Uitkomst((Bericht("geschrapt"), *shown), told.casus)


def _as_story(beurt: Beurt) -> Beurt:
    """The same turn, taken as something that was told."""
    return replace(beurt, intents=("casus_beschrijven",))


def _walk(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst | None:
    """A step in one of the walks: about the field, the plan for gemeenten, the stroomschema; None outside them."""
    outcome = kennisgesprek.take_turn(casus, beurt, kennis)
    if outcome is not None:
        return _walk_on(outcome, kennis) or outcome
    if casus.in_stroomschema or beurt.intent == "stroomschema":
        return stroomgesprek.take_turn(casus, beurt, kennis)
    return None


def _said(beurt: Beurt, kennis: Kennis) -> str | None:
    """The fixed sentence of this turn, by its words or else by its meaning when it asks for a card or a step."""
    if not beurt.tekst:
        return None
    by_words: str | None = kennis.gesprekswoorden.recognise(beurt.tekst) or _refused_at_the_end(beurt.tekst, kennis)
    explains = beurt.intent == "vraag_kennis" and (beurt.vraag or "").startswith(BEGRIP)
    if explains and by_words in ALLEEN_ALS_VERHAAL and not beurt.signalen:
        return None
    if beurt.vraag_zeker and beurt.vraag == ONBEKEND and by_words not in fixed.WEIGERINGEN:
        return None
    return by_words or (beurt.vraag if beurt.vraag in fixed.STAPPEN else None)


def _refused_at_the_end(tekst: str, kennis: Kennis) -> str | None:
    """The verdict or the figure that a story asks for last: "… Wat denk jij, grapje of menens?".

    Of spying the words alone say too little there ("mag ik contact opnemen"); the model reads that sentence apart.
    """
    asked = last_request(tekst)
    said = kennis.gesprekswoorden.recognise(asked) if asked else None
    return said if said in ("oordeel_nee", "cijfer_nee") else None


def _early(casus: Casus, beurt: Beurt, said: str | None, kennis: Kennis) -> Uitkomst | None:
    """What goes before the stroomschema: buttons, the gemeente that was asked for, refusals, other languages."""
    pressed = keuzes.press(casus, beurt, kennis)
    if pressed is not None:
        goes_on = beurt.keuze in GAAT_VERDER or (beurt.keuze or "").startswith(gevallen.GEVAL)
        return _continue(pressed, beurt, kennis, True) if goes_on else pressed
    for_gemeente = casus.open_vraag in ("gemeente", "gemeente_kiezen")
    if for_gemeente and (
        beurt.keuze == "sla_over" or (said is None and beurt.asks("weet_niet", "ontkennen") and not beurt.gemeente)
    ):
        return fixed.skip(casus, beurt, kennis)
    if beurt.keuze == "sla_over" and casus.open_vraag not in VRAGEN and not casus.in_stroomschema:
        return fixed.skip(casus, beurt, kennis)
    chosen = beurt.gemeente or beurt.keuze or plaats.by_province(casus.kandidaten, beurt.tekst, kennis)
    if casus.open_vraag == "gemeente_kiezen" and chosen:
        casus = casus.update(gemeente=chosen, kandidaten=(), open_vraag=None)
        return contact.advise(casus, beurt, kennis)
    if casus.open_vraag == "gemeente" and beurt.gemeente:
        return contact.advise(casus.update(open_vraag=None), beurt, kennis)
    named = plaats.take_turn(casus, beurt, kennis) if said is None else None
    if named is not None:
        return named
    reported = terugmelden.typed(casus, beurt, kennis)
    if reported is not None:
        return reported
    if said == "dit_klopt_niet" and not casus.in_stroomschema:
        return terugmelden.what_is_wrong(casus, beurt, kennis)
    if (casus.open_vraag or "").startswith(rechtzetten.ANDERS):
        if beurt.tekst and not any(name.startswith(("vraag_", "stoppen", "weet_niet")) for name in beurt.intents):
            return rechtzetten.other_words(casus, beurt, kennis)
        casus = casus.update(open_vraag=None)
    if said is None and not casus.in_stroomschema:
        corrected = rechtzetten.in_words(casus, beurt, kennis)
        if corrected is not None:
            return _continue(corrected, replace(beurt, intents=("kies_antwoord",), signalen=()), kennis, False)
    if said in fixed.WEIGERINGEN:
        assert said is not None
        # What is refused is refused alone: no advice in the same breath.
        told = _tell(casus, beurt, kennis) if _tells_a_story(beurt) else Uitkomst((), casus)
        refusal = told.and_then(Bericht(said))
        explained = found_answer(beurt, kennis) if said in ("oordeel_nee", "groep_nee") else None
        if explained is not None and explained.feit:
            # "Hij bidt veel, is dat radicaal?": no judgement, but that faith is no signal must be said.
            refusal = refusal.and_then(explained)
        return _continue(refusal, beurt, kennis, False)
    foreign = talen.answer(casus, beurt, kennis)
    if foreign is not None:
        return _continue(foreign, beurt, kennis, False) if casus.in_stroomschema else foreign
    if beurt.tekst and said is None:
        unreadable = "alleen_weggehaald" if is_only_removed(beurt.tekst) else "wartaal"
        if unreadable == "alleen_weggehaald" or is_gibberish(beurt.tekst):
            return _continue(Uitkomst((Bericht(unreadable),), casus), beurt, kennis, False)
    return None


def _tells_a_story(beurt: Beurt) -> bool:
    """A bare "mag ik in zijn laptop kijken?" tells nothing of the person, whatever a model found in it."""
    return len(beurt.tekst.split()) > KORTE_VRAAG


def _understood(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """The turn as the model understood it."""
    casus = groepsgesprek.leave(casus, beurt, kennis)
    about_group = groepsgesprek.take_turn(casus, beurt, kennis)
    if about_group is not None:
        return about_group
    if beurt.asks("corrigeren"):
        corrected = rechtzetten.correct(casus, beurt, kennis) if beurt.tekst else _which_line(casus, kennis)
        if corrected is not None:
            return corrected
    casus = kennisgesprek.leave(casus, beurt)
    where = set(beurt.intents) <= ZEGT_PLAATS and beurt.gemeente
    if where and plaatsnaam.only_names_it(beurt.tekst, beurt, kennis.gemeenten, kennis.gesprekswoorden):
        # Where it is answers no question but that for the gemeente; the open one is put again.
        noted = Bericht("gemeente_gevonden", {"gemeente": where})
        return _continue(Uitkomst((noted,), casus), beurt, kennis, False)
    plain = replace(beurt, tekst=plaatsnaam.hide(beurt.tekst, beurt, kennis.gemeenten))
    casus, answered = take_answer(casus, plain, kennis)
    refused = beurt.asks("ongepast") and not _tells_a_story(beurt) and not beurt.asks("casus_beschrijven")
    outcome = Uitkomst((), casus) if refused else _tell(casus, beurt, kennis)
    for intent in ("ongepast",) if beurt.asks("ongepast") else triggergesprek.without_a_guess(beurt, kennis):
        handler = HANDLERS.get(intent)
        if handler is not None and not (answered and intent in BEANTWOORDT):
            step = handler(outcome.casus, beurt, kennis)
            new = tuple(b for b in step.berichten if b.sleutel not in {o.sleutel for o in outcome.berichten})
            outcome = Uitkomst((*outcome.berichten, *new), step.casus)
    if answered and beurt.asks("weet_niet"):
        outcome = outcome.and_then(Bericht("weet_niet_ok"))
    outcome = _unasked(outcome, beurt, kennis, answered)
    return _continue(outcome, beurt, kennis, answered)


def _unasked(outcome: Uitkomst, beurt: Beurt, kennis: Kennis, answered: bool) -> Uitkomst:
    """Turns that got no answer by themselves: a fixed answer that was found, a yes to nothing, something unclear."""
    found = found_answer(beurt, kennis)
    if found is not None and found.sleutel not in {b.sleutel for b in outcome.berichten} and _is_story(beurt):
        outcome = outcome.and_then(found)
    if outcome.berichten or answered:
        return outcome
    waits = outcome.casus.in_stroomschema or outcome.casus.open_vraag is not None
    if beurt.asks("bevestigen", "ontkennen"):
        # Where a question does wait, that one comes back; only else nothing was asked.
        return outcome if waits else outcome.and_then(Bericht("ja_zonder_vraag"))
    return outcome if beurt.zeker else outcome.and_then(Bericht("niet_begrepen"))


def _is_story(beurt: Beurt) -> bool:
    """True when no handler looked at the answer that was found."""
    return set(beurt.intents) <= {"casus_beschrijven", "bevestigen", "ontkennen", "weet_niet", "nlu_fallback"}


def _which_line(casus: Casus, kennis: Kennis) -> Uitkomst:
    """The button "dit klopt niet helemaal" was pressed."""
    if not casus.waarnemingen:
        return Uitkomst((Bericht("recht_gezet_vertel"),), casus)
    return rechtzetten.which_line(casus, kennis)


def _erase(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst | None:
    """Empty the case; the gateway deletes everything after this turn and says so when it is gone.

    Erasing cannot be taken back, so only the button and its plain words do it at once ("wis alles"). "Haal die
    regel weg" asks which line; what a model alone took for a wish to erase is asked about when it stands first.
    """
    words = kennis.gesprekswoorden
    if not beurt.tekst or words.has(WIS_ALLES, beurt.tekst):
        return Uitkomst((Bericht("wis_bezig", custom={"wis": True}),), Casus())
    if beurt.intent != "wis_gesprek" or _asks(beurt) or beurt.signalen:
        return None
    if not words.has(WISWOORD, beurt.tekst):
        return None
    if casus.waarnemingen and words.has(EEN_REGEL, beurt.tekst):
        item = rechtzetten.pointed_at(casus, beurt.tekst)
        return rechtzetten.line_choice(casus, item.id, kennis) if item else rechtzetten.which_line(casus, kennis)
    return Uitkomst((Bericht("wis_zeker"),), casus)


def _after_danger(casus: Casus, beurt: Beurt, said: str | None, kennis: Kennis) -> tuple[Uitkomst | None, Casus]:
    """After 112 was named: calm words when all is safe, and the thread again."""
    if not casus.na_gevaar:
        return None, casus
    if said == "veilig_nu" or beurt.keuze == "veilig_nu" or beurt.asks("bedanken", "bevestigen"):
        return calm(casus, kennis), casus
    if kennis.gesprekswoorden.has(LOOS_ALARM, beurt.tekst) and not beurt.asks("spoed"):
        return false_alarm(casus, kennis), casus
    # Somebody who begins another case or leaves has heard 112; everybody else hears it again (`_still_danger`).
    goes_on = beurt.asks("ander_geval", "afscheid", "samenvatting", "stroomschema") or said == "ander_geval"
    return None, casus.update(na_gevaar=False) if goes_on else casus


def _tell(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Take in what was told about the person and give it back."""
    found = observe(beurt, kennis.context, kennis.gesprekswoorden, kennis.gemeenten)
    gone = taken_back(beurt, kennis.gesprekswoorden)
    left_out = (Bericht("teruggenomen", {"tekst": gone}),) if gone else ()
    if not found:
        return Uitkomst(left_out, casus) if left_out else _only_opinion(casus, beurt, kennis)
    before = {w.id for w in casus.waarnemingen}
    casus = rechtzetten.withdraw(casus, found) if beurt.asks("corrigeren") else casus
    casus = casus.add(found)
    when = when_sentence(plaatsnaam.hide(beurt.tekst, beurt, kennis.gemeenten))
    if when and not kennis.context.applies("gedrag", when) and "sinds_wanneer" not in casus.antwoorden:
        asked = tuple(dict.fromkeys((*casus.gevraagd, "sinds_wanneer")))
        casus = casus.answer("sinds_wanneer", when).update(gevraagd=asked)
    new = tuple(w for w in casus.waarnemingen if w.id not in before)
    bubbles = [*left_out, *mirror(casus, kennis, only=new)]
    casus = _mark_rewrites(casus, bubbles)
    worry = any(w.domein in ZORG and not w.context for w in new)
    if any(w.context for w in new) and not worry and "context" not in casus.gezegd:
        bubbles.append(Bericht("geloof_geen_signaal"))
        casus = casus.say_once("context")
    # At violence at home help comes first: that it would be no signal is not for that moment.
    if bubbles and "een_signaal" not in casus.gezegd and _said(beurt, kennis) != "geweld_thuis":
        bubbles.append(Bericht("een_signaal"))
        casus = casus.say_once("een_signaal")
    return Uitkomst(triggergesprek.offer(tuple(bubbles), casus, beurt, kennis), casus)


def _only_opinion(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Nothing was seen or heard, only judged: ask for what is behind it, once per kind."""
    found = kennis.gesprekswoorden.judgement(beurt.tekst) if beurt.tekst and beurt.asks(*VERTELT) else None
    if found is None or mark_of(found[0]) in casus.gezegd or casus.open_vraag in VRAGEN:
        return Uitkomst((), casus)
    bubble = Bericht(f"herschrijf_{found[0]}", {"tekst": found[1]})
    return Uitkomst((bubble,), _mark_rewrites(casus, [bubble]))


def _mark_rewrites(casus: Casus, bubbles: list[Bericht]) -> Casus:
    for bubble in bubbles:
        if bubble.sleutel.startswith("herschrijf_"):
            casus = casus.say_once(bubble.sleutel)
    return casus


def _continue(outcome: Uitkomst, beurt: Beurt, kennis: Kennis, answered: bool) -> Uitkomst:
    """End the turn: ask one question, resume the thread, or offer what can be done."""
    casus = outcome.casus
    if outcome.berichten and outcome.berichten[-1].sleutel in VRAAGT_ZELF:
        return outcome
    if casus.in_stroomschema or not beurt.asks(*EINDE):
        resumed = _walk_on(outcome, kennis, beurt)
        if resumed is not None:
            return resumed
    if beurt.asks(*EINDE) or casus.open_vraag in WACHT:
        return outcome if outcome.berichten else outcome.and_then(Bericht("niet_begrepen"))
    if casus.open_vraag in VRAGEN:
        return _ask_again(outcome)
    if any(b.sleutel == "niets_over_te_slaan" for b in outcome.berichten):
        return outcome
    # "Weet ik niet" to a request for other words: the next question comes.
    passed = beurt.asks("weet_niet") and bool(casus.waarnemingen) and casus.open_vraag is None
    told = answered or passed or beurt.asks(*VERTELT) or bool(beurt.signalen)
    if any(b.sleutel.startswith("herschrijf_") or b.sleutel in fixed.WEIGERINGEN for b in outcome.berichten):
        return outcome  # one question at a time
    if told:
        thanks = () if outcome.berichten else (Bericht("genoteerd"),)
        return _ask_or_offer(outcome.and_then(*thanks), beurt, kennis)
    return outcome if outcome.berichten else outcome.and_then(Bericht("niet_begrepen"))


def _walk_on(outcome: Uitkomst, kennis: Kennis, beurt: Beurt | None = None) -> Uitkomst | None:
    """Back to the stroomschema or the walk for gemeenten; None when neither is going on."""
    if outcome.casus.in_stroomschema:
        yes_or_no = beurt is not None and beurt.asks("bevestigen", "ontkennen")
        return stroomgesprek.resume(outcome, kennis, yes_or_no)
    return kennisgesprek.resume(outcome, kennis)


def _ask_again(outcome: Uitkomst) -> Uitkomst:
    """After a side question: the open question once more, and never a third time."""
    casus = outcome.casus
    vraag = casus.open_vraag
    assert vraag is not None
    if not outcome.berichten:
        outcome = outcome.and_then(Bericht("niet_begrepen"))
    if any(b.sleutel == response_key(casus, vraag) for b in outcome.berichten):
        return outcome
    mark = f"hervat_{vraag}"
    if mark in casus.gezegd:
        return outcome.and_then(casus=leave_behind(casus, vraag))
    return outcome.and_then(Bericht("waar_we_waren"), Bericht(response_key(casus, vraag)), casus=casus.say_once(mark))


def _ask_or_offer(outcome: Uitkomst, beurt: Beurt | None = None, kennis: Kennis = None) -> Uitkomst:
    """The next question, or the offer when there is nothing left to ask."""
    casus = outcome.casus
    if not casus.waarnemingen and not casus.antwoorden:
        if "vertel" in casus.gezegd:
            return outcome.and_then(Bericht("vertel_meer"))
        return outcome.and_then(Bericht("casus_leeg"), casus=casus.say_once("vertel"))
    vraag = next_question(casus)
    if vraag is not None:
        casus = casus.update(open_vraag=vraag, gevraagd=(*casus.gevraagd, vraag))
        return outcome.and_then(Bericht(response_key(casus, vraag)), casus=casus)
    if AANVULLEND in casus.gezegd and beurt is not None:
        made = make_summary(casus, beurt, kennis)
        rest = tuple(g for g in casus.gezegd if g != AANVULLEND)
        return outcome.and_then(*made.berichten, casus=made.casus.update(gezegd=rest))
    # Who was just told whom to call needs no button for it.
    known = "_na_contact" if casus.contactpunten and casus.gemeente is None else ""
    if "aanbod" in casus.gezegd:
        return outcome.and_then(Bericht(f"aanbod_kort{known}"))
    return outcome.and_then(Bericht(f"aanbod{known}"), casus=casus.say_once("aanbod"))
