"""What takes place for somebody, what waits for them, and the places that are theirs, put together from every app."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxing.bulletins import waiting as bulletins
from tongxing.campaigns import waiting as campaigns
from tongxing.common.agenda import Appointment
from tongxing.common.waiting import Task
from tongxing.control import agenda as control_agenda
from tongxing.control import waiting as control
from tongxing.doors import waiting as doors
from tongxing.fairs import agenda as fairs_agenda
from tongxing.fairs import waiting as fairs
from tongxing.figures import waiting as figures
from tongxing.home.places import is_seeker
from tongxing.interpreting import waiting as interpreting
from tongxing.jobs import waiting as jobs
from tongxing.live import waiting as live
from tongxing.organisations import waiting as organisations
from tongxing.people import waiting as people
from tongxing.people.access import STAFF
from tongxing.people.models import Role
from tongxing.queues import waiting as queues
from tongxing.rounds import waiting as rounds
from tongxing.zones import waiting as zones

APPS = (
    people, campaigns, organisations, rounds, jobs, fairs, interpreting, queues, zones, live, doors, control, figures,
    bulletins,
)  # fmt: skip
WITH_AGENDA = (control_agenda, fairs_agenda)

PLACES = (
    ((Role.What.CLERK, Role.What.LEAD), "campaigns:new", _("New campaign")),
    (STAFF, "rounds:rounds", _("Rounds of visits")),
    ((Role.What.LEAD,), "people:roles", _("Accounts and roles")),
    ((Role.What.AUDITOR, Role.What.LEAD), "trail_anchors", _("Anchors of the trail, to keep")),
    ((Role.What.INTERPRETER,), "interpreting:mine", _("I interpret")),
)
SEEKERS_PLACES = (
    ("jobs:profile", _("The work I look for")),
    ("jobs:applications", _("My applications")),
)
"""Pages that the menu at the top of each page does not have."""


def agenda(user) -> list[Appointment]:
    """What takes place for ``user`` today and later, in order."""
    found = [appointment for app in WITH_AGENDA for appointment in app.agenda(user)]
    return sorted(found, key=lambda appointment: appointment.starts_at)


def tasks(user) -> list[Task]:
    """Everything that waits for ``user``, what is urgent first."""
    found = [task for app in APPS for task in app.waiting(user)]
    return sorted(found, key=lambda task: not task.is_urgent)


def places(user, shown=frozenset()) -> list[Task]:
    """The pages of the roles held today, and those of a disabled person, without those ``shown`` already."""
    own = [(address, name) for roles, address, name in PLACES if user.holds(*roles)]
    if is_seeker(user):
        own += SEEKERS_PLACES
    return [Task(str(name), url) for address, name in own if (url := reverse(address)) not in shown]
