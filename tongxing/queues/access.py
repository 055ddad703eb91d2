"""Who takes a number, who answers for whom, who calls; and the sentence when not."""

import datetime as dt

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.access import within_hosted
from tongxing.common.refusal import Refused
from tongxing.fairs import access as fairs
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS, acts_for, hide_unless, own_people
from tongxing.queues import push
from tongxing.queues.models import Desk, Number, Visitor

HOLDER = "holder of the number"
"""``by`` of somebody who is not signed in and came with the key of a visitor, a ticket, or the code of a zone."""
MOST_A_MINUTE = 12


# What exists for whom


def desks_for_staff(user, names=WRITERS):
    """The desks of the fairs that ``user`` runs."""
    return within_hosted(user, Desk.objects.select_related("fair__event__region", "zone__hall"), "fair__event", names)


def found_desk(user, pk, names=WRITERS) -> Desk:
    """The desk for those who run its fair, or "not found"."""
    return get_object_or_404(desks_for_staff(user, names), pk=pk)


def found_number(user, pk) -> Number:
    """The number for those who run its fair, or "not found"."""
    numbers = within_hosted(user, numbers_with_all(), "desk__fair__event", WRITERS)
    return get_object_or_404(numbers, pk=pk)


def numbers_with_all():
    """Numbers with what their pages and sentences read."""
    return Number.objects.select_related(
        "desk__fair__event__region", "desk__zone__hall", "visitor__registration__person__region"
    )


def desk_by_code(code: str) -> Desk:
    """The desk whose QR code was read; also where its fair no longer runs, so that it can say so."""
    return get_object_or_404(Desk.objects.select_related("fair__event__region", "zone__hall"), code=code)


def visitor_by_key(key: str) -> Visitor:
    """The visitor whose page's address holds ``key``, or "not found"."""
    return get_object_or_404(
        Visitor.objects.select_related("fair__event__region", "registration__person__region"), key=key
    )


def own_visitors(user):
    """The visitors that ``user`` is, or speaks for, at whatever fair."""
    return Visitor.objects.filter(registration__person__in=own_people(user)).select_related(
        "fair__event__region", "registration__person"
    )


# Who may


def speaks_for(by, visitor: Visitor) -> bool:
    """Whether ``by`` is the person, speaks for them, holds their key, or runs the fair."""
    if by == HOLDER or fairs.runs(by, visitor.fair):
        return True
    return visitor.registration is not None and acts_for(by, visitor.registration.person)


def check_speaks_for(by, visitor: Visitor) -> None:
    """For everybody else the number does not exist."""
    hide_unless(speaks_for(by, visitor))


def check_runs(by, fair) -> None:
    """Clerks and leads of the fair; for everybody else its desks do not exist. A holder's key runs nothing."""
    hide_unless(by != HOLDER and fairs.runs(by, fair))


def check_runs_today(by, fair) -> None:
    """Those who run the fair, while it runs."""
    check_runs(by, fair)
    check_running(fair)


def check_running(fair) -> None:
    """Numbers are given and called while the fair runs."""
    fairs.check_not_reported(fair)
    if fair.state != Fair.State.RUNNING:
        raise Refused(_("%(fair)s does not run now: no numbers are given or called.") % {"fair": fair})


def check_takes_ends(fair) -> None:
    """What is still open is ended while the fair runs, and afterwards until it is reported."""
    fairs.check_takes_entries(fair)


def check_takes(by, desk: Desk, visitor: Visitor) -> None:
    """A number at an open desk of the visitor's own fair, for those who speak for them."""
    check_speaks_for(by, visitor)
    if visitor.fair_id != desk.fair_id:
        raise Refused(_("%(desk)s belongs to another fair.") % {"desk": desk})
    check_running(desk.fair)
    check_is_open(desk)


def check_is_open(desk: Desk) -> None:
    """Closed desks give no numbers; those that wait there keep theirs."""
    if not desk.is_open:
        raise Refused(_("%(desk)s is closed now and gives no numbers. Ask there when it opens again.") % {"desk": desk})


def check_not_flooded(desk: Desk) -> None:
    """People whom nobody knows take so many numbers a minute by the zone's code; a program would take thousands."""
    since = timezone.now() - dt.timedelta(minutes=1)
    if desk.numbers.filter(means=Number.Means.ZONE, taken_at__gt=since).count() >= MOST_A_MINUTE:
        raise Refused(_("Many people took a number here just now. Wait a minute, or ask at the desk for one."))


def check_step(number: Number, to: str) -> None:
    """One of the permitted steps of a number."""
    if to not in Number.STEPS[Number.State(number.state)]:
        raise Refused(
            _("Number %(number)s is “%(state)s”: that is not possible any more. Look at the page again.")
            % {"number": number.text, "state": number.get_state_display()}
        )


def check_is_called(number: Number) -> None:
    """Only who is called now can be called again, answer, or be missing."""
    if number.state != Number.State.CALLED:
        raise Refused(_("Number %(number)s is not called now. Look at the page again.") % {"number": number.text})


def check_push_address(endpoint: str, p256dh: str, auth: str) -> None:
    """Notices go to the push services of browsers alone: an address from outside leads nowhere else."""
    if len(endpoint) > 600 or not push.is_known(endpoint):
        raise Refused(_("This browser's notices come by a service that is not known here. Choose another way."))
    if not push.is_usable(p256dh, auth):
        raise Refused(_("This browser's notices cannot be used. Choose another way."))
