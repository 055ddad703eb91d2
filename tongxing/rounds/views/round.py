"""The list of rounds, one round with its stops, teams and plan, and the steps of a round."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.dates import today
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.people.access import STAFF, WRITERS
from tongxing.rounds import access, actions, listing, planning, sentences
from tongxing.rounds.forms.round import MoveForm, RoundForm
from tongxing.rounds.models import Round

LONGEST_LIST = 20


@role(*STAFF)
def rounds(request):
    """The rounds of the reader's regions, the latest first."""
    found = access.rounds_for(request.user).annotate(
        stop_count=Count("stops", distinct=True), team_count=Count("teams", distinct=True)
    )
    page = page_of(request, found.order_by("-first_on", "-pk"), LONGEST_LIST)
    return render(request, "rounds/rounds.html", {"page": page, "writes": request.user.holds(*WRITERS)})


@role(*STAFF)
def round_page(request, pk):
    """One round: its stops and teams, the plan of one day with its map, and who is not visited and why."""
    round_ = access.found(request.user, pk)
    stops = list(round_.stops.select_related("person", "organisation"))
    teams = list(round_.teams.prefetch_related("accounts"))
    legs = planning.legs_of(round_)
    day = _day(request, round_)
    outings = listing.outings_of(teams, legs, day)
    left = listing.waiting_stops(stops, legs) if round_.planned_at else []
    names = {team.pk: team.name for team in teams}
    by_stop = {leg.stop_id: leg for leg in legs if leg.stop_id}
    data = {
        "round": round_,
        "runs": access.runs(request.user, round_),
        "stops": [(stop, by_stop.get(stop.pk)) for stop in stops],
        "teams": teams,
        "day": day,
        "date": round_.date_of(day),
        "days": [(number, round_.date_of(number)) for number in range(1, round_.days + 1)],
        "outings": outings,
        "map": listing.map_of_day(outings),
        "left": [(stop, sentences.why_not(round_, stop, names)) for stop in left],
        "kilometres": sum(leg.metres for leg in legs) / 1000,
        "drive_minutes": sum(leg.drive_minutes for leg in legs),
        "visit_count": len(by_stop),
        "is_open": round_.state in {Round.State.DRAFT, Round.State.PLANNED},
        "is_stale": round_.state == Round.State.DRAFT and bool(legs),
    }
    return render(request, "rounds/round.html", data)


def _day(request, round_) -> int:
    """The day that the reader asks for; else today, else the first."""
    days = {str(day): day for day in range(1, round_.days + 1)}
    return days.get(request.GET.get("day", "")) or round_.day_of(today()) or 1


@role(*WRITERS)
def new(request):
    """A new round."""
    form = RoundForm(request.POST or None, user=request.user)
    if form.is_valid():
        round_ = actions.create_round(by=request.user, **form.cleaned_data)
        messages.success(request, _("The round is there. Add teams and stops."))
        return redirect(round_)
    return render(request, "rounds/form.html", {"form": form, "title": _("New round")})


@role(*WRITERS)
def edit(request, pk):
    """Another name, other days."""
    round_ = access.found(request.user, pk, WRITERS)
    form = RoundForm(request.POST or None, instance=round_, user=request.user)
    if form.is_valid():
        try:
            actions.edit_round(round_=round_, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(round_)
    title = _("Change the round")
    return render(request, "rounds/form.html", {"form": form, "title": title, "round": round_})


@role(*WRITERS)
@require_POST
def plan(request, pk):
    """Make the plan from the stops and teams as they are now."""
    round_ = access.found(request.user, pk, WRITERS)
    told = actions.plan(round_=round_, by=request.user)
    sentence = ngettext(
        "%(visited)s of %(stops)s stop is visited.", "%(visited)s of %(stops)s stops are visited.", told["stops"]
    ) % {"visited": told["stops"] - told["left_out"], "stops": told["stops"]}
    tell = messages.warning if told["left_out"] else messages.success
    tell(request, sentence)
    return redirect(round_)


STEPS = {Round.State.DRAFT: actions.reopen, Round.State.TOLD: actions.tell, Round.State.CLOSED: actions.close}


@role(*WRITERS)
@require_POST
def move(request, pk):
    """One step of the round: back to preparing, told, closed."""
    round_ = access.found(request.user, pk, WRITERS)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["to"] not in STEPS:
        raise Refused(_("This is no step of a round. Go back and choose one of those offered."))
    done = STEPS[form.cleaned_data["to"]](round_=round_, by=request.user)
    if isinstance(done, dict):
        _say_told(request, done)
    else:
        messages.success(request, _("Saved."))
    return redirect(round_)


def _say_told(request, counts) -> None:
    written = ngettext("%(count)s message is written.", "%(count)s messages are written.", counts["messages"])
    messages.success(request, written % {"count": counts["messages"]})
    if counts["rest"]:
        rest = ngettext(
            "%(count)s visit has to be told in another way: there is no number, or no yes to being contacted.",
            "%(count)s visits have to be told in another way: there is no number, or no yes to being contacted.",
            counts["rest"],
        )
        messages.warning(request, rest % {"count": counts["rest"]})
