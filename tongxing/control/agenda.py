"""The control page of each fair that runs, for those who run it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.agenda import Appointment
from tongxing.fairs.access import runs
from tongxing.fairs.agenda import open_fairs
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS


def agenda(user) -> list[Appointment]:
    """For clerks and leads; a fair of an earlier day that nobody has closed counts as well."""
    if not user.holds(*WRITERS):
        return []
    return [
        Appointment(
            what=_("Control page: %(fair)s") % {"fair": fair},
            url=reverse("control:day", args=[fair.pk]),
            starts_at=fair.event.starts_at,
            ends_at=fair.event.ends_at,
            where=fair.event.place,
            links=((_("The fair's page"), fair.get_absolute_url()),),
        )
        for fair in open_fairs(user)
        if fair.state == Fair.State.RUNNING and runs(user, fair)
    ]
