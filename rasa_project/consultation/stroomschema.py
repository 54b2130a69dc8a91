"""Walking the stroomschema by replaying the answers. Pure layer.

Only the ids of the answers are kept; the current Knoop follows from them.
Going back is one answer less. The hard rule of the Werkwijze ("zet alle stappen
minstens één keer voordat je informatie mét persoonsgegevens naar buiten brengt")
is data: a Knoop with `vereist` is entered only when every mijlpaal was reached,
else one comes to its `anders`. `find_shortcuts` proves it for every path.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from rasa_project.consultation.models import Antwoord, Knoop, Stroomschema

WEET_NIET = "weet_niet"
TERUG = "terug"
STOP = "stop"


@dataclass(frozen=True)
class Stap:
    """One step that was walked: a Knoop and the answer that was given there."""

    knoop: Knoop
    antwoord: str


@dataclass(frozen=True)
class Stand:
    """Where one is.

    Attributes:
        knoop: the current Knoop.
        pad: what was walked, oldest first.
        mijlpalen: milestones reached on the way.
        afgekapt: True when an answer no longer exists (the content changed): the
            walk stops at the last Knoop that is still right.
    """

    knoop: Knoop
    pad: tuple[Stap, ...]
    mijlpalen: frozenset[str]
    afgekapt: bool = False

    @property
    def klaar(self) -> bool:
        """True at an end."""
        return self.knoop.soort == "eind"

    @property
    def antwoorden(self) -> tuple[str, ...]:
        """The answers that led here: what is to be kept between turns."""
        return tuple(s.antwoord for s in self.pad)


def resolve_stroomschema(schema: Stroomschema, antwoorden: Sequence[str]) -> Stand:
    """Replay the answers from the start.

    Args:
        schema: the flow.
        antwoorden: ids of answers, oldest first; `weet_niet` is an answer too.
    """
    knoop = schema.knopen[schema.start]
    pad: list[Stap] = []
    reached: frozenset[str] = frozenset()
    for antwoord_id in antwoorden:
        step = next_knoop(schema, knoop, antwoord_id, reached)
        if step is None:
            return Stand(knoop, tuple(pad), reached, afgekapt=True)
        pad.append(Stap(knoop, antwoord_id))
        knoop, reached = step
    return Stand(knoop, tuple(pad), reached)


def next_knoop(
    schema: Stroomschema, knoop: Knoop, antwoord_id: str, reached: frozenset[str]
) -> tuple[Knoop, frozenset[str]] | None:
    """The Knoop after an answer and the milestones reached then; None for an unknown answer."""
    antwoord = knoop.antwoord(antwoord_id)
    if antwoord is None and antwoord_id == WEET_NIET and knoop.weet_niet:
        antwoord = Antwoord(WEET_NIET, knoop.weet_niet, "")
    if antwoord is None:
        return None
    reached = reached | frozenset(antwoord.mijlpalen)
    target = schema.knopen[antwoord.naar]
    if target.anders and not reached.issuperset(target.vereist):
        target = schema.knopen[target.anders]
    return target, reached


def give_answer(schema: Stroomschema, antwoorden: Sequence[str], antwoord_id: str) -> Stand:
    """The Stand after one more answer; unchanged (`afgekapt`) when it does not exist here."""
    return resolve_stroomschema(schema, (*antwoorden, antwoord_id))


def step_back(antwoorden: Sequence[str]) -> tuple[str, ...]:
    """The answers with the last one taken back; empty stays empty."""
    return tuple(antwoorden[:-1])


def missing(schema: Stroomschema, stand: Stand) -> tuple[str, ...]:
    """Milestones not reached yet, in the order of the steps."""
    return tuple(m for m in schema.mijlpalen if m not in stand.mijlpalen)


def reachable_states(schema: Stroomschema) -> dict[tuple[str, frozenset[str]], tuple[str, ...]]:
    """Every (Knoop, milestones) that can occur, with one shortest list of answers to it."""
    begin = (schema.start, frozenset[str]())
    found: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {begin: ()}
    queue = deque([begin])
    while queue:
        state = queue.popleft()
        knoop = schema.knopen[state[0]]
        for antwoord_id in all_answers(knoop):
            step = next_knoop(schema, knoop, antwoord_id, state[1])
            assert step is not None
            new = (step[0].id, step[1])
            if new not in found:
                found[new] = (*found[state], antwoord_id)
                queue.append(new)
    return found


def all_answers(knoop: Knoop) -> tuple[str, ...]:
    """Ids of every answer that this Knoop takes, `weet_niet` included."""
    ids = tuple(a.id for a in knoop.antwoorden)
    return (*ids, WEET_NIET) if knoop.weet_niet and WEET_NIET not in ids else ids


def find_shortcuts(schema: Stroomschema) -> list[tuple[str, ...]]:
    """Paths that share with a name before every milestone was reached; must be empty."""
    return [
        path
        for (knoop_id, reached), path in reachable_states(schema).items()
        if schema.knopen[knoop_id].deelt_naam and not reached.issuperset(schema.mijlpalen)
    ]
