"""Slack and Teams with the real gateway, the real redaction, the real Rasa and the real store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from e2e.assistant import Assistant
from e2e.kanalen_deuren import SLACK_PATH, Doors, open_doors
from fictief import BERTRAM, SCHOOL, YOUSSRA, Persoon
from unit.gateway.slack_world import direct, form, mentioned, press
from unit.gateway.teams_world import BOT, in_channel, message

from rasa_project.launcher.ports import free_ports

# One gateway and one event loop for all tests here: a start takes longest.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def doors(assistant: Assistant) -> AsyncIterator[Doors]:
    """A second gateway beside the one of the assistant, with both channels."""
    async with open_doors(assistant, free_ports().gateway) as made:
        yield made


def words(found: Any) -> str:
    """Every text in a message, wherever it stands."""
    if isinstance(found, dict):
        return " ".join(
            value if key == "text" and isinstance(value, str) else words(value) for key, value in found.items()
        )
    return " ".join(map(words, found)) if isinstance(found, list) else ""


def values(found: Any) -> list[str]:
    """The value of every button."""
    if isinstance(found, dict):
        own = [found["value"]] if found.get("type") == "button" and "value" in found else []
        own += [found["data"]["samenduiden"]] if found.get("type") == "Action.Submit" else []
        return own + [one for value in found.values() for one in values(value)]
    return [one for part in found for one in values(part)] if isinstance(found, list) else []


async def test_a_conversation_in_slack(doors: Doors) -> None:
    first = await doors.slack_says("een leerling trekt zich terug en zit de hele nacht online")
    assert "Slack bewaart zelf ook" in words(first)
    buttons = values(first)
    assert buttons
    sent = len(doors.slack.of("chat.postMessage"))
    stamp = "900.000123"
    body = form(press(buttons[0], first[-1]["blocks"], stamp))
    assert await doors.slack_post(body, "application/x-www-form-urlencoded") == 200
    assert "Je keuze" in words((await doors.slack.wait(1, "chat.update"))[-1])
    await doors.slack.wait(sent + 1, "chat.postMessage")
    await doors.slack_says("vat het samen", wanted="Samenvatting voor overleg")
    await doors.slack_says("wie kan ik nu bellen in Tubbergen?", wanted="088 20 80 080")
    await doors.slack_says("wis gesprek", wanted="Wat in Slack zelf staat, kan ik niet wissen")


async def test_a_conversation_in_teams(doors: Doors) -> None:
    first = await doors.teams_says("een leerling trekt zich terug en zit de hele nacht online", "Action.Submit")
    assert "Teams bewaart zelf ook" in words(first)
    data = {"samenduiden": values(first)[0], "titel": "x", "tekst": "y"}
    await doors.teams_says(None, value=data, replyToId="uit2")
    assert "Je keuze" in words((await doors.teams.wait(1, "PUT"))[-1])
    await doors.teams_says("vat het samen", "Samenvatting voor overleg")
    await doors.teams_says("wie kan ik nu bellen in Tubbergen?", "088 20 80 080")
    await doors.teams_says("wis gesprek", "Wat in Teams zelf staat, kan ik niet wissen")


async def test_danger_comes_first_in_both(doors: Doors) -> None:
    sentence = "er staat nu een jongen met een mes op het plein en hij wil iemand steken"
    assert "112" in words((await doors.slack_says(sentence, "U0GEVAAR"))[0])[:120]
    assert "112" in words((await doors.teams_says(sentence, user="29:gevaar"))[0])[:120]


# --- the canary ---------------------------------------------------------------------------


def sentences(person: Persoon) -> list[str]:
    low = person.voornaam.lower()
    return [
        f"het gaat om {person.naam}, bsn {person.bsn}",
        f"{low} {person.achternaam.lower()} zit de hele nacht online als {person.account}",
        f"de moeder van {low} is te bereiken op {person.telefoon} of {person.email}",
        f"hij woont op {person.adres}, {person.postcode}, rijdt in {person.kenteken}",
        f"hij zit op {SCHOOL} en kreeg geld op {person.iban}",
        f"{low} staat nu met een mes op het schoolplein",
        "vat het samen",
    ]


async def type_everywhere(doors: Doors, person: Persoon) -> None:
    user = f"U0{person.voornaam[:4].upper()}"
    for sentence in sentences(person):
        await doors.slack_says(sentence, user)
        await doors.teams_says(sentence, user=f"29:{user}", recipient={"id": BOT, "name": person.naam})
    doors.number += 1
    number = f"k{doors.number}"
    for text in sentences(person):
        number += "1"
        await doors.slack_post(json.dumps(mentioned(text, number)))
        await doors.teams_post(in_channel(doors.teams.service_url, text, number))
    await doors.slack_post(
        json.dumps(direct("", f"{number}a", subtype="message_changed", message={"text": person.naam}))
    )
    await doors.slack_post(json.dumps(direct("", f"{number}b", files=[{"name": f"{person.naam}.pdf"}])))
    await doors.slack_post(json.dumps(direct(f"{person.naam} " * 900, f"{number}c")))
    await doors.slack_post(form(press(f"x|/kies{person.naam}", [])), "application/x-www-form-urlencoded")
    command = {
        "command": "/samenduiden",
        "text": person.naam,
        "user_id": user,
        "team_id": "T0EEN",
        "trigger_id": number,
    }
    await doors.slack_post(urlencode(command), "application/x-www-form-urlencoded")
    await doors.slack_post('{"type": "event_callback", "event": "' + person.naam)
    async with doors.http.post(doors.url + SLACK_PATH, data=json.dumps(direct(person.naam))) as answer:
        assert answer.status == 401
    url = doors.teams.service_url
    await doors.teams_says(None, value={"samenduiden": person.naam})
    assert await doors.teams_post(message(url, person.naam), "a.b.c") == 401
    assert await doors.teams_post(message(url, person.naam, "x", conversation={"id": f"/{person.naam}"})) in (400, 403)
    assert await doors.teams_post(message(url, person.naam, "y", type="invoke", name=person.naam)) == 501


def needles(person: Persoon) -> list[bytes]:
    digits = "".join(char for char in person.telefoon if char.isdigit())
    return [needle.lower().encode() for needle in (*person.kanaries(), digits, SCHOOL)]


async def test_an_invented_person_is_found_nowhere(doors: Doors) -> None:
    for person in (YOUSSRA, BERTRAM):
        await type_everywhere(doors, person)
    # A message of somebody else is answered after all that.
    await doors.slack_says("wis gesprek", "U0SLOT", "Wat in Slack zelf staat")
    await doors.teams_says("wis gesprek", "Wat in Teams zelf staat", "29:slot")
    looked = [(file.name, file.read_bytes().lower()) for file in doors.var.rglob("*") if file.is_file()]
    looked.append(("sent to Slack", json.dumps(doors.slack.said).lower().encode()))
    looked.append(("sent to Teams", json.dumps(doors.teams.of("POST", "PUT")).lower().encode()))
    assert {"samenduiden.db", "kanalen.log", "rasa.log"} <= {name for name, _ in looked}
    found = sorted(
        f"{needle.decode()} in {name}"
        for person in (YOUSSRA, BERTRAM)
        for needle in needles(person)
        for name, content in looked
        if needle in content
    )
    assert not found


async def test_no_id_of_the_platforms_is_kept(doors: Doors) -> None:
    await doors.slack_says("een leerling trekt zich terug", "U0HERKENBAAR")
    await doors.teams_says("een leerling trekt zich terug", user="29:herkenbaar")
    ids = [b"U0HERKENBAAR", b"29:herkenbaar", b"Geheim Mens", b"T0EEN", b"a:herkenbaar"]
    for file in doors.var.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [one for one in ids if one in content], file.name


async def test_erasing_takes_the_row_away(doors: Doors) -> None:
    def rows() -> int:
        with sqlite3.connect(doors.var / "samenduiden.db") as connection:
            return int(connection.execute("SELECT count(*) FROM sessies").fetchone()[0])

    before = rows()
    await doors.teams_says("een leerling trekt zich terug", "Action.Submit", "29:wisser")
    assert rows() == before + 1
    await doors.teams_says("wis gesprek", "Wat in Teams zelf staat", "29:wisser")
    assert rows() == before
