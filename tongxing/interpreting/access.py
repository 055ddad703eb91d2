"""Who may ask for an interpreter, who answers, and the sentence when not."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.campaigns.access import RUNNING, hosted_events
from tongxing.common.refusal import Refused
from tongxing.fairs.access import own_registrations, runs
from tongxing.fairs.models import Fair, InterpreterShift, Participation
from tongxing.interpreting.crew import with_place
from tongxing.interpreting.models import InterpreterRequest
from tongxing.organisations.access import speaks_for, spoken_for
from tongxing.people.access import STAFF, acts_for, hide_unless, is_program, staff_paths

State = InterpreterRequest.State


def requests_for(user):
    """The requests that exist for ``user``: their own, their wards', at their booths, sent to them, of their region."""
    seen = Q(asked_by=user) | Q(shift__account=user, state__in=(*InterpreterRequest.TAKEN, State.DONE))
    seen |= Q(registration__in=own_registrations(user).values("pk"))
    if user.holds("employer"):
        held = Participation.objects.filter(employer__in=spoken_for(user), is_withdrawn=False)
        seen |= Q(booth__in=held.exclude(booth=None).values("booth"))
    if staff_paths(user):
        seen |= Q(fair__event__in=hosted_events(user, STAFF, RUNNING).values("pk"))
    return with_place(InterpreterRequest.objects.all()).filter(seen)


def found(user, pk) -> InterpreterRequest:
    """The request that exists for ``user``, or "not found"."""
    return get_object_or_404(requests_for(user), pk=pk)


def is_sent(user, request) -> bool:
    """Whether ``user`` is the interpreter who is bound by ``request``, or was until its end."""
    return request.shift is not None and request.shift.account_id == user.pk


def has_asked(user, request) -> bool:
    """Whether ``user`` asked, or is whom it is for, or speaks for them."""
    own = request.registration and acts_for(user, request.registration.person)
    return request.asked_by_id == user.pk or bool(own)


def reads_details(user, request) -> bool:
    """Whether ``user`` reads what it is about and what to prepare: those who asked, those who run the fair, and the
    interpreter from being sent until the end. An employer at whose booth it is learns that somebody comes, no more.
    """
    is_under_way = request.state in InterpreterRequest.TAKEN
    return has_asked(user, request) or runs(user, request.fair) or (is_sent(user, request) and is_under_way)


def booths_held(user, fair):
    """The booths of ``fair`` at which ``user`` speaks for the employer."""
    held = fair.participations.filter(employer__in=spoken_for(user), is_withdrawn=False)
    return held.exclude(booth=None).values_list("booth", flat=True)


def may_ask(user, fair) -> bool:
    """Whether ``user`` takes part in ``fair`` in a way that lets them ask."""
    if runs(user, fair) or own_registrations(user).filter(fair=fair).exists():
        return True
    return user.holds("employer") and booths_held(user, fair).exists()


def check_asks(by, fair, *, registration=None, booth=None) -> None:
    """The person or guardian for the person, an employer at its booth, and those who run the fair; while it runs."""
    own = registration is not None and not is_program(by) and acts_for(by, registration.person)
    at_booth = False
    if booth is not None and registration is None and not is_program(by):
        holder = fair.participations.filter(booth=booth, is_withdrawn=False).select_related("employer").first()
        at_booth = holder is not None and speaks_for(by, holder.employer)
    hide_unless(runs(by, fair) or own or at_booth)
    if fair.state != Fair.State.RUNNING:
        raise Refused(_("%(fair)s is not running: interpreters are sent on the day itself.") % {"fair": fair})


def check_place_of(fair, *, registration=None, zone=None, booth=None, place="") -> None:
    """Person and place belong to the fair, and some place is said."""
    hide_unless(registration is None or registration.fair_id == fair.pk)
    hide_unless(zone is None or zone.hall.fair_id == fair.pk)
    hide_unless(booth is None or booth.zone.hall.fair_id == fair.pk)
    if not (zone or booth or place.strip()):
        raise Refused(_("Say where the interpreter is to come."))


def check_serves(by, request) -> None:
    """The interpreter who was sent; and those who run the fair, for one who has no telephone at hand."""
    hide_unless(runs(by, request.fair) or is_sent(by, request))


def check_withdraws(by, request) -> None:
    """Who asked, whom it is for, and those who run the fair."""
    hide_unless(runs(by, request.fair) or has_asked(by, request))


def check_step(request, to) -> None:
    """One of the permitted steps."""
    if to not in InterpreterRequest.STEPS[request.state]:
        raise Refused(
            _("This request is “%(state)s” already. Look at its page again.") % {"state": request.get_state_display()}
        )


def shifts_of(user):
    """The shifts in which ``user`` interprets."""
    return InterpreterShift.objects.filter(account=user).select_related("fair__event__region")
