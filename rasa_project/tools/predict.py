"""Batch understanding: the very path that serves, over a file.

    ./samenduiden predict --input in.jsonl --output out.jsonl

Lines `{"id", "text"}` become `{"id", "intents", "signals", "acute", "acute_mode",
"slots"}`. The text is redacted first and only then understood, as in a
conversation; places are mapped back to code points of the text that came in.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

OWN_INTENTS = {
    "spoed_twijfel": "spoed",
    "terug": "corrigeren",
    "weet_niet": "ontkennen",
    "waarom_deze_vraag": "vraag_over_bot",
    "samenvatting": "vraag_over_bot",
    "ander_geval": "casus_beschrijven",
    "vraag_kennis": "vraag_signalen",
    "stroomschema": "vraag_werkwijze",
    "kies_antwoord": "bevestigen",
    "start": "groet",
    "nlu_fallback": "buiten_bereik",
}
"""Intents that exist only inside, with the label of the public set that comes closest."""


class Places:
    """Maps places in the redacted text back to places in the text that came in."""

    def __init__(self, redacted: str, spans: Sequence[Any]) -> None:
        """Lines both texts up: between the removed parts they are equal."""
        self._pieces: list[tuple[int, int, int, int]] = []
        place = source = 0
        for span in sorted(spans, key=lambda item: item.start):
            place += span.start - source
            end = redacted.index("]", place) + 1
            self._pieces.append((place, end, span.start, span.end))
            place, source = end, span.end

    def start(self, place: int) -> int:
        """A start in the redacted text as a start in the input."""
        return self._map(place, at_end=False)

    def end(self, place: int) -> int:
        """An end in the redacted text as an end in the input."""
        return self._map(place, at_end=True)

    def _map(self, place: int, at_end: bool) -> int:
        shift = 0
        for low, high, start, end in self._pieces:
            if place <= low:
                break
            if place < high:
                return end if at_end else start
            shift = end - high
        return place + shift


def public_intents(names: Sequence[str]) -> list[str]:
    """Intents as the label set knows them, each once, order kept."""
    return list(dict.fromkeys(OWN_INTENTS.get(name, name) for name in names))


def describe(item_id: Any, parsed: Mapping[str, Any], places: Places, gemeente: str | None) -> dict[str, Any]:
    """One line of output."""
    intents = list(parsed.get("intents") or [parsed["intent"]["name"] or "nlu_fallback"])
    if intents[0] == "spoed_twijfel" and len(intents) > 1:
        intents.insert(2, intents.pop(0))  # a doubt about danger is asked about; what the user wants still stands first
    slots = {
        entity["entity"]: entity["value"]
        for entity in parsed.get("entities", ())
        if entity["entity"] in ("rol", "leeftijdscategorie")
    }
    if gemeente:
        slots["gemeente"] = gemeente
    acute = parsed.get("acuut") or {"acuut": False, "modus": None}
    return {
        "id": item_id,
        "intents": public_intents(intents),
        "signals": [
            {
                "start": places.start(signal["start"]),
                "end": places.end(signal["end"]),
                "domain": signal["domein"],
                "polarity": signal["polariteit"],
            }
            for signal in parsed.get("signalen", ())
        ],
        "acute": bool(acute["acuut"]),
        "acute_mode": acute["modus"],
        "slots": slots,
    }


class Predictor:
    """Redaction, the search for the municipality and the served model, loaded once."""

    def __init__(self, model: Path | None = None) -> None:
        """Loads everything; TensorFlow stays out, as in the server."""
        from rasa_project.serving.without_tensorflow import components_of_model, leave_out_tensorflow, needs_tensorflow
        from rasa_project.settings import get_settings
        from rasa_project.start_rasa import find_model

        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        path = find_model(model, get_settings())
        if not needs_tensorflow(components_of_model(path)):
            leave_out_tensorflow()
        from rasa.core.agent import Agent

        from rasa_project.logs import configure_logging

        configure_logging(debug=False)
        self._agent = Agent.load(str(path))
        self._redactor, self._finder = _build_redaction()

    def redacted(self, text: str) -> str:
        """The message as the model gets it."""
        return _as_typed(self._redactor.redact(text).text)

    def parse(self, text: str) -> dict[str, Any]:
        """The message as an action gets it: redacted, with everything the components found."""
        redacted = self.redacted(text)
        parsed: dict[str, Any] = asyncio.run(self._agent.parse_message(redacted))
        return {**parsed, "text": redacted}

    def predict(self, text: str, item_id: Any = None) -> dict[str, Any]:
        """What the assistant understands of one message."""
        redaction = self._redactor.redact(text)
        parsed = asyncio.run(self._agent.parse_message(_as_typed(redaction.text)))
        shift = 1 if redaction.text.startswith("/") else 0
        places = Places(redaction.text, redaction.spans)
        for signal in parsed.get("signalen", ()):
            signal["start"], signal["end"] = signal["start"] - shift, signal["end"] - shift
        return describe(item_id, parsed, places, self._finder.find(text).gemeente)


def _as_typed(text: str) -> str:
    """Typed text is never a payload, also when it starts with a slash."""
    return f" {text}" if text.startswith("/") else text


def _build_redaction() -> tuple[Any, Any]:
    from rasa_project.consultation.gemeenten import GemeenteFinder
    from rasa_project.knowledge.afscherming import load_gemeente_rows
    from rasa_project.tools.redact import build_redactor

    redactor = build_redactor(ROOT)
    return redactor, GemeenteFinder(load_gemeente_rows(ROOT), redactor.everyday)


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden predict`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden predict")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    predictor = Predictor(args.model)
    with args.input.open(encoding="utf-8") as source, args.output.open("w", encoding="utf-8") as target:
        for line in source:
            if line.strip():
                item = json.loads(line)
                target.write(json.dumps(predictor.predict(item["text"], item["id"]), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
