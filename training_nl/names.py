"""The pools of names and places that fill the slots of the training sentences."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).with_name("data")
_TITLES = frozenset(
    "mevrouw mevr mevr. mw mw. meneer mijnheer dhr dhr. heer familie fam fam. agent dokter dr dr. meester gezin".split()
)


@dataclass
class NamePool:
    """First names and surnames per origin, and places; drawing is seeded by the caller."""

    first: dict[str, list[str]] = field(default_factory=dict)
    last: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def known_first(self) -> frozenset[str]:
        """Give all first names, lower-cased."""
        return frozenset(n.lower() for names in self.first.values() for n in names)

    def draw_person(self, chance: random.Random, before: str) -> list[str]:
        """Give the words of a name; after a title mostly a surname. All origins are equally likely."""
        origin = chance.choice(list(self.first))
        first = chance.choice(self.first[origin])
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

    def draw_place(self, chance: random.Random, label: str) -> list[str]:
        """Give the words of a place of kind GPE or LOC."""
        return _words(chance.choice(self.places[label]))


def _words(name: str) -> list[str]:
    return name.split("_")


def load_pool(folder: Path = DATA, more: bool = False) -> NamePool:
    """Read the name files of the project; `more` adds the lists that the redaction uses too."""
    pool = NamePool()
    for file in ("namen.txt", "namen-faker.txt", *(("namen-eigen.txt",) if more else ())):
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
