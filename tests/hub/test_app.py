"""The hub as a browser meets it: the snapshot by ETag, lines on which all is told, and nothing for strangers."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from hub import spool
from hub.app import Hub
from hub.beats import Beats

VISIT = "v" * 16


class Line:
    """One request to the hub, and what came back so far."""

    def __init__(self, hub, path, *, query=b"", method="GET", headers=(), client="192.0.2.1"):
        self.messages, self.leave, self.reads = [], asyncio.Event(), asyncio.Event()
        self.reads.set()
        scope = {
            "type": "http", "method": method, "path": path, "query_string": query,
            "headers": list(headers), "client": (client, 1),
        }  # fmt: skip
        self.task = asyncio.ensure_future(hub(scope, self._receive, self._send))

    async def _receive(self):
        await self.leave.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        await self.reads.wait()
        self.messages.append(message)

    @property
    def status(self):
        return self.messages[0]["status"]

    @property
    def headers(self):
        return dict(self.messages[0]["headers"])

    @property
    def text(self):
        return b"".join(message.get("body", b"") for message in self.messages[1:]).decode()

    async def has(self, words):
        """Wait, a little at a time, until ``words`` came."""
        async with asyncio.timeout(5):
            while words not in self.text:
                await asyncio.sleep(0.005)


@pytest.fixture
def play(tmp_path):
    """Run a story with a started hub whose spool is ``tmp_path``."""

    def run(story, **settings):
        async def scene():
            hub = Hub(tmp_path, **settings)
            await hub.start()
            try:
                await story(hub)
            finally:
                await hub.stop()

        with ThreadPoolExecutor(1) as aside:  # a browser's test before may have left a loop in this thread
            aside.submit(asyncio.run, scene()).result()

    return run


async def got(hub, path, **said):
    line = Line(hub, path, **said)
    await line.task
    return line


def test_the_snapshot_is_sent_once_and_then_only_said_to_be_the_same(play, tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})

    async def story(hub):
        first = await got(hub, "/hub/fair-1/snapshot.json")
        again = await got(hub, "/hub/fair-1/snapshot.json", headers=[(b"if-none-match", first.headers[b"etag"])])
        assert (first.status, first.text) == (200, '{"now":"麦香坊"}')
        assert (again.status, again.text) == (304, "")
        spool.put_snapshot(tmp_path, "fair-1", {"now": "青禾"})
        hub.channels.look()
        new = await got(hub, "/hub/fair-1/snapshot.json", headers=[(b"if-none-match", first.headers[b"etag"])])
        assert (new.status, new.text) == (200, '{"now":"青禾"}')

    play(story)


def test_a_damaged_snapshot_leaves_the_last_good_one_with_its_age(play, tmp_path, caplog):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})
    old = (tmp_path / "fair-1" / "snapshot.json").stat().st_mtime - 90
    os.utime(tmp_path / "fair-1" / "snapshot.json", (old, old))

    async def story(hub):
        (tmp_path / "fair-1" / "snapshot.json").write_text("{half")
        hub.channels.look()
        shown = await got(hub, "/hub/fair-1/snapshot.json")
        hub.channels.look()
        assert caplog.text.count("is damaged") == 1
        assert shown.text == '{"now":"麦香坊"}'
        assert 89 <= int(shown.headers[b"age"]) <= 95

    play(story)


def test_everybody_on_a_line_is_told(play, tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})

    async def story(hub):
        lines = [Line(hub, "/hub/fair-1/events") for _viewer in range(50)]
        for line in lines:
            await line.has('event: snapshot\ndata: {"now":"麦香坊"}\n\n')
        spool.put_event(tmp_path, "fair-1", "caption", {"text": "大家好"})
        for line in lines:
            await line.has('event: caption\ndata: {"text":"大家好"}\n\n')
            line.leave.set()
            await line.task
        assert hub.lines == {}
        assert all(one.done() for one in hub.channels.by_name["fair-1"].waiting)

    play(story)


@pytest.mark.parametrize("by", ["header", "query"])
def test_who_was_cut_off_is_given_what_was_missed_and_nothing_twice(play, tmp_path, by):
    put = [spool.put_event(tmp_path, "fair-1", "caption", {"line": line}) for line in range(5)]
    last = put[2].order.encode()
    told = {"headers": [(b"last-event-id", last)]} if by == "header" else {"query": b"v=x&last=" + last}

    async def story(hub):
        line = Line(hub, "/hub/fair-1/events", **told)
        await line.has('{"line":4}')
        assert '{"line":3}' in line.text
        assert '{"line":2}' not in line.text
        line.leave.set()
        await line.task

    play(story)


def test_a_hub_that_starts_again_still_has_what_was_said_meanwhile(play, tmp_path):
    first = spool.put_event(tmp_path, "fair-1", "caption", {"line": 1})

    async def before(hub):
        assert hub.channels.by_name["fair-1"].told == 1

    play(before)
    spool.put_event(tmp_path, "fair-1", "caption", {"line": 2})

    async def after(hub):
        line = Line(hub, "/hub/fair-1/events", headers=[(b"last-event-id", first.order.encode())])
        await line.has('{"line":2}')
        line.leave.set()
        await line.task

    play(after)


def test_a_request_and_an_open_line_are_heartbeats_and_so_is_its_end(play, tmp_path, monkeypatch):
    spool.put_snapshot(tmp_path, "fair-1", {})

    async def story(hub):
        await got(hub, "/hub/fair-1/snapshot.json", query=f"v={VISIT}".encode())
        line = Line(hub, "/hub/fair-1/events", query=b"v=" + b"w" * 16)
        await line.has("event: snapshot")
        clock[0] += 2.5
        line.leave.set()
        await line.task

    clock = [1_000_000.0]
    monkeypatch.setattr("hub.app.Beats", partial(Beats, now=lambda: clock[0]))
    play(story)
    beats = [(beat.visit, beat.at) for segment in spool.segments(tmp_path) for beat in segment.beats()]
    assert beats == [(VISIT, 1_000_000.0), ("w" * 16, 1_000_000.0), ("w" * 16, 1_000_002.5)]


def test_only_the_sites_own_pages_may_read_from_elsewhere(play, tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {})

    async def story(hub):
        ours = await got(hub, "/hub/fair-1/snapshot.json", headers=[(b"origin", b"http://127.0.0.1:8000")])
        others = await got(hub, "/hub/fair-1/snapshot.json", headers=[(b"origin", b"http://elsewhere.example")])
        asked = await got(hub, "/hub/", method="OPTIONS", headers=[(b"origin", b"http://127.0.0.1:8000")])
        assert ours.headers[b"access-control-allow-origin"] == b"http://127.0.0.1:8000"
        assert (asked.status, asked.headers[b"access-control-allow-origin"]) == (204, b"http://127.0.0.1:8000")
        assert b"access-control-allow-origin" not in others.headers

    play(story, origins=("http://127.0.0.1:8000",))


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/hub/nowhere/snapshot.json", "GET", 404),
        ("/hub/beats/events", "GET", 404),
        ("/hub/fair-1/other", "GET", 404),
        ("/", "GET", 404),
        ("/hub/fair-1/snapshot.json", "POST", 405),
        ("/hub/fair-1/events", "HEAD", 405),
        ("/hub/empty/snapshot.json", "GET", 503),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(play, tmp_path, path, method, status):
    spool.put_snapshot(tmp_path, "fair-1", {})
    (tmp_path / "empty").mkdir()
    (tmp_path / "beats").mkdir(exist_ok=True)

    async def story(hub):
        answer = await got(hub, path, method=method)
        assert answer.status == status
        assert answer.text.count("\n") == 1

    play(story)


def test_when_every_line_is_taken_the_next_one_is_told_what_to_do(play, tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {})

    async def story(hub):
        line = Line(hub, "/hub/fair-1/events")
        await line.has("event: snapshot")
        refused = await got(hub, "/hub/fair-1/events")
        assert (refused.status, refused.headers[b"retry-after"]) == (503, b"30")
        line.leave.set()
        await line.task

    play(story, most_lines=1)


def test_one_address_cannot_take_every_line(play, tmp_path, monkeypatch):
    spool.put_snapshot(tmp_path, "fair-1", {})
    monkeypatch.setattr("hub.app.MOST_LINES_EACH", 1)

    async def story(hub):
        mine = [(b"x-forwarded-for", b"forged, 2001:db8:1:2::1")]
        line = Line(hub, "/hub/fair-1/events", headers=mine, client="127.0.0.1")
        await line.has("event: snapshot")
        more = [(b"x-forwarded-for", b"2001:db8:1:2:ffff::2")]
        assert (await got(hub, "/hub/fair-1/events", headers=more, client="127.0.0.1")).status == 503
        other = Line(hub, "/hub/fair-1/events", headers=more)
        await other.has("event: snapshot")
        for one in (line, other):
            one.leave.set()
            await one.task
        assert not hub.lines_of

    play(story, hops=1)


def test_a_line_that_is_read_too_slowly_is_ended_instead_of_kept_in_memory(play, tmp_path, monkeypatch):
    spool.put_snapshot(tmp_path, "fair-1", {})
    monkeypatch.setattr("hub.app.MOST_BEHIND", 3)

    async def story(hub):
        slow = Line(hub, "/hub/fair-1/events")
        await slow.has("event: snapshot")
        slow.reads.clear()
        for line in range(6):
            spool.put_event(tmp_path, "fair-1", "caption", {"line": line})
            hub.channels.look()
            await hub.channels.by_name["fair-1"].wake()
            await asyncio.sleep(0)
        slow.reads.set()
        async with asyncio.timeout(5):
            await slow.task
        assert slow.messages[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
        assert '{"line":5}' not in slow.text

    play(story)
