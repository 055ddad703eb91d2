"""The ceremony: its programme for everybody, its preparation and its run-sheet for staff."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import public, role, signed
from tongxing.common.refusal import Refused
from tongxing.fairs import access as fairs
from tongxing.people.access import WRITERS
from tongxing.zones import access, actions
from tongxing.zones.forms.programme import DropForm, ItemForm, PressForm, ProgrammeForm
from tongxing.zones.models import Programme, ProgrammeItem
from tongxing.zones.runsheet import RunSheet, run_sheet
from tongxing.zones.views.asking import ask, chosen

PRESSES = {"go_on": actions.go_on, "finish": actions.finish, "take_back": actions.take_back}


def sheet_of(programme: Programme) -> RunSheet:
    """The run-sheet as it is now, with the interpreters of each item."""
    return run_sheet(programme, list(programme.items.prefetch_related("interpreters")), timezone.now())


@public
def programme(request, pk):
    """What happens on the stage, in order, with what is on now."""
    found = access.seen_programme(request.user, pk)
    data = {
        "programme": found,
        "fair": found.fair,
        "sheet": sheet_of(found),
        "runs": fairs.runs(request.user, found.fair),
        "reads_speeches": access.reads_speeches(request.user, found),
    }
    return render(request, "zones/programme.html", data)


@signed
def speeches(request, pk):
    """What will be said, for the captioner and the interpreters."""
    found = access.seen_programme(request.user, pk)
    access.hide_unless(access.reads_speeches(request.user, found))
    items = found.items.prefetch_related("interpreters")
    return render(request, "zones/speeches.html", {"programme": found, "fair": found.fair, "items": items})


# Preparing


@role(*WRITERS)
def programmes(request, pk):
    """The programmes of a fair's stages, and a new one."""
    fair = fairs.found_for_staff(request.user, pk)
    form = ProgrammeForm(request.POST or None, fair=fair, initial={"starts_at": fair.event.starts_at})
    made = chosen(form, lambda said: actions.save_programme(fair=fair, by=request.user, **said))
    if made:
        messages.success(request, _("The programme is there. Add what happens, in order."))
        return redirect("zones:items", made.pk)
    return render(request, "zones/programmes.html", {"fair": fair, "form": form, "programmes": fair.programmes.all()})


@role(*WRITERS)
def edit_programme(request, pk):
    """Another name, another beginning."""
    found = access.found_programme(request.user, pk)
    form = ProgrammeForm(request.POST or None, instance=found, fair=found.fair)
    return ask(
        request,
        found.fair,
        form,
        _("Change the programme"),
        lambda said: actions.save_programme(fair=found.fair, programme=found, by=request.user, **said),
        ("zones:items", found.pk),
    )


@role(*WRITERS)
def items(request, pk):
    """What happens, in order, with the ways to change it."""
    found = access.found_programme(request.user, pk)
    return render(request, "zones/items.html", {"programme": found, "fair": found.fair, "sheet": sheet_of(found)})


@role(*WRITERS)
def add_item(request, pk):
    """Something more on the programme, at its end."""
    found = access.found_programme(request.user, pk)
    form = ItemForm(request.POST or None, fair=found.fair)
    return ask(
        request,
        found.fair,
        form,
        _("Add an item"),
        lambda said: actions.save_item(programme=found, by=request.user, **said),
        ("zones:items", found.pk),
    )


def _item(user, pk) -> ProgrammeItem:
    items = ProgrammeItem.objects.select_related("programme__fair__event__region", "programme__fair__event__campaign")
    return found_hosted(user, items, f"programme__{access.FAIR}", WRITERS, pk=pk)


@role(*WRITERS)
def edit_item(request, pk):
    """Change an item."""
    found = _item(request.user, pk)
    form = ItemForm(request.POST or None, instance=found, fair=found.programme.fair)
    return ask(
        request,
        found.programme.fair,
        form,
        _("Change: %(item)s") % {"item": found},
        lambda said: actions.save_item(programme=found.programme, item=found, by=request.user, **said),
        ("zones:items", found.programme_id),
    )


@role(*WRITERS)
@require_POST
def move_item(request, pk):
    """One place up or down."""
    found = _item(request.user, pk)
    actions.move_item(item=found, up=request.POST.get("up") == "1", by=request.user)
    return redirect("zones:items", found.programme_id)


@role(*WRITERS)
@require_POST
def remove_item(request, pk):
    """Off the programme."""
    found = _item(request.user, pk)
    actions.remove_item(item=found, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("zones:items", found.programme_id)


# On the day


@role(*WRITERS)
@never_cache
def run(request, pk):
    """The run-sheet: now, next, late by; one press to go on."""
    found = access.found_programme(request.user, pk)
    return render(request, "zones/run.html", {"programme": found, "fair": found.fair, "sheet": sheet_of(found)})


@role(*WRITERS)
@require_GET
@never_cache
def state(request, pk):
    """Which version of the run-sheet holds now, and what the time is: an open page asks for it."""
    found = access.found_programme(request.user, pk)
    return JsonResponse({"version": found.version, "now": timezone.now().isoformat()})


@role(*WRITERS)
@require_POST
def press(request, pk):
    """One press; a page that is out of date is told so, and nothing happens."""
    found = access.found_programme(request.user, pk)
    form = PressForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This is nothing that can be pressed. Open the run-sheet again."))
    said = form.cleaned_data
    return _pressed(
        request, found, lambda: PRESSES[said["what"]](programme=found, version=said["version"], by=request.user)
    )


@role(*WRITERS)
@require_POST
def drop(request, pk):
    """An item falls out today, or comes in again."""
    found = _item(request.user, pk)
    form = DropForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This is nothing that can be pressed. Open the run-sheet again."))
    said = form.cleaned_data
    return _pressed(
        request,
        found.programme,
        lambda: actions.drop(item=found, is_dropped=said["drop"], version=said["version"], by=request.user),
    )


def _pressed(request, programme, act):
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("zones:run", programme.pk)
