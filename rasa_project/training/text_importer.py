"""Turns `data/teksten` into Rasa responses while training. Layer: training.

Responses in a file below `data/` would count as NLU data, so that a changed word
retrains the classifier. Through an importer they reach the domain only, and
neither the NLU part nor the dialogue part of the model depends on their wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import rasa.shared.nlu.training_data.entities_parser as entities_parser
import rasa.shared.utils.common
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter

from rasa_project.errors import ContentError
from rasa_project.knowledge.loader import load_document

PREFIX = "utter_"
FOLDER = "teksten"


_check_once = lru_cache(maxsize=256)(entities_parser.get_validated_dict)


def _checked(json_str: str) -> dict[str, str]:
    """What `{"entity": …, "role": …}` says; each wording is checked once, not at each of thousands of signals.

    Rasa makes and checks a schema every time, which took a sixth of the training.
    """
    return dict(_check_once(json_str))


entities_parser.get_validated_dict = _checked


class TextImportError(ContentError, RasaException):
    """Wrong wording in `data/teksten`; as a `RasaException` it is shown without a traceback."""


class TextImporter(RasaFileImporter):
    """Rasa's own importer, with the texts of `<data>/teksten/*.yml` as responses.

    Use in `config.yml`:

        importers:
          - name: rasa_project.training.text_importer.TextImporter
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._text_folders = find_text_folders(training_data_paths)

    @rasa.shared.utils.common.cached_method
    def get_domain(self) -> Domain:
        """The domain with a response `utter_<key>` for every text.

        Raises:
            TextImportError: a text stands in two places, or has no variant.
        """
        domain = super().get_domain()
        responses = read_responses(self._text_folders)
        double = sorted(responses.keys() & domain.responses.keys())
        if double:
            raise TextImportError(
                f"these responses stand in the domain and in data/{FOLDER}, "
                f"so that nobody knows which one is said: {', '.join(double)}"
            )
        return domain.merge(Domain.from_dict({"responses": responses}))


def find_text_folders(paths: list[str] | str | None) -> tuple[Path, ...]:
    """The folders `teksten` below the training data paths, or beside them.

    Training may be given `data`, or `data/nlu` and `data/rules`: the texts belong to both.
    """
    listed = [Path(path) for path in ([paths] if isinstance(paths, str) else paths or [])]
    found = (near / FOLDER for path in listed for near in (path, path.parent))
    return tuple(dict.fromkeys(folder for folder in found if folder.is_dir()))


def read_responses(folders: Iterable[Path]) -> dict[str, list[dict[str, Any]]]:
    """All texts below these folders as Rasa responses.

    Raises:
        TextImportError: naming the file and the key.
    """
    responses: dict[str, list[dict[str, Any]]] = {}
    origin: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yml"))):
        for key, text in _read_file(path).items():
            name = f"{PREFIX}{key}"
            if name in responses:
                raise TextImportError(f"text '{key}' stands in {origin[name]} and in {path}")
            responses[name] = to_response(key, text, path)
            origin[name] = path
    return responses


def to_response(key: str, text: Any, path: Path) -> list[dict[str, Any]]:
    """One text with its variants and buttons as a Rasa response."""
    variants = text.get("varianten") if isinstance(text, Mapping) else None
    if not isinstance(variants, list) or not variants:
        raise TextImportError(f"{path}: text '{key}' has no list 'varianten'")
    if not all(isinstance(variant, str) and variant.strip() for variant in variants):
        raise TextImportError(f"{path}: a variant of '{key}' is empty or not text")
    if text.get("veilig") and len(variants) != 1:
        raise TextImportError(f"{path}: '{key}' is a safety text and must have exactly one variant")
    buttons = [_to_button(key, button, path) for button in text.get("knoppen") or []]
    extra = {"buttons": buttons} if buttons else {}
    return [{"text": variant.strip(), **extra} for variant in variants]


def _to_button(key: str, button: Any, path: Path) -> dict[str, str]:
    try:
        title, payload = button["titel"], button["keuze"]
    except (TypeError, KeyError):
        raise TextImportError(f"{path}: a button of '{key}' needs 'titel' and 'keuze'") from None
    return {"title": str(title), "payload": str(payload)}


def _read_file(path: Path) -> Mapping[str, Any]:
    # The reader of `knowledge`: what an editor did wrong is said with file and line.
    document = load_document(path, path.parents[2])
    if document.meldingen:
        raise TextImportError("\n".join(str(melding) for melding in document.meldingen))
    texts = document.data.get(FOLDER) if isinstance(document.data, Mapping) else None
    if not isinstance(texts, Mapping):
        raise TextImportError(f"{path}: the file must hold one mapping '{FOLDER}'")
    return texts
