"""The command: what it says, its exit codes, and that it starts without the site."""

import subprocess
import sys
from pathlib import Path

from config.console import main
from engines.matching.region.parquet import connect
from tests.engines.matching.region.made import save, scattered

ROOT = Path(__file__).resolve().parents[4]


def test_a_region_is_matched_and_told_in_plain_lines(tmp_path, capsys):
    people, posts = save(tmp_path, scattered(20, 20))

    assert main(["tongxing", "match-region", str(people), str(posts), str(tmp_path / "out")]) == 0

    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert said.out == ""
    assert lines[0] == "Reading and checking both files."
    assert "20 of 20 people." in lines[-3]
    assert " of 20 people have a post they can do, " in lines[-1]
    assert "\r" not in said.err


def test_duckdb_draws_no_bar_however_long_it_takes():
    with connect() as con:
        shown = con.execute("SELECT value FROM duckdb_settings() WHERE name = 'enable_progress_bar'").fetchall()

    assert shown == [("false",)]


def test_what_cannot_be_used_is_one_sentence_and_exit_code_1(tmp_path, capsys):
    arguments = ["match-region", str(tmp_path / "nobody.parquet"), "posts.parquet", str(tmp_path / "out")]

    assert main(["tongxing", *arguments]) == 1
    assert capsys.readouterr().err == "nobody.parquet: there is no such file.\n"

    assert main(["tongxing", *arguments, "--lines", "0"]) == 1
    assert capsys.readouterr().err == "Settings.k is 0; give a whole number from 1 up.\n"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    people, posts = save(tmp_path, scattered(20, 20))

    assert main(["tongxing", "match-region", str(people), str(posts), str(people / "out")]) == 1
    assert capsys.readouterr().err.startswith("It cannot go on: [Errno 20] Not a directory")


def test_stopping_by_hand_says_how_to_go_on(tmp_path, capsys, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("engines.matching.region.running.match_shard", stop)
    people, posts = save(tmp_path, scattered(20, 20))

    assert main(["tongxing", "match-region", str(people), str(posts), str(tmp_path / "out")]) == 130
    assert capsys.readouterr().err.endswith("Stopped. The same command goes on from here.\n")


def test_it_starts_without_the_site():
    code = "import sys; from config.console import main; main(['tongxing', 'match-region'])"
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "the following arguments are required: PEOPLE.parquet, POSTS.parquet, OUT" in ended.stderr
    assert "duckdb" in ended.stderr
    assert "django" not in ended.stderr
    assert "distributed" not in ended.stderr


def test_the_front_door_of_matching_does_not_wait_for_it():
    code = "import sys, engines.matching; print({'duckdb', 'distributed'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "set()\n"
