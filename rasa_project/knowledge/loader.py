"""A YAML file to plain data plus the line of every value. Knowledge layer.

YAML readers differ in what they make of `030`, `no` or a date, so the file is
only composed by ruamel and the values are made here, by rules that fit on one
page: quoted is text; `true`/`false`, numbers and dates are what they look
like; a number with a lost-zero risk (`0612345678`) is a `Getal`, so that the
checker can ask for quotes; everything else is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rasa_project.knowledge import meldingen
from rasa_project.knowledge.meldingen import Melding

Plek = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top."""

_GETAL = re.compile(r"[-+]?\d[\d ]*$")
_HEEL = re.compile(r"-?(0|[1-9]\d*)$")
_KOMMA = re.compile(r"-?\d+\.\d+$")
_DATUM = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_TAB = re.compile(r"^ *\t", re.MULTILINE)


class Getal(int):
    """A number that lost something when it was read without quotes; `tekst` is how it stood there."""

    tekst: str

    def __new__(cls, tekst: str) -> Getal:
        """The number that these characters look like."""
        number = super().__new__(cls, int(re.sub(r"[ +]", "", tekst) or 0))
        number.tekst = tekst
        return number


@dataclass
class Document:
    """A file as data.

    Attributes:
        bestand: path as it is named to the editor, relative to the project.
        data: what the file says; None when it could not be read at all.
        regels: the line (from 1) of every value; for a key of a mapping the line of the key.
        meldingen: what is wrong with the file as a file.
    """

    bestand: str
    data: Any = None
    regels: dict[Plek, int] = field(default_factory=dict)
    meldingen: list[Melding] = field(default_factory=list)

    def line(self, plek: Plek) -> int:
        """The line of a value, or of the nearest thing around it."""
        for length in range(len(plek), -1, -1):
            if plek[:length] in self.regels:
                return self.regels[plek[:length]]
        return 1


def load_document(path: Path, root: Path) -> Document:
    """Read one YAML file; never raises for what an editor can do wrong."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    document = Document(name)
    text = _read(path, document)
    if text is not None:
        _compose(text, document)
    return document


def _read(path: Path, document: Document) -> str | None:
    """The text, with what is wrong about its bytes noted."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        document.meldingen.append(meldingen.bestand_ontbreekt(document.bestand))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        document.meldingen.append(meldingen.bom(document.bestand))
        raw = raw[3:]
    if b"\r\n" in raw:
        document.meldingen.append(meldingen.windows_regeleinden(document.bestand))
        raw = raw.replace(b"\r\n", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.meldingen.append(meldingen.geen_utf8(document.bestand, line))
        return None
    tab = _TAB.search(text)
    if tab:
        line = text.count("\n", 0, tab.end()) + 1
        document.meldingen.append(meldingen.tab(document.bestand, line))
        return None
    return text


def _compose(text: str, document: Document) -> None:
    """Fill `data` and `regels`, or say why the text is no YAML."""
    try:
        node = YAML(typ="safe").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.meldingen.append(meldingen.geen_yaml(document.bestand, line, error.problem or ""))
        return
    except YAMLError:
        document.meldingen.append(meldingen.geen_yaml(document.bestand, 1, ""))
        return
    if node is None:
        document.meldingen.append(meldingen.leeg_bestand(document.bestand))
        return
    document.data = _build(node, (), document)


def _build(node: Node, plek: Plek, document: Document) -> Any:
    document.regels.setdefault(plek, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, plek, document)
    if isinstance(node, SequenceNode):
        return [_build(child, (*plek, i), document) for i, child in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    # `style` is None or empty for a plain scalar, depending on the parser behind ruamel.
    return node.value if node.style else _plain(node.value)


def _mapping(node: MappingNode, plek: Plek, document: Document) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*plek, key)
        line = key_node.start_mark.line + 1
        if key in out:
            first = document.regels[here]
            document.meldingen.append(meldingen.dubbele_sleutel(document.bestand, line, key, first))
            continue
        document.regels[here] = line
        out[key] = _build(value_node, here, document)
    return out


def _plain(value: str) -> Any:
    """The meaning of an unquoted value."""
    if value in ("", "~", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if _HEEL.match(value):
        return int(value)
    if _KOMMA.match(value):
        return float(value)
    found = _DATUM.match(value)
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return value
    if _GETAL.match(value):
        return Getal(value)
    return value
