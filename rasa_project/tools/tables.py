"""Tables of figures, and the place in a document where they stand. Tools layer: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rasa_project.errors import SamenduidenError
from rasa_project.tools.measures import Figure


def cell(figure: Figure | None) -> str:
    """A figure with its interval, as it stands in a table; a dash when there is none."""
    if figure is None or not figure.count:
        return "–"
    return f"{_short(figure.value)} [{_short(figure.low)}–{_short(figure.high)}]"


def _short(value: float) -> str:
    text = f"{value:.3f}"
    return text[1:] if text.startswith("0.") else text


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown."""
    return [f"| {' | '.join(line)} |" for line in (heads, ["---"] * len(heads), *rows)]


def put_between(file: Path, name: str, lines: Sequence[str]) -> None:
    """Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a document.

    Raises:
        SamenduidenError: the document does not have both marks; it is left as it is.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = file.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SamenduidenError(f"{file.name} has no place for the table: it needs the lines {begin} and {end}")
    body = "\n".join(lines).strip("\n")
    file.write_text(f"{before}{begin}\n{body}\n{end}{after}", encoding="utf-8")
