"""Teams against Microsoft's own hosting library, with keys and a connector on the loopback."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from unit.gateway.teams_world import (
    APP,
    BEARER,
    BOT,
    CONVERSATION,
    KEY,
    OTHER_KEY,
    TENANT,
    USER,
    FakeMicrosoft,
    OneConnection,
    SignedIn,
    claims,
    in_channel,
    jwk,
    message,
    token,
)

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms
from rasa_project.gateway.kanalen.seen import Seen
from rasa_project.gateway.kanalen.settings import Keys, Notice, TeamsSettings
from rasa_project.gateway.teams import sender
from rasa_project.gateway.teams.channel import PATH, TeamsChannel
from rasa_project.gateway.teams.keys import KEEP, NOT_BEFORE

World = Any


class Door:
    """The gateway's Teams address, and Microsoft behind it."""

    def __init__(self, world: World, teams: FakeMicrosoft, channel: TeamsChannel, client: TestClient) -> None:
        self.world, self.teams, self.channel, self.client = world, teams, channel, client
        self.url = teams.service_url
        self.now = 1000.0

    async def post(self, body: Any, bearer: str | None = None, **headers: str) -> int:
        bearer = token(claims(self.url)) if bearer is None else bearer
        sent = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json", **headers}
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return (await self.client.post(PATH, data=data, headers=sent)).status

    async def say(self, text: Any = "een leerling trekt zich terug", number: str = "1", **fields: Any) -> int:
        return await self.post(message(self.url, text, number, **fields))

    async def settled(self) -> list[dict[str, Any]]:
        """All that was sent, once every call that was taken has been answered."""
        while self.channel._tasks:
            await asyncio.wait(set(self.channel._tasks))
        return self.teams.of("POST", "PUT")


def make_channel(
    world: World, texts: Any, teams: FakeMicrosoft, notices: list[Notice], signed_in: SignedIn, **more: Any
) -> TeamsChannel:
    settings = TeamsSettings(TENANT, APP, "geheim", (teams.service_url,))
    front = Front("Teams", world.core, world.sessions, Pseudonyms(Keys(b"a" * 32)), Seen(world.database), texts, None)
    metadata = teams.url("/openid")
    return TeamsChannel(
        front,
        settings,
        notices.append,
        OneConnection(signed_in),
        metadata,
        first_wait=0.01,
        **{"patience": 60.0, **more},
    )


@pytest.fixture
async def teams() -> AsyncIterator[FakeMicrosoft]:
    made = FakeMicrosoft()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def door(world: World, texts: Any, teams: FakeMicrosoft) -> AsyncIterator[Door]:
    await Seen(world.database).start()
    channel = make_channel(world, texts, teams, [], SignedIn(), clock=lambda: made.now)
    app = web.Application(client_max_size=64 * 1024)
    app.add_routes(channel.routes())
    client = TestClient(TestServer(app))
    await client.start_server()
    made = Door(world, teams, channel, client)
    await ready(channel)
    yield made
    await channel.stop()
    await client.close()


async def ready(channel: TeamsChannel) -> None:
    await channel.start()
    assert channel._start is not None
    await channel._start


def words(activity: dict[str, Any]) -> str:
    """All words of a message, on its card or not."""
    found = [activity.get("text", "")]
    for block in card(activity).get("body", []):
        found += [run["text"] for run in block.get("inlines", [])]
        found.append(block.get("text", ""))
    return " ".join(part for part in found if part)


def card(activity: dict[str, Any]) -> dict[str, Any]:
    return activity["attachments"][0]["content"] if activity.get("attachments") else {}


def actions(activity: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for block in card(activity).get("body", []) for one in block.get("actions", [])]


def ja(payload: str = '/kies_antwoord{"antwoord":"ja"}') -> list[dict[str, Any]]:
    return [{"text": "En?", "buttons": [{"title": "Ja", "payload": payload}]}]


# --- the conversation of two --------------------------------------------------------------


async def test_a_message_is_answered(door: Door) -> None:
    assert await door.say("Quirinia uit Lunteren trekt zich terug") == 202
    [answer] = await door.teams.wait(1, "POST")
    assert answer["text"].index("Ik ben een computer") < answer["text"].index("Vertel verder.")
    assert "Teams bewaart zelf ook" in answer["text"]
    assert "Quirinia" not in json.dumps(answer)
    [(_, path, _, bearer)] = door.teams.calls
    assert path == f"/emea/v3/conversations/{CONVERSATION}/activities/bericht1"
    assert bearer == f"Bearer {BEARER}"
    [asked] = door.world.rasa.asked
    assert asked["message"] == "[NAAM-1] uit Lunteren trekt zich terug"
    assert asked["metadata"]["kanaal"] == "teams"


async def test_nothing_of_the_profile_is_stored_or_sent_on(door: Door) -> None:
    await door.say()
    await door.teams.wait(1, "POST")
    stored = b"".join(file.read_bytes() for file in door.world.path.parent.glob("samenduiden.db*"))
    for secret in (b"Geheim Mens", b"29:mens", b"cccccccc", TENANT.encode(), CONVERSATION.encode()):
        assert secret not in stored
        assert secret not in json.dumps(door.world.rasa.asked).encode()
    assert "Geheim Mens" not in json.dumps(door.teams.of("POST"))


async def test_a_retry_gets_one_answer(door: Door) -> None:
    for _ in range(3):
        assert await door.say() == 202
    assert len(await door.settled()) == 1


async def test_quick_messages_are_taken_in_the_order_they_came(door: Door) -> None:
    door.world.rasa.delay = 0.02
    for number in range(8):
        await door.say(f"bericht nummer {number}", str(number))
    await door.settled()
    assert [one["message"][-1] for one in door.world.rasa.asked] == list("01234567")


async def test_being_busy_is_shown(world: World, texts: Any, teams: FakeMicrosoft) -> None:
    await Seen(world.database).start()
    channel = make_channel(world, texts, teams, [], SignedIn(), patience=0.0)
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(TestServer(app)) as client:
        await ready(channel)
        world.rasa.delay = 0.1
        await Door(world, teams, channel, client).say()
        await teams.wait(1, "POST")
        await channel.stop()
    assert [one["type"] for _, _, one, _ in teams.calls] == ["typing", "message"]


async def test_all_buttons_and_links(door: Door) -> None:
    buttons = [
        {"title": f"Keuze {n}" + "x" * (90 if n == 3 else 0), "payload": f'/kies_antwoord{{"antwoord":"a{n}"}}'}
        for n in range(30)
    ]
    door.world.rasa.answer = [
        {"text": "Lees https://www.voorbeeld.example/a?b=1&c=2. <b>vet</b> *ook*"},
        {"text": "Kies op https://www.voorbeeld.example/d:\n\n*niet vet*", "buttons": buttons},
    ]
    await door.say()
    text, first, second = await door.teams.wait(3, "POST")
    assert text["textFormat"] == "xml"
    assert '<a href="https://www.voorbeeld.example/a?b=1&amp;c=2">' in text["text"]
    assert "&lt;b&gt;vet&lt;/b&gt; *ook*" in text["text"]
    assert len(actions(first)) + len(actions(second)) == 30
    assert all(one["type"] == "Action.Submit" for one in actions(first))
    assert max(len(one["title"]) for one in actions(first)) == 75
    runs = [run for block in card(first)["body"] for run in block.get("inlines", [])]
    [link] = [run for run in runs if "selectAction" in run]
    assert link["selectAction"] == {"type": "Action.OpenUrl", "url": "https://www.voorbeeld.example/d"}
    assert {"type": "TextRun", "text": "*niet vet*"} in runs


async def test_a_long_answer_comes_in_parts_in_order_and_within_the_limit(door: Door) -> None:
    long = " ".join(f"woord{n}." for n in range(1500))
    door.world.rasa.answer = [{"text": long}, {"text": long, "buttons": ja()[0]["buttons"] * 12}]
    await door.say()
    sent = await door.settled()
    together = " ".join(words(one) for one in sent)
    assert together.count("woord1499.") == 2
    assert together.index("woord0.") < together.index("woord700.") < together.index("woord1499.")
    assert all(len(json.dumps(one)) < 28_000 for one in sent)


async def test_a_choice_takes_the_place_of_the_buttons(door: Door) -> None:
    door.world.rasa.answer = ja()
    await door.say()
    _, asked = await door.teams.wait(2, "POST")
    [action] = actions(asked)
    assert await door.say(None, "2", value=action["data"], replyToId="uit2") == 202
    [changed] = await door.teams.wait(1, "PUT")
    assert [path for name, path, _, _ in door.teams.calls if name == "PUT"] == [
        f"/emea/v3/conversations/{CONVERSATION}/activities/uit2"
    ]
    assert actions(changed) == []
    assert "En?" in words(changed)
    assert "Je keuze: Ja" in words(changed)
    await door.teams.wait(3, "POST")
    assert door.world.rasa.asked[-1]["message"] == '/kies_antwoord{"antwoord":"ja"}'


async def test_a_card_is_chosen_from_once(door: Door) -> None:
    door.world.rasa.answer = ja()
    await door.say()
    _, asked = await door.teams.wait(2, "POST")
    data = actions(asked)[0]["data"]
    await door.say(None, "2", value=data, replyToId="uit2")
    await door.say(None, "2", value=data, replyToId="uit2")  # sent again
    await door.say(None, "3", value=data, replyToId="uit2")  # pressed again
    sent = await door.settled()
    assert len(door.world.rasa.asked) == 2
    assert len([one for one in sent if "hebt hier al" in words(one) or "heb je al" in words(one)]) == 1


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"samenduiden": None},
        {"samenduiden": 3},
        {"samenduiden": "weg|/acuut_gevaar", "titel": 3, "tekst": ["x"]},
        {"samenduiden": 'weg|/kies_antwoord{"antwoord":"Jan Jansen"}'},
        {"samenduiden": "x" * 5000, "titel": "x" * 5000, "tekst": "x" * 50_000},
        {"msteams": {"type": "task/fetch"}},
        "los woord",
        7,
        [],
    ],
)
async def test_an_unknown_button_is_explained(door: Door, value: Any) -> None:
    assert await door.say(None, "1", value=value, replyToId="uit9") == 202
    await door.teams.wait(1, "POST")
    sent = await door.settled()
    assert any("112" in words(one) for one in sent)
    assert door.world.rasa.asked == []
    assert all(len(json.dumps(one)) < 28_000 for one in sent)


async def test_a_button_of_last_week(door: Door) -> None:
    door.world.rasa.answer = ja()
    await door.say()
    _, asked = await door.teams.wait(2, "POST")
    await door.world.database.execute("DELETE FROM sessies")
    await door.say(None, "2", value=actions(asked)[0]["data"], replyToId="uit2")
    [*_, told] = await door.teams.wait(3, "POST")
    assert "eerder gesprek" in words(told)
    assert len(door.world.rasa.asked) == 1


@pytest.mark.parametrize(
    "activity",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": BOT}, {"id": USER}], "text": None},
        {"type": "installationUpdate", "action": "add", "text": None},
    ],
)
async def test_opening_gives_the_greeting_once(door: Door, activity: dict[str, Any]) -> None:
    assert await door.say(**activity) == 202
    [greeting] = await door.teams.wait(1, "POST")
    assert "Teams bewaart zelf ook" in words(greeting)
    assert await door.say(**{**activity, "id": "2"}) == 202
    assert await door.settled() == [greeting]
    assert door.world.rasa.asked[0]["message"] == "/start"


async def test_erasing_says_what_stays_with_teams(door: Door) -> None:
    await door.say()
    await door.say("wis gesprek", "2")
    [_, answer] = await door.teams.wait(2, "POST")
    assert "Wat in Teams zelf staat, kan ik niet wissen" in answer["text"]


# --- in front of others -------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["channel", "groupChat", None])
async def test_in_front_of_others_no_case_is_taken(door: Door, kind: str | None) -> None:
    conversation = {"id": "19:groep@thread.v2", "tenantId": TENANT, **({"conversationType": kind} if kind else {})}
    await door.post(in_channel(door.url, "een leerling trekt zich terug", conversation=conversation))
    [answer] = await door.teams.wait(1, "POST")
    assert "Hier lezen anderen mee" in words(answer)
    assert actions(answer)[0]["url"] == f"https://teams.microsoft.com/l/chat/0/0?users=28:{APP}"
    assert door.world.rasa.asked == []
    with sqlite3.connect(door.world.path) as connection:
        assert connection.execute("SELECT count(*) FROM sessies").fetchone() == (0,)


async def test_a_personal_conversation_that_is_a_group_counts_as_a_group(door: Door) -> None:
    conversation = {"id": "19:x", "tenantId": TENANT, "conversationType": "personal", "isGroup": True}
    await door.post(in_channel(door.url, "een verhaal", conversation=conversation))
    [answer] = await door.teams.wait(1, "POST")
    assert "Hier lezen anderen mee" in words(answer)


async def test_personal_data_in_a_channel_is_told_to_the_writer_alone(door: Door) -> None:
    await door.post(in_channel(door.url, "Quirinia is weer weg"))
    public, private = await door.teams.wait(2, "POST")
    assert "een naam" in private["text"]
    assert private["recipient"]["id"] == USER
    assert [path for _, path, _, _ in door.teams.calls][1].endswith("?isTargetedActivity=true")
    assert "een naam" not in words(public)
    assert "Quirinia" not in json.dumps(door.teams.of("POST"))


async def test_where_nobody_can_be_told_alone_the_advice_names_no_kinds(door: Door) -> None:
    door.teams.refuses_private = True
    await door.post(in_channel(door.url, "Quirinia is weer weg"))
    _, advice = await door.teams.wait(2, "POST")
    assert "Haal het dan liever weg" in advice["text"]
    assert "een naam" not in advice["text"]


async def test_danger_in_a_channel_gets_112_first(door: Door) -> None:
    await door.post(in_channel(door.url, "hij heeft een mes"))
    [answer] = await door.teams.wait(1, "POST")
    assert words(answer).startswith("Bel nu 112")


# --- what is no message -------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "messageUpdate"},
        {"type": "messageDelete"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt"},
        {"type": "endOfConversation"},
        {"type": "conversationUpdate", "membersAdded": [{"id": USER}]},
        {"type": "conversationUpdate", "membersAdded": "wie"},
        {"type": "conversationUpdate", "channelData": {"tenant": {"id": TENANT}, "eventType": "channelRenamed"}},
        {"type": "installationUpdate", "action": "remove"},
        {"type": "iets_nieuws"},
        {"from": {"id": BOT, "role": "bot"}},
    ],
)
async def test_what_is_no_message_is_ignored(door: Door, fields: dict[str, Any]) -> None:
    assert await door.say(**fields) == 202
    assert await door.settled() == []


async def test_a_channel_without_a_mention_is_ignored(door: Door) -> None:
    assert await door.post(in_channel(door.url, "een verhaal", mentions=False)) == 202
    assert await door.post(in_channel(door.url, "een verhaal", "2", entities=[None, 3, {"type": "mention"}])) == 202
    assert await door.settled() == []


async def test_an_empty_mention_is_invited(door: Door) -> None:
    await door.post(in_channel(door.url, ""))
    [answer] = await door.teams.wait(1, "POST")
    assert "Hier lezen anderen mee" in words(answer)


async def test_an_invoke_is_not_for_us(door: Door) -> None:
    assert await door.say(type="invoke", name="adaptiveCard/action") == 501
    assert await door.settled() == []


async def test_a_file_is_not_read_and_that_is_said(door: Door) -> None:
    file = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "geheim.pdf"}
    await door.say("", attachments=[file])
    [alone] = await door.teams.wait(1, "POST")
    assert "Ik lees alleen tekst" in alone["text"]
    assert door.world.rasa.asked == []
    await door.say("dit is hij", "2", attachments=[{"contentType": "image/png"}, {"contentType": "text/html"}])
    [_, both] = await door.teams.wait(2, "POST")
    assert "Vertel verder." in both["text"]
    assert "Ik lees alleen tekst" in both["text"]


async def test_words_as_html_alone_are_no_file(door: Door) -> None:
    await door.say(
        "gewoon&nbsp;een verhaal &amp; meer", attachments=[{"contentType": "text/html", "content": "<p>x</p>"}]
    )
    [answer] = await door.teams.wait(1, "POST")
    assert "Ik lees alleen tekst" not in answer["text"]
    assert door.world.rasa.asked[0]["message"] == "gewoon een verhaal & meer"


@pytest.mark.parametrize("text", ["", "   ", None, 3, "😀", "a" * 40_000, "<at>Samenduiden</at>"])
async def test_odd_words_get_a_clear_answer(door: Door, text: Any) -> None:
    assert await door.say(text) == 202
    [answer] = await door.teams.wait(1, "POST")
    assert "112" in answer["text"]
    assert door.world.rasa.asked == []


# --- when something fails -----------------------------------------------------------------


async def test_words_still_go_when_teams_refuses_the_card(door: Door) -> None:
    door.teams.refuses_cards = True
    door.world.rasa.answer = [{"text": "Bel nu 112.", "buttons": [{"title": "Ik bel", "payload": "/bevestigen"}]}]
    await door.say("een mes")
    first, *_ = await door.teams.wait(2, "POST")
    assert first["text"] == "Bel nu 112.\n• Ik bel"


async def test_words_still_go_when_drawing_fails(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(antwoord: Any) -> Any:
        raise KeyError("titel")

    monkeypatch.setattr(sender.send, "__defaults__", (broken,))
    door.world.rasa.answer = [{"text": "Bel nu 112."}, {"text": "Doe dit eerst."}]
    await door.say("een mes")
    [answer] = await door.teams.wait(1, "POST")
    assert answer["text"].startswith("Bel nu 112.\n\nDoe dit eerst.")


@pytest.mark.parametrize("headers", [{"Retry-After": "0"}, {"Retry-After": "0.01"}])
async def test_a_rate_limit_is_waited_for(door: Door, headers: dict[str, str]) -> None:
    door.teams.fails["POST"] = [(429, headers)] * 3
    await door.say()
    [answer] = await door.teams.wait(1, "POST")
    assert len(door.teams.of("POST!429")) == 3
    assert "Vertel verder." in answer["text"]


async def test_danger_is_answered_when_rasa_and_the_redaction_fail(door: Door) -> None:
    door.world.rasa.status = 500
    await door.say("hij heeft een mes")
    door.world.redaction.fails = True
    await door.say("hij heeft een mes", "2")
    first, second = await door.teams.wait(2, "POST")
    assert first["text"].startswith("Bel nu 112")
    assert second["text"].startswith("Bel nu 112")


async def test_a_failing_connector_is_survived(door: Door) -> None:
    door.teams.fails["POST"] = [(500, {}), (403, {})]
    await door.say(number="1")
    await door.teams.wait(1, "POST!500")
    await door.say(number="2")
    await door.teams.wait(1, "POST!403")
    await door.say(number="3")
    await door.teams.wait(1, "POST")


async def test_a_card_that_cannot_be_changed_is_answered_all_the_same(door: Door) -> None:
    door.world.rasa.answer = ja()
    await door.say()
    _, asked = await door.teams.wait(2, "POST")
    door.teams.fails["PUT"] = [(404, {})]
    await door.say(None, "2", value=actions(asked)[0]["data"], replyToId="uit2")
    await door.teams.wait(3, "POST")


# --- tokens -------------------------------------------------------------------------------

BAD_TOKENS: dict[str, Callable[[str], str]] = {
    "no token": lambda url: "",
    "no jwt": lambda url: "a.b",
    "nonsense": lambda url: "a.b.c",
    "another key under a known name": lambda url: token(claims(url), OTHER_KEY),
    "a key nobody knows": lambda url: token(claims(url), OTHER_KEY, "twee"),
    "no key name": lambda url: token(claims(url), kid=None),
    "algorithm none": lambda url: token(claims(url), None, algorithm="none"),
    "HS256 with the name of a key": lambda url: token(claims(url), "x" * 64, algorithm="HS256"),
    "RS512": lambda url: token(claims(url), algorithm="RS512"),
    "wrong issuer": lambda url: token(claims(url, iss="https://sts.example/")),
    "issuer of the tenant": lambda url: token(claims(url, iss=f"https://login.microsoftonline.com/{TENANT}/v2.0")),
    "no issuer": lambda url: token(claims(url, iss=None)),
    "wrong audience": lambda url: token(claims(url, aud=TENANT)),
    "a list of audiences": lambda url: token(claims(url, aud=[APP, TENANT])),
    "no audience": lambda url: token(claims(url, aud=None)),
    "expired": lambda url: token(claims(url, exp=int(time.time()) - 301)),
    "no exp": lambda url: token(claims(url, exp=None)),
    "exp is a word": lambda url: token(claims(url, exp="straks")),
    "not yet valid": lambda url: token(claims(url, nbf=int(time.time()) + 900)),
    "no serviceurl": lambda url: token(claims(url, serviceurl=None)),
    "serviceurl is no text": lambda url: token(claims(url, serviceurl=["x"])),
    "changed body": lambda url: _swapped(token(claims(url)), token(claims(url, aud=APP, extra=1))),
    "very long": lambda url: token(claims(url, extra="x" * 20_000)),
}


def _swapped(one: str, other: str) -> str:
    head, _, signature = one.split(".")
    return f"{head}.{other.split('.')[1]}.{signature}"


@pytest.mark.parametrize("make", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
async def test_a_bad_token_is_refused_and_nothing_goes_out(door: Door, make: Callable[[str], str]) -> None:
    assert await door.post(message(door.url), make(door.url)) in (400, 401)
    assert door.channel._tasks == set()
    assert door.teams.calls == []
    assert door.world.rasa.asked == []


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer  ", "bearer x y"])
async def test_a_header_that_is_none_is_refused(door: Door, header: str) -> None:
    assert await door.post(message(door.url), Authorization=header) == 401
    assert (await door.client.post(PATH, json=message(door.url))).status == 401


def _but(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda whole: {**whole, **fields}


BAD_MESSAGES: dict[str, tuple[Callable[[dict[str, Any]], Any], int]] = {
    "foreign serviceUrl": (_but(serviceUrl="http://127.0.0.1:1/emea/"), 403),
    "no serviceUrl": (_but(serviceUrl=None), 403),
    "other channel": (_but(channelId="webchat"), 403),
    "other tenant": (_but(channelData={"tenant": {"id": APP}}), 403),
    "two tenants": (_but(conversation={"id": "a", "conversationType": "personal", "tenantId": APP}), 403),
    "no tenant": (_but(channelData={}, conversation={"id": "a", "conversationType": "personal"}), 403),
    "no conversation": (_but(conversation=None, channelData={"tenant": {"id": TENANT}}), 400),
    "conversation is a word": (_but(conversation="a"), 400),
    "no sender": (_but(**{"from": None}), 400),
    "path in the id": (_but(conversation={"id": "../../x", "tenantId": TENANT}), 400),
    "query in the id": (_but(id="x?y=1"), 400),
    "no id": (_but(id=None), 400),
    "path in replyToId": (_but(replyToId="a/../../b"), 400),
    "no type": (_but(type=None), 400),
    "a list": (lambda whole: [whole], 400),
    "no JSON": (lambda whole: "{", 400),
    "nothing": (lambda whole: "", 400),
    "deep": (lambda whole: '{"a":' * 50_000, 400),
    "too large": (lambda whole: {**whole, "text": "x" * 300_000}, 413),
}


@pytest.mark.parametrize(("change", "status"), BAD_MESSAGES.values(), ids=BAD_MESSAGES.keys())
async def test_a_message_that_does_not_belong_to_its_token_is_refused(
    door: Door, change: Callable[[dict[str, Any]], Any], status: int
) -> None:
    assert await door.post(change(message(door.url))) == status
    assert door.channel._tasks == set()
    assert door.teams.calls == []


@pytest.mark.parametrize(
    "path", ["/andere/", "/emea/../x/", "/emea/%2e%2e/", "/emea?x=/", "/emea@evil.example/", "/emeavil/"]
)
async def test_an_address_that_is_not_on_the_list_is_refused_also_when_the_token_says_so(door: Door, path: str) -> None:
    url = door.url.replace("/emea/", path)
    assert await door.post(message(url), token(claims(url))) == 403
    assert door.teams.calls == []


async def test_an_address_below_one_on_the_list_is_right(door: Door) -> None:
    url = f"{door.url}{TENANT}/"
    assert await door.post(message(url.rstrip("/")), token(claims(url))) == 202
    await door.teams.wait(1, "POST")


async def test_capitals_in_ids_do_not_matter(door: Door) -> None:
    bearer = token(claims(door.url, aud=APP.upper()))
    assert await door.post(message(door.url, channelData={"tenant": {"id": TENANT.upper()}}), bearer) == 202
    await door.teams.wait(1, "POST")


# --- keys ---------------------------------------------------------------------------------


async def test_keys_are_kept_and_renewed(door: Door) -> None:
    for number in "123":
        assert await door.say(number=number) == 202
    assert door.teams.fetched == 1
    door.teams.keys = [jwk(KEY, "een"), jwk(OTHER_KEY, "twee")]
    fresh = token(claims(door.url), OTHER_KEY, "twee")
    assert await door.post(message(door.url, number="4"), fresh) == 401  # asked too soon again
    door.now += NOT_BEFORE
    assert await door.post(message(door.url, number="5"), fresh) == 202
    assert door.teams.fetched == 2
    door.now += KEEP + 1
    door.teams.keys = [jwk(OTHER_KEY, "twee")]
    assert await door.say(number="6") == 401  # a key that was taken back
    assert door.teams.fetched == 3


async def test_a_stranger_cannot_make_us_fetch(door: Door) -> None:
    await door.say()
    for number in range(20):
        assert await door.post(message(door.url), token(claims(door.url), OTHER_KEY, f"k{number}")) == 401
    assert door.teams.fetched == 1


async def test_a_key_for_other_channels_is_refused(door: Door) -> None:
    door.teams.keys = [jwk(KEY, "een", ("webchat",))]
    assert await door.say() == 401


@pytest.mark.parametrize(
    "keys", [None, [{"kid": "een"}], [None, 3], [{"kid": "een", "kty": "RSA", "n": "?", "e": "?"}]]
)
async def test_keys_that_are_none_are_survived(door: Door, keys: Any) -> None:
    door.teams.keys = keys
    assert await door.say() == 401
    door.teams.keys = [jwk(KEY, "een")]
    door.now += NOT_BEFORE
    assert await door.say() == 202


async def test_old_keys_go_on_when_new_ones_cannot_be_fetched(door: Door) -> None:
    await door.say()
    door.teams.down = True
    door.now += KEEP + 1
    assert await door.say(number="2") == 202


# --- signing in ---------------------------------------------------------------------------


async def test_a_refused_secret_leaves_teams_off_and_is_told(world: World, texts: Any, teams: FakeMicrosoft) -> None:
    notices: list[Notice] = []
    signed_in = SignedIn()
    signed_in.fails = [ValueError("invalid_client")]
    channel = make_channel(world, texts, teams, notices, signed_in)
    await ready(channel)
    assert channel.state == "uit"
    assert [notice.key for notice in notices] == ["kanaal_start_geweigerd"]
    await channel.stop()


async def test_microsoft_that_is_away_is_tried_again(world: World, texts: Any, teams: FakeMicrosoft) -> None:
    notices: list[Notice] = []
    signed_in = SignedIn()
    signed_in.fails = [OSError("away")] * 2
    channel = make_channel(world, texts, teams, notices, signed_in)
    await ready(channel)
    assert channel.state == "goed"
    assert [notice.key for notice in notices][-1] == "kanaal_start_aan"
    assert signed_in.asked[0] == ("https://api.botframework.com", ["https://api.botframework.com/.default"])
    await channel.stop()


async def test_until_signed_in_microsoft_is_asked_to_come_back(world: World, texts: Any, teams: FakeMicrosoft) -> None:
    channel = make_channel(world, texts, teams, [], SignedIn())
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(TestServer(app)) as client:
        door = Door(world, teams, channel, client)
        assert await door.say() == 503
    assert teams.calls == []
