"""What waits for somebody in organisations: facts about their own employer that are missing."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.waiting import Task
from tongxing.organisations.access import spoken_for
from tongxing.people.models import Role


def waiting(user) -> list[Task]:
    """An employer's member completes what the federation has to know."""
    if not user.holds(Role.What.EMPLOYER):
        return []
    lacking = spoken_for(user).filter(Q(credit_code=None) | Q(contact_phone="")).distinct()[:5]
    return [
        Task(
            _("Complete what is known about %(name)s: credit code and telephone") % {"name": one.name},
            reverse("organisations:edit", args=[one.pk]),
        )
        for one in lacking
    ]
