"""What waits for clerks, what the director sees, and what a closed fair still needs."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import cast
from tests.interpreting.stage import HoursFactory, InterpreterRequestFactory
from tests.zones import stage
from tongxing.common.dates import today
from tongxing.fairs.models import Fair
from tongxing.zones import actions, closing, day
from tongxing.zones.models import Service
from tongxing.zones.waiting import waiting


@pytest.fixture
def service(fair):
    return stage.ServiceFactory(fair=fair)


def test_a_promise_waits_for_whom_it_was_given_to(service, gao, han, qi, auditor, django_assert_num_queries):
    stage.FollowUpFactory(service=service, account=gao)
    gao.current_roles()

    with django_assert_num_queries(1):
        (task,) = waiting(gao)

    assert task.count == 1
    assert not task.is_urgent
    assert not any(waiting(one) for one in (han, qi, auditor))


def test_what_was_given_to_nobody_waits_for_every_clerk_above(service, gao, han, qi):
    stage.FollowUpFactory(service=service, until=today() - dt.timedelta(days=1))

    for one in (gao, han):
        (task,) = waiting(one)
        assert task.is_urgent
    assert waiting(qi) == []


def test_a_letter_waits_beside_the_promises(service, gao):
    stage.FollowUpFactory(service=service)
    stage.InquiryFactory(exhibit__maker__fair=service.fair)
    stage.InquiryFactory(exhibit__maker__fair=service.fair, passed_on_at=timezone.now())

    assert [task.count for task in waiting(gao)] == [1, 1]


def test_who_is_no_clerk_is_not_even_looked_for(lin, django_assert_num_queries):
    lin.current_roles()

    with django_assert_num_queries(0):
        assert waiting(lin) == []


def test_the_director_sees_stage_and_services(fair, gao):
    stage.ServiceFactory(fair=fair, kind=Service.Kind.CLINIC, minutes=20)
    programme = stage.ProgrammeFactory(fair=fair, starts_at=timezone.now() - dt.timedelta(minutes=9))
    stage.ProgrammeItemFactory(programme=programme, title="致辞")
    stage.ProgrammeFactory(fair=fair, name="昨天的", starts_at=timezone.now() - dt.timedelta(days=1))

    told = day.of_fair(fair)

    assert [(one.sessions, one.minutes) for one in told["services"]] == [(0, 0), (1, 20), (0, 0)]
    (one,) = told["stages"]
    assert (one["sheet"].next.item.title, one["sheet"].late_minutes) == ("致辞", 9)


def test_a_closed_fair_says_what_it_still_needs(fair, registration, gao):
    promised = stage.FollowUpFactory(service__fair=fair, account=gao)
    cast.SeekerFactory(person=registration.person)
    clinic = actions.begin_clinic(registration=registration, agreed=True, by=gao)
    item = stage.ProgrammeItemFactory(programme__fair=fair, began_at=timezone.now())
    stage.InquiryFactory(exhibit__maker__fair=fair)
    shift = cast.InterpreterShiftFactory(fair=fair)
    HoursFactory(shift=shift, request=InterpreterRequestFactory(fair=fair, shift=shift))
    Fair.objects.update(state=Fair.State.CLOSED)

    told = {one.url: one.who for one in closing.outstanding(fair)}

    assert len(told) == 5
    assert told[f"/zones/clinics/{clinic.pk}/"] == "高云"
    assert told[f"/zones/programmes/{item.programme_id}/run/"] == "舞台监督"
    actions.finish_clinic(clinic=clinic, minutes=3, by=gao)
    actions.finish(programme=item.programme, version=0, by=gao)
    actions.close_follow_up(follow_up=promised, outcome="好了", by=gao)
    assert len(closing.outstanding(fair)) == 2
