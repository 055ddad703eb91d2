"""The guide's own commands: a copy of a running site, brought back into an empty folder, proves everything again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.guide import blocks

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """A site in a folder, and commands as whoever runs it types them."""

    def __init__(self, folder: Path, copies: Path):
        self.folder, self.copies = folder, copies

    def run(self, *command: str) -> str:
        """What the command says; the test ends where it fails."""
        environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        environment |= {
            "TONGXING_VAR": str(self.folder),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        }
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def small_site(self, *words: str) -> str:
        return self.run(sys.executable, "-m", "tests.config.small_site", *words)

    def type_in(self, lines: list[str]) -> str:
        """The guide's lines, with a day of its own and the folders for copies put in."""
        text = "\n".join(lines).replace("/backup/", f"{self.copies}/backup/").replace("/safe/", f"{self.copies}/safe/")
        return self.run("bash", "-c", f"set -eu; date() {{ echo 2026-01-02; }}; day=2026-01-02\n{text}")


def commands(*, under: str) -> list[str]:
    (block,) = blocks("sh", under=under)
    return block.splitlines()


@pytest.fixture
def site(tmp_path):
    for name in ("site", "backup", "safe"):
        (tmp_path / name).mkdir(mode=0o700)
    site = Site(tmp_path / "site", tmp_path)
    site.small_site()
    return site


def test_what_the_guide_copies_proves_everything_again(site, tmp_path):
    lines = commands(under="4 Backup")
    database = next(place for place, line in enumerate(lines) if ".backup" in line)
    site.type_in(lines[: database + 1])
    site.small_site("beat")  # heartbeats go on while the copy is made
    site.run("tongxing", "book-viewings")
    site.type_in(lines[database + 1 :])
    assert site.small_site("viewings") == "2\n"
    assert not [file for file in (tmp_path / "backup").iterdir() if "secrets" in file.name]

    restored = Site(tmp_path / "restored", tmp_path)
    said = restored.type_in(commands(under="Restore"))

    assert "留痕完整" in said
    assert "live-small: 2 viewings" in said
    assert restored.small_site("viewings") == "2\n"
    assert (restored.folder / "uploads" / "resumes" / "one.pdf").read_bytes() == b"%PDF"
    assert (restored.folder / "secrets.json").read_bytes() == (site.folder / "secrets.json").read_bytes()
    assert restored.folder.stat().st_mode & 0o077 == 0


def test_the_files_hold_neither_the_database_nor_the_secrets(site, tmp_path):
    site.type_in(commands(under="4 Backup"))

    names = site.run("tar", "-tf", str(tmp_path / "backup" / "files-2026-01-02.tar"))

    assert "./live/beats/retired/first.beats" in names
    assert "sqlite3" not in names
    assert "secrets" not in names
