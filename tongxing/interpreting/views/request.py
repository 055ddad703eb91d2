"""Asking for an interpreter; the pages of who asked, of staff and of the interpreter."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.fairs import access as fairs_access
from tongxing.fairs import listing, spoken
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import Fair
from tongxing.interpreting import access, actions
from tongxing.interpreting.crew import with_place
from tongxing.interpreting.forms import AskForm, FinishForm, HandBackForm
from tongxing.interpreting.looking import look
from tongxing.interpreting.models import InterpreterRequest
from tongxing.interpreting.naming import first_name
from tongxing.interpreting.watching import CLOCK
from tongxing.people.access import WRITERS, hide_unless

State = InterpreterRequest.State
LATEST = 30


def _look(fair):
    """How it stands, once whoever became free meanwhile was sent."""
    seen = look(fair)
    if seen.is_due:
        actions.send_waiting(fair=fair, by=CLOCK)
        seen = look(fair)
    return seen


@role(*WRITERS)
@never_cache
def requests(request, pk):
    """For who runs the fair: the interpreters now, those who wait and about how long, and what was done."""
    fair = fairs_access.found_for_staff(request.user, pk)
    seen = _look(fair)
    ended = with_place(fair.interpreter_requests.filter(state__in=(State.DONE, State.WITHDRAWN)))
    data = {"fair": fair, "look": seen, "ended": ended.order_by("-asked_at")[:LATEST]}
    return render(request, "interpreting/requests.html", data)


@signed
def ask(request, pk):
    """Ask for an interpreter: for oneself, for who one speaks for, at one's booth; staff for anybody."""
    fair = fairs_access.seen_by(request.user, pk)
    user, is_staff = request.user, fairs_access.runs(request.user, fair)
    own = fairs_access.own_registrations(user).filter(fair=fair)
    held = list(access.booths_held(user, fair)) if user.holds("employer") else []
    hide_unless(is_staff or held or own.exists())
    form = AskForm(
        request.POST or None, fair=fair, own=own, is_staff=is_staff, booths=None if is_staff or own else held,
        initial=_proposed(request.GET),
    )  # fmt: skip
    if form.is_valid():
        with refusals_in(form):
            made = actions.ask(fair=fair, by=user, **form.asked())
            messages.success(request, _("Your request is there."))
            return redirect(made)
    return render(request, "interpreting/ask.html", {"fair": fair, "form": form})


def _proposed(said) -> dict:
    """What a QR code or a link at the place says already."""
    kinds = [kind for kind in ("zone", "booth") if said.get(kind, "").isdigit()]
    proposed = {"where": f"{kinds[0]}-{said[kinds[0]]}"} if kinds else {}
    return proposed | {name: said[name] for name in ("language", "purpose", "ticket") if name in said}


@signed
@never_cache
def request_page(request, pk):
    """One request: who comes and when about; for who asked, and for staff."""
    interpreter_request = access.found(request.user, pk)
    has_asked, runs = (
        access.has_asked(request.user, interpreter_request),
        fairs_access.runs(request.user, interpreter_request.fair),
    )
    about = line = None
    if interpreter_request.state in InterpreterRequest.OPEN:
        seen = _look(interpreter_request.fair)
        interpreter_request = access.found(request.user, pk)
        about = next((wait.about for wait in seen.waiting if wait.request == interpreter_request), None)
        line = seen.line_of(interpreter_request)
    data = {
        "one": interpreter_request,
        "fair": interpreter_request.fair,
        "about": about,
        "line": line,
        "may_withdraw": (runs or has_asked) and State.WITHDRAWN in InterpreterRequest.STEPS[interpreter_request.state],
        "runs": runs,
        "reads_details": access.reads_details(request.user, interpreter_request),
        "serves": (runs or access.is_sent(request.user, interpreter_request))
        and interpreter_request.state in InterpreterRequest.TAKEN,
        "finish": FinishForm(),
        "hand_back": HandBackForm(),
        "given_back": interpreter_request.hand_backs.select_related("shift") if runs else [],
    }
    return render(request, "interpreting/request.html", data)


@signed
@require_POST
def begin(request, pk):
    """The interpreter is there."""
    interpreter_request = access.found(request.user, pk)
    actions.begin(request=interpreter_request, by=request.user)
    return _back(request, interpreter_request)


@signed
@require_POST
def finish(request, pk):
    """It is over."""
    interpreter_request = access.found(request.user, pk)
    form = FinishForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write the time as hours and minutes, such as 10:40."))
    actions.finish(request=interpreter_request, by=request.user, **form.cleaned_data)
    messages.success(request, _("Done. The minutes are in the ledger of hours."))
    return _back(request, interpreter_request)


@signed
@require_POST
def hand_back(request, pk):
    """The interpreter cannot: the next one is sent."""
    interpreter_request = access.found(request.user, pk)
    actions.hand_back(request=interpreter_request, why=request.POST.get("why", "")[:200], by=request.user)
    messages.success(request, _("Handed back. The next interpreter is looked for."))
    return _back(request, interpreter_request)


@signed
@require_POST
def withdraw(request, pk):
    """No interpreter is needed any more."""
    interpreter_request = access.found(request.user, pk)
    actions.withdraw(request=interpreter_request, by=request.user)
    messages.success(request, _("Withdrawn."))
    return (
        redirect(interpreter_request.get_absolute_url())
        if access.has_asked(request.user, interpreter_request)
        else _back(request, interpreter_request)
    )


def _back(request, interpreter_request):
    if access.is_sent(request.user, interpreter_request):
        return redirect("interpreting:mine")
    return redirect("interpreting:requests", pk=interpreter_request.fair_id)


@signed
@never_cache
def mine(request):
    """The interpreter's page: where to go now, to whom, what for; the rest; the next interview."""
    shifts = access.shifts_of(request.user).filter(starts_at__date__lte=today(), ends_at__date__gte=today())
    shift = shifts.filter(fair__state=Fair.State.RUNNING).order_by("starts_at", "pk").first()
    data = {"shift": shift, "fair": shift and shift.fair, "finish": FinishForm(), "hand_back": HandBackForm()}
    if shift:
        seen = _look(shift.fair)
        data["line"] = line = next(line for line in seen.lines if shift in line.member.shifts)
        data["one"] = interpreter_request = line.member.request
        data["first_name"] = (
            first_name(interpreter_request.registration.person.name)
            if interpreter_request and interpreter_request.registration
            else ""
        )
        data["coming"] = _coming(shift.fair, line.member)
        data["waiting_count"] = len(seen.waiting)
    return render(request, "interpreting/mine.html", data)


def _coming(fair, member) -> list[str]:
    """The interviews of the timetable that are still to come, as sentences."""
    interviews = listing.interviews_at(fair).filter(
        pk__in=[interview.pk for interview in member.interviews], outcome="pending", ends_at__gte=timezone.now()
    )
    return [spoken.for_interpreter(fair, interview) for interview in interviews]
