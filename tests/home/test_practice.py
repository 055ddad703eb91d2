"""The practice fair: one a day, running, with people, posts and a timetable, in a demonstration only."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import cast
from tongxing.common import installation
from tongxing.doors.models import Act
from tongxing.fairs.models import Fair
from tongxing.people.models import Role
from tongxing.queues.models import Number
from tongxing.zones.access import shown_at

pytestmark = pytest.mark.django_db


def practice() -> str:
    out = StringIO()
    call_command("practice", stdout=out)
    return out.getvalue()


@pytest.fixture
def demonstration(lin):
    """What a practice fair is made from: a lead, an interpreter, and a fair in Baotou with a post and people."""
    installation.mark(demo=True)
    cast.RoleFactory(account=cast.AccountFactory(username="han"), what=Role.What.LEAD, region="150000")
    cast.AccountFactory(username="surina", name="苏日娜")
    event = cast.EventFactory(key="fair.baotou", region="150200")
    cast.VacancyFactory(event=event, employer=cast.OrganisationFactory(name="麦香坊烘焙有限公司"))
    fair = cast.FairFactory(event=event)
    return [cast.RegistrationFactory(fair=fair) for _one in range(3)]


def test_the_practice_fair_runs_today_with_people_and_interviews(demonstration):
    practice()
    fair = Fair.objects.get(event__campaign__slug="practice")
    assert fair.state == Fair.State.RUNNING
    assert timezone.localdate(fair.event.starts_at) == timezone.localdate()
    assert fair.event.starts_at <= timezone.now() < fair.event.ends_at
    assert fair.registrations.filter(person__name="林晓雯").exists()
    assert fair.registrations.filter(interviews__starts_at__isnull=False).count() > 1


def test_a_second_call_on_the_same_day_makes_no_second_fair(demonstration):
    practice()
    assert "already" in practice() or "已" in practice()
    assert Fair.objects.filter(event__campaign__slug="practice").count() == 1


def test_the_next_day_has_a_fair_of_its_own_and_the_old_one_is_closed(demonstration, monkeypatch):
    practice()
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    practice()
    states = Fair.objects.filter(event__campaign__slug="practice").order_by("pk").values_list("state", flat=True)
    assert list(states) == [Fair.State.CLOSED, Fair.State.RUNNING]


@pytest.mark.usefixtures("db")
def test_real_work_gets_no_practice_fair():
    with pytest.raises(CommandError):
        practice()
    assert not Fair.objects.exists()


def test_its_desks_are_open_and_people_wait(demonstration):
    practice()
    fair = Fair.objects.get(event__campaign__slug="practice")
    assert {desk.prefix for desk in fair.queue_desks.filter(is_open=True)} == {"P", "R", "S", "D", "X"}
    assert Number.objects.filter(desk__fair=fair).exists()


def test_the_practice_fair_has_a_stage_and_workshops_that_agree(demonstration):
    practice()
    fair = Fair.objects.get(event__campaign__slug="practice")
    assert fair.programmes.get().items.count() > 3
    assert shown_at(fair).count() > 3
    assert fair.zones_event.event.key == f"{fair.event.key}.zones"


def test_a_door_waits_to_be_enrolled_and_two_devices_disagree(demonstration):
    practice()
    fair = Fair.objects.get(event__campaign__slug="practice")
    assert fair.devices.get(name="东门").enrolled_at is None
    assert sorted(Act.objects.filter(device__fair=fair).values_list("state", flat=True)) == [
        "conflict", "conflict", "refused",
    ]  # fmt: skip
