"""Starting an emergency and giving the all-clear; what is sent follows when either is certain."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.control import access
from tongxing.control.models import Emergency
from tongxing.control.texts import LONGEST
from tongxing.fairs.actions.fair import locked as locked_fair
from tongxing.trail.actions import record


def locked(emergency) -> Emergency:
    """The emergency as it is now; nobody else ends it until this transaction does."""
    emergencies = Emergency.objects.select_for_update(of=("self",)).select_related("fair__event__region")
    return emergencies.get(pk=emergency.pk)


@transaction.atomic
def start(*, fair, kind, text, by) -> Emergency:
    """Begin an emergency. Pressed twice, or by two at once, it is one: the one that is on comes back unchanged."""
    fair = locked_fair(fair)
    access.check_starts(by, fair)
    before = access.open_at(fair)
    if before:
        return before
    emergency = Emergency.objects.create(fair=fair, kind=kind, text=_checked(text), started_by=by)
    record("started an emergency", emergency, by=by, fair=fair.pk, kind=kind)
    return emergency


@transaction.atomic
def end(*, emergency, text, by) -> Emergency:
    """Give the all-clear with ``text``. Given twice, the first one stands."""
    emergency = locked(emergency)
    access.check_ends(by, emergency)
    if emergency.ended_at:
        return emergency
    emergency.all_clear, emergency.ended_at, emergency.ended_by = _checked(text), timezone.now(), by
    emergency.save(update_fields=["all_clear", "ended_at", "ended_by"])
    record("gave the all-clear", emergency, by=by, fair=emergency.fair_id)
    return emergency


def _checked(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise Refused(_("Write what people should do."))
    if len(said) > LONGEST:
        raise Refused(_("At most %(count)s signs: everybody must understand it at once.") % {"count": LONGEST})
    return said
