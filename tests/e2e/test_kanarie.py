"""An invented person is typed at every door and must be found nowhere afterwards.

Looked for in the database and its journals, all logs, the model folder, Rasa's cache, and in every request to the
action server, which for this test passes through a recorder.
"""

from __future__ import annotations

import http.server
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.assistant import ROOT, Assistant, Talk
from fictief import BERTRAM, SCHOOL, YOUSSRA, Persoon

from rasa_project.launcher import environments, ports, supervisor, training
from rasa_project.launcher.processes import Child


class Recorder(threading.Thread):
    """Passes requests on to the action server and keeps what it saw."""

    def __init__(self, port: int, target: int) -> None:
        super().__init__(daemon=True)
        self.seen: list[bytes] = []
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                recorder.seen.append(str(self.headers).encode() + body)
                call = urllib.request.Request(
                    f"http://127.0.0.1:{target}{self.path}", data=body, headers={"Content-Type": "application/json"}
                )
                with urllib.request.urlopen(call, timeout=20) as answer:
                    data = answer.read()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)

    def run(self) -> None:
        self.server.serve_forever()


class Recorded(Assistant):
    """The assistant with a recorder between Rasa and the actions."""

    recorder: Recorder


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    var = tmp_path_factory.mktemp("kanarie")
    patch = pytest.MonkeyPatch()
    patch.setenv("SAMENDUIDEN_VAR", str(var))
    patch.setenv("SAMENDUIDEN_TESTKLOK", "1")
    chosen, spare = ports.free_ports(), ports.free_ports()
    ports.write_ports(chosen)
    model, _ = training.ensure_model(environments.spacy_wheel())
    children = supervisor.build_children(chosen, model)
    recorder = Recorder(spare.acties, chosen.acties)
    recorder.start()
    _send_rasa_through(children, spare.acties)
    running = supervisor.Supervisor(children, chosen)
    thread = threading.Thread(target=running.run, args=(time.monotonic(),))
    thread.start()
    assert running.ready.wait(180)
    assistant = Recorded(var)
    assistant.url, assistant.recorder = f"http://127.0.0.1:{chosen.gateway}", recorder
    yield assistant
    running.request_stop()
    thread.join(40)
    recorder.server.shutdown()
    patch.undo()


def _send_rasa_through(children: list[Child], port: int) -> None:
    for child in children:
        if child.name == "rasa":
            child.environment = {**child.environment, "SAMENDUIDEN_ACTIES_URL": f"http://127.0.0.1:{port}"}


def sentences(person: Persoon) -> list[str]:
    low = person.voornaam.lower()
    return [
        f"het gaat om {person.naam}, bsn {person.bsn}",
        f"{low} {person.achternaam.lower()} zit de hele nacht online als {person.account}",
        f"de moeder van {low} is te bereiken op {person.telefoon} of {person.email}",
        f"hij woont op {person.adres}, {person.postcode}, rijdt in {person.kenteken}",
        f"hij zit op {SCHOOL} en kreeg geld op {person.iban}",
        f"hij zit op {SCHOOL.lower()} en praat met niemand meer",
        SCHOOL.lower(),
        f"en nu? wie bel ik voor {low}?",
        f"{low} staat nu met een mes op het schoolplein",
        f"/vraag_contact {low}",
        f'/kies_antwoord{{"antwoord":"{person.naam}"}}',
        "vat het samen",
    ]


def type_everywhere(assistant: Recorded, person: Persoon) -> None:
    talk: Talk = assistant.talk()
    for sentence in sentences(person):
        talk.post({"tekst": sentence})
        talk.post({"keuze": sentence})
        assistant.chat(f"kanarie {person.voornaam}", sentence)
    # Doors that refuse, and fields that nobody reads.
    for body in (
        {"sessie": person.naam, "tekst": person.naam},
        {"sessie": talk.token, "tekst": f"{person.naam} " * 900},
        {"sessie": talk.token, "tekst": [person.naam]},
        {"sessie": talk.token, "keuze": {"x": person.naam}},
        {"sessie": talk.token, person.voornaam: 1},
    ):
        assistant.request("/api/bericht", body)
    assistant.request("/api/bericht", raw=f'{{"tekst": "{person.naam}'.encode())
    assistant.request("/api/wis", {"sessie": person.naam})
    assistant.request(f"/{person.voornaam}?naam={person.achternaam}")
    assistant.request("/api/chat", {"sender": person.naam, "message": 3, "metadata": {"now": person.naam}})
    # Round the gateway, straight to the servers behind it.
    rasa, actions = assistant.ports()["rasa"], assistant.ports()["acties"]
    for number, sentence in enumerate(sentences(person)):
        assistant.request("/webhooks/rest/webhook", {"sender": f"om {number}", "message": sentence}, port=rasa)
    assistant.request("/webhooks/rest/webhook", raw=f'{{"sender": "{person.naam}'.encode(), port=rasa)
    assistant.request("/webhook", {"next_action": person.naam, "tracker": {"x": person.naam}}, port=actions)


def needles(person: Persoon) -> list[bytes]:
    found = [needle.lower().encode() for needle in person.kanaries()]
    digits = ["".join(char for char in person.telefoon if char.isdigit())]
    # The article may stay: it tells nothing.
    school = SCHOOL.lower().removeprefix("het ")
    return [*found, *(one.encode() for one in digits), school.encode()]


def places(assistant: Recorded) -> Iterator[tuple[str, bytes]]:
    for folder in (assistant.var, ROOT / "models", ROOT / ".rasa"):
        for file in folder.rglob("*") if folder.exists() else ():
            if file.is_file():
                yield str(file.relative_to(folder.parent)), file.read_bytes().lower()
    for number, request in enumerate(assistant.recorder.seen):
        yield f"action request {number}", request.lower()


def test_an_invented_person_is_found_nowhere(recorded: Recorded) -> None:
    for person in (YOUSSRA, BERTRAM):
        type_everywhere(recorded, person)
    time.sleep(0.5)
    assert recorded.recorder.seen, "the recorder saw nothing"
    looked = list(places(recorded))
    assert any(name.endswith("samenduiden.db") for name, _ in looked)
    assert any("rasa.log" in name for name, _ in looked)
    found = sorted(
        f"{needle.decode()} in {name}"
        for person in (YOUSSRA, BERTRAM)
        for needle in needles(person)
        for name, content in looked
        if needle in content
    )
    assert not found


def test_the_search_itself_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "rasa.log").write_text(f"text='{YOUSSRA.naam}'", encoding="utf-8")
    recorded = Recorded(tmp_path / "var")
    recorded.recorder = Recorder(0, 0)
    recorded.recorder.seen = [f'{{"text": "{YOUSSRA.bsn}"}}'.encode()]
    hits = [name for name, content in places(recorded) for needle in needles(YOUSSRA) if needle in content]
    assert "var/rasa.log" in hits
    assert "action request 0" in hits
