"""Desks of a fair that runs today, people who wait at them, and a clock that the tests turn."""

import datetime as dt
from contextlib import contextmanager
from types import SimpleNamespace
from unittest import mock

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.common.dates import local, today
from tongxing.fairs.models import Interview
from tongxing.queues import actions
from tongxing.queues.models import Desk, Number, Visitor


class DeskFactory(DjangoModelFactory):
    """``DeskFactory(fair=…)``: an open desk with one place at a zone of its own."""

    class Meta:
        model = Desk

    fair = factory.LazyFunction(fair_today)
    zone = factory.LazyAttribute(lambda desk: cast.ZoneFactory(hall__fair=desk.fair))
    name = factory.Sequence(lambda n: f"{n}号服务台")
    prefix = factory.Sequence(lambda n: chr(65 + n // 26 % 26) + chr(65 + n % 26))
    code = factory.Sequence(lambda n: f"zone{n:08d}")
    is_open = True


class VisitorFactory(DjangoModelFactory):
    class Meta:
        model = Visitor

    fair = factory.LazyFunction(fair_today)
    name = "王女士"
    key = factory.Sequence(lambda n: f"key-{n:08d}")


class NumberFactory(DjangoModelFactory):
    class Meta:
        model = Number

    desk = factory.SubFactory(DeskFactory)
    visitor = factory.LazyAttribute(lambda number: VisitorFactory(fair=number.desk.fair))
    entry = factory.Sequence(lambda n: f"Q-{n:08d}")
    order = factory.Sequence(lambda n: n + 1)
    means = Number.Means.STAFF
    since = factory.LazyFunction(lambda: clock(9))
    taken_at = factory.SelfAttribute("since")


def clock(hour, minute=0, second=0) -> dt.datetime:
    """A moment of today."""
    return local(today(), dt.time(hour, minute, second))


@contextmanager
def at(hour, minute=0, second=0):
    """What is done inside happens at that time of today."""
    with at_moment(clock(hour, minute, second)):
        yield


@contextmanager
def at_moment(moment):
    """What is done inside happens then."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def taken(desk, by, *, name="王女士", visitor=None):
    """A number that staff gave to somebody without registration."""
    return actions.take_as_visitor(desk=desk, name=name, visitor=visitor, means=Number.Means.STAFF, by=by)


def interview(registration, begins, minutes=15, **facts) -> Interview:
    """An interview of ``registration`` at ``begins``, a pair of hour and minute."""
    starts = clock(*begins)
    vacancy = cast.VacancyFactory(event=registration.fair.event)
    return Interview.objects.create(
        registration=registration,
        vacancy=vacancy,
        starts_at=starts,
        ends_at=starts + dt.timedelta(minutes=minutes),
        **facts,
    )


def queues_in(world) -> SimpleNamespace:
    """A desk of ``world``'s fair with a place taken, and everybody who was made there waiting for it."""
    desk = DeskFactory(fair=world.fair, zone=world.zone, given=len(world.made))
    visitors = [VisitorFactory(fair=world.fair, registration=one.registration) for one in world.made]
    numbers = [
        NumberFactory(desk=desk, visitor=visitor, order=place, since=timezone.now())
        for place, visitor in enumerate(visitors, start=1)
    ]
    return SimpleNamespace(desk=desk, visitor=visitors[0], queue_number=numbers[0])


__all__ = [
    "DeskFactory",
    "NumberFactory",
    "VisitorFactory",
    "at",
    "at_moment",
    "clock",
    "fair_today",
    "interview",
    "queues_in",
    "registered",
    "taken",
]
