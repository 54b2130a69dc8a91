"""The one tree of exceptions of the project. Pure layer, standard library only.

Privacy fails closed, content fails loud, conversation fails soft: who catches
what follows from the branch of the tree. A message of these exceptions never
holds words of a user, because it may reach a log.
"""

from __future__ import annotations


class SamenduidenError(Exception):
    """Root of everything this project raises on purpose."""


class SettingsError(SamenduidenError):
    """A switch in the environment has a value that cannot be used."""


class StartError(SamenduidenError):
    """The self-test at start failed: better no assistant than a wrong one."""


class ModelError(StartError):
    """The trained model is missing or is not the one that was asked for."""


class ContentError(SamenduidenError):
    """The knowledge or the wording in `data/` is wrong; nothing starts on it."""


class TextError(ContentError):
    """A text is missing, or has a placeholder that nobody fills."""


class RedactionError(SamenduidenError):
    """Personal data could not be taken out; the message must go no further."""


class StorageError(SamenduidenError):
    """The conversation could not be read or written. Never answered from memory."""


class LockTimeoutError(StorageError):
    """A conversation stayed locked by another message for too long."""


class ServiceError(SamenduidenError):
    """A process this one depends on does not answer, or answers nonsense."""
