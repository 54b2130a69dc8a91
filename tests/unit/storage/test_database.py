"""The table of conversations: erased means gone, and a failure is an error."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from fictief import YOUSSRA

from rasa_project.errors import StorageError
from rasa_project.storage.database import Database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "map met spaties" / "gesprekken.db"


@pytest.fixture
def database(path):
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


def files_with(path, text: str) -> list[str]:
    return [file.name for file in path.parent.iterdir() if text.encode() in file.read_bytes()]


def test_a_state_comes_back_as_it_was(database):
    assert database.read("a") is None
    assert database.write("a", '{"v":1}')
    assert database.write("a", '{"v":2}')
    assert database.read("a") == '{"v":2}'
    assert database.ids() == ["a"]


def test_erased_text_is_nowhere_in_the_files(database, path):
    long_text = f"{YOUSSRA.naam} " * 2000  # spills over to pages of its own
    database.write("a", long_text)
    database.write("b", "blijft")
    assert files_with(path, YOUSSRA.achternaam)
    database.erase("a")
    assert files_with(path, YOUSSRA.achternaam) == []
    assert database.read("b") == "blijft"


def test_overwritten_text_is_gone_after_an_erase(database, path):
    database.write("a", f"eerst {YOUSSRA.naam}")
    database.write("a", "daarna niets")
    database.erase("a")
    assert files_with(path, YOUSSRA.achternaam) == []


def test_an_erased_conversation_is_never_written_again(database):
    database.write("a", "oud")
    database.erase("a")
    assert not database.write("a", "nieuw")
    assert database.read("a") is None
    database.erase("a")  # twice is once


def test_retention_deletes_only_what_was_silent(database):
    database.write("oud", "x", now=100.0)
    database.write("nieuw", "x", now=200.0)
    with database.transaction() as connection:
        for sender, last in (("oud", 100.0), ("nieuw", 100.0), ("zonder", 50.0)):
            connection.execute(
                sa.text("INSERT INTO sessies (sender_id, laatst) VALUES (:s, :l)"),
                {"s": sender, "l": last},
            )
    assert database.erase_before(150.0, now=300.0) == 2
    assert database.ids() == ["nieuw"]
    assert not database.write("oud", "x")
    assert database.forget_tombstones(before=301.0) == 2


def test_the_file_is_private(database, path):
    assert path.stat().st_mode & 0o077 == 0


def test_two_writers_wait_for_each_other(path, database):
    def write_many(name: str) -> None:
        other = Database(f"sqlite:///{path}")
        for number in range(50):
            other.write(name, str(number))
        other.close()

    threads = [threading.Thread(target=write_many, args=(f"s{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {database.read(f"s{i}") for i in range(4)} == {"49"}


def test_a_failure_is_an_error_without_the_words(database):
    with database.transaction() as connection:
        connection.execute(sa.text("DROP TABLE gesprekken"))
    with pytest.raises(StorageError) as caught:
        database.write("a", YOUSSRA.naam)
    assert YOUSSRA.achternaam not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Database(f"sqlite:///{tmp_path}/file/x.db")
