"""Who might meet whom at an event: a proposal to look at and print. It writes nothing."""

from collections import defaultdict

from django.shortcuts import get_object_or_404, render

from tongxing.campaigns.models import Event
from tongxing.common.audience import role
from tongxing.jobs import matching
from tongxing.jobs.access.matching import check_matches_event, matching_seekers
from tongxing.jobs.forms.selection import SelectionForm, start
from tongxing.jobs.models import Seeker
from tongxing.people.access import WRITERS, within


@role(*WRITERS)
def interviews(request, pk):
    """The proposal under the rule and the limits asked for; names are masked, and only of the reader's region."""
    event = get_object_or_404(Event.objects.select_related("region"), pk=pk)
    check_matches_event(request.user, event)
    form = SelectionForm(request.GET if "rule" in request.GET else start())
    context = {"event": event, "form": form}
    if form.is_valid():
        # Whoever fits a single post has a line on the event's shortlists; nobody else could be chosen.
        fitting = matching_seekers().filter(suggestions__vacancy__event=event).distinct()
        seekers = list(matching.ready(fitting))
        vacancies = list(matching.open_vacancies(event.vacancies.all()))
        selection = matching.selected(seekers, vacancies, limits=form.limits(), rule=form.cleaned_data["rule"])
        names = _names(request.user, seekers)
        meets = defaultdict(list)
        for person, post in selection.chosen[["person", "post"]].tolist():
            meets[post].append(names.get(person, ""))
        context |= {
            "selection": selection,
            "fitting_count": len(seekers),
            "interview_count": len(selection.chosen),
            "posts": [(vacancy, meets[vacancy.pk]) for vacancy in vacancies if vacancy.pk in meets],
            "without": [names.get(one, "") for one in selection.without()],
            "is_stable": selection.rule == "stable",
        }
    return render(request, "jobs/interviews.html", context)


def _names(user, seekers: list[Seeker]) -> dict[int, str]:
    """The masked name and the region of each seeker in the reader's own regions."""
    reached = set(
        within(
            user, Seeker.objects.filter(pk__in=[seeker.pk for seeker in seekers]), "person__region", WRITERS
        ).values_list("pk", flat=True)
    )
    return {
        seeker.pk: f"{seeker.person.masked_name()} ({seeker.person.region})"
        for seeker in seekers
        if seeker.pk in reached
    }
