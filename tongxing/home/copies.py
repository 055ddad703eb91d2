"""Copies of a whole installation (``tongxing backup``) and the way back (``tongxing restore``).

A copy is a folder with the database and the files beside it, each encrypted with a key of the store; the secrets are
not in it. Nothing in clear touches the disk on the way, in either direction.

``database.sqlite3``     the embedded database, as encrypted as it lies in TONGXING_VAR
``database.dump.sealed`` or what ``pg_dump`` writes, sealed while it writes
``files.tar.sealed``     uploads, heartbeats and all else in TONGXING_VAR but the database, the secrets and style sheets
"""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tongxing.common.disk import sync
from tongxing.common.refusal import Refused
from tongxing.common.sealed_files import CHUNK, SealedReader, SealingWriter
from tongxing.common.sqlcipher.takeover import connect

EMBEDDED, DUMP, FILES = "database.sqlite3", "database.dump.sealed", "files.tar.sealed"


def back_up(folder: Path) -> None:
    """Write a copy into ``folder``, which appears when it is whole. The site may go on meanwhile.

    The database comes before the files: what comes in between is in the files alone, and is booked after the restore.
    Raises ``Refused`` where the folder is there already or a part cannot be written.
    """
    if folder.exists():
        raise Refused(_("%(folder)s is there already: each copy gets a folder of its own.") % {"folder": folder})
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        draft.mkdir(parents=True, mode=0o700)
        copy_database(draft)
        copy_files(draft / FILES)
        os.replace(draft, folder)
    except OSError as error:
        raise Refused(_("The copy cannot be written: %(error)s") % {"error": error}) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def bring_back(folder: Path) -> None:
    """Lay the copy in ``folder`` into this installation, whose database must be empty.

    The database comes last: where this breaks off, it can be done again. Raises ``Refused`` where the database is in
    use, the copy is not whole or the secrets are not those that belong to it.
    """
    check_is_copy(folder)
    check_is_empty()
    lay_out_files(folder / FILES)
    connection.close()
    if connection.vendor == "sqlite":
        _bring_back_embedded(folder / EMBEDDED)
    else:
        _bring_back_dump(folder / DUMP)


def check_is_copy(folder: Path) -> None:
    """Both parts are there, and the secrets at hand open them."""
    name = EMBEDDED if connection.vendor == "sqlite" else DUMP
    for part in (name, FILES):
        if not (folder / part).is_file():
            sentence = _("%(folder)s is no copy for this database: it has no %(name)s.")
            raise Refused(sentence % {"folder": folder, "name": part})
    try:
        _opened(folder / FILES).close()
    except ValueError:
        raise Refused(
            _("%(secrets)s does not open this copy. Put the secrets.json that belongs to it there, then try again.")
            % {"secrets": settings.VAR / "secrets.json"}
        ) from None


def check_is_empty() -> None:
    """Nothing is overwritten."""
    if connection.introspection.table_names():
        raise Refused(_("This database holds something already: bring the copy back into an empty one."))


def copy_database(folder: Path) -> None:
    """The database as it stands at one moment, encrypted."""
    if connection.vendor == "sqlite":
        _copy_embedded(folder / EMBEDDED)
    else:
        _dump(folder / DUMP)


def _copy_embedded(path: Path) -> None:
    """Page by page, in one transaction; nobody waits for it."""
    there = settings.DATABASES["default"]
    with (
        closing(connect(there["NAME"], there["OPTIONS"]["keys"])) as source,
        closing(connect(str(path), (source.key,))) as copy,
    ):
        source.backup(copy)
    path.chmod(0o600)
    sync(path)


def _bring_back_embedded(copy: Path) -> None:
    """Checked beside the database's place, given the newest key, then put there in one step."""
    there = settings.DATABASES["default"]
    keys, place = there["OPTIONS"]["keys"], Path(there["NAME"])
    draft = place.with_name(f"{place.name}.restoring")
    shutil.copyfile(copy, draft)
    draft.chmod(0o600)
    with closing(connect(str(draft), keys)) as database:
        ((sound,),) = database.execute("PRAGMA integrity_check(1)")
        if sound != "ok":
            raise Refused(_("The copy of the database is damaged: %(what)s") % {"what": sound})
        if database.key != keys[0]:
            database.execute(f"PRAGMA rekey = \"x'{keys[0]}'\"")
    sync(draft)
    for rest in ("-wal", "-shm"):  # of the empty database that was looked at
        place.with_name(place.name + rest).unlink(missing_ok=True)
    os.replace(draft, place)


def _dump(path: Path) -> None:
    with sealed(path) as target, _running("pg_dump", "-Fc", stdout=subprocess.PIPE) as program:
        shutil.copyfileobj(program.stdout, target, CHUNK)


def _bring_back_dump(copy: Path) -> None:
    """In one transaction: all of it or nothing."""
    words = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "-d", _place()["PGDATABASE"])
    with _opened(copy) as source, _running("pg_restore", *words, stdin=subprocess.PIPE) as program:
        shutil.copyfileobj(source, program.stdin, CHUNK)
        program.stdin.close()


def _place() -> dict[str, str]:
    """Where the database is, told to PostgreSQL's programs by the environment: no list of processes shows that."""
    there = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    return {variable: str(there[name]) for name, variable in names.items() if there.get(name)}


@contextmanager
def _running(program: str, *words: str, **pipes):
    """The program while it runs. Raises ``Refused`` with its own words where it fails."""
    try:
        process = subprocess.Popen(  # noqa: S603 (the program and its words are ours)
            [program, *words], env=os.environ | _place(), stderr=subprocess.PIPE, **pipes
        )
    except FileNotFoundError:
        raise Refused(_("%(program)s is missing: install PostgreSQL's programs.") % {"program": program}) from None
    with process:
        with suppress(BrokenPipeError):  # it ended before it had all: its own words say why
            yield process
        error = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    if process.returncode:
        raise Refused(_("%(program)s failed: %(error)s") % {"program": program, "error": error})


def copy_files(path: Path) -> None:
    """All that lies beside the database. A file that goes meanwhile was not to stay."""
    with sealed(path) as target, tarfile.open(fileobj=target, mode="w|", bufsize=CHUNK) as archive:
        for file in _files_beside(path):
            try:
                archive.add(file, arcname=file.relative_to(settings.VAR), recursive=False)
            except FileNotFoundError:
                continue


def _files_beside(copy: Path) -> Iterator[Path]:
    """Files and folders of the installation, without database, secrets, style sheets, and copies that lie in it."""
    database = Path(settings.DATABASES["default"]["NAME"]).name
    for folder, folders, files in os.walk(settings.VAR):
        here = Path(folder)
        is_top = here == settings.VAR
        folders[:] = [
            name
            for name in sorted(folders)
            if not (is_top and name == "static") and here / name != copy.parent and not (here / name / FILES).exists()
        ]
        yield from (here / name for name in folders)
        for name in sorted(files):
            if not is_top or not name.startswith((database, "secrets.json")):
                yield here / name


def lay_out_files(path: Path) -> None:
    """The files of the copy, for their owner alone."""
    with _opened(path) as source, tarfile.open(fileobj=source, mode="r|", bufsize=CHUNK) as archive:
        archive.extractall(settings.VAR, filter="data")


@contextmanager
def sealed(path: Path):
    """A file that seals what is written to it, and is on the disk for certain when it is closed."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        with SealingWriter(target, label=path.name, purpose="copies") as writer:
            yield writer
        target.flush()
        os.fsync(target.fileno())


def _opened(path: Path) -> SealedReader:
    return SealedReader(path.open("rb"), label=path.name, purpose="copies")
