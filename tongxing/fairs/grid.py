"""The timetable of one day and hall as a grid: booths and their desks down, times across, each cell an interview."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from tongxing.fairs.models import Booth, Interview


@dataclass
class Cell:
    """What one desk does from one column on, for ``span`` columns: interviews, a lunch break, or nothing."""

    column: int
    span: int = 1
    interviews: list = field(default_factory=list)
    is_lunch: bool = False


@dataclass(frozen=True)
class Row:
    """One desk of a booth. ``employer`` is the name of the booth's employer, "" for none."""

    booth: Booth
    desk: int
    employer: str
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """``times``: when each column begins; ``zones``: (zone, its rows) in order."""

    day: dt.date
    hall: object
    times: list[dt.datetime]
    zones: list[tuple[object, list[Row]]]

    def width(self) -> int:
        """How many columns a heading across all of them takes."""
        return len(self.times) + 1


def choices_of(fair) -> list[tuple[dt.date, int, str]]:
    """(day, hall's pk, hall's name) for which there is a grid, in order; one query."""
    placed = Interview.objects.filter(registration__fair=fair, starts_at__isnull=False, booth__isnull=False)
    rows = placed.order_by().values_list(TruncDate("starts_at"), "booth__zone__hall", "booth__zone__hall__name")
    return sorted(set(rows), key=lambda row: (row[0], row[2]))


def chosen_of(choices, day: str, hall: str) -> tuple[dt.date, int, str] | None:
    """The choice that was asked for; else the first of today, else the first of all; nothing where there is none."""
    for choice in choices:
        if choice[0].isoformat() == day and str(choice[1]) == hall:
            return choice
    today = timezone.localdate()
    return next((choice for choice in choices if choice[0] == today), choices[0] if choices else None)


def grid_of(fair, day: dt.date, hall: int) -> Grid:
    """The grid of ``day`` in ``hall``; two queries. A column is as long as one interview of this fair."""
    interviews = (
        Interview.objects.filter(registration__fair=fair, starts_at__date=day, booth__zone__hall=hall)
        .select_related("registration__person", "vacancy__employer", "interpreter", "quiet_room")
        .order_by("starts_at", "pk")
    )
    by_desk = defaultdict(list)
    for interview in interviews:
        by_desk[interview.booth_id, interview.desk].append(interview)
    step = dt.timedelta(minutes=fair.interview_minutes)
    all_of_them = [interview for ones in by_desk.values() for interview in ones]
    # Those of a day have a time; the others are filtered out above.
    begins = min(interview.starts_at for interview in all_of_them if interview.starts_at)
    ends = max(interview.ends_at for interview in all_of_them if interview.ends_at)
    count = -(-(ends - begins) // step)
    times = [timezone.localtime(begins + number * step) for number in range(count)]

    held = fair.participations.filter(booth=OuterRef("pk"), is_withdrawn=False)
    booths = Booth.objects.filter(zone__hall=hall).annotate(employer=Subquery(held.values("employer__name")[:1]))
    busy = {booth for booth, _desk in by_desk}
    in_order = booths.select_related("zone__hall").order_by("zone__name", "number")
    shown = [booth for booth in in_order if booth.employer or booth.pk in busy]
    zones = []
    for zone, ones in groupby(shown, lambda booth: booth.zone):
        rows = [
            Row(booth, desk, booth.employer or "", _cells(booth, by_desk[booth.pk, desk], times, step))
            for booth in ones
            for desk in range(1, booth.desks + 1)
        ]
        zones.append((zone, rows))
    return Grid(day, shown[0].zone.hall, times, zones)


def _cells(booth, interviews, times, step) -> list[Cell]:
    """The cells of one desk from left to right; together they are as wide as the grid."""
    starting = defaultdict(list)
    for interview in interviews:
        starting[(interview.starts_at - times[0]) // step].append(interview)
    cells: list[Cell] = []
    column = 0
    while column < len(times):
        cell = Cell(column, interviews=starting[column], is_lunch=_is_lunch(booth, times[column], step))
        if cell.interviews:
            cell.is_lunch = False
            ends = max(interview.ends_at for interview in cell.interviews)
            following = min((other for other in starting if other > column and starting[other]), default=len(times))
            cell.span = max(1, min(-(-(ends - times[column]) // step), following - column))
            cells.append(cell)
        elif cells and cell.is_lunch and cells[-1].is_lunch:
            cells[-1].span += 1
        else:
            cells.append(cell)
        column += cell.span
    return cells


def _is_lunch(booth, begins, step) -> bool:
    """Whether the column that begins then falls into the booth's lunch, by more than half."""
    if not booth.lunch_from or not booth.lunch_until:
        return False
    return booth.lunch_from <= (begins + step / 2).time() < booth.lunch_until
