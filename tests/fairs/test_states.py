"""From draft to reported: who moves a fair, and what must hold."""

import datetime as dt

import pytest

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, steps
from tongxing.fairs.models import Fair, Interview
from tongxing.trail.models import Entry

State = Fair.State


def test_a_clerk_takes_a_fair_from_draft_to_closed(gao, bakery):
    fair = actions.create_fair(event=cast.EventFactory(region="150200"), by=gao)
    actions.move(fair=fair, to=State.POSTS, by=gao)
    post_of(fair, bakery)
    actions.move(fair=fair, to=State.SEEKERS, by=gao)
    actions.move(fair=fair, to=State.RUNNING, by=gao, why="演练")
    closed = actions.move(fair=fair, to=State.CLOSED, by=gao)
    assert closed.state == State.CLOSED
    assert list(Entry.objects.filter(act="moved a fair").values_list("details__after", flat=True)) == [
        "posts",
        "seekers",
        "running",
        "closed",
    ]


def test_an_event_is_one_fair(gao):
    event = cast.EventFactory(region="150200")
    assert actions.create_fair(event=event, by=gao) == actions.create_fair(event=event, by=gao)


def test_a_clerk_of_a_sister_city_moves_nothing(qi):
    fair = fair_today(State.RUNNING)
    with pytest.raises(Refused, match="包头市"):
        actions.move(fair=fair, to=State.CLOSED, by=qi)
    fair.refresh_from_db()
    assert fair.state == State.RUNNING


def test_an_auditor_looks_and_moves_nothing(auditor):
    fair = fair_today(State.RUNNING)
    assert not steps.may_move(auditor, fair, State.CLOSED)


def test_a_step_cannot_be_left_out(gao):
    fair = fair_today(State.POSTS)
    with pytest.raises(Refused, match=r"征集岗位.*不能变为.*已结束"):
        actions.move(fair=fair, to=State.CLOSED, by=gao)


def test_a_fair_without_a_place_is_not_opened(gao):
    fair = fair_today(State.DRAFT, event__place="")
    with pytest.raises(Refused, match="还没有地点"):
        actions.move(fair=fair, to=State.POSTS, by=gao)


def test_a_live_fair_needs_an_address_instead_of_a_place(gao):
    fair = fair_today(State.DRAFT, mode=Fair.Mode.LIVE, event__place="")
    with pytest.raises(Refused, match="还没有网址"):
        actions.move(fair=fair, to=State.POSTS, by=gao)
    fair.event.online_address = "https://live.example/fair"
    fair.event.save()
    assert actions.move(fair=fair, to=State.POSTS, by=gao).state == State.POSTS


def test_seekers_are_let_in_when_there_is_a_post(gao, bakery):
    fair = fair_today(State.POSTS)
    with pytest.raises(Refused, match="还没有录入岗位"):
        actions.move(fair=fair, to=State.SEEKERS, by=gao)
    post_of(fair, bakery)
    assert actions.move(fair=fair, to=State.SEEKERS, by=gao).state == State.SEEKERS


def test_a_fair_with_an_employer_does_not_go_back_to_draft(gao, bakery):
    fair = fair_today(State.POSTS)
    actions.take_part(fair=fair, employer=bakery, by=gao)
    with pytest.raises(Refused, match="已有 1 家单位"):
        actions.move(fair=fair, to=State.DRAFT, by=gao)


def test_a_fair_with_a_registered_person_stays_open_for_them(gao, lin):
    fair = fair_today(State.SEEKERS)
    registered(fair, lin)
    with pytest.raises(Refused, match="已有 1 人报名"):
        actions.move(fair=fair, to=State.POSTS, by=gao)


def test_a_fair_starts_on_its_day_or_with_a_reason(gao):
    fair = fair_today(State.SEEKERS)
    assert steps.may_move(gao, fair, State.RUNNING)
    fair.event.starts_at += dt.timedelta(days=3)
    fair.event.ends_at += dt.timedelta(days=3)
    fair.event.save()
    with pytest.raises(Refused, match="不是今天"):
        actions.move(fair=fair, to=State.RUNNING, by=gao)
    assert actions.move(fair=fair, to=State.RUNNING, by=gao, why="因天气提前").state == State.RUNNING


def test_a_closed_fair_runs_again_only_with_a_reason(gao):
    fair = fair_today(State.CLOSED)
    with pytest.raises(Refused, match="写明"):
        actions.move(fair=fair, to=State.RUNNING, by=gao, why="  ")


def test_a_fair_is_not_reported_while_an_interview_has_no_outcome(gao, lin, bakery):
    fair = fair_today(State.CLOSED)
    interview = Interview.objects.create(
        registration=registered(fair, lin),
        vacancy=post_of(fair, bakery),
        starts_at=fair.event.starts_at,
        ends_at=fair.event.starts_at + dt.timedelta(minutes=15),
    )
    with pytest.raises(Refused, match="还有 1 场面试没有结果"):
        actions.move(fair=fair, to=State.REPORTED, by=gao)
    actions.set_outcome(interview=interview, outcome=Interview.Outcome.NO, by=gao)
    assert actions.move(fair=fair, to=State.REPORTED, by=gao).state == State.REPORTED


def test_a_reported_fair_takes_errata_only(gao, lin, bakery):
    fair = fair_today(State.REPORTED)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    writes = [
        lambda: actions.take_part(fair=fair, employer=cast.OrganisationFactory(), by=gao),
        lambda: actions.register(fair=fair, person=cast.PersonFactory(), means="staff", by=gao),
        lambda: actions.check_in(fair=fair, registration=registration, means="name", by=gao),
        lambda: actions.hand_in_resume(fair=fair, registration=registration, means="online", by=gao),
        lambda: actions.register_intent(fair=fair, registration=registration, vacancy=post, seeker_agrees=True, by=gao),
        lambda: actions.save_hall(fair=fair, name="一号厅", by=gao),
    ]
    for write in writes:
        with pytest.raises(Refused, match="勘误"):
            write()
