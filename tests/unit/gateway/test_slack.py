"""Slack against Bolt's own signing and a Web API on the loopback."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from slack_sdk.web.async_client import AsyncWebClient
from unit.gateway.slack_world import (
    CHANNEL,
    DM,
    SECRET,
    TEAM,
    USER,
    FakeSlack,
    direct,
    event,
    form,
    mentioned,
    press,
    signed,
)

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms
from rasa_project.gateway.kanalen.seen import Seen
from rasa_project.gateway.kanalen.settings import Keys, Notice, SlackSettings
from rasa_project.gateway.slack import sender
from rasa_project.gateway.slack.channel import PATH, SlackChannel

World = Any
TOKENS = ("xoxb-een", "xoxb-twee")


class Door:
    """The gateway's Slack address, and Slack behind it."""

    def __init__(self, world: World, slack: FakeSlack, channel: SlackChannel, client: TestClient) -> None:
        self.world, self.slack, self.channel, self.client = world, slack, channel, client

    async def post(self, payload: dict[str, Any], **headers: str) -> int:
        body = json.dumps(payload)
        answer = await self.client.post(
            PATH, data=body, headers={"Content-Type": "application/json", **signed(body), **headers}
        )
        return answer.status

    async def form(self, body: str) -> tuple[int, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **signed(body)}
        answer = await self.client.post(PATH, data=body, headers=headers)
        return answer.status, await answer.text()

    async def nothing_more(self, number: str) -> list[dict[str, Any]]:
        """What was said until a next message was answered: everything before it has been handled by then."""
        before = len(self.slack.said)
        await self.post(direct("laatste bericht", number))
        await self.slack.wait(before + 1, "chat.postMessage", "chat.update", "chat.postEphemeral")
        return self.slack.said[:before]


def make_channel(world: World, texts: Any, slack: FakeSlack, notices: list[Notice], **more: Any) -> SlackChannel:
    settings = SlackSettings(more.pop("tokens", TOKENS), more.pop("app_token", None), SECRET)
    front = Front("Slack", world.core, world.sessions, Pseudonyms(Keys(b"a" * 32)), Seen(world.database), texts, None)
    return SlackChannel(
        front,
        settings,
        notices.append,
        client=AsyncWebClient(base_url=slack.url),
        first_wait=0.01,
        **{"patience": 60.0, **more},
    )


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    made = FakeSlack()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def door(world: World, texts: Any, slack: FakeSlack) -> AsyncIterator[Door]:
    await Seen(world.database).start()
    channel = make_channel(world, texts, slack, [])
    app = web.Application(client_max_size=64 * 1024)
    app.add_routes(channel.routes())
    client = TestClient(TestServer(app))
    await client.start_server()
    await channel.start()
    await slack.wait(2, "auth.test")
    while channel.state != "goed":
        await slack.wait(0)
    yield Door(world, slack, channel, client)
    await channel.stop()
    await client.close()


def words(message: dict[str, Any]) -> str:
    """All words and links in the blocks of a message."""
    found = []
    for block in message.get("blocks", []):
        for section in block.get("elements", []):
            for element in section.get("elements", []):
                found.append(element.get("text") or element.get("url"))
    return " ".join(found)


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for block in message.get("blocks", []) if block["type"] == "actions" for one in block["elements"]]


# --- the conversation of two --------------------------------------------------------------


async def test_a_direct_message_is_answered(door: Door) -> None:
    assert await door.post(direct("Quirinia uit Lunteren trekt zich terug")) == 200
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert (message["channel"], message.get("thread_ts")) == (DM, None)
    assert "Ik ben een computer" in words(message)
    assert "Slack bewaart zelf ook" in words(message)
    assert "Vertel verder." in words(message)
    assert "Quirinia" not in json.dumps(message)
    [asked] = door.world.rasa.asked
    assert asked["message"] == "[NAAM-1] uit Lunteren trekt zich terug"
    assert asked["metadata"]["kanaal"] == "slack"


async def test_a_thread_is_answered_in_the_thread(door: Door) -> None:
    await door.post(direct(thread_ts="50.1"))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert message["thread_ts"] == "50.1"


async def test_a_retry_and_a_second_event_of_the_same_message_get_one_answer(door: Door) -> None:
    await door.post(direct(number="7"))
    await door.slack.wait(1, "chat.postMessage")
    for retry in ("1", "2", "3"):
        headers = {"X-Slack-Retry-Num": retry, "X-Slack-Retry-Reason": "http_timeout"}
        assert await door.post(direct(number="7"), **headers) == 200
    assert await door.post({**direct(number="7"), "event_id": "EvAnders"}) == 200
    assert len(await door.nothing_more("8")) == 1
    assert len(door.world.rasa.asked) == 2


async def test_quick_messages_are_taken_in_the_order_they_came(door: Door) -> None:
    door.world.rasa.delay = 0.02
    for number in range(8):
        await door.post(direct(f"bericht nummer {number}", str(number)))
    await door.slack.wait(8, "chat.postMessage")
    assert [one["message"][-1] for one in door.world.rasa.asked] == list("01234567")


async def test_every_workspace_is_answered_with_its_own_token(door: Door) -> None:
    await door.post(event("message", "1", "T0TWEE", user=USER, channel=DM, channel_type="im", ts="1.1", text="hallo"))
    await door.slack.wait(1, "chat.postMessage")
    await door.post(direct(number="2"))
    await door.slack.wait(2, "chat.postMessage")
    tokens = [token for method, _, token in door.slack.calls if method == "chat.postMessage"]
    assert tokens == ["xoxb-twee", "xoxb-een"]
    assert len({asked["sender"] for asked in door.world.rasa.asked}) == 2


async def test_an_unknown_workspace_gets_nothing(door: Door) -> None:
    assert await door.post(
        event("message", "1", "T0VREEMD", user=USER, channel=DM, channel_type="im", ts="1", text="x")
    )
    assert await door.nothing_more("2") == []


async def test_all_buttons_come_along_and_links_are_links(door: Door) -> None:
    many = [
        {"title": f"Keuze {n} " + "x" * (90 if n == 3 else 0), "payload": f'/kies_antwoord{{"antwoord":"a{n}"}}'}
        for n in range(30)
    ]
    door.world.rasa.answer = [
        {"text": "Lees https://www.voorbeeld.example/a. <!channel> *vet* & <@U1>", "buttons": many}
    ]
    await door.post(direct())
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert len(buttons(message)) == 30
    assert len({one["action_id"] for one in buttons(message)}) == 30
    assert max(len(one["text"]["text"]) for one in buttons(message)) == 75
    assert all(len(block["elements"]) <= 25 for block in message["blocks"])
    link = {"type": "link", "url": "https://www.voorbeeld.example/a"}
    assert link in [
        one for block in message["blocks"] for part in block["elements"] for one in part.get("elements", [])
    ]
    assert "<!channel>" not in message["text"]
    assert "&lt;!channel&gt;" in message["text"]
    assert message["unfurl_links"] in (False, "0", 0)


async def test_a_long_answer_comes_in_parts_in_order(door: Door) -> None:
    door.world.rasa.answer = [{"text": " ".join(f"woord{n}." for n in range(1500))}]
    await door.post(direct())
    messages = await door.slack.wait(6, "chat.postMessage")
    together = " ".join(words(message) for message in messages)
    assert together.index("woord0.") < together.index("woord700.") < together.index("woord1499.")
    assert all(len(message["text"]) <= 4000 and len(message["blocks"]) <= 50 for message in messages)


async def test_a_choice_takes_the_place_of_the_buttons(door: Door) -> None:
    door.world.rasa.answer = [
        {"text": "En?", "buttons": [{"title": "Ja", "payload": '/kies_antwoord{"antwoord":"ja"}'}]}
    ]
    await door.post(direct())
    [card] = await door.slack.wait(1, "chat.postMessage")
    value = buttons(card)[0]["value"]
    assert (await door.form(form(press(value, card["blocks"]))))[0] == 200
    [changed] = await door.slack.wait(1, "chat.update")
    assert buttons(changed) == []
    assert changed["blocks"][-1]["elements"][0]["text"] == "Je keuze: Ja"
    assert "En?" in words(changed)
    await door.slack.wait(2, "chat.postMessage")
    assert door.world.rasa.asked[-1]["message"] == '/kies_antwoord{"antwoord":"ja"}'


async def test_a_card_is_chosen_from_once(door: Door) -> None:
    door.world.rasa.answer = [
        {"text": "En?", "buttons": [{"title": "Ja", "payload": '/kies_antwoord{"antwoord":"ja"}'}]}
    ]
    await door.post(direct())
    [card] = await door.slack.wait(1, "chat.postMessage")
    first = form(press(buttons(card)[0]["value"], card["blocks"]))
    await door.form(first)
    await door.slack.wait(2, "chat.postMessage")
    await door.form(first)  # the same press again
    await door.form(form(press(buttons(card)[0]["value"], card["blocks"], number="2")))  # another press
    [told] = await door.slack.wait(1, "chat.postEphemeral")
    assert told["user"] == USER
    assert len(door.world.rasa.asked) == 2


@pytest.mark.parametrize(
    "payload",
    [
        press("weg|/acuut_gevaar", []),
        press(None, None),
        press({"x": 1}, "geen blokken"),
        press("oud|/kies_antwoord{}", [{"type": "actions", "elements": []}, None, 3]),
        press("x", [], action_id="iets_anders"),
    ],
)
async def test_an_unknown_button_is_explained(door: Door, payload: dict[str, Any]) -> None:
    assert (await door.form(form(payload)))[0] == 200
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert "112" in words(message)
    assert door.world.rasa.asked == []


@pytest.mark.parametrize("container", [{}, {"type": "view", "view_id": "V1"}])
async def test_a_button_from_nowhere_is_taken_in_silence(door: Door, container: dict[str, Any]) -> None:
    assert (await door.form(form({**press("x", []), "container": container})))[0] == 200
    assert await door.nothing_more("2") == []


async def test_a_slow_answer_gives_a_sign_of_life_first(world: World, texts: Any, slack: FakeSlack) -> None:
    await Seen(world.database).start()
    channel = make_channel(world, texts, slack, [], patience=0.0)
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(TestServer(app)) as client:
        await channel.start()
        await slack.wait(2, "auth.test")
        while channel.state != "goed":
            await slack.wait(0)
        world.rasa.delay = 0.2
        await Door(world, slack, channel, client).post(direct())
        [notice] = await slack.wait(1, "chat.postMessage")
        [answer] = await slack.wait(1, "chat.update")
        await channel.stop()
    assert "denk" in notice["text"]
    assert answer["ts"] == "900.000003"
    assert "Vertel verder." in words(answer)


# --- in front of others -------------------------------------------------------------------


@pytest.mark.parametrize("thread", [None, "50.1"])
async def test_in_a_channel_no_case_is_taken(door: Door, thread: str | None) -> None:
    await door.post(mentioned("een leerling trekt zich terug", **({"thread_ts": thread} if thread else {})))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == (CHANNEL, thread or "200.1")
    assert "Hier lezen anderen mee" in words(message)
    assert buttons(message)[0]["url"] == f"https://slack.com/app_redirect?app=A0APP&team={TEAM}"
    assert await door.nothing_more("2") == [message]
    assert len(door.world.rasa.asked) == 1
    with sqlite3.connect(door.world.path) as connection:
        assert connection.execute("SELECT count(*) FROM sessies").fetchone() == (1,)


async def test_personal_data_in_a_channel_is_told_to_the_writer_alone(door: Door) -> None:
    await door.post(mentioned("Quirinia is weer weg"))
    [private] = await door.slack.wait(1, "chat.postEphemeral")
    [public] = door.slack.of("chat.postMessage")
    assert (private["channel"], private["user"], private["thread_ts"]) == (CHANNEL, USER, "200.1")
    assert "een naam" in private["text"]
    assert "een naam" not in words(public)
    assert "Quirinia" not in json.dumps(door.slack.said)


async def test_danger_in_a_channel_gets_112_first(door: Door) -> None:
    await door.post(mentioned("hij staat hier met een mes"))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert words(message).startswith("Bel nu 112")


async def test_an_empty_mention_is_invited(door: Door) -> None:
    await door.post(mentioned(""))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert "Hier lezen anderen mee" in words(message)


# --- opening and the command --------------------------------------------------------------


async def test_opening_an_empty_conversation_gives_the_greeting_once(door: Door) -> None:
    opened = {"user": USER, "channel": DM, "tab": "messages"}
    await door.post(event("app_home_opened", "1", **opened))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert "Slack bewaart zelf ook" in words(message)
    await door.post(event("app_home_opened", "2", **opened))
    assert door.world.rasa.asked[0]["message"] == "/start"
    assert await door.nothing_more("3") == [message]


async def test_opening_a_conversation_that_goes_on_says_nothing(door: Door) -> None:
    door.slack.history = [{"text": "eerder"}]
    await door.post(event("app_home_opened", "1", user=USER, channel=DM, tab="messages"))
    await door.post(event("app_home_opened", "2", user="U9", channel=DM, tab="home"))
    assert await door.nothing_more("3") == []


def command(text: str, number: str = "1", **fields: str) -> str:
    whole = {"command": "/samenduiden", "text": text, "user_id": USER, "team_id": TEAM, "channel_id": CHANNEL}
    return urlencode({**whole, "trigger_id": f"c{number}", "api_app_id": "A0APP", **fields})


async def test_the_command_is_answered_in_the_conversation_of_two(door: Door) -> None:
    status, body = await door.form(command("een leerling trekt zich terug"))
    assert status == 200
    assert json.loads(body)["response_type"] == "ephemeral"
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert message["channel"] == DM
    assert "Vertel verder." in words(message)


async def test_the_command_answers_danger_on_the_spot(door: Door) -> None:
    _, body = await door.form(command("hij heeft een mes"))
    assert json.loads(body)["text"].startswith("Bel nu 112")


async def test_the_command_without_words_greets_and_with_wis_erases(door: Door) -> None:
    await door.form(command(""))
    await door.slack.wait(1, "chat.postMessage")
    assert door.world.rasa.asked[0]["message"] == "/start"
    await door.form(command("wis gesprek", "2"))
    messages = await door.slack.wait(2, "chat.postMessage")
    assert "Wat in Slack zelf staat, kan ik niet wissen" in words(messages[1])


async def test_the_command_answers_privately_when_no_conversation_can_be_opened(door: Door) -> None:
    door.slack.fails["conversations.open"] = [(200, {"ok": False, "error": "missing_scope"}, {})]
    await door.form(command("hallo daar", response_url=str(door.slack.server.make_url("/antwoord"))))
    [answer] = await door.slack.wait(1, "response_url")
    assert answer["response_type"] == "ephemeral"
    assert "Vertel verder." in answer["text"]


# --- what is no message -------------------------------------------------------------------


@pytest.mark.parametrize(
    "payload",
    [
        direct(bot_id="B1"),
        direct(subtype="bot_message", bot_id="B1"),
        direct(subtype="message_changed", message={"text": "x"}),
        direct(subtype="message_deleted", hidden=True),
        direct(subtype="channel_join"),
        direct(hidden=True),
        direct(user="USLACKBOT"),
        direct(user=None),
        direct(channel_type="channel"),
        direct(channel_type="mpim"),
        direct(ts=None),
        event("reaction_added", user=USER, reaction="eyes", item={"type": "message"}),
        event("team_join", user={"id": USER}),
        event("member_joined_channel", user=USER, channel=CHANNEL),
        event("iets_nieuws"),
        mentioned("hallo", bot_id="B1"),
        mentioned("hallo", subtype="bot_message"),
    ],
)
async def test_what_is_no_message_is_ignored(door: Door, payload: dict[str, Any]) -> None:
    assert await door.post(payload) == 200
    assert await door.nothing_more("99") == []


async def test_a_file_is_not_read_and_that_is_said(door: Door) -> None:
    await door.post(direct("", subtype="file_share", files=[{"id": "F1", "name": "geheim.pdf"}]))
    [alone] = await door.slack.wait(1, "chat.postMessage")
    assert "Ik lees alleen tekst" in words(alone)
    assert door.world.rasa.asked == []
    await door.post(direct("dit is hij", "2", subtype="file_share", files=[{"id": "F1"}]))
    messages = await door.slack.wait(2, "chat.postMessage")
    assert "Vertel verder." in words(messages[1])
    assert "Ik lees alleen tekst" in words(messages[1])


@pytest.mark.parametrize("text", ["", "   ", None, "😀", "a" * 40_000, "é" * 20_000])
async def test_odd_words_get_a_clear_answer(door: Door, text: Any) -> None:
    await door.post(direct(text))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert "112" in words(message)
    assert door.world.rasa.asked == []


# --- when something fails -----------------------------------------------------------------


async def test_words_still_go_when_slack_refuses_the_form(door: Door) -> None:
    door.world.rasa.answer = [{"text": "Bel nu 112.", "buttons": [{"title": "Ik bel", "payload": "/bevestigen"}]}]
    door.slack.fails["chat.postMessage"] = [(200, {"ok": False, "error": "invalid_blocks"}, {})]
    await door.post(direct("een mes"))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert message["text"].startswith("Bel nu 112.")
    assert "• Ik bel" in message["text"]
    assert "blocks" not in message


async def test_words_still_go_when_drawing_fails(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(antwoord: Any) -> Any:
        raise KeyError("titel")

    monkeypatch.setattr(sender.send, "__defaults__", (None, None, broken))
    door.world.rasa.answer = [{"text": "Bel nu 112."}, {"text": "Doe dit eerst."}]
    await door.post(direct("een mes"))
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert message["text"].startswith("Bel nu 112.")
    assert "Doe dit eerst." in message["text"]


async def test_a_rate_limit_is_waited_for(door: Door) -> None:
    limited = (429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "0"})
    door.slack.fails["chat.postMessage"] = [limited, limited]
    await door.post(direct())
    [message] = await door.slack.wait(1, "chat.postMessage")
    assert len(door.slack.of("chat.postMessage!")) == 2
    assert "Vertel verder." in words(message)


async def test_danger_is_answered_when_rasa_and_the_redaction_fail(door: Door) -> None:
    door.world.rasa.status = 500
    await door.post(direct("hij heeft een mes"))
    door.world.redaction.fails = True
    await door.post(direct("hij heeft een mes", "2"))
    first, second = await door.slack.wait(2, "chat.postMessage")
    assert words(first).startswith("Bel nu 112")
    assert words(second).startswith("Bel nu 112")


async def test_a_failing_slack_is_survived(door: Door) -> None:
    door.slack.fails["chat.postMessage"] = [
        (500, {"ok": False}, {}),
        (200, {"ok": False, "error": "channel_not_found"}, {}),
    ]
    await door.post(direct(number="1"))
    await door.post(direct(number="2"))
    await door.slack.wait(2, "chat.postMessage!")
    await door.post(direct(number="3"))
    await door.slack.wait(1, "chat.postMessage")


# --- who may call -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "onzin"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "morgen"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": str(int(time.time()) + 1)},
    ],
)
async def test_a_call_with_a_wrong_signature_is_refused(door: Door, change: dict[str, str]) -> None:
    assert await door.post(direct(), **change) == 401
    assert await door.nothing_more("2") == []


async def test_an_old_call_another_secret_and_a_changed_body_are_refused(door: Door) -> None:
    body = json.dumps(direct())
    old = signed(body, stamp=time.time() - 301)
    wrong = signed(body, secret="ander")
    for headers, sent in ((old, body), (wrong, body), (signed(body), body.replace("leerling", "ander"))):
        answer = await door.client.post(PATH, data=sent, headers={"Content-Type": "application/json", **headers})
        assert answer.status == 401
    assert (await door.client.post(PATH, data=body)).status == 401
    assert await door.nothing_more("2") == []


async def test_the_address_check_of_slack_is_answered(door: Door) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"})
    answer = await door.client.post(PATH, data=body, headers={"Content-Type": "application/json", **signed(body)})
    assert answer.status == 200
    assert "abc" in await answer.text()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '"x"', "null", '{"type": "event_callback"}', '{"event": 3, "type": "event_callback"}']
)
async def test_a_signed_call_that_is_no_event_breaks_nothing(door: Door, body: str) -> None:
    answer = await door.client.post(PATH, data=body, headers={"Content-Type": "application/json", **signed(body)})
    assert answer.status in (200, 400, 404)
    assert await door.nothing_more("2") == []


# --- connecting ---------------------------------------------------------------------------


async def test_socket_mode(world: World, texts: Any, slack: FakeSlack) -> None:
    await Seen(world.database).start()
    notices: list[Notice] = []
    channel = make_channel(world, texts, slack, notices, app_token="xapp-een")
    assert channel.routes() == []
    await channel.start()
    await slack.connected.wait()
    await slack.push("e1", direct())
    await slack.wait(1, "chat.postMessage")
    await slack.push("e2", direct())  # sent again
    await slack.push("e3", direct(number="2"))
    assert len(await slack.wait(2, "chat.postMessage")) == 2
    assert channel.state == "goed"
    assert [token for method, _, token in slack.calls if method == "apps.connections.open"] == ["xapp-een"] * 2
    await channel.stop()
    assert [notice.key for notice in notices] == ["kanaal_start_aan"]


async def until(slack: FakeSlack, channel: SlackChannel, state: str) -> None:
    await channel.start()
    async with slack.changed:
        pass
    assert channel._task is not None
    await channel._task
    assert channel.state == state


async def test_a_refused_token_leaves_slack_off_and_is_told(world: World, texts: Any, slack: FakeSlack) -> None:
    notices: list[Notice] = []
    channel = make_channel(world, texts, slack, notices, tokens=("xoxb-fout",))
    await until(slack, channel, "uit")
    assert [notice.key for notice in notices] == ["kanaal_start_geweigerd"]
    await channel.stop()


async def test_one_refused_token_leaves_the_other_workspaces_on(world: World, texts: Any, slack: FakeSlack) -> None:
    notices: list[Notice] = []
    channel = make_channel(world, texts, slack, notices, tokens=("xoxb-fout", "xoxb-een"))
    await until(slack, channel, "goed")
    assert [notice.key for notice in notices] == ["kanaal_start_geweigerd", "kanaal_start_aan"]
    await channel.stop()


async def test_a_refused_app_token_is_told(world: World, texts: Any, slack: FakeSlack) -> None:
    notices: list[Notice] = []
    slack.fails["apps.connections.open"] = [(200, {"ok": False, "error": "invalid_auth"}, {})]
    channel = make_channel(world, texts, slack, notices, app_token="xapp-fout")
    await until(slack, channel, "uit")
    assert "APP_TOKEN" in notices[0].values["onderdeel"]
    await channel.stop()


async def test_slack_that_is_away_is_tried_again_and_calls_are_put_off(
    world: World, texts: Any, slack: FakeSlack
) -> None:
    notices: list[Notice] = []
    slack.fails["auth.test"] = [(500, {"ok": False, "error": "internal_error"}, {})] * 2
    channel = make_channel(world, texts, slack, notices)
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(TestServer(app)) as client:
        assert (await client.post(PATH, data="x", headers=signed("x"))).status == 503
    await until(slack, channel, "goed")
    assert {notice.key for notice in notices} == {"kanaal_start_geen_verbinding", "kanaal_start_aan"}
    await channel.stop()
