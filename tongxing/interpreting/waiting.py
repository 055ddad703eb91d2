"""What waits for an interpreter."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.waiting import Task
from tongxing.interpreting.crew import with_place
from tongxing.interpreting.models import InterpreterRequest


def waiting(user) -> list[Task]:
    """Where they are sent now; one query, for interpreters only."""
    if not user.holds("interpreter"):
        return []
    taken = with_place(InterpreterRequest.objects.filter(shift__account=user, state__in=InterpreterRequest.TAKEN))
    return [
        Task(
            _("You are asked for as an interpreter: %(where)s.") % {"where": one.where()},
            reverse("interpreting:mine"),
            is_urgent=True,
        )
        for one in taken
    ]
