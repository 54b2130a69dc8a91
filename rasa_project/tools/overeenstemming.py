"""Measures how far two annotators agree who did not see each other's labels: the ceiling of every other figure.

    ./samenduiden overeenstemming [--geen-kaart]

Reads `tests/nlu/eerste_annotatie.jsonl` and `tweede_annotatie.jsonl`: labels without text, of all development and
test messages. The labels the sets carry now stand beside them, so that everyone can see whose side was taken. The table
goes to `docs/modelkaart.md`. Layer: tools.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rasa_project.tools.eval import DEVELOPMENT, FOLDER, TEST, read_lines
from rasa_project.tools.measures import (
    Figure,
    Row,
    domain_f1,
    f1,
    matched_signals,
    resampled,
    share,
    slot_f1,
    span_f1,
)
from rasa_project.tools.predict import ROOT, public_intents
from rasa_project.tools.tables import cell, put_between, table

EERSTE = FOLDER / "eerste_annotatie.jsonl"
TWEEDE = FOLDER / "tweede_annotatie.jsonl"
KAART = ROOT / "docs" / "modelkaart.md"
MARK = "overeenstemming"

NOT_ASKED = frozenset(
    "ander_geval samenvatting waarom_deze_vraag vraag_kennis stroomschema weet_niet terug kies_antwoord".split()
)
"""Intents that were not in the second annotator's instruction: about these the two cannot agree."""

Labels = Mapping[str, Mapping[str, Any]]
"""Annotated messages by id."""


def read_labels(*files: Path) -> Labels:
    """The lines of some files by their id."""
    return {item["id"]: item for file in files for item in read_lines(file)}


def side_by_side(one: Labels, other: Labels) -> list[Row]:
    """Both labels of every message that both annotated, in the form the measures take."""
    return [{"id": number, "goud": one[number], "model": other[number]} for number in one if number in other]


def intents_f1(rows: Sequence[Row]) -> float:
    """Micro-F1 of all intents of a message."""
    pairs = [(set(row["goud"]["intents"]), set(row["model"]["intents"])) for row in rows]
    return f1(sum(len(a & b) for a, b in pairs), sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs))


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Cohen's kappa: what is left of the agreement when chance is taken off (Cohen 1960)."""
    count = len(pairs)
    seen = sum(a == b for a, b in pairs) / count
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / count**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _kappa_of(rows: Sequence[Row], field: str) -> float:
    def label(side: Mapping[str, Any]) -> Any:
        return side["intents"][0] if field == "intents" else side[field]

    return kappa([(label(row["goud"]), label(row["model"])) for row in rows])


def _kappa_polarity(rows: Sequence[Row]) -> float:
    pairs = [(a["polarity"], b["polarity"]) for row in rows for a, b in matched_signals(row)]
    return kappa(pairs) if pairs else 1.0


def _acute_f1(rows: Sequence[Row]) -> float:
    gold, found = [row["goud"]["acute"] for row in rows], [row["model"]["acute"] for row in rows]
    return f1(sum(a and b for a, b in zip(gold, found)), sum(found), sum(gold))


def agreement(one: Labels, other: Labels, asked: Set[str]) -> list[Figure]:
    """Every figure of the agreement of two sides; intents over the messages whose ids are in `asked`."""
    rows = side_by_side(one, other)
    choosable = [row for row in rows if row["id"] in asked]
    same = sum(row["goud"]["intents"][0] == row["model"]["intents"][0] for row in choosable)
    polarities = [a["polarity"] == b["polarity"] for row in rows for a, b in matched_signals(row)]
    return [
        share("first intent the same", same, len(choosable)),
        resampled("first intent, kappa", choosable, partial(_kappa_of, field="intents")),
        resampled("all intents, micro-F1", choosable, intents_f1),
        share("danger the same", sum(row["goud"]["acute"] == row["model"]["acute"] for row in rows), len(rows)),
        resampled("danger, F1", rows, _acute_f1),
        resampled("danger, kappa", rows, partial(_kappa_of, field="acute")),
        resampled("domains per message, micro-F1", rows, domain_f1),
        resampled("spans at half overlap, F1", rows, span_f1),
        share("polarity the same, of spans both marked", sum(polarities), len(polarities)),
        replace(resampled("polarity, kappa", rows, _kappa_polarity), count=len(polarities)),
        resampled("role, F1", rows, partial(slot_f1, name="rol")),
        resampled("age, F1", rows, partial(slot_f1, name="leeftijd")),
        resampled("municipality, F1", rows, partial(slot_f1, name="gemeente")),
    ]


def closest_label(one: Labels, other: Labels, asked: Set[str]) -> Figure:
    """Of the messages whose intent was not in the instruction: how often the closest public label was chosen."""
    rows = [row for row in side_by_side(one, other) if row["id"] not in asked]
    same = [public_intents(row["goud"]["intents"])[0] == row["model"]["intents"][0] for row in rows]
    return share("first intent not in the second instruction: closest label chosen", sum(same), len(rows))


def alike(row: Row, intents_too: bool) -> bool:
    """True when both sides say the same: intents, danger, slots, and every span at half overlap."""
    one, other = row["goud"], row["model"]
    pairs = matched_signals(row)
    same = all(a["domain"] == b["domain"] and a["polarity"] == b["polarity"] for a, b in pairs)
    intents = one["intents"][0] == other["intents"][0] and set(one["intents"]) == set(other["intents"])
    return (
        (intents or not intents_too)
        and one["acute"] == other["acute"]
        and one["slots"] == other["slots"]
        and same
        and len(pairs) == len(one["signals"]) == len(other["signals"])
    )


def whose_side(first: Labels, second: Labels, settled: Labels, asked: Set[str]) -> str:
    """How often what was settled is what the first or the second said, of the messages on which they differ."""
    counts = Counter[str]()
    for number in first.keys() & second.keys() & settled.keys():

        def same(one: Labels, other: Labels, number: str = number) -> bool:
            return alike({"goud": one[number], "model": other[number]}, number in asked)

        if not same(first, second):
            as_first, as_second = same(first, settled), same(second, settled)
            counts["both" if as_first and as_second else "first" if as_first else "second" if as_second else "own"] += 1
    return (
        f"The two differ on {sum(counts.values())} messages (intents that could not be chosen left out). What was "
        f"settled is as the first said {counts['first']} times, as the second said {counts['second']} times, and "
        f"something else {counts['own'] + counts['both']} times."
    )


def report(first: Labels, second: Labels, settled: Labels) -> list[str]:
    """The lines for the model card."""
    asked = {number for number, item in first.items() if not NOT_ASKED.intersection(item["intents"])}
    pairs = ((first, second), (first, settled), (second, settled))
    columns = [agreement(one, other, asked) for one, other in pairs]
    rows = [[one.name, str(one.count), cell(one), cell(two), cell(three)] for one, two, three in zip(*columns)]
    beyond = closest_label(first, second, asked)
    rows.append([beyond.name, str(beyond.count), cell(beyond), "–", "–"])
    lines = table(["what", "n", "first and second", "first and settled", "second and settled"], rows)
    return [*lines, "", whose_side(first, second, settled, asked)]


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden overeenstemming`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden overeenstemming")
    parser.add_argument("--geen-kaart", action="store_true", help="laat docs/modelkaart.md zoals die is")
    args = parser.parse_args(argv)
    settled = read_labels(*(FOLDER / name for name in (*DEVELOPMENT, *TEST)))
    lines = report(read_labels(EERSTE), read_labels(TWEEDE), settled)
    if not args.geen_kaart:
        put_between(KAART, MARK, lines)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
