"""Starting an emergency and giving the all-clear; what is sent follows when either is certain."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.control import access
from tongxing.control.models import Emergency, EmergencySending
from tongxing.control.texts import LONGEST
from tongxing.fairs.actions.fair import locked as locked_fair
from tongxing.trail.actions import record


def locked(emergency) -> Emergency:
    """The emergency as it is now; nobody else ends it until this transaction does."""
    emergencies = Emergency.objects.select_for_update(of=("self",)).select_related("fair__event__region", "hall")
    return emergencies.get(pk=emergency.pk)


@transaction.atomic
def start(*, fair, kind, text, by, hall=None) -> Emergency:
    """Begin an emergency at ``fair``, or in one ``hall`` of it.

    Pressed twice, or by two at once, it is one: the one that is on comes back unchanged.
    """
    fair = locked_fair(fair)
    access.check_starts(by, fair)
    before = access.open_at(fair)
    if before:
        return before
    access.check_hall(fair, hall)
    emergency = Emergency.objects.create(fair=fair, hall=hall, kind=kind, text=_checked(text, hall), started_by=by)
    record("started an emergency", emergency, by=by, fair=fair.pk, kind=kind, hall=hall.pk if hall else None)
    return emergency


@transaction.atomic
def widen(*, emergency, by) -> Emergency:
    """What began in one hall concerns the whole fair from now on: it is sent to who has no message yet."""
    emergency = locked(emergency)
    access.check_helps(by, emergency)
    if emergency.hall_id:
        before, emergency.hall = emergency.hall_id, None
        emergency.save(update_fields=["hall"])
        emergency.sendings.filter(phase=EmergencySending.Phase.START).update(done_at=None)
        record("widened an emergency to the whole fair", emergency, by=by, fair=emergency.fair_id, hall=before)
    return emergency


@transaction.atomic
def end(*, emergency, text, by) -> Emergency:
    """Give the all-clear with ``text``. Given twice, the first one stands."""
    emergency = locked(emergency)
    access.check_ends(by, emergency)
    if emergency.ended_at:
        return emergency
    emergency.all_clear, emergency.ended_at, emergency.ended_by = _checked(text, emergency.hall), timezone.now(), by
    emergency.save(update_fields=["all_clear", "ended_at", "ended_by"])
    record("gave the all-clear", emergency, by=by, fair=emergency.fair_id)
    return emergency


def _checked(text: str, hall=None) -> str:
    """The text without needless blanks; the name of the hall stands before it and counts with it."""
    said = " ".join(text.split())
    longest = LONGEST - (len(str(hall)) + 1 if hall else 0)
    if not said:
        raise Refused(_("Write what people should do."))
    if len(said) > longest:
        raise Refused(_("At most %(count)s signs: everybody must understand it at once.") % {"count": longest})
    return said
