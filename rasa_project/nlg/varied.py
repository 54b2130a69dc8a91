"""Chooses the variant of a text and fills it in. Layer: nlg.

Stock Rasa draws a variant at random, so that a talk cannot be replayed and the
same sentence may come twice in a row. Here every conversation has an order of its
own for every text, worked off one by one: repeatable, and never twice in a row.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_project.errors import TextError
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.settings import get_settings

logger = logging.getLogger(__name__)

SAFE_RESPONSE = "utter_storing"
VARIANT = "variant"
"""Metadata of a bot event: index of the variant that was said."""
SAID = "gezegd"
"""Metadata of the one bot event in which the store folds older variants."""

# Narrow on purpose: the braces of `/kies{"antwoord": "ja"}` are no placeholder.
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_NOT_VALUES = frozenset({"text", "buttons", "elements", "custom", "template", "image", "attachment", "response"})
_MAX_OPEN_TURNS = 2048


class VariedNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's generator by class path: `nlg: {type: ...}` in `endpoints.yml`.

    Args:
        endpoint_config: may hold `streng: true`; then a missing text or value raises
            instead of giving the safe text. The default follows SAMENDUIDEN_TESTKLOK.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        # Rasa puts the responses of the model in `self.responses` once it is loaded. The wording of
        # today goes before them: a changed text needs a restart, never a training.
        super().__init__(domain.responses if domain else {})
        self.today = read_today()
        options = endpoint_config.kwargs if endpoint_config else {}
        self.strict = bool(options.get("streng", get_settings().testklok))
        self._open_turns: OrderedDict[str, tuple[float, dict[str, int]]] = OrderedDict()

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The text of `utter_action`, filled in; with the index of the variant.

        Raises:
            TextError: only when strict: no such text, or a value is missing.
        """
        slots = tracker.current_slot_values()
        values = {**slots, **{k: v for k, v in kwargs.items() if k not in _NOT_VALUES}}
        values = {key: str(value) for key, value in values.items() if value is not None}
        variants = self._variants(utter_action, output_channel, slots)
        usable = [index for index, variant in variants.items() if not missing(variant, values)]
        if not usable:
            return self._fall_back(utter_action, variants.values(), values)
        index = choose(tracker.sender_id, utter_action, usable, self._last(tracker, utter_action))
        if len(variants) > 1:
            self._remember(tracker, utter_action, index)
        return {**fill(variants[index], values), VARIANT: index}

    def _variants(self, name: str, channel: str, slots: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
        if name in self.today:
            return dict(enumerate(self.today[name]))
        if name not in self.responses:
            return {}
        everything = self.responses[name]
        if len(everything) == 1:
            return {0: everything[0]}
        fitting = ResponseVariationFilter(self.responses).responses_for_utter_action(name, channel, dict(slots))
        chosen = {id(variant) for variant in fitting}
        return {i: variant for i, variant in enumerate(everything) if id(variant) in chosen}

    def _fall_back(
        self, name: str, variants: Iterable[Mapping[str, Any]], values: Mapping[str, str]
    ) -> dict[str, Any] | None:
        lacking = sorted({key for variant in variants for key in missing(variant, values)})
        problem = f"no value for {', '.join(lacking)}" if lacking else "no such text"
        if self.strict:
            raise TextError(f"{name}: {problem}")
        logger.error("text %s cannot be said: %s", name, problem)
        safe = self.responses.get(SAFE_RESPONSE)
        return dict(safe[0]) if safe and name != SAFE_RESPONSE else None

    def _last(self, tracker: DialogueStateTracker, name: str) -> int | None:
        """Index of the variant said last, in this turn, lately, or folded by the store."""
        stamp, said = self._open_turns.get(tracker.sender_id, (None, {}))
        if stamp == _stamp(tracker) and name in said:
            return said[name]
        for event in reversed(tracker.events):
            if not isinstance(event, BotUttered):
                continue
            if event.metadata.get("utter_action") == name and VARIANT in event.metadata:
                return int(event.metadata[VARIANT])
            if name in event.metadata.get(SAID, {}):
                return int(event.metadata[SAID][name])
        return None

    def _remember(self, tracker: DialogueStateTracker, name: str, index: int) -> None:
        # Bubbles of one action reach the tracker only after the last one was made.
        stamp, said = self._open_turns.pop(tracker.sender_id, (None, {}))
        if stamp != _stamp(tracker):
            said = {}
        self._open_turns[tracker.sender_id] = (_stamp(tracker), {**said, name: index})
        while len(self._open_turns) > _MAX_OPEN_TURNS:
            self._open_turns.popitem(last=False)


def read_today() -> dict[str, list[dict[str, Any]]]:
    """The checked wording of `data/teksten` as Rasa responses, by the name of the response."""
    return {
        f"utter_{key}": [
            {"text": variant, "buttons": [{"title": k.titel, "payload": k.keuze} for k in text.knoppen]}
            for variant in text.varianten
        ]
        for key, text in shared_kennis().teksten.items()
    }


def choose(seed: str, name: str, usable: list[int], last: int | None) -> int:
    """The variant after `last` in the order that belongs to this conversation and text."""
    if len(usable) == 1:
        return usable[0]
    order = sorted(usable, key=lambda index: _rank(seed, name, index))
    if last not in order:
        return order[0]
    return order[(order.index(last) + 1) % len(order)]


def missing(variant: Mapping[str, Any], values: Mapping[str, str]) -> set[str]:
    """Placeholders of a variant and its buttons that nobody fills."""
    return {key for text in _texts(variant) for key in _PLACEHOLDER.findall(text)} - values.keys()


def fill(variant: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """A copy of the variant with every placeholder replaced, once: values stay as they are."""
    return {key: _fill(value, values) for key, value in variant.items()}


def _fill(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda match: values[match[1]], value)
    if isinstance(value, list):
        return [_fill(item, values) for item in value]
    if isinstance(value, Mapping):
        return {key: _fill(item, values) for key, item in value.items()}
    return value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)


def _stamp(tracker: DialogueStateTracker) -> float:
    return tracker.latest_message.timestamp if tracker.latest_message else 0.0


def _rank(seed: str, name: str, index: int) -> bytes:
    return hashlib.blake2b(f"{seed}|{name}|{index}".encode(), digest_size=8).digest()
