"""What is counted at a fair held as a live stream: employers, viewings, résumés."""

from dataclasses import replace

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Fair, Viewing
from tongxing.figures.definitions import fair as on_site
from tongxing.figures.places import hour_of
from tongxing.figures.registry import Definition, Shown, Table

KIND = "fair"
CHANNEL = Table("channel", _("By channel"), lambda cell: cell or _("not stated"))


def is_live_only(event) -> bool:
    """Whether the fair of ``event`` is a live stream and nothing else."""
    return on_site.mode_of(event) == Fair.Mode.LIVE


def has_stream(event) -> bool:
    """Whether the fair of ``event`` can be watched."""
    return on_site.mode_of(event) in (Fair.Mode.LIVE, Fair.Mode.BOTH)


def show_viewings(event, numbers) -> dict[str, Shown]:
    """Each viewing by its channel, hour and length; nobody is known."""
    rows = Viewing.objects.filter(fair__event=event, number__in=numbers)
    return {
        row.number: Shown(
            row.channel or _now("not stated"),
            _now("%(hour)s, %(seconds)s seconds") % {"hour": hour_of(row.started_at), "seconds": row.seconds},
        )
        for row in rows
    }


_of = {one.suffix: one for one in on_site.FIGURES}

FIGURES = (
    replace(_of["employers"], applies=is_live_only),
    Definition(
        suffix="viewings",
        name=_("Viewings of the live stream"),
        unit=_("viewings"),
        text=_(
            "Counts every viewing from opening the stream to leaving it, on every channel; somebody who leaves and "
            "comes back counts twice, and nobody is known by name. Does not count replays after the stream ended. "
            "As delivered by the channels when the figure was frozen."
        ),
        rows=lambda event: Viewing.objects.filter(fair__event=event),
        facts={"channel": "channel", "started_at": "started_at", "seconds": "seconds"},
        applies=has_stream,
        check_ready=on_site.check_over,
        show=show_viewings,
        tables=(CHANNEL, on_site.HOUR),
        cells=lambda: lambda row: {"channel": row["channel"], "hour": hour_of(row["started_at"])},
        cell_fields=("channel", "started_at"),
    ),
    replace(_of["resumes"], applies=is_live_only),
)
