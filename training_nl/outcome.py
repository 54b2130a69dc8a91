"""What the pipeline says about a fixed set of messages; equal in spaCy 3.4 and 3.8.

`python -m training_nl.outcome` writes the answers of the installed pipeline to `data/uitkomst.json`;
the tests of both environments compare with it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from training_nl.chat import load_messages
from training_nl.names import DATA

if TYPE_CHECKING:
    from spacy.language import Language

OUTCOME_FILE = DATA / "uitkomst.json"


def messages() -> list[str]:
    """Give the texts: every fourth test message, cased and lower-cased, and some odd ones."""
    chosen = load_messages("chat-test.txt")[::4]
    odd = ["", " ", "Eerste regel.\n\nTweede  regel, met spaties.", "112!!!", "😀 hoi é ĳ", "a" * 300]
    return [m.text for m in chosen] + [m.lowered().text for m in chosen] + odd


def outcome(nlp: Language) -> dict:
    """Give version and, per message, the tokens with their annotation and the names."""
    docs = []
    for doc in nlp.pipe(messages()):
        tokens = [
            "|".join([t.text, t.lemma_, t.pos_, t.tag_.replace("|", "/"), str(t.morph), str(t.head.i), t.dep_])
            + ("<" if t.is_sent_start else "")
            for t in doc
        ]
        docs.append({"tokens": tokens, "namen": [[e.start, e.end, e.label_] for e in doc.ents]})
    return {"versie": nlp.meta["version"], "berichten": docs}


def stored() -> dict:
    """Give the outcome that was stored when the wheel was made, in spaCy 3.4."""
    return json.loads(OUTCOME_FILE.read_text(encoding="utf-8"))


def main(path: Path = OUTCOME_FILE) -> int:
    """Store the outcome of the installed pipeline."""
    import spacy

    text = json.dumps(outcome(spacy.load("nl_core_news_sm")), ensure_ascii=False, indent=0)
    path.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
