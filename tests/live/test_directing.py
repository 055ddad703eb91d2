"""The director chooses what is on: in any order, one press each, two at once without treading on each other."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from hub import spool
from tests import cast
from tests.fairs.stage import clock
from tests.live.stage import live_fair
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.live import actions
from tongxing.live.models import Stream
from tongxing.live.snapshot import late_minutes, snapshot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    return live_fair(employers=4)


def turn(stream, order):
    return stream.turns.get(order=order)


def show(stream, order, by="tests"):
    stream.refresh_from_db()
    return actions.show(stream=stream, turn=turn(stream, order), version=stream.version, by=by)


def told(settings, stream):
    """(kind, data) of each event that the hub was handed."""
    return [(one.kind, one.data) for one in spool.events_after(settings.LIVE_FOLDER, stream.channel)]


def handed(settings, stream):
    """The snapshot that the hub was handed."""
    return json.loads((settings.LIVE_FOLDER / stream.channel / "snapshot.json").read_bytes())


def test_employers_are_shown_in_any_order(stream):
    show(stream, 3)
    show(stream, 1)
    stream.refresh_from_db()
    assert stream.now.order == 1
    assert turn(stream, 3).shown_until is not None
    assert [one["employer"][-6:] for one in snapshot_of(stream)["next"]] == ["2号有限公司", "4号有限公司"]


def test_the_first_press_begins_the_clock_of_the_recording(stream):
    assert snapshot_of(stream)["state"] == "before"
    began = show(stream, 1).began_at
    assert show(stream, 2).began_at == began is not None


def test_two_directors_do_not_tread_on_each_other(stream):
    version = stream.version
    actions.show(stream=stream, turn=turn(stream, 2), version=version, by="tests")
    with pytest.raises(Refused, match="演示单位2号"):
        actions.show(stream=stream, turn=turn(stream, 3), version=version, by="tests")
    stream.refresh_from_db()
    assert stream.now.order == 2


def test_the_second_press_is_refused_on_the_page_as_it_is_now(client, stream, gao):
    client.force_login(gao)
    page = reverse("live:direct", args=[stream.fair_id])
    show(stream, 2)
    stale = {"step": "show", "turn": turn(stream, 3).pk, "version": 0}
    answer = client.post(page, stale, follow=True).content.decode()
    assert "另一位导播刚刚更换了，现在正在介绍：演示单位2号有限公司" in answer
    stream.refresh_from_db()
    assert stream.now.order == 2


def test_one_key_each(client, stream, gao):
    client.force_login(gao)
    page = client.get(reverse("live:direct", args=[stream.fair_id])).content.decode()
    assert 'aria-keyshortcuts="ArrowRight"' in page
    assert 'aria-keyshortcuts="P"' in page
    assert 'type="checkbox" data-keys' in page


def test_a_clerk_of_another_region_does_not_find_it(client, stream, qi):
    client.force_login(qi)
    for name in ("direct", "set_up", "questions", "counts", "caption"):
        assert client.get(reverse(f"live:{name}", args=[stream.fair_id])).status_code == 404
    assert client.post(reverse("live:fill_order", args=[stream.fair_id])).status_code == 404


def test_an_employer_of_another_fair_is_not_shown(stream):
    other = live_fair(employers=1, names="别处单位")
    with pytest.raises(Refused, match="不在介绍顺序里"):
        actions.show(stream=stream, turn=turn(other, 1), version=stream.version, by="tests")


def test_a_closed_fair_stays_as_it_was_shown(stream):
    Fair.objects.filter(pk=stream.fair_id).update(state=Fair.State.CLOSED)
    with pytest.raises(Refused, match="不再更改"):
        show(stream, 1)


def test_how_late_it_runs(stream, monkeypatch):
    minutes = 60.0
    begins = stream.fair.event.starts_at
    clock(monkeypatch, begins)
    show(stream, 1)
    clock(monkeypatch, begins + dt.timedelta(seconds=9 * minutes))
    show(stream, 2)
    stream.refresh_from_db()
    turns = list(stream.turns.all())
    assert late_minutes(stream, turns) == 7  # nine minutes for the two that were planned
    later = begins + dt.timedelta(seconds=10 * minutes)
    assert late_minutes(stream, turns, later) == 7  # the second is within its own time
    assert late_minutes(stream, turns, begins + dt.timedelta(seconds=13 * minutes)) == 9


def test_the_hub_is_told_once_it_is_certain(stream, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        show(stream, 2)
        assert told(settings, stream) == []
    kind, data = told(settings, stream)[0]
    assert (kind, data["now"]["employer"], data["version"]) == ("now", "演示单位2号有限公司", 1)
    assert data["now"]["posts"][0]["title"] == "面点师2"
    assert handed(settings, stream)["now"]["employer"] == "演示单位2号有限公司"


def test_the_end_is_told(stream, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.end(stream=show(stream, 1), version=1, by="tests")
    assert [kind for kind, _data in told(settings, stream)] == ["now", "now", "end"]
    stream.refresh_from_db()
    assert snapshot_of(stream)["state"] == "over"
    with pytest.raises(Refused, match="直播已结束"):
        show(stream, 2)


def test_setting_up_puts_employers_in_order(gao):
    fair = live_fair(employers=3).fair
    Stream.objects.filter(fair=fair).delete()
    stream = actions.set_up(fair=fair, source="own", address="/hls/x.m3u8", by=gao)
    assert [one.order for one in stream.turns.all()] == [1, 2, 3]
    assert stream.channel == f"fair-{fair.pk}"


def test_who_comes_later_goes_to_the_end_and_can_be_moved(stream):
    cast.ParticipationFactory(fair=stream.fair)
    assert actions.fill_order(stream=stream, by="tests") == 1
    last = turn(stream, 5)
    actions.move_turn(turn=last, place=2, minutes=4, by="tests")
    assert list(stream.turns.values_list("pk", flat=True))[1] == last.pk
    assert [one.order for one in stream.turns.all()] == [1, 2, 3, 4, 5]
    assert turn(stream, 2).minutes == 4


@pytest.mark.parametrize("address", ["http://stream.example/x.m3u8", "javascript:alert(1)", "//evil.example/x.m3u8"])
def test_an_address_that_is_not_safe_is_refused(client, stream, gao, address):
    client.force_login(gao)
    page = reverse("live:set_up", args=[stream.fair_id])
    answer = client.post(page, {"source": "outside", "address": address})
    assert "请填写以 https:// 开头的地址" in answer.content.decode()
    stream.refresh_from_db()
    assert stream.address == "https://stream.example/live.m3u8"
