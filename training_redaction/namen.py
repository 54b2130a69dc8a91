"""Names for the training sentences: from the lists, misspelt, made up, or held back from the lists."""

from __future__ import annotations

import random
from dataclasses import replace as change
from pathlib import Path

from rasa_project.redaction.models import RedactionLists
from rasa_project.redaction.woordsoort import kind_of

ROOT = Path(__file__).resolve().parents[1]
_PARTICLES = [
    "de",
    "van",
    "van de",
    "van der",
    "van den",
    "el",
    "ten",
    "ben",
    "al",
    "den",
    "ter",
    "van 't",
    "vd",
    "v.d.",
]
_LISTED = {"voor", "achter", "beide", "meestal"}


def hold_back(lists: RedactionLists, rng: random.Random, share: float = 0.2) -> tuple[RedactionLists, frozenset[str]]:
    """Lists from which a share of the names is gone, so that training meets names no list holds."""
    gone = frozenset(
        name
        for name in sorted(lists.voornamen | lists.achternamen)
        if name not in lists.naam_meestal and rng.random() < share
    )
    less = change(
        lists,
        voornamen=lists.voornamen - gone,
        achternamen=lists.achternamen - gone,
        eigennamen=lists.eigennamen - gone,
    )
    return less, gone


def slip(word: str, rng: random.Random) -> str:
    """A word with one typing error."""
    cut = rng.randrange(1, len(word)) if len(word) > 1 else 0
    extra = rng.choice("aeiouyhknr")
    return rng.choice((word[:cut] + word[cut + 1 :], word[:cut] + extra + word[cut:], word[:cut] + word[cut - 1 :]))


class Names:
    """Draws names; every origin weighs the same, however long its list is.

    Args:
        lists: what the redactor knows while it trains.
        gone: names held back from those lists.
    """

    def __init__(self, lists: RedactionLists, rng: random.Random, gone: frozenset[str] = frozenset()) -> None:
        self.lists, self.rng = lists, rng
        own = ROOT / "data/kennis/afscherming"
        self.known: dict[str, list[str]] = {}
        self.unknown: dict[str, list[str]] = {}
        for mark, stem in (("V", "voornamen"), ("A", "achternamen")):
            groups = [*sections(own / f"{stem}_eigen.txt").values()]
            groups += [names for origin, names in sections(own / f"{stem}.txt").items() if origin == "nederlands"]
            drawn = [name for names in groups for name in self._usable(names, gone)]
            self.known[mark] = [name for name in drawn if name not in gone]
            self.unknown[mark] = [name for name in drawn if name in gone]
        self.mostly = sorted(w for w in lists.naam_meestal if len(w) > 2)
        self.soms = sorted(w for w in lists.naam_soms if len(w) > 1)
        self.trade = sorted(w for w in lists.achternaam_woord if len(w) > 2)

    def _usable(self, names: list[str], gone: frozenset[str], size: int = 900) -> list[str]:
        fit = [name for name in names if name in gone or kind_of(name, self.lists) in _LISTED]
        return [self.rng.choice(fit) for _ in range(size)] if fit else []

    def invented(self) -> str:
        """A name that is on no list."""
        rng = self.rng
        if self.unknown["V"] and rng.random() < 0.6:
            return rng.choice(self.unknown["V"])
        while rng.random() < 0.5:
            name = slip(rng.choice(self.known["V"]), rng)
            if kind_of(name, self.lists) in {"onbekend", "lijkt", "tiknaam"}:
                return name
        both = self.known["V"] + self.known["A"]
        while True:
            left, right = rng.choice(both), rng.choice(both)
            name = left[: rng.randint(2, 4)] + right[-rng.randint(2, 5) :]
            if name.isalpha() and 3 <= len(name) <= 12 and kind_of(name, self.lists) in {"onbekend", "afgeleid"}:
                return name

    def draw(self, mark: str) -> str:
        """A name for one mark of a sentence: V first name, A surname, VA both, W and S a word, N unknown."""
        rng = self.rng
        chance = rng.random()
        if mark == "V":
            if chance < 0.2:
                return self.invented()
            return rng.choice(self.mostly) if chance < 0.36 else rng.choice(self.known["V"])
        if mark == "A":
            unknown = chance < 0.25 and self.unknown["A"]
            name = rng.choice(self.unknown["A"]) if unknown else rng.choice(self.known["A"])
            if chance > 0.9:
                name = rng.choice(self.trade)
            return f"{rng.choice(_PARTICLES)} {name}" if rng.random() < 0.3 else name
        if mark == "VA":
            return f"{self.draw('V')} {self.draw('A')}"
        return self.invented() if mark == "N" else rng.choice(self.soms if mark == "W" else self.trade)


def sections(path: Path) -> dict[str, list[str]]:
    """Names of a list by origin."""
    groups: dict[str, list[str]] = {}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# herkomst: "):
            current = line[12:]
        elif line and not line.startswith("#"):
            groups.setdefault(current, []).append(line)
    return groups
