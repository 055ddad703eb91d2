"""A run that was killed goes on where it was, and one whose inputs have changed is not mixed with the old."""

import os
import signal
import subprocess
import sys

import pytest

from engines.matching import Settings
from engines.matching.region import BadInput, Sizes, match_region, running
from engines.matching.region.folder import Folder
from tests.engines.matching.region.halting import HALT, marker, wait_for
from tests.engines.matching.region.made import same_bytes, save, scattered

SIZES = Sizes(25, 1000)
CODE = f"""
import sys
from engines.matching.region import Sizes, match_region, running
from tests.engines.matching.region.halting import match_or_halt
running.match_shard = match_or_halt
match_region(*sys.argv[1:], sizes=Sizes({SIZES.people}, {SIZES.posts}))
"""


@pytest.fixture
def counted(monkeypatch):
    """The numbers of the shards that are matched in this process."""
    numbers = []

    def match(job):
        numbers.append(job.shard.number)
        return match_shard(job)

    match_shard = running.match_shard
    monkeypatch.setattr(running, "match_shard", match)
    return numbers


def test_a_killed_run_goes_on_and_does_nothing_twice(tmp_path, counted):
    files = save(tmp_path, scattered())
    out = tmp_path / "out"
    stopped = subprocess.Popen([sys.executable, "-c", CODE, *files, out])
    wait_for(lambda: marker(out).exists() or stopped.poll() is not None)
    os.kill(stopped.pid, signal.SIGKILL)
    assert stopped.wait() == -signal.SIGKILL
    done, planned = Folder(out).finished(), len(Folder(out).read_plan())
    assert done == set(range(HALT))
    assert not (out / "people.parquet").exists()

    said = []
    match_region(*files, out, sizes=SIZES, say=said.append)

    assert counted == list(range(HALT, planned))
    assert f"{HALT} of {planned} shards were done before." in said
    match_region(*files, tmp_path / "other", sizes=SIZES)
    assert same_bytes(out, tmp_path / "other")


def test_what_is_done_is_not_done_again(tmp_path, counted):
    files = save(tmp_path, scattered(20, 20))
    first = match_region(*files, tmp_path / "out")
    counted.clear()

    again = match_region(*files, tmp_path / "out")

    assert again == first
    assert counted == []


@pytest.fixture
def halfway(tmp_path, monkeypatch):
    """The two files and the folder of a run that stopped before its third shard."""

    def match(job):
        if job.shard.number == 2:
            raise KeyboardInterrupt
        return match_shard(job)

    match_shard = running.match_shard
    files = save(tmp_path, scattered())
    with monkeypatch.context() as patched:
        patched.setattr(running, "match_shard", match)
        with pytest.raises(KeyboardInterrupt):
            match_region(*files, tmp_path / "out", sizes=SIZES)
    return files, tmp_path / "out"


def test_other_people_are_not_mixed_into_a_run_that_is_going_on(halfway):
    files, out = halfway
    save(files[0].parent, scattered(seed=1))

    with pytest.raises(BadInput, match=r"the file of people and the file of posts differed.*--anew"):
        match_region(*files, out, sizes=SIZES)

    assert Folder(out).finished() == {0, 1}


def test_other_settings_or_shards_are_named(halfway):
    files, out = halfway

    with pytest.raises(BadInput, match="a run in which the settings differed"):
        match_region(*files, out, sizes=SIZES, settings=Settings(k=3))
    with pytest.raises(BadInput, match="a run in which the size of shards differed"):
        match_region(*files, out)


def test_beginning_anew_forgets_the_old_run(halfway, tmp_path, counted):
    files, out = halfway

    match_region(*files, out, anew=True, settings=Settings(k=3))

    assert 0 in counted
    match_region(*files, tmp_path / "other", settings=Settings(k=3))
    assert same_bytes(out, tmp_path / "other")


def test_a_draft_of_a_shard_counts_for_nothing(halfway, tmp_path):
    files, out = halfway
    (Folder(out).shards / ".draft").mkdir()
    (Folder(out).shards / ".draft" / "people-000.parquet").write_bytes(b"half of it")

    match_region(*files, out, sizes=SIZES)

    match_region(*files, tmp_path / "other", sizes=SIZES)
    assert same_bytes(out, tmp_path / "other")


def test_two_runs_do_not_share_a_folder(tmp_path):
    files = save(tmp_path, scattered(20, 20))

    with Folder(tmp_path / "out").locked(), pytest.raises(BadInput, match="Another run works in"):
        match_region(*files, tmp_path / "out")


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    files = save(tmp_path, scattered(20, 20))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.txt").write_text("keep")

    with pytest.raises(BadInput, match=r"letters\.txt"):
        match_region(*files, tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letters.txt"]
