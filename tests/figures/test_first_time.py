"""People at their first fair."""

import datetime as dt

import pytest

from tests import cast
from tongxing.fairs.models import Fair
from tongxing.figures import registry

DAY = dt.timedelta(days=1)


def first_time(fair):
    return registry.counts([fair.event])[f"{fair.event.key}.first_time"]


@pytest.mark.django_db
def test_who_came_to_an_earlier_fair_is_not_there_for_the_first_time():
    fair = cast.FairFactory(state=Fair.State.CLOSED)
    starts = fair.event.starts_at
    earlier = cast.FairFactory(event__starts_at=starts - DAY, event__ends_at=starts - DAY + DAY / 4)
    later = cast.FairFactory(event__starts_at=starts + DAY, event__ends_at=starts + DAY + DAY / 4)
    known, new = cast.PersonFactory(), cast.PersonFactory()
    for person in (known, new):
        registration = cast.RegistrationFactory(fair=fair, person=person)
        cast.AttendanceFactory(registration=registration)
        cast.AttendanceFactory(registration=registration)
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=earlier, person=known))
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=later, person=new))

    assert first_time(fair) == (2, 1)


@pytest.mark.django_db
def test_who_only_registered_for_an_earlier_fair_is_there_for_the_first_time():
    fair = cast.FairFactory(state=Fair.State.CLOSED)
    starts = fair.event.starts_at
    earlier = cast.FairFactory(event__starts_at=starts - DAY, event__ends_at=starts - DAY + DAY / 4)
    person = cast.PersonFactory()
    cast.RegistrationFactory(fair=earlier, person=person)
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=fair, person=person))

    assert first_time(fair) == (1, 1)
