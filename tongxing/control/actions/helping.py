"""Who helps whom to leave: each look is noted, and who is out."""

from django.db import transaction

from tongxing.control import access
from tongxing.control.actions.emergency import locked
from tongxing.control.models import HelpedOut, HelpLook
from tongxing.control.whereabouts import concerned
from tongxing.people.looks import OPENED
from tongxing.people.models import Consent
from tongxing.trail.actions import record


@transaction.atomic
def open_list(*, emergency, by) -> list:
    """The registrations of who needs help and agreed to be seen; the first look at each goes into their trail."""
    emergency = locked(emergency)
    access.check_helps(by, emergency)
    listed = concerned(emergency, access.may_be_helped(emergency.fair))
    seen = set(HelpLook.objects.filter(emergency=emergency, account=by).values_list("registration", flat=True))
    new = [one for one in listed if one.pk not in seen]
    HelpLook.objects.bulk_create(
        [HelpLook(emergency=emergency, account=by, registration=one) for one in new], ignore_conflicts=True
    )
    for one in new:
        record(OPENED, one.person, by=by, why=Consent.Purpose.EVACUATION, emergency=emergency.pk)
    return listed


@transaction.atomic
def note_out(*, emergency, registration, by) -> HelpedOut:
    """This person is out, whoever says so first."""
    emergency = locked(emergency)
    access.check_helps(by, emergency)
    helped, is_new = HelpedOut.objects.get_or_create(
        emergency=emergency, registration=registration, defaults={"by": by}
    )
    if is_new:
        record("helped somebody out", registration, by=by, emergency=emergency.pk)
    return helped
