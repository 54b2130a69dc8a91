"""Find, resolve overlap, replace; until a second look finds nothing more. Pure layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rasa_project.errors import RedactionError
from rasa_project.redaction import herleidbaar
from rasa_project.redaction.document import MASK, PLACEHOLDER, Document, read
from rasa_project.redaction.lezer import Lezer
from rasa_project.redaction.memory import Memory
from rasa_project.redaction.models import Redaction, RedactionLists, Span
from rasa_project.redaction.overlap import resolve
from rasa_project.redaction.recognizers import DEFAULT
from rasa_project.redaction.recognizers.gelezen import agreed
from rasa_project.redaction.replace import replace

Recognizer = Callable[[Document], Iterable[Span]]
_MAX_PASSES = 12
_MAX_CHARS = 20_000
_ENDLESS = re.compile(r"\S{81,}")
_EDGE = " \t\n.,;:!?\"'()[]{}<>-_/\\|*"


class Redactor:
    """Takes personal data out of a message.

    Args:
        lists: names, places and words to keep.
        nlp: a spaCy pipeline whose names count as extra evidence; optional.
        lezer: the reader, which knows where personal data stand in a sentence; optional.
        recognizers: the finders, in any order.
    """

    def __init__(
        self,
        lists: RedactionLists,
        nlp: Any = None,
        recognizers: Sequence[Recognizer] = DEFAULT,
        lezer: Lezer | None = None,
    ) -> None:
        if not lists.voornamen or not lists.woorden:
            raise RedactionError("redaction lists are empty")
        self._lists = lists
        self._nlp = nlp
        self._lezer = lezer
        self._recognizers = tuple(recognizers)

    @property
    def everyday(self) -> Mapping[str, int]:
        """Ordinary words with their rank, for whoever must tell a word from a name."""
        return self._lists.woorden

    def redact(self, text: str, memory: Memory | None = None) -> Redaction:
        """Replace everything that may point to a person by placeholders.

        Redacting the result again changes nothing.

        Args:
            text: what somebody typed.
            memory: names and numbers of this conversation; grows when given.

        Raises:
            RedactionError: anything went wrong inside. The text must then go no
                further. Neither this error nor its cause holds the text.
        """
        if not isinstance(text, str) or len(text) > _MAX_CHARS:
            raise RedactionError("text cannot be redacted: not a text, or too long")
        failure = ""
        try:
            return self._redact(text, memory if memory is not None else Memory(b"-"))
        except RecursionError:
            failure = "RecursionError"
        except Exception as error:  # fail closed: whatever it is, the text stays here
            failure = type(error).__name__
        # Raised outside the except block, so that no frame with the text hangs on it.
        raise RedactionError(f"redaction failed: {failure}")

    def _redact(self, text: str, memory: Memory) -> Redaction:
        found: list[Span] = []
        pending = memory.pending
        # What the lists say of a word is the same in every pass; forgotten with the message.
        looked_up: dict[str, Any] = {"_kinds": {}, "_sounds": {}}
        for _ in range(_MAX_PASSES):
            current, segments = _masked(text, found)
            document = read(
                current,
                self._lists,
                known=memory.known,
                pending=pending,
                nlp=self._nlp,
                lezer=self._lezer,
                **looked_up,
            )
            fresh = [back for span in self._find(document) for back in _to_input(span, segments)]
            if not fresh:
                break
            found = sorted([*found, *fresh], key=lambda s: s.start)
        else:
            raise RedactionError("redaction does not settle")
        result = replace(text, found, memory)
        memory.pending = bool(document.extra.get("open"))
        kinds = tuple(dict.fromkeys(span.label for span in found))
        return Redaction(result, tuple(found), kinds, herleidbaar.is_traceable(document))

    def _find(self, document: Document) -> list[Span]:
        endless = _endless(document)
        if endless:
            return endless
        found = (span for recognizer in self._recognizers for span in recognizer(document))
        spans = [span for span in (agreed(document, one) for one in found) if span is not None]
        out: list[Span] = []
        for span in resolve(s for s in spans if s.end > s.start):
            start, end = _trim(document.text, span.start, span.end)
            start, end = _without_loose_ends(document, span.label, start, end)
            if start < end:
                start, end = document.source.to_input(start, end)
                out.append(Span(start, end, span.label, span.recognizer, span.cue))
        return out


def _endless(document: Document) -> list[Span]:
    """Runs without a blank that are too long to be words: taken out whole, before any pattern can choke on them."""
    out: list[Span] = []
    for match in _ENDLESS.finditer(document.text):
        if MASK not in match.group():
            label = "URL" if "://" in match.group() else "NUMMER"
            start, end = document.source.to_input(match.start(), match.end())
            out.append(Span(start, end, label, "engine", "lengte"))
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave marks and blanks at the edges, and earlier placeholders, outside."""
    cut = text.find(MASK, start, end)
    if cut >= 0:
        left, right = text[start:cut], text[cut:end].rsplit(MASK, 1)[-1]
        start, end = (start, cut) if len(left.strip(_EDGE)) >= len(right.strip(_EDGE)) else (end - len(right), end)
    while start < end and text[start] in _EDGE and text[start : start + 2] not in {"'t", "'s"}:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


_LOOSE = frozenset("van de der den het een 't in op bij uit aan met en of die".split())
_TIES = frozenset("van de het een en".split())


def _without_loose_ends(document: Document, label: str, start: int, end: int) -> tuple[int, int]:
    """A find without what cannot be one by itself: a lone particle, or one that ties a name to the words behind it."""
    if not _beside_a_word(document, end):
        return start, end
    inside = [token for token in document.tokens if start <= token.start < end and token.kind in {"w", "d"}]
    if len(inside) == 1 and inside[0].word in _LOOSE and not document.known(inside[0].word):
        return start, start
    while label == "NAAM" and len(inside) > 1 and inside[-1].word in _TIES:
        inside.pop()
        end = inside[-1].end
    return start, end


def _beside_a_word(document: Document, end: int) -> bool:
    """Whether a word, a number or something taken out follows after one blank."""
    return end + 1 < len(document.text) and document.text[end] == " " and document.text[end + 1] not in ".,;:!?)"


def _masked(text: str, found: list[Span]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with placeholders, and where its untouched parts come from.

    Returns:
        The text, and per untouched part (start here, end here, start in the input).
    """
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    here = position = 0
    for span in [*found, None]:
        stop = len(text) if span is None else span.start
        segments.append((here, here + stop - position, position))
        parts.append(text[position:stop])
        here += stop - position
        if span is not None:
            mark = f"[{span.label}-1]"
            parts.append(mark)
            here += len(mark)
            position = span.end
    return "".join(parts), segments


def _to_input(span: Span, segments: list[tuple[int, int, int]]) -> Iterable[Span]:
    for start, end, origin in segments:
        left, right = max(span.start, start), min(span.end, end)
        if left < right:
            yield Span(left - start + origin, right - start + origin, span.label, span.recognizer, span.cue)


__all__ = ["Memory", "PLACEHOLDER", "Redactor"]
