"""The pools of names and places that fill the slots of the training sentences."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).with_name("data")
_TITLES = frozenset(
    "mevrouw mevr mevr. mw mw. meneer mijnheer dhr dhr. heer familie fam fam. agent dokter dr dr. meester gezin".split()
)


#: Kind of name in `namen-woord.txt`: first names that are ordinary words too.
WORD_NAMES = "woord"


@dataclass(frozen=True)
class Mix:
    """Shares in the training of the names: names that are words, Dutch names, and names that exist in no list."""

    words: float = 0.06
    dutch: float = 0.25
    blended: float = 0.3


def blend(first: str, second: str) -> str:
    """Give a name that is in no list, from two of one origin: so that the place in the sentence must tell.

    The last three letters stay together, because that is the ending the pipeline sees.
    """
    start = first[: max(2, len(first) - 3)]
    return start + second[-3:].lower() if len(second) > 3 and first != second else first


@dataclass
class NamePool:
    """First names and surnames per origin, and places; drawing is seeded by the caller."""

    first: dict[str, list[str]] = field(default_factory=dict)
    last: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    mix: Mix | None = None

    def known_first(self) -> frozenset[str]:
        """Give all first names, lower-cased."""
        return frozenset(n.lower() for names in self.first.values() for n in names)

    def draw_person(self, chance: random.Random, before: str) -> list[str]:
        """Give the words of a name; after a title mostly a surname. Without a mix all origins are equally likely."""
        origin = self._origin(chance)
        first = self._first(chance, origin)
        last = chance.choice(self.last.get(origin) or self.last[chance.choice(list(self.last))])
        roll = chance.random()
        if before.lower() in _TITLES:
            return _words(last) if roll < 0.85 else [*_words(first), *_words(last)]
        if roll < 0.68:
            return _words(first)
        if roll < 0.94:
            return [*_words(first), *_words(last)]
        if roll < 0.97:
            return [*_words(first), f"{last[0].upper()}."]
        return _words(last)

    def _origin(self, chance: random.Random) -> str:
        roll = chance.random() if self.mix else 1.0
        if self.mix and roll < self.mix.words:
            return WORD_NAMES
        if self.mix and roll < self.mix.words + self.mix.dutch:
            return chance.choice([o for o in self.first if "nederlands" in o])
        return chance.choice(list(self.first))

    def _first(self, chance: random.Random, origin: str) -> str:
        name = chance.choice(self.first[origin])
        if self.mix is None or origin == WORD_NAMES or chance.random() >= self.mix.blended:
            return name
        return blend(name, chance.choice(self.first[origin]))

    def draw_place(self, chance: random.Random, label: str) -> list[str]:
        """Give the words of a place of kind GPE or LOC."""
        return _words(chance.choice(self.places[label]))


def _words(name: str) -> list[str]:
    return name.split("_")


def load_pool(folder: Path = DATA, more: bool = False, mix: Mix | None = None) -> NamePool:
    """Read the name files of the project; `more` adds the lists that the redaction uses too, a mix the word names."""
    pool = NamePool(mix=mix)
    extra = (("namen-eigen.txt",) if more else ()) + (("namen-woord.txt",) if mix else ())
    for file in ("namen.txt", "namen-faker.txt", *extra):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            kind, origin, names = line.split("\t")
            target = pool.first if kind == "voornaam" else pool.last
            target[origin] = names.split()
    for line in (folder / "plaatsen.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            label, names = line.split("\t")
            pool.places[label] = names.split()
    return pool
