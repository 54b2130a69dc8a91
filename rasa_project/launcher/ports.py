"""Which ports the three processes use, and whether they are free. Layer: launcher (standard library only)."""

from __future__ import annotations

import errno
import json
import os
import socket
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding
from rasa_project.launcher.paths import var_folder

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    """Port numbers. Rasa and the actions listen on the loopback only."""

    gateway: int = 8080
    rasa: int = 5005
    acties: int = 5055

    def items(self) -> list[tuple[str, int]]:
        """(process, port) of each."""
        return list(asdict(self).items())


def gateway_host() -> str:
    """Where the gateway listens: the loopback, unless set otherwise."""
    return os.environ.get("SAMENDUIDEN_GATEWAY_HOST") or LOOPBACK


def _port_of(url: str | None, default: int) -> int:
    try:
        return urlsplit(url or "").port or default
    except ValueError:
        return default


def chosen_ports() -> Ports:
    """The ports from the environment, else 8080, 5005 and 5055."""
    default = Ports()
    gateway = os.environ.get("SAMENDUIDEN_GATEWAY_PORT", "")
    return Ports(
        gateway=int(gateway) if gateway.isdigit() else default.gateway,
        rasa=_port_of(os.environ.get("SAMENDUIDEN_RASA_URL"), default.rasa),
        acties=_port_of(os.environ.get("SAMENDUIDEN_ACTIES_URL"), default.acties),
    )


def free_ports() -> Ports:
    """Three ports that are free now. They are held open together while choosing, so that they differ."""
    sockets = [socket.socket() for _ in range(3)]
    try:
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return Ports(*(one.getsockname()[1] for one in sockets))
    finally:
        for one in sockets:
            one.close()


def need_free(ports: Ports) -> None:
    """Stops with a clear sentence when a port is taken or the address does not exist here."""
    for name, port in ports.items():
        host = gateway_host() if name == "gateway" else LOOPBACK
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) or isinstance(error, socket.gaierror):
                    raise LauncherError("adres_onbruikbaar", host=host) from error
                raise LauncherError("poort_bezet", poort=port, wat=melding(f"naam_{name}")) from error


def write_ports(ports: Ports) -> None:
    """Writes `var/poorten.json` for test clients and tools."""
    folder = var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "poorten.json.nieuw"
    fresh.write_text(json.dumps(asdict(ports)), encoding="utf-8")
    fresh.replace(folder / "poorten.json")
