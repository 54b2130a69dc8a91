"""Train the Dutch pipeline: `python -m training_nl DATA_FOLDER [--uit FOLDER] [--stap ...]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

from training_nl.messages import TrainingStopped, sentence, stop


class Round(NamedTuple):
    """One round of a step.

    Attributes:
        config: its settings.
        place: end of the name of its folder.
        kept: the best state on the development set, or the last where the learning rate has fallen.
        from_mean: goes on from the mean of the averaged rounds before it, otherwise from the round just before it.
        averaged: its state counts in the mean that goes into the wheel, otherwise it is only passed on.
    """

    config: str
    place: str
    kept: str = "model-last"
    from_mean: bool = False
    averaged: bool = True


ROUNDS = {
    "ontleden": (
        Round("parse.cfg", "-eerste", "model-best", averaged=False),
        Round("parse_tail.cfg", "-tweede", averaged=False),
        Round("parse_more.cfg", "-derde", averaged=False),
        Round("parse_letters.cfg", "-letters", "model-best", averaged=False),
        Round("parse_unknown.cfg", "-onbekend"),
        Round("parse_settled.cfg", "-geslacht"),
        Round("parse_again.cfg", "", from_mean=True),
    ),
    "namen": (
        Round("names.cfg", "-eerste", "model-best"),
        Round("names_tail.cfg", "-tweede"),
        Round("names_more.cfg", "-derde", from_mean=True),
        Round("names_unknown.cfg", "-vierde", from_mean=True),
        Round("names_again.cfg", "-vijfde", from_mean=True, averaged=False),
        Round("names_made.cfg", ""),
    ),
}
#: The comparison: the same rounds on newspapers, novels and treebanks as they are.
WITHOUT_CHAT: dict[str, object] = {
    "corpora.train.chat_weight": 0,
    "corpora.train.lower_chance": 0.0,
    "corpora.train.substitute_chance": 0.0,
    "corpora.train.written": {},
}
STEPS = ("alles", "controle", "ontleden", "overnemen", "namen", "afstellen", "meten", "pakket", "vergelijken")
VENDOR = Path(__file__).resolve().parent.parent / "vendor"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training_nl", description=sentence("hulp"))
    parser.add_argument("data", type=Path, help=sentence("hulp_data"))
    parser.add_argument("--uit", type=Path, default=Path("training_nl_uit"), help=sentence("hulp_uit"))
    parser.add_argument("--stap", choices=STEPS, default="alles", help=sentence("hulp_stap"))
    return parser.parse_args(arguments)


def _need(folder: Path, step: str, kept: str = "model-last") -> Path:
    """Give a trained result."""
    result = folder / kept
    if not result.is_dir():
        raise stop("stap_ontbreekt", map=result, stap=step)
    return result


def _need_rounds(target: Path, step: str, last: int | None = None) -> tuple[Path, ...]:
    """Give the states that the mean of a step is made of, of all its rounds or of the first `last`."""
    rounds = [r for r in ROUNDS[step][:last] if r.averaged]
    return tuple(_need(target.with_name(f"{target.name}{r.place}"), step, r.kept) for r in rounds)


def _need_parse(target: Path) -> tuple[Path, ...]:
    """Give the states that the parse is the mean of: those of its rounds, or the one taken from a wheel."""
    taken = target.with_name(f"{target.name}-wiel")
    return (taken,) if taken.is_dir() else _need_rounds(target, "ontleden")


def _finish(options: argparse.Namespace, with_wheel: bool) -> None:
    """Put the two steps together, measure, print the table and, when asked, write the wheel."""
    from training_nl.assemble import assemble, fill_meta, load_mean
    from training_nl.known_words import learn_words
    from training_nl.report import measure, performance, table
    from training_nl.treebanks import load_training
    from training_nl.wheel import write_wheel

    parse = load_mean(*_need_parse(options.uit / "ontleden"))
    names = load_mean(*_need_rounds(options.uit / "namen", "namen"))
    nlp = assemble(parse, names, learn_words(load_training(options.data)[0]))
    print(sentence("meten"))
    figures = measure(nlp, options.data)
    print("\n".join(table(figures)))
    options.uit.mkdir(parents=True, exist_ok=True)
    (options.uit / "scores.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if with_wheel:
        fill_meta(nlp, performance(figures))
        extra = {"LICENSE": VENDOR / "LICENSE-CC-BY-SA-4.0.txt", "SOURCES.md": VENDOR / "SOURCES.md"}
        wheel = write_wheel(nlp, options.uit, extra)
        print(sentence("pakket_klaar", pakket=wheel, mb=round(wheel.stat().st_size / 1e6, 1)))


def _train(step: str, data: Path, target: Path, changes: dict[str, object] | None = None) -> None:
    """Run the rounds of a step, each going on from what was before it; the last one ends in `target`."""
    from training_nl import name_reader  # noqa: F401  registers its reader
    from training_nl.assemble import load_mean
    from training_nl.train import run_step

    base: dict[str, object] = {}
    for number, part in enumerate(ROUNDS[step]):
        folder = target.with_name(f"{target.name}{part.place}")
        if part.from_mean:
            mean = target.with_name(f"{target.name}-gemiddeld-{number}")
            load_mean(*_need_rounds(target, step, last=number)).to_disk(mean)
            base = {"paths.base": str(mean)}
        run_step(part.config, data, folder, {**(changes or {}), **base}, known_lemmas=number >= 2)
        base = {"paths.base": str(_need(folder, step, part.kept))}


def _take_over(options: argparse.Namespace) -> None:
    """Take the first step from the wheel in vendor/ instead of training it."""
    from training_nl.wheel import take_parse

    (wheel,) = VENDOR.glob("nl_core_news_sm-*.whl")
    take_parse(wheel, options.uit / "ontleden-wiel")
    print(sentence("overgenomen", pakket=wheel.name, map=options.uit / "ontleden-wiel"))


def _balance(options: argparse.Namespace) -> None:
    """Print what the amounts of `balance.py` do on the development files."""
    from training_nl.assemble import load_mean
    from training_nl.balance import balance_table

    print("\n".join(balance_table(load_mean(*_need_rounds(options.uit / "namen", "namen")), options.data)))


def _compare(options: argparse.Namespace) -> None:
    """Train the names without chat, lower case and other names, and say what those cost on cased text."""
    from training_nl.assemble import load_mean
    from training_nl.report import compare_names, comparison

    target = options.uit / "namen-zonder-chat"
    print(sentence("stap_vergelijken"))
    _train("namen", options.data, target, WITHOUT_CHAT)
    pipelines = [load_mean(*_need_rounds(folder, "namen")) for folder in (options.uit / "namen", target)]
    figures = compare_names(*pipelines, options.data)
    print("\n".join(comparison(figures)))
    (options.uit / "vergelijking.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def run(options: argparse.Namespace) -> None:
    """Check first, then the steps that were asked for."""
    import spacy

    from training_nl.check import check_folder, check_spacy

    check_spacy(spacy.__version__)
    check_folder(options.data)
    if options.stap in ("alles", "ontleden", "namen"):
        for step in ROUNDS:
            if options.stap in ("alles", step):
                print(sentence(f"stap_{step}"))
                _train(step, options.data, options.uit / step)
    if options.stap == "vergelijken":
        _compare(options)
    if options.stap == "overnemen":
        _take_over(options)
    if options.stap == "afstellen":
        _balance(options)
    if options.stap in ("alles", "meten", "pakket"):
        _finish(options, with_wheel=options.stap != "meten")


def main(arguments: list[str] | None = None) -> int:
    """Give 0 when done, 2 with a Dutch sentence when something is missing or wrong."""
    options = _options(arguments)
    try:
        run(options)
    except TrainingStopped as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
