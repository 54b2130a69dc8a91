"""Plays turns of the consultation as a pure function: no Rasa, real knowledge and wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rasa_project.consultation import gevaar, knopwoorden
from rasa_project.consultation.beurt import Beurt, Signaal, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprek import take_turn
from rasa_project.knowledge.repository import Kennis, load_kennis

ROOT = Path(__file__).resolve().parents[1]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZATERDAGNACHT = datetime(2026, 11, 21, 23, 40, tzinfo=AMSTERDAM)
DINSDAG = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)
VERHAAL = "hij laat zijn oude vrienden vallen en is veel online, maar komt nog naar voetbal"


@lru_cache(maxsize=1)
def real_kennis() -> Kennis:
    """The content of the project, loaded once per run."""
    return load_kennis(ROOT, productie=False)


@dataclass
class Gesprek:
    """One talk; the case goes through JSON, as it does between two real turns."""

    kennis: Kennis = field(default_factory=real_kennis)
    now: datetime = ZATERDAGNACHT
    casus: Casus = field(default_factory=Casus)
    last: Uitkomst = field(default_factory=lambda: Uitkomst((), Casus()))

    def say(self, tekst: str, *intents: str, **more: Any) -> list[str]:
        """Keys of the answer to typed words, understood as these intents."""
        beurt = Beurt(tekst, intents or ("casus_beschrijven",), self.now, **more)
        beurt = knopwoorden.as_pressed(self.casus, beurt)
        if beurt.acuut_modus:
            outcome = gevaar.respond(self.casus, beurt, self.kennis)
        else:
            outcome = gevaar.answered(self.casus, beurt, self.kennis) or take_turn(self.casus, beurt, self.kennis)
        return self._take(outcome)

    def press(self, keuze: str) -> list[str]:
        """Keys of the answer to a button with this answer id."""
        return self.say("", "kies_antwoord", keuze=keuze)

    def buttons(self) -> list[str]:
        """Payloads of the buttons the code put under the last answer."""
        return [knop.keuze for bericht in self.last.berichten for knop in bericht.knoppen]

    def text(self) -> str:
        """The words of the last answer, first variants."""
        return "\n".join(self.kennis.zin(b.sleutel, **dict(b.waarden)) for b in self.last.berichten)

    def _take(self, outcome: Uitkomst) -> list[str]:
        self.last = outcome
        self.casus = Casus.from_dict(knopwoorden.remember(outcome, self.kennis).to_dict())
        return [b.sleutel for b in outcome.berichten]


def signaal(tekst: str, deel: str, domein: str, polariteit: str = "aanwezig", **more: Any) -> Signaal:
    """A finding at the place of these words."""
    start = tekst.index(deel)
    return Signaal(start, start + len(deel), domein, polariteit, **more)


def verhaal() -> tuple[Signaal, ...]:
    """The findings of `VERHAAL`."""
    return (
        signaal(VERHAAL, "laat zijn oude vrienden vallen", "sociale_omgeving"),
        signaal(VERHAAL, "is veel online", "online"),
        signaal(VERHAAL, "komt nog naar voetbal", "beschermend"),
    )
