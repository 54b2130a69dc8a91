"""The second net: cleans again what reaches Rasa, and counts. Layer: storage.

The gateway takes personal data out before Rasa sees a message. Whatever comes in
another way passes here: it is cleaned, counted and never refused, because a
refusal would lose a turn of the conversation.
"""

from __future__ import annotations

import logging
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from rasa_project.errors import RedactionError
from rasa_project.settings import get_settings

logger = logging.getLogger(__name__)

MIN_LENGTH = 3
REMEMBERED = 8192
ALLOWED = frozenset({"PLAATS", "ORGANISATIE"})
"""Labels that stay: the gateway itself hands on the municipality, and contacts have names."""


class _Redactor(Protocol):
    def redact(self, text: str, memory: Any = None) -> Any: ...


def load_redactor() -> _Redactor:
    """The rules and lists of the project, without a language model: fast, and enough here."""
    from rasa_project.knowledge.afscherming import load_redaction_lists
    from rasa_project.redaction.engine import Redactor

    return Redactor(load_redaction_lists(get_settings().root))


class SecondNet:
    """Cleans strings wherever they stand in a value.

    Args:
        load: gives the redactor; called at the first text, because the lists are large.

    Attributes:
        slipped: how many pieces of each kind came through the first net.
    """

    def __init__(self, load: Callable[[], _Redactor] = load_redactor) -> None:
        self._load = load
        self._redactor: _Redactor | None = None
        # Hashes of texts seen to be clean: a case is saved every turn with mostly the
        # same words, and cleaning all of them again would make long talks slow.
        self._clean: OrderedDict[int, None] = OrderedDict()
        self.slipped: Counter[str] = Counter()

    def text(self, text: str) -> str:
        """The text without personal data.

        Raises:
            RedactionError: when it could not be checked; then it must not be kept.
        """
        if len(text) < MIN_LENGTH or not any(char.isalnum() for char in text):
            return text
        mark = hash(text)
        if mark in self._clean:
            self._clean.move_to_end(mark)
            return text
        spans = self._find(text)
        if spans:
            self.slipped.update(span.label for span in spans)
            logger.warning("second net removed: %s", ", ".join(sorted({s.label for s in spans})))
            text = _replace(text, spans)
            mark = hash(text)
        self._clean[mark] = None
        while len(self._clean) > REMEMBERED:
            self._clean.popitem(last=False)
        return text

    def value(self, value: Any) -> Any:
        """The same value with every string in it cleaned; keys of mappings stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item) for item in value]
        return value

    def load(self) -> None:
        """Load the redactor now; for the self-test at start."""
        if self._redactor is None:
            self._redactor = self._load()

    def _find(self, text: str) -> list[Any]:
        try:
            self.load()
            found = self._redactor.redact(text)  # type: ignore[union-attr]
        except Exception as error:
            # The text of the error could hold the words that could not be cleaned.
            raise RedactionError(f"second net failed: {type(error).__name__}") from None
        return [span for span in found.spans if span.label not in ALLOWED]


def _replace(text: str, spans: list[Any]) -> str:
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]}[{span.label}]{text[span.end :]}"
    return text
