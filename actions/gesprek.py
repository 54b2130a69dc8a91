"""The conversation: begin, one turn of the consultation, erase. Layer: actions."""

from __future__ import annotations

from actions.base import SafeAction
from rasa_project.consultation import gesprek, gevaar
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.knowledge.repository import Kennis


class ActionStart(SafeAction):
    """Introduces the assistant; a second start in the same conversation keeps the case."""

    def name(self) -> str:
        """Name in `domain.yml`."""
        return "action_start"

    def answer(self, casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        """The fixed opening."""
        return Uitkomst((Bericht("begroeting"), Bericht("begroeting_namen")), casus)


class ActionGesprek(SafeAction):
    """One turn of the consultation; what is said is decided in `consultation/gesprek.py`."""

    def name(self) -> str:
        """Name in `domain.yml`."""
        return "action_gesprek"

    def answer(self, casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        """Danger that was asked about is answered first, then the turn itself."""
        return gevaar.answered(casus, beurt, kennis) or gesprek.take_turn(casus, beurt, kennis)


class ActionWis(SafeAction):
    """Empties the case and asks the gateway to delete everything of this conversation."""

    def name(self) -> str:
        """Name in `domain.yml`."""
        return "action_wis"

    def answer(self, casus: Casus, beurt: Beurt, kennis: Kennis) -> Uitkomst:
        """The gateway deletes after this turn and says so only when it is gone; what was hardly understood is asked."""
        return gesprek.take_turn(casus, beurt, kennis)
