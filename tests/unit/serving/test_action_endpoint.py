"""Calls to the action server: schema checked once, no copy of the call in an error."""

from __future__ import annotations

import asyncio
import json
import time

import jsonschema
import pytest
from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError

from rasa_project.serving.action_endpoint import ActionEndpoint, use_prebuilt_schema

ANSWER = {
    "events": [{"event": "slot", "name": "casus", "value": {"a": 1}, "timestamp": None}],
    "responses": [{"response": "utter_x", "buttons": []}],
}


@pytest.fixture
def stock(monkeypatch):
    """Rasa's own check, put back after the test."""
    original = RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", original)
    return original


def measure(check) -> float:
    check()
    started = time.process_time()
    for _ in range(10):
        check()
    return (time.process_time() - started) / 10


def test_stock_rasa_still_compiles_the_schema_at_every_action(stock, monkeypatch):
    """When this fails, Rasa has mended it and `use_prebuilt_schema` can go."""
    compiled = []
    kind = jsonschema.validators.validator_for(RemoteAction.action_response_format_spec())
    original = kind.check_schema
    monkeypatch.setattr(kind, "check_schema", lambda *a, **k: compiled.append(1) or original(*a, **k))
    action = RemoteAction("action_x", None)
    for _ in range(3):
        stock(action, ANSWER)
    assert len(compiled) == 3


def test_the_prebuilt_schema_is_at_least_five_times_faster(stock):
    action = RemoteAction("action_x", None)
    slow = measure(lambda: stock(action, ANSWER))
    use_prebuilt_schema()
    fast = measure(lambda: action._validate_action_result(ANSWER))
    assert fast * 5 < slow, (fast, slow)


@pytest.mark.parametrize("wrong", [{"events": "x"}, {"responses": ["x"]}, {"events": [{"event": "geheim-woord"}]}, []])
def test_what_stock_refuses_is_refused_without_its_words(stock, wrong):
    action = RemoteAction("action_x", None)
    with pytest.raises(jsonschema.ValidationError):
        stock(action, wrong)
    use_prebuilt_schema()
    with pytest.raises(jsonschema.ValidationError) as caught:
        action._validate_action_result(wrong)
    assert "geheim-woord" not in str(caught.value)


def test_one_connection_and_errors_without_a_body():
    async def run():
        peers, calls = set(), []

        async def handle(request: web.Request) -> web.Response:
            peers.add(request.transport.get_extra_info("peername"))
            calls.append(await request.json())
            status = calls[-1]["status"]
            return web.json_response({"error": "x", "request_body": "geheim-woord"}, status=status)

        app = web.Application()
        app.router.add_post("/webhook", handle)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        endpoint = ActionEndpoint(f"http://127.0.0.1:{port}/webhook", selective_domain=True)
        assert endpoint.kwargs == {"selective_domain": True}
        for _ in range(5):
            assert (await endpoint.request(json={"status": 200}))["error"] == "x"
        with pytest.raises(ClientResponseError) as failed:
            await endpoint.request(json={"status": 500})
        with pytest.raises(ClientResponseError) as rejected:
            await endpoint.request(json={"status": 400})
        await endpoint.close()
        await runner.cleanup()
        return peers, failed.value, rejected.value

    peers, failed, rejected = asyncio.run(run())
    assert len(peers) == 1
    assert "geheim-woord" not in str(failed)
    assert json.loads(rejected.text)["error"] == "x"
