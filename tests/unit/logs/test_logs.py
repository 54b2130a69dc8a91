"""Log lines: from the first user on, no word that is not ours."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
import threading
import warnings

import pytest

from rasa_project import logs
from rasa_project.errors import StorageError

WORDS = "klaproosveld"


@pytest.fixture
def out():
    """A configured log, and everything as it was afterwards."""
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, logging.raiseExceptions)
    hooks = (sys.excepthook, threading.excepthook, warnings.showwarning)
    stream = io.StringIO()
    logs.configure_logging(debug=True, stream=stream)
    logs.enter_serving()
    yield stream
    logs.leave_serving()
    root.handlers[:], root.level, logging.raiseExceptions = kept
    sys.excepthook, threading.excepthook, warnings.showwarning = hooks


def test_a_foreign_line_says_only_where_it_comes_from(out):
    def speak() -> None:
        logging.getLogger("rasa.core").warning("user said %s", WORDS)
        logging.getLogger("rasa.core").debug(f"tracker: {WORDS}", stack_info=True)

    speak()
    assert WORDS not in out.getvalue()
    assert out.getvalue().count("logs/test_logs.py:") == 2
    assert "WARNING rasa.core  [logs/test_logs.py" in out.getvalue()


def test_our_own_lines_pass(out):
    logging.getLogger("rasa_project.storage").info("stored %s", 3)
    logging.getLogger("actions.gesprek").info("done")
    assert "stored 3" in out.getvalue() and "done" in out.getvalue()


def test_a_name_that_only_starts_like_ours_is_foreign(out):
    logging.getLogger("rasa_project_other").info(WORDS)
    assert WORDS not in out.getvalue()


def test_before_serving_everything_is_said(out):
    logs.leave_serving()
    logging.getLogger("rasa.core").warning("model missing: %s", "x.tar.gz")
    assert "model missing: x.tar.gz" in out.getvalue()


def test_exceptions_show_places_not_words(out):
    def fail() -> None:
        local = WORDS
        try:
            raise KeyError(local)
        except KeyError as error:
            raise ValueError(f"cannot do {local}") from error

    try:
        fail()
    except ValueError:
        logging.getLogger("rasa_project.x").exception("turn fails")
    said = out.getvalue()
    assert WORDS not in said
    assert "builtins.ValueError (logs/test_logs.py:" in said
    assert "caused by builtins.KeyError" in said and "fail" in said


def test_our_own_exceptions_keep_their_words(out):
    try:
        raise StorageError("database failed: OperationalError")
    except StorageError:
        logging.getLogger("rasa_project.x").exception("turn fails")
    assert "StorageError: database failed: OperationalError" in out.getvalue()


def test_a_record_that_cannot_be_formatted_is_silent(out, capfd):
    logging.getLogger("rasa_project.x").info("needs %d %d", WORDS)
    assert WORDS not in out.getvalue() + "".join(capfd.readouterr())


def test_uncaught_exceptions_of_all_kinds(out, capfd):
    def fail(*_: object) -> None:
        raise ValueError(WORDS)

    sys.excepthook(ValueError, ValueError(WORDS), None)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    async def lose() -> None:
        asyncio.get_running_loop().call_soon(fail)
        await asyncio.sleep(0.01)
        task = asyncio.ensure_future(asyncio.sleep(0))
        task.add_done_callback(fail)
        await asyncio.sleep(0.01)

    asyncio.run(lose())
    assert out.getvalue().count("builtins.ValueError") >= 4
    assert WORDS not in out.getvalue() + "".join(capfd.readouterr())


def test_warnings_lose_their_words_too(out):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs._log_warning
        warnings.warn(f"cannot read {WORDS}", UserWarning, stacklevel=1)
    assert "UserWarning" in out.getvalue() and WORDS not in out.getvalue()


def test_the_self_test_sees_a_handler_that_does_not_clean(out):
    handlers = logging.getLogger().handlers
    handlers[:] = handlers[:1]  # pytest adds its own between the set-up and the test
    assert logs.is_configured()
    handlers.append(logging.StreamHandler(io.StringIO()))
    assert not logs.is_configured()
    handlers[:] = []
    assert not logs.is_configured()


def test_a_traceback_cached_by_another_formatter_is_not_used(out):
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("rasa_project", 40, "f", 1, "x", (), sys.exc_info())
    logging.Formatter().format(record)
    assert WORDS in record.exc_text
    logging.getLogger().handle(record)
    assert WORDS not in out.getvalue()
