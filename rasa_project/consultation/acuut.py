"""Concrete danger, found by rules that are data. Consultation layer: standard library and language only.

The rules are the part of the acute detector that works without any model: the
gateway uses them when Rasa is down, the detector uses their findings as features.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import fold, tokenize
from rasa_project.language.word_groups import compile_group

DIRECT = "direct"
VRAAG = "vraag"


@dataclass(frozen=True)
class AcuteResult:
    """What a detector says about one message.

    Attributes:
        acuut: True when there may be danger now, or an act is announced.
        modus: `direct` (numbers first) or `vraag` (ask whether there is danger now); None when not acute.
        soort: kind of danger: geweld, zelfdoding, kind, vertrek or algemeen; None when not acute.
        regel: id of the rule that fired, or None.
        altijd: True when that rule asks whatever a model makes of the message.
    """

    acuut: bool = False
    modus: str | None = None
    soort: str | None = None
    regel: str | None = None
    altijd: bool = False


@dataclass(frozen=True)
class AcuteRule:
    """One rule: all of some word groups near one another and none of some others."""

    id: str
    soort: str
    modus: str
    alle: tuple[str, ...]
    niet: tuple[str, ...] = ()
    hoogstens: int | None = None
    altijd: bool = False


@dataclass(frozen=True)
class AcuteRules:
    """The rules with their word groups, ready for use."""

    groepen: Mapping[str, re.Pattern[str]]
    regels: tuple[AcuteRule, ...]

    @classmethod
    def build(cls, groepen: Mapping[str, Sequence[str]], regels: Iterable[AcuteRule]) -> AcuteRules:
        """Compiles word groups; a `*` stands for any letters."""
        return cls({name: compile_group(words) for name, words in groepen.items()}, tuple(regels))

    def found(self, text: str) -> set[str]:
        """Names of the groups with a word in the text; the text must be folded."""
        return {name for name, pattern in self.groepen.items() if pattern.search(text)}


def acute_rules(text: str, rules: AcuteRules) -> AcuteResult:
    """The strongest finding of the rules in a message.

    A rule looks at every sentence together with the one before and after it:
    "hij heeft een mes. hij staat nu bij de deur" is one danger, and so a denial
    in the next sentence takes it back.
    """
    sentences = [fold(text[start:end]) for start, end in split_sentences(text)]
    groups = [rules.found(sentence) for sentence in sentences]
    size = sum(token.is_word for token in tokenize(text, 40))
    best = AcuteResult()
    for index in range(len(groups)):
        near: set[str] = set().union(*groups[max(0, index - 1) : index + 2])
        for rule in rules.regels:
            if rule.hoogstens is not None and size > rule.hoogstens:
                continue
            if near.issuperset(rule.alle) and near.isdisjoint(rule.niet):
                if rule.modus == DIRECT:
                    return AcuteResult(True, rule.modus, rule.soort, rule.id, rule.altijd)
                if not best.acuut or (rule.altijd and not best.altijd):
                    best = AcuteResult(True, rule.modus, rule.soort, rule.id, rule.altijd)
    return best
