"""What a reader may see of figures: counts for everybody, entries for staff of the region."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.figures.access import sees_entries
from tongxing.figures.disclosure import SMALLEST_SHOWN, Cell, is_small
from tongxing.figures.disclosure import shown as public_cells
from tongxing.figures.listing import Row, not_kept
from tongxing.figures.places import places_in_order
from tongxing.figures.registry import Shown
from tongxing.people.access import staff_paths


def number(value: int, *, about_people: bool, sees_all: bool = False) -> str | int:
    """``value`` as the reader may see it: a count of people under five is told as such and no more."""
    if about_people and not sees_all and is_small(value):
        return _("fewer than %(limit)s") % {"limit": SMALLEST_SHOWN}
    return value


def said(row: Row, *, sees_all: bool = False) -> str | int:
    """The figure's value as the reader may see it."""
    return number(row.value, about_people=row.is_about_people, sees_all=sees_all)


def left_out(row: Row, *, sees_all: bool = False) -> str:
    """What came in and does not count, clause by clause, in a sentence; empty where nothing was left out."""
    if row.lacks_left_out:
        return not_kept()
    parts = [
        part.said(number(part.count, about_people=row.is_about_people, sees_all=sees_all)) for part in row.left_out()
    ]
    return _("Left out: %(parts)s.") % {"parts": _("; ").join(parts)} if parts else ""


def date(row: Row) -> str:
    """When it was frozen, in a sentence."""
    if row.figure is None:
        return _("counting along, not frozen yet")
    return _("frozen on %(date)s") % {"date": f"{timezone.localtime(row.figure.frozen_at):%Y-%m-%d %H:%M}"}


def choice(row: Row) -> str:
    """The figure with the number it would be frozen with, for a list to choose from."""
    return f"{row.event.name} · {row.name} {row.value} {row.unit}{_('(counting along)')}"


def by_event(rows: list[Row], user) -> list[tuple]:
    """(event, [(row, number, date)]) for the page of a campaign, in the order of the events."""
    groups: dict[int, tuple] = {}
    for row in rows:
        sees_all = sees_entries(user, row.event)
        group = groups.setdefault(row.event.pk, (row.event, []))
        group[1].append((row, said(row, sees_all=sees_all), date(row)))
    return list(groups.values())


def readiness(rows: list[Row]) -> tuple[list[Row], list[tuple[str, list[Row]]]]:
    """Of ``rows``, those that can be frozen now, and those that cannot with the sentence why."""
    ready: list[Row] = []
    unready: dict[str, list[Row]] = {}
    answers: dict[tuple, str] = {}
    for row in rows:
        if row.is_frozen or not row.entry_count or row.definition is None:
            continue
        asked = (row.event.pk, row.definition.check_ready)
        if asked not in answers:
            try:
                row.definition.check_ready(row.event)
                answers[asked] = ""
            except Refused as refusal:
                answers[asked] = str(refusal)
        if answers[asked]:
            unready.setdefault(answers[asked], []).append(row)
        else:
            ready.append(row)
    return ready, list(unready.items())


@dataclass(frozen=True)
class Split:
    """A table of a figure as the reader may see it."""

    name: str
    cells: list[Cell]
    most: int
    has_hidden: bool


def tables(row: Row, *, sees_all: bool = False) -> list[Split]:
    """The figure's tables; small cells about people, and those from which they would follow, are hidden."""
    if row.figure is None or row.definition is None or (row.is_small and not sees_all):
        return []
    made = []
    for table in row.definition.tables:
        rows = row.figure.tables.get(table.code, [])
        cells = public_cells(rows, about_people=row.is_about_people and not sees_all)
        if cells:
            if table.code == "county":  # as the statistics office lists them, not by the strokes of their names
                order = places_in_order()
                cells.sort(key=lambda cell: order.get(cell.label, len(order)))
            named = [Cell(str(table.label(cell.label)), cell.number) for cell in cells]
            most = max((cell.number or 0 for cell in cells), default=0)
            made.append(Split(str(table.name), named, max(most, 1), any(cell.is_hidden for cell in cells)))
    return made


def errata(row: Row, *, sees_all: bool = False) -> list[dict]:
    """The figure's corrections, the latest first: old, new, why; for staff also who and which entries."""
    if row.figure is None:
        return []
    return [
        {
            "old": number(erratum.old_value, about_people=row.is_about_people, sees_all=sees_all),
            "new": number(erratum.new_value, about_people=row.is_about_people, sees_all=sees_all),
            "why": erratum.why,
            "made_at": erratum.made_at,
            "made_by": erratum.made_by.label() if sees_all and erratum.made_by else "",
            "changes": len(erratum.changes),
        }
        for erratum in row.figure.errata.select_related("made_by").order_by("-made_at")
    ]


def entries(row: Row):
    """The numbers and amounts behind the figure: as frozen, or as they are now where it is not frozen."""
    if row.figure is not None:
        return row.figure.entries.values("number", "amount").order_by("number")
    assert row.definition is not None  # what is not frozen is counted by its definition
    rows = row.definition.counted(row.event).order_by("number")
    return rows.values("number", *filter(None, [row.definition.amount]))


def shown(row: Row, page, user) -> list[tuple[str, int, Shown | None, bool]]:
    """(number, amount, what it is, whether it lies out of the reader's region) for one page of entries."""
    numbers = [one["number"] for one in page.object_list]
    known = row.definition.show(row.event, numbers) if row.definition else {}
    paths = staff_paths(user)
    lines = []
    for one in page.object_list:
        entry = known.get(one["number"])
        path = entry.region_path if entry else ""
        is_elsewhere = bool(path) and not any(map(path.startswith, paths))
        amount = one.get("amount", one.get(row.definition.amount, 1) if row.definition else 1)
        lines.append((one["number"], amount, None if is_elsewhere else entry, is_elsewhere))
    return lines


def headings() -> list[str]:
    """The columns of the public file."""
    return [
        _("Key"),
        _("Figure"),
        _("Value"),
        _("Unit"),
        _("Frozen on"),
        _("Split by"),
        _("Cell"),
        _("Hash"),
        _("Definition"),
    ]


def public_rows(rows: list[Row]) -> Iterator[list]:
    """One row a figure, then one a cell of its tables, as the public may see them."""
    for row in rows:
        assert row.figure is not None  # the public sees frozen figures only
        frozen = f"{timezone.localtime(row.figure.frozen_at):%Y-%m-%d %H:%M}"
        yield [row.key, row.name, said(row), row.unit, frozen, "", "", row.figure.hash, f"{row.text}{row.caution}"]
        for table in tables(row):
            for cell in table.cells:
                value = _("hidden") if cell.is_hidden else cell.number
                yield [row.key, row.name, value, row.unit, frozen, table.name, cell.label, "", ""]
