"""What a closed fair still needs from its queues: numbers that nobody ended."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.closing import Outstanding
from tongxing.queues.models import Number


def outstanding(fair) -> list[Outstanding]:
    """Numbers still open, desk by desk: a service that was not closed has no minutes, so it counts nowhere."""
    left = (
        Number.objects.filter(desk__fair=fair, state__in=Number.OPEN)
        .order_by("desk__prefix")
        .values("desk", "desk__name")
        .annotate(count=Count("pk"))
    )
    return [
        Outstanding(
            sentence=ngettext(
                "%(desk)s: %(count)s number is still open. Close it, or write that they left.",
                "%(desk)s: %(count)s numbers are still open. Close them, or write that they left.",
                one["count"],
            )
            % {"desk": one["desk__name"], "count": one["count"]},
            who=_("who works at %(desk)s") % {"desk": one["desk__name"]},
            url=reverse("queues:console", args=[one["desk"]]),
            count=one["count"],
        )
        for one in left
    ]
