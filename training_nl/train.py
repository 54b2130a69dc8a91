"""Run one training step from its spaCy config."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train

from training_nl import reader  # noqa: F401  registers the readers

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent


def run_step(config: str, data: Path, output: Path, overrides: dict[str, object] | None = None) -> None:
    """Train the components of `config`; the best state is saved in `output/model-best`, the last in `model-last`."""
    settings = util.load_config(
        HERE / config, overrides={"paths.data": str(data), **(overrides or {})}, interpolate=False
    )
    output.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(settings, use_gpu=-1)
    _restore_tree_labels(nlp)
    # One full pass for the label sets (max_epochs 0), then a new grouping in every pass (-1 = streamed).
    nlp.config["training"]["max_epochs"] = -1
    spacy_train(nlp, output, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)


def _restore_tree_labels(nlp: Language) -> None:
    """Give a lemmatizer that goes on training its map from tree to label: spaCy 3.4 does not load it back.

    Without it every lemma counts as label 0 and the lemmatizer unlearns everything (seen: .916 became .734).
    """
    if "lemmatizer" in nlp.pipe_names:
        lemmatizer = nlp.get_pipe("lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
