"""Questions: asked by anybody, the same one once, kindly refused where there are too many, answered in three ways."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.live.stage import QuestionFactory, live_fair
from tongxing.common.refusal import Refused
from tongxing.live import actions
from tongxing.live.likeness import key_of, likeness, likest
from tongxing.live.models import Question
from tongxing.live.snapshot import snapshot_of

pytestmark = pytest.mark.django_db
State = Question.State


@pytest.fixture
def stream(db):
    return live_fair(employers=1)


def ask(stream, text, browser="a", address="net"):
    return actions.ask(stream=stream, text=text, asked_by=browser * 64, asked_from=address, by=None)


def test_a_question_waits_to_be_looked_at_and_is_then_shown(stream, gao):
    question = ask(stream, "面点师包住吗？")
    assert snapshot_of(stream)["questions"] == []
    actions.show_question(question=question, by=gao)
    assert [one["text"] for one in snapshot_of(stream)["questions"]] == ["面点师包住吗？"]


@pytest.mark.parametrize("again", ["面点师包住吗", "请问面点师包住吗？？", "您好，面点师包住的吗", "面点师包不包住吗"])
def test_the_same_question_is_a_voice_for_the_first_one(stream, again):
    first = ask(stream, "面点师包住吗？")
    second = ask(stream, again, browser="b")
    first.refresh_from_db()
    assert (second.state, second.merged_into, first.votes) == (State.MERGED, first, 2)


@pytest.mark.parametrize("other", ["面点师工资多少？", "保安包住吗？", "岗位3还招人吗？"])
def test_another_question_is_another_one(stream, other):
    ask(stream, "面点师包住吗？")
    ask(stream, "岗位8还招人吗？", browser="b")
    assert ask(stream, other, browser="c").state == State.NEW


def test_numbers_make_two_questions_of_alike_words():
    assert likeness(key_of("岗位3还招人吗"), key_of("岗位8还招人吗")) < 1
    assert likest(key_of("岗位3还招人吗"), [QuestionFactory.build(stream=None, text="岗位8还招人吗")]) is None


def test_ten_thousand_questions_from_one_browser_are_refused_kindly(client, stream):
    address = reverse("live:ask", args=[stream.fair_id])
    first = client.post(address, {"text": "第0个问题是什么"})
    assert first.status_code == 302
    answers = [client.post(address, {"text": f"第{number}个问题是什么"}) for number in range(1, 40)]
    assert {answer.status_code for answer in answers} == {429}
    assert "谢谢，您刚才的问题已收到" in answers[-1].content.decode()
    assert Question.objects.count() == 1


def test_a_browser_has_ten_an_hour(stream):
    old = timezone.now() - dt.timedelta(minutes=30)
    QuestionFactory.create_batch(10, stream=stream, asked_by="a" * 64, asked_at=old)
    with pytest.raises(Refused, match="请等这些问题得到回答"):
        ask(stream, "还有一个问题")
    assert ask(stream, "别人的问题", browser="b").pk


def test_throwing_the_cookie_away_does_not_help_for_long(stream):
    old = timezone.now() - dt.timedelta(minutes=30)
    QuestionFactory.create_batch(200, stream=stream, asked_from="net", asked_at=old)
    with pytest.raises(Refused, match="很多问题"):
        ask(stream, "再来一个", browser="z")
    assert ask(stream, "别处来的", browser="y", address="elsewhere").pk


@pytest.mark.parametrize("text", ["x" * 301, "<img src=x onerror=alert(1)>", "   "])
def test_what_is_no_question_is_refused(client, stream, text):
    answer = client.post(reverse("live:ask", args=[stream.fair_id]), {"text": text})
    assert answer.status_code == 429
    assert not Question.objects.exists()


@pytest.mark.parametrize(("how", "answer"), [("aloud", ""), ("sign", ""), ("text", "包住，四人一间。")])
def test_it_is_answered_aloud_in_text_or_in_sign(client, stream, gao, how, answer):
    question = QuestionFactory(stream=stream, state=State.SHOWN)
    client.force_login(gao)
    client.post(reverse("live:answer", args=[question.pk]), {"step": how, "answer": answer})
    line = snapshot_of(stream)["questions"][0]
    assert (line["state"], line["how"], line["answer"]) == ("answered", how, answer)


def test_an_answer_in_text_has_words(stream, gao):
    question = QuestionFactory(stream=stream, state=State.SHOWN)
    with pytest.raises(Refused, match="没有内容"):
        actions.answer_question(question=question, how="text", answer=" ", by=gao)


def test_a_moderator_merges_two(client, stream, gao):
    first, second = (QuestionFactory(stream=stream, text=text) for text in ("面点师住宿怎么安排", "面点师住在哪儿"))
    client.force_login(gao)
    client.post(reverse("live:answer", args=[second.pk]), {"step": "merge", "into": first.pk})
    first.refresh_from_db()
    assert first.votes == 2
    with pytest.raises(Refused):
        actions.show_question(question=second, by=gao)


def test_what_may_be_the_same_is_offered_for_merging(client, stream, gao):
    QuestionFactory(stream=stream, text="面点师岗位是否提供住宿条件")
    QuestionFactory(stream=stream, text="面点师提供住宿条件怎么样")
    client.force_login(gao)
    assert "可能与这条相同" in client.get(reverse("live:questions", args=[stream.fair_id])).content.decode()


def test_a_hidden_question_is_gone_for_viewers(stream, gao):
    question = QuestionFactory(stream=stream, state=State.SHOWN)
    actions.hide_question(question=question, by=gao)
    assert snapshot_of(stream)["questions"] == []


def test_one_voice_a_browser(client, stream):
    question = QuestionFactory(stream=stream, state=State.SHOWN)
    for _press in range(3):
        client.post(reverse("live:vote", args=[question.pk]))
    question.refresh_from_db()
    assert question.votes == 2


def test_what_nobody_has_looked_at_yet_takes_no_voices(client, stream):
    question = QuestionFactory(stream=stream)
    assert client.post(reverse("live:vote", args=[question.pk])).status_code == 404
    question.refresh_from_db()
    assert question.votes == 1


def test_nobody_is_named_by_a_question(client, stream, lin):
    client.force_login(lin)
    client.post(reverse("live:ask", args=[stream.fair_id]), {"text": "有没有手语翻译？"})
    question = Question.objects.get()
    assert len(question.asked_by) == len(question.asked_from) == 64
    assert str(lin.pk) not in {question.asked_by, question.asked_from}


def test_a_clerk_of_another_region_does_not_find_it(client, stream, qi):
    question = QuestionFactory(stream=stream)
    client.force_login(qi)
    assert client.post(reverse("live:answer", args=[question.pk]), {"step": "show"}).status_code == 404
