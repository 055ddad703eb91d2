"""The demo's zones: counted here from what was drawn alone."""

import datetime as dt
from collections import Counter

from demo import zones
from demo.zones import ANSWERS, CLINICS, MAKERS, POLICIES, PROMISES, QUESTIONS, TALKS, sessions

DAY = dt.date(2025, 12, 3)


def test_each_desk_has_its_sessions_within_the_fairs_hours():
    drawn = sessions(2025, DAY)

    assert Counter(one.kind for one in drawn) == {"policy": ANSWERS, "clinic": CLINICS, "interpreting": TALKS}
    assert len({one.number for one in drawn}) == len(drawn)
    assert all(one.began_at.date() == DAY and 9 <= one.began_at.hour < 16 for one in drawn)


def test_the_same_seed_draws_the_same_sessions():
    assert sessions(7, DAY) == sessions(7, DAY)
    assert sessions(7, DAY) != sessions(8, DAY)


def test_answers_rest_on_policies_and_keep_what_they_promise():
    asked = [one for one in sessions(2025, DAY) if one.asked is not None]

    assert {QUESTIONS[one.asked][2] for one in asked} <= set(range(len(POLICIES)))
    assert sum(one.promise is not None for one in asked) == len(PROMISES)
    assert sum(1 for *_facts, outcome in PROMISES if not outcome) == 1


def test_every_work_is_told_for_eye_and_ear():
    works = [work for maker in MAKERS for work in maker.works]

    assert {"索伦嘎", "美丽工坊"} <= {maker.name for maker in MAKERS}
    assert all(work.description for work in works)
    assert all(work.transcript for work in works if work.times)
    assert any(not maker.agrees for maker in MAKERS)


def test_a_pattern_is_a_picture_and_always_the_same():
    assert zones.pattern("皮画", ("#000000", "#ffffff")).startswith(b"\x89PNG")
    assert zones.pattern("皮画", ("#000000", "#ffffff")) == zones.pattern("皮画", ("#000000", "#ffffff"))
