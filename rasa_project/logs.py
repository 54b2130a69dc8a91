"""Log lines without words of users. Pure layer: standard library, structlog when present.

Libraries write what passes through their hands: Rasa logs the text of a message when
a channel fails and whole trackers at debug level, tracebacks end in messages that
quote input, and the logging module prints the arguments of a record it cannot format.
No list of fields to hide keeps up with that, so it is turned round. From the moment
users can be served, a foreign line says only *where* it comes from: logger, file and
line. Lines of our own pass, because our code never logs a word of a user. Exceptions
show their type and the places in the code, and their message only when it is ours.

Before that moment no user exists, and everything is logged in full.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

from rasa_project.errors import SamenduidenError

OWN = ("rasa_project", "actions", "__main__")
"""First part of the logger names whose lines pass."""
HARMLESS = frozenset({"sanic.root"})
"""Foreign loggers that only tell how the server itself fares."""
SAFE_FIELDS = frozenset(
    {"action_name", "action_extract_slot", "len_extraction_events", "policy_name", "model_id", "rule"}
)
"""Fields of structured foreign lines that hold names from our own domain, never input."""

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s  %(message)s"
_CLEANED = "samenduiden_cleaned"
_MAX_FRAMES = 12
_MAX_CHAIN = 4

_serving = threading.Event()


def configure_logging(debug: bool = False, stream: TextIO | None = None) -> None:
    """Send all log lines of this process, cleaned, to `stream` (default: standard output)."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(CleanFormatter(_FORMAT))
    handler.addFilter(CleanFilter())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    for name in ("matplotlib", "apscheduler", "urllib3", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Else the module prints message and arguments of a record that cannot be formatted.
    logging.raiseExceptions = False
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    warnings.showwarning = _log_warning
    configure_structlog(root.level)


def enter_serving() -> None:
    """From now on users may speak: foreign lines lose their words."""
    _serving.set()


def leave_serving() -> None:
    """Back to full lines; for tests."""
    _serving.clear()


def is_serving() -> bool:
    """True when foreign lines are reduced to where they come from."""
    return _serving.is_set()


def is_configured() -> bool:
    """True when every line of this process passes the filter; for the self-test at start."""
    handlers = logging.getLogger().handlers
    return bool(handlers) and all(
        any(isinstance(one, CleanFilter) for one in handler.filters) and isinstance(handler.formatter, CleanFormatter)
        for handler in handlers
    )


class CleanFilter(logging.Filter):
    """Replaces the words of a foreign line by where it comes from."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: a line is never lost, only emptied."""
        if not _serving.is_set() or _is_trusted(record):
            return True
        record.msg = f"[{_place(record.pathname, record.lineno, record.funcName)}]"
        record.args = ()
        record.stack_info = None
        return True


class CleanFormatter(logging.Formatter):
    """Writes exceptions as types and places; their words only when they are ours."""

    def format(self, record: logging.LogRecord) -> str:
        """One line per record, and never an exception text that another formatter cached."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """The exception and what caused it, without values of variables."""
        if not _serving.is_set():
            return super().formatException(ei)
        return describe_exception(ei[1])


def describe_exception(error: BaseException | None) -> str:
    """Types, own messages and places of an exception and its causes; newest first."""
    lines: list[str] = []
    while error is not None and len(lines) < _MAX_CHAIN:
        words = f": {error}" if isinstance(error, SamenduidenError) else ""
        frames = traceback.extract_tb(error.__traceback__)[-_MAX_FRAMES:]
        places = " > ".join(_place(f.filename, f.lineno, f.name) for f in frames)
        lines.append(f"{type(error).__module__}.{type(error).__name__}{words} ({places})")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n  caused by ".join(lines)


def configure_structlog(level: int) -> None:
    """Give Rasa's structured lines our processors instead of Rasa's own.

    Rasa's console output shows the local variables of every frame, and its hook for
    cleaning (`get_anonymization_pipeline`) covers a list of fields, costs an extra
    read of the conversation at every turn and does not reach those variables.
    """
    try:
        import structlog
    except ImportError:  # the gateway has no need of it
        return
    structlog.reset_defaults()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, clean_event],
        context_class=dict,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def clean_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    """The last structlog processor: name of the event and safe fields, as a plain line."""
    name = event.pop("event", "")
    error = _exception_of(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if _serving.is_set():
        # A free sentence instead of a dotted name may hold anything.
        name = name if isinstance(name, str) and " " not in name and len(name) < 80 else "[line]"
        fields: Mapping[str, Any] = {k: v for k, v in event.items() if k in SAFE_FIELDS}
    else:
        fields = event
    line = " ".join([str(name), *(f"{key}={value!r}" for key, value in fields.items())])
    if error is not None:
        line = f"{line}\n  {describe_exception(error)}"
    return (line,), {"extra": {_CLEANED: True}}


class RasaLogCleaner:
    """Rasa's hook `get_anonymization_pipeline`, for its other commands such as `shell`.

    Those configure structlog themselves, so that `clean_event` is not in place.
    """

    def log_run(self, data: Any) -> Any:
        """What Rasa logs instead of a field that may hold words."""
        return f"[{type(data).__name__}]"

    def run(self, data: Any) -> None:
        """Called with every new event; nothing is published from here."""


def register_rasa_hook() -> None:
    """Register `RasaLogCleaner` with Rasa's plugin manager."""
    import pluggy
    from rasa.plugin import plugin_manager

    hookimpl = pluggy.HookimplMarker("rasa")

    class Plugin:
        @staticmethod
        @hookimpl
        def get_anonymization_pipeline() -> RasaLogCleaner:
            return RasaLogCleaner()

    manager = plugin_manager()
    if not manager.has_plugin("samenduiden"):
        manager.register(Plugin, name="samenduiden")


def _is_trusted(record: logging.LogRecord) -> bool:
    if getattr(record, _CLEANED, False):
        return True
    if record.name in HARMLESS and record.levelno >= logging.INFO:
        return True
    return record.name.split(".", 1)[0] in OWN


def _exception_of(exc_info: Any) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return _exception_of(exc_info[1])
    return sys.exc_info()[1] if exc_info else None


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("rasa_project").critical("process fails", exc_info=(kind, error or kind(), trace))


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    if issubclass(category, DeprecationWarning):
        return  # of libraries among themselves; the lock file decides when they matter
    # Rasa quotes a payload it cannot read in a warning.
    words = "" if _serving.is_set() else f": {message}"
    place = _place(filename, lineno, category.__name__)
    logging.getLogger("rasa_project.warnings").warning("warning at %s%s", place, words)


def _place(path: str, line: int | None, name: str | None) -> str:
    folder, file = os.path.split(path)
    return f"{os.path.basename(folder)}/{file}:{line} {name}"
