"""A conversation as one small piece of JSON, and back. Layer: storage.

Rasa keeps every event and replays all of them at every turn and every action, so
that a long talk becomes slow and everything that was said stays on disk. What the
dialogue rules need is little: the slots, the last turns as intents and actions, and
which variant of a text was said last. Words of the user and of the assistant are
not among it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

VERSION = 1
MAX_SAID = 60
"""Texts of which the last variant is remembered."""

_UTTER = "utter_action"
_VARIANT = "variant"
_SAID = "gezegd"

State = dict[str, Any]


def to_state(tracker: DialogueStateTracker, turns: int) -> State:
    """What is kept of a tracker.

    Args:
        tracker: the conversation after a turn.
        turns: how many turns of events to keep, at least one; as many as the
            longest rule or story of the dialogue has.
    """
    state: State = {"v": VERSION}
    slots = _slots(tracker)
    if slots:
        state["slots"] = slots
    said = _said(tracker.events)
    if said:
        state[_SAID] = said
    if tracker.active_loop_name:
        state["lus"] = tracker.active_loop_name
    if tracker.is_paused():
        state["pauze"] = True
    state["gebeurd"] = [_shrink(event) for event in _last_turns(tracker.events, turns)]
    return state


def to_tracker(state: Mapping[str, Any], sender_id: str, slots: Iterable[Slot]) -> DialogueStateTracker:
    """The tracker a state was made of, with the same next prediction."""
    events: list[Event] = [SlotSet(k, v, timestamp=0.0) for k, v in state.get("slots", {}).items()]
    if "lus" in state:
        events.append(ActiveLoop(state["lus"], timestamp=0.0))
    if state.get("pauze"):
        events.append(ConversationPaused(timestamp=0.0))
    if state.get(_SAID):
        events.append(BotUttered(metadata={_SAID: dict(state[_SAID])}, timestamp=0.0))
    events.extend(_grow(state.get("gebeurd", [])))
    return DialogueStateTracker.from_events(sender_id, events, slots)


def _slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    # The metadata of the first message is put in a slot by Rasa itself; nobody reads it.
    return {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value and name != SESSION_START_METADATA_SLOT
    }


def _last_turns(events: Iterable[Event], turns: int) -> list[Event]:
    """The events from the `turns`-th last user message on, with the listening before it."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, (Restarted, SessionStarted)):
            kept = []
        elif isinstance(event, UserUtteranceReverted):
            # What was taken back must not push out the turn before it. The listening
            # before the message goes too, as Rasa itself does.
            _undo(kept, UserUttered)
            _undo(kept, ActionExecuted)
        elif isinstance(event, ActionReverted):
            _undo(kept, ActionExecuted)
        elif not _is_dropped(event):
            kept.append(event)
    starts = [index for index, event in enumerate(kept) if isinstance(event, UserUttered)]
    if len(starts) > turns:
        kept = kept[_include_listen(kept, starts[-turns]) :]
    return kept


def _undo(events: list[Event], kind: type[Event]) -> None:
    while events and not isinstance(events.pop(), kind):
        pass


def _include_listen(events: list[Event], start: int) -> int:
    for index in range(start - 1, -1, -1):
        event = events[index]
        if isinstance(event, ActionExecuted):
            return index if event.action_name == ACTION_LISTEN_NAME else start
    return start


def _is_dropped(event: Event) -> bool:
    # Slots are kept as they are now; loops and variants likewise.
    if isinstance(event, ActionExecuted):
        return bool(event.action_name == ACTION_SESSION_START_NAME)
    return isinstance(event, (BotUttered, SlotSet))


def _said(events: Iterable[Event]) -> dict[str, int]:
    said: dict[str, int] = {}
    for event in events:
        if not isinstance(event, BotUttered):
            continue
        new = dict(event.metadata.get(_SAID, {}))
        if _VARIANT in event.metadata and _UTTER in event.metadata:
            new[event.metadata[_UTTER]] = event.metadata[_VARIANT]
        for name, index in new.items():
            said.pop(name, None)
            said[name] = index
    return dict(list(said.items())[-MAX_SAID:])


def _shrink(event: Event) -> dict[str, Any]:
    if isinstance(event, UserUttered):
        small: dict[str, Any] = {"event": "user", "intent": event.intent_name}
        kinds = _entity_kinds(event)
        if kinds:
            small["entities"] = kinds
        if event.use_text_for_featurization is not None:
            small["text_used"] = False
        return {**small, "timestamp": event.timestamp}
    if isinstance(event, ActionExecuted):
        small = {"event": "action", "name": event.action_name, "timestamp": event.timestamp}
        return {**small, "hide": True} if event.hide_rule_turn else small
    full: dict[str, Any] = event.as_dict()
    full.pop("metadata", None)
    return full


def _entity_kinds(event: UserUttered) -> list[list[str | None]]:
    found = {(e.get("entity"), e.get("role"), e.get("group")) for e in event.entities}
    return [list(kind) for kind in sorted(found, key=str)]


def _grow(small_events: Iterable[Mapping[str, Any]]) -> Iterable[Event]:
    for small in small_events:
        if small["event"] == "user":
            yield _grow_user(small)
        elif small["event"] == "action":
            yield ActionExecuted(
                small["name"],
                timestamp=small.get("timestamp"),
                hide_rule_turn=small.get("hide", False),
            )
        else:
            yield from deserialise_events([dict(small)])


def _grow_user(small: Mapping[str, Any]) -> UserUttered:
    names = ("entity", "role", "group")
    entities = [
        {**{name: part for name, part in zip(names, kind, strict=True) if part is not None}, "value": ""}
        for kind in small.get("entities", [])
    ]
    return UserUttered(
        text=None,
        intent={"name": small.get("intent"), "confidence": 1.0},
        entities=entities,
        timestamp=small.get("timestamp"),
        use_text_for_featurization=small.get("text_used"),
    )
