"""Counting: ten seconds in one half hour of one browser, each heartbeat booked once, in whatever order it comes."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as some

from hub import spool
from tests.live.stage import StreamFactory, at, beats
from tongxing.fairs.models import Fair, Viewing
from tongxing.live import actions
from tongxing.live.actions import counting
from tongxing.live.models import BookedSegment, Minute, Stay

pytestmark = pytest.mark.django_db
ANNA, BERTA = "anna-0123456789ab", "berta-0123456789a"


@pytest.fixture
def stream(db):
    return StreamFactory(channel="live")


def book(settings, *lines, name="one"):
    """Book one segment of (visit, clock time)."""
    beats(settings.LIVE_FOLDER, name, *[("live", visit, at(clock)) for visit, clock in lines])
    return actions.book_viewings(by="tests")


def viewings():
    return list(Viewing.objects.order_by("started_at", "number").values_list("seconds", flat=True))


@pytest.mark.parametrize(
    ("last", "counted"), [("14:00:14.9", []), ("14:00:15.0", [10]), ("14:00:15.1", [10]), ("14:29:59", [1794])]
)
def test_ten_seconds_make_a_viewing(settings, stream, last, counted):
    book(settings, (ANNA, "14:00:05"), (ANNA, last))
    assert viewings() == counted


def test_each_half_hour_counts_for_itself(settings, stream):
    book(settings, (ANNA, "14:29:40"), (ANNA, "14:29:55"), (ANNA, "14:30:00"), (ANNA, "14:30:12"))
    assert viewings() == [15, 12]


def test_who_comes_back_within_the_half_hour_counts_once(settings, stream):
    book(settings, (ANNA, "14:00:00"), (ANNA, "14:00:20"), (ANNA, "14:25:00"), (ANNA, "14:25:30"))
    assert viewings() == [1530]


def test_two_browsers_are_two(settings, stream):
    book(settings, (ANNA, "14:00:00"), (BERTA, "14:00:05"), (ANNA, "14:00:10"), (BERTA, "14:00:09"))
    assert viewings() == [10]


def test_a_stay_grows_from_segment_to_segment(settings, stream):
    book(settings, (ANNA, "14:00:00"), (ANNA, "14:00:05"))
    assert viewings() == []
    book(settings, (ANNA, "14:00:10"), name="two")
    assert viewings() == [10]


def test_a_late_segment_counts_as_well(settings, stream):
    book(settings, (ANNA, "14:10:00"), (ANNA, "14:10:10"), name="two")
    book(settings, (ANNA, "14:00:00"), name="one")
    assert viewings() == [610]


def test_a_booked_segment_is_not_booked_again(settings, stream, django_capture_on_commit_callbacks):
    assert book(settings, (ANNA, "14:00:00"), (ANNA, "14:02:00")) == 1
    minutes = list(Minute.objects.values_list("number", "watching"))
    assert actions.book_viewings(by="tests") == 0  # killed after the booking, before the segment was put aside
    assert list(Minute.objects.values_list("number", "watching")) == minutes
    assert BookedSegment.objects.get().beats == 2
    with django_capture_on_commit_callbacks(execute=True):
        actions.book_viewings(by="tests")
    assert list(spool.segments(settings.LIVE_FOLDER)) == []
    assert [one.name for one in spool.retired(settings.LIVE_FOLDER)] == ["one"]


def test_a_booking_that_is_cut_off_leaves_nothing(settings, stream, monkeypatch):
    def cut(_stream, _minutes):
        raise KeyboardInterrupt

    beats(settings.LIVE_FOLDER, "one", ("live", ANNA, at("14:00:00")), ("live", ANNA, at("14:02:00")))
    with monkeypatch.context() as patch:
        patch.setattr(counting, "_add_minutes", cut)
        with pytest.raises(KeyboardInterrupt):
            actions.book_viewings(by="tests")
    assert not Viewing.objects.exists()
    assert not BookedSegment.objects.exists()
    assert actions.book_viewings(by="tests") == 1
    assert viewings() == [120]


def test_people_watching_in_the_middle_of_each_minute(settings, stream):
    book(settings, (ANNA, "14:00:31"), (ANNA, "14:02:29"), (BERTA, "14:01:30"), (BERTA, "14:02:20"))
    book(settings, (ANNA, "14:03:30"), name="two")
    told = [(one.number[-4:], one.watching) for one in Minute.objects.all()]
    assert told == [("1401", 2), ("1402", 1), ("1403", 1)]


def test_nobody_is_lost_at_the_turn_of_a_half_hour(settings, stream):
    """Each stay ends some seconds before it, and the next one begins some seconds after."""
    watched_on = [f"14:{minute}:{second}" for minute in (28, 29) for second in ("05", "25", "45", "55")]
    watched_on += [f"14:{minute}:{second}" for minute in (30, 31) for second in ("05", "25", "45", "55")]
    book(settings, *[(visit, clock) for visit in (ANNA, BERTA) for clock in watched_on])
    assert [one.watching for one in Minute.objects.all()] == [2, 2, 2, 2]


def test_who_did_not_stay_is_in_no_minute(settings, stream):
    book(settings, (ANNA, "14:00:26"), (ANNA, "14:00:34"))
    assert not Minute.objects.exists()


def test_other_channels_and_reported_fairs_are_left_aside(settings, stream):
    beats(settings.LIVE_FOLDER, "other", ("nobody", ANNA, at("14:00:00")), ("nobody", ANNA, at("14:01:00")))
    Fair.objects.filter(pk=stream.fair_id).update(state=Fair.State.REPORTED)
    book(settings, (ANNA, "14:00:00"), (ANNA, "14:01:00"))
    assert not Viewing.objects.exists()
    assert BookedSegment.objects.count() == 2


def test_the_number_tells_nobody_which_browser_it_was(settings, stream):
    book(settings, (ANNA, "14:00:00"), (ANNA, "14:01:00"))
    number = Viewing.objects.get().number
    assert len(number) == 18
    assert ANNA not in number


def test_the_command_says_what_it_did(settings, stream):
    beats(settings.LIVE_FOLDER, "one", ("live", ANNA, at("14:00:00")), ("live", ANNA, at("14:01:00")))
    out = StringIO()
    call_command("book_viewings", stdout=out)
    assert out.getvalue() == "已入账1段心跳，共有1人次观看记录。\n"


def recounted(lines):
    """The rule once more, plainly: (viewings, watching at each minute) of (visit, seconds)."""
    stays = {}
    for visit, second in lines:
        stays.setdefault((visit, second // 1800), []).append(second)
    long = [(min(one), max(one)) for one in stays.values() if max(one) - min(one) >= 10]
    minutes = {}
    for first, last in long:
        for minute in range(0, 7200, 60):
            if first <= minute + 30 <= last:
                minutes[minute] = minutes.get(minute, 0) + 1
    return len(long), minutes


@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=some.lists(some.tuples(some.sampled_from([ANNA, BERTA]), some.integers(0, 7199)), min_size=1, max_size=30),
    seed=some.integers(0, 5),
    cuts=some.integers(1, 4),
)
def test_any_order_and_any_cut_into_segments_counts_the_same(settings, stream, tmp_path_factory, lines, seed, cuts):
    settings.LIVE_FOLDER = tmp_path_factory.mktemp("live")
    for model in (Viewing, Stay, Minute, BookedSegment):
        model.objects.all().delete()
    start = at("14:00:00")
    shuffled = random.Random(seed).sample(lines, len(lines))
    for cut in range(cuts):
        part = [("live", visit, start + second) for visit, second in shuffled[cut::cuts]]
        beats(settings.LIVE_FOLDER, f"part-{cut}", *part)
        actions.book_viewings(by="tests")
    told = {round(one.at.timestamp() - start): one.watching for one in Minute.objects.all()}
    assert (Viewing.objects.count(), told) == recounted(lines)
