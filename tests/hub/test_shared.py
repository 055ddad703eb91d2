"""The spool in Redis, with a real one on this machine: what one machine puts, the hub of another shows."""

import asyncio
import datetime as dt
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from hub import shared, spool
from hub.app import Hub
from tests.clock import turn_to
from tests.hub.test_app import VISIT, Line, got

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed")


@pytest.fixture(autouse=True)
def _the_machines_clock():
    """Redis numbers its events by the machine's clock, which no test turns: the hub reads the same one here."""
    turn_to(dt.datetime.fromtimestamp(time_machine.escape_hatch.time.time(), dt.UTC))


class Redis:
    """A Redis server of its own, with nothing on the disk."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([*command, "--maxmemory", "64mb"], cwd=self.folder, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                return shared.at(self.url).redis.ping()
            except shared.Lost:
                time.sleep(0.05)
        raise AssertionError("Redis did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def redis(tmp_path, monkeypatch):
    server = Redis(tmp_path)
    server.start()
    monkeypatch.setenv("REDIS_URL", server.url)
    yield server
    server.stop()


@pytest.fixture
def play(tmp_path, redis):
    """Run a story with a hub on another machine, which has nothing in common with the site but Redis."""

    def run(story):
        async def scene():
            hub = Hub(tmp_path / "other-machine", shared=spool.in_redis())
            await hub.start()
            try:
                await story(hub)
            finally:
                await hub.stop()

        with ThreadPoolExecutor(1) as aside:  # a browser's test before may have left a loop in this thread
            aside.submit(asyncio.run, scene()).result()

    return run


async def until(condition):
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


def test_what_one_machine_puts_the_hub_of_another_shows(play, tmp_path):
    here = tmp_path / "here"
    spool.put_snapshot(here, "fair-1", {"now": "麦香坊"})

    async def story(hub):
        await until(lambda: "fair-1" in hub.channels.by_name)
        line = Line(hub, "/hub/fair-1/events")
        await line.has('data: {"now":"麦香坊"}\n\n')
        for number in range(20):
            spool.put_event(here, "fair-1", "caption", {"line": number})
        await line.has('{"line":19}')
        told = [int(text.split("}")[0]) for text in line.text.split('{"line":')[1:]]
        assert told == list(range(20))
        spool.put_snapshot(here, "fair-1", {"now": "青禾"})
        await until(lambda: "青禾".encode() in hub.channels.by_name["fair-1"].snapshot)
        shown = await got(hub, "/hub/fair-1/snapshot.json")
        assert (shown.status, shown.headers[b"age"]) == (200, b"0")
        line.leave.set()
        await line.task

    play(story)
    assert not here.exists(), "nothing is kept in files as well"


def test_who_changes_from_one_hub_to_another_is_given_what_was_missed(play, tmp_path):
    put = [spool.put_event(tmp_path, "fair-1", "caption", {"line": line}) for line in range(12)]
    assert sorted(put, key=lambda event: event.order) == put

    async def story(hub):
        await until(lambda: "fair-1" in hub.channels.by_name)
        line = Line(hub, "/hub/fair-1/events", query=b"last=" + put[9].order.encode())
        await line.has('{"line":11}')
        assert '{"line":10}' in line.text
        assert '{"line":9}' not in line.text
        line.leave.set()
        await line.task

    play(story)


def test_heartbeats_come_back_and_each_segment_once(play, tmp_path):
    here = tmp_path / "here"
    spool.put_snapshot(here, "fair-1", {})

    async def story(hub):
        await until(lambda: "fair-1" in hub.channels.by_name)
        await got(hub, "/hub/fair-1/snapshot.json", query=f"v={VISIT}".encode())

    play(story)
    [segment] = spool.segments(here)
    assert [beat.visit for beat in segment.beats()] == [VISIT]
    spool.retire(segment)
    spool.in_redis().put_segment(segment.name, b"the hub was killed before it knew that it had sent them")
    assert list(spool.segments(here)) == []
    assert [one.name for one in spool.retired(here)] == [segment.name]


def test_without_redis_the_last_snapshot_is_shown_until_it_is_back(play, redis, tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})

    async def story(hub):
        await until(lambda: "fair-1" in hub.channels.by_name)
        redis.stop()
        with pytest.raises(shared.Lost):
            spool.put_event(tmp_path, "fair-1", "caption", {})
        assert (await got(hub, "/hub/fair-1/snapshot.json")).text == '{"now":"麦香坊"}'
        await asyncio.to_thread(redis.start)
        line = Line(hub, "/hub/fair-1/events")
        await line.has("麦香坊")
        spool.put_event(tmp_path, "fair-1", "caption", {"line": "again"})
        await line.has('{"line":"again"}')
        line.leave.set()
        await line.task

    play(story)
