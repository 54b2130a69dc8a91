"""The stroomschema as a picture (SVG) that a screen reader reads as a list. Knowledge layer.

One band a step, one box a Knoop in the order of the file; arrows run along the
right-hand side. No text is smaller than 13 pixels and nothing depends on colour
alone: the Knoop where one is has a double border and says so. The gateway serves
the picture without a place; the widget marks the place itself (`data-knoop`), so
that nobody's path is part of an address.
"""

from __future__ import annotations

import textwrap
from html import escape

from rasa_project.consultation.models import Knoop
from rasa_project.consultation.stroomschema import Stand
from rasa_project.knowledge.meldingen import zin
from rasa_project.knowledge.repository import Kennis

KOLOM, MARGE, REGEL, TUSSEN, PIJLEN, LETTERS = 300, 12, 18, 20, 88, 38
BREED = MARGE + KOLOM + PIJLEN
KLEUR = {"info": "#eef4fb", "keuze": "#ffffff", "vraag": "#fff8e5", "advies": "#f1f7ee", "eind": "#f3f3f3"}


def draw_svg(kennis: Kennis, here: Stand | None = None) -> str:
    """The whole flow as one SVG document.

    Args:
        kennis: for the Knopen and their words.
        here: marks the current Knoop and what was walked; None draws the flow alone.
    """
    boxes: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    y, step = MARGE, -1
    walked = {s.knoop.id for s in here.pad} if here else set()
    for knoop in kennis.stroomschema.knopen.values():
        if knoop.stap is not None and knoop.stap != step:
            heading, height = _heading(kennis, knoop.stap, y + REGEL)
            boxes.append(heading)
            y += REGEL + height
        step = -1 if knoop.stap is None else knoop.stap
        box, height = _box(kennis, knoop, y, current=bool(here and here.knoop.id == knoop.id), walked=walked)
        places[knoop.id] = (y, height)
        boxes.append(box)
        y += height + TUSSEN
    arrows = _arrows(kennis, places)
    title = escape(zin("stroom_titel"))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{BREED}" height="{y + MARGE}" '
            f'viewBox="0 0 {BREED} {y + MARGE}" role="group" aria-label="{title}" lang="nl" '
            'font-family="sans-serif" font-size="14" fill="#1a1a1a">',
            f"<title>{title}</title>",
            f'<rect width="{BREED}" height="{y + MARGE}" fill="#fbfbfa"/>',
            '<g aria-hidden="true">',
            *arrows,
            "</g>",
            '<g role="list">',
            *boxes,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _heading(kennis: Kennis, number: int, y: int) -> tuple[str, int]:
    info = kennis.stroomschema.stap(number)
    words = zin("stroom_stap", nummer=number, titel=info.titel if info else "").capitalize()
    rows = textwrap.wrap(words, LETTERS - 4)
    out = [
        f'<text x="{MARGE}" y="{y + i * REGEL}" font-size="15" font-weight="bold">{escape(row)}</text>'
        for i, row in enumerate(rows)
    ]
    return f'<g aria-hidden="true">{"".join(out)}</g>', REGEL * len(rows)


def _box(kennis: Kennis, knoop: Knoop, y: int, current: bool, walked: set[str]) -> tuple[str, int]:
    """A box and its height; the label says in words what the picture shows."""
    short = kennis.zin(f"stroomschema_kort_{knoop.id}")
    leads = [
        zin("stroom_pijl", antwoord=a.titel, knoop=kennis.zin(f"stroomschema_kort_{a.naar}")) for a in knoop.antwoorden
    ]
    mark = zin("stroom_hier") if current else ""
    rows = textwrap.wrap(short + mark, LETTERS)
    under = [line for lead in leads for line in textwrap.wrap(lead, LETTERS, subsequent_indent="   ")]
    height = REGEL * (len(rows) + len(under)) + 14
    where = zin("stroom_stap_kort", nummer=knoop.stap) if knoop.stap is not None else ""
    label = escape(f"{where}{short}{mark}. {kennis.zin(knoop.tekst)} {'; '.join(leads)}".strip(), quote=True)
    style = 'stroke="#0b4f8a" stroke-width="3"' if current else 'stroke="#5a5a5a" stroke-width="1"'
    dash = "" if not walked or knoop.id in walked or current else ' stroke-dasharray="4 3"'
    out = [
        f'<g role="listitem" data-knoop="{knoop.id}" aria-label="{label}">',
        f'<rect x="{MARGE}" y="{y}" width="{KOLOM}" height="{height}" rx="6" fill="{KLEUR[knoop.soort]}" '
        f"{style}{dash}/>",
    ]
    if current:
        out.append(
            f'<rect x="{MARGE + 4}" y="{y + 4}" width="{KOLOM - 8}" height="{height - 8}" rx="4" fill="none" {style}/>'
        )
    for i, row in enumerate([*rows, *under]):
        weight = ' font-weight="bold"' if i < len(rows) else ' font-size="13"'
        indent = 12 + 10 * (len(row) - len(row.lstrip()) > 0)
        out.append(f'<text x="{MARGE + indent}" y="{y + 21 + i * REGEL}"{weight}>{escape(row.strip())}</text>')
    out.append("</g>")
    return "\n".join(out), height


def _arrows(kennis: Kennis, places: dict[str, tuple[int, int]]) -> list[str]:
    """Lines from every Knoop to where its answers lead, on the right of the boxes."""
    edge, out = MARGE + KOLOM, []
    out.append(
        '<defs><marker id="punt" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#5a5a5a"/></marker></defs>'
    )
    order = list(places)
    for knoop in kennis.stroomschema.knopen.values():
        top, height = places[knoop.id]
        for target in dict.fromkeys([a.naar for a in knoop.antwoorden] + ([knoop.anders] if knoop.anders else [])):
            goal, goal_height = places[target]
            far = min(PIJLEN + 12, 20 + 5 * abs(order.index(target) - order.index(knoop.id)))
            start, end = top + height // 2, goal + goal_height // 2
            out.append(
                f'<path d="M{edge} {start}C{edge + far} {start} {edge + far} {end} {edge + 2} {end}" fill="none" '
                'stroke="#8a8a8a" marker-end="url(#punt)"/>'
            )
    return out
