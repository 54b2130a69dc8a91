"""Faith, origin and ordinary politics are context, never a worry. Pure layer.

The rule is data (`data/kennis/context.yml`) and works the same for every faith,
origin and party, so that nobody is treated differently for what he or she is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ALTIJD_MEER = frozenset({"geweld_dreiging", "beschermend", "online"})
"""Domains in which the rule does not look: violence stays violence, support stays support."""


@dataclass(frozen=True)
class ContextRegel:
    """Word beginnings that make an observation context, and those that make it more.

    Args:
        woorden: word beginnings about faith, origin, politics (lower case).
        meer_dan_context: word beginnings that say something beyond it.
    """

    woorden: tuple[str, ...]
    meer_dan_context: tuple[str, ...]

    def applies(self, domein: str, tekst: str) -> bool:
        """True when the words speak of faith, origin or politics and of nothing else."""
        if domein in ALTIJD_MEER or domein.startswith("trigger_"):
            return False
        low = tekst.casefold()
        return _starts(self.woorden, low) and not _starts(self.meer_dan_context, low)


def _starts(beginnings: tuple[str, ...], text: str) -> bool:
    """True when a word (or words) of the text starts with one of the beginnings.

    A beginning that ends in `$` must be the whole word: "mes$" is not "mest".
    """
    for beginning in beginnings:
        tail = r"\b" if beginning.endswith("$") else ""
        if re.search(rf"\b{re.escape(beginning.rstrip('$'))}{tail}", text):
            return True
    return False
