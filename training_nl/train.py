"""Run one training step from its spaCy config."""

from __future__ import annotations

import sys
from pathlib import Path

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train

from training_nl import reader  # noqa: F401  registers the readers
from training_nl.lemmas import restore_tree_labels, teach_known_lemmas

HERE = Path(__file__).parent


def run_step(
    config: str, data: Path, output: Path, overrides: dict[str, object] | None = None, known_lemmas: bool = False
) -> None:
    """Train the components of `config`; the best state is saved in `output/model-best`, the last in `model-last`.

    With `known_lemmas` missing and too rare lemmas do not count; the first two rounds were trained without.
    """
    settings = util.load_config(
        HERE / config, overrides={"paths.data": str(data), **(overrides or {})}, interpolate=False
    )
    output.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(settings, use_gpu=-1)
    if "lemmatizer" in nlp.pipe_names:
        (teach_known_lemmas if known_lemmas else restore_tree_labels)(nlp.get_pipe("lemmatizer"))
    # One full pass for the label sets (max_epochs 0), then a new grouping in every pass (-1 = streamed).
    nlp.config["training"]["max_epochs"] = -1
    spacy_train(nlp, output, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
