"""The tests' tables, made once: each run begins with a copy of what all migrations leave behind.

Making them anew takes a quarter of a minute. The copy lies in pytest's cache under a name that stands for whatever
goes into it: migrations, models, guards, and the packages that bring tables. On SQLite alone.
"""

import fcntl
import hashlib
import os
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation
from sqlcipher3 import dbapi2

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache"
GOES_IN = ("migrations/*.py", "models.py", "models/**/*.py", "*guards.py", "apps.py", "common/**/*.py")
BRING_TABLES = ("django", "django-allauth", "sqlcipher3")

_create = DatabaseCreation.create_test_db


def start() -> None:
    """Have Django make the tests' database from the copy."""
    DatabaseCreation.create_test_db = create_test_db


def create_test_db(creation, verbosity=1, autoclobber=False, serialize=True, keepdb=False) -> str:
    """As Django's own; the migrations run only where there is no copy of what they leave behind."""
    path = FOLDER / f"tables-{digest()}.sqlite3"
    with _turn():
        if not path.exists():
            name = _create(creation, verbosity, autoclobber, serialize, keepdb)
            keep(creation.connection, path)
            return name
    name = creation._get_test_db_name()
    creation.connection.close()
    settings.DATABASES[creation.connection.alias]["NAME"] = name
    creation.connection.settings_dict["NAME"] = name
    creation.connection.ensure_connection()
    with closing(dbapi2.connect(str(path))) as source:
        source.backup(creation.connection.connection)
    if serialize:
        creation.connection._test_serialized_contents = creation.serialize_db_to_string()
    return name


def digest() -> str:
    """Of all that goes into the tables."""
    sums = hashlib.sha256("".join(map(version, BRING_TABLES)).encode())
    for pattern in GOES_IN:
        for file in sorted((ROOT / "tongxing").rglob(pattern)):
            sums.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return sums.hexdigest()[:16]


@contextmanager
def _turn():
    """One process makes the tables; the others wait for them."""
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / "tables.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep(connection, path: Path) -> None:
    """Copy the tables to ``path``, in one step; older copies go."""
    for old in FOLDER.glob("tables-*.sqlite3"):
        old.unlink()
    draft = path.with_suffix(f".{os.getpid()}")
    with closing(dbapi2.connect(str(draft))) as copy:
        connection.connection.backup(copy)
    draft.replace(path)
