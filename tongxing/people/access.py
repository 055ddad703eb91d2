"""Who reaches whom: the one place where region scope is decided."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people.models import Role

STAFF = tuple(Role.STAFF)
WRITERS = (Role.What.CLERK, Role.What.LEAD)


def staff_paths(user, names=STAFF) -> list[str]:
    """Paths of the regions in which ``user`` holds one of the staff roles ``names`` today."""
    if not user.is_authenticated:
        return []
    return [role.region.path for role in user.current_roles() if role.what in names]


def within(user, queryset, field: str = "region", names=STAFF):
    """``queryset`` narrowed to what lies in the user's own regions or below; nobody else's people, ever.

    ``field`` leads from the model to its region (``"person__region"``).
    """
    reach = Q(pk__in=[])
    for path in staff_paths(user, names):
        reach |= Q(**{f"{field}__path__startswith": path})
    return queryset.filter(reach)


def reaches(user, region, names=STAFF) -> bool:
    """Whether ``region`` is one of the user's own regions or lies below one."""
    return any(region.path.startswith(path) for path in staff_paths(user, names))


def found_within(user, queryset, field: str = "region", names=STAFF, **lookup):
    """The one object of ``queryset`` in the user's reach; elsewhere it is *not found*, never *forbidden*."""
    return get_object_or_404(within(user, queryset, field, names), **lookup)


def hide_unless(allowed: bool) -> None:
    """Answer "not found" unless ``allowed``: what one may not see does not exist for one."""
    if not allowed:
        raise Http404


def check_writes_in(user, region) -> None:
    """Clerks and leads of the region or of one above it may write there."""
    if not reaches(user, region, WRITERS):
        raise Refused(
            _("Only clerks and leads of %(region)s, or of the federation above it, may do this.") % {"region": region}
        )
