"""What is answered to each intent. Pure layer.

A handler gets the case, the turn and the knowledge and gives bubbles; what is asked
after it is decided in `gesprek.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_project.consultation import (
    contact,
    gemeentegesprek,
    gevallen,
    instrumentgesprek,
    kennisgesprek,
    triggergesprek,
)
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import OVERGESLAGEN, Casus
from rasa_project.consultation.gevonden import BEGRIP, found_answer
from rasa_project.consultation.samenvatting import summary
from rasa_project.consultation.spiegel import ZORG
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.consultation.vragen import AANVULLEND, VRAGEN, response_key

Kennis = Any
"""`knowledge.repository.Kennis`; handed in, so that this layer does not import it."""

Handler = Callable[[Casus, Beurt, Kennis], Uitkomst]


def make_summary(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """The summary as a card, with the offer to complete it."""
    if not casus.waarnemingen and not casus.antwoorden:
        return Uitkomst((Bericht("samenvatting_leeg"),), casus)
    document = summary(casus, kennis, beurt.now)
    knoppen = () if AANVULLEND in casus.gezegd else buttons([(kennis.zin("knop_vul_aan"), "vul_aan")])
    return Uitkomst((Bericht("samenvatting", knoppen=knoppen, custom={"samenvatting": document}),), casus)


def _fixed(key: str) -> Handler:
    """A handler that gives one fixed answer, or the better one that was found by meaning."""

    def handle(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        return Uitkomst((found_answer(beurt, kennis) or Bericht(key),), casus)

    return handle


def _own(key: str) -> Handler:
    """A fixed answer about this assistant itself: an explanation of the field never takes its place."""

    def handle(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        found = None if (beurt.vraag or "").startswith(BEGRIP) else found_answer(beurt, kennis)
        return Uitkomst((found or Bericht(key),), casus)

    return handle


def _nothing(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Told or answered: what was said is given back elsewhere."""
    return Uitkomst((), casus)


def _yes_or_no(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """A bare yes or no: the open question took it, or there was none."""
    return Uitkomst((), casus)


def _correct(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """New words for something that was wrong; what pointed at a line was handled before."""
    return Uitkomst((Bericht("recht_gezet"),), casus)


def _dont_know(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    return Uitkomst((Bericht("weet_niet_ok"),), casus)


def _what_now(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """About an event alone ("zijn opa is net dood, wat kan ik doen") it is answered by what one can do after it.

    So is the question from which work one looks, right after an event.
    """
    worry = any(signaal.domein in ZORG for signaal in beurt.signalen)
    event = None if worry else triggergesprek.named_event(beurt, kennis)
    if event is not None:
        return triggergesprek.show(casus, event, beurt, kennis)
    for_work = triggergesprek.for_work(casus, beurt, kennis)
    if for_work is not None:
        return for_work
    return contact.what_now(casus, beurt, kennis)


def _other_case(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """A new case begins when the words or a button say so; a model alone makes no new case of "en de politie"."""
    if not beurt.tekst or kennis.gesprekswoorden.has("over_een_ander", beurt.tekst):
        return gevallen.begin_other(casus, kennis)
    found = found_answer(beurt, kennis)
    if found is not None:
        return Uitkomst((found,), casus)
    named = instrumentgesprek.by_name(casus, beurt, kennis)
    if named is not None or beurt.signalen or beurt.asks("casus_beschrijven"):
        return named or Uitkomst((), casus)
    return Uitkomst((Bericht("ander_geval_zeker" if casus.waarnemingen else "niet_begrepen"),), casus)


def _why(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    key = f"waarom_{casus.open_vraag}" if casus.open_vraag else "waarom_algemeen"
    return Uitkomst((Bericht(key if key in kennis.teksten else "waarom_algemeen"),), casus)


def _back(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    """Outside the stroomschema "terug" opens the question before the open one again."""
    asked = [v for v in casus.gevraagd if v in VRAGEN and v != casus.open_vraag]
    if not asked:
        return Uitkomst((Bericht("niets_terug"),), casus)
    answers = {k: v for k, v in casus.antwoorden.items() if k != asked[-1]}
    return Uitkomst((Bericht(response_key(casus, asked[-1])),), casus.update(open_vraag=asked[-1], antwoorden=answers))


def _stop(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    if casus.open_vraag:
        skipped = casus.answer(casus.open_vraag, OVERGESLAGEN) if casus.open_vraag in VRAGEN else casus
        return Uitkomst((Bericht("gestopt_vraag"),), skipped.update(open_vraag=None))
    return Uitkomst((Bericht("gestopt"),), casus)


def _goodbye(casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
    key = "afscheid" if casus.waarnemingen or casus.antwoorden else "afscheid_kort"
    return Uitkomst((Bericht(key),), casus)


HANDLERS: dict[str, Handler] = {
    "groet": _fixed("groet"),
    "bedanken": _fixed("bedankt"),
    "afscheid": _goodbye,
    "stoppen": _stop,
    "casus_beschrijven": _nothing,
    "corrigeren": _correct,
    "bevestigen": _yes_or_no,
    "ontkennen": _yes_or_no,
    "weet_niet": _dont_know,
    "ander_geval": _other_case,
    "terug": _back,
    "waarom_deze_vraag": _why,
    "samenvatting": make_summary,
    "vraag_contact": contact.advise,
    "vraag_lse": contact.explain_lse,
    "vraag_wat_zelf_doen": _what_now,
    "vraag_werkwijze": _fixed("werkwijze"),
    "vraag_signalen": _fixed("signalen_uitleg"),
    "vraag_gespreksvoering": _fixed("gesprek_tips"),
    "vraag_triggerfactoren": triggergesprek.ask,
    "vraag_training": instrumentgesprek.ask,
    "vraag_training_gemeente": gemeentegesprek.ask,
    "vraag_privacy": _own("privacy"),
    "vraag_over_bot": _own("over_bot"),
    "vraag_kennis": kennisgesprek.answer,
    "buiten_bereik": _fixed("buiten_bereik"),
    "ongepast": _fixed("ongepast"),
}
"""One answer an intent."""
