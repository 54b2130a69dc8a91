"""Paths and switches, read from the environment. Pure layer, standard library only.

Every process reads the same variables: the launcher sets them for its children.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from rasa_project.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds `rasa_project/`, `data/`, `config.yml` and the rest."""

KEY_BYTES = 32
MIN_KEY_LENGTH = 16


@dataclass(frozen=True)
class Settings:
    """What is set for this run.

    Attributes:
        var: folder for the database, logs and the key; not in git.
        database: SQLAlchemy URL; the gateway derives its asynchronous form from it.
        testklok: True when `metadata.now` of a caller is honoured (tests only).
        productie: True when example data must be refused.
        herstart: True when the launcher started this process again; see `knowledge/serveren.py`.
        rasa_url: base address of the Rasa server, without a slash at the end.
        acties_url: base address of the action server, without a slash at the end.
        redis_url: address of Redis for locks across servers, or None for one server.
        bewaaruren: hours after the last message at which a conversation is deleted.
        sleutel: key for HMACs from the environment, or None: see `hmac_key`.
    """

    root: Path
    var: Path
    database: str
    testklok: bool
    productie: bool
    herstart: bool
    rasa_url: str
    acties_url: str
    gateway_host: str
    gateway_port: int
    redis_url: str | None
    bewaaruren: float
    sleutel: str | None

    @property
    def database_path(self) -> Path | None:
        """The SQLite file, or None when the database is a server."""
        prefix = "sqlite:///"
        return Path(self.database[len(prefix) :]) if self.database.startswith(prefix) else None

    @property
    def logs(self) -> Path:
        """Folder for the log files of the processes."""
        return self.var / "logs"

    @property
    def models(self) -> Path:
        """Folder with the trained models."""
        return self.root / "models"

    @property
    def poorten(self) -> Path:
        """File in which the launcher writes the ports it chose."""
        return self.var / "poorten.json"

    @property
    def rasa_port(self) -> int:
        """Port of the Rasa server."""
        return _port_of(self.rasa_url, 5005)

    @property
    def acties_port(self) -> int:
        """Port of the action server."""
        return _port_of(self.acties_url, 5055)

    def hmac_key(self) -> bytes:
        """The key for pseudonyms: from the environment, else `var/sleutel`, made once.

        Raises:
            SettingsError: when the key is too short to protect anything.
        """
        if self.sleutel is not None:
            key = self.sleutel.encode()
        else:
            key = _read_or_make_key(self.var / "sleutel")
        if len(key) < MIN_KEY_LENGTH:
            raise SettingsError(f"SAMENDUIDEN_SLEUTEL is shorter than {MIN_KEY_LENGTH} bytes")
        return key


def load_settings(env: Mapping[str, str] | None = None, root: Path = ROOT) -> Settings:
    """Read the switches from `env` (default: the environment of this process).

    Raises:
        SettingsError: a value that cannot be used, with the name of the variable.
    """
    env = os.environ if env is None else env
    var = Path(env.get("SAMENDUIDEN_VAR") or root / "var")
    var = var if var.is_absolute() else root / var
    return Settings(
        root=root,
        var=var,
        database=_database(env.get("SAMENDUIDEN_DATABASE"), var),
        testklok=_switch(env, "SAMENDUIDEN_TESTKLOK"),
        productie=_switch(env, "SAMENDUIDEN_PRODUCTIE"),
        herstart=_switch(env, "SAMENDUIDEN_HERSTART"),
        rasa_url=_url(env, "SAMENDUIDEN_RASA_URL", "http://127.0.0.1:5005"),
        acties_url=_url(env, "SAMENDUIDEN_ACTIES_URL", "http://127.0.0.1:5055"),
        gateway_host=env.get("SAMENDUIDEN_GATEWAY_HOST") or "127.0.0.1",
        gateway_port=int(_number(env, "SAMENDUIDEN_GATEWAY_PORT", 8080, 0, 65535)),
        redis_url=env.get("SAMENDUIDEN_REDIS") or None,
        bewaaruren=_number(env, "SAMENDUIDEN_BEWAARUREN", 24, 0, 24 * 366),
        sleutel=env.get("SAMENDUIDEN_SLEUTEL") or None,
    )


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return load_settings()


def _database(value: str | None, var: Path) -> str:
    if not value:
        return f"sqlite:///{var / 'samenduiden.db'}"
    if "://" not in value:
        raise SettingsError("SAMENDUIDEN_DATABASE is not a URL such as postgresql://host/name")
    # `postgres://` is how many hosting panels write it; SQLAlchemy refuses it.
    return value.replace("postgres://", "postgresql://", 1)


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = (env.get(name) or "0").strip().lower()
    if value not in {"0", "1", "", "false", "true"}:
        raise SettingsError(f"{name} must be 0 or 1")
    return value in {"1", "true"}


def _number(env: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    value = env.get(name) or default
    try:
        number = float(value)
    except ValueError:
        raise SettingsError(f"{name} is not a number") from None
    if not low <= number <= high:
        raise SettingsError(f"{name} must lie between {low:g} and {high:g}")
    return number


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    value = (env.get(name) or default).rstrip("/")
    if urlsplit(value).scheme not in {"http", "https"}:
        raise SettingsError(f"{name} must start with http:// or https://")
    return value


def _port_of(url: str, default: int) -> int:
    return urlsplit(url).port or default


def _read_or_make_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
        try:
            # A hard link appears whole or not at all, and never replaces a file:
            # processes that start together agree on one key.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes().strip()
