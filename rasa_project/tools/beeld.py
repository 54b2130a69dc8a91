"""Draws what a command printed as a small picture for the guides. Layer: tools.

    ./samenduiden bekijk n2_lse | python -m rasa_project.tools.beeld bekijk.svg "./samenduiden bekijk n2_lse"

The picture holds the words as text: it can be searched, read aloud and compared.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from html import escape
from pathlib import Path

LETTERS, LETTER, REGEL, RAND = 96, 8.4, 20, 16


def terminal_svg(command: str, lines: Sequence[str]) -> str:
    """A picture of a terminal: the command that was typed, and what it printed.

    Args:
        command: what was typed.
        lines: what came back; long lines go on below, as a terminal does.
    """
    rows = [f"$ {command}"]
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        rows += textwrap.wrap(line, LETTERS, subsequent_indent=f"{indent}  ", replace_whitespace=False) or [""]
    width = round(2 * RAND + LETTER * max(len(row) for row in rows))
    height = 2 * RAND + REGEL * len(rows)
    title = escape(" ".join(" ".join(rows).split()), quote=True)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{title}" font-family="monospace" font-size="14">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#1e2430"/>',
    ]
    for i, row in enumerate(rows):
        y = RAND + 14 + i * REGEL
        colour = "#9fd0ff" if i == 0 else "#f2f4f8"
        out.append(f'<text x="{RAND}" y="{y}" fill="{colour}" xml:space="preserve">{escape(row)}</text>')
    return "\n".join([*out, "</svg>", ""])


def main(argv: Sequence[str] | None = None) -> int:
    """Reads what was printed from standard input and writes the picture."""
    target, command = list(sys.argv[1:] if argv is None else argv)
    lines = [line.rstrip("\n") for line in sys.stdin]
    Path(target).write_text(terminal_svg(command, lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
