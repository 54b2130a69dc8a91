"""Write a pipeline as a wheel, byte for byte the same for the same weights."""

from __future__ import annotations

import base64
import hashlib
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from training_nl.messages import stop

if TYPE_CHECKING:
    from spacy.language import Language

MAX_BYTES = 15_000_000
PACKAGE = "nl_core_news_sm"
_STAMP = (1980, 1, 1, 0, 0, 0)
_INIT = '''"""Dutch pipeline; see LICENSE and SOURCES.md in this folder."""

from pathlib import Path

from spacy.util import get_model_meta, load_model_from_init_py

from . import words  # noqa: F401  registers the lemmatizer

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides):
    """Load the pipeline."""
    return load_model_from_init_py(__file__, **overrides)
'''


#: Code of the pipeline's own components, beside its data.
_CODE = "words.py"


def _metadata(meta: dict) -> dict[str, str]:
    version = meta["version"]
    return {
        "METADATA": (
            f"Metadata-Version: 2.1\nName: {PACKAGE.replace('_', '-')}\nVersion: {version}\n"
            f"Summary: {meta['description']}\nAuthor: {meta['author']}\nLicense: {meta['license']}\n"
            f"Requires-Dist: spacy {meta['spacy_version']}\n"
        ),
        "WHEEL": "Wheel-Version: 1.0\nGenerator: training_nl\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": f"[spacy_models]\n{PACKAGE} = {PACKAGE}\n",
        "top_level.txt": f"{PACKAGE}\n",
    }


def write_wheel(nlp: Language, folder: Path, extra: dict[str, Path]) -> Path:
    """Write the wheel into `folder`; `extra` are files beside the package (licence, sources).

    Raises:
        TrainingStopped: the wheel is larger than 15 MB.
    """
    version = nlp.meta["version"]
    info = f"{PACKAGE}-{version}.dist-info"
    files: dict[str, bytes] = {f"{PACKAGE}/__init__.py": _INIT.encode()}
    files[f"{PACKAGE}/{_CODE}"] = Path(__file__).with_name(_CODE).read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        nlp.to_disk(scratch)
        root = Path(scratch)
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            inside = path.relative_to(root).as_posix()
            files[f"{PACKAGE}/{PACKAGE}-{version}/{inside}"] = path.read_bytes()
        files[f"{PACKAGE}/meta.json"] = (root / "meta.json").read_bytes()
    for name, path in extra.items():
        files[f"{PACKAGE}/{name}"] = path.read_bytes()
        files[f"{info}/{name}"] = path.read_bytes()
    files.update({f"{info}/{name}": text.encode() for name, text in _metadata(nlp.meta).items()})
    target = folder / f"{PACKAGE}-{version}-py3-none-any.whl"
    _zip(target, files, f"{info}/RECORD")
    if target.stat().st_size > MAX_BYTES:
        raise stop("wiel_te_groot", mb=round(target.stat().st_size / 1e6, 1), grens=MAX_BYTES // 1_000_000)
    return target


def take_parse(wheel: Path, folder: Path) -> None:
    """Save everything but the names of a wheel in `folder`, as the first step would: to train the names alone."""
    from spacy.util import load_model_from_path

    from training_nl.assemble import take_words_out

    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(scratch)
        (config,) = Path(scratch).glob(f"{PACKAGE}/{PACKAGE}-*/config.cfg")
        nlp = load_model_from_path(config.parent)
        for name in ("attribute_ruler", "ner"):
            nlp.remove_pipe(name)
        take_words_out(nlp)
        folder.mkdir(parents=True, exist_ok=True)
        nlp.to_disk(folder)


def _zip(target: Path, files: dict[str, bytes], record: str) -> None:
    rows = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(content)}")
    files = {**files, record: "\n".join([*rows, f"{record},,", ""]).encode()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
