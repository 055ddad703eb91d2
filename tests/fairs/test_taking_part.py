"""Employers and booths, people and tickets."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.http import Http404

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import access, actions
from tongxing.fairs.models import Booth, Fair, Participation, Registration
from tongxing.fairs.models.number import folded_code, new_number, new_ticket

State = Fair.State


def booths(fair, *numbers, purpose="employers"):
    hall = fair.halls.first() or cast.HallFactory(fair=fair)
    zone = cast.ZoneFactory(hall=hall, purpose=purpose)
    return [cast.BoothFactory(zone=zone, number=number) for number in numbers]


def test_an_employer_enters_itself_once(zhao, bakery):
    fair = fair_today(State.POSTS)
    first = actions.take_part(fair=fair, employer=bakery, by=zhao)
    assert actions.take_part(fair=fair, employer=bakery, by=zhao) == first
    assert fair.participations.count() == 1


def test_an_employer_that_withdrew_is_back_with_its_number(zhao, bakery):
    fair = fair_today(State.POSTS)
    number = actions.take_part(fair=fair, employer=bakery, by=zhao).number
    actions.withdraw(participation=fair.participations.get(), by=zhao)
    assert fair.participations.get().is_withdrawn
    assert actions.take_part(fair=fair, employer=bakery, by=zhao).number == number
    assert not fair.participations.get().is_withdrawn


def test_nobody_enters_somebody_elses_employer(zhao):
    with pytest.raises(Http404):
        actions.take_part(fair=fair_today(State.POSTS), employer=cast.OrganisationFactory(), by=zhao)


def test_two_employers_cannot_take_the_same_booth(gao):
    fair = fair_today(State.POSTS)
    (booth,) = booths(fair, "A01")
    first, second = (cast.ParticipationFactory(fair=fair) for _ in range(2))
    actions.assign_booth(participation=first, booth=booth, by=gao)
    with pytest.raises(Refused, match=r"A01.*已分给"):
        actions.assign_booth(participation=second, booth=booth, by=gao)
    with pytest.raises(IntegrityError):
        Participation.objects.filter(pk=second.pk).update(booth=booth)


def test_a_booth_of_another_fair_is_refused(gao):
    (booth,) = booths(fair_today(State.POSTS), "A01")
    participation = cast.ParticipationFactory(fair=fair_today(State.POSTS))
    with pytest.raises(Refused, match="另一场"):
        actions.assign_booth(participation=participation, booth=booth, by=gao)


def test_the_rest_get_booths_as_one_walks_past_them(gao):
    fair = fair_today(State.POSTS)
    booths(fair, "A10", "A2", "A1")
    booths(fair, "咨询台", purpose="policy desk")
    employers = [cast.ParticipationFactory(fair=fair) for _ in range(4)]
    actions.assign_booth(participation=employers[3], booth=Booth.objects.get(number="A1"), by=gao)
    assert actions.assign_the_rest(fair=fair, by=gao) == (2, 1)
    given = dict(fair.participations.values_list("number", "booth__number"))
    assert [given[one.number] for one in employers] == ["A2", "A10", None, "A1"]


def test_booths_come_in_rows_and_stay_when_added_twice(gao):
    zone = cast.ZoneFactory(hall__fair=fair_today(State.DRAFT))
    actions.add_booths(zone=zone, prefix="B", first=1, count=3, by=gao)
    assert len(actions.add_booths(zone=zone, prefix="B", first=2, count=3, by=gao)) == 1
    assert list(zone.booths.values_list("number", flat=True)) == ["B01", "B02", "B03", "B04"]


def test_a_person_registers_once_and_keeps_the_ticket(lin):
    fair = fair_today(State.SEEKERS)
    first = actions.register(fair=fair, person=lin.person, means="self", by=lin)
    again = actions.register(fair=fair, person=lin.person, means="self", by=lin)
    assert again == first
    assert again.ticket == first.ticket
    assert len(first.ticket) == 16


def test_a_guardian_registers_a_ward_and_nobody_else(lin, bao):
    fair = fair_today(State.SEEKERS)
    ward = cast.GuardianFactory(account=lin).person
    assert actions.register(fair=fair, person=ward, means="guardian", by=lin).person == ward
    with pytest.raises(Http404):
        actions.register(fair=fair, person=bao.person, means="guardian", by=lin)


def test_staff_register_people_of_their_own_region_at_a_fair_above(lin, qi):
    fair = fair_today(State.SEEKERS, region="150000")
    clerk = cast.staff("kundulun", "昆区干事", "clerk", "150203")
    assert actions.register(fair=fair, person=lin.person, means="staff", by=clerk).means == "staff"
    with pytest.raises(Http404):
        actions.register(fair=fair, person=lin.person, means="staff", by=qi)


@pytest.mark.parametrize(("state", "sentence"), [("posts", "还没有开放求职者报名"), ("closed", "不再接受报名")])
def test_people_register_while_the_fair_is_open_for_them(lin, state, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.register(fair=fair_today(state), person=lin.person, means="self", by=lin)


def test_nobody_leaves_before_coming(lin):
    times = {"can_come_from": dt.time(14), "must_leave_by": dt.time(10)}
    with pytest.raises(Refused, match="对调"):
        actions.register(fair=fair_today(State.SEEKERS), person=lin.person, means="self", by=lin, **times)


def test_a_place_is_given_up_until_something_happened(gao, lin):
    fair = fair_today(State.RUNNING)
    registration = registered(fair, lin)
    actions.check_in(fair=fair, registration=registration, means="name", by=gao)
    with pytest.raises(Refused, match="已经有记录"):
        actions.give_up_place(registration=registration, by=lin)
    actions.undo_check_in(attendance=registration.attendances.get(), by=gao, why="点错了人")
    actions.give_up_place(registration=registration, by=lin)
    assert not Registration.objects.exists()


def test_tickets_are_held_by_the_person_the_fair_and_the_home_region(lin, bao, gao, qi):
    registration = registered(fair_today(State.SEEKERS, region="150200"), lin)
    for user in (lin, gao):
        assert list(access.registrations_for(user)) == [registration]
    for user in (bao, qi):
        assert not access.registrations_for(user).exists()


def test_numbers_differ_and_codes_forgive_typing():
    assert len({new_number("A") for _ in range(1000)}) == 1000
    ticket = new_ticket()
    typed = f" {ticket[:4].lower()}-{ticket[4:8]} {ticket[8:]}".replace("0", "o").replace("1", "l")
    assert folded_code(typed) == ticket


def test_a_draft_is_seen_by_its_own_staff_alone(gao, qi, lin):
    fair = fair_today(State.DRAFT)
    assert list(access.fairs_for(gao)) == [fair]
    for user in (qi, lin):
        assert not access.fairs_for(user).exists()
