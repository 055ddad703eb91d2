"""A fair with interpreters and requests, for the tests of this room and of those above it."""

import datetime as dt
from types import SimpleNamespace

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests import cast
from tests.fairs import stage as fairs
from tongxing.fairs.models import Way
from tongxing.fairs.models.hall import Purpose
from tongxing.interpreting.models import HandBack, Hours, InterpreterRequest


class InterpreterRequestFactory(DjangoModelFactory):
    class Meta:
        model = InterpreterRequest

    fair = factory.SubFactory(cast.FairFactory)
    language = "sign"
    place = "舞台前"
    purpose = "面试"


class HoursFactory(DjangoModelFactory):
    class Meta:
        model = Hours

    begun_at = factory.LazyFunction(timezone.now)
    minutes = 15


def hall_with(**shift_facts):
    """A running fair of today, two halls four minutes apart, a desk in each, the booth of nobody in the second."""
    fair = fairs.fair_today()
    one, other = cast.HallFactory(fair=fair, name="一号厅"), cast.HallFactory(fair=fair, name="二号厅")
    Way.objects.create(first=one, second=other, minutes=4)
    desk = cast.ZoneFactory(hall=one, name="手语服务台", purpose=Purpose.SIGN)
    policy = cast.ZoneFactory(hall=one, name="政策咨询台", purpose=Purpose.POLICY)
    far = cast.ZoneFactory(hall=other, name="简历指导角", purpose=Purpose.RESUMES)
    return SimpleNamespace(fair=fair, one=one, other=other, desk=desk, policy=policy, far=far)


def shift_of(fair, account=None, name="", **facts):
    """An interpreter's whole day at ``fair``."""
    event = fair.event
    times = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    name = name or (account.name if account else "其木格")
    return cast.InterpreterShiftFactory(fair=fair, account=account, name=name, **{**times, **facts})


def done(request, *, minutes=15, at=None):
    """The request as one that was interpreted, with its hours."""
    begun = at or timezone.now() - dt.timedelta(minutes=minutes)
    request.state, request.sent_at, request.begun_at = InterpreterRequest.State.DONE, begun, begun
    request.done_at = begun + dt.timedelta(minutes=minutes)
    request.save()
    HoursFactory(shift=request.shift, request=request, begun_at=begun, minutes=minutes)
    return request


def asked_in(world):
    """For the small world: one who is on the way, done ones with hours, a waiting one that was handed back."""
    now = timezone.now()
    sent = InterpreterRequestFactory(
        fair=world.fair, registration=world.registration, zone=world.zone, asked_by=world.person_account,
        shift=world.shift, state=InterpreterRequest.State.SENT, sent_at=now,
    )  # fmt: skip
    for one in world.made:
        done(InterpreterRequestFactory(fair=world.fair, booth=one.booth, shift=world.shift))
        waiting = InterpreterRequestFactory(fair=world.fair, zone=world.zone)
        HandBack.objects.create(request=waiting, shift=world.shift, why="不熟悉这个行业的手语")
        HoursFactory(shift=world.shift, interview=one.interview, begun_at=one.interview.starts_at)
    return SimpleNamespace(interpreter_request=sent)
