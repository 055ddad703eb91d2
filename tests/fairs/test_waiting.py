"""What waits at fairs for each role."""

import datetime as dt

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.fairs.models import Fair, Interview
from tongxing.fairs.waiting import waiting

State = Fair.State


def sentences(user):
    return [task.sentence for task in waiting(user)]


def test_a_clerk_hears_of_the_next_step_in_their_own_region(gao, qi):
    fair_today(State.DRAFT)
    assert "还是草稿" in sentences(gao)[0]
    assert sentences(qi) == []


def test_a_fair_of_today_that_has_not_started_is_urgent(gao):
    fair_today(State.SEEKERS)
    assert [task.is_urgent for task in waiting(gao)] == [True]


def test_a_clerk_hears_of_wishes_without_a_timetable(gao, lin, bakery):
    fair = fair_today(State.SEEKERS)
    cast.WishFactory(registration=registered(fair, lin), vacancy=post_of(fair, bakery))
    assert any("1 个面试意愿" in sentence for sentence in sentences(gao))


def test_a_clerk_hears_of_interviews_without_outcome_and_one_sided_intents(gao, lin, bakery):
    fair = fair_today(State.CLOSED)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    start = fair.event.starts_at
    Interview.objects.create(
        registration=registration, vacancy=post, starts_at=start, ends_at=start + dt.timedelta(minutes=15)
    )
    cast.IntentFactory(registration=registration, vacancy=post, seeker_agrees=False)
    said = " ".join(sentences(gao))
    assert "1 场面试还没有结果" in said
    assert "1 条意向只有一方" in said


def test_a_seeker_hears_of_an_employers_word(lin, bakery):
    fair = fair_today()
    cast.IntentFactory(registration=registered(fair, lin), vacancy=post_of(fair, bakery), seeker_agrees=False)
    [said] = sentences(lin)
    assert "请确认您是否也有意向" in said


def test_an_employer_hears_of_visible_applicants_and_of_intents(zhao, bakery, lin, bao):
    fair = fair_today()
    post = post_of(fair, bakery)
    for account in (lin, bao):
        registered(fair, account)
        cast.ApplicationFactory(seeker__person=account.person, vacancy=post)
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=f"organisation:{bakery.pk}")
    cast.IntentFactory(registration=fair.registrations.first(), vacancy=post, employer_agrees=False)
    said = " ".join(sentences(zhao))
    assert "1 位应聘者" in said
    assert "1 人对贵单位的岗位有意向" in said


def test_an_interpreter_hears_of_todays_interviews(surina, lin, bakery):
    fair = fair_today()
    shift = cast.InterpreterShiftFactory(fair=fair, account=surina)
    start = fair.event.starts_at
    Interview.objects.create(
        registration=registered(fair, lin),
        vacancy=post_of(fair, bakery),
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=15),
        interpreter=shift,
    )
    assert sentences(surina) == ["“包头市残疾人专场招聘会”：今天有 1 场面试由您翻译。"]
