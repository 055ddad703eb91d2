"""The fair's own pages among the work of staff."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.fairs import access
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Work, for_work

State = Fair.State


@for_work
def own_pages(request, fair) -> Iterator[Link]:
    """What the fair itself has, as far as ``request.user`` runs it and its state asks for it."""
    runs, state = access.runs(request.user, fair), fair.state

    def link(name, address, work, is_first=False):
        return Link(name, reverse(f"fairs:{address}", args=[fair.pk]), is_first, work)

    if runs and state == State.RUNNING:
        yield link(_("Door"), "door", Work.DAY, True)
        yield link(_("Walk-in"), "walk_in", Work.DAY)
        yield link(_("Late, ill, closed"), "today", Work.DAY)
    if runs and state in {State.RUNNING, State.CLOSED}:
        yield link(_("Résumés handed in"), "resumes", Work.PEOPLE)
        yield link(_("Intents"), "intents", Work.PEOPLE)
    if runs and state in {State.SEEKERS, State.RUNNING}:
        yield link(_("Register somebody"), "register_somebody", Work.PEOPLE)
    yield link(_("Registered people"), "people", Work.PEOPLE)
    yield link(_("Timetable"), "timetable", Work.PEOPLE)
    yield link(_("Employers and booths"), "employers", Work.PREPARING)
    yield link(_("Halls"), "halls", Work.PREPARING)
    if runs:
        yield link(_("Import posts"), "import_vacancies", Work.PREPARING)
        yield link(_("Import seekers"), "import_seekers", Work.PREPARING)
        yield link(_("Interpreters"), "interpreters", Work.PREPARING)
        if access.leads(request.user, fair):
            yield link(_("How the fair is held"), "edit", Work.PREPARING)
