"""The fair's own page, its steps, and the employers that take part."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted, looks_at_event
from tongxing.campaigns.models import Event
from tongxing.common.audience import public, role
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.fairs import access, actions, panels
from tongxing.fairs.forms.fair import BoothChoice, FairForm, MoveForm
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import Booth, Fair, Participation
from tongxing.fairs.models.hall import Feature
from tongxing.fairs.steps import check_move
from tongxing.people.access import WRITERS

State = Fair.State
OFFERED = Q(employer__vacancies__state__in=("open", "closed"))


@dataclass(frozen=True)
class Step:
    """A step of the fair as its page offers it; ``refusal`` where it would be refused now, and why."""

    to: str
    label: str
    is_main: bool
    asks_reason: bool = False
    refusal: str = ""


def steps_of(user, fair) -> list[Step]:
    """The steps that the page offers, the next one first. Reporting begins at the figures.

    A step back that would be refused is left out; the next one says why it cannot be taken yet. On a day that is not
    the fair's, and once it is closed, starting it asks for a reason and is not the loud button.
    """
    labels = {
        (State.DRAFT, State.POSTS): _("Open for posts"),
        (State.POSTS, State.DRAFT): _("Back to draft"),
        (State.POSTS, State.SEEKERS): _("Open for seekers"),
        (State.SEEKERS, State.POSTS): _("Back to posts only"),
        (State.SEEKERS, State.RUNNING): _("Start the fair"),
        (State.RUNNING, State.CLOSED): _("Close the fair"),
        (State.CLOSED, State.RUNNING): _("Let it run again"),
    }
    order = [state.value for state in State]
    steps = []
    for to in sorted(Fair.STEPS[fair.state], key=lambda state: -order.index(state)):
        if (fair.state, to) not in labels:
            continue
        goes_on = order.index(to) > order.index(fair.state)
        asks_reason = to == State.RUNNING and (fair.state == State.CLOSED or not access.is_its_day(fair))
        is_over = to != State.CLOSED or fair.event.ends_at <= timezone.now()
        refusal = ""
        try:
            check_move(user, fair, to, why="–")  # the reason is asked for on the page
        except Refused as refused:
            refusal = str(refused)
        if goes_on or not refusal:
            is_main = goes_on and not asks_reason and not refusal and is_over
            steps.append(Step(to, labels[fair.state, to], is_main, asks_reason, refusal))
    return steps


def places_of(fair) -> dict:
    """What the halls offer altogether, and in which languages somebody interprets."""
    offered = set()
    for features in fair.halls.values_list("features", flat=True):
        offered.update(features)
    spoken = set()
    for languages in fair.interpreter_shifts.values_list("languages", flat=True):
        spoken.update(languages)
    return {
        "features": [feature.label for feature in Feature if feature.value in offered],
        "has_sign": "sign" in spoken,
        "has_mongolian": "mongolian" in spoken,
    }


@public
def fair(request, pk):
    """What, when, where, how to come and what is there; for staff also the state and the next step."""
    found = access.seen_by(request.user, pk)
    user = request.user
    is_staff = looks_at_event(user, found.event)
    withdrawn = found.participations.filter(is_withdrawn=True).values("employer")
    posts = found.event.vacancies.exclude(state="withdrawn").exclude(employer__in=withdrawn)
    context = {
        "fair": found,
        "event": found.event,
        "employer_count": found.participations.filter(is_withdrawn=False).count(),
        "posts": posts.aggregate(postings=Count("pk"), openings=Sum("openings")),
        "is_one_day": timezone.localdate(found.event.starts_at) == timezone.localdate(found.event.ends_at),
        "offers": places_of(found),
        "takes_people": found.state in {State.SEEKERS, State.RUNNING},
        "own": access.own_registrations(user).filter(fair=found) if user.is_authenticated else [],
        "speaks_at": access.speaks_at(user, found) if user.is_authenticated and user.holds("employer") else [],
        "is_staff": is_staff,
        "panels": panels.of_fair(request, found),
    }
    if is_staff:
        first_links, work = panels.work_at(request, found)
        leads = access.leads(user, found)
        steps = steps_of(user, found) if leads else []
        context |= {
            "states": [(state.label, state == found.state) for state in State],
            "leads": leads,
            "steps": steps,
            "is_work_next": found.state == State.RUNNING
            or (found.state == State.POSTS and any(step.refusal for step in steps)),
            "registered_count": found.registrations.count(),
            "first_links": first_links,
            "work": work,
            "form": MoveForm(),
        }
    return render(request, "fairs/fair.html", context)


@role(*WRITERS)
@require_POST
def create(request, event):
    """Make an event a fair."""
    found = found_hosted(request.user, Event.objects.select_related("region", "campaign"), "pk", WRITERS, pk=event)
    made = actions.create_fair(event=found, by=request.user)
    messages.success(request, _("The event is a fair now, as a draft."))
    return redirect(made)


@role(*WRITERS)
@require_POST
def move(request, pk):
    """One step of the fair; a refusal is told on its page."""
    found = access.found_for_staff(request.user, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            moved = actions.move(fair=found, to=form.cleaned_data["to"], why=form.cleaned_data["why"], by=request.user)
            messages.success(request, _("The fair is now: %(state)s.") % {"state": moved.get_state_display()})
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return redirect(found)


@role(*WRITERS)
def edit(request, pk):
    """How the fair is held and how long interviews last."""
    found = access.found_for_staff(request.user, pk)
    form = FairForm(request.POST or None, instance=found)
    if form.is_valid():
        with refusals_in(form):
            actions.edit_fair(fair=found, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(found)
    return render(request, "fairs/form.html", {"fair": found, "form": form, "title": _("How the fair is held")})


@public
def employers(request, pk):
    """The employers that take part, with their posts and their booth."""
    found = access.seen_by(request.user, pk)
    posts = OFFERED & Q(employer__vacancies__event=found.event)
    listed = (
        found.participations.filter(is_withdrawn=False)
        .select_related("employer", "booth__zone__hall")
        .annotate(
            postings=Count("employer__vacancies", filter=posts),
            openings=Sum("employer__vacancies__openings", filter=posts),
        )
        .order_by("booth__zone__hall__name", "booth__number", "employer__name")
    )
    user = request.user
    return render(
        request,
        "fairs/employers.html",
        {"fair": found, "page": page_of(request, listed), "runs": user.is_authenticated and access.runs(user, found)},
    )


@role(*WRITERS)
@require_POST
def assign_the_rest(request, pk):
    """Booths in order for employers that have none."""
    found = access.found_for_staff(request.user, pk)
    given, without = actions.assign_the_rest(fair=found, by=request.user)
    sentence = _("%(given)s employers got a booth; %(without)s are still without one.")
    tell = messages.warning if without else messages.success
    tell(request, sentence % {"given": given, "without": without})
    return redirect("fairs:employers", pk=found.pk)


@role(*WRITERS)
def assign_booth(request, pk):
    """Which booth one employer gets; ``pk`` is the participation's."""
    participation = found_hosted(
        request.user,
        Participation.objects.select_related("fair__event__region", "employer"),
        "fair__event",
        WRITERS,
        pk=pk,
    )
    found = participation.fair
    taken = found.participations.exclude(pk=participation.pk).exclude(booth=None).values("booth")
    free = Booth.objects.filter(zone__hall__fair=found).exclude(pk__in=taken).select_related("zone__hall")
    form = BoothChoice(request.POST or None, booths=free, initial={"booth": participation.booth_id})
    if form.is_valid():
        with refusals_in(form):
            actions.assign_booth(participation=participation, booth=form.cleaned_data["booth"], by=request.user)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("fairs:employers", pk=found.pk)
    title = _("Booth of %(employer)s") % {"employer": participation.employer}
    return render(request, "fairs/form.html", {"fair": found, "form": form, "title": title})


@role(*WRITERS)
@require_POST
def withdraw(request, pk):
    """An employer does not come; ``pk`` is the participation's."""
    participation = get_object_or_404(
        Participation.objects.select_related("fair__event__region", "fair__event__campaign", "employer"), pk=pk
    )
    access.check_acts_at_booth(request.user, participation)
    actions.withdraw(participation=participation, by=request.user)
    messages.success(request, _("%(employer)s no longer takes part.") % {"employer": participation.employer})
    return redirect("fairs:employers", pk=participation.fair_id)
