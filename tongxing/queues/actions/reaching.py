"""How somebody wants to be called: the ways in their order, telephones, browsers that take notices."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people import identifiers
from tongxing.queues import access
from tongxing.queues.models import Subscription, Visitor, Way
from tongxing.trail.actions import record


@transaction.atomic
def set_ways(*, visitor, ways, by, phone=None, companion_phone=None) -> Visitor:
    """Say in what order one wants to be called; telephones that are ``None`` stay as they are."""
    access.check_speaks_for(by, visitor)
    visitor = Visitor.objects.select_for_update(of=("self",)).get(pk=visitor.pk)
    unknown = [way for way in ways if way not in Way.values]
    if unknown:
        raise Refused(_("There is no such way to be called."))
    if phone is not None:
        visitor.phone = identifiers.mobile(phone) if phone else ""
    if companion_phone is not None:
        visitor.companion_phone = identifiers.mobile(companion_phone) if companion_phone else ""
    if Way.COMPANION in ways and not visitor.companion_phone:
        raise Refused(_("Write the telephone number of who is with you."))
    visitor.ways = list(dict.fromkeys(ways))
    visitor.save(update_fields=["ways", "phone", "companion_phone"])
    record("said how to be called", visitor, by=by, ways=visitor.ways)
    return visitor


@transaction.atomic
def subscribe(*, visitor, endpoint, p256dh, auth, by) -> Subscription:
    """Keep where a browser takes web push for ``visitor``; a browser belongs to whom it was said for last."""
    access.check_speaks_for(by, visitor)
    access.check_push_address(endpoint, p256dh, auth)
    found, _is_new = Subscription.objects.update_or_create(
        endpoint=endpoint, defaults={"visitor": visitor, "p256dh": p256dh, "auth": auth}
    )
    record("asked for notices of the browser", visitor, by=by)
    return found


@transaction.atomic
def unsubscribe(*, visitor, endpoint, by) -> None:
    """Take web push back."""
    access.check_speaks_for(by, visitor)
    Subscription.objects.filter(visitor=visitor, endpoint=endpoint).delete()
