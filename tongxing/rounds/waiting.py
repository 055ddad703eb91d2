"""What waits on rounds: for who runs them, and for who goes out today."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.dates import today
from tongxing.common.waiting import Task
from tongxing.people.access import WRITERS
from tongxing.rounds import access
from tongxing.rounds.models import Round, Team

State = Round.State
MOST = 12
"""Rounds that are looked at; a region seldom has more open at once."""


def waiting(user) -> list[Task]:
    """The tasks of clerks and leads, and of the teams' members; one query each."""
    tasks = _for_clerk(user) if user.holds(*WRITERS) else []
    return tasks + (_for_member(user) if access.goes_out(user) else [])


def _for_clerk(user) -> list[Task]:
    open_rounds = access.rounds_for(user, WRITERS).exclude(state=State.CLOSED).order_by("first_on", "pk")[:MOST]
    return [task for round_ in open_rounds if (task := _of_round(round_))]


def _of_round(round_) -> Task | None:
    name, day = {"round": round_.name}, today()
    if round_.state == State.DRAFT:
        return Task(_("%(round)s has no plan yet.") % name, round_.get_absolute_url(), is_urgent=round_.first_on <= day)
    if round_.state == State.PLANNED:
        sentence = _("%(round)s is planned: tell everybody when the teams come.")
        return Task(sentence % name, round_.get_absolute_url(), is_urgent=round_.first_on <= day)
    if round_.day_of(day):
        return Task(_("%(round)s is out today.") % name, reverse("rounds:today", args=[round_.pk]))
    if round_.last_on() < day:
        return Task(_("%(round)s is over: close it.") % name, round_.get_absolute_url())
    return None


def _for_member(user) -> list[Task]:
    teams = Team.objects.filter(accounts=user, round__state=State.TOLD, round__first_on__lte=today())
    found = []
    for team in teams.select_related("round").order_by("-round__first_on")[:MOST]:
        day = team.round.day_of(today())
        if day and team.goes_out_on(day):
            sentence = _("You go out today with %(team)s: %(round)s.") % {"team": team, "round": team.round}
            found.append(Task(sentence, reverse("rounds:sheet", args=[team.pk, day]), is_urgent=True))
    return found
