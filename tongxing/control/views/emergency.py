"""An emergency: chosen, started with a second press, followed, ended."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.control import access, actions
from tongxing.control.forms import AllClearForm, EmergencyForm
from tongxing.control.models import Emergency, EmergencySending
from tongxing.control.texts import ALL_CLEAR, PROPOSED
from tongxing.control.whereabouts import by_place
from tongxing.fairs import access as fair_access
from tongxing.people.access import WRITERS

Phase, Way = EmergencySending.Phase, EmergencySending.Way


@role(*WRITERS)
def choose(request, pk):
    """Three large buttons: leave, stay, come to the meeting place."""
    fair = fair_access.found_for_staff(request.user, pk)
    found = access.open_at(fair)
    if found:
        return redirect("control:emergency", pk=found.pk)
    access.check_starts(request.user, fair)
    kinds = [(kind, kind.label, PROPOSED[kind]) for kind in Emergency.Kind]
    return render(request, "control/choose.html", {"fair": fair, "kinds": kinds})


@role(*WRITERS)
def start(request, pk, what):
    """The text, and the press that sends it."""
    fair = fair_access.found_for_staff(request.user, pk)
    if what not in Emergency.Kind.values:
        raise Http404
    kind = Emergency.Kind(what)
    form = EmergencyForm(request.POST or None, initial={"text": PROPOSED[kind]}, fair=fair)
    if form.is_valid():
        try:
            chosen = {"text": form.cleaned_data["text"], "hall": form.cleaned_data.get("hall")}
            made = actions.start(fair=fair, kind=kind, by=request.user, **chosen)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            actions.send(emergency=made, phase=Phase.START, by=request.user)
            return redirect("control:emergency", pk=made.pk)
    return render(request, "control/start.html", {"fair": fair, "form": form, "kind": kind})


@role(*WRITERS)
def emergency(request, pk):
    """What was sent by which way to how many, and what is done next."""
    found = access.found_emergency(request.user, pk)
    sendings = list(found.sendings.all())
    is_done = {(sending.phase, sending.way): bool(sending.done_at) for sending in sendings}
    last = (_phase_of(found), Way.TEXT)  # texts are sent after everything else
    context = {
        "emergency": found,
        "fair": found.fair,
        "sendings": sendings,
        "is_unsent": not is_done.get(last) or not all(is_done.values()),
    }
    return render(request, "control/emergency.html", context)


def _phase_of(found) -> EmergencySending.Phase:
    """What is being sent now: the warning, or that it is over."""
    return Phase.OVER if found.ended_at else Phase.START


@role(*WRITERS)
@require_POST
def send_again(request, pk):
    """Go on with a sending that was interrupted; who has the message gets no second one."""
    found = access.found_emergency(request.user, pk)
    actions.send(emergency=found, phase=_phase_of(found), by=request.user)
    messages.success(request, _("Sent to everybody who had no message yet."))
    return redirect("control:emergency", pk=pk)


@role(*WRITERS)
@require_POST
def widen(request, pk):
    """From one hall to the whole fair; who has the message gets no second one."""
    found = access.found_emergency(request.user, pk)
    widened = actions.widen(emergency=found, by=request.user)
    actions.send(emergency=widened, phase=Phase.START, by=request.user)
    messages.success(request, _("It concerns the whole fair now."))
    return redirect("control:emergency", pk=pk)


@role(*WRITERS)
def people(request, pk):
    """Who agreed to be helped, by the place where they were last; the look stands in their trail."""
    found = access.found_emergency(request.user, pk)
    listed = actions.open_list(emergency=found, by=request.user)
    return render(
        request, "control/people.html", {"emergency": found, "fair": found.fair, "groups": by_place(found, listed)}
    )


@role(*WRITERS)
@require_POST
def out(request, pk, registration):
    """This person is out."""
    found = access.found_emergency(request.user, pk)
    helped = get_object_or_404(access.may_be_helped(found.fair), pk=registration)
    actions.note_out(emergency=found, registration=helped, by=request.user)
    return redirect("control:people", pk=pk)


@role(*WRITERS)
def over(request, pk):
    """The all-clear."""
    found = access.found_emergency(request.user, pk)
    if found.ended_at:
        return redirect("control:emergency", pk=pk)
    form = AllClearForm(request.POST or None, initial={"text": ALL_CLEAR})
    if form.is_valid():
        try:
            ended = actions.end(emergency=found, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            actions.send(emergency=ended, phase=Phase.OVER, by=request.user)
            return redirect("control:emergency", pk=pk)
    return render(request, "control/over.html", {"emergency": found, "fair": found.fair, "form": form})
