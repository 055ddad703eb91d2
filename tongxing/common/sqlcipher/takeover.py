"""Opening an encrypted file, and taking over one that is not encrypted yet."""

import fcntl
import os
import threading
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.sqlite3._functions import register as register_functions
from sqlcipher3 import dbapi2 as Database

from tongxing.common.disk import sync

PLAIN = b"SQLite format 3\0"
"""How a file begins that is not encrypted; an encrypted one begins with 16 random bytes."""
CHUNK = 1024 * 1024

_looked_at: set[str] = set()
_looking = threading.Lock()


class Connection(Database.Connection):
    """A connection to an encrypted file; ``key`` is the one that opened it."""

    key = ""


def connect(path: str, keys: tuple[str, ...], **params) -> Connection:
    """A connection to the encrypted file at ``path``: the first key makes it, each of ``keys`` may open it.

    Raises ``OperationalError`` with a sentence where none of the keys fits.
    """
    refusal = None
    for key in keys:
        connection = Database.connect(path, factory=Connection, **params)
        connection.key = key
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            register_functions(connection)  # before anything is checked: constraints call Django's functions
            return connection
        except Database.DatabaseError as error:
            connection.close()
            if "not a database" not in str(error):
                raise
            refusal = error
    raise Database.OperationalError(
        f"{path} is encrypted with another key; put back the secrets.json that belongs to it"
    ) from refusal


def is_plain(path) -> bool:
    """Whether the file is a database that anybody can read."""
    try:
        with open(path, "rb") as file:
            return file.read(len(PLAIN)) == PLAIN
    except FileNotFoundError:
        return False


def take_over_once(path: str, key: str) -> None:
    """``take_over`` before this process opens the file for the first time, and never again.

    Whoever closes a file gives back all locks that their process holds on it (POSIX), those of the database too: so
    nobody may look into the file while a thread of theirs has it open.
    """
    with _looking:
        if path not in _looked_at:
            take_over(path, key)
            _looked_at.add(path)


def take_over(path, key: str, *, timeout: float = 5) -> bool:
    """Encrypt the database at ``path`` with ``key`` where that has not been done; says whether it was done now.

    The encrypted copy is made beside it, compared with it table by table, and takes its place in one step: whenever the
    process dies, one whole database stands under the name. Nobody else may have it open meanwhile. What stood in clear
    is overwritten afterwards, which reaches as far as the disk lets it.

    Raises ``OperationalError`` with a sentence where another process has the file open or the copy is not equal.
    """
    if not is_plain(path):
        return False
    path = Path(path)
    copy = path.with_name(f"{path.name}.encrypting")
    with _held(path.parent):
        if not is_plain(path):  # another process that started together with this one did it meanwhile
            return False
        copy.unlink(missing_ok=True)  # left by a process that died
        with open(path, "r+b") as clear:
            with closing(Database.connect(str(path), timeout=timeout, isolation_level=None)) as connection:
                register_functions(connection)
                _lock_out_others(connection, path)
                _export(connection, copy, key)
                os.chmod(copy, path.stat().st_mode & 0o777)
                os.replace(copy, path)
            sync(path.parent)
            _overwrite(clear)
    return True


@contextmanager
def _held(folder: Path):
    """The folder's own lock, which the system gives back when the process dies."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock_out_others(connection, path) -> None:
    """Bring the write-ahead log home and keep every other process out until ``connection`` is closed."""
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except Database.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise Database.OperationalError(
            f"{path} is not encrypted yet and another program has it open; stop all of Tongxing, then start it again"
        ) from error


def _export(connection, copy: Path, key: str) -> None:
    """Write the encrypted copy, on the disk for certain, and compare it with what ``connection`` holds."""
    connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key}'\"", [str(copy)])
    connection.execute("SELECT sqlcipher_export('copy')")
    for setting in ("user_version", "application_id"):
        (number,) = connection.execute(f"PRAGMA main.{setting}").fetchone()
        connection.execute(f"PRAGMA copy.{setting} = {number}")
    connection.execute("DETACH DATABASE copy")
    with closing(connect(str(copy), (key,))) as encrypted:
        ((sound,),) = encrypted.execute("PRAGMA integrity_check(1)")
        is_equal = _facts(encrypted) == _facts(connection)
    if not is_equal or sound != "ok":
        copy.unlink()
        raise Database.OperationalError(f"the encrypted copy is not equal to it (integrity check: {sound})")
    sync(copy)


def _facts(connection) -> tuple:
    """What must be the same on both sides: every definition, and how many rows each table has."""
    definitions = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    tables = [name.replace('"', '""') for kind, name, *_rest in definitions if kind == "table"]
    counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables]  # noqa: S608 (the file's own names)
    return definitions, counts


def _overwrite(clear) -> None:
    """Lay zeros over what was in clear, before its blocks are given back."""
    for place in range(0, os.fstat(clear.fileno()).st_size, CHUNK):
        clear.seek(place)
        clear.write(bytes(min(CHUNK, os.fstat(clear.fileno()).st_size - place)))
    clear.flush()
    os.fsync(clear.fileno())
