"""What happens between looking and deciding: proposals that wait, marks that are made, stops that come and go."""

import datetime as dt
import sys

import pytest
from django.db import connection
from django.urls import reverse

from tests.rounds.stage import StopFactory, TeamFactory, planned, told
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.rounds import actions
from tongxing.rounds.models import Leg, Opening, Repair, Round
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(han):
    """A round of tomorrow; one team and three homes."""
    return told(by=han, stops=3, first_on=today() + dt.timedelta(days=1))


def propose_out(one, by, **more):
    return actions.propose(round_=one, kind=Repair.Kind.OUT, team=one.teams.get(), why="车坏了", by=by, **more)


def the_day(client, account, one):
    client.force_login(account)
    return client.get(reverse("rounds:today", args=[one.pk])).content.decode()


def test_a_proposal_waits_on_the_page_of_the_day_until_it_is_confirmed_or_out_of_date(client, one, han, gao):
    address = reverse("rounds:repair", args=[propose_out(one, han).pk])
    other = propose_out(one, han)

    assert address in the_day(client, gao, one)
    actions.confirm(asked=other, by=gao)
    page = the_day(client, gao, one)
    assert address not in page
    assert reverse("rounds:repair", args=[other.pk]) not in page


@pytest.mark.parametrize("day", ["9" * 5000, "-1", "0", "４", "x", ""])
def test_a_day_that_is_none_of_the_round_shows_its_first(client, one, gao, day):
    client.force_login(gao)
    page = client.get(one.get_absolute_url(), {"day": day})

    assert f"{one.first_on:%Y-%m-%d}" in page.content.decode()


def visits(one):
    return list(Leg.objects.filter(team__round=one).exclude(stop=None).order_by("begins_at").select_related("stop"))


@pytest.mark.parametrize("kind", [Repair.Kind.LATE, Repair.Kind.OUT])
def test_a_visit_marked_before_its_time_is_neither_moved_nor_lost(one, han, kind):
    first, second, third = visits(one)
    for leg in (first, second):
        actions.mark(leg=leg, to=Leg.State.DONE, by=han)
    now = second.begins_at - dt.timedelta(minutes=10)
    asked = actions.propose(round_=one, kind=kind, team=one.teams.get(), minutes=90, now=now, why="车坏了", by=han)
    actions.confirm(asked=asked, by=han)
    kept = {leg.stop: leg for leg in visits(one)}

    assert [row["stop"] for row in asked.moved] == [third.stop_id]
    assert (kept[second.stop].begins_at, kept[second.stop].state) == (second.begins_at, Leg.State.DONE)
    assert kept[first.stop].state == Leg.State.DONE


def test_a_day_of_which_only_marked_visits_are_left_still_sets_out_and_comes_back(one, han):
    first = visits(one)[0]
    actions.mark(leg=first, to=Leg.State.DONE, by=han)
    actions.confirm(asked=propose_out(one, han, now=first.begins_at - dt.timedelta(minutes=30)), by=han)
    legs = Leg.objects.filter(team__round=one).order_by("order")

    assert list(legs.values_list("kind", "stop")) == [("start", None), ("stop", first.stop_id), ("end", None)]


def test_who_was_visited_since_is_not_told_that_nobody_comes(one, han):
    asked = propose_out(one, han)
    actions.mark(leg=visits(one)[1], to=Leg.State.ARRIVED, by=han)

    with pytest.raises(Refused, match="作了记录"):
        actions.confirm(asked=asked, by=han)
    assert len(visits(one)) == 3


def test_what_the_plan_leaves_out_meanwhile_is_not_marked(one, han):
    leg = visits(one)[0]
    actions.confirm(asked=propose_out(one, han), by=han)

    with pytest.raises(Refused, match="不再走访"):
        actions.mark(leg=leg, to=Leg.State.DONE, by=han)


def test_a_visit_is_marked_though_its_plan_was_made_again_meanwhile(one, han):
    first, second, _third = visits(one)
    asked = actions.propose(round_=one, kind=Repair.Kind.CANCELLED, stop=second.stop, why="住院", by=han)
    actions.confirm(asked=asked, by=han)

    assert actions.mark(leg=first, to=Leg.State.DONE, by=han).state == Leg.State.DONE


def test_a_sheet_onto_which_somebody_comes_closes_and_is_opened_for_them_too(han, gao):
    one = told(by=han, stops=2, first_on=today(), name="一组")
    first, other = one.teams.get(), TeamFactory(round=one, name="二组")
    actions.open_sheet(team=other, day=1, by=gao)
    actions.open_sheet(team=first, day=1, by=gao)
    now = Leg.objects.get(team=first, kind=Leg.Kind.START).begins_at - dt.timedelta(minutes=60)
    asked = actions.propose(round_=one, kind=Repair.Kind.OUT, team=first, why="病了", by=han, now=now)
    before = Entry.objects.latest("pk").pk
    Repair.objects.filter(pk=asked.pk).update(moved=[])  # whatever the hour at which this test runs
    actions.confirm(asked=asked, by=han)

    assert {leg.team for leg in visits(one)} == {other}
    assert list(Opening.objects.values_list("team", flat=True)) == [first.pk]
    actions.open_sheet(team=other, day=1, by=gao)
    opened = Entry.objects.filter(pk__gt=before, act="opened an identity").values_list("target_key", flat=True)
    assert set(opened) == {str(leg.stop.person_id) for leg in visits(one)}


def while_solving(monkeypatch, happens):
    """Let something happen while the engine makes the plan."""
    planner = sys.modules["tongxing.rounds.actions.plan"]
    solve = planner.solve
    monkeypatch.setattr(planner, "solve", lambda *asked: (happens(), solve(*asked))[1])


def test_stops_that_come_while_the_plan_is_made_are_not_forgotten(han, monkeypatch):
    one = planned(by=han)
    while_solving(monkeypatch, lambda: StopFactory(round=one, east=0.05))

    with pytest.raises(Refused, match="重新排"):
        actions.plan(round_=one, by=han)
    assert len(visits(one)) == 2


def test_a_plan_is_worked_out_while_nothing_is_locked(han, monkeypatch):
    one, held, outside = planned(by=han), [], list(connection.savepoint_ids)
    while_solving(monkeypatch, lambda: held.append(list(connection.savepoint_ids)))
    actions.plan(round_=one, by=han)

    assert held == [outside]


def test_a_round_takes_no_more_stops_than_can_be_planned_at_a_page(one, han, monkeypatch):
    Round.objects.filter(pk=one.pk).update(state=Round.State.DRAFT)
    monkeypatch.setattr(Round, "MOST_STOPS", 4)
    stop = {"kind": "home_visit", "label": "村卫生室", "position": "40.566000 110.527000"}
    actions.save_stop(round_=one, by=han, **stop)

    with pytest.raises(Refused, match="最多4个"):
        actions.save_stop(round_=one, by=han, **stop)
    actions.save_stop(round_=one, by=han, stop=one.stops.first(), minutes=20)
