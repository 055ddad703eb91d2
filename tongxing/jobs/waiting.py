"""What waits for somebody in jobs: as a person who looks for work, as an employer, as federation staff."""

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.common.waiting import Task
from tongxing.jobs.access.application import PRESSING, received_by, requests_for
from tongxing.jobs.access.invitation import open_invitations
from tongxing.jobs.access.vacancy import outlived
from tongxing.jobs.models import Application, Seeker, Vacancy
from tongxing.organisations.access import spoken_for
from tongxing.people.access import WRITERS, has_people, own_people
from tongxing.people.models import Role

TOLD_FOR = dt.timedelta(days=30)
"""So long after a fair its employers are told which posts have left the list."""


def waiting(user) -> list[Task]:
    """The tasks of all that ``user`` is today."""
    return [*_as_seeker(user), *_as_employer(user), *_as_answerer(user)]


def _as_seeker(user) -> list[Task]:
    if not has_people(user):
        return []
    people = list(own_people(user))
    seekers = Seeker.objects.filter(person__in=people)
    pages = seekers.annotate(
        invited=Count("applications", filter=Q(applications__state=Application.State.INVITED), distinct=True)
    )
    found = list(pages.values_list("person_id", "invited"))
    tasks = []
    without = len(people) - len(found)
    if without:
        tasks.append(
            Task(_("Say what work you look for, and posts are suggested to you."), reverse("jobs:profile"), without)
        )
    elif found:
        tasks.append(Task(_("Look at the posts that suit you."), reverse("jobs:matches")))
    asked = open_invitations(user).count()
    if asked:
        sentence = ngettext("%(count)d employer asks you to apply.", "%(count)d employers ask you to apply.", asked) % {
            "count": asked
        }
        tasks.append(Task(sentence, reverse("jobs:applications"), asked))
    invited = sum(count for _person, count in found)
    if invited:
        sentence = ngettext(
            "An employer invites you to an interview.", "%(count)d employers invite you to an interview.", invited
        )
        tasks.append(Task(sentence % {"count": invited}, reverse("jobs:applications"), invited))
    return tasks


def _as_employer(user) -> list[Task]:
    if not user.holds(Role.What.EMPLOYER):
        return []
    new = received_by(user, Application.objects.all()).filter(state=Application.State.SENT).count()
    tasks = []
    if new:
        sentence = ngettext(
            "%(count)d application waits for your answer.", "%(count)d applications wait for your answer.", new
        )
        tasks.append(Task(sentence % {"count": new}, reverse("jobs:applications"), new))
    posts = Vacancy.objects.filter(employer__in=spoken_for(user))
    recent = Q(event__ends_at__gte=timezone.now() - TOLD_FOR)
    left = posts.filter(outlived(), recent, state=Vacancy.State.OPEN).count()
    if left:
        sentence = ngettext(
            "%(count)d post left the public list with its fair: keep it open, or close it.",
            "%(count)d posts left the public list with their fair: keep them open, or close them.",
            left,
        )
        tasks.append(Task(sentence % {"count": left}, reverse("organisations:mine"), left))
    if not posts.exists():
        tasks.append(Task(_("Enter your first post."), reverse("organisations:mine")))
    return tasks


def _as_answerer(user) -> list[Task]:
    """Requests for accommodations that nobody has answered: a task at once, and an urgent one before it is late."""
    if not user.holds(Role.What.EMPLOYER, *WRITERS):
        return []
    unanswered = requests_for(user).filter(answered_at=None).order_by()
    soon = Count("pk", filter=Q(due_at__lte=timezone.now() + PRESSING))
    counts = unanswered.aggregate(all=Count("pk"), soon=soon)
    if not counts["all"]:
        return []
    sentence = ngettext(
        "%(count)d request for an accommodation has no answer.",
        "%(count)d requests for accommodations have no answer.",
        counts["all"],
    )
    return [
        Task(sentence % {"count": counts["all"]}, reverse("jobs:requests"), counts["all"], is_urgent=counts["soon"] > 0)
    ]
