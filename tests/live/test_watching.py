"""The companion page: what is on, posts, the same without a script, as text only, and with the picture's own policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.urls import reverse

from tests.live.stage import QuestionFactory, live_fair
from tongxing.campaigns.models import Campaign
from tongxing.live import actions, day, waiting
from tongxing.live.models import Question, Stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    stream = live_fair(employers=3)
    actions.show(stream=stream, turn=stream.turns.get(order=2), version=0, by="tests")
    actions.write_caption(stream=stream, text="欢迎来到演示单位2号", by="tests")
    stream.refresh_from_db()
    return stream


def page_of(client, stream, name="companion", **query):
    return client.get(reverse(f"live:{name}", args=[stream.fair_id]), query)


def test_without_a_script_everything_stands_on_the_page(client, stream):
    QuestionFactory(stream=stream, state=Question.State.SHOWN, text="包住吗？")
    page = page_of(client, stream).content.decode()
    for text in (
        "演示单位2号有限公司",
        "面点师2",
        "演示单位3号有限公司",
        "欢迎来到演示单位2号",
        "包住吗？",
        "正在直播",
    ):
        assert text in page
    apply = reverse("live:apply", args=[stream.fair_id, stream.fair.event.vacancies.get(title="面点师2").pk])
    assert f'href="{apply}"' in page


def test_pay_is_said_with_each_post_in_the_readers_language(client, stream):
    stream.fair.event.vacancies.update(wage_min=3800, wage_max=5000)
    assert '<span data-slot="wage_zh">每月 3,800–5,000 元</span>' in page_of(client, stream).content.decode()

    client.cookies[site.LANGUAGE_COOKIE_NAME] = "en"
    assert "3,800–5,000 yuan a month</span>" in page_of(client, stream).content.decode()


def test_everybody_sees_it_and_nobody_a_fair_that_is_not_public(client, stream, lin):
    Campaign.objects.update(is_public=False)
    assert page_of(client, stream).status_code == 404
    client.force_login(lin)
    assert page_of(client, stream, "text").status_code == 404


def weight(page: str) -> int:
    """The bytes that a browser fetches for ``page``: itself, and each style sheet and script of ours."""
    named = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page)
    return len(page.encode()) + sum((Path(site.BASE) / "static" / name).stat().st_size for name in named)


def test_text_only_weighs_less_than_100_kb_in_all(client, stream):
    for number in range(60):
        actions.write_caption(stream=stream, text=f"第{number}行" + "字" * 100, by="tests")
        QuestionFactory(stream=stream, state=Question.State.SHOWN)
    page = page_of(client, stream, "text").content.decode()
    assert "<video" not in page
    assert "hls" not in page
    assert 30_000 < weight(page) < 100_000


def test_the_policy_lets_this_picture_through_and_nothing_else(client, stream):
    Stream.objects.update(address="https://one.example/a.m3u8", sign_address="https://two.example/b.m3u8")
    policy = page_of(client, stream).headers["Content-Security-Policy"]
    said = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert said["media-src"] == ["'self'", "blob:", "https://one.example", "https://two.example"]
    assert said["connect-src"] == ["'self'", "https://one.example", "https://two.example"]
    assert said["script-src"] == ["'self'"]
    assert "worker-src" not in said


def test_the_hub_at_a_port_of_its_own_is_let_through(client, stream, settings):
    settings.HUB = "8001"
    answer = page_of(client, stream)
    assert 'data-hub="//testserver:8001/hub"' in answer.content.decode()
    assert "testserver:8001" in answer.headers["Content-Security-Policy"]


def test_a_stream_on_another_platform_is_linked(client, stream):
    Stream.objects.update(source="link", address="https://platform.example/room/1")
    page = page_of(client, stream).content.decode()
    assert 'href="https://platform.example/room/1"' in page
    assert "<video" not in page


def test_a_recording_plays_with_its_track(client, stream):
    actions.end(stream=stream, version=1, by="tests")
    page = page_of(client, stream).content.decode()
    assert f'src="{reverse("live:captions_vtt", args=[stream.fair_id])}"' in page
    assert "回看" not in page
    assert "<textarea" not in page  # nothing can be asked any more


def test_posts_of_everyone_are_listed_and_searched(client, stream):
    assert "演示单位3号有限公司" in page_of(client, stream, "posts").content.decode()
    found = page_of(client, stream, "posts", q="面点师3").content.decode()
    assert "演示单位3号有限公司" in found
    assert "面点师2" not in found
    one = page_of(client, stream, "posts", turn=stream.turns.get(order=1).pk).content.decode()
    assert "演示单位1号有限公司的岗位" in one


@pytest.mark.parametrize("query", [{"turn": "x"}, {"turn": "9" * 30}, {"q": "x" * 200}, {"page": "-4"}])
def test_a_query_that_makes_no_sense_breaks_nothing(client, stream, query):
    assert page_of(client, stream, "posts", **query).status_code == 200


def test_what_is_shown_is_kept_for_some_seconds(client, stream, settings, django_assert_num_queries):
    settings.LIVE_PAGE_SECONDS = 3
    page_of(client, stream)
    with django_assert_num_queries(1):  # the stream, with what is on
        page_of(client, stream)


def test_the_fair_leads_to_its_stream(client, stream):
    page = client.get(stream.fair.get_absolute_url()).content.decode()
    assert reverse("live:companion", args=[stream.fair_id]) in page
    assert reverse("live:text", args=[stream.fair_id]) in page


def test_questions_wait_for_who_runs_the_fair(stream, gao, qi):
    QuestionFactory.create_batch(2, stream=stream)
    assert [task.count for task in waiting.waiting(gao)] == [2]
    assert waiting.waiting(qi) == []


def test_the_page_of_the_day_learns_how_it_stands(stream):
    QuestionFactory(stream=stream)
    told = day.of_fair(stream.fair)
    assert (told["state"], told["now"], told["shown"], told["turns"], told["new_questions"]) == (
        "on", "演示单位2号有限公司", 1, 3, 1,
    )  # fmt: skip
