"""What waits for somebody in organisations: facts about their own employer that are missing."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.waiting import Task
from tongxing.organisations.access import own_organisations
from tongxing.people.models import Role


def waiting(user) -> list[Task]:
    """An employer's member completes what the federation has to know."""
    if not user.holds(Role.What.EMPLOYER):
        return []
    lacking = [
        organisation
        for organisation in own_organisations(user)
        if not (organisation.credit_code and organisation.contact_phone)
    ][:5]
    return [
        Task(
            _("Complete what is known about %(name)s: credit code and telephone") % {"name": one.name},
            reverse("organisations:edit", args=[one.pk]),
        )
        for one in lacking
    ]
