"""From stops and teams to a plan, and from the plan to told times."""

import datetime as dt

import pytest
from django.utils import timezone

from engines.routing import Lunch, check
from tests import cast
from tests.rounds.stage import DAY, RoundFactory, StopFactory, TeamFactory, planned
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people.models import Consent, Message
from tongxing.rounds import actions, planning, sentences
from tongxing.rounds.models import Leg, Round

pytestmark = pytest.mark.django_db
TOMORROW = dt.timedelta(days=1)


def test_a_plan_visits_every_stop_and_the_judge_finds_no_fault(han):
    one = planned(by=han, stops=4)
    legs = planning.legs_of(one)
    problem = planning.problem_of(one, one.stops.all(), one.teams.all())

    assert {leg.stop for leg in legs if leg.stop} == set(one.stops.all())
    assert next(leg.kind for leg in legs) == "start"
    assert legs[-1].kind == "end"
    assert check(problem, planning.before(one, problem, one.stops.all(), legs)) == []


def test_a_team_without_the_skill_is_said_in_words(han):
    one = RoundFactory()
    TeamFactory(round=one, name="一组")
    stop = StopFactory(round=one, skills=["sign"])
    actions.plan(round_=one, by=han)
    stop.refresh_from_db()

    assert not Leg.objects.filter(stop=stop).exists()
    assert sentences.why_not(one, stop, {}) == ["没有一个小组会：手语。请让会的人加入某个小组。"]


def test_a_ramp_is_asked_of_the_vehicle(han):
    one = RoundFactory()
    TeamFactory(round=one, name="无坡道", start_name="旗残联")
    ramp = TeamFactory(round=one, name="有坡道", has_ramp=True)
    stop = StopFactory(round=one, needs_ramp=True)
    actions.plan(round_=one, by=han)

    assert Leg.objects.get(stop=stop).team == ramp


def test_a_visit_begins_within_its_window_on_its_day(han):
    one = RoundFactory(days=2)
    TeamFactory(round=one)
    stop = StopFactory(round=one, days=[2], windows=[[840, 870]])
    actions.plan(round_=one, by=han)
    begins = timezone.localtime(Leg.objects.get(stop=stop).begins_at)

    assert begins.date() == DAY + dt.timedelta(days=1)
    assert dt.time(14) <= begins.time() <= dt.time(14, 30)


def test_lunch_begins_early_enough_to_be_over_by_the_time_given(han):
    one = planned(by=han, stops=12, lunch_minutes=40)
    lunch = Leg.objects.get(team__round=one, kind="lunch")
    team = planning.problem_of(one, [], one.teams.all()).teams[0]

    assert team.lunch == Lunch(minutes=40, earliest=11 * 60 + 30, latest=12 * 60 + 50)
    assert dt.time(11, 30) <= timezone.localtime(lunch.begins_at).time() <= dt.time(12, 50)


def test_a_stop_that_is_not_worth_its_way_says_how_far_it_is(han):
    one = RoundFactory()
    TeamFactory(round=one)
    far = StopFactory(round=one, east=0.9, prize=10)
    actions.plan(round_=one, by=han)
    far.refresh_from_db()

    assert far.why_not[0]["code"] == "not_worth"
    assert "10 分钟" in sentences.why_not(one, far, {})[0]


def test_a_changed_stop_makes_the_plan_a_draft_again(han):
    one = planned(by=han)
    actions.save_stop(round_=one, stop=one.stops.first(), minutes=55, by=han)
    one.refresh_from_db()

    assert one.state == Round.State.DRAFT
    with pytest.raises(Refused, match="不能变为"):
        actions.tell(round_=one, by=han)


def test_another_name_keeps_the_plan_and_other_days_do_not(han):
    one = planned(by=han)
    one = actions.edit_round(round_=one, name="换个名", first_on=one.first_on, days=one.days, by=han)
    assert (one.state, Leg.objects.exists()) == (Round.State.PLANNED, True)
    one.stops.update(days=[1])
    one = actions.edit_round(round_=one, name="换个名", first_on=one.first_on, days=2, by=han)

    assert (one.state, Leg.objects.exists()) == (Round.State.DRAFT, False)
    assert [stop.days for stop in one.stops.all()] == [[1], [1]]


def test_telling_writes_to_who_agreed_and_counts_the_others(han):
    one = planned(by=han, stops=2, first_on=today() + TOMORROW)
    agreed = one.stops.first().person
    cast.ConsentFactory(person=agreed, purpose=Consent.Purpose.CONTACT)
    counts = actions.tell(round_=one, by=han)

    assert counts == {"visits": 2, "messages": 1, "rest": 1}
    assert Message.objects.get().to == agreed.phone
    assert agreed.name not in Message.objects.get().text
    assert all(leg.told_at == leg.begins_at for leg in Leg.objects.exclude(stop=None))


def test_times_that_are_all_over_are_not_told(han):
    one = planned(by=han, first_on=today() - TOMORROW)
    cast.ConsentFactory(person=one.stops.first().person, purpose=Consent.Purpose.CONTACT)
    with pytest.raises(Refused, match="已经过去"):
        actions.tell(round_=one, by=han)
    assert not Message.objects.exists()


def test_who_was_to_be_visited_earlier_gets_no_message_any_more(han):
    one = planned(by=han, stops=2, first_on=today() + TOMORROW)
    for stop in one.stops.all():
        cast.ConsentFactory(person=stop.person, purpose=Consent.Purpose.CONTACT)
    past = Leg.objects.exclude(stop=None).first()
    Leg.objects.filter(pk=past.pk).update(
        arrives_at=timezone.now() - TOMORROW, begins_at=timezone.now() - TOMORROW, ends_at=timezone.now()
    )

    assert actions.tell(round_=one, by=han)["messages"] == 1
    assert Message.objects.get().to != past.stop.person.phone


def test_told_stops_no_longer_change(han):
    one = planned(by=han, first_on=today() + TOMORROW)
    actions.tell(round_=one, by=han)
    with pytest.raises(Refused, match="已经通知"):
        actions.save_stop(round_=one, minutes=20, stop=one.stops.first(), by=han)
    with pytest.raises(Refused, match="已经通知"):
        actions.plan(round_=one, by=han)


def test_nothing_is_planned_without_stops_or_teams(han):
    one = RoundFactory()
    with pytest.raises(Refused, match="还没有走访点"):
        actions.plan(round_=one, by=han)
    StopFactory(round=one)
    with pytest.raises(Refused, match="还没有走访小组"):
        actions.plan(round_=one, by=han)


def test_only_clerks_of_the_region_plan(qi, auditor):
    one = RoundFactory()
    for stranger in (qi, auditor):
        with pytest.raises(Refused, match="土默特右旗"):
            actions.plan(round_=one, by=stranger)


def test_the_same_visit_is_there_once(han):
    one = RoundFactory()
    stop = StopFactory(round=one)
    with pytest.raises(Refused, match="已经在这条路线"):
        actions.save_stop(round_=one, kind=stop.kind, person=stop.person, position=stop.position, by=han)
