"""A fair that is held today, with what it needs, for the tests of this room."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from tests import cast
from tongxing.common.dates import local, today
from tongxing.fairs.models import Fair
from tongxing.people.purposes import HOLD_THE_EVENT


def fair_today(state=Fair.State.RUNNING, *, name="包头市残疾人专场招聘会", region="150200", **facts):
    """A fair of Baotou whose day is today, 9 to 16."""
    return cast.FairFactory(
        state=state,
        event__name=name,
        event__region=region,
        event__starts_at=local(today(), dt.time(9)),
        event__ends_at=local(today(), dt.time(16)),
        **facts,
    )


def registered(fair, account):
    """The account's person, registered at ``fair``."""
    return cast.RegistrationFactory(fair=fair, person=account.person)


def post_of(fair, employer, **facts):
    """A post that ``employer`` offers at ``fair``, where it takes part."""
    fair.participations.get_or_create(employer=employer, defaults={"number": f"E{employer.pk}"})
    return cast.VacancyFactory(event=fair.event, employer=employer, **facts)


def booth_of(hall, employer, number, **facts):
    """The booth of an employer that takes part in the hall's fair, in a zone of its own."""
    booth = cast.BoothFactory(zone=cast.ZoneFactory(hall=hall), number=number, **facts)
    hall.fair.participations.filter(employer=employer).update(booth=booth)
    return booth


def at(fair, hour, minute=0):
    """A moment of the fair's first day."""
    return local(timezone.localdate(fair.event.starts_at), dt.time(hour, minute))


def open_names(client, fair, **query):
    """The signed-in clerk opens the names of the fair's people, in order to hold the event."""
    address = reverse("fairs:open_names", args=[fair.pk], query=query)
    return client.post(address, {"purpose": HOLD_THE_EVENT}, follow=True)


def clock(monkeypatch, moment):
    """From here on it is ``moment``."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
