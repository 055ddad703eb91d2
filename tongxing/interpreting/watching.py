"""What time alone brings about for interpreters: a rest or an interview has ended, and somebody waits."""

from tongxing.fairs.models import Fair
from tongxing.interpreting import actions
from tongxing.interpreting.looking import look as look_at
from tongxing.interpreting.models import InterpreterRequest

CLOCK = "interpreting"
"""Who sends where only time has passed, as the trail names it."""


def look() -> int:
    """How many interpreters were sent, at all running fairs where somebody waits."""
    waiting = InterpreterRequest.objects.filter(state=InterpreterRequest.State.ASKED).values("fair")
    fairs = Fair.objects.filter(state=Fair.State.RUNNING, pk__in=waiting).select_related("event__region")
    return sum(actions.send_waiting(fair=fair, by=CLOCK) for fair in fairs if look_at(fair).is_due)
