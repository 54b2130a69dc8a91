"""Custom actions: thin. Slots in, one call to the pure consultation, response keys out."""

from rasa_project.knowledge.gedeeld import shared_kennis


def prepare() -> None:
    """Load the knowledge before the first turn; wrong content stops the start."""
    shared_kennis()
