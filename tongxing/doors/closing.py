"""What a closed fair still needs from its devices before the figures are frozen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.doors.listing import contested
from tongxing.doors.models import Act, Device
from tongxing.fairs.closing import Outstanding


def outstanding(fair) -> list[Outstanding]:
    """Acts that wait on devices, values on which they disagree, and acts refused or without proof."""
    found = []
    holding = list(Device.objects.filter(fair=fair, outstanding__gt=0, locked_at=None))
    if holding:
        count = sum(device.outstanding for device in holding)
        sentence = ngettext(
            "%(count)s act waits on a device: bring it to the network and let it send.",
            "%(count)s acts wait on devices: bring them to the network and let them send.",
            count,
        )
        who = ", ".join(str(device) for device in holding)
        found.append(_one(sentence, who, "doors:devices", fair, count))
    count = len(contested(fair))
    if count:
        sentence = ngettext(
            "%(count)s value on which devices disagree waits for a decision.",
            "%(count)s values on which devices disagree wait for a decision.",
            count,
        )
        found.append(_one(sentence, _("who runs the fair"), "doors:conflicts", fair, count))
    count = Act.objects.filter(device__fair=fair, state=Act.State.REFUSED).count()
    if count:
        sentence = ngettext(
            "%(count)s act of a device was refused: enter it or leave it out.",
            "%(count)s acts of devices were refused: enter them or leave them out.",
            count,
        )
        found.append(_one(sentence, _("who runs the fair"), "doors:refused", fair, count))
    count = Act.objects.filter(device__fair=fair, state=Act.State.UNPROVED).count()
    if count:
        sentence = ngettext(
            "%(count)s entry of an employer's device waits for the person's own word; it does not count.",
            "%(count)s entries of employers' devices wait for people's own word; they do not count.",
            count,
        )
        found.append(_one(sentence, _("the people themselves, or who runs the fair"), "doors:refused", fair, count))
    return found


def _one(sentence, who, address, fair, count) -> Outstanding:
    return Outstanding(sentence % {"count": count}, who, reverse(address, args=[fair.pk]), count)
