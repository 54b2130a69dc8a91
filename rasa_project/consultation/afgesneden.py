"""A mirrored line ends and begins with words that can stand there. Pure layer.

A finding may stop half-way ("snijdt zich en", "zei het vanmiddag in het"). What hangs loose is cut, or the line
goes on to the end of its clause when too little would be left. The words are data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_project.consultation.gesprekswoorden import Gesprekswoorden

EINDE, BEGIN, HALF = "los_aan_het_eind", "los_aan_het_begin", "half_begin"
"""Groups of words: what cannot end a line, what need not begin one, and subjects of half a clause."""

KLEIN = 3
"""Words of half a clause that cannot do without its subject."""

LANG = 6
"""Words that may be added to a line that was cut short."""

_RAND = " \t\n,;:-–"
_VERDER = re.compile(r"[^.,;:!?\n]*")
_SUBJECT = re.compile(r"\b(?:dat|omdat|als|of|terwijl)\s+(?P<wie>\w+)\s+$", re.I)
_ZEGT_DAT = re.compile(r"(?P<zegt>\S+)\s+dat\s+$", re.I)


def whole(tekst: str, start: int, end: int, others: Sequence[tuple[int, int]], woorden: Gesprekswoorden) -> str:
    """The words of a finding without loose ends.

    Args:
        tekst: the message.
        start: where the finding begins, in code points.
        end: where it ends, exclusive.
        others: places of the other findings; a line never grows into one of these.
    """
    words = _cut(tekst[start:end], woorden)
    if len(words.split()) < 2 and words != tekst[start:end].strip(_RAND):
        rest = _VERDER.match(tekst, end)
        stop = rest.end() if rest else end
        if len(tekst[end:stop].split()) <= LANG and not any(low < stop and high > end for low, high in others):
            words = _cut(tekst[start:stop], woorden)
    return _with_its_subject(tekst, start, words, others, woorden)


def _with_its_subject(
    tekst: str, start: int, words: str, others: Sequence[tuple[int, int]], woorden: Gesprekswoorden
) -> str:
    """Where only "hij naar Syrie wil" or less was found: "zegt dat hij naar Syrie wil"."""
    begin = start
    subject = _SUBJECT.search(tekst[:start]) if len(words.split()) <= KLEIN else None
    if subject is not None and woorden.groepen[HALF].fullmatch(subject["wie"].lower()):
        begin = subject.start("wie")
    if begin == start and woorden.groepen[HALF].match(words.lower()) is None:
        return words
    said = _ZEGT_DAT.search(tekst[:begin])
    if said is not None and woorden.groepen["zegt_iets"].fullmatch(said["zegt"].lower()):
        begin = said.start()
    if any(low < start and high > begin for low, high in others):
        return words
    return f"{tekst[begin:start]}{words}"


def _cut(words: str, woorden: Gesprekswoorden) -> str:
    words = words.strip(_RAND)
    while True:
        shorter = words
        last = [m for m in woorden.groepen[EINDE].finditer(shorter.lower()) if m.end() == len(shorter)]
        if last:
            shorter = shorter[: last[0].start()].strip(_RAND)
        first = woorden.groepen[BEGIN].match(shorter.lower())
        if first and first.end() < len(shorter):
            shorter = shorter[first.end() :].strip(_RAND)
        if shorter == words:
            return words
        words = shorter
