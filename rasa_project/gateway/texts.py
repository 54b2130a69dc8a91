"""Wording of the gateway, from `data/teksten`. Layer: gateway."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_project.errors import TextError

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Texts:
    """Fills in texts by key.

    Args:
        kennis: everything of `data/`, loaded and checked.
        values: values that every text may use, such as public phone numbers.
    """

    def __init__(self, kennis: Any, values: Mapping[str, str]) -> None:
        self._texts = kennis.teksten
        self._values = dict(values)

    def check(self, keys: Sequence[str]) -> None:
        """Fails at start when a text of the gateway is missing or cannot be filled in."""
        for key in keys:
            if key not in self._texts:
                raise TextError(f"text {key} is missing")

    def line(self, key: str, seed: str = "", **values: Any) -> str:
        """One variant of a text. The seed decides which one, so that a talk can be replayed.

        Raises:
            TextError: unknown key, or a placeholder that nobody fills.
        """
        if key not in self._texts:
            raise TextError(f"text {key} is missing")
        variants = self._texts[key].varianten
        digest = hashlib.blake2b(f"{seed}|{key}".encode(), digest_size=2).digest()
        known = {**self._values, **{name: str(value) for name, value in values.items()}}

        def fill(match: re.Match[str]) -> str:
            if match[1] not in known:
                raise TextError(f"text {key} needs a value for {match[1]}")
            return known[match[1]]

        return _PLACEHOLDER.sub(fill, variants[int.from_bytes(digest, "big") % len(variants)])

    def message(self, key: str, seed: str = "", **values: Any) -> dict[str, Any]:
        """The same as a bubble."""
        return {"text": self.line(key, seed, **values)}

    def kinds(self, labels: Sequence[str]) -> str:
        """Labels of what was removed, in words: "een naam, een adres en een kenteken"."""
        words = list(dict.fromkeys(self._kind(label) for label in labels))
        if len(words) == 1:
            return words[0]
        return self.line("afscherming_en", eerste=", ".join(words[:-1]), laatste=words[-1])

    def _kind(self, label: str) -> str:
        key = f"afscherming_soort_{label.lower()}"
        return self.line(key if key in self._texts else "afscherming_soort_anders")
