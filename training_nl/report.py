"""All measurements of a pipeline in one dictionary, and as the table the training ends with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from training_nl import score
from training_nl.messages import sentence
from training_nl.name_reader import known_names
from training_nl.treebanks import TEST_FILES

if TYPE_CHECKING:
    from spacy.language import Language

CURRENT, RELEASE_28 = TEST_FILES


def _figures(counts: dict[str, score.Tally]) -> dict[str, dict[str, float]]:
    result = {}
    for label, count in counts.items():
        if count.gold:
            p, r, f = count.figures()
            result[label] = {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4), "aantal": count.gold}
    return result


def measure_names(nlp: Language, data: Path) -> dict[str, dict]:
    """Give precision, recall and F per label on each name test, cased and lower-cased."""
    chat, typed = score.message_pairs(nlp, score.chat_messages()), score.typed_pairs(data)
    tests = {
        "chat-test": chat,
        "chat-test kleine letters": score.lowered_pairs(chat),
        "europeana-test": score.europeana_pairs(nlp, data),
        "europeana-test kleine letters": score.europeana_pairs(nlp, data, lower=True),
        "lassysmall-test getypte namen": typed,
        "lassysmall-test getypte namen kleine letters": score.lowered_pairs(typed),
    }
    return {name: _figures(score.tally(nlp, pairs)) for name, pairs in tests.items()}


def compare_names(ours: Language, without: Language, data: Path) -> dict[str, dict]:
    """Give the figures of two recognisers on the cased tests that are no chat: `ours` and `zonder_chat`."""
    cased = [
        ("europeana-test", lambda nlp: score.europeana_pairs(nlp, data)),
        ("lassysmall-test getypte namen", lambda nlp: score.typed_pairs(data)),
    ]
    return {
        name: {key: _figures(score.tally(nlp, pairs(nlp))) for key, nlp in (("met", ours), ("zonder", without))}
        for name, pairs in cased
    }


def comparison(figures: dict[str, dict]) -> list[str]:
    """Give one line per test and label: F with and without chat, and the difference in points."""
    lines = [sentence("vergelijking_kop")]
    for name, pair in figures.items():
        for label, own in pair["met"].items():
            other = pair["zonder"][label]["f"]
            points = f"{100 * (own['f'] - other):+.1f}"
            lines.append(f"  {name:<32} {label:<8} {own['f']:.3f}  {other:.3f}  {points:>6}")
    return lines


def measure(nlp: Language, data: Path) -> dict:
    """Give every score: treebank tests, name tests, and recall per origin of the name."""
    messages, known = score.chat_messages(), known_names()
    origins = {
        "met hoofdletters": score.per_origin(nlp, messages, known),
        "kleine letters": score.per_origin(nlp, [m.lowered() for m in messages], known),
    }
    treebanks = score.treebank_scores(nlp, data)
    return {
        "treebank": {name: {k: round(v, 4) for k, v in s.items()} for name, s in treebanks.items()},
        "namen": measure_names(nlp, data),
        "herkomst": {k: {o: list(pair) for o, pair in v.items()} for k, v in origins.items()},
    }


def performance(figures: dict) -> dict[str, float]:
    """Give the scores for the pipeline's own meta: the current LassySmall test."""
    typed = figures["namen"]["lassysmall-test getypte namen"]["alle"]
    return {**figures["treebank"][CURRENT], "ents_p": typed["p"], "ents_r": typed["r"], "ents_f": typed["f"]}


def table(figures: dict) -> list[str]:
    """Give the lines of the score table, next to the published scores of the official pipeline."""
    current, old = figures["treebank"][CURRENT], figures["treebank"][RELEASE_28]
    typed = figures["namen"]["lassysmall-test getypte namen"]["alle"]["f"]
    lines = [sentence("tabel_kop")]
    for key, official in score.OFFICIAL.items():
        ours = (f"{current[key]:.3f}", f"{old[key]:.3f}") if key in current else (f"{typed:.3f}*", "")
        lines.append(f"  {key:<10} {official:>8.3f} {ours[0]:>12} {ours[1]:>12}")
    lines += [sentence("tabel_ster"), "", sentence("tabel_namen")]
    for name, labels in figures["namen"].items():
        cells = [f"{label} {v['p']:.3f}/{v['r']:.3f}/{v['f']:.3f}" for label, v in labels.items()]
        lines.append(f"  {name:<46}" + "  ".join(cells))
    lines += ["", sentence("tabel_herkomst")]
    lower = figures["herkomst"]["kleine letters"]
    for origin, (hit, total) in sorted(figures["herkomst"]["met hoofdletters"].items()):
        lines.append(f"  {origin:<28} {hit:>3}/{total:<4} {lower[origin][0]:>3}/{lower[origin][1]}")
    return lines
