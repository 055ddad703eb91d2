"""How people with each need come onto an event's shortlists: counts and plain sentences, no names."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from engines.matching import NO_NEED
from tongxing.campaigns.models import Event
from tongxing.common.audience import role
from tongxing.common.rounding import to_fives
from tongxing.jobs import actions, reasons
from tongxing.jobs.access.matching import check_reads_report, matches_event
from tongxing.people.access import STAFF, hide_unless

LEAST = 10
SHOWN = 30
"""So many reports are offered, the latest first; older ones stay in the database."""


@dataclass(frozen=True)
class Row:
    """One group as the page shows it; ``rate`` is in percent, ``verdict`` one of the engine's."""

    name: str
    people: int
    chosen: int
    rate: float
    mean_place: float | None
    ratio: float | None
    interval: str
    verdict: str
    sentence: str


@role(*STAFF)
def fairness(request, pk):
    """The report on an event's shortlists, as counted when they were made."""
    event = get_object_or_404(Event.objects.select_related("region"), pk=pk)
    check_reads_report(request.user, event)
    reports = list(event.fairness_reports.all()[:SHOWN])
    wanted = request.GET.get("report", "")
    report = next((report for report in reports if not wanted or str(report.pk) == wanted), None)
    hide_unless(report is not None or not wanted)
    if report is not None:
        report.event = event
        actions.read_report(report=report, by=request.user)
    is_told = report is not None and report.people_count >= LEAST
    people, chosen = (to_fives(report.people_count), to_fives(report.chosen_count)) if is_told else (0, 0)
    context = {
        "event": event,
        "report": report,
        "is_told": is_told,
        "reports": reports,
        "people": people,
        "chosen": chosen,
        "rate": 100 * chosen / people if is_told else None,
        "rows": [_row(group) for group in report.groups] if is_told else [],
        "may_refresh": matches_event(request.user, event),
    }
    return render(request, "jobs/fairness.html", context)


def _row(group: dict) -> Row:
    name = _("no need stated") if group["need"] == NO_NEED else reasons.needs_in_words(1 << group["need"])
    sentences = {
        "below": _("Clearly less often than the others: under four fifths of their rate."),
        "within": _("At least four fifths of the others' rate."),
        "open": _("No conclusion can be drawn: the interval reaches from under four fifths to over it."),
    }
    return Row(
        name=name,
        people=to_fives(group["people"]),
        chosen=to_fives(group["chosen"]),
        rate=100 * to_fives(group["chosen"]) / to_fives(group["people"]),
        mean_place=group["mean_place"],
        ratio=group["ratio"],
        interval=_interval(group["low"], group["high"]),
        verdict=group["verdict"],
        sentence=sentences[group["verdict"]],
    )


def _interval(low: float, high: float | None) -> str:
    if high is None:
        return _("from %(low).1f, without end") % {"low": low}
    return f"{low:.1f}–{high:.1f}"
