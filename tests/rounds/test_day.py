"""The day itself: late, cancelled, dropped out; what is told, what stays."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from engines.routing import check
from tests import cast
from tests.rounds.stage import StopFactory, TeamFactory, told
from tongxing.common.dates import local, today
from tongxing.common.refusal import Refused
from tongxing.people.models import Consent, Message
from tongxing.rounds import actions, planning
from tongxing.rounds.models import Leg, Repair, Round, Team
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def one(han):
    """A round of tomorrow, so that no time in it has passed; one team and three homes."""
    return told(by=han, stops=3, first_on=today() + TOMORROW)


def at(one, clock):
    return local(one.first_on, clock)


def visits(one):
    return list(Leg.objects.filter(team__round=one).exclude(stop=None).order_by("begins_at").select_related("stop"))


def test_a_late_team_keeps_what_began_and_comes_later_to_the_rest(one, han):
    first, second, third = visits(one)
    for leg in (first, second, third):
        cast.ConsentFactory(person=leg.stop.person, purpose=Consent.Purpose.CONTACT)
    asked = actions.propose(
        round_=one, kind=Repair.Kind.LATE, team=one.teams.get(), minutes=40, why="车胎坏了", now=first.begins_at, by=han
    )
    Message.objects.all().delete()
    actions.confirm(asked=asked, by=han)
    again = visits(one)

    assert again[0].begins_at == first.begins_at
    assert again[0].late_minutes == 40
    assert {leg.stop for leg in again} == {first.stop, second.stop, third.stop}
    assert again[1].begins_at >= first.ends_at + dt.timedelta(minutes=40)
    assert Message.objects.count() == len(asked.moved) >= 1
    assert all("车胎坏了" in message.text for message in Message.objects.all())
    assert all(abs(leg.told_at - leg.begins_at) <= dt.timedelta(minutes=15) for leg in again)


def test_a_delay_that_moves_nobody_beyond_what_was_told_writes_to_nobody(one, han):
    first = visits(one)[0]
    asked = actions.propose(
        round_=one, kind=Repair.Kind.LATE, team=one.teams.get(), minutes=10, why="堵车", now=first.begins_at, by=han
    )

    assert asked.moved == []
    assert actions.confirm(asked=asked, by=han) == {"moved": 0, "messages": 0, "rest": 0}


def test_a_team_that_has_not_set_out_sets_out_later(one, han):
    start = Leg.objects.get(team__round=one, kind="start")
    asked = actions.propose(
        round_=one, kind=Repair.Kind.LATE, team=one.teams.get(), minutes=60, why="大雾", now=start.begins_at, by=han
    )
    actions.confirm(asked=asked, by=han)

    assert Leg.objects.get(team__round=one, kind="start").begins_at >= start.begins_at + dt.timedelta(minutes=60)
    assert asked.moved


def test_a_proposal_alone_changes_nothing(one, han):
    before = [(leg.stop_id, leg.begins_at) for leg in visits(one)]
    actions.propose(round_=one, kind=Repair.Kind.OUT, team=one.teams.get(), now=at(one, dt.time(9)), why="病了", by=han)

    assert [(leg.stop_id, leg.begins_at) for leg in visits(one)] == before
    assert Team.objects.get().out_from is None


def test_another_team_takes_over_from_one_that_drops_out(han):
    one = told(by=han, stops=3, first_on=today() + TOMORROW, name="一组")
    out, other = one.teams.get(), TeamFactory(round=one, name="二组")
    asked = actions.propose(round_=one, kind=Repair.Kind.OUT, team=out, now=at(one, dt.time(7)), why="发烧", by=han)
    actions.confirm(asked=asked, by=han)

    assert {leg.team for leg in visits(one)} == {other}
    assert Team.objects.get(pk=out.pk).out_from is not None
    assert all(row["to"] == other.pk for row in asked.moved)


def test_who_nobody_reaches_any_more_is_told_so_with_the_reason(one, han):
    first = visits(one)[0]
    cast.ConsentFactory(person=first.stop.person, purpose=Consent.Purpose.CONTACT)
    asked = actions.propose(
        round_=one, kind=Repair.Kind.OUT, team=one.teams.get(), now=at(one, dt.time(7)), why="车坏了", by=han
    )
    counts = actions.confirm(asked=asked, by=han)
    first.stop.refresh_from_db()

    assert counts == {"moved": 3, "messages": 1, "rest": 2}
    assert "不能" in Message.objects.latest("pk").text
    assert first.stop.why_not
    assert visits(one) == []


def test_a_cancelled_stop_is_left_out_and_the_others_keep_their_time(one, han):
    first, second, third = visits(one)
    asked = actions.propose(
        round_=one, kind=Repair.Kind.CANCELLED, stop=second.stop, why="住院", now=at(one, dt.time(7)), by=han
    )
    actions.confirm(asked=asked, by=han)
    second.stop.refresh_from_db()

    assert [leg.stop for leg in visits(one)] == [first.stop, third.stop]
    assert second.stop.cancelled_at is not None
    assert asked.moved == []


def test_a_stop_that_finds_a_time_after_all_is_told_it(han):
    one = told(by=han, stops=2, first_on=today() + TOMORROW)
    late = StopFactory(round=one, east=0.06)
    cast.ConsentFactory(person=late.person, purpose=Consent.Purpose.CONTACT)
    first = visits(one)[0]
    asked = actions.propose(
        round_=one, kind=Repair.Kind.CANCELLED, stop=first.stop, why="住院", now=at(one, dt.time(7)), by=han
    )
    actions.confirm(asked=asked, by=han)
    leg = Leg.objects.get(stop=late)

    assert [row["stop"] for row in asked.moved if row["old"] is None] == [late.pk]
    assert leg.told_at == leg.begins_at
    assert Message.objects.latest("pk").to == late.person.phone


def test_why_one_is_not_visited_is_told_to_nobody_else(han):
    one = told(by=han, stops=3, first_on=today() + TOMORROW)
    _first, second, third = visits(one)
    cast.ConsentFactory(person=third.stop.person, purpose=Consent.Purpose.CONTACT)
    asked = actions.propose(
        round_=one, kind=Repair.Kind.CANCELLED, stop=second.stop, why="住院", now=at(one, dt.time(7)), by=han
    )
    row = {"stop": third.stop_id, "team": third.team_id, "to": third.team_id}
    Repair.objects.update(moved=[row | {"old": planning.minute(one, third.begins_at) + 60, "new": 17 * 60}])
    with translation.override("en"):
        actions.confirm(asked=asked, by=han)

    text = Message.objects.get().text
    assert "住院" not in text
    assert "原因：另一处走访取消了" in text
    assert "住院" in Entry.objects.get(act="repaired a round").why


def test_a_visit_that_began_is_not_cancelled(one, han):
    first = visits(one)[0]
    with pytest.raises(Refused, match="已经开始"):
        actions.propose(round_=one, kind=Repair.Kind.CANCELLED, stop=first.stop, now=first.begins_at, by=han)


def test_two_clerks_the_second_proposal_is_out_of_date(one, han, gao):
    team = one.teams.get()
    first = actions.propose(round_=one, kind=Repair.Kind.LATE, team=team, minutes=30, now=at(one, dt.time(9)), by=han)
    second = actions.propose(round_=one, kind=Repair.Kind.LATE, team=team, minutes=60, now=at(one, dt.time(9)), by=gao)
    actions.confirm(asked=first, by=han)
    with pytest.raises(Refused, match="有人改过计划"):
        actions.confirm(asked=second, by=gao)
    with pytest.raises(Refused, match="已经确认"):
        actions.confirm(asked=first, by=gao)


def test_a_proposal_whose_times_have_passed_is_too_old(han):
    one = told(by=han, stops=3, first_on=today() + TOMORROW)
    out = one.teams.get()
    TeamFactory(round=one)
    asked = actions.propose(round_=one, kind=Repair.Kind.OUT, team=out, now=at(one, dt.time(7)), by=han)
    assert asked.moved
    Round.objects.update(first_on=today() - TOMORROW)
    with pytest.raises(Refused, match="太旧"):
        actions.confirm(asked=asked, by=han)


def test_marks_survive_a_repair(one, han):
    first = visits(one)[0]
    actions.mark(leg=first, to=Leg.State.DONE, by=han)
    asked = actions.propose(
        round_=one, kind=Repair.Kind.LATE, team=one.teams.get(), minutes=30, now=first.ends_at, by=han
    )
    actions.confirm(asked=asked, by=han)

    assert visits(one)[0].state == Leg.State.DONE
    assert visits(one)[0].left_at is not None


def test_a_mark_is_said_once_and_can_be_taken_back(one, han):
    leg = visits(one)[0]
    actions.mark(leg=leg, to=Leg.State.ARRIVED, by=han)
    entries = Entry.objects.count()
    actions.mark(leg=leg, to=Leg.State.ARRIVED, by=han)
    assert Entry.objects.count() == entries

    missed = actions.mark(leg=leg, to=Leg.State.MISSED, why="去医院了", by=han)
    assert (missed.state, missed.missed_why) == (Leg.State.MISSED, "去医院了")
    with pytest.raises(Refused, match="先撤回"):
        actions.mark(leg=leg, to=Leg.State.DONE, by=han)
    back = actions.mark(leg=leg, to=Leg.State.AHEAD, by=han)
    assert (back.came_at, back.left_at, back.missed_why) == (None, None, "")


def test_a_plan_that_was_never_told_is_not_repaired(han):
    one = told(by=han, first_on=today() + TOMORROW)
    Round.objects.filter(pk=one.pk).update(state=Round.State.PLANNED)
    with pytest.raises(Refused, match="重新排"):
        actions.propose(round_=one, kind=Repair.Kind.OUT, team=one.teams.get(), now=timezone.now(), by=han)


def test_the_repaired_plan_passes_the_judge(one, han):
    first = visits(one)[0]
    asked = actions.propose(
        round_=one, kind=Repair.Kind.LATE, team=one.teams.get(), minutes=45, now=first.begins_at, by=han
    )
    actions.confirm(asked=asked, by=han)
    legs = planning.legs_of(one)
    problem = planning.problem_of(one, one.stops.all(), one.teams.all(), legs)

    assert check(problem, planning.before(one, problem, one.stops.all(), legs)) == []
