"""The balance between finding more names and being right more often, chosen on the development messages.

The recogniser was trained on many messages without names, so it leaves out a lower-case name in doubt. Its score for
"no name" is one number per step; taking a fixed amount off gives more names. `--stap afstellen` prints what amounts do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from training_nl import score
from training_nl.chat import UNSURE
from training_nl.conllu import open_data, read_iob
from training_nl.entities import map_labels
from training_nl.messages import sentence
from training_nl.name_reader import CHAT_DEV, CHAT_DEV_LATER, EUROPEANA_DEV
from training_nl.written import load_annotated_dev

if TYPE_CHECKING:
    from spacy.language import Language

#: Taken off the score of "no name" in the wheel.
AMOUNT = 1.5
AMOUNTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_OUTSIDE = "O"


def favour_names(nlp: Language, amount: float) -> None:
    """Take `amount` off the score of "no name"."""
    ner = nlp.get_pipe("ner")
    place = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)].index(_OUTSIDE)
    output = ner.model.get_ref("upper")
    scores = output.get_param("b").copy()
    scores[place] -= amount
    output.set_param("b", scores)


def development_pairs(nlp: Language, data: Path) -> dict[str, list]:
    """Give texts and names of the development files: chat in both forms, annotated messages, newspapers."""
    chat = score.message_pairs(nlp, [m for name in (CHAT_DEV, CHAT_DEV_LATER) for m in score.chat_messages(name)])
    written = score.message_pairs(nlp, load_annotated_dev())
    papers = map(map_labels, read_iob(open_data(data, EUROPEANA_DEV)))
    return {
        "chat": chat,
        "chat, kleine letters": score.lowered_pairs(chat),
        "berichten": [(text, {s for s in spans if s[2] != UNSURE}) for text, spans in written],
        "kranten": [(score.source_doc(nlp, s), score.gold_spans(s)) for s in papers],
    }


def balance_table(nlp: Language, data: Path) -> list[str]:
    """Give a line per amount: precision and recall of persons in each development file, and F of all names."""
    pairs = development_pairs(nlp, data)
    lines, before = [sentence("afstellen_kop", bestanden="; ".join(pairs))], 0.0
    for amount in AMOUNTS:
        favour_names(nlp, amount - before)
        before = amount
        cells = []
        for texts in pairs.values():
            counts = score.tally(nlp, texts)
            precision, recall, _ = counts["PERSON"].figures()
            cells.append(f"{precision:.3f}/{recall:.3f} ({counts['alle'].figures()[2]:.3f})")
        lines.append(f"  {amount:<6}" + "  ".join(cells))
    return lines
