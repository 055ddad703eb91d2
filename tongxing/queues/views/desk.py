"""The desks of a fair, for those who run it: made, opened, closed, and what hangs beside them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.audience import role
from tongxing.fairs import access as fairs
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.people.access import WRITERS
from tongxing.queues import access, actions, listing
from tongxing.queues.forms.desk import DeskForm
from tongxing.queues.views.holder import picture_of
from tongxing.queues.views.zone import expected


@role(*WRITERS)
def desks(request, pk):
    """Every desk with its queue, and the ways to its console, poster and board."""
    fair = fairs.found_for_staff(request.user, pk)
    actions.advance(fair=fair)
    rows = expected(fair, listing.desks(fair))
    halls = {desk.zone.hall_id: desk.zone.hall for desk, _count, _wait in rows}
    return render(request, "queues/desks.html", {"fair": fair, "rows": rows, "halls": halls.values()})


@role(*WRITERS)
def add_desk(request, pk):
    """A new desk at one of the fair's zones."""
    fair = fairs.found_for_staff(request.user, pk)
    form = DeskForm(request.POST or None, fair=fair)
    if form.is_valid():
        with refusals_in(form):
            desk = actions.save_desk(by=request.user, **form.said())
    if form.is_bound and form.is_valid():
        messages.success(request, _("The desk is there. Print its poster, then open it."))
        return redirect("queues:console", pk=desk.pk)
    return render(request, "queues/form.html", {"fair": fair, "form": form, "title": _("A new desk")})


@role(*WRITERS)
def edit_desk(request, pk):
    """Name, places and minutes of a desk."""
    desk = access.found_desk(request.user, pk)
    kept = {name: getattr(desk, name) for name in ("zone", "name", "places", "minutes")} | {"begins": desk.prefix}
    form = DeskForm(request.POST or None, fair=desk.fair, initial=kept)
    if form.is_valid():
        with refusals_in(form):
            actions.save_desk(desk=desk, by=request.user, **form.said())
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("queues:desks", pk=desk.fair_id)
    return render(request, "queues/form.html", {"fair": desk.fair, "form": form, "title": _("Change the desk")})


@role(*WRITERS)
def poster(request, pk):
    """What hangs at the desk: its name and the QR code with which a telephone takes a number."""
    desk = access.found_desk(request.user, pk)
    address = request.build_absolute_uri(reverse("queues:zone", args=[desk.code]))
    return render(request, "queues/poster.html", {"desk": desk, "fair": desk.fair, "address": address})


@role(*WRITERS)
def code(request, pk):
    """The desk's QR code as a picture (SVG)."""
    desk = access.found_desk(request.user, pk)
    return picture_of(request.build_absolute_uri(reverse("queues:zone", args=[desk.code])))
