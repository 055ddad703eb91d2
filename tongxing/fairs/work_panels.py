"""The fair's own pages among the work of staff."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.refusal import permits
from tongxing.fairs import access
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Work, for_work

State = Fair.State


@for_work
def own_pages(request, fair) -> Iterator[Link]:
    """What the fair itself has: only pages that do something in its state, for who runs it or audits it."""
    runs, state = access.runs(request.user, fair), fair.state

    def link(name, address, work, *first):
        return Link(name, reverse(f"fairs:{address}", args=[fair.pk]), state in first, work)

    if runs and state == State.RUNNING:
        yield link(_("Door"), "door", Work.DAY, State.RUNNING)
        yield link(_("Walk-in"), "walk_in", Work.DAY, State.RUNNING)
        yield link(_("Late, ill, closed"), "today", Work.DAY)
    if runs and state in {State.RUNNING, State.CLOSED}:
        yield link(_("Résumés handed in"), "resumes", Work.PEOPLE, State.CLOSED)
        yield link(_("Intents"), "intents", Work.PEOPLE, State.CLOSED)
    if runs and state in {State.SEEKERS, State.RUNNING}:
        yield link(_("Register somebody"), "register_somebody", Work.PEOPLE, State.SEEKERS)
    if state not in {State.DRAFT, State.POSTS}:
        yield link(_("Timetable"), "timetable", Work.PEOPLE, State.SEEKERS)
        yield link(_("Registered people"), "people", Work.PEOPLE, State.SEEKERS)
    if runs and permits(access.check_takes_employers, fair):
        yield link(_("Import posts"), "import_vacancies", Work.PREPARING, State.POSTS)
    if state != State.DRAFT:
        yield link(_("Employers and booths"), "employers", Work.PREPARING, State.POSTS)
    yield link(_("Halls"), "halls", Work.PREPARING, State.DRAFT)
    if runs and state != State.REPORTED:
        if permits(access.check_takes_people, fair):
            yield link(_("Import seekers"), "import_seekers", Work.PREPARING)
        yield link(_("Interpreters"), "interpreters", Work.PREPARING)
    if state in {State.DRAFT, State.POSTS, State.SEEKERS} and access.leads(request.user, fair):
        yield link(_("How the fair is held"), "edit", Work.PREPARING, State.DRAFT)
