"""What people asked for and what was said of places reaches the scheduling engine."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import cast
from tests.fairs.stage import at, booth_of, fair_today, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, planning
from tongxing.fairs.models import Disruption, Fair, Interview

TEN, NOON, ONE = 10 * 60, 12 * 60, 13 * 60


@pytest.fixture
def hall(gao):
    return cast.HallFactory(fair=fair_today(Fair.State.SEEKERS))


@pytest.fixture
def wished(hall, lin, bakery):
    """林晓雯 wishes to meet the bakery at A01."""
    registration, post = registered(hall.fair, lin), post_of(hall.fair, bakery)
    booth_of(hall, bakery, "A01")
    Interview.objects.create(registration=registration, vacancy=post)
    return registration


def problem(fair):
    return planning.problem_of(fair, list(planning.interviews_of(fair)))


def test_pace_rest_and_pauses_are_asked_and_passed_on(client, hall, lin, wished):
    client.force_login(lin)
    form = {
        "pace_percent": "200", "rest_minutes": "30", "rest_from": "12:00", "rest_until": "13:00", "most_in_a_row": "2",
    }  # fmt: skip
    assert client.post(reverse("fairs:times", args=[wished.pk]), form).status_code == 302
    (person,) = problem(hall.fair).people
    assert (person.pace_percent, person.most_in_a_row) == (200, 2)
    assert [(rest.minutes, rest.earliest, rest.latest) for rest in person.rests] == [(30, NOON, ONE)]


def test_who_asks_for_nothing_is_asked_for_nothing(client, hall, lin, wished):
    client.force_login(lin)
    address = reverse("fairs:times", args=[wished.pk])
    assert "<details>" in client.get(address).content.decode()
    client.post(address, {})
    (person,) = problem(hall.fair).people
    assert (person.pace_percent, person.most_in_a_row, person.rests) == (100, None, ())


def test_what_was_asked_for_is_seen_again(client, lin, wished):
    actions.edit_registration(registration=wished, by=lin, rest_minutes=20)
    client.force_login(lin)
    assert "<details open>" in client.get(reverse("fairs:times", args=[wished.pk])).content.decode()


def test_a_rest_that_does_not_fit_is_refused(lin, wished):
    with pytest.raises(Refused, match="放不下这段休息"):
        actions.edit_registration(
            registration=wished, by=lin, rest_minutes=30, rest_from=dt.time(12), rest_until=dt.time(12, 20)
        )


def test_booths_close_for_lunch_and_interpreters_rest(hall, gao, wished, bakery):
    fair, booth = hall.fair, hall.fair.participations.get().booth
    lunch = {"lunch_from": dt.time(12), "lunch_until": dt.time(13)}
    actions.save_booth(booth=booth, zone=booth.zone, number="A01", by=gao, **lunch)
    day = {"starts_at": at(fair, 9), "ends_at": at(fair, 16)}
    pause = {"break_from": dt.time(12), "break_until": dt.time(13)}
    actions.save_shift(fair=fair, name="苏日娜", languages=["sign"], by=gao, **day, **pause)
    given = problem(fair)
    assert given.booths[0].breaks == ((NOON, ONE),)
    assert given.interpreters[0].breaks == ((NOON, ONE),)


def test_half_a_break_is_refused(hall, gao):
    with pytest.raises(Refused, match="都不填"):
        actions.save_booth(zone=cast.ZoneFactory(hall=hall), number="A09", lunch_from=dt.time(12), by=gao)


def test_quiet_rooms_have_hours(hall, gao, wished):
    actions.save_quiet_room(hall=hall, name="安静间", opens_at=dt.time(10), closes_at=dt.time(12), by=gao)
    (room,) = problem(hall.fair).quiet_rooms
    assert (room.opens, room.closes) == (TEN, NOON)


def test_ways_between_halls_and_within_one_are_said_on_a_page(client, hall, gao, wished):
    other = cast.HallFactory(fair=hall.fair)
    employers = [cast.OrganisationFactory() for _employer in range(2)]
    for employer, place, number in zip(employers, (hall, other), ("A02", "B01"), strict=True):
        post_of(hall.fair, employer)
        booth_of(place, employer, number)
    zones = dict(hall.fair.participations.values_list("booth__number", "booth__zone"))
    client.force_login(gao)
    said = {f"{hall.pk}-{hall.pk}": "2", f"{hall.pk}-{other.pk}": "7", f"{other.pk}-{other.pk}": ""}
    assert client.post(reverse("fairs:ways", args=[hall.fair.pk]), said).status_code == 302
    ways = problem(hall.fair).ways
    assert ways[zones["A01"], zones["A02"]] == 2
    assert ways[zones["A01"], zones["B01"]] == ways[zones["B01"], zones["A01"]] == 7
    assert ways[f"hall {hall.pk}", zones["B01"]] == 7
    assert 'value="7"' in client.get(reverse("fairs:ways", args=[hall.fair.pk])).content.decode()


def test_what_was_said_on_the_day_holds_until_it_is_over(hall, gao, wished):
    fair, booth = hall.fair, hall.fair.participations.get().booth
    shift = cast.InterpreterShiftFactory(fair=fair, starts_at=at(fair, 9), ends_at=at(fair, 16))
    Disruption.objects.create(fair=fair, registration=wished, until=at(fair, 10))
    Disruption.objects.create(fair=fair, registration=wished, since=at(fair, 13))
    Disruption.objects.create(fair=fair, shift=shift, since=at(fair, 12))
    closed = Disruption.objects.create(fair=fair, booth=booth, since=at(fair, 12), until=at(fair, 13))
    given = problem(fair)
    assert (given.people[0].arrives, given.people[0].leaves) == (TEN, ONE)
    assert given.interpreters[0].breaks == ((NOON, 16 * 60),)
    assert given.booths[0].breaks == ((NOON, ONE),)
    actions.end_disruption(disruption=closed, by=gao)
    assert problem(fair).booths[0].breaks == ()


def test_who_leaves_before_they_come_meets_nobody(hall, gao, wished, lin):
    cast.InterpreterShiftFactory(fair=hall.fair, starts_at=at(hall.fair, 9), ends_at=at(hall.fair, 16))
    cast.WishFactory(registration=wished, vacancy=Interview.objects.get().vacancy)
    actions.edit_registration(registration=wished, must_leave_by=dt.time(11), by=lin)
    Disruption.objects.create(fair=hall.fair, registration=wished, until=at(hall.fair, 12))
    assert actions.make_timetable(fair=hall.fair, by=gao)["left_out"] == 1
