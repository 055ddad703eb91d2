"""The calendar file of a person's interviews: who gets it, and what a telephone makes of a change."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.fairs import actions
from tongxing.fairs.models import Fair, Interview, TimeChange
from tongxing.people.models import Role


@pytest.fixture
def made(gao, lin, bakery):
    """林晓雯's registration, with an interview in the timetable."""
    fair = fair_today(Fair.State.SEEKERS)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    cast.InterpreterShiftFactory(fair=fair, starts_at=fair.event.starts_at, ends_at=fair.event.ends_at)
    fair.participations.update(booth=cast.BoothFactory(zone=cast.ZoneFactory(hall=cast.HallFactory(fair=fair))))
    cast.WishFactory(registration=registration, vacancy=post)
    actions.make_timetable(fair=fair, by=gao)
    return registration


def entries(client, user, registration, query=""):
    client.force_login(user)
    answer = client.get(reverse("fairs:calendar", args=[registration.pk]) + query)
    return Calendar.from_ical(answer.content).walk("VEVENT") if answer.status_code == 200 else answer.status_code


def test_the_person_who_speaks_for_them_and_the_fairs_staff_get_it(client, made, lin, bao, gao, qi, zhao, surina):
    guardian = cast.GuardianFactory(person=made.person).account
    clerk_of_banner = cast.staff("banner", "旗里", Role.What.CLERK, "150221")
    for user in (lin, guardian, gao):
        assert len(entries(client, user, made)) == 1
    for user in (bao, qi, zhao, surina, clerk_of_banner):
        assert entries(client, user, made) == 404


def test_staff_of_the_persons_home_alone_do_not_get_it(client, made):
    fair = made.fair
    fair.event.region = cast.region("150400")
    fair.event.save()
    at_home = cast.staff("home", "昆区", Role.What.CLERK, "150203")
    assert entries(client, at_home, made) == 404


def test_a_moved_interview_keeps_its_uid_and_counts_up(client, made, gao, lin):
    (before,) = entries(client, lin, made)
    Interview.objects.update(
        changed_at=timezone.now() - dt.timedelta(hours=1),
        starts_at=made.fair.event.starts_at + dt.timedelta(hours=3),
        ends_at=made.fair.event.starts_at + dt.timedelta(hours=3, minutes=15),
    )
    actions.make_timetable(fair=made.fair, by=gao)
    (after,) = entries(client, lin, made)
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["last-modified"].dt > timezone.now() - dt.timedelta(minutes=1)


def test_made_again_without_a_change_it_is_the_same_file(client, made, gao, lin):
    before = entries(client, lin, made)
    actions.make_timetable(fair=made.fair, by=gao)
    assert entries(client, lin, made) == before


def test_the_telephone_rings_only_where_wished(client, made, lin):
    (silent,) = entries(client, lin, made)
    (ringing,) = entries(client, lin, made, "?remind")
    assert not silent.walk("VALARM")
    assert [alarm["trigger"].dt for alarm in ringing.walk("VALARM")] == [-dt.timedelta(minutes=30)]


def test_one_that_lost_its_time_is_crossed_out_where_it_stood(client, made, lin):
    interview = Interview.objects.get()
    was = interview.starts_at
    TimeChange.objects.create(interview=interview, old_starts_at=was, old_ends_at=interview.ends_at, why="展位暂停")
    Interview.objects.update(starts_at=None, ends_at=None, booth=None, sequence=1)
    (entry,) = entries(client, lin, made, "?remind")
    assert (entry["status"], entry["sequence"], entry["dtstart"].dt) == ("CANCELLED", 1, was)
    assert not entry.walk("VALARM")


def test_a_number_from_a_spreadsheet_makes_no_broken_file_name(client, made, gao):
    made.number = '求职"1'
    made.save()
    client.force_login(gao)
    header = client.get(reverse("fairs:calendar", args=[made.pk])).headers["Content-Disposition"]

    assert header == "attachment; filename*=utf-8''interviews-%E6%B1%82%E8%81%8C%221.ics"
