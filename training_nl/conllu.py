"""Read the three file forms of the training data: CoNLL-U, token-tab-tag, CoNLL coreference columns."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One sentence; all lists have the length of `words`.

    Heads are indices into the sentence, the root points to itself. A tag of "" is missing; a head or
    label of None is missing; `feats` of None is missing and "" means: no features. `names` holds IOB
    tags, with "-" for unknown, or None when nothing is known about names.
    """

    words: list[str]
    spaces: list[bool]
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    feats: list[str | None] = field(default_factory=list)
    heads: list[int | None] = field(default_factory=list)
    deps: list[str | None] = field(default_factory=list)
    names: list[str] | None = None
    genre: str = ""

    def key(self) -> str:
        """Give letters and digits only, lower-cased: how sentences of different editions are compared."""
        return "".join(c for c in "".join(self.words).lower() if c.isalnum())

    def blank(self, i: int) -> None:
        """Make class, tag, features and lemma of one word missing."""
        self.pos[i] = self.tags[i] = self.lemmas[i] = ""
        self.feats[i] = None

    def text(self) -> str:
        """Give the plain text of the sentence."""
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).strip()


def open_data(folder: Path, name: str) -> list[str]:
    """Give the lines of a data file, stored plain or xz-compressed."""
    plain, packed = folder / name, folder / f"{name}.xz"
    if plain.exists():
        return plain.read_text(encoding="utf-8").splitlines()
    with lzma.open(packed, "rt", encoding="utf-8") as stream:
        return stream.read().splitlines()


def blocks(lines: list[str]) -> Iterator[list[str]]:
    """Give the groups of lines between empty lines."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


_NO_SPACE_BEFORE = set(".,;:!?)]}»%’”'…")
_NO_SPACE_AFTER = set("([{«‘“")


def guess_spaces(words: list[str]) -> list[bool]:
    """Give where a space follows, for an edition that does not store it."""
    spaces = [True] * len(words)
    quote_open = False
    for i, word in enumerate(words):
        if word == '"':
            before = i - 1 if quote_open else None
            if not quote_open:
                spaces[i] = False
            quote_open = not quote_open
            if before is not None and before >= 0:
                spaces[before] = False
        elif word[0] in _NO_SPACE_BEFORE and not word[-1].isalnum() and i:
            spaces[i - 1] = False
        if word in _NO_SPACE_AFTER:
            spaces[i] = False
    return spaces


def read_conllu(lines: list[str]) -> Iterator[Sentence]:
    """Give the sentences of a CoNLL-U file; word ranges and empty nodes are left out."""
    for block in blocks(lines):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        rows = [r for r in rows if r[0].isdigit()]
        if not rows:
            continue
        comments = " ".join(line for line in block if line.startswith("#"))
        words = [r[1] for r in rows]
        stored = any("SpaceAfter" in r[9] for r in rows) or "# text =" in comments
        spaces = ["SpaceAfter=No" not in r[9] for r in rows] if stored else guess_spaces(words)
        heads: list[int | None] = [int(r[6]) - 1 if r[6] != "0" else i for i, r in enumerate(rows)]
        yield Sentence(
            words=words,
            spaces=spaces,
            lemmas=[r[2] for r in rows],
            pos=[r[3] for r in rows],
            tags=["" if r[4] == "_" else r[4] for r in rows],
            feats=["" if r[5] == "_" else r[5] for r in rows],
            heads=heads,
            deps=["ROOT" if r[7] == "root" else r[7] for r in rows],
            genre="wiki" if "wiki-" in comments else "krant",
        )


def read_iob(lines: list[str]) -> Iterator[Sentence]:
    """Give the sentences of a file with `token TAB tag`."""
    for block in blocks(lines):
        rows = [line.split("\t") for line in block if "\t" in line]
        if rows:
            words = [r[0] for r in rows]
            yield Sentence(words, guess_spaces(words), names=[r[1].strip() for r in rows], genre="historisch")


def _open_column(cells: list[str]) -> list[str]:
    """Turn a bracket column `(PER * *)` into IOB tags; nested brackets count for the outer one."""
    tags, label, depth = [], "", 0
    for cell in cells:
        opened = [part for part in cell.replace(")", "").replace("*", "").split("(") if part]
        if depth == 0 and opened:
            label = opened[0]
            tags.append(f"B-{label}")
        else:
            tags.append(f"I-{label}" if depth else "O")
        depth = max(0, depth + cell.count("(") - cell.count(")"))
    return tags


def read_novels(folder: Path, name: str) -> Iterator[Sentence]:
    """Give the sentences of the OpenBoek archive with the names of its eleventh column."""
    path = folder / name
    with tarfile.open(path if path.exists() else folder / f"{name}.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            for block in blocks(stream.read().decode("utf-8").splitlines()):
                rows = [line.split("\t") for line in block if line.count("\t") > 10]
                if rows:
                    words = [r[3] for r in rows]
                    names = _open_column([r[10] for r in rows])
                    yield Sentence(words, guess_spaces(words), names=names, genre="roman")
