"""When a fair was open: on its event's own days, and on another day on which a clerk started it and said why."""

from django.utils import timezone

from tongxing.campaigns import moments
from tongxing.fairs.models import Fair
from tongxing.trail.models import Entry


def on_other_days(fair) -> tuple[moments.Span, ...]:
    """The spans, margins included, of starts on a day that is not the fair's own; each is as long as one of its days.

    The trail knows them. What was started on one of its own days gets no other one: a fair that nobody closed in the
    evening does not go on the next morning.
    """
    days = moments.days_of(fair.event)
    own = {timezone.localdate(end) for day in days for end in day}
    longest = max(ends - begins for begins, ends in days)
    starts = Entry.objects.filter(
        target_kind=Fair._meta.label_lower,
        target_key=str(fair.pk),
        act="moved a fair",
        details__after=Fair.State.RUNNING,
    ).values_list("at", flat=True)
    return tuple(moments.widened((at, at + longest)) for at in starts if timezone.localdate(at) not in own)


def check_moment(fair, at, kind=moments.DAY) -> None:
    """Raise ``Refused`` where ``at`` cannot be a moment of this kind of ``fair``. See ``campaigns.moments``."""
    is_usual = moments.is_within(at, moments.spans_of(fair.event, kind))
    moments.check_moment(fair.event, at, kind, more=() if is_usual else on_other_days(fair))
