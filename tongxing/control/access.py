"""Who may start and end an emergency, and who sees whom to help."""

from django.utils.translation import gettext as _

from tongxing.campaigns.access import found_hosted
from tongxing.common.refusal import Refused
from tongxing.control.models import Emergency
from tongxing.control.whereabouts import HOW
from tongxing.fairs.access import check_runs
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS, has_consent
from tongxing.people.models import Consent

State = Fair.State


def open_at(fair) -> Emergency | None:
    """The emergency that is on at ``fair``."""
    return fair.emergencies.filter(ended_at=None).select_related("hall").first()


def found_emergency(user, pk) -> Emergency:
    """The emergency, for who runs its fair; elsewhere it is not found."""
    emergencies = Emergency.objects.select_related("fair__event__region", "fair__event__campaign", "hall")
    return found_hosted(user, emergencies, "fair__event", WRITERS, pk=pk)


def check_starts(by, fair) -> None:
    """Who runs the fair, while it runs or right after it closed and people still leave."""
    check_runs(by, fair)
    if fair.state not in {State.RUNNING, State.CLOSED}:
        raise Refused(_("%(fair)s is not running: there is nobody to warn.") % {"fair": fair})


def check_hall(fair, hall) -> None:
    """A hall of this fair, or none: then the whole fair is meant."""
    if hall is not None and hall.fair_id != fair.pk:
        raise Refused(_("This hall is not one of this fair's. Choose it from the list."))


def check_ends(by, emergency) -> None:
    """Who runs the fair gives the all-clear; once."""
    check_runs(by, emergency.fair)


def check_helps(by, emergency) -> None:
    """The list of who needs help is there until the all-clear, and for who runs the fair."""
    check_runs(by, emergency.fair)
    if emergency.ended_at:
        raise Refused(_("The emergency is over: the list of people who need help is closed."))


def may_be_helped(fair):
    """The registrations of who came, agreed to be seen in an emergency, and needs something that bears on leaving."""
    agrees = has_consent(Consent.Purpose.EVACUATION, person="person_id")
    return (
        fair.registrations.filter(agrees, attendances__isnull=False, person__support_needs__code__in=HOW)
        .select_related("person")
        .prefetch_related("person__support_needs")
        .distinct()
        .order_by("number")
    )
