"""The second net: cleans again what reaches Rasa, and counts. Layer: storage.

The gateway takes personal data out before Rasa sees a message. Whatever comes in
another way passes here: it is cleaned, counted and never refused, because a
refusal would lose a turn of the conversation.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from rasa_project.errors import RedactionError
from rasa_project.settings import get_settings

logger = logging.getLogger(__name__)

MIN_LENGTH = 3
REMEMBERED = 8192
FROM_LISTS = frozenset({"gemeente", "kandidaten", "contact"})
"""Fields filled from our own lists: a municipality, and the organisation that was given as contact."""
ALLOWED = frozenset({"PLAATS", "ORGANISATIE"})
"""Labels that stay in those fields, and nowhere else: a school in the words of a user points to one person."""

_OWN_ID = re.compile(r"[a-z][a-z0-9_-]*|\d{4}-\d\d-\d\dT[0-9:.+-]+")
"""Ids of our own (`sociale_omgeving`, `w12`) and times; an id looks like an account name. A
name typed as one word in lower case was already looked at when it came in."""
CHOICES = frozenset({"plan", "bron", "antwoord"})
"""Fields that hold a choice of ours or the name of a fact, never words of a user."""
_CHOICE = re.compile(r"[a-z][a-z0-9_-]*(?::[a-z][a-z0-9_-]*){1,3}")
"""Ids of our own after one another: `doelgroep:eerste_lijn`, `handeling:detentie:politie`."""
_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+)\s*(?P<values>\{.*\})?\s*", re.DOTALL)


class _Redactor(Protocol):
    def redact(self, text: str, memory: Any = None) -> Any: ...

    def is_known(self, value: str) -> bool: ...


class ProjectRedactor:
    """The rules and lists of the project, without a language model: fast, and enough here."""

    def __init__(self) -> None:
        # Here, because the lists are large and the gateway has no part in this.
        from rasa_project.knowledge.afscherming import load_redaction_lists, phrase
        from rasa_project.redaction.engine import Redactor

        lists = load_redaction_lists(get_settings().root)
        self._redactor = Redactor(lists)
        self._phrase = phrase
        self._known = lists.gemeenten | lists.behouden

    def redact(self, text: str, memory: Any = None) -> Any:
        """Spans of what has to go, as `Redactor.redact`."""
        return self._redactor.redact(text, memory)

    def is_known(self, value: str) -> bool:
        """True for the whole name of a municipality or an organisation of the field."""
        return self._phrase(value) in self._known


class SecondNet:
    """Cleans strings wherever they stand in a value.

    Args:
        load: gives the redactor; called at the first text, because the lists are large.

    Attributes:
        slipped: how many pieces of each kind came through the first net.
    """

    def __init__(self, load: Callable[[], _Redactor] = ProjectRedactor) -> None:
        self._load = load
        self._redactor: _Redactor | None = None
        # Hashes of texts seen to be clean: a case is saved every turn with mostly the
        # same words, and cleaning all of them again would make long talks slow.
        self._clean: OrderedDict[tuple[int, frozenset[str]], None] = OrderedDict()
        self.slipped: Counter[str] = Counter()

    def text(self, text: str, allowed: frozenset[str] = frozenset()) -> str:
        """The text without personal data.

        Args:
            text: words that came in.
            allowed: labels that may stay.

        Raises:
            RedactionError: when it could not be checked; then it must not be kept.
        """
        if len(text) < MIN_LENGTH or not any(char.isalnum() for char in text):
            return text
        payload = _PAYLOAD.fullmatch(text)
        if payload:
            return self._payload(text, payload)
        mark = (hash(text), allowed)
        if mark in self._clean:
            self._clean.move_to_end(mark)
            return text
        spans = [span for span in self._find(text) if span.label not in allowed]
        if spans:
            self.slipped.update(span.label for span in spans)
            logger.warning("second net removed: %s", ", ".join(sorted({s.label for s in spans})))
            text = _replace(text, spans)
            mark = (hash(text), allowed)
        self._clean[mark] = None
        while len(self._clean) > REMEMBERED:
            self._clean.popitem(last=False)
        return text

    def value(self, value: Any, allowed: frozenset[str] = frozenset()) -> Any:
        """The same value with every free text in it cleaned; keys of mappings and ids stay."""
        if isinstance(value, str):
            return value if _OWN_ID.fullmatch(value) else self.text(value, allowed)
        if isinstance(value, dict):
            return {key: self._field(key, item, allowed) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item, allowed) for item in value]
        return value

    def _field(self, key: Any, item: Any, allowed: frozenset[str]) -> Any:
        """One field of a mapping; in a field for choices our own ids stay as they are."""
        if key not in CHOICES:
            return self.value(item, ALLOWED if key in FROM_LISTS else allowed)
        if isinstance(item, (list, tuple)):
            return [self._field(key, part, allowed) for part in item]
        return item if isinstance(item, str) and _CHOICE.fullmatch(item) else self.value(item, allowed)

    def _payload(self, text: str, payload: re.Match[str]) -> str:
        """A pressed button: only the values in it can hold words."""
        try:
            values = json.loads(payload["values"] or "{}")
        except ValueError:
            return f"/{payload['intent']}"
        clean = self.value(values)
        return text if clean == values else f"/{payload['intent']}{json.dumps(clean, ensure_ascii=False)}"

    def load(self) -> None:
        """Load the redactor now; for the self-test at start."""
        if self._redactor is None:
            self._redactor = self._load()

    def _find(self, text: str) -> list[Any]:
        try:
            self.load()
            assert self._redactor is not None
            if self._redactor.is_known(text):
                return []
            found = self._redactor.redact(text)
        except Exception as error:
            # The text of the error could hold the words that could not be cleaned.
            raise RedactionError(f"second net failed: {type(error).__name__}") from None
        return list(found.spans)


def _replace(text: str, spans: list[Any]) -> str:
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]}[{span.label}]{text[span.end :]}"
    return text
