"""What waits for somebody at a live fair."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.access import within_hosted
from tongxing.common.waiting import Task
from tongxing.fairs.access import TAKING_EMPLOYERS
from tongxing.fairs.models import Fair, Participation
from tongxing.live.access import LIVE
from tongxing.live.models import Question, Stream
from tongxing.organisations.access import spoken_for
from tongxing.people.access import WRITERS
from tongxing.people.models import Role


def waiting(user) -> list[Task]:
    """For who runs a live fair: viewers' questions. For an employer in one: the words for its turn. A query each."""
    tasks = _questions(user) if user.holds(*WRITERS) else []
    return tasks + (_own_turns(user) if user.holds(Role.What.EMPLOYER) else [])


def _questions(user) -> list[Task]:
    new = Count("questions", filter=Q(questions__state=Question.State.NEW))
    streams = Stream.objects.filter(fair__state=Fair.State.RUNNING).select_related("fair__event")
    waiting_ones = within_hosted(user, streams, "fair__event", WRITERS).annotate(new=new).filter(new__gt=0)
    return [_task(stream) for stream in waiting_ones]


def _task(stream) -> Task:
    sentence = ngettext(
        "%(fair)s: %(count)s viewer's question waits.", "%(fair)s: %(count)s viewers' questions wait.", stream.new
    )
    said = {"fair": stream.fair.event.name, "count": stream.new}
    return Task(sentence % said, reverse("live:questions", args=[stream.fair_id]), stream.new, is_urgent=True)


def _own_turns(user) -> list[Task]:
    """Turns for which the reader's employers have handed in no words, in fairs that are still to come or go on."""
    missing = (
        Participation.objects.filter(employer__in=spoken_for(user), is_withdrawn=False, presentation=None)
        .filter(fair__mode__in=LIVE, fair__state__in=TAKING_EMPLOYERS, fair__event__ends_at__gte=timezone.now())
        .exclude(fair__stream__ended_at__isnull=False)
        .select_related("employer", "fair__event")
        .order_by("fair__event__starts_at", "pk")
    )
    sentence = _("%(fair)s: hand in what %(employer)s will say in the stream, so that captions are right.")
    return [
        Task(sentence % {"fair": row.fair.event.name, "employer": row.employer}, reverse("live:hand_in", args=[row.pk]))
        for row in missing
    ]
