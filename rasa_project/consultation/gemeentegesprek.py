"""The walk for gemeenten: a few choices that end in a plan of one page. Pure layer.

As in the stroomschema only the choices are kept (`Casus.plan`, "vorm:kennis"), and
the question follows from replaying them. The plan is made on the spot and stored
nowhere; it has the shape of the summary, so that it can be copied and printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_project.consultation.antwoorden import ALGEMEEN, clean
from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.bron import fact
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.models import GemeenteAdvies, GemeenteVraag
from rasa_project.consultation.opzoeken import names_one
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.consultation.stroomschema import STOP, TERUG, WEET_NIET

OPEN = "plan"
"""Our question, as it stands in `Casus.open_vraag`."""

CHOICE = "plan:"
VOORBEELDEN = "gemeente_voorbeelden"
"""Key of the answer to "wat deden andere gemeenten?"."""

PLAN_VERDER = "plan_verder"
"""Group of words that ask for the plan that was left."""

KLAAR = "klaar"


@dataclass(frozen=True)
class PlanStand:
    """Where one is in the walk.

    Attributes:
        vraag: the question that waits, or None when the plan is complete.
        gekozen: the choices that are right, oldest first.
    """

    vraag: GemeenteVraag | None
    gekozen: tuple[tuple[str, str], ...]

    def of(self, vraag_id: str) -> tuple[str, ...]:
        """What was chosen at a question, without `klaar`."""
        return tuple(keuze for vraag, keuze in self.gekozen if vraag == vraag_id and keuze != KLAAR)


def resolve_plan(advies: GemeenteAdvies, gekozen: Sequence[str]) -> PlanStand:
    """Replay the choices; one that no longer exists ends the replay there."""
    rows = list(advies.vragen)
    done: list[tuple[str, str]] = []
    for choice in gekozen:
        vraag_id, _, keuze = choice.partition(":")
        if not rows or rows[0].id != vraag_id or not _takes(rows[0], keuze):
            break
        done.append((vraag_id, keuze))
        chosen = [k for v, k in done if v == vraag_id]
        if not rows[0].meer or keuze in (KLAAR, WEET_NIET) or len(chosen) == (rows[0].meest or len(rows[0].keuzes)):
            rows.pop(0)
    return PlanStand(rows[0] if rows else None, tuple(done))


def ask(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Begin the walk, or go on where it was left."""
    stand = resolve_plan(kennis.gemeente_advies, casus.plan)
    if stand.vraag is None:
        casus = casus.update(plan=())
        stand = resolve_plan(kennis.gemeente_advies, ())
    first: tuple[Bericht, ...] = (Bericht("gemeente_verder" if casus.plan else "gemeente_begin"),)
    return Uitkomst((*first, question(stand, kennis)), casus.update(open_vraag=OPEN))


def examples(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """What other gemeenten did, whatever intent the question was taken for; a plan that is going on goes on."""
    regels = (
        kennis.zin("gemeente_plan_regel", gemeente=v.gemeente, tekst=v.tekst)
        for v in kennis.gemeente_advies.voorbeelden
    )
    told = Bericht(VOORBEELDEN, {"regels": "\n".join(regels)}, feit=fact("gemeente", "vorm"))
    return Uitkomst((told,), casus)


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """An answer in the walk, typed or pressed; None when the turn is something else."""
    stand = resolve_plan(kennis.gemeente_advies, casus.plan)
    if beurt.keuze:
        if not beurt.keuze.startswith(CHOICE):
            return None
        return _choose(casus, beurt.keuze.removeprefix(CHOICE), beurt.now, kennis)
    if casus.in_stroomschema or stand.vraag is None:
        return None
    if casus.open_vraag is None and casus.plan and _asks_for_the_plan(beurt, kennis):
        return ask(casus, beurt, kennis)
    if casus.open_vraag != OPEN:
        return None
    if beurt.intent == "waarom_deze_vraag":
        why = Bericht("gemeente_waarom", {"uitleg": stand.vraag.waarom}, feit=fact("gemeente", stand.vraag.id))
        return Uitkomst((why, question(stand, kennis)), casus)
    answer = _typed(stand.vraag, beurt) if not _says_enough(stand, beurt, kennis) else KLAAR
    if answer == TERUG:
        return _back(casus, kennis)
    if answer == STOP:
        return Uitkomst((Bericht("gemeente_gestopt"),), casus.update(open_vraag=None))
    if answer is None:
        return None
    return _choose(casus, f"{stand.vraag.id}:{answer}", beurt.now, kennis)


def resume(outcome: Uitkomst, kennis: Any) -> Uitkomst:
    """After a side question: back to the question where we were."""
    stand = resolve_plan(kennis.gemeente_advies, outcome.casus.plan)
    first = () if outcome.berichten else (Bericht("gemeente_niet_begrepen"),)
    return outcome.and_then(*first, question(stand, kennis))


def question(stand: PlanStand, kennis: Any) -> Bericht:
    """The question that waits, with what can still be chosen as buttons."""
    vraag = stand.vraag
    assert vraag is not None
    taken = stand.of(vraag.id)
    open_ones = [(k.titel, f"{CHOICE}{vraag.id}:{k.id}") for k in vraag.keuzes if k.id not in taken]
    if taken:
        open_ones.append((kennis.zin("gemeente_knop_klaar"), f"{CHOICE}{vraag.id}:{KLAAR}"))
    knows = bool(taken) or vraag.keuze(WEET_NIET) is not None
    steer = [] if knows else [(kennis.zin("stroomschema_antwoord_weet_niet"), "/weet_niet")]
    if stand.gekozen:
        steer.append((kennis.zin("stroomschema_antwoord_terug"), "/terug"))
    knoppen = (*buttons(open_ones), *(Knop(titel, keuze) for titel, keuze in steer))
    values = {"nummer": str(_number(vraag, kennis)), "aantal": str(len(kennis.gemeente_advies.vragen))}
    return Bericht("gemeente_vraag", {**values, "vraag": vraag.vraag}, knoppen, feit=fact("gemeente", vraag.id))


def plan(stand: PlanStand, kennis: Any, now: datetime) -> dict[str, Any]:
    """The plan as headed lists, in the shape of the summary."""
    advies: GemeenteAdvies = kennis.gemeente_advies
    delen, still_open = [], []
    for vraag in advies.vragen:
        lines = [k.advies for id in stand.of(vraag.id) if (k := vraag.keuze(id)) is not None and k.advies]
        if WEET_NIET in stand.of(vraag.id) and vraag.keuze(WEET_NIET) is None:
            still_open.append(vraag.vraag)
        if lines:
            delen.append(_deel(vraag.onderdeel, lines))
    if still_open:
        delen.append(_deel(kennis.zin("gemeente_plan_open"), still_open))
    examples = [kennis.zin("gemeente_plan_voorbeeld", gemeente=v.gemeente, tekst=v.tekst) for v in advies.voorbeelden]
    delen.append(_deel(kennis.zin("gemeente_plan_voorbeelden"), examples))
    return {
        "titel": kennis.zin("gemeente_plan_titel"),
        "kop": kennis.zin("gemeente_plan_kop"),
        "datum": f"{now:%d-%m-%Y}",
        "delen": delen,
        "voet": kennis.zin("gemeente_plan_bron"),
    }


def _deel(titel: str, regels: Sequence[str]) -> dict[str, Any]:
    return {"titel": titel, "regels": [{"id": f"r{i}", "tekst": regel} for i, regel in enumerate(regels, 1)]}


def _choose(casus: Casus, choice: str, now: datetime, kennis: Any) -> Uitkomst | None:
    """One more choice; None when it does not belong to the question that waits."""
    before = resolve_plan(kennis.gemeente_advies, casus.plan)
    stand = resolve_plan(kennis.gemeente_advies, (*casus.plan, choice))
    if len(stand.gekozen) == len(before.gekozen):
        return None
    casus = casus.update(plan=tuple(f"{vraag}:{keuze}" for vraag, keuze in stand.gekozen), open_vraag=OPEN)
    if stand.vraag is not None:
        return Uitkomst((question(stand, kennis),), casus)
    done = Bericht("gemeente_plan", custom={"samenvatting": plan(stand, kennis, now)}, feit=fact("gemeente", "vorm"))
    return Uitkomst((done,), casus.update(open_vraag=None))


def _back(casus: Casus, kennis: Any) -> Uitkomst:
    if not casus.plan:
        return resume(Uitkomst((Bericht("gemeente_terug_begin"),), casus), kennis)
    casus = casus.update(plan=casus.plan[:-1])
    return Uitkomst((question(resolve_plan(kennis.gemeente_advies, casus.plan), kennis),), casus)


def _typed(vraag: GemeenteVraag, beurt: Beurt) -> str | None:
    """The id of the choice that these words mean, or one of the steering words."""
    said = clean(beurt.tekst)
    for control in (TERUG, STOP, WEET_NIET):
        if said in ALGEMEEN[control]:
            return control
    if vraag.meer and said in ALGEMEEN[KLAAR]:
        return KLAAR
    fits = [k.id for k in vraag.keuzes if names_one(said, k.titel, *k.woorden)]
    if len(fits) == 1:
        return fits[0]
    steer = {"terug": TERUG, "stoppen": STOP, "weet_niet": WEET_NIET}.get(beurt.intent)
    if steer is not None:
        return steer
    if said.isdigit() and 1 <= int(said) <= len(vraag.keuzes):
        return vraag.keuzes[int(said) - 1].id
    return None


def _says_enough(stand: PlanStand, beurt: Beurt, kennis: Any) -> bool:
    """True for "genoeg" where more may be chosen and something was: it ends the choosing and not the plan."""
    assert stand.vraag is not None
    said, title = clean(beurt.tekst), clean(kennis.zin("gemeente_knop_klaar"))
    return stand.vraag.meer and bool(stand.of(stand.vraag.id)) and said in (title, title.split()[-1])


def _asks_for_the_plan(beurt: Beurt, kennis: Any) -> bool:
    """True for "plan" and the like, and nothing else: the plan that was left is meant."""
    return bool(beurt.tekst) and bool(kennis.gesprekswoorden.groepen[PLAN_VERDER].fullmatch(clean(beurt.tekst)))


def _takes(vraag: GemeenteVraag, keuze: str) -> bool:
    return keuze == WEET_NIET or (keuze == KLAAR and vraag.meer) or vraag.keuze(keuze) is not None


def _number(vraag: GemeenteVraag, kennis: Any) -> int:
    return [v.id for v in kennis.gemeente_advies.vragen].index(vraag.id) + 1
