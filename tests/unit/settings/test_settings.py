"""Switches of the environment: sensible defaults, and a clear no to nonsense."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rasa_project.errors import SettingsError
from rasa_project.settings import load_settings


def test_defaults(tmp_path):
    settings = load_settings({}, root=tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/var/samenduiden.db"
    assert settings.database_path == tmp_path / "var" / "samenduiden.db"
    assert (settings.rasa_port, settings.acties_port, settings.gateway_port) == (5005, 5055, 8080)
    assert not settings.testklok and not settings.productie
    assert settings.bewaaruren == 24


def test_values_are_read(tmp_path):
    settings = load_settings(
        {
            "SAMENDUIDEN_VAR": "elders",
            "SAMENDUIDEN_DATABASE": "postgres://db/x",
            "SAMENDUIDEN_TESTKLOK": "1",
            "SAMENDUIDEN_RASA_URL": "http://127.0.0.1:6005/",
            "SAMENDUIDEN_BEWAARUREN": "1.5",
        },
        root=tmp_path,
    )
    assert settings.var == tmp_path / "elders"
    assert settings.database == "postgresql://db/x"
    assert settings.database_path is None
    assert settings.testklok
    assert settings.rasa_url == "http://127.0.0.1:6005" and settings.rasa_port == 6005
    assert settings.bewaaruren == 1.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMENDUIDEN_TESTKLOK", "misschien"),
        ("SAMENDUIDEN_GATEWAY_PORT", "tachtig"),
        ("SAMENDUIDEN_GATEWAY_PORT", "99999"),
        ("SAMENDUIDEN_DATABASE", "een-bestand.db"),
        ("SAMENDUIDEN_ACTIES_URL", "127.0.0.1:5055"),
    ],
)
def test_nonsense_is_refused_by_name(name, value, tmp_path):
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, root=tmp_path)


def test_the_key_is_made_once_and_private(tmp_path):
    settings = load_settings({}, root=tmp_path)
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(settings.hmac_key())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1 and len(keys[0]) == 64
    assert Path(tmp_path / "var" / "sleutel").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["sleutel"]


def test_a_given_key_must_be_long_enough(tmp_path):
    assert load_settings({"SAMENDUIDEN_SLEUTEL": "x" * 32}, root=tmp_path).hmac_key() == b"x" * 32
    with pytest.raises(SettingsError):
        load_settings({"SAMENDUIDEN_SLEUTEL": "kort"}, root=tmp_path).hmac_key()
