"""What the director's page reads of the queues: each desk in one line, in a few questions."""

from django.urls import reverse
from django.utils import timezone

from tongxing.queues.learning import paces, wait_of_next
from tongxing.queues.models import Call, Number, Way
from tongxing.queues.order import standing

State = Number.State


def of_fair(fair) -> dict:
    """``desks``, each with who waits, is served, is kept or was not heard, the longest wait and the range now; counts.

    ``to_fetch`` are calls that only a person can still bring: somebody goes there now.
    """
    now = timezone.now()
    desks = list(fair.queue_desks.select_related("zone__hall").order_by("prefix"))
    if not desks:
        return {"desks": [], "waiting": 0, "unheard": 0, "to_fetch": 0}
    around, known = standing(fair, now), paces(desks, now)
    open_calls = Call.objects.filter(number__desk__fair=fair, number__state=State.CALLED, outcome=Call.Outcome.OPEN)
    calls = list(open_calls.values_list("number__desk", "number", "way"))
    rows = [_row(desk, around, known[desk.pk], calls) for desk in desks]
    return {
        "desks": rows,
        "waiting": sum(row["waiting"] for row in rows),
        "unheard": sum(row["unheard"] for row in rows),
        "to_fetch": sum(row["to_fetch"] for row in rows),
    }


def _row(desk, around, pace, calls) -> dict:
    waiting, kept = around.at(desk, State.WAITING), around.at(desk, State.KEPT)
    here = around.at(desk, *Number.AT_A_PLACE)
    waits = [around.now - one.taken_at for one in waiting]
    own = [(number, way) for at, number, way in calls if at == desk.pk]
    return {
        "desk": desk,
        "url": reverse("queues:console", args=[desk.pk]),
        "waiting": len(waiting),
        "called": sum(1 for one in here if one.state == State.CALLED),
        "serving": sum(1 for one in here if one.state == State.SERVING),
        "kept": len(kept),
        "unheard": sum(1 for one in kept if one.is_unheard),
        "longest_minutes": round(max(waits).total_seconds() / 60) if waits else 0,
        "range": wait_of_next(desk, around, pace),
        "unanswered": len({number for number, _way in own}),
        "to_fetch": len({number for number, way in own if way == Way.PERSON}),
    }
