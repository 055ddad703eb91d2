"""The embedded database's file: encrypted from its first page on, and an older one is taken over without a loss."""

import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from sqlcipher3 import dbapi2

from tongxing.common.sqlcipher import takeover

KEY, OTHER = "ab" * 32, "cd" * 32
CANARY = "金丝雀19900000001"


@pytest.fixture(autouse=True)
def _own_files(django_db_blocker):
    """These tests open files of their own."""
    with django_db_blocker.unblock():
        yield


def on_file(path, *keys, **options):
    """Django's own connection to a database at ``path``."""
    settings = {"ENGINE": "tongxing.common.sqlcipher", "NAME": str(path), "OPTIONS": {"keys": keys, **options}}
    return ConnectionHandler({"default": settings})["default"]


@pytest.fixture
def old_file(tmp_path):
    """A database from before files were encrypted, its last row still in the write-ahead log of a process that died."""
    path = tmp_path / "old.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.create_function("regexp", 2, lambda pattern, text: True)
    writer.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA user_version=7;"
        "CREATE TABLE person (id integer PRIMARY KEY AUTOINCREMENT, name text CHECK (name REGEXP '^.+$'));"
        "CREATE INDEX by_name ON person (name);"
        "CREATE VIRTUAL TABLE words USING fts5(text);"
        "CREATE TABLE log (id integer);"
        "CREATE TRIGGER kept BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'kept'); END;"
        "CREATE TRIGGER noted AFTER INSERT ON person BEGIN INSERT INTO log VALUES (new.id); END;"
        f"INSERT INTO person VALUES (40, '{CANARY}'); INSERT INTO words VALUES ('{CANARY}');"
    )
    died = {name: (tmp_path / name).read_bytes() for name in ("old.sqlite3", "old.sqlite3-wal")}
    writer.close()
    for name, content in died.items():
        (tmp_path / name).write_bytes(content)
    return path


def on_disk(folder) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_neither_the_file_nor_its_log_says_a_word(tmp_path):
    database = on_file(tmp_path / "new.sqlite3", KEY, init_command="PRAGMA journal_mode=WAL")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE person (name text)")
        cursor.execute("INSERT INTO person VALUES (%s)", [CANARY])
        assert cursor.execute("SELECT name FROM person").fetchall() == [(CANARY,)]

    assert {file.name for file in tmp_path.iterdir()} >= {"new.sqlite3", "new.sqlite3-wal"}
    assert CANARY.encode() not in on_disk(tmp_path)
    assert b"CREATE TABLE" not in on_disk(tmp_path)
    database.close()


def test_what_is_sorted_on_the_way_stays_in_memory(tmp_path):
    cursor = on_file(tmp_path / "new.sqlite3", KEY).cursor()

    assert cursor.execute("PRAGMA temp_store").fetchall() == [(0,)]  # as it was compiled, and that is:
    assert ("TEMP_STORE=2",) in cursor.execute("PRAGMA compile_options").fetchall()


def test_an_old_file_is_taken_over_whole(old_file, tmp_path):
    database = on_file(old_file, KEY)
    with database.cursor() as cursor:
        assert cursor.execute("SELECT id, name FROM person").fetchall() == [(40, CANARY)]
        assert cursor.execute("SELECT id FROM log").fetchall() == [(40,)]
        assert cursor.execute("SELECT text FROM words WHERE words MATCH %s", [f'"{CANARY}"']).fetchall() == [(CANARY,)]
        assert cursor.execute("PRAGMA user_version").fetchall() == [(7,)]
        cursor.execute("INSERT INTO person (name) VALUES ('next')")
        assert cursor.lastrowid == 41
        with pytest.raises(Exception, match="kept"):
            cursor.execute("DELETE FROM person")
        assert "by_name" in str(cursor.execute("EXPLAIN QUERY PLAN SELECT * FROM person WHERE name='x'").fetchall())
    database.close()

    assert CANARY.encode() not in on_disk(tmp_path)


def test_what_stood_in_clear_is_overwritten(old_file):
    with open(old_file, "rb") as clear:
        assert takeover.take_over(old_file, KEY)

        assert not clear.read().strip(b"\0")


@pytest.mark.parametrize("step", ["_export", "sync", "_overwrite"])
def test_a_takeover_that_is_killed_loses_nothing(old_file, step, monkeypatch):
    child = os.fork()
    if child == 0:
        try:
            monkeypatch.setattr(takeover, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            takeover.take_over(old_file, KEY)
        finally:
            os._exit(1)  # whatever happens: a child that came back from here would run the tests after this one too
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    database = on_file(old_file, KEY)

    assert database.cursor().execute("SELECT id, name FROM person").fetchall() == [(40, CANARY)]
    database.close()
    assert not takeover.is_plain(old_file)


def test_no_file_is_taken_over_behind_a_program_that_has_it_open(old_file):
    hold = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM person').fetchall()"
    command = [sys.executable, "-c", f"{hold}; print(flush=True); input()", str(old_file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        reader.stdout.readline()
        with pytest.raises(dbapi2.OperationalError, match="another program has it open"):
            takeover.take_over(old_file, KEY, timeout=0)
        reader.stdin.close()

    assert takeover.is_plain(old_file)


def test_a_copy_that_is_not_equal_does_not_take_the_place(old_file, monkeypatch):
    monkeypatch.setattr(takeover, "_facts", lambda _connection: object())

    with pytest.raises(dbapi2.OperationalError, match="not equal"):
        takeover.take_over(old_file, KEY)

    assert takeover.is_plain(old_file)
    assert not old_file.with_name("old.sqlite3.encrypting").exists()


def test_no_thread_looks_into_a_file_that_another_has_open(tmp_path, monkeypatch):
    path = tmp_path / "new.sqlite3"
    first = on_file(path, KEY)
    first.cursor().execute("CREATE TABLE person (name text)")
    monkeypatch.setattr(takeover, "take_over", lambda *_: pytest.fail("its locks are given back"))

    on_file(path, KEY).cursor().execute("SELECT * FROM person")
    first.close()


def test_an_older_key_still_opens_and_a_wrong_one_is_told(tmp_path):
    path = tmp_path / "new.sqlite3"
    database = on_file(path, KEY)
    database.cursor().execute("CREATE TABLE person (name text)")
    database.close()

    assert on_file(path, OTHER, KEY).cursor().execute("SELECT count(*) FROM person").fetchall() == [(0,)]
    with pytest.raises(OperationalError, match=r"put back the secrets\.json"):
        on_file(path, OTHER).cursor()


def test_a_file_without_a_key_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="no keys"):
        on_file(tmp_path / "new.sqlite3").cursor()


def test_dates_and_names_of_values_pass_as_with_django(tmp_path):
    database = on_file(tmp_path / "new.sqlite3", KEY)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE day (at datetime, is_open bool)")
        cursor.executemany(
            "INSERT INTO day VALUES (%(at)s, %(is_open)s)", iter([{"at": "2026-12-09 10:20", "is_open": 1}])
        )
        ((at, is_open),) = cursor.execute(
            "SELECT at, is_open FROM day WHERE is_open = %(yes)s", {"yes": True}
        ).fetchall()

    assert (at.hour, is_open) == (10, True)
    database.close()
