"""Dutch public holidays as a function of a date. Knowledge layer.

Days come from the `holidays` package; an organisation adds days on which it is
closed, or takes days away on which it works (`data/organisatie/instellingen.yml`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8)
def _days(year: int) -> frozenset[date]:
    # Imported late: it costs 0.15 s, and most processes never ask.
    from holidays.countries.netherlands import Netherlands

    days: dict[date, str] = Netherlands(years=year)  # type: ignore[no-untyped-call]
    return frozenset(days)


def dutch_holidays(
    dicht: frozenset[date] = frozenset(), open_op: frozenset[date] = frozenset()
) -> Callable[[date], bool]:
    """A function that says whether offices are closed on a day.

    Args:
        dicht: days on which this organisation is closed as well.
        open_op: holidays on which it works.
    """

    def feestdag(day: date) -> bool:
        if day in open_op:
            return False
        return day in dicht or day in _days(day.year)

    return feestdag
