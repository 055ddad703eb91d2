"""Two worker processes, one of them killed in the middle of a shard: the same bytes as alone."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from engines.matching.region import BadInput, Sizes, cluster, match_region, running
from tests.engines.matching.region.halting import marker, match_or_halt, wait_for
from tests.engines.matching.region.made import same_bytes, save, scattered

ROOT = Path(__file__).resolve().parents[4]
SIZES = Sizes(20, 60)
LOCAL = ["--host", "127.0.0.1", "--no-dashboard"]


@pytest.fixture
def processes(tmp_path):
    """Starts a part of a local cluster; ends what it started."""
    started = []

    def start(what, *arguments):
        command = [
            sys.executable,
            "-m",
            "dask",
            what,
            *LOCAL,
            "--scheduler-file",
            tmp_path / "scheduler.json",
            *arguments,
        ]
        with open(tmp_path / f"{what}-{len(started)}.log", "w") as log:
            started.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
        return started[-1]

    yield start
    for process in reversed(started):
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(tmp_path, processes):
    """The address of a scheduler that listens on this machine alone."""
    processes("scheduler", "--port", "0")
    file = tmp_path / "scheduler.json"
    wait_for(lambda: file.exists() and file.read_text().strip().endswith("}"))
    return json.loads(file.read_text())["address"]


def test_a_lost_worker_changes_nothing(tmp_path, processes, scheduler, monkeypatch):
    files, out = save(tmp_path, scattered()), tmp_path / "out"
    workers = [processes("worker", "--no-nanny", "--nthreads", "1") for _worker in range(2)]
    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=40)
    monkeypatch.setattr(running, "match_on_cluster", partial(cluster.match_on_cluster, match=match_or_halt))
    said = []
    with ThreadPoolExecutor(1) as beside:
        run = beside.submit(match_region, *files, out, scheduler=scheduler, sizes=SIZES, say=said.append)
        wait_for(lambda: marker(out).exists() or run.done())

        lost = int(marker(out).read_text())
        assert lost in {worker.pid for worker in workers}
        os.kill(lost, signal.SIGKILL)
        run.result(timeout=40)

    assert "2 workers are there." in said
    assert sum(worker.poll() is None for worker in workers) == 1
    match_region(*files, tmp_path / "alone", sizes=SIZES)
    assert same_bytes(out, tmp_path / "alone")


def test_no_scheduler_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    files = save(tmp_path, scattered(20, 20))

    with pytest.raises(BadInput, match=r"no scheduler at tcp://127\.0\.0\.1:1;"):
        match_region(*files, tmp_path / "out", scheduler="tcp://127.0.0.1:1")


def test_no_worker_is_said_in_a_sentence(tmp_path, scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    files = save(tmp_path, scattered(20, 20))

    with pytest.raises(BadInput, match="has no worker"):
        match_region(*files, tmp_path / "out", scheduler=scheduler)
