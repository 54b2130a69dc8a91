"""Signing in with Microsoft's own library (MSAL) at a server on the loopback, with a certificate of its own."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from unit.gateway.teams_world import APP, KEY, TENANT, FakeMicrosoft, claims, message, token

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms
from rasa_project.gateway.kanalen.seen import Seen
from rasa_project.gateway.kanalen.settings import Keys, Notice, TeamsSettings
from rasa_project.gateway.teams.channel import PATH, TeamsChannel

World = Any
SECRET = "het juiste geheim"


class SignInServer:
    """Gives a token for the right secret; remembers what was asked.

    The path `/adfs` makes MSAL trust the address without asking Microsoft about it first.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        self.asked: list[dict[str, Any]] = []
        app = web.Application()
        app.router.add_get("/adfs/.well-known/openid-configuration", self._metadata)
        app.router.add_post("/adfs/token", self._token)
        self._context = context
        self.server = TestServer(app, scheme="https", host="localhost")

    async def start(self) -> None:
        await self.server.start_server(ssl=self._context)

    @property
    def authority(self) -> str:
        return f"https://localhost:{self.server.port}/adfs"

    async def _metadata(self, request: web.Request) -> web.Response:
        here = self.authority
        found = {"issuer": here, "token_endpoint": f"{here}/token", "authorization_endpoint": f"{here}/authorize"}
        return web.json_response(found)

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        self.asked.append(form)
        if form.get("client_secret") != SECRET:
            return web.json_response({"error": "invalid_client", "error_description": "fout"}, status=401)
        return web.json_response({"access_token": "van-de-aanmelding", "token_type": "Bearer", "expires_in": 3600})


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(KEY, hashes.SHA256())
    )
    public, private = folder / "bewijs.pem", folder / "sleutel.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(
        KEY.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    return public, private


@pytest.fixture
async def sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SignInServer]:
    public, private = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(public))
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    made = SignInServer(context)
    await made.start()
    yield made
    await made.server.close()


async def start(world: World, texts: Any, teams: FakeMicrosoft, sign_in: SignInServer, secret: str) -> Any:
    await Seen(world.database).start()
    notices: list[Notice] = []
    front = Front("Teams", world.core, world.sessions, Pseudonyms(Keys(b"a" * 32)), Seen(world.database), texts, None)
    settings = TeamsSettings(TENANT, APP, secret, (teams.service_url,))
    channel = TeamsChannel(
        front, settings, notices.append, metadata=teams.url("/openid"), authority=sign_in.authority, patience=60.0
    )
    await channel.start()
    assert channel._start is not None
    await channel._start
    return channel, notices


async def test_an_answer_goes_out_with_the_token_of_the_sign_in(
    world: World, texts: Any, sign_in: SignInServer
) -> None:
    teams = FakeMicrosoft()
    await teams.start()
    channel, notices = await start(world, texts, teams, sign_in, SECRET)
    assert (channel.state, [one.key for one in notices]) == ("goed", ["kanaal_start_aan"])
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(TestServer(app)) as client:
        for number in "12":
            headers = {"Authorization": f"Bearer {token(claims(teams.service_url))}"}
            body = message(teams.service_url, number=number)
            assert (await client.post(PATH, json=body, headers=headers)).status == 202
        await teams.wait(2, "POST")
    assert {bearer for _, _, _, bearer in teams.calls} == {"Bearer van-de-aanmelding"}
    [asked] = sign_in.asked  # once; after that the library remembers
    assert asked["client_id"] == APP
    assert asked["grant_type"] == "client_credentials"
    assert "https://api.botframework.com/.default" in asked["scope"]
    await channel.stop()
    await teams.stop()


async def test_a_wrong_secret_is_told_and_leaves_teams_off(world: World, texts: Any, sign_in: SignInServer) -> None:
    teams = FakeMicrosoft()
    await teams.start()
    channel, notices = await start(world, texts, teams, sign_in, "een fout geheim")
    assert channel.state == "uit"
    assert [one.key for one in notices] == ["kanaal_start_geweigerd"]
    await channel.stop()
    await teams.stop()
