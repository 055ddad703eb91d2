"""What waits for somebody today, put together from every app, and the places that are theirs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.bulletins import waiting as bulletins
from tongxing.common.waiting import Task
from tongxing.fairs import waiting as fairs
from tongxing.figures import waiting as figures
from tongxing.jobs import waiting as jobs
from tongxing.organisations import waiting as organisations
from tongxing.people import waiting as people
from tongxing.people.access import STAFF
from tongxing.people.models import Role

APPS = (people, organisations, jobs, fairs, figures, bulletins)

PLACES = (
    (STAFF, "people:people", "People of my region"),
    ((Role.What.LEAD,), "people:roles", "Accounts and roles"),
    ((Role.What.CLERK, Role.What.LEAD), "campaigns:new", "New campaign"),
    ((Role.What.EMPLOYER,), "organisations:mine", "My organisation and its posts"),
)


def tasks(user) -> list[Task]:
    """Everything that waits for ``user``, what is urgent first."""
    found = [task for app in APPS for task in app.waiting(user)]
    return sorted(found, key=lambda task: not task.is_urgent)


def places(user) -> list[Task]:
    """The pages that belong to the roles held today."""
    names = {"People of my region": _("People of my region"), "Accounts and roles": _("Accounts and roles")}
    names |= {"New campaign": _("New campaign"), "My organisation and its posts": _("My organisation and its posts")}
    return [Task(names[name], reverse(address)) for roles, address, name in PLACES if user.holds(*roles)]
