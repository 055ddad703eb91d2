"""The snapshot: at most once a second, the last state always, the last good one where a new one cannot be made."""

import json
import logging

import pytest
from django.urls import reverse

from tests.live.stage import live_fair
from tongxing.live.actions import telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    return live_fair(employers=2)


@pytest.fixture
def later(monkeypatch):
    """What would be made later: (channel, wait)."""
    asked = []
    monkeypatch.setattr(telling, "_make_later", lambda channel, wait: asked.append((channel, wait)))
    return asked


@pytest.fixture
def seconds(monkeypatch):
    """The clock by which snapshots are spaced; ``seconds.now += 1``."""

    class Clock:
        now = 1_000_000.0

        def __call__(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(telling.time, "time", clock)
    return clock


def made(settings, stream):
    return json.loads((settings.LIVE_FOLDER / stream.channel / "snapshot.json").read_bytes())["version"]


def step(stream):
    stream.version += 1
    stream.save()
    telling.want_snapshot(stream.channel)


def test_at_most_one_a_second_and_the_last_state_gets_out(stream, settings, later, seconds):
    step(stream)
    seconds.now += 0.4
    step(stream)
    step(stream)
    assert made(settings, stream) == 1
    assert [(channel, round(wait, 1)) for channel, wait in later] == [(stream.channel, 0.6)] * 2
    seconds.now += 0.6
    telling._make_waiting(stream.channel)
    assert made(settings, stream) == 3


def test_a_last_state_whose_process_ended_is_made_by_whoever_comes_next(stream, settings, later, seconds):
    step(stream)
    step(stream)
    seconds.now += 2
    telling.catch_up(stream.channel)
    assert made(settings, stream) == 2


def test_nothing_is_made_where_nothing_is_wanted(stream, settings, later, seconds):
    step(stream)
    stream.version = 9
    stream.save()
    seconds.now += 5
    telling.catch_up(stream.channel)
    assert made(settings, stream) == 1


def test_one_that_cannot_be_made_leaves_the_last_good_one(stream, settings, later, seconds, monkeypatch, caplog):
    step(stream)
    seconds.now += 2

    def broken(_stream):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch, caplog.at_level(logging.CRITICAL):
        patch.setattr(telling, "snapshot_of", broken)
        step(stream)
    assert made(settings, stream) == 1
    seconds.now += 2
    telling.catch_up(stream.channel)
    assert made(settings, stream) == 2


def test_a_snapshot_is_small_and_costs_few_queries(stream, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):  # one of them asks whether there is an emergency
        snapshot = telling.snapshot_of(telling.access.STREAMS.get(pk=stream.pk))
    assert len(json.dumps(snapshot, ensure_ascii=False).encode()) < 4000


def test_what_higher_rooms_say_stands_first(client, stream, monkeypatch):
    monkeypatch.setattr("tongxing.queues.banners._for_boards", [lambda fair: "请从东门离开"])
    assert telling.snapshot_of(stream)["notices"] == ["请从东门离开"]
    page = client.get(reverse("live:text", args=[stream.fair_id])).content.decode()
    assert page.index("请从东门离开") < page.index("正在介绍")


def test_what_changed_elsewhere_is_published(stream, settings, later, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        telling.publish(stream)
    assert made(settings, stream) == 0
