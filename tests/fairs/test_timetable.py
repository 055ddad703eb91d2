"""The timetable: from wishes to times, and the reason where there is no time."""

import datetime as dt
import json
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.common.command import Problems
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, sentences
from tongxing.fairs.models import Fair, Interview
from tongxing.people.actions import set_needs

State = Fair.State


@pytest.fixture
def hall(gao):
    """A fair of today with one hall, and a maker of posts whose employers have a booth there."""
    return cast.HallFactory(fair=fair_today(State.SEEKERS))


def post_with_booth(hall, employer=None, desks=1):
    employer = employer or cast.OrganisationFactory()
    post = post_of(hall.fair, employer)
    booth = cast.BoothFactory(zone=cast.ZoneFactory(hall=hall), desks=desks)
    hall.fair.participations.filter(employer=employer).update(booth=booth)
    return post


def wished(registration, *posts, side="seeker"):
    for post in posts:
        cast.WishFactory(registration=registration, vacancy=post, side=side)


def test_a_person_is_never_in_two_places(hall, gao, bao):
    registration = registered(hall.fair, bao)
    wished(registration, *(post_with_booth(hall) for _booth in range(4)))
    told = actions.make_timetable(fair=hall.fair, by=gao)
    times = sorted(Interview.objects.values_list("starts_at", "ends_at"))
    assert told["placed"] == 4
    assert all(end <= start for (_s, end), (start, _e) in pairwise(times))


def test_one_desk_meets_one_person_at_a_time(hall, gao):
    post = post_with_booth(hall)
    for _person in range(5):
        wished(cast.RegistrationFactory(fair=hall.fair), post)
    actions.make_timetable(fair=hall.fair, by=gao)
    assert Interview.objects.values("starts_at").distinct().count() == 5


def test_the_interpreter_sits_with_who_needs_one(hall, gao, lin):
    shift = cast.InterpreterShiftFactory(
        fair=hall.fair, starts_at=hall.fair.event.starts_at, ends_at=hall.fair.event.ends_at
    )
    wished(registered(hall.fair, lin), post_with_booth(hall))
    actions.make_timetable(fair=hall.fair, by=gao)
    assert Interview.objects.get().interpreter == shift


def test_without_an_interpreter_it_says_so_in_both_languages(hall, gao, lin):
    wished(registered(hall.fair, lin), post_with_booth(hall))
    told = actions.make_timetable(fair=hall.fair, by=gao)
    left = Interview.objects.get()
    assert (told["left_out"], left.starts_at) == (1, None)
    assert sentences.why_not(hall.fair, left) == ["这场招聘会没有手语翻译。"]
    from django.utils import translation

    with translation.override("en"):
        assert sentences.why_not(hall.fair, left) == ["No interpreter for sign language is at the fair."]


def test_who_needs_quiet_gets_a_quiet_room_and_extra_time(hall, gao, bao):
    room = cast.QuietRoomFactory(hall=hall)
    set_needs(person=bao.person, needs=[("quiet_room", True, ""), ("extra_time", True, "")], by=bao)
    wished(registered(hall.fair, bao), post_with_booth(hall))
    actions.make_timetable(fair=hall.fair, by=gao)
    held = Interview.objects.get()
    assert held.quiet_room == room
    assert held.ends_at - held.starts_at == dt.timedelta(minutes=25)


def test_times_at_which_a_person_cannot_come_are_kept(hall, gao, bao):
    registration = registered(hall.fair, bao)
    registration.can_come_from, registration.must_leave_by = dt.time(14), dt.time(14, 30)
    registration.save()
    wished(registration, *(post_with_booth(hall) for _booth in range(3)))
    told = actions.make_timetable(fair=hall.fair, by=gao)
    from django.utils import timezone

    placed = Interview.objects.exclude(starts_at=None)
    assert told["placed"] == 1
    assert timezone.localtime(placed.get().starts_at).time() >= dt.time(14)


def test_an_employer_without_a_booth_is_named_as_the_reason(hall, gao, bao, bakery):
    wished(registered(hall.fair, bao), post_of(hall.fair, bakery))
    actions.make_timetable(fair=hall.fair, by=gao)
    assert "没有展位" in sentences.why_not(hall.fair, Interview.objects.get())[0]


def test_nobody_is_sent_to_an_employer_they_did_not_ask_for(hall, gao, bao):
    post = post_with_booth(hall)
    registration = registered(hall.fair, bao)
    wished(registration, post, side="employer")
    assert actions.make_timetable(fair=hall.fair, by=gao)["wished"] == 0
    cast.ApplicationFactory(seeker__person=bao.person, vacancy=post)
    assert actions.make_timetable(fair=hall.fair, by=gao)["placed"] == 1


def test_what_both_sides_wish_goes_before_what_one_wishes(hall, gao):
    fair = hall.fair
    fair.event.ends_at = fair.event.starts_at + dt.timedelta(minutes=15)
    fair.event.save()
    post = post_with_booth(hall)
    one, both = cast.RegistrationFactory(fair=fair), cast.RegistrationFactory(fair=fair)
    wished(one, post)
    wished(both, post)
    wished(both, post, side="employer")
    actions.make_timetable(fair=fair, by=gao)
    assert Interview.objects.exclude(starts_at=None).get().registration == both


def test_made_again_it_follows_the_wishes_and_is_the_same_for_the_same(hall, gao, bao):
    registration = registered(hall.fair, bao)
    posts = [post_with_booth(hall) for _booth in range(3)]
    wished(registration, *posts)
    actions.make_timetable(fair=hall.fair, by=gao)
    before = list(Interview.objects.values_list("pk", "starts_at", "booth", "desk"))
    actions.make_timetable(fair=hall.fair, by=gao)
    assert list(Interview.objects.values_list("pk", "starts_at", "booth", "desk")) == before
    actions.take_back_wish(registration=registration, vacancy=posts[0], side="seeker", by=bao)
    actions.make_timetable(fair=hall.fair, by=gao)
    assert Interview.objects.count() == 2


def test_a_timetable_with_outcomes_is_not_made_anew(hall, gao, bao):
    wished(registered(hall.fair, bao), post_with_booth(hall))
    actions.make_timetable(fair=hall.fair, by=gao)
    Interview.objects.update(outcome="no")
    with pytest.raises(Refused, match="不能重新编排"):
        actions.make_timetable(fair=hall.fair, by=gao)


def test_the_page_makes_it_and_shows_both_lists(client, hall, gao, bao, lin):
    wished(registered(hall.fair, bao), post_with_booth(hall))
    wished(registered(hall.fair, lin), post_with_booth(hall))
    client.force_login(gao)
    client.post(reverse("fairs:make_timetable", args=[hall.fair.pk]))
    said = client.get(reverse("fairs:timetable", args=[hall.fair.pk])).content.decode()
    assert "包**" in said
    assert "这场招聘会没有手语翻译" in said


def test_the_judge_finds_no_fault_in_what_the_engine_made(hall, gao, capsys):
    people = [cast.RegistrationFactory(fair=hall.fair) for _person in range(6)]
    for post in [post_with_booth(hall, desks=2), post_with_booth(hall)]:
        for registration in people:
            wished(registration, post)
    actions.make_timetable(fair=hall.fair, by=gao)
    call_command("timetable", "check", hall.fair.event.key, "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["wished"], report["placed"], report["faults"]) == (12, 12, [])


def test_the_judge_names_two_people_at_one_desk(hall, gao, capsys):
    post = post_with_booth(hall)
    for _person in range(2):
        wished(cast.RegistrationFactory(fair=hall.fair), post)
    actions.make_timetable(fair=hall.fair, by=gao)
    first, second = Interview.objects.order_by("starts_at")
    Interview.objects.filter(pk=second.pk).update(starts_at=first.starts_at, ends_at=first.ends_at)
    with pytest.raises(Problems):
        call_command("timetable", "check", f"dec-2025/{hall.fair.event.key}")
    assert str(second.pk) in capsys.readouterr().out
