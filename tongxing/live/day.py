"""How the live stream stands, for the page of the day."""

from django.urls import reverse

from tongxing.live.access import stream_at
from tongxing.live.models import Question
from tongxing.live.snapshot import following, late_minutes, state_of


def of_fair(fair) -> dict:
    """What is on, what comes, how late, questions that wait, who watched last; empty where nothing is streamed."""
    stream = stream_at(fair)
    if stream is None:
        return {}
    turns = list(stream.turns.select_related("participation__employer"))
    minute = stream.minutes.order_by("-at").first()
    return {
        "state": state_of(stream),
        "now": str(stream.now) if stream.now else "",
        "next": [str(turn) for turn in following(turns)],
        "shown": sum(1 for turn in turns if turn.shown_from),
        "turns": len(turns),
        "late_minutes": late_minutes(stream, turns),
        "new_questions": stream.questions.filter(state=Question.State.NEW).count(),
        "captioner": stream.captioner.label() if stream.captioner else "",
        "watching": minute.watching if minute else 0,
        "watching_at": minute.at if minute else None,
        "url": reverse("live:direct", args=[fair.pk]),
    }
