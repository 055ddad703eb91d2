"""Halls, zones, booths, quiet rooms and interpreters: what there is, and pages to add and edit it."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import public, role
from tongxing.common.dates import today
from tongxing.fairs import access, actions
from tongxing.fairs.forms.fair import BoothForm, BoothsForm, HallForm, QuietRoomForm, ShiftForm, WaysForm, ZoneForm
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import Booth, Hall, InterpreterShift, QuietRoom, Way, Zone
from tongxing.people.access import WRITERS, within
from tongxing.people.models import Account, Role


@public
def halls(request, pk):
    """Where everything is and what each place offers."""
    found = access.seen_by(request.user, pk)
    held = found.participations.exclude(booth=None).select_related("employer")
    holders = {participation.booth_id: participation.employer.name for participation in held}
    listed = list(
        found.halls.order_by("name").prefetch_related(
            "quiet_rooms", Prefetch("zones", Zone.objects.order_by("name").prefetch_related("booths"))
        )
    )
    for hall in listed:
        for zone in hall.zones.all():
            for booth in zone.booths.all():
                booth.holder = holders.get(booth.pk, "")
    user = request.user
    return render(
        request,
        "fairs/halls.html",
        {"fair": found, "halls": listed, "runs": user.is_authenticated and access.runs(user, found)},
    )


def _asked(request, fair, form, title, act):
    """One form for one place: ask, act, go back to the halls."""
    if form.is_valid():
        with refusals_in(form):
            act(form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("fairs:halls", pk=fair.pk)
    return render(request, "fairs/form.html", {"fair": fair, "form": form, "title": title})


def _place(request, model, pk, way):
    """A hall, zone, booth or room at a fair that the reader runs."""
    places = model.objects.select_related(f"{way}event__region", f"{way}event__campaign")
    return found_hosted(request.user, places, f"{way}event", WRITERS, pk=pk)


@role(*WRITERS)
def add_hall(request, pk):
    """A new hall."""
    fair = access.found_for_staff(request.user, pk)
    form = HallForm(request.POST or None)
    return _asked(
        request, fair, form, _("Add a hall"), lambda said: actions.save_hall(fair=fair, by=request.user, **said)
    )


@role(*WRITERS)
def edit_hall(request, pk):
    """Name of a hall and what it offers."""
    hall = _place(request, Hall, pk, "fair__")
    form = HallForm(request.POST or None, instance=hall)
    return _asked(
        request,
        hall.fair,
        form,
        _("Change a hall"),
        lambda said: actions.save_hall(fair=hall.fair, hall=hall, by=request.user, **said),
    )


@role(*WRITERS)
def add_zone(request, pk):
    """A new zone in the hall ``pk``."""
    hall = _place(request, Hall, pk, "fair__")
    form = ZoneForm(request.POST or None)
    return _asked(
        request,
        hall.fair,
        form,
        _("Add a zone in %(hall)s") % {"hall": hall},
        lambda said: actions.save_zone(hall=hall, by=request.user, **said),
    )


@role(*WRITERS)
def edit_zone(request, pk):
    """Name and purpose of a zone and what it offers."""
    zone = _place(request, Zone, pk, "hall__fair__")
    form = ZoneForm(request.POST or None, instance=zone)
    return _asked(
        request,
        zone.hall.fair,
        form,
        _("Change a zone"),
        lambda said: actions.save_zone(hall=zone.hall, zone=zone, by=request.user, **said),
    )


@role(*WRITERS)
def add_quiet_room(request, pk):
    """A new quiet room in the hall ``pk``."""
    hall = _place(request, Hall, pk, "fair__")
    form = QuietRoomForm(request.POST or None)
    return _asked(
        request,
        hall.fair,
        form,
        _("Add a quiet room in %(hall)s") % {"hall": hall},
        lambda said: actions.save_quiet_room(hall=hall, by=request.user, **said),
    )


@role(*WRITERS)
def edit_quiet_room(request, pk):
    """Another name for a quiet room."""
    room = _place(request, QuietRoom, pk, "hall__fair__")
    form = QuietRoomForm(request.POST or None, instance=room)
    return _asked(
        request,
        room.hall.fair,
        form,
        _("Change a quiet room"),
        lambda said: actions.save_quiet_room(hall=room.hall, room=room, by=request.user, **said),
    )


@role(*WRITERS)
def add_booths(request, pk):
    """Booths in a row in the zone ``pk``."""
    zone = _place(request, Zone, pk, "hall__fair__")
    form = BoothsForm(request.POST or None)
    return _asked(
        request,
        zone.hall.fair,
        form,
        _("Add booths in %(zone)s") % {"zone": zone},
        lambda said: actions.add_booths(zone=zone, by=request.user, **said),
    )


@role(*WRITERS)
def edit_booth(request, pk):
    """Number and desks of a booth and what it offers."""
    booth = _place(request, Booth, pk, "zone__hall__fair__")
    form = BoothForm(request.POST or None, instance=booth)
    return _asked(
        request,
        booth.zone.hall.fair,
        form,
        _("Change a booth"),
        lambda said: actions.save_booth(zone=booth.zone, booth=booth, by=request.user, **said),
    )


@role(*WRITERS)
def ways(request, pk):
    """How long one walks from hall to hall and from zone to zone; the timetable leaves so much time."""
    fair = access.found_for_staff(request.user, pk)
    kept = {(way.first_id, way.second_id): way.minutes for way in Way.objects.filter(first__fair=fair)}
    form = WaysForm(request.POST or None, halls=fair.halls.order_by("pk"), kept=kept)
    return _asked(
        request,
        fair,
        form,
        _("How long one walks"),
        lambda _said: actions.save_ways(fair=fair, minutes=form.minutes(), by=request.user),
    )


# Interpreters


@role(*WRITERS)
def interpreters(request, pk):
    """Who interprets, from when until when."""
    fair = access.found_for_staff(request.user, pk)
    shifts = fair.interpreter_shifts.select_related("account").order_by("starts_at", "name")
    return render(request, "fairs/interpreters.html", {"fair": fair, "shifts": shifts})


def _accounts(user, fair):
    """Who may be chosen: interpreters of the reader's regions and of those above the fair's, and who is chosen."""
    roles = Role.objects.filter(what=Role.What.INTERPRETER, ended_at=None).exclude(valid_until__lt=today())
    ours = within(user, roles, names=WRITERS).values("account")
    codes = {code for region in fair.event.host_regions() for code in region.path.split(".")}
    above = roles.filter(region__code__in=codes).values("account")
    chosen = fair.interpreter_shifts.exclude(account=None).values("account")
    return Account.objects.filter(Q(pk__in=ours) | Q(pk__in=above) | Q(pk__in=chosen)).order_by("name")


def _shift(request, fair, form, title, shift=None):
    if form.is_valid():
        with refusals_in(form):
            actions.save_shift(fair=fair, shift=shift, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("fairs:interpreters", pk=fair.pk)
    return render(request, "fairs/form.html", {"fair": fair, "form": form, "title": title})


@role(*WRITERS)
def add_shift(request, pk):
    """An interpreter's time at the fair."""
    fair = access.found_for_staff(request.user, pk)
    day = {"starts_at": fair.event.starts_at, "ends_at": fair.event.ends_at}
    form = ShiftForm(request.POST or None, accounts=_accounts(request.user, fair), initial=day)
    return _shift(request, fair, form, _("Add an interpreter"))


@role(*WRITERS)
def edit_shift(request, pk):
    """Another time, another language."""
    shift = _place(request, InterpreterShift, pk, "fair__")
    form = ShiftForm(request.POST or None, accounts=_accounts(request.user, shift.fair), instance=shift)
    return _shift(request, shift.fair, form, _("Change an interpreter's time"), shift)


@role(*WRITERS)
@require_POST
def remove_shift(request, pk):
    """The interpreter does not come."""
    shift = _place(request, InterpreterShift, pk, "fair__")
    fair = get_object_or_404(access.run_by(request.user), pk=shift.fair_id)
    actions.remove_shift(shift=shift, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("fairs:interpreters", pk=fair.pk)
