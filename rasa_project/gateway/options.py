"""Switches that only the gateway has. Layer: gateway."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rasa_project.errors import SettingsError

_ORIGIN = re.compile(r"https?://[a-zA-Z0-9.-]+(:\d{1,5})?")


@dataclass(frozen=True)
class Options:
    """Settings of the front door.

    Attributes:
        herkomsten: origins of pages that may embed the widget (SAMENDUIDEN_HERKOMSTEN, split by commas).
        achter_proxy: the client's address comes from X-Forwarded-For (SAMENDUIDEN_ACHTER_PROXY=1).
    """

    herkomsten: frozenset[str] = frozenset()
    achter_proxy: bool = False


def load_options(env: Mapping[str, str] | None = None) -> Options:
    """Reads the switches.

    Raises:
        SettingsError: an origin that is not one; `*` is refused on purpose.
    """
    env = os.environ if env is None else env
    origins = [part.strip().rstrip("/") for part in env.get("SAMENDUIDEN_HERKOMSTEN", "").split(",") if part.strip()]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                "SAMENDUIDEN_HERKOMSTEN holds something that is not an origin such as https://intranet.gemeente"
            )
    return Options(frozenset(origins), env.get("SAMENDUIDEN_ACHTER_PROXY", "") == "1")
