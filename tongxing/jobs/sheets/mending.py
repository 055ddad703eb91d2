"""The workbook that is handed back: the rows that need mending, each with the reason in the cell beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tongxing.common.sheets import Column, OutSheet, Table, write
from tongxing.jobs.sheets.line import Line
from tongxing.organisations.models import name_key
from tongxing.organisations.register import firm_key


def mending(
    lines: Sequence[Line],
    *,
    table: Table,
    names: dict[str, str],
    source: str = "",
    standing: Mapping[int, str] | None = None,
) -> bytes:
    """An .xlsx of the lines with problems, in the sheet's own columns under our names.

    Beside each column that has something to mend stands one with the sentences; both cells are marked. When the
    rows are mended the workbook can be sent in as it is: our own columns are passed over. A post without a number
    that looks like another one of the sheet gets a number, so that it is not taken for that other one: that of the
    standing post which it would change (``standing``, by the row's number), else a new one.
    """
    bad = [line for line in lines if line.problems]
    wrong = {problem.field for line in bad for problem in line.problems}
    fields = [name for name in names if name in table.headings]
    numbers = _numbers(lines, source) | dict(standing or {}) if "title" in names else {}
    numbers = {line.number: number for line in bad if (number := numbers.get(line.number)) and not line.text("number")}
    has_own = bool(numbers) and "number" not in fields
    columns = [Column(_("row in your file"), 10), *([Column(names["number"], 16)] if has_own else [])]
    places: dict[str, int] = {}
    for name in fields:
        places[name] = len(columns)
        columns.append(Column(names[name], 20))
        if name in wrong:
            columns.append(Column(_("to mend in %(column)s") % {"column": names[name]}, 44))
    if wrong - set(fields):
        places[""] = len(columns)
        columns.append(Column(_("to mend"), 44))
    rows, marked = [], set()
    for index, line in enumerate(bad):
        row = [line.number, *([numbers.get(line.number, "")] if has_own else [])] + [""] * len(columns)
        row = row[: len(columns)]
        for name in fields:
            row[places[name]] = _as_written(line, name)
        if numbers and not has_own and not row[places["number"]]:
            row[places["number"]] = numbers.get(line.number, "")
        for problem in line.problems:
            column = places[problem.field] + 1 if problem.field in places else places[""]
            row[column] = f"{row[column]} {problem.sentence}".strip()
            marked |= {(index, column), (index, max(column - 1, 0))}
        rows.append(row)
    return write([OutSheet(_("to mend"), columns, rows, frozenset(marked))])


def _as_written(line: Line, name: str) -> str:
    cell = line.row.cells[name]
    if cell.kind in ("shared", "formula"):
        return ""  # one number for several rows, or a result that nobody saved: it is typed anew
    return cell.raw if isinstance(cell.raw, str) else cell.text


def _numbers(lines: Sequence[Line], source: str) -> dict[int, str]:
    keys = {line.number: _key(line) for line in lines if "firm" in line.values}
    common = {key for key, count in Counter(keys.values()).items() if count > 1}
    return {line.number: f"M{source[:4].upper()}-{line.number}" for line in lines if keys.get(line.number) in common}


def _key(line: Line) -> tuple:
    values = line.values
    return firm_key(values["firm"].name), name_key(values.get("title", "")), name_key(values.get("place", ""))
