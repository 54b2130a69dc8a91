"""Figures with their 95 % intervals. Tools layer: standard library and numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

Row = Mapping[str, Any]
"""One message: `goud` is what was annotated, `model` what was predicted; both in the form of `predict`."""

OVERLAP = 0.5
POLARITEITEN = ("aanwezig", "afwezig", "onzeker")


@dataclass(frozen=True)
class Figure:
    """A figure, its interval and the number of cases behind it."""

    name: str
    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.name:<44} {self.value:.3f}  [{self.low:.3f}, {self.high:.3f}]  n={self.count}"


def share(name: str, hits: int, count: int) -> Figure:
    """A share with Wilson's interval, which stays honest near 0 and 1 and for few cases."""
    if not count:
        return Figure(name, float("nan"), 0.0, 1.0, 0)
    z = 1.96
    value = hits / count
    middle = (value + z * z / (2 * count)) / (1 + z * z / count)
    half = z * np.sqrt(value * (1 - value) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return Figure(name, value, max(0.0, middle - half), min(1.0, middle + half), count)


def resampled(name: str, rows: Sequence[Row], measure: Callable[[Sequence[Row]], float], rounds: int = 200) -> Figure:
    """Any figure with the bootstrap's interval: messages drawn again with replacement, seeded."""
    rng = np.random.default_rng(1)
    drawn = sorted(measure([rows[place] for place in rng.integers(0, len(rows), len(rows))]) for _ in range(rounds))
    return Figure(name, measure(rows), drawn[int(rounds * 0.025)], drawn[int(rounds * 0.975)], len(rows))


def f1(hits: int, predicted: int, annotated: int) -> float:
    """The harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
    return 2 * hits / (predicted + annotated) if predicted + annotated else 1.0


def domain_f1(rows: Sequence[Row]) -> float:
    """Micro-F1 of the domains per message."""
    pairs = [
        ({s["domain"] for s in row["goud"]["signals"]}, {s["domain"] for s in row["model"]["signals"]}) for row in rows
    ]
    return f1(
        sum(len(gold & found) for gold, found in pairs),
        sum(len(found) for _, found in pairs),
        sum(len(gold) for gold, _ in pairs),
    )


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Shared part of two places: intersection over union, in code points."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared) / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


def span_f1(rows: Sequence[Row]) -> float:
    """F1 of spans that have the domain and at least half of the place right."""
    hits = predicted = annotated = 0
    for row in rows:
        free = list(row["model"]["signals"])
        predicted += len(free)
        annotated += len(row["goud"]["signals"])
        for gold in row["goud"]["signals"]:
            found = next((s for s in free if s["domain"] == gold["domain"] and overlap(gold, s) >= OVERLAP), None)
            if found is not None:
                free.remove(found)
                hits += 1
    return f1(hits, predicted, annotated)


def matched_signals(row: Row) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Signals that lie at least half over each other, whatever their domain; each is used once."""
    free = list(row["model"]["signals"])
    pairs = []
    for gold in row["goud"]["signals"]:
        found = max(free, key=lambda other: overlap(gold, other), default=None)
        if found is not None and overlap(gold, found) >= OVERLAP:
            free.remove(found)
            pairs.append((gold, found))
    return pairs


def polarity_pairs(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Annotated and predicted polarity of every signal that was found at all."""
    pairs = []
    for row in rows:
        for gold in row["goud"]["signals"]:
            found = max(row["model"]["signals"], key=lambda s: overlap(gold, s), default=None)
            if found is not None and overlap(gold, found) > 0:
                pairs.append((gold["polarity"], found["polarity"]))
    return pairs


def polarity_recall(rows: Sequence[Row]) -> float:
    """Macro recall of polarity over the signals that were found."""
    pairs = polarity_pairs(rows)
    found = [[other == name for one, other in pairs if one == name] for name in POLARITEITEN]
    return float(np.mean([np.mean(part) for part in found if part])) if pairs else 0.0


def macro_f1(rows: Sequence[Row]) -> float:
    """Macro-F1 of the main intent over the intents that occur."""
    gold = [row["goud"]["intents"][0] for row in rows]
    found = [row["model"]["intents"][0] for row in rows]
    scores = []
    for name in sorted(set(gold)):
        hits = sum(one == other == name for one, other in zip(gold, found))
        scores.append(f1(hits, found.count(name), gold.count(name)))
    return float(np.mean(scores))


def of_intent(rows: Sequence[Row], name: str) -> float:
    """F1 of one intent, wherever it stands."""
    gold = [name in row["goud"]["intents"] for row in rows]
    found = [name in row["model"]["intents"] for row in rows]
    return f1(sum(a and b for a, b in zip(gold, found)), sum(found), sum(gold))


def slot_f1(rows: Iterable[Row], name: str) -> float:
    """F1 of a slot: right value or not."""
    hits = predicted = annotated = 0
    for row in rows:
        gold, found = row["goud"]["slots"].get(name), row["model"]["slots"].get(name)
        hits += gold is not None and gold == found
        predicted += found is not None
        annotated += gold is not None
    return f1(hits, predicted, annotated)


def _looks_like(row: Row) -> bool:
    return any(tag.startswith("lookalike") for tag in row["goud"].get("tags", ()))


def all_figures(rows: Sequence[Row]) -> list[Figure]:
    """Every figure of the understanding of messages."""
    acute = [row for row in rows if row["goud"]["acute"]]
    alike = [row for row in rows if not row["goud"]["acute"] and _looks_like(row)]
    calm = [row for row in rows if not row["goud"]["acute"]]
    denied = [pair for pair in polarity_pairs(rows) if pair[0] == "afwezig"]
    figures = [
        share("intent, eerste keus", sum(r["goud"]["intents"][0] == r["model"]["intents"][0] for r in rows), len(rows)),
        resampled("intent, macro-F1", rows, macro_f1),
        resampled("buiten bereik, F1", rows, lambda part: of_intent(part, "buiten_bereik")),
        share("gevaar gevonden", sum(r["model"]["acute"] for r in acute), len(acute)),
        share("vals alarm, lijkt erop", sum(r["model"]["acute"] for r in alike), len(alike)),
        share("vals alarm, alles", sum(r["model"]["acute"] for r in calm), len(calm)),
        resampled("domeinen per bericht, micro-F1", rows, domain_f1),
        resampled("spans, F1 bij halve overlap", rows, span_f1),
        share("ontkend en toch aanwezig gemeld", sum(found == "aanwezig" for _, found in denied), len(denied)),
        resampled("polariteit, macro-recall", rows, polarity_recall),
    ]
    figures += [
        resampled(f"slot {name}, F1", rows, partial(slot_f1, name=name))
        for name in ("rol", "leeftijdscategorie", "gemeente")
    ]
    return figures


def per_group(rows: Sequence[Row], groups_of: Callable[[Row], Iterable[str]]) -> list[tuple[str, int, Figure, Figure]]:
    """Number of messages, first choice and domains for every group, the largest first; a message may be in several."""
    members: dict[str, list[Row]] = {}
    for row in rows:
        for group in set(groups_of(row)):
            members.setdefault(group, []).append(row)
    found = []
    for group, part in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        right = sum(row["goud"]["intents"][0] == row["model"]["intents"][0] for row in part)
        found.append((group, len(part), share(group, right, len(part)), resampled(group, part, domain_f1)))
    return found


def twin_figures(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Figure]:
    """How often two messages that differ only in name, faith, origin, place or cause are understood alike.

    Args:
        pairs: predictions for both messages of every pair.
    """

    def domains(found: Mapping[str, Any]) -> set[str]:
        return {signal["domain"] for signal in found["signals"]}

    same = [(a["intents"][0] == b["intents"][0], a["acute"] == b["acute"], domains(a) == domains(b)) for a, b in pairs]
    names = ("zelfde eerste intent", "zelfde gevaar", "zelfde domeinen")
    figures = [share(f"tweelingen: {name}", sum(row[i] for row in same), len(same)) for i, name in enumerate(names)]
    return [*figures, share("tweelingen: alles gelijk", sum(all(row) for row in same), len(same))]
