"""Refusals with a status and a text of their own. Layer: gateway."""

from __future__ import annotations

from typing import Any

from rasa_project.errors import SamenduidenError


class Refusal(SamenduidenError):
    """A request that gets a short Dutch answer instead of a turn.

    Args:
        code: short name for programs, for instance `te_lang`.
        status: HTTP status.
        key: key in `data/teksten/afscherming.yml`.
        retry_after: seconds after which it makes sense to try again, or None.
        values: what the text needs.
    """

    def __init__(self, code: str, status: int, key: str, retry_after: int | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.key = key
        self.retry_after = retry_after
        self.values = values
