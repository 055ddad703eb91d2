"""What devices add to staff's work at a fair."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.doors.access import WITH_DEVICES
from tongxing.fairs.access import runs
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, for_work


@for_work
def devices(request, fair) -> list[Link]:
    """The way to the devices, from the opening for posts until the fair is reported."""
    if fair.state not in WITH_DEVICES | {Fair.State.CLOSED} or not runs(request.user, fair):
        return []
    return [Link(_("Devices at the door and at booths"), reverse("doors:devices", args=[fair.pk]))]
