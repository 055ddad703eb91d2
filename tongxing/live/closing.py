"""What a live fair still needs before its figures are frozen."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import spool
from tongxing.fairs.closing import Outstanding
from tongxing.live.access import stream_at
from tongxing.live.models import Question


def outstanding(fair) -> list[Outstanding]:
    """Heartbeats that wait to be booked, a stream that was not ended, questions without an answer."""
    stream = stream_at(fair)
    if stream is None:
        return []
    found = []
    waiting = sum(1 for _segment in spool.segments(settings.LIVE_FOLDER))
    if waiting:
        sentence = ngettext(
            "%(count)s segment of heartbeats is not booked yet.",
            "%(count)s segments of heartbeats are not booked yet.",
            waiting,
        )
        url = reverse("live:counts", args=[fair.pk])
        found.append(
            Outstanding(sentence % {"count": waiting}, _("the platform: tongxing book-viewings"), url, waiting)
        )
    if stream.began_at and not stream.ended_at:
        url = reverse("live:direct", args=[fair.pk])
        found.append(Outstanding(_("The stream was not ended."), _("the director"), url, 1))
    unanswered = stream.questions.filter(state__in=(Question.State.NEW, Question.State.SHOWN)).count()
    if unanswered:
        sentence = ngettext(
            "%(count)s viewer's question has no answer.", "%(count)s viewers' questions have no answer.", unanswered
        )
        url = reverse("live:questions", args=[fair.pk])
        found.append(Outstanding(sentence % {"count": unanswered}, _("who moderates the questions"), url, unanswered))
    return found
