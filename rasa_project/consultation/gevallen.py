"""Several cases in one conversation, kept apart. Pure layer.

Nothing of one case goes along to another but the user's own role and organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.rechtzetten import stems
from rasa_project.consultation.spiegel import mirror
from rasa_project.consultation.stroomgesprek import buttons

GEVAL = "geval_"
"""Before the number of a case in the payload of a button."""

MEEST = 3
"""Cases that are kept beside the present one; the oldest goes first."""


def begin_other(casus: Casus, kennis: Any) -> Uitkomst:
    """A new case; the present one is put aside when anything was told."""
    fresh = Casus(
        nummer=_highest(casus) + 1,
        rol=casus.rol,
        organisatie=casus.organisatie,
        gezegd=tuple(g for g in casus.gezegd if g == "een_signaal"),
        archief=_put_aside(casus),
    )
    if not fresh.archief:
        return Uitkomst((Bericht("ander_geval_eerste"),), fresh)
    return Uitkomst((Bericht("ander_geval", knoppen=(_back_button(kennis),)),), fresh)


def back(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Another case of this conversation, with its mirror; the present one is put aside in its turn.

    The one before this, unless the words say which; when they name none of several it is asked.
    """
    if not casus.archief:
        return Uitkomst((Bericht("geen_vorig_geval"),), casus)
    nummers = [int(case.get("nummer", 1)) for case in casus.archief]
    words = kennis.gesprekswoorden
    if len(nummers) == 1 or not beurt.tekst or words.has("vorig_woord", beurt.tekst):
        return open_case(casus, nummers[-1], kennis)
    if words.has("eerste_geval", beurt.tekst):
        return open_case(casus, min(nummers), kennis)
    said = stems(beurt.tekst)
    scores = [(len(said & _stems_of(case)), nummer) for case, nummer in zip(casus.archief, nummers, strict=True)]
    best = [nummer for score, nummer in scores if score and score == max(scores)[0]]
    if len(best) == 1:
        return open_case(casus, best[0], kennis)
    knoppen = buttons((_title(case), f"{GEVAL}{nummer}") for case, nummer in zip(casus.archief, nummers, strict=True))
    return Uitkomst((Bericht("welk_geval", knoppen=knoppen),), casus)


def the_other(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """For "over die andere: …": the case that was told before, or a new one when there is none."""
    return back(casus, beurt, kennis) if casus.archief else begin_other(casus, kennis)


def open_case(casus: Casus, nummer: int, kennis: Any) -> Uitkomst:
    """Go on with the case of this number, when it is still there."""
    chosen = next((case for case in casus.archief if int(case.get("nummer", 1)) == nummer), None)
    if chosen is None:
        return Uitkomst((Bericht("geen_vorig_geval"),), casus)
    earlier = Casus.from_dict(chosen)
    rest = casus.update(archief=tuple(case for case in casus.archief if case is not chosen))
    earlier = earlier.update(
        rol=casus.rol or earlier.rol,
        archief=_put_aside(rest),
        gezegd=tuple(mark for mark in earlier.gezegd if not mark.startswith("hervat_")),
    )
    return Uitkomst((Bericht("vorig_geval"), *mirror(earlier, kennis)), earlier)


def pressed(casus: Casus, item: str, kennis: Any) -> Uitkomst:
    """The button of one case."""
    return open_case(casus, int(item) if item.isdigit() else 0, kennis)


def _lines(case: Mapping[str, Any]) -> list[str]:
    return [str(line["tekst"]) for line in case.get("waarnemingen", ())]


def _stems_of(case: Mapping[str, Any]) -> set[str]:
    return stems(" ".join((*_lines(case), str(case.get("relatie") or ""))))


def _title(case: Mapping[str, Any], most: int = 40) -> str:
    """The first line that was told, cut to fit on a button."""
    told = next(iter((*_lines(case), *dict(case.get("antwoorden", {})).values())), "")
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"


def _put_aside(casus: Casus) -> tuple[Any, ...]:
    if not casus.waarnemingen and not casus.antwoorden:
        return casus.archief[-MEEST:]
    kept = casus.update(archief=(), gemeente=None, kandidaten=(), na_gevaar=False, knoppen=()).to_dict()
    return (*casus.archief, kept)[-MEEST:]


def _highest(casus: Casus) -> int:
    return max([casus.nummer, *(int(c.get("nummer", 1)) for c in casus.archief)])


def _back_button(kennis: Any) -> Knop:
    return Knop(kennis.zin("knop_vorig_geval"), '/kies_antwoord{"antwoord":"vorig_geval"}')
