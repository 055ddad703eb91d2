"""Stops: adding, changing, removing, and many at once from a spreadsheet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.people.access import WRITERS
from tongxing.rounds import access, actions
from tongxing.rounds.forms.sheet import COLUMNS, SheetForm, read_stops
from tongxing.rounds.forms.stop import NewStopForm, StopForm
from tongxing.rounds.models import Stop
from tongxing.rounds.views.asking import ask


@role(*WRITERS)
def add_stop(request, pk):
    """A new stop."""
    round_ = access.found(request.user, pk, WRITERS)
    form = NewStopForm(request.POST or None, round_=round_)
    return ask(
        request, round_, form, _("Add a stop"), lambda said: actions.save_stop(round_=round_, by=request.user, **said)
    )


@role(*WRITERS)
def edit_stop(request, pk):
    """When, where and how long; who is visited stays, and where somebody lives is not shown."""
    stop = access.found_part(request.user, Stop.objects.select_related("person__region", "organisation__region"), pk)
    access.check_prepares(request.user, stop.round)
    form = StopForm(request.POST or None, instance=stop, round_=stop.round)
    return ask(
        request,
        stop.round,
        form,
        _("Change: %(stop)s") % {"stop": stop},
        lambda said: actions.save_stop(round_=stop.round, stop=stop, by=request.user, **said),
        remove="rounds:remove_stop",
    )


@role(*WRITERS)
@require_POST
def remove_stop(request, pk):
    """The stop is not visited."""
    stop = access.found_part(request.user, Stop.objects.select_related("person", "organisation"), pk)
    actions.remove_stop(stop=stop, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(stop.round)


@role(*WRITERS)
def import_stops(request, pk):
    """Stops from a spreadsheet: all of them, or none and what has to be mended, cell by cell."""
    round_ = access.found(request.user, pk, WRITERS)
    access.check_prepares(request.user, round_)
    form = SheetForm(request.POST or None, request.FILES or None)
    problems = []
    if form.is_valid():
        try:
            stops, problems, notices = read_stops(round_, form.content(), form.cleaned_data["file"].name)
            for notice in notices:
                messages.warning(request, notice)
            if not problems:
                actions.add_stops(round_=round_, stops=stops, by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            if not problems:
                added = ngettext("%(count)s stop is added.", "%(count)s stops are added.", len(stops))
                messages.success(request, added % {"count": len(stops)})
                return redirect(round_)
    data = {"round": round_, "form": form, "problems": problems, "columns": COLUMNS}
    return render(request, "rounds/import.html", data)
