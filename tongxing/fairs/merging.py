"""When two records of one person at the same fair may become one: once the fair is over."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxing.fairs.models import Fair
from tongxing.people import erasing
from tongxing.people.merging import obstacles, words

words(
    {
        "fairs.registration": gettext_lazy("places at fairs"),
        "fairs.attendance": gettext_lazy("comings to fairs"),
        "fairs.submission": gettext_lazy("résumés handed in"),
        "fairs.intent": gettext_lazy("intents of people and employers"),
        "fairs.interview": gettext_lazy("interviews"),
        "fairs.wish": gettext_lazy("interview wishes"),
    }
)
OVER = (Fair.State.CLOSED, Fair.State.REPORTED)


@obstacles
def fair_to_come(target, duplicate) -> str:
    """Two tickets of a fair that is not over are in use: at its door, in its queues, on devices without network."""
    fair = (
        Fair.objects.filter(registrations__person=target)
        .filter(registrations__person=duplicate)
        .exclude(state__in=OVER)
        .select_related("event")
        .first()
    )
    if fair is None:
        return ""
    return _(
        "Both records have a place at %(fair)s, which is not closed yet. Give one of the two places up first, or merge "
        "them when the fair is closed."
    ) % {"fair": fair.event.name}


@erasing.obstacles
def place_at_a_fair_to_come(person) -> str:
    """Whoever has a ticket for a fair that is not over is expected there."""
    fairs = Fair.objects.filter(registrations__person=person).exclude(state__in=OVER).select_related("event")
    fair = fairs.first()
    if fair is None:
        return ""
    return _("The person has a place at %(fair)s, which is not closed yet. Give it up first, or wait until then.") % {
        "fair": fair.event.name
    }


erasing.deletes("fairs.wish")
