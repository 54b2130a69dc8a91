"""Several cases in one conversation, kept apart. Pure layer.

Nothing of one case goes along to another but the user's own role and organisation.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Knop, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.spiegel import mirror

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


def back(casus: Casus, kennis: Any) -> Uitkomst:
    """The case before this one, with its mirror; the present one is put aside in its turn."""
    if not casus.archief:
        return Uitkomst((Bericht("geen_vorig_geval"),), casus)
    earlier = Casus.from_dict(casus.archief[-1])
    rest = casus.update(archief=casus.archief[:-1])
    earlier = earlier.update(rol=casus.rol or earlier.rol, archief=_put_aside(rest))
    return Uitkomst((Bericht("vorig_geval"), *mirror(earlier, kennis)), earlier)


def _put_aside(casus: Casus) -> tuple[Any, ...]:
    if not casus.waarnemingen and not casus.antwoorden:
        return casus.archief[-MEEST:]
    kept = casus.update(archief=(), gemeente=None, kandidaten=(), na_gevaar=False, knoppen=()).to_dict()
    return (*casus.archief, kept)[-MEEST:]


def _highest(casus: Casus) -> int:
    return max([casus.nummer, *(int(c.get("nummer", 1)) for c in casus.archief)])


def _back_button(kennis: Any) -> Knop:
    return Knop(kennis.zin("knop_vorig_geval"), '/kies_antwoord{"antwoord":"vorig_geval"}')
