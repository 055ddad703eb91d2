"""What is counted at a fair held as a live stream: employers, viewings, most at once, applications, résumés."""

from dataclasses import replace
from functools import partial

from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Fair, Viewing
from tongxing.figures.definitions import fair as on_site
from tongxing.figures.places import county_of, hour_of
from tongxing.figures.registry import Definition, Exclusion, Shown, Table
from tongxing.jobs.models import Application
from tongxing.live.actions import book_viewings
from tongxing.live.models import LiveApplication, Minute, PlatformCount, Stay, Stream
from tongxing.live.rule import OWN, SHORTEST

KIND = "fair"
CHANNEL = Table("channel", _("By channel"), lambda cell: _("this site") if cell == OWN else cell or _("not stated"))
BOOK = partial(book_viewings, by="figures")
"""Heartbeats that the hub closed and nobody booked yet."""
PERSON_PATH = "application__seeker__person__region__path"


def is_live_only(event) -> bool:
    """Whether the fair of ``event`` is a live stream and nothing else."""
    return on_site.mode_of(event) == Fair.Mode.LIVE


def has_stream(event) -> bool:
    """Whether the fair of ``event`` can be watched."""
    return on_site.mode_of(event) in (Fair.Mode.LIVE, Fair.Mode.BOTH)


def applications_of(event):
    """Applications sent from the live fair's page."""
    return LiveApplication.objects.filter(stream__fair__event=event)


def viewings_of(event):
    """Every viewing that was booked here or came with a folder."""
    return Viewing.objects.filter(fair__event=event)


def short_stays(event) -> int:
    """How many stays of browsers were too short to be booked as viewings."""
    # told to the tenth of a second, as ``live.rule`` compares them
    return Stay.objects.filter(stream__fair__event=event, last_at__lt=F("first_at") + SHORTEST - 0.05).count()


def after_the_stream(event, field: str) -> Q:
    """What began when the stream was over: by its own end, where it was shown here, else by the event's."""
    stream = Stream.objects.filter(fair__event=event).first()
    ended_at = stream.ended_at if stream else event.ends_at
    return Q(**{f"{field}__gt": ended_at}) if ended_at else Q(pk__in=[])


def counted_by_platforms(event) -> int:
    """How many viewings other platforms say they counted."""
    counts = PlatformCount.objects.filter(stream__fair__event=event, what=PlatformCount.What.VIEWINGS)
    return counts.aggregate(total=Sum("count"))["total"] or 0


def sent_from_elsewhere(event) -> int:
    """How many applications for the fair's posts did not come from its live page."""
    return Application.objects.filter(vacancy__event=event, live=None).count()


IS_SHORT = Q(seconds__lt=SHORTEST)
IS_ELSEWHERE = ~Q(channel__in=[OWN, ""])
"""A viewing that names no platform is one of this site."""
SHORT_VISITS = _("visits of less than 10 seconds")
OTHER_PLATFORMS = _("viewings on other platforms")
REPLAYS = _("replays after the stream ended")


def fair_and_stream(event):
    """The fair, and the stream that is its own."""
    return (*on_site.fair_of(event), Stream.objects.filter(fair__event=event))


def show_viewings(event, numbers) -> dict[str, Shown]:
    """Each viewing by its channel, hour and length; nobody is known."""
    rows = Viewing.objects.filter(fair__event=event, number__in=numbers)
    return {
        row.number: Shown(
            str(CHANNEL.label(row.channel)),
            _now("%(hour)s, %(seconds)s seconds") % {"hour": hour_of(row.started_at), "seconds": row.seconds},
        )
        for row in rows
    }


def show_minutes(event, numbers) -> dict[str, Shown]:
    """Each minute by its time."""
    rows = Minute.objects.filter(stream__fair__event=event, number__in=numbers)
    return {row.number: Shown(f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}") for row in rows}


def show_applications(event, numbers) -> dict[str, Shown]:
    """Each application by the masked name and the post."""
    rows = applications_of(event).filter(number__in=numbers)
    rows = rows.select_related("application__seeker__person__region", "application__vacancy__employer")
    return {row.number: _shown(row.application) for row in rows}


def _shown(application) -> Shown:
    person, vacancy = application.seeker.person, application.vacancy
    return Shown(
        person.masked_name(),
        f"{vacancy.title} · {vacancy.employer.name}",
        person.region.path,
        ("people:person", person.pk),
    )


_of = {figure.suffix: figure for figure in on_site.FIGURES}

FIGURES = (
    replace(_of["employers"], applies=is_live_only),
    Definition(
        suffix="viewings",
        name=_("Viewings of the live stream"),
        unit=_("viewings"),
        text=_(
            "Counts every visit to the live fair's page that stayed at least 10 seconds in one half hour of the clock "
            "(14:00 to 14:30 is one), from the first to the last sign of life of one browser. Who leaves and comes "
            "back within the half hour counts once, who watches on into the next one counts again; nobody is known by "
            "name. Does not count: %(left_out)s. As booked when the figure was frozen."
        ),
        rows=viewings_of,
        leaves_out=(
            Exclusion("short", SHORT_VISITS, lambda event: IS_SHORT, short_stays),
            Exclusion("other_platforms", OTHER_PLATFORMS, lambda event: IS_ELSEWHERE),
            Exclusion("replays", REPLAYS, lambda event: after_the_stream(event, "started_at")),
            Exclusion(
                "platform_counts",
                _("viewings that other platforms say they counted"),
                beside=counted_by_platforms,
                measure="人次",
            ),
        ),
        facts={"channel": "channel", "started_at": "started_at", "seconds": "seconds"},
        applies=has_stream,
        check_ready=on_site.check_over,
        show=show_viewings,
        prepare=BOOK,
        tables=(CHANNEL, on_site.HOUR),
        cells=lambda: lambda row: {"channel": row["channel"], "hour": hour_of(row["started_at"])},
        cell_fields=("channel", "started_at"),
        around=fair_and_stream,
    ),
    Definition(
        suffix="peak",
        name=_("Most watching at once"),
        unit=_("viewings"),
        text=_(
            "The largest number of viewings that went on in the middle of the same minute (at 15:21:30, say). A "
            "viewing goes on from the first to the last sign of life of one browser in a half hour. "
            "Does not count: %(left_out)s. As booked when the figure was frozen."
        ),
        rows=lambda event: Minute.objects.filter(stream__fair__event=event),
        leaves_out=(
            Exclusion(
                "short",
                SHORT_VISITS,
                beside=lambda event: short_stays(event) + viewings_of(event).filter(IS_SHORT).count(),
            ),
            Exclusion(
                "other_platforms",
                OTHER_PLATFORMS,
                beside=lambda event: viewings_of(event).exclude(IS_SHORT).filter(IS_ELSEWHERE).count(),
            ),
            Exclusion("replays", _("minutes after the stream ended"), lambda event: after_the_stream(event, "at")),
        ),
        amount="watching",
        is_peak=True,
        facts={"at": "at", "watching": "watching"},
        applies=has_stream,
        check_ready=on_site.check_over,
        show=show_minutes,
        prepare=BOOK,
        tables=(on_site.HOUR,),
        cells=lambda: lambda row: {"hour": hour_of(row["at"])},
        cell_fields=("at",),
        around=fair_and_stream,
    ),
    Definition(
        suffix="applications",
        name=_("Applications from the live fair"),
        unit=_("applications"),
        text=_(
            "Counts every application for a post of this fair that was sent from the live fair's page; a person who "
            "applies for two posts counts twice. Does not count: %(left_out)s. "
            "As entered when the figure was frozen."
        ),
        rows=applications_of,
        leaves_out=(
            Exclusion(
                "withdrawn",
                _("applications taken back"),
                lambda event: Q(application__state=Application.State.WITHDRAWN),
                measure="份",
            ),
            Exclusion("elsewhere", _("applications sent from elsewhere"), beside=sent_from_elsewhere, measure="份"),
        ),
        facts={
            "vacancy": "application__vacancy__number",
            "submission": "submission__number",
            "sent_at": "sent_at",
        },
        applies=has_stream,
        check_ready=on_site.check_over,
        show=show_applications,
        is_about_people=True,
        tables=(on_site.COUNTY,),
        cells=lambda: _by_county(county_of()),
        cell_fields=(PERSON_PATH,),
        stands_on=(
            "application__seeker__person__region",
            "application__vacancy__employer",
            "submission__registration",
        ),
        around=fair_and_stream,
    ),
    replace(_of["resumes"], applies=is_live_only),
)


def _by_county(county):
    return lambda row: {"county": county(row[PERSON_PATH])}
