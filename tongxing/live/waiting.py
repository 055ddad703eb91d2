"""What waits for somebody at a live fair."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from tongxing.campaigns.access import within_hosted
from tongxing.common.waiting import Task
from tongxing.fairs.models import Fair
from tongxing.live.models import Question, Stream
from tongxing.people.access import WRITERS


def waiting(user) -> list[Task]:
    """For who runs a live fair: viewers' questions that nobody has looked at. One query."""
    if not user.holds(*WRITERS):
        return []
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
