"""What is counted at the zones of a fair: services by zone, their minutes, and who shows something."""

from dataclasses import replace
from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.figures.places import hour_of
from tongxing.figures.registry import Definition, Exclusion, Shown, Table
from tongxing.trail.models import Entry
from tongxing.zones.actions import count_all_interpreting
from tongxing.zones.models import Exhibit, Maker, Service, ZonesEvent

KIND = "zones"
OVER = (Fair.State.CLOSED, Fair.State.REPORTED)
ZONE = Table("zone", _("By zone"), lambda cell: dict(Service.Kind.choices).get(cell, cell))
HOUR = Table("hour", _("By hour"))
SORT = Table(
    "sort", _("People and workshops"), lambda cell: _("workshops") if cell == "workshop" else _("single makers")
)
COUNT_INTERPRETING = partial(count_all_interpreting, by="figures")
"""What the ledger of hours says was interpreted."""
TOOK_BACK = "took a service back"
WAITING = Exclusion("waiting", _("waiting in a queue"))
"""A number that is not served makes no session, and a session has the minutes of its service alone."""


def always(event) -> bool:
    """Every event of this kind has these figures."""
    return True


def services_of(event):
    """The sessions at the zones of the fair that counts under ``event``."""
    return Service.objects.filter(fair__zones_event__event=event)


def makers_of(event):
    """Who was entered there to show something."""
    return Maker.objects.filter(fair__zones_event__event=event)


def showed_nothing(event) -> Q:
    """Makers of whom no work and no demonstration is left."""
    return ~Q(Exists(Exhibit.objects.filter(maker=OuterRef("pk"), is_withdrawn=False)))


def taken_back(event) -> int:
    """How many sessions were taken back; only the trail keeps them."""
    fairs = Fair.objects.filter(zones_event__event=event).values_list("pk", flat=True)
    return Entry.objects.filter(act=TOOK_BACK, details__fair__in=list(fairs)).count()


def zones_of(event):
    """The fair whose zones count under ``event``, and the row that says so."""
    return (Fair.objects.filter(zones_event__event=event), ZonesEvent.objects.filter(event=event))


def zones_and_exhibits(event):
    """With what each maker shows: who shows nothing does not count."""
    return (*zones_of(event), Exhibit.objects.filter(maker__fair__zones_event__event=event))


def check_over(event) -> None:
    """The figures of zones are frozen once their fair is closed: before, entries still come in."""
    fair = Fair.objects.filter(zones_event__event=event).first()
    if fair is None or fair.state not in OVER:
        raise Refused(
            _now("The fair of %(event)s is not closed yet, so entries can still come in. Close it first, then freeze.")
            % {"event": event.name}
        )


def show_services(event, numbers) -> dict[str, Shown]:
    """Each session by its kind, zone and time; with whom it was stays out of it."""
    rows = services_of(event).filter(number__in=numbers).select_related("zone")
    return {
        row.number: Shown(
            " · ".join(filter(None, [row.get_kind_display(), str(row.zone or "")])),
            _now("%(moment)s, %(minutes)s minutes")
            % {"moment": f"{timezone.localtime(row.began_at):%Y-%m-%d %H:%M}", "minutes": row.minutes},
            page=("zones:service", row.pk),
        )
        for row in rows
    }


def show_makers(event, numbers) -> dict[str, Shown]:
    """Each maker as they wish to be named."""
    rows = makers_of(event).filter(number__in=numbers)
    return {row.number: Shown(row.shown_as) for row in rows}


SERVICES = Definition(
    suffix="services",
    name=_("Services at the zones"),
    unit=_("sessions"),
    text=_(
        "Counts every session at a zone of the fair once, whoever it was with: an answer at the policy desk, a résumé "
        "clinic, a talk that was interpreted, by the ledger of hours or from paper. The same person served twice "
        "counts twice. Does not count: %(left_out)s. As entered when the figure was frozen."
    ),
    rows=services_of,
    leaves_out=(WAITING, Exclusion("taken_back", _("sessions taken back"), beside=taken_back, measure="场次")),
    facts={"kind": "kind", "began_at": "began_at", "minutes": "minutes"},
    applies=always,
    check_ready=check_over,
    show=show_services,
    is_about_people=True,
    tables=(ZONE, HOUR),
    cells=lambda: lambda row: {"zone": row["kind"], "hour": hour_of(row["began_at"])},
    cell_fields=("kind", "began_at"),
    stands_on=("registration__person",),
    around=zones_of,
    prepare=COUNT_INTERPRETING,
)

FIGURES = (
    SERVICES,
    replace(
        SERVICES,
        suffix="service_minutes",
        name=_("Minutes of service at the zones"),
        unit=_("minutes"),
        text=_(
            "Adds up the minutes of every session at a zone of the fair, from its beginning to its end. "
            "Does not count: %(left_out)s. As entered when the figure was frozen."
        ),
        leaves_out=(WAITING, Exclusion("kept", _("the time for which a number was kept"))),
        amount="minutes",
        tables=(ZONE,),
        cells=lambda: lambda row: {"zone": row["kind"]},
        cell_fields=("kind",),
    ),
    Definition(
        suffix="exhibitors",
        name=_("Makers and workshops that showed something"),
        unit=_("exhibitors"),
        text=_(
            "Counts each person or workshop that showed at least one work or demonstration at the fair once, however "
            "much they showed, and whether or not they wished to be named in public. "
            "Does not count: %(left_out)s. As entered when the figure was frozen."
        ),
        rows=makers_of,
        leaves_out=(
            Exclusion("showed_nothing", _("makers who were entered and showed nothing"), showed_nothing, measure="家"),
        ),
        facts={"shown_as": "shown_as", "is_workshop": "is_workshop"},
        applies=always,
        check_ready=check_over,
        show=show_makers,
        tables=(SORT,),
        cells=lambda: lambda row: {"sort": "workshop" if row["is_workshop"] else "person"},
        cell_fields=("is_workshop",),
        around=zones_and_exhibits,
    ),
)
