"""One turn of the conversation: what came in, what goes out. Pure layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from rasa_project.consultation.casus import Casus


@dataclass(frozen=True)
class Signaal:
    """One finding of the signal extractor; offsets are code points, end exclusive."""

    start: int
    end: int
    domein: str
    polariteit: str
    bron: str = "zelf"
    mening: bool = False


@dataclass(frozen=True)
class Beurt:
    """What the user said, already redacted and understood.

    Attributes:
        tekst: the redacted words; empty when a button was pressed.
        intents: all that apply, the main one first.
        rol_vermoed: True when the role was not named but shows; what was said before goes first.
        leeftijd_plek: where the age stands in the words, in code points, or None.
        taal: language of the words as they were typed, before anything was taken out; None when nobody looked.
        keuze: value of a pressed button (`antwoord` or `onderwerp`), or None.
        vraag: key of the fixed answer that fits best, or None.
        vraag_zeker: True when it leads so far that this is what was asked, whatever else it sounds like.
        now: the time of the turn, with zone.
    """

    tekst: str
    intents: tuple[str, ...]
    now: datetime
    signalen: tuple[Signaal, ...] = ()
    acuut_modus: str | None = None
    acuut_soort: str | None = None
    zeker: bool = True
    rol: str | None = None
    rol_vermoed: bool = False
    leeftijd: str | None = None
    leeftijd_plek: int | None = None
    gemeente: str | None = None
    kandidaten: tuple[str, ...] = ()
    keuze: str | None = None
    vraag: str | None = None
    vraag_zeker: bool = False
    taal: str | None = None

    @property
    def intent(self) -> str:
        """The main intent."""
        return self.intents[0] if self.intents else "nlu_fallback"

    def asks(self, *names: str) -> bool:
        """True when one of these intents is among those of the turn."""
        return any(name in self.intents for name in names)


@dataclass(frozen=True)
class Knop:
    """A button: what it says and the payload it sends."""

    titel: str
    keuze: str


@dataclass(frozen=True)
class Bericht:
    """One bubble: a response key with the values to fill in; wording stands in `data/teksten`.

    Attributes:
        feit: the fact it tells, as `kind:id` (see `bron.py`); None for wording alone.
    """

    sleutel: str
    waarden: Mapping[str, str] = field(default_factory=dict)
    knoppen: tuple[Knop, ...] = ()
    custom: Mapping[str, Any] | None = None
    feit: str | None = None


@dataclass(frozen=True)
class Uitkomst:
    """The answer to a turn and the case after it."""

    berichten: tuple[Bericht, ...]
    casus: Casus

    def and_then(self, *berichten: Bericht, casus: Casus | None = None) -> Uitkomst:
        """The same answer with bubbles after it."""
        return Uitkomst((*self.berichten, *berichten), casus or self.casus)


class Woorden(Protocol):
    """Gives short pieces of wording by key, for values inside a bubble."""

    def zin(self, sleutel: str, **waarden: str) -> str:
        """The only variant of a text, filled in; raises `KeyError` for an unknown key."""
        ...
