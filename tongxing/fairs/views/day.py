"""The door: whoever comes is found, let in, and told so aloud."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.fairs import access, actions, finding
from tongxing.fairs.forms.day import ChosenForm, DoorForm, WalkInForm, WhyForm
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import Attendance
from tongxing.fairs.views.taking_part import home_regions
from tongxing.people.access import WRITERS

Means = Attendance.Means


def spoken(attendance) -> tuple[str, str]:
    """(good or caution, the sentence) for a coming that was just entered."""
    name = attendance.registration.person.masked_name()
    if attendance.was_sent_before:
        return "caution", _("%(name)s: this entry was there already; nothing was counted twice.") % {"name": name}
    if attendance.earlier:
        sentence = _(
            "Welcome back, %(name)s. Coming number %(count)s: it counts as an attendance, not as another person."
        )
        return "caution", sentence % {"name": name, "count": attendance.earlier + 1}
    return "good", _("Welcome, %(name)s. First coming.") % {"name": name}


@role(*WRITERS)
def door(request, pk):
    """One field for a ticket, telephone, certificate or name; the answer stands first and is read aloud."""
    # Who stands at the door is staff: the links at the top need not ask what else they are.
    context = {"form": DoorForm(), "places": {"is_staff": True}}
    if request.method == "POST":
        try:
            context |= _chosen(request, pk) if "registration" in request.POST else _said(request, pk)
        except Refused as refusal:
            context |= {"level": "danger", "sentence": str(refusal)}
    if "fair" not in context:
        context["fair"] = access.found_for_staff(request.user, pk)
    if request.method == "GET":
        context["latest"] = context["fair"].attendances.select_related("registration__person").order_by("-pk")[:5]
    return render(request, "fairs/door.html", context)


def _answer(attendance) -> dict:
    level, sentence = spoken(attendance)
    return {"level": level, "sentence": sentence, "attendance": attendance, "fair": attendance.registration.fair}


def _said(request, pk) -> dict:
    """What was scanned or typed: a ticket lets in at once, so does a number that names one person."""
    form = DoorForm(request.POST)
    if not form.is_valid():
        return {"form": form}
    who, number = form.cleaned_data["who"], form.cleaned_data["number"]
    attendance = actions.check_in_by_ticket(fair_id=pk, code=who, by=request.user, number=number)
    if attendance is None:
        fair = access.found_for_staff(request.user, pk)
        access.check_takes_check_ins(fair)
        means, found = finding.find(fair, who)
        if means == Means.NAME or len(found) > 1:
            return _to_choose(fair, means, found)
        if not found:
            return _nobody(fair)
        attendance = actions.check_in(fair=fair, registration=found[0], means=means, by=request.user, number=number)
    return _answer(attendance)


def _to_choose(fair, means, found) -> dict:
    if not found:
        return _nobody(fair)
    means = Means.PHONE if means == Means.PHONE else Means.NAME
    listed = [(one, ChosenForm(auto_id=False, initial={"registration": one.pk, "means": means})) for one in found]
    sentence = _("Found: %(count)s. Choose the right person.") % {"count": len(found)}
    return {"fair": fair, "level": "plain", "sentence": sentence, "found": listed}


def _nobody(fair) -> dict:
    sentence = _("Nobody registered was found. Check what was typed, or enter a walk-in.")
    return {"fair": fair, "level": "danger", "sentence": sentence}


def _chosen(request, pk) -> dict:
    """The person whom staff picked."""
    fair = access.found_for_staff(request.user, pk)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return {"fair": fair, "level": "danger", "sentence": _("Search again, then choose the person.")}
    registration = get_object_or_404(fair.registrations, pk=form.cleaned_data["registration"])
    return _answer(
        actions.check_in(
            fair=fair,
            registration=registration,
            means=form.cleaned_data["means"],
            by=request.user,
            number=form.cleaned_data["number"],
        )
    )


@role(*WRITERS)
def walk_in(request, pk):
    """Somebody without a ticket: one short form, and they are in."""
    fair = access.found_for_staff(request.user, pk)
    access.check_takes_check_ins(fair)
    form = WalkInForm(request.POST or None, regions=home_regions(request.user))
    if form.is_valid():
        with refusals_in(form):
            attendance = actions.walk_in(fair=fair, by=request.user, **form.cleaned_data)
            context = {"form": DoorForm(), **_answer(attendance)}
            return render(request, "fairs/door.html", context)
    return render(request, "fairs/walk_in.html", {"fair": fair, "form": form})


@role(*WRITERS)
def undo(request, pk):
    """Take back a coming that was entered by mistake; ``pk`` is the attendance's."""
    attendance = found_hosted(
        request.user,
        Attendance.objects.select_related("registration__person", "fair__event__region"),
        "fair__event",
        WRITERS,
        pk=pk,
    )
    form = WhyForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            actions.undo_check_in(attendance=attendance, by=request.user, why=form.cleaned_data["why"])
            messages.success(request, _("The entry is taken back."))
            return redirect("fairs:door", pk=attendance.fair_id)
    title = _("Take back the coming of %(name)s") % {"name": attendance.registration.person.masked_name()}
    return render(request, "fairs/form.html", {"fair": attendance.fair, "form": form, "title": title})
