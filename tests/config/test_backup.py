"""The guide's own commands: a copy of a running site, brought back into an empty folder, proves everything again.

On both databases: with SQLite beside the files, with PostgreSQL where the tests run on it.
"""

import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.config.guide import blocks
from tests.config.small_site import CANARIES

pytestmark = pytest.mark.database
ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("DATABASE_URL", "")


class Site:
    """A site in a folder, and commands as whoever runs it types them."""

    def __init__(self, folder: Path, copies: Path):
        self.folder, self.copies = folder, copies
        self.database = new_database() if SERVER else ""

    def run(self, *command: str, fails: bool = False) -> str:
        """What the command says; the test ends where it fails, or where it does not although it ought to."""
        environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        environment |= {
            "TONGXING_VAR": str(self.folder),
            "DATABASE_URL": self.database,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        }
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def small_site(self, *words: str) -> str:
        return self.run(sys.executable, "-m", "tests.config.small_site", *words)

    def type_in(self, lines: list[str]) -> str:
        """The guide's lines, with a day of its own and the folders for copies put in."""
        text = "\n".join(lines).replace("/backup/", f"{self.copies}/backup/").replace("/safe/", f"{self.copies}/safe/")
        return self.run("bash", "-c", f"set -eu; date() {{ echo 2026-01-02; }}; day=2026-01-02\n{text}")


def new_database() -> str:
    """The address of an empty database on the server that the tests run on."""
    name = f"guide_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def commands(*, under: str) -> list[str]:
    (block,) = blocks("sh", under=under)
    return block.splitlines()


def lying_in(folder: Path) -> bytes:
    """All that whoever takes the folder can read."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site, and a copy of it in which heartbeats went on between database and files."""
    folder = tmp_path_factory.mktemp("copied")
    for name in ("site", "backup", "safe"):
        (folder / name).mkdir(mode=0o700)
    site = Site(folder / "site", folder)
    site.small_site()
    _backup, keep_secrets = commands(under="4 Backup")
    site.small_site("backup", str(folder / "backup" / "2026-01-02"))
    site.type_in([keep_secrets])
    return site


def test_what_the_guide_copies_proves_everything_again(site, tmp_path):
    assert site.small_site("viewings") == "2\n"
    restored = Site(tmp_path / "restored", site.copies)

    said = restored.type_in(commands(under="Restore"))

    assert "留痕完整" in said
    assert "live-small: 2 viewings" in said
    assert restored.small_site("viewings") == "2\n"
    assert restored.small_site("resume") == "%PDF " + CANARIES["resume"]
    assert (restored.folder / "secrets.json").read_bytes() == (site.folder / "secrets.json").read_bytes()
    assert restored.folder.stat().st_mode & 0o077 == 0


def test_a_thief_of_database_log_uploads_and_copies_reads_no_canary(site):
    site.small_site("write")  # leaves the write-ahead log behind, as a process does that is killed
    names = {file.name for file in site.folder.iterdir()}

    files = lying_in(site.folder) + lying_in(site.copies / "backup")

    if not SERVER:
        assert {"tongxing.sqlite3", "tongxing.sqlite3-wal"} <= names
    for what, text in CANARIES.items():
        for encoded in (text.encode(), text.encode("utf-16-le"), text.encode("unicode_escape")):
            assert encoded not in files, what


def test_the_copy_holds_no_secrets_and_the_guide_makes_it(site):
    site.copies.joinpath("other").mkdir()
    other = Site(site.folder, site.copies / "other")
    other.database = site.database
    (site.copies / "other" / "backup").mkdir()

    other.type_in(commands(under="4 Backup")[:1])

    folder = site.copies / "other" / "backup" / "2026-01-02"
    assert folder.stat().st_mode & 0o077 == 0
    assert "files.tar.sealed" in {file.name for file in folder.iterdir()}
    assert len(list(folder.iterdir())) == 2
    for line in (site.folder / "secrets.json").read_text().split('"')[1::2]:
        assert len(line) < 20 or line.encode() not in lying_in(folder)


def test_nothing_is_brought_back_over_a_database_in_use(site):
    refusal = site.run("tongxing", "restore", str(site.copies / "backup" / "2026-01-02"), fails=True)

    assert "空的数据库" in refusal


def test_other_secrets_do_not_open_the_copy(site, tmp_path):
    stranger = Site(tmp_path / "stranger", site.copies)

    refusal = stranger.run("tongxing", "restore", str(site.copies / "backup" / "2026-01-02"), fails=True)

    assert "secrets.json" in refusal
    assert not (stranger.folder / "uploads").exists()


def test_a_copy_is_not_written_over_another(site):
    refusal = site.run("tongxing", "backup", str(site.copies / "backup" / "2026-01-02"), fails=True)

    assert "2026-01-02" in refusal
