"""A running fair with somebody who came and agreed to be helped, for the tests of this room."""

from types import SimpleNamespace

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.control.models import Emergency
from tongxing.people.models import Consent


def came(fair, account, *, needs=("captions",), agrees=True):
    """The account's person came to ``fair``; what they need, and whether helpers may see them in an emergency."""
    registration = registered(fair, account)
    cast.AttendanceFactory(fair=fair, registration=registration)
    for code in needs:
        registration.person.support_needs.get_or_create(code=code)
    if agrees:
        cast.ConsentFactory(person=registration.person, purpose=Consent.Purpose.EVACUATION)
    return registration


def hall():
    """A running fair of today in Baotou."""
    return fair_today()


def emergency_in(world):
    """An emergency at the world's fair, with people who agreed to be helped."""
    for one in world.made:
        one.person.support_needs.get_or_create(code="captions")
        cast.ConsentFactory(person=one.person, purpose=Consent.Purpose.EVACUATION)
    clerk = cast.staff("starts-it", "高云", "clerk", "150203")
    emergency = Emergency.objects.create(fair=world.fair, kind=Emergency.Kind.LEAVE, text="请离开。", started_by=clerk)
    return SimpleNamespace(emergency=emergency)
