"""Which instruments fit a role, a form, a language and a subject. Knowledge layer, pure."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_project.consultation.models import Instrument


def recommend(
    instrumenten: Iterable[Instrument],
    rol: str | None = None,
    vorm: str | None = None,
    taal: str | None = None,
    onderwerp: str | None = None,
    groep: str | None = None,
) -> tuple[Instrument, ...]:
    """Instruments that are still there and fit, the most specific first.

    Args:
        rol: one of the 29 roles, or None for everyone.
        vorm: `training`, `e-learning`, `tool`, `advies`, `publicatie`, …
        taal: language code (`nl`, `en`).
        onderwerp: what it should help with.
        groep: a group of roles it was made for, such as `hoger_onderwijs`.
    """
    fits = [
        item
        for item in instrumenten
        if item.aanbevelen
        and (rol is None or not item.rollen or rol in item.rollen)
        and (vorm is None or vorm in item.vormen)
        and (taal is None or taal in item.talen)
        and (onderwerp is None or onderwerp in item.onderwerpen)
        and (groep is None or not item.groepen or groep in item.groepen)
    ]
    # What was made for this role comes before what is for everyone; the few before the many.
    return tuple(sorted(fits, key=lambda i: (not i.rollen or (rol is None and groep is None), len(i.rollen), i.nummer)))
