"""Rasa's structured lines, and its hook for the other commands."""

from __future__ import annotations

import io
import logging

import pytest
import structlog
from rasa.plugin import plugin_manager

from rasa_project import logs

WORDS = "klaproosveld"


@pytest.fixture
def out():
    root = logging.getLogger()
    kept = (root.handlers[:], root.level)
    stream = io.StringIO()
    logs.configure_logging(debug=True, stream=stream)
    logs.enter_serving()
    yield stream
    logs.leave_serving()
    root.handlers[:], root.level = kept
    structlog.reset_defaults()


def test_structured_lines_keep_names_and_lose_values(out):
    log = structlog.get_logger("rasa.core.processor")
    log.debug("processor.slots.log", slot_values=WORDS, action_name="action_x", nieuw_veld=WORDS)
    log.error("rest.message.received.failure", text=WORDS)
    log.info(f"een zin met {WORDS}")
    said = out.getvalue()
    assert "processor.slots.log action_name='action_x'" in said
    assert "rest.message.received.failure" in said
    assert WORDS not in said and "nieuw_veld" not in said


def test_structured_exceptions_show_no_locals(out):
    log = structlog.get_logger("rasa.core.processor")
    local = WORDS
    try:
        raise ValueError(local)
    except ValueError:
        log.exception("processor.failed", text=local)
        log.debug("processor.quiet")
    said = out.getvalue()
    assert said.count("builtins.ValueError (serving/test_rasa_logs.py") == 1
    assert WORDS not in said


def test_the_hook_hides_what_other_commands_would_log():
    logs.register_rasa_hook()
    logs.register_rasa_hook()
    pipeline = plugin_manager().hook.get_anonymization_pipeline()
    assert pipeline.log_run(WORDS) == "[str]"
    assert pipeline.run({"text": WORDS}) is None
    plugin_manager().unregister(name="samenduiden")
