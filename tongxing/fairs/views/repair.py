"""Changing told times: one interview by hand, and the repair of the day. First what comes of it, then the yes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role
from tongxing.fairs import access, actions, letters, minutes, repairing, sentences, timetable_access
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.forms.repair import (
    BoothDisruptionForm,
    InterpreterDisruptionForm,
    MoveInterviewForm,
    NewTimeForm,
    PersonDisruptionForm,
    SeenForm,
)
from tongxing.fairs.listing import PLACED
from tongxing.fairs.models import Disruption, Interview, TimeChange
from tongxing.fairs.views.booth import holder_of
from tongxing.people.access import WRITERS

FREE_SHOWN = 12


@role(*WRITERS)
def move_interview(request, pk):
    """Another time for one interview: what it would break, at once; where nothing, the yes."""
    interview = found_hosted(
        request.user,
        Interview.objects.select_related(*PLACED, "registration__fair__event__region"),
        "registration__fair__event",
        WRITERS,
        pk=pk,
    )
    fair = interview.registration.fair
    timetable_access.check_move_interview(request.user, interview)
    asked = NewTimeForm(request.GET if "to" in request.GET else None, fair=fair)
    form = MoveInterviewForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            change = actions.move_interview(interview=interview, by=request.user, **form.cleaned_data)
            _say_moved(request, [change])
            return redirect("fairs:timetable", pk=fair.pk)
    context = {"fair": fair, "interview": interview, "asked": asked, "form": form}
    if asked.is_valid():
        context |= _looked_at(fair, interview, asked)
    if "breaks" in context and not context["breaks"] and not form.is_bound:
        context["form"] = MoveInterviewForm(initial={"start": asked.start(), "edition": fair.timetable_edition})
    return render(request, "fairs/move_interview.html", context)


def _looked_at(fair, interview, asked) -> dict:
    """What the page says of the time that was asked for, and which times near it are free."""
    try:
        look = repairing.look(fair, interview, asked.start())
    except LookupError:
        return {"breaks": [_("The employer has no booth yet. Give it one, then make the timetable again.")]}
    here = minutes.minute(fair, interview.starts_at) if interview.starts_at else None
    near = sorted(sorted(look.free, key=lambda start: abs(start - look.start))[:FREE_SHOWN])
    return {
        "breaks": sentences.breaks(fair, look.move.breaks),
        "new": minutes.moment(fair, look.start),
        "free": [minutes.moment(fair, start) for start in near if start not in {look.start, here}],
    }


def _say_moved(request, changes) -> None:
    """How many times changed, and whether somebody has to be told by word of mouth."""
    if not changes:
        messages.success(request, _("It is kept. No time that was told has changed, so nobody got a message."))
        return
    keys = [change.pk for change in changes]
    silent = TimeChange.objects.filter(pk__in=keys, is_told=False).count()
    said = ngettext("%(count)s time was changed.", "%(count)s times were changed.", len(changes))
    messages.success(request, said % {"count": len(changes)})
    if silent:
        said = ngettext(
            "%(count)s of them could not be sent as a message: tell it at the fair. It is on the page of the day.",
            "%(count)s of them could not be sent as messages: tell them at the fair. They are on the page of the day.",
            silent,
        )
        messages.warning(request, said % {"count": silent})


# The day


@role(*WRITERS)
def today(request, pk):
    """What happened on the day, whom still to tell, and the ways to say what happens now."""
    fair = access.found_for_staff(request.user, pk)
    standing = fair.disruptions.filter(over_at=None).select_related("registration__person", "shift", "booth")
    changes = TimeChange.objects.filter(interview__registration__fair=fair).select_related(
        *(f"interview__{name}" for name in PLACED)
    )
    return render(
        request,
        "fairs/today.html",
        {
            "fair": fair,
            "standing": [(one, sentences.disruption_for_staff(fair, one)) for one in standing],
            "to_tell": [(change, letters.change_in_words(fair, change)) for change in changes.filter(is_told=False)],
            "told": [(change, letters.change_in_words(fair, change)) for change in changes.filter(is_told=True)[:30]],
            "takes": fair.state in {"seekers", "running"},
        },
    )


def _disrupt(request, pk, title, form_of, disruption_of):
    """Ask what happened; show the repair; write it once somebody said yes to just this one."""
    fair = access.found_for_staff(request.user, pk)
    timetable_access.check_change_times(request.user, fair)
    form, seen = form_of(request.POST or None, fair=fair), SeenForm(request.POST if "seen" in request.POST else None)
    context = {"fair": fair, "form": form, "title": title}
    if form.is_valid():
        with refusals_in(form):
            disruption = disruption_of(form)
            timetable_access.check_disruption(fair, disruption)
            if seen.is_valid():
                changes = actions.repair_day(disruption=disruption, by=request.user, **seen.cleaned_data)
                _say_moved(request, changes)
                return redirect("fairs:today", pk=pk)
            return render(request, "fairs/repair.html", context | _proposed(fair, disruption))
    return render(request, "fairs/disrupt.html", context)


def _proposed(fair, disruption) -> dict:
    """The repair as the page shows it: each told time that moves or is lost, and why."""
    proposal = repairing.propose(fair, disruption)
    result = proposal.result
    moved, lost = [], []
    for one in result.moved:
        interview = proposal.interviews[one.meeting]
        because = sentences.breaks(fair, one.facts) or [_("It makes room for another interview.")]
        if one.new:
            moved.append((interview, minutes.moment(fair, one.new.start), because))
        else:
            left = result.left_out_by_meeting[one.meeting]
            lost.append((interview, because, sentences.from_facts(fair, left.facts, together=left.together)))
    found = [
        (interview, minutes.moment(fair, result.placed_by_meeting[key].start))
        for key, interview in proposal.interviews.items()
        if interview.starts_at is None and key in result.placed_by_meeting
    ]
    return {
        "words": sentences.disruption_for_staff(fair, disruption),
        "moved": moved,
        "lost": lost,
        "found": found,
        "people": len({one[0].registration_id for group in (moved, lost, found) for one in group}),
        "seen": SeenForm(initial={"now": proposal.now, "edition": fair.timetable_edition, "seen": proposal.seen}),
    }


@role(*WRITERS)
def person_disruption(request, pk):
    """Somebody comes later or leaves earlier."""

    def made(form) -> Disruption:
        return form.disruption(holder_of(form.fair, form.cleaned_data["ticket"]))

    return _disrupt(request, pk, _("Somebody comes later or leaves earlier"), PersonDisruptionForm, made)


@role(*WRITERS)
def interpreter_disruption(request, pk):
    """An interpreter is not there."""
    made = InterpreterDisruptionForm.disruption
    return _disrupt(request, pk, _("An interpreter is not there"), InterpreterDisruptionForm, made)


@role(*WRITERS)
def booth_disruption(request, pk):
    """A booth is closed."""
    made = BoothDisruptionForm.disruption
    return _disrupt(request, pk, _("A booth is closed"), BoothDisruptionForm, made)


@role(*WRITERS)
@require_POST
def end_disruption(request, pk):
    """It no longer holds."""
    disruption = found_hosted(
        request.user, Disruption.objects.select_related("fair__event__region"), "fair__event", WRITERS, pk=pk
    )
    actions.end_disruption(disruption=disruption, by=request.user)
    messages.success(request, _("It no longer holds. Times that were changed stay as they were told."))
    return redirect("fairs:today", pk=disruption.fair_id)


@role(*WRITERS)
@require_POST
def mark_told(request, pk):
    """The person of a changed time was told by word of mouth; ``pk`` is the change's."""
    changes = TimeChange.objects.select_related("interview__registration__fair__event__region")
    change = found_hosted(request.user, changes, "interview__registration__fair__event", WRITERS, pk=pk)
    actions.mark_told(change=change, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("fairs:today", pk=change.interview.registration.fair_id)
