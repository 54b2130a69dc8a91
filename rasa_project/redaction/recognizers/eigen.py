"""Terms an organisation adds itself to be removed (checked lists)."""

from __future__ import annotations

from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span


def find(document: Document) -> Iterator[Span]:
    """Phrases of the organisation's own list, with the label that list gives."""
    terms = document.lists.eigen_verbergen
    if terms:
        for start, end in document.phrases(terms):
            label = terms[document.words[start:end]]
            yield Span(document.tokens[start].start, document.tokens[end - 1].end, label, "eigen", "eigen lijst")
