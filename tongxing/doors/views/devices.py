"""The clerk's pages about a fair's devices: prepare, enrol with a code, see what each holds, lock."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.doors import access, actions, listing
from tongxing.doors.forms.device import DeviceForm, LockForm
from tongxing.doors.models import Act
from tongxing.doors.rules import RULES
from tongxing.fairs.access import found_for_staff
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.people.access import WRITERS

State = Act.State


@role(*WRITERS)
def devices(request, pk):
    """The devices of a fair, with what waits on each and what waits for a person."""
    fair = found_for_staff(request.user, pk)
    found = list(listing.devices_of(fair))
    waits = Act.objects.filter(device__fair=fair)
    return render(
        request,
        "doors/devices.html",
        {
            "fair": fair,
            "devices": found,
            "may_enrol": access.may_enrol(request.user, fair),
            "refused_count": waits.filter(state__in=[State.REFUSED, State.UNPROVED]).count(),
            "conflict_count": len(listing.contested(fair)),
            "rules": RULES,
        },
    )


@role(*WRITERS)
def add(request, pk):
    """Prepare a device; its code is made on its own page."""
    fair = found_for_staff(request.user, pk)
    access.check_enrols(request.user, fair)
    employers = fair.participations.filter(is_withdrawn=False).select_related("employer")
    form = DeviceForm(request.POST or None, participations=employers)
    if form.is_valid():
        with refusals_in(form):
            return redirect(actions.prepare(fair=fair, by=request.user, **form.cleaned_data))
    return render(request, "doors/form.html", {"fair": fair, "form": form, "title": _("Prepare a device")})


@role(*WRITERS)
def device(request, pk):
    """One device: its code while it has none of its own secret yet, then what it did, and the lock."""
    found = access.found_device(request.user, pk)
    acts = found.acts.defer("said").order_by("-happened_at", "-pk")[:20]
    context = {"device": found, "fair": found.fair, "form": LockForm(), "acts": acts}
    return render(request, "doors/device.html", context)


@role(*WRITERS)
@require_POST
@never_cache
def code(request, pk):
    """A new code, shown this once: as a picture to scan and as signs to type."""
    found = access.found_device(request.user, pk)
    made = actions.make_code(device=found, by=request.user)
    address = request.build_absolute_uri(reverse("doors:app")) + f"#{made}"
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=4)
    context = {"device": found, "fair": found.fair, "code": made, "address": address, "picture": picture}
    return render(request, "doors/code.html", context)


@role(*WRITERS)
@require_POST
def lock(request, pk):
    """Lock a device from afar."""
    found = access.found_device(request.user, pk)
    form = LockForm(request.POST)
    if form.is_valid():
        actions.lock(device=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The device is locked. It forgets everything at its next word with the server."))
    return redirect(found)
