"""Who may import what; see the table in `docs/architecture.md`. Read from the source, nothing is imported."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "rasa_project"
PURE = ("language", "consultation", "redaction", "understanding")
# Clock, chance and the network are handed in to pure code.
IMPURE_MODULES = frozenset({"random", "secrets", "socket", "time", "urllib", "http", "subprocess", "sqlite3", "yaml"})
CLOCK_CALLS = frozenset({"datetime.now", "datetime.today", "datetime.utcnow", "date.today"})


@dataclass(frozen=True)
class Layer:
    """What a package may import besides itself and the standard library.

    Attributes:
        own: parts of `rasa_project` (a package, or one module of it); "*" is every part not in `never`.
        others: packages from outside; "*" is any but those in `never`.
        never: imports that are refused whatever else holds.
    """

    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    never: frozenset[str] = field(default_factory=frozenset)


def names(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


AROUND_RASA = names("components storage training nlg serving")
KNOWLEDGE_DOORS = names(
    "knowledge.repository knowledge.afscherming knowledge.taal knowledge.kanalen knowledge.tekening",
    "knowledge.serveren",
)


def around_rasa(own: str) -> Layer:
    """A package beside Rasa: anything but the front door, the actions and its neighbours."""
    never = (AROUND_RASA - {own}) | names("gateway launcher tools actions")
    return Layer(names("*"), names("*"), never)


LAYERS: dict[str, Layer] = {
    "errors": Layer(),
    "settings": Layer(names("errors")),
    "logs": Layer(names("errors settings"), names("structlog pluggy rasa")),
    "launcher": Layer(),
    "language": Layer(others=names("numpy")),
    "consultation": Layer(names("language errors")),
    "redaction": Layer(names("language errors"), names("stdnum phonenumbers numpy")),
    "understanding": Layer(names("language errors consultation.models consultation.acuut"), names("numpy")),
    "knowledge": Layer(names("consultation redaction language errors settings"), names("pydantic ruamel holidays")),
    "gateway": Layer(
        names("redaction consultation language errors settings logs") | KNOWLEDGE_DOORS,
        names("aiohttp sqlalchemy spacy onnxruntime numpy slack_bolt slack_sdk microsoft_agents jwt"),
    ),
    "components": around_rasa("components"),
    "storage": around_rasa("storage"),
    "training": around_rasa("training"),
    "nlg": around_rasa("nlg"),
    # Puts the parts together when the server starts, so it knows the store and the texts.
    "serving": Layer(names("*"), names("*"), names("gateway launcher tools actions components training")),
    "tools": Layer(names("*"), names("*"), names("launcher")),
    "start_rasa": Layer(names("*"), names("*"), names("gateway launcher tools")),
    "start_actions": Layer(names("*"), names("*"), names("gateway launcher tools")),
    "actions": Layer(
        names("consultation errors settings logs knowledge.repository knowledge.gedeeld"), names("rasa_sdk")
    ),
}


def sources() -> list[Path]:
    files = [*(ROOT / PROJECT).rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
    return sorted(file for file in files if "__pycache__" not in file.parts)


def layer_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] != PROJECT else parts[1]


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Every imported module with its line; relative imports are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(package.split(".")[: -node.level + 1 or None] + ([base] if base else []))
            if base == PROJECT:
                for alias in node.names:
                    yield node.lineno, f"{PROJECT}.{alias.name}"
            else:
                yield node.lineno, base


def is_allowed(module: str, own_layer: str, layer: Layer) -> bool:
    top, _, rest = module.partition(".")
    if top == PROJECT:
        part = rest.split(".")[0]
        if not part or part == own_layer:
            return True
        if part in layer.never:
            return False
        return "*" in layer.own or part in layer.own or any(f"{rest}.".startswith(f"{one}.") for one in layer.own)
    if top == own_layer:
        return True
    # A command may walk the whole path, actions included; nothing else may know them.
    if top in layer.never or (top == "actions" and own_layer != "tools"):
        return False
    return top in sys.stdlib_module_names or "*" in layer.others or top in layer.others


def test_every_part_has_a_layer() -> None:
    found = {layer_of(file) for file in sources()} - {"__init__"}
    assert found <= set(LAYERS), f"no layer for {sorted(found - set(LAYERS))}"


@pytest.mark.parametrize("file", sources(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_keep_to_the_layers(file: Path) -> None:
    own = layer_of(file)
    if own == "__init__":
        assert not file.read_text(encoding="utf-8").strip(), "rasa_project/__init__.py is empty on purpose"
        return
    package = ".".join(file.relative_to(ROOT).parent.parts)
    tree = ast.parse(file.read_text(encoding="utf-8"))
    wrong = [
        f"line {line}: {module}" for line, module in imports(tree, package) if not is_allowed(module, own, LAYERS[own])
    ]
    assert not wrong, f"{own} may not import: {wrong}"


@pytest.mark.parametrize(
    "file", [file for file in sources() if layer_of(file) in PURE], ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_pure_code_has_no_clock_chance_files_or_network(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    wrong = [module for _, module in imports(tree, "") if module.split(".")[0] in IMPURE_MODULES]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in CLOCK_CALLS or called.endswith(tuple(f".{call}" for call in CLOCK_CALLS)):
                wrong.append(called)
            if layer_of(file) != "understanding" and called == "open":
                wrong.append(called)
    assert not wrong


def test_the_check_itself_sees_what_it_should() -> None:
    gateway, launcher = LAYERS["gateway"], LAYERS["launcher"]
    assert not is_allowed("rasa.core", "gateway", gateway)
    assert not is_allowed("rasa_project.storage.guarded", "gateway", gateway)
    assert not is_allowed("rasa_project.knowledge.loader", "gateway", gateway)
    assert is_allowed("rasa_project.knowledge.repository", "gateway", gateway)
    assert not is_allowed("aiohttp", "launcher", launcher)
    assert not is_allowed("rasa_project.settings", "launcher", launcher)
    assert is_allowed("pathlib", "launcher", launcher)
    assert not is_allowed("actions.base", "components", LAYERS["components"])
    assert list(imports(ast.parse("from ..errors import x\nfrom . import y"), "rasa_project.gateway")) == [
        (1, "rasa_project.errors"),
        (2, "rasa_project.gateway"),
    ]
