"""Names of persons by the weighed evidence of their words.

Every word gets a score (`kenmerken`, `beslissing`); then a name grows to both
sides (`naamgrenzen`). Phrases to keep (public figures, organisations,
movements) are left out before anything else, unless the word "heet" stands
right before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span
from rasa_project.redaction.naamgrenzen import is_sure, kept_tokens, reach, scores_of, word_end


def find(document: Document) -> Iterator[Span]:
    """Words that are more likely a name than not, with what belongs to them."""
    tokens = document.tokens
    kept = kept_tokens(document)
    scores = scores_of(document, kept)
    taken: set[int] = set()
    for index, value in enumerate(scores):
        if index in taken or not is_sure(document, index, value):
            continue
        first, last = reach(document, scores, kept, index)
        taken.update(range(first, last + 1))
        cue = (
            "bekend"
            if document.known(tokens[index].word)
            else "lijst"
            if document.kind(tokens[index].word) in {"voor", "achter", "beide", "meestal"}
            else "context"
        )
        yield Span(tokens[first].start, word_end(document, last), "NAAM", "naam", cue)
    if tokens:
        tail = [t.word for t in tokens[-3:] if t.kind == "w"]
        document.extra["open"] = bool(tail) and (
            tail[-1] in {"heet", "naam", "genaamd", "achternaam", "voornaam"}
            or tail[-2:] in (["naam", "is"], ["achternaam", "is"], ["voornaam", "is"])
        )
