"""The ledger of hours: the interpreter's own, and a fair's."""

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.common.sheets.write import write_csv
from tongxing.fairs import access as fairs_access
from tongxing.interpreting import actions
from tongxing.interpreting.actions.hours import unbooked
from tongxing.interpreting.models import Hours
from tongxing.people.access import STAFF

WITH_PLACE = (
    "shift__fair__event", "request__zone__hall", "request__booth__zone__hall", "interview__booth__zone__hall",
    "interview__vacancy__employer",
)  # fmt: skip


@signed
def my_hours(request):
    """What the reader interpreted, everywhere."""
    own = _listed(Hours.objects.filter(shift__account=request.user))
    data = {"page": page_of(request, own), "total": _total(own), "file": "interpreting:my_hours_file"}
    return render(request, "interpreting/my_hours.html", data)


@signed
def my_hours_file(request):
    """The same as CSV."""
    return _file(_listed(Hours.objects.filter(shift__account=request.user)))


@role(*STAFF)
def hours(request, pk):
    """A fair's hours, interpreter by interpreter; pressing the button brings the timetable's interviews in."""
    fair = fairs_access.found_for_staff(request.user, pk, STAFF)
    if request.method == "POST":
        count = actions.book_interviews(fair=fair, by=request.user)
        changed = ngettext("%(count)s entry changed.", "%(count)s entries changed.", count)
        messages.success(request, changed % {"count": count})
        return redirect("interpreting:hours", pk=pk)
    kept = _listed(Hours.objects.filter(shift__fair=fair))
    sums = Hours.objects.filter(shift__fair=fair).order_by().values("shift__name").annotate(minutes=Sum("minutes"))
    data = {
        "fair": fair,
        "page": page_of(request, kept),
        "sums": sums.order_by("shift__name"),
        "total": _total(kept),
        "unbooked": unbooked(fair).count(),
        "runs": fairs_access.runs(request.user, fair),
    }
    return render(request, "interpreting/hours.html", data)


@role(*STAFF)
def hours_file(request, pk):
    """The same as CSV."""
    fair = fairs_access.found_for_staff(request.user, pk, STAFF)
    return _file(_listed(Hours.objects.filter(shift__fair=fair)))


def _listed(kept):
    return kept.select_related(*WITH_PLACE).order_by("begun_at", "pk")


def _total(kept) -> int:
    return kept.aggregate(total=Sum("minutes"))["total"] or 0


def _file(kept) -> HttpResponse:
    """Date, time, minutes, interpreter, fair, what it was: nobody who was interpreted for is named."""
    columns = [_("Day"), _("Begun at"), _("Minutes"), _("Interpreter"), _("Fair"), _("What"), _("At which place")]
    rows = []
    for one in kept:
        begun = timezone.localtime(one.begun_at)
        rows.append(
            [
                f"{begun:%Y-%m-%d}",
                f"{begun:%H:%M}",
                one.minutes,
                one.shift.name,
                one.shift.fair.event.name,
                one.what(),
                one.where(),
            ]
        )
    return HttpResponse(
        write_csv(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, "interpreter-hours.csv")},
    )
