"""Which of overlapping spans stays: longest, then priority, then leftmost. Pure layer."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_project.redaction.models import Span

# Lower wins. A checksum is certain, a shape is likely, a name is context.
PRIORITY = {
    label: rank
    for rank, label in enumerate(
        (
            "IP",
            "BSN",
            "IBAN",
            "EMAIL",
            "URL",
            "DATUM",
            "TELEFOON",
            "POSTCODE",
            "KENTEKEN",
            "NUMMER",
            "ACCOUNT",
            "ADRES",
            "ORGANISATIE",
            "PLAATS",
            "NAAM",
        )
    )
}


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlap, in order of the text.

    What is left over of a losing span is kept when it sticks out on one side:
    half a name beside an address is still a name.
    """
    ranked = sorted(spans, key=lambda s: (-(s.end - s.start), PRIORITY[s.label], s.start))
    kept: list[Span] = []
    for span in ranked:
        start, end = span.start, span.end
        for other in kept:
            if other.start <= start < other.end:
                start = other.end
            if other.start < end <= other.end:
                end = other.start
            if start >= end:
                break
        if start >= end or any(o.start < end and start < o.end for o in kept):
            continue
        kept.append(Span(start, end, span.label, span.recognizer, span.cue))
    return sorted(kept, key=lambda s: s.start)
