"""Particles between first name and surname, folded. Pure layer."""

from __future__ import annotations

TUSSENVOEGSELS = frozenset(
    "van de der den het 't te ten ter in op aan bij onder over uit tot voor von zu zum du da di dos das del della "
    "la le "
    "les lo el al ad ar as at ben bin bint abu abou ould ait d l vd v.d vande vander vanden v/d oude".split()
)
# Particles that may open a surname in chat; the others only follow one of these.
OPENERS = frozenset(
    "van de der den het 't te ten ter von el al ben bin ibn ait abu abou la le du da dos di del d vd op in oude".split()
)
# Particles that make a surname of nearly any word behind them.
STRONG = frozenset(
    {
        ("van", "der"),
        ("van", "den"),
        ("v.d",),
        ("vd",),
        ("van", "'t"),
        ("ten",),
        ("ter",),
        ("op", "den"),
        ("van", "ter"),
        ("in", "'t"),
        ("el",),
        ("al",),
        ("ben",),
        ("ait",),
        ("abu",),
        ("abou",),
        ("von",),
        ("in", "den"),
        ("uit", "den"),
        ("op", "'t"),
    }
)
