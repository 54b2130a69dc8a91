"""What stands in a finding's own clause goes before what a model made of it. Language layer: standard library only.

A message that is about the internet for the most part pulls everything that is told in it to `online`. Rules
that are data (`data/kennis/taal/deelzinnen.yml`) look at one clause at a time: "zei dat die mensen geen mensen
zijn" has a verb of saying and no word of the internet, so it is something that was said. Nothing is found by these
rules: they cut a finding where another clause begins, and give such a part the domain of its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_project.language.clauses import split_clauses
from rasa_project.language.cues import same_length
from rasa_project.language.sentences import split_sentences
from rasa_project.language.word_groups import compile_group

_RAND = " \t\n.,;:!?-–\"“”'‘’"
_HANGT = frozenset("waarin waar waarop waarmee die dat wie wat of als hoe omdat terwijl".split())
"""Words that open a clause within a clause."""
_VOOR = 3
"""Words before a cut; fewer are the subject of the verb."""
_KORTST = 2
"""Words that a part must have to stand by itself."""


@dataclass(frozen=True)
class ClauseRule:
    """Gives the parts of some domains another one by the words of their clause.

    Attributes:
        van: domains in which it looks.
        domein: what the part becomes.
        alle: groups that must all have a word in the clause.
        niet: groups that may have none.
        nooit_ontkend: True when what it finds is there, however it sounds.
    """

    id: str
    van: frozenset[str]
    domein: str
    alle: tuple[str, ...]
    niet: tuple[str, ...] = ()
    nooit_ontkend: bool = False


@dataclass(frozen=True)
class Part:
    """A finding or a part of it; offsets in code points, end exclusive."""

    start: int
    end: int
    domein: str
    nooit_ontkend: bool = False


@dataclass(frozen=True)
class ClauseRules:
    """The rules with their words, ready for use."""

    groepen: Mapping[str, re.Pattern[str]]
    regels: tuple[ClauseRule, ...]
    knip: re.Pattern[str]
    knip_altijd: re.Pattern[str]

    @classmethod
    def build(cls, data: Mapping[str, Any]) -> ClauseRules:
        """From the file; a `*` stands for one word, or for letters."""
        verbs = compile_group(str(word) for word in data["knip"]).pattern
        others = compile_group(str(word) for word in data["knip_ook_in_bijzin"]).pattern
        subjects = compile_group(str(word) for word in data["geen_knip_voor"]).pattern
        free = rf"(?!\s+(?:{subjects}|\[))"
        rules = [
            ClauseRule(
                str(row["id"]),
                frozenset(row["van"]),
                str(row["domein"]),
                tuple(row["alle"]),
                tuple(row.get("niet", ())),
                bool(row.get("nooit_ontkend", False)),
            )
            for row in data["regels"]
        ]
        groups = {str(name): compile_group(str(word) for word in words) for name, words in data["groepen"].items()}
        knip, always = (re.compile(rf"\s+(?:en\s+)?(?={words}{free})") for words in (verbs, others))
        return cls(groups, tuple(rules), knip, always)

    def rule(self, clause: str, domein: str) -> ClauseRule | None:
        """The first rule for a domain that fits the words of a clause."""
        folded = same_length(clause)
        for rule in self.regels:
            if domein in rule.van and self._fits(rule, folded):
                return rule
        return None

    def parts(self, text: str, start: int, end: int, domein: str) -> list[Part]:
        """A finding as it is, or cut in parts when one of them belongs to another domain.

        Args:
            text: the message.
            start: where the finding begins.
            end: where it ends, exclusive.
            domein: what the model saw in it.
        """
        found: list[Part] = []
        for low, high in self.clauses(text):
            begin, stop = trimmed(text, max(low, start), min(high, end))
            if stop <= begin:
                continue
            rule = self.rule(text[low:high], domein) if len(text[begin:stop].split()) >= _KORTST else None
            part = Part(begin, stop, rule.domein if rule else domein, bool(rule and rule.nooit_ontkend))
            if found and found[-1].domein == part.domein:
                found[-1] = Part(found[-1].start, stop, part.domein, found[-1].nooit_ontkend or part.nooit_ontkend)
            else:
                found.append(part)
        if not any(part.domein != domein or part.nooit_ontkend for part in found):
            return [Part(start, end, domein)]
        return found

    def clauses(self, text: str) -> list[tuple[int, int]]:
        """All clauses of a message, in order; also cut where a verb of saying follows without a comma."""
        plain = same_length(text)
        places = []
        for low, high in split_sentences(text):
            for begin, stop in split_clauses(text, low, high):
                cuts = sorted(self._cuts(plain, begin, stop))
                places += list(zip([begin, *cuts], [*cuts, stop]))
        return places

    def _cuts(self, plain: str, begin: int, stop: int) -> set[int]:
        """Places of a new clause; not at the verb of the clause itself, nor of one that hangs on it."""
        found = set()
        for pattern in (self.knip, self.knip_altijd):
            for match in pattern.finditer(plain, begin, stop):
                before = plain[begin : match.start()].split()
                joined = bool(match[0].split()) or pattern is self.knip_altijd
                if len(before) >= _VOOR and (joined or _HANGT.isdisjoint(before)):
                    found.add(match.end())
        return found

    def applies(self, rule: ClauseRule, clause: str) -> bool:
        """True when the words of a clause fit a rule."""
        return self._fits(rule, same_length(clause))

    def _fits(self, rule: ClauseRule, folded: str) -> bool:
        return all(self.groepen[name].search(folded) for name in rule.alle) and not any(
            self.groepen[name].search(folded) for name in rule.niet
        )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space, marks and a joining "en" at its edges."""
    while start < end and text[start] in _RAND:
        start += 1
    while end > start and text[end - 1] in _RAND:
        end -= 1
    if text[start:end].casefold().startswith("en "):
        return trimmed(text, start + 3, end)
    if text[start:end].casefold().endswith(" en"):
        return trimmed(text, start, end - 3)
    return start, end


def problems(data: Mapping[str, Any], rules: ClauseRules) -> list[tuple[str, str, str]]:
    """What is wrong in the file, as (kind, id of the rule, value): unknown groups, examples that fail."""
    found: list[tuple[str, str, str]] = []
    for row, rule in zip(data["regels"], rules.regels, strict=True):
        unknown = [name for name in (*rule.alle, *rule.niet) if name not in rules.groepen]
        found += [("onbekende_groep", rule.id, name) for name in unknown]
        if unknown:
            continue
        if not row.get("wel") or not row.get("niet_bij"):
            found.append(("zonder_voorbeeld", rule.id, ""))
        found += [("gaat_niet_af", rule.id, t) for t in _sentences(row, "wel") if not rules.applies(rule, t)]
        found += [("gaat_onterecht_af", rule.id, t) for t in _sentences(row, "niet_bij") if rules.applies(rule, t)]
    return found


def _sentences(row: Mapping[str, Any], name: str) -> Sequence[str]:
    return [str(text) for text in row.get(name, ())]
