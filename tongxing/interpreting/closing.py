"""What interpreting still needs before a fair's figures are frozen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.closing import Outstanding
from tongxing.interpreting.actions.hours import unbooked
from tongxing.interpreting.models import InterpreterRequest


def outstanding(fair) -> list[Outstanding]:
    """Requests that are still open, and interpreted interviews whose hours are not booked."""
    found = []
    still_open = list(
        fair.interpreter_requests.filter(state__in=InterpreterRequest.OPEN).values_list("shift__name", flat=True)
    )
    if still_open:
        sentence = ngettext(
            "%(count)s request for an interpreter is still open: say when it ended, or withdraw it.",
            "%(count)s requests for an interpreter are still open: say when they ended, or withdraw them.",
            len(still_open),
        )
        who = ", ".join(sorted({name for name in still_open if name})) or _("who runs the fair")
        url = reverse("interpreting:requests", args=[fair.pk])
        found.append(Outstanding(sentence % {"count": len(still_open)}, who, url, len(still_open)))
    count = unbooked(fair).count()
    if count:
        sentence = ngettext(
            "%(count)s interpreted interview is not in the ledger of hours.",
            "%(count)s interpreted interviews are not in the ledger of hours.",
            count,
        )
        url = reverse("interpreting:hours", args=[fair.pk])
        found.append(Outstanding(sentence % {"count": count}, _("who runs the fair"), url, count))
    return found
