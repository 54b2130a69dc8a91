"""What all tests share. Two environments run these tests; each takes what it can import."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

# Rasa sends usage data unless told otherwise; no test may reach a network.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")

RASA_ONLY = (
    "components",
    "conversations",
    "nlu",
    "unit/components",
    "unit/nlg",
    "unit/serving",
    "unit/storage",
    "unit/training",
)
GATEWAY_ONLY = ("e2e", "unit/gateway")


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


# Not a skip: the other environment runs these, and `make test` runs both.
collect_ignore = [
    *([] if _is_installed("rasa") else RASA_ONLY),
    *([] if _is_installed("aiosqlite") else GATEWAY_ONLY),
]


@pytest.fixture
def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
