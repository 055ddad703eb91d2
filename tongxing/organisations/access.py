"""Who speaks for an organisation, and who in the federation looks after it."""

from django.db.models import Q

from tongxing.common.dates import today
from tongxing.organisations.models import Membership, Organisation
from tongxing.people.access import WRITERS, hide_unless, is_program, reaches
from tongxing.people.models import Account, Role


def spoken_for(user):
    """The organisations for which ``user`` holds an employer's role today."""
    roles = [role.pk for role in user.current_roles() if role.what == Role.What.EMPLOYER]
    return Organisation.objects.filter(memberships__role__in=roles)


def own_organisations(user) -> list[Organisation]:
    """``spoken_for`` as a list: one query, kept for the request."""
    own = getattr(user, "_own_organisations", None)
    if own is None:
        own = user._own_organisations = list(spoken_for(user).distinct().order_by("name"))
    return own


def members_of(organisations) -> dict[int, list[Account]]:
    """Key of each of ``organisations`` → the accounts that speak for it today."""
    day = today()
    standing = Membership.objects.filter(
        Q(role__valid_until=None) | Q(role__valid_until__gte=day),
        organisation__in=organisations,
        role__what=Role.What.EMPLOYER,
        role__valid_from__lte=day,
        role__ended_at=None,
    )
    members: dict[int, list[Account]] = {}
    for membership in standing.select_related("role__account").order_by("pk"):
        members.setdefault(membership.organisation_id, []).append(membership.role.account)
    return members


def speaks_for(user, organisation) -> bool:
    """Whether ``user`` is a member of ``organisation`` today."""
    if not user.is_authenticated or not user.holds(Role.What.EMPLOYER):
        return False
    return organisation in own_organisations(user)


def acts_for(user, organisation) -> bool:
    """Whether ``user`` keeps its facts: its members, and clerks and leads whose region it lies in."""
    return reaches(user, organisation.region, WRITERS) or speaks_for(user, organisation)


def check_acts_for(user, organisation) -> None:
    """To everybody else the page does not exist."""
    hide_unless(acts_for(user, organisation))


def fills(by, organisation) -> bool:
    """Whether ``by`` (an account, or a program's name) may complete what is known about ``organisation``."""
    if is_program(by) or reaches(by, organisation.region, WRITERS):
        return True
    return by.holds(Role.What.EMPLOYER) and speaks_for(by, organisation)
