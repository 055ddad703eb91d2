"""Roles: granted, and ended."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people import access
from tongxing.people.models import Account, Region, Role
from tongxing.trail.actions import record


@transaction.atomic
def grant_role(
    *,
    account: Account,
    what: str,
    region: Region,
    by,
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
) -> Role:
    """Make ``account`` a ``what`` in ``region``; the same role that stands already is given back unchanged."""
    if what not in Role.What:
        raise Refused(_("There is no such role."))
    if not isinstance(by, str):
        if by.pk == account.pk and what in Role.STAFF:
            raise Refused(_("Nobody gives a staff role to themselves. Ask another lead."))
        access.check_grants(by, what, region)
    start = valid_from or today()
    if valid_until and valid_until < start:
        raise Refused(_("The role would end before it begins. Change one of the two days."))
    standing = Role.objects.filter(account=account, what=what, region=region, ended_at=None)
    same = standing.filter(valid_from__lte=start).exclude(valid_until__lt=start).first()
    if same and same.valid_until == valid_until:
        return same
    if same and same.valid_from == start:
        same.valid_until = valid_until
        same.save(update_fields=["valid_until"])
        role = same
    else:
        role = Role.objects.create(account=account, what=what, region=region, valid_from=start, valid_until=valid_until)
    account.__dict__.pop("_current_roles", None)
    record("granted a role", account, by=by, what=what, region=region.code, valid_from=start, valid_until=valid_until)
    return role


@transaction.atomic
def end_role(*, role: Role, by) -> Role:
    """Take ``role`` back from this moment on. The row stays: it says what was."""
    role = Role.objects.select_for_update().select_related("region", "account").get(pk=role.pk)
    if not isinstance(by, str):
        access.check_ends_role(by, role)
    if role.ended_at is None:
        role.ended_at = timezone.now()
        role.valid_until = max(role.valid_from, min(role.valid_until or today(), today()))
        role.save(update_fields=["ended_at", "valid_until"])
        record("ended a role", role.account, by=by, what=role.what, region=role.region.code)
    role.account.__dict__.pop("_current_roles", None)
    return role
