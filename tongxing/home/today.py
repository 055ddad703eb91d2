"""What waits for somebody today, put together from every app, and the places that are theirs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxing.bulletins import waiting as bulletins
from tongxing.common.waiting import Task
from tongxing.control import waiting as control
from tongxing.doors import waiting as doors
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
    people, organisations, rounds, jobs, fairs, interpreting, queues, zones, live, doors, control, figures, bulletins,
)  # fmt: skip

PLACES = (
    (STAFF, "people:people", _("People of my region")),
    ((Role.What.LEAD,), "people:roles", _("Accounts and roles")),
    ((Role.What.AUDITOR, Role.What.LEAD), "trail_anchors", _("Anchors of the trail, to keep")),
    ((Role.What.CLERK, Role.What.LEAD), "campaigns:new", _("New campaign")),
    (STAFF, "rounds:rounds", _("Rounds of visits")),
    ((Role.What.INTERPRETER,), "interpreting:mine", _("I interpret")),
    ((Role.What.EMPLOYER,), "organisations:mine", _("My organisation and its posts")),
)
SEEKERS_PLACES = (
    ("jobs:matches", _("Posts for me")),
    ("jobs:profile", _("The work I look for")),
    ("jobs:applications", _("My applications")),
    ("people:me", _("What I need, and who sees me")),
)


def tasks(user) -> list[Task]:
    """Everything that waits for ``user``, what is urgent first."""
    found = [task for app in APPS for task in app.waiting(user)]
    return sorted(found, key=lambda task: not task.is_urgent)


def places(user) -> list[Task]:
    """The pages that belong to the roles held today, and those of a disabled person."""
    own = [(address, name) for roles, address, name in PLACES if user.holds(*roles)]
    if is_seeker(user):
        own += SEEKERS_PLACES
    return [Task(str(name), reverse(address)) for address, name in own]
