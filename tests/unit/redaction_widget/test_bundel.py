"""The committed widget is the build of its source, holds no foreign address, and speaks as agreed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
WIDGET = ROOT / "widget"
BUNDLE = (WIDGET / "dist" / "samenduiden.js").read_text(encoding="utf-8")
TEKSTEN: dict[str, str] = json.loads((WIDGET / "src" / "teksten.json").read_text(encoding="utf-8"))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_bundle_is_the_build_of_the_source() -> None:
    """`widget/build.mjs` writes both hashes; a change of source or bundle alone breaks one of them."""
    head, code = BUNDLE.split("\n", 1)
    stamped = dict(re.findall(r"(bron|code):([0-9a-f]{64})", head))
    names = sorted(
        [f"src/{path.name}" for path in (WIDGET / "src").iterdir()]
        + ["build.mjs", "package-lock.json", "package.json", "tsconfig.json"]
    )
    source = "".join(f"{name}\0{(WIDGET / name).read_text(encoding='utf-8')}\0" for name in names)
    assert stamped == {"bron": _sha(source), "code": _sha(code)}, "run `npm run build` in widget/ and commit dist/"


def test_nothing_is_fetched_from_elsewhere() -> None:
    for name in ("samenduiden.js", "index.html"):
        text = (WIDGET / "dist" / name).read_text(encoding="utf-8")
        addresses = set(re.findall(r"https?://[^\s\"'`)<>\\$]*", text))
        # The name space of drawings is a name, not an address; the other is the start of a link in an answer.
        assert addresses <= {"http://www.w3.org/2000/svg", "https://"}, addresses
    assert len(BUNDLE) < 60_000


def test_no_markup_from_text_and_no_storage_of_text() -> None:
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", ".cookie"):
        assert word not in BUNDLE


def test_lock_names_no_host() -> None:
    lock = (WIDGET / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "omit-lockfile-registry-resolved=true" in (WIDGET / ".npmrc").read_text(encoding="utf-8")


def test_texts_are_calm_and_honest() -> None:
    for key, text in TEKSTEN.items():
        assert "!" not in text, key
        assert not re.search(r"\b(u|uw)\b", text), key
        assert "ik bewaar niets" not in text.lower()
        assert "anoniem" not in text.lower()


def test_phone_numbers_in_the_texts_are_those_of_the_contacts() -> None:
    contacts = YAML(typ="safe").load((ROOT / "data" / "kennis" / "contacten.yml").read_text(encoding="utf-8"))
    known = {str(value) for item in contacts["contacten"].values() for key, value in item.items() if "telefoon" in key}
    used = {number for text in TEKSTEN.values() for number in re.findall(r"\b\d[\d -]{1,}\d\b", text)}
    assert used <= known


def test_every_text_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (WIDGET / "src").glob("*.ts"))
    unused = [key for key in TEKSTEN if f'"{key}"' not in source and not key.startswith("hint_")]
    assert unused == []
