"""The addresses of the gateway: turns, bad input, failure, erasing."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from typing import Any

import pytest

from rasa_project.gateway import web as gateway_web
from rasa_project.gateway.limits import Rate
from rasa_project.gateway.pages import page_policy
from rasa_project.gateway.sessions import IDLE

ORIGIN = "https://intranet.voorbeeld.example"
World = Any


def text_of(body: dict[str, Any]) -> str:
    return " ".join(bubble.get("text", "") for bubble in body["berichten"])


async def test_a_turn(world: World) -> None:
    begun = await (await world.client.post("/api/sessie", json={})).json()
    assert begun["berichten"] == [{"text": "Vertel verder."}]
    assert begun["opslag"] == "Na 24 uur weg."
    status, body = await world.say(begun["sessie"], "quirinia uit lunteren trekt zich terug")
    assert status == 200
    assert "een naam" in body["berichten"][0]["text"]
    assert body["berichten"][1] == {"text": "Vertel verder."}
    asked = world.rasa.asked[-1]
    assert asked["message"] == "[NAAM-1] uit lunteren trekt zich terug"
    assert asked["metadata"]["kinds"] == ["NAAM"]
    assert asked["metadata"]["gemeente"] == "Ede"
    assert asked["metadata"]["now"][-6] in "+-"
    assert asked["sender"] not in begun["sessie"]


async def test_nothing_of_the_token_or_the_words_is_stored(world: World) -> None:
    token = await world.session()
    await world.say(token, "quirinia is er weer")
    stored = b"".join(file.read_bytes() for file in world.path.parent.glob("samenduiden.db*"))
    assert token.encode() not in stored
    assert b"uirinia" not in stored
    assert world.rasa.asked[-1]["sender"].encode() in stored


async def test_kinds_are_told_in_full_once_and_short_after_that(world: World) -> None:
    token = await world.session()
    _, first = await world.say(token, "Quirinia zegt iets")
    _, second = await world.say(token, "en Quirinia ook")
    assert first["berichten"][0]["text"].startswith("Ik heb een naam uit je bericht gehaald")
    assert second["berichten"][0] != first["berichten"][0]
    assert "een naam" in second["berichten"][0]["text"]


async def test_danger_comes_before_what_was_removed(world: World) -> None:
    token = await world.session()
    world.rasa.answer = [{"text": "Bel nu 112."}, {"text": "Doe dit eerst."}]
    _, body = await world.say(token, "Quirinia staat hier met een mes")
    assert body["berichten"][0]["text"] == "Bel nu 112."
    assert "een naam" in body["berichten"][-1]["text"]


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", 400, "leeg"),
        ("  \n\t ", 400, "leeg"),
        ("\u200b\u202e\x00\x07", 400, "leeg"),
        ("😀😀😀", 400, "geen_woorden"),
        ("///", 400, "geen_woorden"),
        ("a" * 5001, 413, "te_lang"),
        (12, 400, "ongeldig"),
        (["x"], 400, "ongeldig"),
    ],
)
async def test_bad_words(world: World, text: Any, status: int, code: str) -> None:
    token = await world.session()
    asked = len(world.rasa.asked)
    got, body = await world.say(token, text)
    assert (got, body["fout"]) == (status, code)
    assert "112" in body["bericht"]
    assert len(world.rasa.asked) == asked
    assert (await world.say(token, "gewoon verder"))[0] == 200


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"a":' * 5000])
async def test_broken_json(world: World, raw: bytes) -> None:
    answer = await world.client.post("/api/bericht", data=raw)
    assert answer.status == 400
    assert (await answer.json())["fout"] == "ongeldig"


async def test_five_megabytes_are_refused_at_once(world: World) -> None:
    token = await world.session()
    began = time.monotonic()
    answer = await world.client.post("/api/bericht", data=b'{"tekst":"' + b"a" * 5_000_000 + b'"}')
    assert answer.status == 413
    assert "te lang" in (await answer.json())["bericht"]
    assert time.monotonic() - began < 2
    assert (await world.say(token, "gewoon verder"))[0] == 200


async def test_control_characters_and_half_characters_do_not_reach_rasa(world: World) -> None:
    token = await world.session()
    body = f'{{"sessie": "{token}", "tekst": "hij\\u0000 is \\ud800 we\\u200bg\\u202e"}}'
    assert (await world.client.post("/api/bericht", data=body)).status == 200
    assert world.rasa.asked[-1]["message"] == "hij  is ? weg"


@pytest.mark.parametrize("token", [None, "", "bestaat-niet", 3, "x" * 5000])
async def test_unknown_session(world: World, token: Any) -> None:
    status, body = await world.say(token, "hallo")
    assert (status, body["fout"]) == (404, "geen_sessie")


async def test_danger_in_an_unknown_session_still_gets_112(world: World) -> None:
    status, body = await world.say("bestaat-niet", "hij heeft een mes")
    assert status == 404
    assert body["berichten"][0]["text"].startswith("Bel nu 112")


async def test_session_ends_after_silence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await world.session()
    real = time.time
    monkeypatch.setattr(gateway_web.time, "time", lambda: real() + IDLE + 1)
    status, body = await world.say(token, "ben je er nog")
    assert (status, body["fout"]) == (410, "sessie_verlopen")


async def test_typed_slash_is_no_command(world: World) -> None:
    token = await world.session()
    await world.say(token, '/spoed{"x": "y"} en nu')
    assert world.rasa.asked[-1]["message"] == 'spoed{"x": "y"} en nu'


@pytest.mark.parametrize(
    "payload", ["/vraag_contact", '/kies_antwoord{"antwoord":"ja"}', '/kies_antwoord{"antwoord":"Bergen (NH.)"}']
)
async def test_buttons_pass(world: World, payload: str) -> None:
    token = await world.session()
    assert (await world.say(token, keuze=payload))[0] == 200
    assert world.rasa.asked[-1]["message"] == payload


@pytest.mark.parametrize(
    "payload",
    [
        "/spoed",
        "/restart",
        "vraag_contact",
        "/vraag_contact /restart",
        '/kies_antwoord{"antwoord":"Quirinia Wolkenveld"}',
        '/kies_antwoord{"antwoord":1}',
        '/kies_antwoord{"antwoord":',
        '/kies_antwoord["x"]',
        5,
        "/" + "a" * 400,
    ],
)
async def test_other_payloads_do_not(world: World, payload: Any) -> None:
    token = await world.session()
    asked = len(world.rasa.asked)
    status, body = await world.say(token, keuze=payload)
    assert (status, body["fout"]) == (400, "onbekende_keuze")
    assert len(world.rasa.asked) == asked


async def test_redaction_failure_refuses(world: World) -> None:
    token = await world.session()
    world.redaction.fails = True
    asked = len(world.rasa.asked)
    status, body = await world.say(token, "quirinia is weg")
    assert (status, body["fout"]) == (503, "geweigerd")
    assert len(world.rasa.asked) == asked
    _, danger = await world.say(token, "quirinia heeft een mes")
    assert danger["berichten"][0]["text"].startswith("Bel nu 112")
    world.redaction.fails = False
    assert (await world.say(token, "gaat het weer"))[0] == 200


@pytest.mark.parametrize(
    ("status", "answer", "delay"),
    [
        (500, [], 0),
        (200, {"x": 1}, 0),
        (200, ["x"], 0),
        (200, [], 0),
        (200, [{}], 0),
        (200, [{"text": "te laat"}], 1.5),
    ],
)
async def test_never_silent_when_rasa_fails(world: World, status: int, answer: Any, delay: float) -> None:
    token = await world.session()
    world.rasa.status, world.rasa.answer, world.rasa.delay = status, answer, delay
    got, body = await world.say(token, "wie kan ik bellen")
    assert got == 200
    assert "088 20 80 080" in text_of(body)
    _, danger = await world.say(token, "hij heeft een mes")
    assert danger["berichten"][0]["text"].startswith("Bel nu 112")


async def test_danger_gets_112_first_when_an_action_fails(world: World) -> None:
    token = await world.session()
    world.rasa.answer = [{"text": "Er ging iets mis."}, {"custom": {"storing": True}}]
    _, body = await world.say(token, "hij staat hier met een mes")
    assert "112" in body["berichten"][0]["text"][:40]
    _, body = await world.say(token, "wie kan ik bellen")
    assert body["berichten"] == [{"text": "Er ging iets mis."}]


async def test_greeting_without_rasa(world: World) -> None:
    world.rasa.status = 500
    body = await (await world.client.post("/api/sessie", json={})).json()
    assert "112" in text_of(body)
    assert body["sessie"]


async def test_messages_of_one_conversation_wait_for_each_other(world: World) -> None:
    token = await world.session()
    world.rasa.delay = 0.05
    answers = await asyncio.gather(*(world.say(token, f"bericht {number}") for number in range(4)))
    assert [status for status, _ in answers] == [200] * 4
    assert world.rasa.most_busy == 1


async def test_a_hundred_at_once_are_held_back_and_the_next_works(world: World) -> None:
    token, other = await world.session(), await world.session()
    world.rasa.delay = 0.01
    answers = await asyncio.gather(*(world.say(token, f"bericht {number}") for number in range(100)))
    refused = [body for status, body in answers if status == 429]
    assert refused
    assert all("te snel" in body["bericht"] for body in refused)
    assert {status for status, _ in answers} <= {200, 429}
    assert (await world.say(other, "ik ben iemand anders"))[0] == 200
    await asyncio.sleep(1.1)
    assert (await world.say(token, "rustig aan"))[0] == 200


async def test_new_sessions_are_limited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [(await world.client.post("/api/sessie", json={})).status for _ in range(45)]
    assert 429 in codes
    assert codes[:30] == [200] * 30


@pytest.mark.parametrize("words", ["wis alles", "Wis alles.", "WIS DIT GESPREK!", "verwijder alles"])
async def test_erase_by_words_also_without_rasa(world: World, words: str) -> None:
    token = await world.session()
    await world.say(token, "iets wat weg moet")
    sender = world.rasa.asked[-1]["sender"]
    await world.database.execute(
        "INSERT INTO gesprekken VALUES (:id, :state, 1)", {"id": sender, "state": "iets wat weg moet"}
    )
    world.rasa.status = 500
    status, body = await world.say(token, words)
    assert status == 200
    assert body["gewist"] is True
    assert (await world.say(token, "nog eens"))[0] == 404
    left = b"".join(file.read_bytes() for file in world.path.parent.glob("samenduiden.db*"))
    assert b"iets wat weg moet" not in left
    with sqlite3.connect(world.path) as database:
        assert database.execute("SELECT count(*) FROM gesprekken").fetchone() == (0,)
        assert database.execute("SELECT sender_id FROM gewist").fetchall() == [(sender,)]


async def test_erase_asked_by_an_action(world: World) -> None:
    token = await world.session()
    world.rasa.answer = [{"text": "Ik wis dit gesprek."}, {"custom": {"wis": True}}]
    status, body = await world.say(token, "kun je dit allemaal weghalen")
    assert (status, body["gewist"]) == (200, True)
    assert "gewist" in text_of(body)
    assert all("custom" not in bubble for bubble in body["berichten"])


async def test_erase_by_button_and_address(world: World) -> None:
    first, second = await world.session(), await world.session()
    assert (await world.say(first, keuze="/wis_gesprek"))[1]["gewist"] is True
    answer = await world.client.post("/api/wis", json={"sessie": second})
    assert (await answer.json())["gewist"] is True
    assert (await world.say(second, "hallo"))[0] == 404


async def test_other_custom_messages_pass_untouched(world: World) -> None:
    token = await world.session()
    world.rasa.answer = [{"text": "Zo.", "buttons": []}, {"custom": {"samenvatting": {"regels": ["a"]}}}]
    _, body = await world.say(token, "vat samen")
    assert body["berichten"] == [{"text": "Zo."}, {"custom": {"samenvatting": {"regels": ["a"]}}}]


async def test_test_door(world: World) -> None:
    body = {"sender": "proef 1", "message": "hallo", "metadata": {"now": "2026-11-21T23:30:00+01:00"}}
    answer = await world.client.post("/api/chat", json=body)
    assert await answer.json() == [{"text": "Vertel verder."}]
    asked = world.rasa.asked[-1]
    assert asked["metadata"]["now"] == "2026-11-21T23:30:00+01:00"
    assert asked["sender"] != "proef 1"
    await world.client.post("/api/chat", json={**body, "message": "nog iets"})
    assert world.rasa.asked[-1]["sender"] == asked["sender"]
    erased = await world.client.post("/api/chat", json={**body, "message": "wis alles"})
    assert "gewist" in (await erased.json())[0]["text"]
    await world.client.post("/api/chat", json={**body, "message": "opnieuw"})
    assert world.rasa.asked[-1]["sender"] != asked["sender"]


async def test_test_door_with_bad_input(world: World) -> None:
    for message in ("", "😀", None):
        answer = await world.client.post("/api/chat", json={"sender": "a", "message": message})
        assert answer.status == 200
        assert "112" in (await answer.json())[0]["text"]
    answer = await world.client.post("/api/chat", json={"sender": "a", "message": "x", "metadata": {"now": "gisteren"}})
    assert answer.status == 400
    await world.client.post("/api/chat", json={"sender": "a", "message": "/spoed"})
    assert world.rasa.asked[-1]["message"] == "spoed"


async def test_pages_and_headers(world: World) -> None:
    for path, kind in (("/", "text/html"), ("/widget.js", "text/javascript"), ("/samenduiden.js", "text/javascript")):
        answer = await world.client.get(path)
        assert answer.status == 200
        assert answer.content_type == kind
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Server"] == "samenduiden"
        again = await world.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/weg", "/../samenduiden.db", "/%2e%2e/samenduiden.db", "/api/bericht"):
        answer = await world.client.get(path)
        assert answer.status in (404, 405)
        assert json.loads(await answer.text())["fout"] == "niet_gevonden"
    answer = await world.client.post("/api/sessie", json={})
    assert answer.headers["Cache-Control"] == "no-store"


async def test_only_listed_pages_may_embed(world: World) -> None:
    allowed = await world.client.options("/api/bericht", headers={"Origin": ORIGIN})
    assert allowed.status == 204
    assert allowed.headers["Access-Control-Allow-Origin"] == ORIGIN
    strange = {"Origin": "https://elders.example"}
    assert (await world.client.options("/api/bericht", headers=strange)).status == 403
    answer = await world.client.post("/api/sessie", json={}, headers=strange)
    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert (await world.client.post("/api/sessie", json={}, headers={"Origin": ORIGIN})).status == 200


async def test_a_surprise_inside_gives_an_answer_and_no_words_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    token = await world.session()

    async def surprise(*arguments: Any) -> None:
        raise RuntimeError("quirinia zat hierin")

    monkeypatch.setattr(world.redaction, "redact", surprise)
    status, body = await world.say(token, "quirinia is weg")
    assert status == 500
    assert "112" in body["bericht"]
    assert "quirinia" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_buckets() -> None:
    buckets = gateway_web.Buckets(Rate(burst=2, per_second=1), most=2)
    assert [buckets.take("a", 0), buckets.take("a", 0), buckets.take("a", 0)] == [True, True, False]
    assert buckets.take("a", 1.0)
    assert not buckets.take("a", 1.5)


def test_page_policy_allows_the_styles_of_the_page_and_no_others() -> None:
    policy = page_policy(b"<style>a {}</style><p style='x'><style>b {}</style>")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy


async def test_the_language_is_read_before_anything_is_taken_out(world: World) -> None:
    world.core._language = lambda text: "anders" if "quirinia" in text else "nl"
    await world.say(await world.session(), "quirinia quirinia")
    assert world.rasa.asked[-1]["metadata"]["taal"] == "anders"
