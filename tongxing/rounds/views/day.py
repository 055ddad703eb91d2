"""The page of the day: how far the teams are, what went wrong, and the proposal that repairs the plan."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people.access import WRITERS
from tongxing.rounds import access, actions, listing, planning, sentences
from tongxing.rounds.forms.day import CancelledForm, LateForm, OutForm
from tongxing.rounds.models import Leg, Repair, Stop

Kind = Repair.Kind


def _forms(request, round_) -> dict:
    """The three things that go wrong, each with its form; only the one that was sent holds what was sent."""
    sent = request.POST.get("kind", "")
    teams = round_.teams.filter(out_from=None)
    ahead = Stop.objects.filter(leg__team__round=round_, leg__state=Leg.State.AHEAD).select_related(
        "person", "organisation"
    )
    return {
        Kind.LATE: LateForm(request.POST if sent == Kind.LATE else None, teams=teams, prefix="late"),
        Kind.CANCELLED: CancelledForm(
            request.POST if sent == Kind.CANCELLED else None, stops=ahead, prefix="cancelled"
        ),
        Kind.OUT: OutForm(request.POST if sent == Kind.OUT else None, teams=teams, prefix="out"),
    }


@role(*WRITERS)
def today_page(request, pk):
    """How far each team is today, and the way to report what went wrong."""
    round_ = access.found(request.user, pk, WRITERS)
    access.check_repairs(request.user, round_)
    forms = _forms(request, round_)
    sent = forms.get(request.POST.get("kind"))
    if sent is not None and sent.is_valid():
        try:
            asked = actions.propose(
                round_=round_, kind=Kind(request.POST["kind"]), by=request.user, **sent.cleaned_data
            )
        except Refused as refusal:
            sent.add_error(None, str(refusal))
        else:
            return redirect("rounds:repair", pk=asked.pk)
    day = round_.day_of(today()) or 1
    data = {
        "round": round_,
        "day": day,
        "date": round_.date_of(day),
        "is_today": round_.day_of(today()) is not None,
        "outings": listing.outings_of(round_.teams.all(), planning.legs_of(round_), day),
        "dropped_out": round_.teams.exclude(out_from=None),
        "late": forms[Kind.LATE],
        "cancelled": forms[Kind.CANCELLED],
        "out": forms[Kind.OUT],
        "sent": sent,
        "repairs": round_.repairs.filter(confirmed_at=None, plan_number=round_.plan_number),
    }
    return render(request, "rounds/today.html", data)


@role(*WRITERS)
def repair(request, pk):
    """What a repair would change, old and new, before anybody is told."""
    asked = _found(request, pk)
    round_ = asked.round
    stops = {stop.pk: stop for stop in round_.stops.select_related("person", "organisation")}
    teams = {team.pk: team.name for team in round_.teams.all()}
    data = {
        "asked": asked,
        "round": round_,
        "because": sentences.because(asked),
        "moved": [_line(round_, stops, teams, row, asked) for row in asked.moved],
        "may_confirm": asked.confirmed_at is None and asked.plan_number == round_.plan_number,
    }
    return render(request, "rounds/repair.html", data)


def _line(round_, stops, teams, row, asked) -> dict:
    """One visit that changes: who, when and by whom before and after, and why nobody comes any more."""
    stop = stops[row["stop"]]
    stop.why_not = asked.left_out.get(str(stop.pk), [])
    return {
        "stop": stop,
        "old": None if row["old"] is None else planning.moment(round_, row["old"]),
        "new": None if row["new"] is None else planning.moment(round_, row["new"]),
        "team": teams.get(row["team"], ""),
        "to": teams.get(row["to"], ""),
        "why": [] if row["new"] is not None else sentences.why_not(round_, stop, teams),
    }


def _found(request, pk) -> Repair:
    return access.found_part(
        request.user, Repair.objects.select_related("team", "stop__person", "stop__organisation"), pk
    )


@role(*WRITERS)
@require_POST
def confirm(request, pk):
    """Make the proposal the plan and write to whoever is moved."""
    asked = _found(request, pk)
    counts = actions.confirm(asked=asked, by=request.user)
    sentence = ngettext(
        "The plan is changed: %(count)s time moves.", "The plan is changed: %(count)s times move.", counts["moved"]
    )
    messages.success(request, sentence % {"count": counts["moved"]})
    if counts["rest"]:
        messages.warning(request, _("Not everybody could be written to: tell the others in another way."))
    return redirect("rounds:today", pk=asked.round_id)
