"""What can go wrong while installing, training or starting. Layer: launcher (standard library only)."""

from __future__ import annotations

from rasa_project.launcher.meldingen import melding


class LauncherError(Exception):
    """Stops the launcher with one clear sentence.

    Args:
        key: key in `meldingen.MELDINGEN`.
        details: lines shown below the sentence, for instance the end of a log.
        values: what the sentence needs.
    """

    def __init__(self, key: str, details: str = "", **values: object) -> None:
        super().__init__(melding(key, **values))
        self.key = key
        self.details = details
