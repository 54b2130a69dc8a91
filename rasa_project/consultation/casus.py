"""The state of one consultation: what was told, asked and answered. Pure layer.

A `Casus` is immutable; every step gives a new one. It is kept between turns as
plain JSON (`to_dict`), so it holds redacted words only and never a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

OVERGESLAGEN = "overgeslagen"
"""Stored as the answer to a question the user skipped or could not answer."""

MAX_WAARNEMINGEN = 60
MAX_ANTWOORD = 240


@dataclass(frozen=True)
class Waarneming:
    """One thing the user told about the person, in the user's own (redacted) words.

    Attributes:
        id: `w1`, `w2` …; never reused within a conversation.
        domein: one of the ten domains of the label set.
        polariteit: `aanwezig`, `afwezig` or `onzeker`.
        bron: `zelf` (seen or heard by the user) or `ander` (hearsay).
        mening: True when the words judge instead of describe.
        context: True for faith, origin, dress for faith, ordinary politics and
            protest: mirrored neutrally, never a worry (see `context.py`).
    """

    id: str
    domein: str
    polariteit: str
    tekst: str
    bron: str = "zelf"
    mening: bool = False
    context: bool = False


@dataclass(frozen=True)
class Casus:
    """Everything the assistant knows of the case that is being talked about.

    Attributes:
        gemeente: official name; dropped as soon as a contact was given.
        contact: name of the gemeente's contact that was given, for the thread.
        open_vraag: id of the question that waits for an answer.
        gevraagd: ids of the questions already put, so that none returns.
        antwoorden: question id -> redacted words, or `OVERGESLAGEN`.
        gezegd: ids of reminders that were given once.
        pad: answers given in the stroomschema, replayed each turn.
        plan: choices made in the walk for gemeenten, replayed each turn.
        trigger: id of the event that is being looked at.
        bron: the fact that was told last, as `kind:id`.
        relatie: who the person is to the user ("leerling", "buurjongen"), or None.
        zelf: `familie`, `buurt` or `geen` when the user said so ("ik ben zijn vader"), or None.
        na_gevaar: True from an answer to danger until the user goes on.
        gevaar_soort: kind of danger that was asked about, for when the answer is yes.
        contactpunten: ids of the contacts that were named last, for "klopt dit niet?".
        opent_om: ISO time at which the first of them opens again, or None.
        organisatie: id of the user's own organisation, or None.
        groep: True while it is about tension in a group, and nobody alone is meant.
        knoppen: buttons under the last answer, as `titel` (cleaned words) and `antwoord` (id or `/intent`).
        archief: other cases of this conversation, each as `to_dict` gave it.
    """

    nummer: int = 1
    waarnemingen: tuple[Waarneming, ...] = ()
    volgnummer: int = 0
    rol: str | None = None
    leeftijd: str | None = None
    gemeente: str | None = None
    kandidaten: tuple[str, ...] = ()
    contact: str | None = None
    open_vraag: str | None = None
    gevraagd: tuple[str, ...] = ()
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    gezegd: tuple[str, ...] = ()
    pad: tuple[str, ...] = ()
    in_stroomschema: bool = False
    plan: tuple[str, ...] = ()
    trigger: str | None = None
    bron: str | None = None
    relatie: str | None = None
    zelf: str | None = None
    na_gevaar: bool = False
    gevaar_soort: str | None = None
    contactpunten: tuple[str, ...] = ()
    opent_om: str | None = None
    organisatie: str | None = None
    groep: bool = False
    knoppen: tuple[Mapping[str, str], ...] = ()
    archief: tuple[Mapping[str, Any], ...] = ()

    def update(self, **changes: Any) -> Casus:
        """A copy with some fields changed."""
        return replace(self, **changes)

    def say_once(self, what: str) -> Casus:
        """Remember that a reminder was given."""
        return self if what in self.gezegd else self.update(gezegd=(*self.gezegd, what))

    def answer(self, vraag: str, words: str) -> Casus:
        """Store the (redacted) answer to a question and close it."""
        answers = {**self.antwoorden, vraag: words.strip()[:MAX_ANTWOORD]}
        still_open = None if self.open_vraag == vraag else self.open_vraag
        return self.update(antwoorden=answers, open_vraag=still_open)

    def add(self, found: list[Waarneming]) -> Casus:
        """Add observations; one that was told before in the same words counts once."""
        known = {(w.domein, w.tekst.casefold()) for w in self.waarnemingen}
        number, items = self.volgnummer, list(self.waarnemingen)
        for waarneming in found:
            key = (waarneming.domein, waarneming.tekst.casefold())
            if key in known or len(items) >= MAX_WAARNEMINGEN:
                continue
            known.add(key)
            number += 1
            items.append(replace(waarneming, id=f"w{number}"))
        return self.update(waarnemingen=tuple(items), volgnummer=number)

    def reword(self, waarneming_id: str, tekst: str) -> Casus:
        """Put other words in the place of an observation, because the user says it was otherwise."""
        words = tekst.strip()[:MAX_ANTWOORD]
        return self.update(
            waarnemingen=tuple(
                replace(w, tekst=words, mening=False) if w.id == waarneming_id else w for w in self.waarnemingen
            )
        )

    def find(self, waarneming_id: str) -> Waarneming | None:
        """The observation with this id, or None."""
        return next((w for w in self.waarnemingen if w.id == waarneming_id), None)

    def strike(self, waarneming_id: str) -> Casus:
        """Take one observation out, because the user says it is not right."""
        return self.update(waarnemingen=tuple(w for w in self.waarnemingen if w.id != waarneming_id))

    def of(self, *domeinen: str, polariteit: str | None = None) -> tuple[Waarneming, ...]:
        """The observations in some domains, context left out."""
        return tuple(
            w
            for w in self.waarnemingen
            if w.domein in domeinen and not w.context and (polariteit is None or w.polariteit == polariteit)
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: only the fields that differ from an empty case."""
        empty, full = asdict(Casus()), asdict(self)
        return {key: value for key, value in full.items() if value != empty[key]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Casus:
        """Read back what `to_dict` wrote; unknown keys of another version are left out."""
        names = {f.name for f in fields(cls)}
        values = {key: value for key, value in (data or {}).items() if key in names}
        for name in ("kandidaten", "gevraagd", "gezegd", "pad", "plan", "contactpunten", "knoppen", "archief"):
            if name in values:
                values[name] = tuple(values[name])
        values["waarnemingen"] = tuple(Waarneming(**w) for w in values.get("waarnemingen", ()))
        return cls(**values)
