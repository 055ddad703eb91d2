"""The sheet of a team's day: on paper, in large print, on a telephone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import signed
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.rounds import access, actions, listing
from tongxing.rounds.models import Leg, Round


@signed
@never_cache
def sheet(request, pk, day):
    """A team's day in order. Names and addresses show once they were opened; that is written to the trail."""
    team = access.sheet_of(request.user, pk, day)
    may_open = access.may_open(request.user, team, day)
    if not may_open and not access.reaches_round(request.user, team.round):
        access.check_opens(request.user, team, day)  # says on which day the sheet opens
    legs = team.legs.filter(day=day).select_related("stop__person", "stop__organisation").order_by("order")
    outings = listing.outings_of([team], list(legs), day)
    is_opened = may_open and access.has_opened(request.user, team, day)
    data = {
        "team": team,
        "round": team.round,
        "day": day,
        "date": team.round.date_of(day),
        "outing": outings[0] if outings else None,
        "map": listing.map_of_day(outings, is_exact=is_opened),
        "may_open": may_open,
        "is_opened": is_opened,
        "reads_why": may_open or access.runs(request.user, team.round),
        "may_mark": may_open and team.round.state == Round.State.TOLD,
        "is_today": team.round.date_of(day) == today(),
        "is_large": request.GET.get("print") == "large",
        "reaches": access.reaches_round(request.user, team.round),
        "members": team.accounts.all(),
    }
    return render(request, "rounds/sheet.html", data)


@signed
@require_POST
def open_sheet(request, pk, day):
    """Open names, telephones and addresses of a team's day; each person reads in their own trail who did."""
    team = access.sheet_of(request.user, pk, day)
    actions.open_sheet(team=team, day=day, by=request.user)
    return redirect("rounds:sheet", pk=pk, day=day)


@signed
@require_POST
def mark(request, pk):
    """Arrived, done, nobody met, or taken back; ``pk`` is the stop's."""
    leg = get_object_or_404(Leg.objects.select_related("team__round__region", "stop"), stop=pk)
    team = access.sheet_of(request.user, leg.team_id, leg.day)
    to, why = request.POST.get("to", ""), request.POST.get("why", "").strip()[:200]
    if to not in Leg.State:
        raise Refused(_("This is no answer. Go back and press one of the buttons."))
    leg.team = team
    marked = actions.mark(leg=leg, to=Leg.State(to), why=why, by=request.user)
    messages.success(request, f"{marked.stop.masked_name()}: {marked.get_state_display()}")
    return redirect(f"{reverse('rounds:sheet', args=[team.pk, leg.day])}#stop-{pk}")
