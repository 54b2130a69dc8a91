"""The processes of Rasa as they are started for users: what is kept, said, logged and refused."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import tiny_bot
from fictief import BERTRAM, YOUSSRA

STORING = [{"text": "Er ging iets mis."}, {"custom": {"storing": True}}]


@pytest.fixture(scope="module")
def bot(trained, tmp_path_factory):
    folder = tiny_bot.write(tmp_path_factory.mktemp("bot"))
    with tiny_bot.running(folder, trained[1]) as bot:
        yield bot


def stored(bot) -> str:
    with sqlite3.connect(bot.var / "samenduiden.db") as database:
        return " ".join(row[0] for row in database.execute("SELECT toestand FROM gesprekken"))


def test_a_talk_keeps_its_state_and_never_repeats_a_variant(bot):
    said = [bot.say("hallo", "praat")[0]["text"] for _ in range(4)]
    assert all(a != b for a, b in zip(said, said[1:], strict=False))
    first, card = bot.say("vertel iets", "praat")
    assert first["text"] == "Je vertelde 1 dingen."
    assert first["buttons"] == [{"title": "Hoi", "payload": "/groet"}]
    assert card == {"custom": {"samenvatting": {"aantal": 1}}}
    assert bot.say("vertel meer", "praat")[0]["text"] == "Je vertelde 2 dingen."
    assert bot.say("onbekend", "praat") == [{"text": "Dat begrijp ik niet."}]
    assert bot.say("vertel nog", "praat")[0]["text"] == "Je vertelde 3 dingen."


@pytest.mark.parametrize("text", ["fout", "stil"])
def test_an_action_that_fails_or_is_silent_is_answered(bot, text):
    assert bot.say(text, f"storing-{text}") == STORING


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{kapot", 400),
        (b'"tekst"', 400),
        ({"message": "hallo"}, 400),
        ({"sender": "", "message": "hallo"}, 400),
        ({"sender": "x" * 1000, "message": "hallo"}, 400),
        ({"sender": "x"}, 400),
        ({"sender": "x", "message": ["hallo"]}, 400),
        ({"sender": "x", "message": "a" * 20_001}, 400),
        (b'{"sender":"x","message":"' + b"a" * 300_000 + b'"}', 413),
    ],
)
def test_bad_calls_get_a_status_and_hurt_nobody(bot, body, status):
    assert bot.post(body)[0] == status
    assert bot.say("hallo", "daarna")[0]["text"]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x07", "🙂🙂", "/", "/onbekend", '/groet{"a": {"b": 1}}', "/groet{kapot"]
)
def test_odd_messages_get_an_answer(bot, text):
    assert bot.say(text, "vreemd")


def test_only_one_door_is_open(bot):
    for path in ("/conversations/s1/messages", "/model/parse", "/conversations/s1/trigger_intent"):
        assert bot.post({"text": "hallo", "sender": "user"}, path)[0] == 404


def test_two_quick_messages_wait_for_each_other_but_not_for_a_second(bot):
    bot.say("traag", "snel")
    started = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: bot.say("traag", "snel"), range(2)))
    took = time.monotonic() - started
    assert all(answers) and answers[0] != answers[1]
    assert 0.6 <= took < 0.95  # twice the 0.3 s of the action, and no second of waiting


def test_other_conversations_do_not_wait(bot):
    with ThreadPoolExecutor(4) as pool:
        started = time.monotonic()
        list(pool.map(lambda i: bot.say("traag", f"ander-{i}"), range(4)))
    assert time.monotonic() - started < 0.9


def test_personal_data_that_comes_in_round_the_gateway_is_found_nowhere(trained, folder):
    _, model = trained
    with tiny_bot.running(folder, model, "--debug") as bot:
        for who in (YOUSSRA, BERTRAM):
            facts = f"{who.email} {who.iban} bsn {who.bsn}, bel {who.telefoon}"
            assert bot.say(f"vertel over {facts}", who.bsn, tekst=facts)
            assert bot.say(f"fout {facts}", who.bsn, tekst=facts)
            assert bot.say(f"stil {facts}", who.bsn)
            assert bot.say(f"/vertellen {facts}", who.bsn)
            assert bot.say('/groet{"x": {"' + who.email + '": 1}}', who.bsn)
            assert bot.say('/vertellen{"x": "' + who.email, who.bsn)
        rows = stored(bot)
        health = bot.post({"sender": "x", "message": "hallo"})[0]
        assert health == 200
        log = bot.log.read_text()
        assert "second net removed" in log and "action action_fout fails" in log
        for who in (YOUSSRA, BERTRAM):
            for secret in (who.email, who.iban, who.telefoon):
                assert secret not in rows
                assert bot.files_with(secret) == []
            with tarfile.open(model) as archive:
                assert not any(who.email in member.name for member in archive)
        # Ordinary words are kept as state, but they are not for the log either.
        assert bot.say("vertel klaproosveld", "gewoon") and bot.say("fout klaproosveld", "gewoon")
        bot.stop()
        assert "klaproosveld" not in bot.log.read_text()


def test_a_talk_survives_the_death_of_the_server(folder, model):
    with tiny_bot.running(folder, model) as bot:
        bot.say("vertel een", "blijft")
        bot.rasa.kill()
        bot.rasa.wait()
        bot.start_rasa()
        assert bot.say("vertel twee", "blijft")[0]["text"] == "Je vertelde 2 dingen."


def test_a_dead_action_server_is_answered(folder, model):
    with tiny_bot.running(folder, model) as bot:
        tiny_bot.stop(bot.actions)
        assert bot.say("vertel iets") == STORING
        assert bot.say("hallo")[0]["text"]


def test_a_failing_database_is_an_error_and_never_memory(folder, model):
    with tiny_bot.running(folder, model) as bot:
        bot.say("vertel een")
        database = sqlite3.connect(bot.var / "samenduiden.db")
        database.execute("ALTER TABLE gesprekken RENAME TO weg")
        database.commit()
        assert bot.post({"sender": "s1", "message": "vertel twee"}) == (503, {"fout": "opslag"})
        assert bot.health() == (503, {"status": "storing", "opslag": False})
        database.execute("ALTER TABLE weg RENAME TO gesprekken")
        database.commit()
        database.close()
        assert bot.health()[0] == 200
        assert bot.say("vertel twee")[0]["text"] == "Je vertelde 2 dingen."


def test_an_erased_talk_is_gone_and_stays_gone(folder, model):
    with tiny_bot.running(folder, model) as bot:
        bot.say("vertel klaproosveld", "weg")
        assert bot.files_with("klaproosveld")
        done = subprocess.run(
            [sys.executable, "-m", "rasa_project.tools.wis", "--gesprek", "weg"],
            env=bot.environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert bot.files_with("klaproosveld") == []
        bot.say("vertel klaproosveld", "weg")  # the client has not noticed
        assert bot.files_with("klaproosveld") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        (
            "endpoints.yml",
            "guarded.GuardedTrackerStore",
            "guarded.GuardedTrackerStor",
            "tracker store is InMemoryTrackerStore",
        ),
        ("endpoints.yml", "locks.ConversationLockStore", "locks.LockStor", "ConversationLockStore|LockStor"),
        ("endpoints.yml", "varied.VariedNaturalLanguageGenerator", "varied.Varied", "varied.Varied"),
        ("credentials.yml", "rasa_project.serving.rest.GuardedRestInput", "rest", "another door"),
    ],
)
def test_the_server_refuses_to_start_with_anything_else(folder, model, file, old, new, why):
    path = folder / file
    path.write_text(path.read_text().replace(old, new))
    done = start(folder, "--model", str(model))
    assert done.returncode == 1
    assert any(part in done.stdout for part in why.split("|")), done.stdout[-2000:]


def test_wrong_knowledge_stops_the_action_server(bot, folder):
    assert "actions are prepared" in bot.log.read_text()
    path = folder / "actions" / "__init__.py"
    wrong = 'from rasa_project.errors import ContentError\n\ndef prepare():\n    raise ContentError("regel 3")\n'
    path.write_text(wrong)
    command = [sys.executable, "-m", "rasa_project.start_actions", "--port", str(tiny_bot.free_port())]
    done = subprocess.run(
        command, cwd=folder, env=tiny_bot.environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "does not start: regel 3" in done.stdout


def test_the_model_that_was_asked_for_or_none(folder):
    assert "no model at" in start(folder, "--model", "models/weg.tar.gz").stdout
    assert "no trained model" in start(folder, "--model", str(folder)).stdout


def start(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rasa_project.start_rasa", "run", *arguments]
    environment = tiny_bot.environment(SAMENDUIDEN_VAR=str(folder / "var"))
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False)


def test_cost_and_size_of_a_turn_are_flat(bot):
    def spent() -> float:
        with open(f"/proc/{bot.rasa.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def block(turns: int) -> float:
        before = spent()
        for number in range(turns):
            assert bot.say(f"vertel {number % 10}", "lang")
        return spent() - before

    block(5)
    early = block(60)
    for _ in range(55):
        bot.say("hallo", "lang")
    late = block(60)
    assert late <= early * 1.3 + 3, (early, late)


def test_all_answers_arrive_when_many_speak_at_once(bot):
    problems: list[object] = []

    def talk(name: str) -> None:
        for count in range(1, 6):
            text = bot.say("vertel", name)[0]["text"]
            if text != f"Je vertelde {count} dingen.":
                problems.append(text)

    threads = [threading.Thread(target=talk, args=(f"druk-{i}",)) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_the_classes_in_the_files_are_the_ones_meant():
    endpoints = (tiny_bot.ROOT / "endpoints.yml").read_text()
    for name in ("GuardedTrackerStore", "ConversationLockStore", "VariedNaturalLanguageGenerator"):
        assert name in endpoints
    assert "selective_domain: true" in endpoints
    assert json.dumps(endpoints).isascii()
