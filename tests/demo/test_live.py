"""The demo's viewings come from heartbeats: those who left at once among them, nobody counted twice."""

from collections import defaultdict
from itertools import pairwise

import pytest

from demo.campaign import Story
from hub import spool

COUNT = 14_493


@pytest.fixture(scope="module")
def story():
    return Story(2025)


def test_the_heartbeats_counted_plainly_are_the_viewings(story, tmp_path):
    story.viewers.write(tmp_path, "demo")
    stays = defaultdict(list)
    for segment in spool.segments(tmp_path):
        for beat in segment.beats():
            stays[beat.visit, beat.at // 1800].append(round(beat.at * 10))
    long = [one for one in stays.values() if max(one) - min(one) >= 100]
    assert len(long) == len(story.rows["fair.live"]["viewings"]) == COUNT


def test_some_leave_at_once_and_some_watch_on_into_the_next_half_hour(story):
    visits = {visit for visit, _beats in story.viewers.visits}
    short = [beats for _visit, beats in story.viewers.visits if beats[-1] - beats[0] < 10]
    over_the_half_hour = [beats for _v, beats in story.viewers.visits if beats[0] // 1800 != beats[-1] // 1800]
    assert len(visits) == len(story.viewers.visits)
    assert len(short) > 1000
    assert len(over_the_half_hour) > 1000


def test_nobody_watches_before_it_begins_or_after_it_ended(story):
    moments = [at for _visit, beats in story.viewers.visits for at in (beats[0], beats[-1])]
    assert min(moments) >= story.viewers.first
    assert max(moments) <= story.viewers.last + 2400


def test_all_employers_are_shown_one_after_the_other(story):
    shown = sorted(story.programme().shown.values())
    assert len(shown) == 79
    assert all(one[1] <= other[0] for one, other in pairwise(shown))
    assert any("麦香" in text or "招" in text for _at, text in story.programme().said)
