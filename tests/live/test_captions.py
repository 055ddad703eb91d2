"""Captions: typed, written out, corrected with the original kept, by two who alternate; as text and as a track."""

import json

import pytest
from django.urls import reverse

from hub import spool
from tests import cast
from tests.live.stage import CaptionFactory, live_fair
from tongxing.common.refusal import Refused
from tongxing.live import actions
from tongxing.live.models import Caption, Shorthand
from tongxing.live.typing import expanded, in_lines, webvtt
from tongxing.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    return live_fair(employers=2)


@pytest.fixture
def typist(db):
    """马静 interprets in Baotou and types captions."""
    return cast.staff("majing", "马静", Role.What.INTERPRETER, "150200")


def typed(client, stream, text, **headers):
    return client.post(reverse("live:caption", args=[stream.fair_id]), {"text": text}, headers=headers)


def test_a_typed_line_is_handed_to_all_viewers(client, stream, surina, settings, django_capture_on_commit_callbacks):
    client.force_login(surina)
    with django_capture_on_commit_callbacks(execute=True):
        answer = typed(client, stream, "欢迎  大家", accept="application/json")
    assert answer.json()["text"] == "欢迎 大家"
    events = {one.kind: one.data for one in spool.events_after(settings.LIVE_FOLDER, stream.channel)}
    assert (events["caption"]["line"], events["caption"]["text"]) == (1, "欢迎 大家")
    assert events["captioner"] == {"name": "苏日娜"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("zph现在开始", "招聘会现在开始"),
        ("欢迎来到ZPH。", "欢迎来到招聘会。"),
        ("zphx不是缩写", "zphx不是缩写"),
        ("工资5k起", "工资5000元起"),
        ("；；为您介绍", "下面为您介绍"),
    ],
)
def test_shorthand_is_written_out_where_it_stands_by_itself(text, written):
    assert expanded(text, {"zph": "招聘会", "5k": "5000元", "；；": "下面"}) == written


def test_shorthand_is_written_out_in_what_is_sent(stream, surina):
    Shorthand.objects.create(stream=stream, short="mx", text="麦香坊")
    assert actions.write_caption(stream=stream, text="mx招面点师", by=surina).text == "麦香坊招面点师"


@pytest.mark.parametrize("text", ["<b>大字</b>", "看<script>alert(1)</script>", "00:01 --> 00:02", "<!-- x -->"])
def test_markup_is_refused(stream, surina, text):
    with pytest.raises(Refused, match="请只写文字"):
        actions.write_caption(stream=stream, text=text, by=surina)


def test_five_thousand_signs_with_markup_are_refused_and_stay_in_the_field(client, stream, surina):
    client.force_login(surina)
    text = "<i>岗位</i>" * 500
    answer = typed(client, stream, text)
    page = answer.content.decode()
    assert "共4500个字，最多120个字。请分成几行。" in page
    assert "<i>岗位" not in page
    assert "&lt;i&gt;岗位&lt;/i&gt;" in page
    assert typed(client, stream, text, accept="application/json").status_code == 409
    assert not Caption.objects.exists()


def test_comparing_two_numbers_is_no_markup(stream, surina):
    assert actions.write_caption(stream=stream, text="年龄 18 < x < 60", by=surina).text == "年龄 18 < x < 60"


def test_two_captioners_alternate(client, stream, surina, typist):
    actions.write_caption(stream=stream, text="第一行", by=surina)
    with pytest.raises(Refused, match="现在由苏日娜录入"):
        actions.write_caption(stream=stream, text="第二行", by=typist)
    actions.take_turn(stream=stream, by=typist)
    actions.write_caption(stream=stream, text="第二行", by=typist)
    client.force_login(surina)
    assert "现在由马静录入。" in client.get(reverse("live:caption", args=[stream.fair_id])).content.decode()
    with pytest.raises(Refused, match="现在由马静录入"):
        actions.write_caption(stream=stream, text="第三行", by=surina)
    actions.give_up_turn(stream=stream, by=typist)
    actions.write_caption(stream=stream, text="第三行", by=surina)
    assert list(Caption.objects.values_list("line", "by__name")) == [(1, "苏日娜"), (2, "马静"), (3, "苏日娜")]


def test_a_correction_keeps_what_was_typed_first(stream, surina, settings, django_capture_on_commit_callbacks):
    line = actions.write_caption(stream=stream, text="面典师两名", by=surina)
    with django_capture_on_commit_callbacks(execute=True):
        actions.correct_caption(caption=line, text="面点师二名", by=surina)
        actions.correct_caption(caption=line, text="面点师两名", by=surina)
    line.refresh_from_db()
    assert (line.text, line.original) == ("面点师两名", "面典师两名")
    told = [one.data for one in spool.events_after(settings.LIVE_FOLDER, stream.channel)]
    assert [(one["line"], one["text"]) for one in told][-1] == (1, "面点师两名")


def test_an_interpreter_of_another_region_does_not_find_it(client, stream):
    far = cast.staff("far", "远方", Role.What.INTERPRETER, "150402")
    client.force_login(far)
    assert client.get(reverse("live:caption", args=[stream.fair_id])).status_code == 404
    cast.InterpreterShiftFactory(fair=stream.fair, account=far)
    assert client.get(reverse("live:caption", args=[stream.fair_id])).status_code == 200


def test_names_are_one_key_away(client, stream, surina):
    actions.show(stream=stream, turn=stream.turns.get(order=2), version=0, by="tests")
    actions.save_shorthand(stream=stream, text="韩主任", by=surina)
    client.force_login(surina)
    page = client.get(reverse("live:caption", args=[stream.fair_id])).content.decode()
    names = [part.split('"')[0] for part in page.split('data-name="')[1:]]
    assert names == ["演示单位2号有限公司", "韩主任", "演示单位1号有限公司"]
    assert page.count("aria-keyshortcuts") == 3


def test_a_track_that_players_read(stream):
    for line, (second, text) in enumerate([(1.0, "甲 & 乙"), (3.5, "丙"), (70.0, "丁")], 1):
        CaptionFactory(stream=stream, line=line, second=second, text=text)
    CaptionFactory(stream=stream, line=4, second=None, text="开始之前")
    assert webvtt(stream.captions.all()).split("\n\n") == [
        "WEBVTT",
        "1\n00:00:01.000 --> 00:00:05.000\n甲 &amp; 乙",
        "2\n00:00:03.500 --> 00:00:12.500\n丙",
        "3\n00:01:10.000 --> 00:01:19.000\n丁\n",
    ]


def test_the_track_is_served_whole_and_as_its_last_lines(client, stream):
    for line in range(1, 31):
        CaptionFactory(stream=stream, line=line, second=line * 5.0, text=f"第{line}行")
    address = reverse("live:captions_vtt", args=[stream.fair_id])
    whole, latest = client.get(address), client.get(address, {"latest": 1})
    assert whole.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert (whole.content.decode().count("-->"), latest.content.decode().count("-->")) == (30, 20)
    assert "第30行" in latest.content.decode()


def test_a_long_line_is_broken_in_two_where_it_pauses():
    assert in_lines("短句") == ["短句"]
    assert in_lines("麦香坊烘焙有限公司招聘面点师两名，包吃住，每月四千五百元起") == [
        "麦香坊烘焙有限公司招聘面点师两名，",
        "包吃住，每月四千五百元起",
    ]
    assert len(in_lines("字" * 120)) == 2


def test_the_transcript_is_searched_and_opens_the_video_at_the_place(client, stream):
    CaptionFactory(stream=stream, line=1, second=5.0, text="欢迎大家")
    CaptionFactory(stream=stream, line=2, second=754.4, text="麦香坊招面点师")
    page = client.get(reverse("live:transcript", args=[stream.fair_id]), {"q": "面点"}).content.decode()
    assert "欢迎大家" not in page
    assert f'{reverse("live:companion", args=[stream.fair_id])}#t=754"' in page


def test_viewers_get_the_last_lines_with_the_snapshot(stream, surina):
    for number in range(12):
        actions.write_caption(stream=stream, text=f"第{number}行", by=surina)
    lines = actions.telling.snapshot_of(stream)["captions"]
    assert [one["text"] for one in lines] == [f"第{number}行" for number in range(4, 12)]
    assert json.dumps(lines)
