"""The conversation this project is for, through the addresses the widget uses."""

from __future__ import annotations

import sqlite3
import time

import pytest
from e2e.assistant import Assistant, Talk, says, text_of
from fictief import SCHOOL, YOUSSRA

VERHAAL = (
    f"hoi ik ben mentor in lunteren en heb zorgen om een leerling van 16, {YOUSSRA.voornaam.lower()}. hij heeft "
    "zn oude vrienden laten vallen, zit tot 4 uur snachts online in een besloten groep en zei laatst dat die mensen "
    f"geen mensen zijn. hij komt nog wel elke week voetballen. bel me op {YOUSSRA.telefoon}, "
    f"hij zit op {SCHOOL.lower()}"
)
MES = "hij staat nu met een mes op het schoolplein"


def test_greeting_says_what_one_must_know(talk: Talk) -> None:
    said = text_of(talk.greeting).lower()
    for word in ("computer", "oordeel", "namen", "112"):
        assert word in said
    assert "24 uur" in talk.opslag
    assert "wis alles" in talk.opslag.lower()


def test_the_main_conversation(talk: Talk) -> None:
    answer = talk.say(VERHAAL)
    first, everything = answer[0]["text"], text_of(answer)
    # Kinds of what was removed, never the thing itself.
    assert "naam" in first
    assert "telefoonnummer" in first
    for thing in (YOUSSRA.voornaam, YOUSSRA.telefoon, SCHOOL):
        assert thing.lower() not in everything.lower()
    # What was understood, per domain, with the words of the user.
    for words in ("vrienden", "online", "geen mensen", "voetbal"):
        assert words in everything.lower()
    assert says(everything, "een_signaal")
    assert "?" in answer[-1]["text"]

    contact = text_of(talk.say("en nu?"))
    assert "Ede" in contact
    assert "lunteren" not in contact.lower()
    assert "casusregisseur" in contact.lower()

    danger = talk.say(MES)
    assert "112" in danger[0]["text"][:40]

    flow = talk.say("ik wil het stroomschema lopen")
    assert any(bubble.get("buttons") for bubble in flow)
    pressed = next(bubble["buttons"][0]["payload"] for bubble in flow if bubble.get("buttons"))
    assert talk.press(pressed)


def test_danger_first_in_every_state(assistant: Assistant) -> None:
    before = (
        [],
        ["een leerling trekt zich terug"],
        ["wie kan ik bellen"],
        ["stroomschema", "verder"],
        ["/ wat is dit"],
    )
    for number, words in enumerate(before):
        sender = f"gevaar {number} {time.time()}"
        for text in words:
            assert assistant.chat(sender, text)
        assert "112" in assistant.chat(sender, MES)[0]["text"][:40], words


def test_wis_alles_leaves_nothing(assistant: Assistant, talk: Talk) -> None:
    talk.say("een leerling heeft het steeds over oranje paraplu's en verbergt een dagboek")
    with sqlite3.connect(assistant.var / "samenduiden.db") as database:
        before = {row[0] for row in database.execute("SELECT sender_id FROM gesprekken")}
    status, body = talk.post({"tekst": "wis alles"})
    assert (status, body["gewist"]) == (200, True)
    with sqlite3.connect(assistant.var / "samenduiden.db") as database:
        gone = before - {row[0] for row in database.execute("SELECT sender_id FROM gesprekken")}
        assert gone
        stones = {row[0] for row in database.execute("SELECT sender_id FROM gewist")}
        assert gone <= stones
        assert not gone & {row[0] for row in database.execute("SELECT sender_id FROM sessies")}
    for file in assistant.var.rglob("*"):
        if file.is_file():
            assert b"paraplu" not in file.read_bytes(), file
    assert talk.post({"tekst": "ben je er nog"})[0] == 404


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 400), ("😀😀", 400), ("\x00\x01\x02", 400), ("a" * 6000, 413)],
    ids=["leeg", "emoji", "stuurtekens", "te lang"],
)
def test_bad_input_gets_an_answer_and_the_next_message_works(talk: Talk, text: str, status: int) -> None:
    got, body = talk.post({"tekst": text})
    assert got == status
    assert body["bericht"]
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


@pytest.mark.parametrize(
    "text",
    [
        "Hello, I am a teacher and I am worried about one of my pupils, can you help me?",
        "مرحبا، أنا قلق على أحد طلابي",
        "Merhaba, bir öğrencim için endişeleniyorum",
        "asdf qwer zxcv",
        "?" * 50 + " a",
        "<script>alert(1)</script>",
        "'; DROP TABLE sessies; --",
        "{{7*7}} ${x} {telefoon_lse}",
    ],
)
def test_strange_words_get_a_short_answer(talk: Talk, text: str) -> None:
    answer = talk.say(text)
    assert text_of(answer).strip()
    assert "{" not in text_of(answer)
    assert talk.post({"tekst": "een leerling trekt zich terug"})[0] == 200


def test_five_megabytes_and_broken_json(assistant: Assistant, talk: Talk) -> None:
    began = time.monotonic()
    assert assistant.request("/api/bericht", raw=b'{"tekst":"' + b"a" * 5_000_000 + b'"}')[0] == 413
    assert time.monotonic() - began < 5
    assert assistant.request("/api/bericht", raw=b"{")[0] == 400
    assert talk.post({"tekst": "wie kan ik bellen"})[0] == 200


def test_test_clock_decides_whether_somebody_is_there(assistant: Assistant) -> None:
    open_now = text_of(assistant.chat("klok 1", "wie kan ik bellen in ede", now="2026-11-24T10:30:00+01:00"))
    closed = text_of(assistant.chat("klok 2", "wie kan ik bellen in ede", now="2026-11-22T03:30:00+01:00"))
    assert open_now != closed


def test_other_addresses_do_not_answer_from_outside(assistant: Assistant) -> None:
    assert assistant.request("/gezondheid")[1]["status"] == "goed"
    assert assistant.request("/api/onbekend", {})[0] == 404
    assert assistant.request("/conversations/x/tracker", port=assistant.ports()["rasa"])[0] == 404
