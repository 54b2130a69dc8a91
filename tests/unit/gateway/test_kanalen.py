"""What Slack and Teams share: pseudonyms, one answer per event, splitting, one to one."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.gateway.database import Database
from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms, Who
from rasa_project.gateway.kanalen.seen import KEEP, Seen
from rasa_project.gateway.kanalen.settings import Keys
from rasa_project.gateway.kanalen.split import pieces, split_text
from rasa_project.gateway.kanalen.uiting import Uiting, from_bubbles, split_value
from rasa_project.gateway.sessions import IDLE

WHO = Who("slack", "T1", "U1")
World = Any


def make_front(world: World, texts: Any, keys: Keys | None = None, keeps: str | None = None) -> Front:
    pseudonyms = Pseudonyms(keys or Keys(b"a" * 32))
    return Front("Slack", world.core, world.sessions, pseudonyms, Seen(world.database), texts, keeps)


@pytest.fixture
async def front(world: World, texts: Any) -> Front:
    made = make_front(world, texts)
    await Seen(world.database).start()
    return made


def words(antwoord: Any) -> str:
    return " ".join(uiting.tekst for uiting in antwoord.uitingen)


# --- pseudonyms ---------------------------------------------------------------------------


def test_a_pseudonym_says_nothing_and_differs_per_key_place_and_channel() -> None:
    one = Pseudonyms(Keys(b"a" * 32))
    found = {
        one.of(who)[0] for who in (WHO, Who("teams", "T1", "U1"), Who("slack", "T2", "U1"), Who("slack", "T", "1U1"))
    }
    found.add(Pseudonyms(Keys(b"b" * 32)).of(WHO)[0])
    assert len(found) == 5
    assert all(re.fullmatch(r"[0-9a-f]{64}", mark) for mark in found)


async def test_a_conversation_survives_a_new_key_and_moves_to_it(world: World, texts: Any) -> None:
    old, new = Keys(b"a" * 32), Keys(b"b" * 32, b"a" * 32)
    await make_front(world, texts, old).say(WHO, "hallo daar")
    await make_front(world, texts, new).say(WHO, "hallo weer")
    await make_front(world, texts, Keys(b"b" * 32)).say(WHO, "en nog eens")
    assert len({asked["sender"] for asked in world.rasa.asked}) == 1
    with sqlite3.connect(world.path) as connection:
        marks = [row[0] for row in connection.execute("SELECT token_hash FROM sessies")]
    assert marks == [Pseudonyms(Keys(b"b" * 32)).of(WHO)[0]]


async def test_nothing_of_the_user_is_stored_or_sent(world: World, front: Front) -> None:
    await front.say(Who("slack", "T0GEHEIM", "U0GEHEIM"), "er is iets")
    assert await front.is_new("Ev0GEHEIM")
    stored = b"".join(file.read_bytes() for file in world.path.parent.glob("samenduiden.db*"))
    assert b"GEHEIM" not in stored
    assert "GEHEIM" not in str(world.rasa.asked)


# --- one answer per event -----------------------------------------------------------------


async def test_an_event_is_new_once_also_for_a_neighbour_and_after_a_restart(world: World) -> None:
    first = Seen(world.database)
    await first.start()
    assert await first.first_time("a", 1000.0)
    assert not await first.first_time("a", 1001.0)
    assert not await Seen(world.database).first_time("a", 1002.0)
    assert await Seen(world.database).first_time("a", 1003.0 + KEEP)


async def test_an_event_is_still_answered_when_the_database_fails(world: World) -> None:
    broken = Seen(Database(f"sqlite:///{world.path.parent / 'leeg.db'}"))
    assert await broken.first_time("a", 1.0)
    assert not await broken.first_time("a", 1.0)


# --- splitting and links ------------------------------------------------------------------


@given(st.text(alphabet="ab .\n,?;é😀", max_size=400), st.integers(10, 60))
def test_parts_fit_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_link_is_not_broken() -> None:
    link = "https://www.voorbeeld.example/een/lang/adres"
    parts = split_text(f"Kijk nu eens even hier op deze plek: {link} en dan verder", 60)
    assert any(link in part for part in parts)


@given(st.text(max_size=200))
def test_pieces_together_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


def test_the_end_of_a_sentence_is_no_part_of_a_link() -> None:
    found = list(pieces("Kijk op https://a.example/b?c=1. Of bel (https://c.example)."))
    assert [piece.text for piece in found if piece.link] == ["https://a.example/b?c=1", "https://c.example"]


def test_a_summary_becomes_lines() -> None:
    document = {
        "titel": "Samenvatting",
        "kop": "Niet gewogen.",
        "datum": "22-11-2026",
        "delen": [{"titel": "Gezien", "regels": [{"id": "a", "tekst": "trekt zich terug"}]}],
        "voet": "Zonder namen.",
    }
    [_, uiting] = from_bubbles([{"text": "Hier is hij."}, {"custom": {"samenvatting": document}}], "t")
    assert uiting == Uiting("Samenvatting (22-11-2026)\nNiet gewogen.\n\nGezien:\n• trekt zich terug\n\nZonder namen.")


# --- one to one ---------------------------------------------------------------------------


async def test_the_first_answer_says_what_must_be_said_once(world: World, front: Front) -> None:
    first = await front.say(WHO, "een leerling trekt zich terug")
    assert "Ik ben een computer" in first.uitingen[0].tekst
    assert "Slack bewaart zelf ook" in first.uitingen[1].tekst
    assert first.uitingen[2].tekst == "Vertel verder."
    second = await front.say(WHO, "en hij is vaak weg")
    assert words(second) == "Vertel verder."


async def test_how_long_the_platform_keeps_is_told_when_it_is_known(world: World, texts: Any) -> None:
    answer = await make_front(world, texts, keeps="90 dagen").welcome(WHO)
    assert "90 dagen" in words(answer)
    assert world.rasa.asked[0]["message"] == "/start"
    assert words(await make_front(world, texts).say(WHO, "en nu")) == "Vertel verder."


async def test_danger_comes_before_everything(world: World, front: Front) -> None:
    world.rasa.answer = [{"text": "Bel nu 112."}]
    first = await front.say(WHO, "hij staat hier met een mes")
    assert first.gevaar
    assert first.uitingen[0].tekst == "Bel nu 112."
    assert "computer" in words(first)


async def test_danger_is_answered_when_nothing_works(world: World, front: Front) -> None:
    await world.database.execute("DROP TABLE sessies")
    answer = await front.say(WHO, "hij staat hier met een mes")
    assert answer.gevaar
    assert answer.uitingen[0].tekst.startswith("Bel nu 112")
    assert "112" in words(await front.say(WHO, "niets bijzonders"))


@pytest.mark.parametrize("raw", [None, 3, "", "😀", "a" * 40_000])
async def test_bad_words_get_a_clear_answer(front: Front, world: World, raw: Any) -> None:
    assert "112" in words(await front.say(WHO, raw))
    assert world.rasa.asked == []


async def test_too_fast(front: Front, world: World) -> None:
    answers = [await front.say(WHO, "mes" if number > 30 else "dit") for number in range(40)]
    assert "te snel" in words(answers[-1])
    assert answers[-1].uitingen[0].tekst.startswith("Bel nu 112")
    assert len(world.rasa.asked) < 40


async def test_erasing_says_what_stays_with_the_platform(world: World, front: Front) -> None:
    await front.say(WHO, "een verhaal")
    answer = await front.say(WHO, "wis gesprek")
    assert "gewist" in answer.uitingen[0].tekst
    assert "Wat in Slack zelf staat, kan ik niet wissen" in answer.uitingen[1].tekst
    with sqlite3.connect(world.path) as connection:
        assert connection.execute("SELECT count(*) FROM sessies").fetchone() == (0,)


async def test_a_button_of_this_conversation(world: World, front: Front) -> None:
    world.rasa.answer = [{"text": "En?", "buttons": [{"title": "Ja", "payload": '/kies_antwoord{"antwoord":"ja"}'}]}]
    [*_, uiting] = (await front.say(WHO, "hallo daar")).uitingen
    await front.choose(WHO, uiting.knoppen[0].waarde)
    assert world.rasa.asked[-1]["message"] == '/kies_antwoord{"antwoord":"ja"}'


async def test_a_button_of_last_week(world: World, front: Front) -> None:
    world.rasa.answer = [
        {
            "text": "En?",
            "buttons": [
                {"title": "Ja", "payload": '/kies_antwoord{"antwoord":"ja"}'},
                {"title": "Wie bel ik?", "payload": "/vraag_contact"},
            ],
        }
    ]
    [*_, uiting] = (await front.say(WHO, "hallo daar")).uitingen
    await world.database.execute("UPDATE sessies SET laatst = laatst - :idle", {"idle": IDLE + 1})
    asked = len(world.rasa.asked)
    assert "eerder gesprek" in words(await front.choose(WHO, uiting.knoppen[0].waarde))
    assert len(world.rasa.asked) == asked
    await front.choose(WHO, uiting.knoppen[1].waarde)
    assert world.rasa.asked[-1]["message"] == "/vraag_contact"


@pytest.mark.parametrize(
    "value", [None, 7, "", "x", "/acuut_gevaar", "t|/acuut_gevaar", '|/kies_antwoord{"a":"Jan"}', {}]
)
async def test_an_unknown_button_is_explained(front: Front, world: World, value: Any) -> None:
    assert "112" in words(await front.choose(WHO, value))
    assert world.rasa.asked == []


def test_a_value_without_a_tag() -> None:
    assert split_value("tag|/a|b") == ("tag", "/a|b")
    assert split_value("/a") == ("", "/a")


async def test_in_front_of_others_nothing_is_stored_and_nothing_asked(front: Front, world: World) -> None:
    asked = await front.invite("Quirinia trekt zich terug")
    assert "Hier lezen anderen mee" in words(asked.antwoord)
    assert asked.waarschuwing is not None
    assert "een naam" in asked.waarschuwing
    assert "Quirinia" not in words(asked.antwoord) + asked.waarschuwing
    assert world.rasa.asked == []
    with sqlite3.connect(world.path) as connection:
        assert connection.execute("SELECT count(*) FROM sessies").fetchone() == (0,)


@pytest.mark.parametrize("raw", ["", None, "gewoon een vraag", "x" * 40_000])
async def test_an_invitation_without_personal_data_warns_nobody(front: Front, raw: Any) -> None:
    asked = await front.invite(raw)
    assert asked.waarschuwing is None
    assert words(asked.antwoord).startswith("Hier lezen anderen mee")


async def test_danger_in_front_of_others_gets_112_first(front: Front, world: World) -> None:
    world.redaction.fails = True
    asked = await front.invite("hij heeft nu een mes")
    assert asked.antwoord.gevaar
    assert asked.antwoord.uitingen[0].tekst.startswith("Bel nu 112")
