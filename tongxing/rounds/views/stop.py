"""Stops and teams: adding, changing, removing, and stops from a spreadsheet."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people.access import WRITERS, within
from tongxing.people.models import Account, Role
from tongxing.rounds import access, actions
from tongxing.rounds.forms.sheet import COLUMNS, SheetForm, read_stops
from tongxing.rounds.forms.stop import NewStopForm, StopForm
from tongxing.rounds.forms.team import TeamForm
from tongxing.rounds.models import Stop, Team


def _asked(request, one, form, title, act, remove=""):
    """One form for one part of the round: ask, act, go back to it. ``remove``: where the part is taken away."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(one)
    return render(request, "rounds/form.html", {"one": one, "form": form, "title": title, "remove": remove})


@role(*WRITERS)
def add_stop(request, pk):
    """A new stop."""
    one = access.found(request.user, pk, WRITERS)
    form = NewStopForm(request.POST or None, one=one)
    return _asked(request, one, form, _("Add a stop"), lambda said: actions.save_stop(one=one, by=request.user, **said))


@role(*WRITERS)
def edit_stop(request, pk):
    """When, where and how long; who is visited stays, and where somebody lives is not shown."""
    stop = access.found_part(request.user, Stop.objects.select_related("person__region", "organisation__region"), pk)
    access.check_prepares(request.user, stop.round)
    form = StopForm(request.POST or None, instance=stop, one=stop.round)
    return _asked(
        request,
        stop.round,
        form,
        _("Change: %(stop)s") % {"stop": stop},
        lambda said: actions.save_stop(one=stop.round, stop=stop, by=request.user, **said),
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
    one = access.found(request.user, pk, WRITERS)
    access.check_prepares(request.user, one)
    form = SheetForm(request.POST or None, request.FILES or None)
    problems = []
    if form.is_valid():
        try:
            stops, problems = read_stops(one, form.content(), form.cleaned_data["file"].name)
            if not problems:
                actions.add_stops(one=one, stops=stops, by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            if not problems:
                added = ngettext("%(count)s stop is added.", "%(count)s stops are added.", len(stops))
                messages.success(request, added % {"count": len(stops)})
                return redirect(one)
    data = {"one": one, "form": form, "problems": problems, "columns": COLUMNS}
    return render(request, "rounds/import.html", data)


def _accounts(user, team=None):
    """Who may go out: everybody with a role in the reader's regions, and who is on the team already."""
    held = Role.objects.filter(ended_at=None).exclude(valid_until__lt=today()).exclude(what=Role.What.EMPLOYER)
    ours = within(user, held, names=WRITERS).values("account")
    chosen = team.accounts.values("pk") if team else []
    return Account.objects.filter(Q(pk__in=ours) | Q(pk__in=chosen)).order_by("name")


@role(*WRITERS)
def add_team(request, pk):
    """A new team."""
    one = access.found(request.user, pk, WRITERS)
    form = TeamForm(request.POST or None, one=one, accounts=_accounts(request.user))
    return _asked(request, one, form, _("Add a team"), lambda said: actions.save_team(one=one, by=request.user, **said))


@role(*WRITERS)
def edit_team(request, pk):
    """Other people, other hours, another vehicle."""
    team = access.found_part(request.user, Team.objects.all(), pk)
    form = TeamForm(request.POST or None, instance=team, one=team.round, accounts=_accounts(request.user, team))
    return _asked(
        request,
        team.round,
        form,
        _("Change: %(stop)s") % {"stop": team},
        lambda said: actions.save_team(one=team.round, team=team, by=request.user, **said),
        remove="rounds:remove_team",
    )


@role(*WRITERS)
@require_POST
def remove_team(request, pk):
    """The team does not go out."""
    team = access.found_part(request.user, Team.objects.all(), pk)
    actions.remove_team(team=team, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(team.round)
