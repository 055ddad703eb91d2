"""The live fair's figures: from entries, frozen with what was still waiting to be booked."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import cast
from tests.live.stage import StreamFactory, at, beats, live_fair
from tongxing.common import guards
from tongxing.common.dates import local
from tongxing.fairs.models import Fair
from tongxing.figures import registry
from tongxing.figures.actions import freeze_all
from tongxing.figures.models import Figure
from tongxing.figures.verification import verify
from tongxing.jobs.actions import withdraw
from tongxing.live import actions, closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    stream = live_fair(employers=2)
    stream.channel = "live"
    stream.save()
    event = stream.fair.event  # held when ``at`` says
    event.starts_at, event.ends_at = (local(cast.FAIR_DAY, dt.time(hour)) for hour in (9, 16))
    event.save()
    return stream


def watched(settings, name="one"):
    """Three browsers, two of them at 14:00:30."""
    lines = [
        (visit, clock)
        for visit, clocks in {
            "anna-0123456789ab": ("14:00:00", "14:00:50"),
            "berta-0123456789a": ("14:00:20", "14:00:40"),
            "short-0123456789a": ("14:00:28", "14:00:34"),
        }.items()
        for clock in clocks
    ]
    beats(settings.LIVE_FOLDER, name, *[("live", visit, at(clock)) for visit, clock in lines])


def watched_later(settings):
    """Three browsers at 15:00:30."""
    later = [("live", f"late-{one}-0123456789", at(f"15:00:{second}")) for one in range(3) for second in (15, 45)]
    beats(settings.LIVE_FOLDER, "later", *later)


def close(fair):
    Fair.objects.filter(pk=fair.pk).update(state=Fair.State.CLOSED)


def test_freezing_books_what_waits_and_takes_the_most_at_once(settings, stream, gao):
    watched(settings)
    close(stream.fair)
    event = stream.fair.event
    freeze_all(campaign=event.campaign, events=[event], by=gao)
    values = {figure.key.rsplit(".", 1)[1]: figure.value for figure in Figure.objects.all()}
    assert (values["viewings"], values["peak"]) == (2, 2)
    assert [faults for _figure, faults in verify()] == [[]] * len(values)


def test_a_peak_that_is_not_frozen_equals_the_frozen_one(settings, stream, gao):
    watched(settings)
    watched_later(settings)
    actions.book_viewings(by="tests")
    peak = f"{stream.fair.event.key}.peak"
    assert registry.counts([stream.fair.event])[peak] == (2, 3)
    close(stream.fair)
    freeze_all(campaign=stream.fair.event.campaign, events=[stream.fair.event], by=gao)
    assert Figure.objects.get(key=peak).value == 3


def test_the_hours_of_a_peak_are_proved_by_their_largest(settings, stream, gao):
    watched(settings)
    watched_later(settings)
    close(stream.fair)
    freeze_all(campaign=stream.fair.event.campaign, events=[stream.fair.event], by=gao)
    peak = Figure.objects.get(key=f"{stream.fair.event.key}.peak")
    assert peak.tables == {"hour": [[f"{cast.FAIR_DAY} 14:00", 2], [f"{cast.FAIR_DAY} 15:00", 3]]}
    assert [faults for _figure, faults in verify(Figure.objects.filter(pk=peak.pk))] == [[]]
    peak.tables = {"hour": [[f"{cast.FAIR_DAY} 14:00", 2]]}
    with guards.lifted():
        peak.save()
    assert [[one.what for one in faults] for _f, faults in verify(Figure.objects.filter(pk=peak.pk))] == [
        ["tables", "frozen"]
    ]


def test_the_largest_amount_is_a_rule():
    lines = [registry.Line("a", 3, "", ""), registry.Line("b", 7, "", ""), registry.Line("c", 5, "", "")]
    assert registry.value(registry.MOST, lines) == 7
    assert registry.value(registry.MOST, []) == 0


def test_applications_are_counted_until_they_are_taken_back(stream, lin, bao):
    key = f"{stream.fair.event.key}.applications"
    stream.fair.event.vacancies.update(stays_open=True)  # the fair was yesterday
    sent = [
        actions.apply_live(stream=stream, seeker=cast.SeekerFactory(person=one.person), vacancy=post, by=one)
        for one in (lin, bao)
        for post in [stream.fair.event.vacancies.get(title="面点师1")]
    ]
    assert registry.counts([stream.fair.event])[key] == (2, 2)
    withdraw(application=sent[0].application, by=lin)
    assert registry.counts([stream.fair.event])[key] == (1, 1)


def test_platforms_counts_are_never_mixed_with_ours(client, settings, stream, gao):
    client.force_login(gao)
    page = reverse("live:counts", args=[stream.fair_id])
    picture = SimpleUploadedFile("截图.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    said = {"platform": "短视频平台", "what": "viewings", "count": 90000, "rule": "打开即计", "evidence": picture}
    client.post(page, said)
    kept = stream.platform_counts.get()
    assert (kept.count, len(kept.sha256)) == (90000, 64)
    assert client.get(reverse("live:evidence", args=[kept.pk])).headers["Content-Disposition"].startswith("attachment")
    assert registry.counts([stream.fair.event])[f"{stream.fair.event.key}.viewings"] == (0, 0)


def test_a_platforms_count_without_a_real_file_is_refused(client, stream, gao):
    client.force_login(gao)
    said = {"platform": "短视频平台", "what": "viewings", "count": 9, "evidence": SimpleUploadedFile("x.png", b"no")}
    answer = client.post(reverse("live:counts", args=[stream.fair_id]), said)
    assert not stream.platform_counts.exists()
    assert "notice--danger" in answer.content.decode()


def test_what_is_outstanding_says_who_does_it(settings, stream, gao):
    watched(settings)
    actions.show(stream=stream, turn=stream.turns.first(), version=0, by="tests")
    actions.ask(stream=stream, text="包住吗", asked_by="a" * 64, asked_from="net", by=None)
    told = {one.url: (one.count, one.who) for one in closing.outstanding(stream.fair)}
    assert told == {
        reverse("live:counts", args=[stream.fair_id]): (1, "平台：tongxing book-viewings"),
        reverse("live:direct", args=[stream.fair_id]): (1, "导播"),
        reverse("live:questions", args=[stream.fair_id]): (1, "处理提问的人"),
    }
    assert closing.outstanding(cast.FairFactory()) == []


def test_a_fair_of_others_says_nothing_of_this_one(settings):
    watched(settings)
    other = StreamFactory(channel="other")
    actions.book_viewings(by="tests")
    assert not other.fair.viewings.exists()
