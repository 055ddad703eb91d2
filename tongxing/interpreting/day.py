"""How interpreting stands, for the page of the day."""

from django.urls import reverse

from tongxing.interpreting.looking import look

BUSY = {"sent", "begun", "interview"}


def of_fair(fair) -> dict:
    """Who is free, busy, resting; who waits, how long, and for whom nobody comes; empty where nobody interprets."""
    seen = look(fair)
    if not seen.lines and not seen.waiting:
        return {}
    states = [line.state for line in seen.lines]
    return {
        "interpreters": seen.lines,
        "free": states.count("free"),
        "busy": sum(state in BUSY for state in states),
        "resting": states.count("resting"),
        "waiting": seen.waiting,
        "longest_wait_minutes": max((one.minutes_waited for one in seen.waiting), default=0),
        "without_anybody": [one for one in seen.waiting if one.about is None],
        "url": reverse("interpreting:requests", args=[fair.pk]),
    }
