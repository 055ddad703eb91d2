"""A file of regions: what it says, and a sentence for each line that cannot stand."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from tongxing.common.sheets import Heading, Row, SheetRefused, Table, find_table, notices, read
from tongxing.folders.problem import NOTICE, Problem
from tongxing.folders.reading import days

BUILT_IN = Path(__file__).resolve().parents[2] / "people" / "data" / "regions"
HEADINGS = [
    Heading("code", ("code", "代码", "区划代码", "编码"), required=True),
    Heading("name", ("name", "名称", "区划名称"), required=True),
    Heading("level", ("level", "级别", "层级")),
    Heading("parent", ("parent", "上级", "上级代码")),
    Heading("valid_from", ("from", "起", "启用日期")),
    Heading("valid_until", ("until", "止", "停用日期")),
    Heading("note", ("note", "备注", "说明")),
]
CODE = re.compile(r"\d{6}|\d{9}|\d{12}")
LEVELS = {"省": 1, "自治区": 1, "省级": 1, "盟市": 2, "地级": 2, "旗县区": 3, "县级": 3, "苏木乡镇街道": 4, "乡级": 4}


@dataclass(frozen=True)
class RegionLine:
    """One region as its line says it."""

    code: str
    name: str
    level: int
    parent: str
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    note: str = ""
    cell: str = ""


def is_managed_area(code: str) -> bool:
    """Whether the code is a statistical one: a managed area (开发区, 管理区) that GB/T 2260 does not know."""
    return level_of(code) == 3 and code[4] == "7" and code[5] != "0"


def level_of(code: str) -> int:
    """The level that a code's own form tells: 1 province, 2 city, 3 county, 4 township."""
    if len(code) > 6 and code[6:].strip("0"):
        return 4
    return 1 if code[2:6] == "0000" else 2 if code[4:6] == "00" else 3


def file_of(named: str) -> Path:
    """The file that was named: a path, or the six digits of a province whose file comes with the platform."""
    built_in = BUILT_IN / f"{named}.csv"
    return built_in if re.fullmatch(r"\d{6}", named) and built_in.exists() else Path(named)


def read_regions(path: Path, known: dict[str, int], shown: str = "") -> tuple[list[RegionLine], list[Problem]]:
    """The regions of a file, parents first, and its problems. ``known``: level by code of what is there already."""
    shown = shown or path.name
    try:
        table = find_table(read(path.read_bytes(), path.name), HEADINGS)
    except SheetRefused as refusal:
        return [], [Problem(str(refusal), shown)]
    except OSError:
        return [], [Problem(_("The file cannot be opened. Check its name and your rights to it."), shown)]
    problems = [Problem(sentence, shown, _shown_sheet(table, path), kind=NOTICE) for sentence in notices(table)]
    lines: dict[str, RegionLine] = {}

    def wrong(row: Row, field: str, sentence: str) -> None:
        cell = f"{table.headings.get(field, 'A')}{row.number}"
        problems.append(Problem(sentence, shown, _shown_sheet(table, path), cell))

    for row in table.rows:
        for fault in row.faults:
            wrong(row, fault.field, fault.sentence)
        line = None if row.faults else _line(row, wrong)
        if line is None:
            continue
        if line.code in lines:
            first = lines[line.code].cell
            sentence = _("The code %(code)s stands in %(first)s already. Delete one of the two lines.")
            wrong(row, "code", sentence % {"code": line.code, "first": first})
            continue
        lines[line.code] = line
    levels = known | {line.code: line.level for line in lines.values()}
    numbers = {row.address("code"): row for row in table.rows}
    refused = {row.text("code") for row in table.rows} - set(lines)
    for line in lines.values():
        sentence = _parent_sentence(line, levels)
        if sentence and line.parent not in refused:  # a refused parent has its own sentence already
            wrong(numbers[line.cell], "parent", sentence)
    return sorted(lines.values(), key=lambda line: (line.level, line.code)), problems


def _shown_sheet(table: Table, path: Path) -> str:
    return "" if path.suffix.lower() == ".csv" else table.sheet


def _line(row: Row, wrong) -> RegionLine | None:
    """The line of one row, or None when it has a problem of its own."""
    code, name, level_text = row.text("code"), row.text("name"), row.text("level")
    fine = True
    if not CODE.fullmatch(code):
        wrong(row, "code", _("“%(code)s” is not a division code: write 6, 9 or 12 digits.") % {"code": code})
        return None
    if not name or len(name) > 60:
        wrong(row, "name", _("The region has no name, or one of more than 60 characters: write its name."))
        fine = False
    level = level_of(code)
    if level_text:
        level = LEVELS.get(level_text) or (int(level_text) if level_text in {"1", "2", "3", "4"} else 0)
        if not level:
            wrong(row, "level", _("“%(level)s” is not a level: write 1, 2, 3 or 4.") % {"level": level_text})
            fine = False
    dates: dict[str, dt.date | None] = {}
    for field in ("valid_from", "valid_until"):
        text = row.text(field)
        dates[field] = days.day(text) if text else None
        if text and not dates[field]:
            wrong(row, field, _("“%(text)s” is not a day: write it as 2025-12-03.") % {"text": text})
            fine = False
    if dates["valid_from"] and dates["valid_until"] and dates["valid_until"] < dates["valid_from"]:
        wrong(row, "valid_until", _("The code ends before it begins: correct one of the two days."))
        fine = False
    if not fine:
        return None
    parent = row.text("parent") or _parent_by_form(code, level)
    line = RegionLine(code, name, level, parent, note=row.text("note"), cell=row.address("code"))
    return replace(line, valid_from=dates["valid_from"], valid_until=dates["valid_until"])


def _parent_by_form(code: str, level: int) -> str:
    """The parent that the code's own form tells, for a line that leaves it empty."""
    return {2: code[:2] + "0000", 3: code[:4] + "00", 4: code[:6]}.get(level, "")


def _parent_sentence(line: RegionLine, levels: dict[str, int]) -> str:
    if line.level == 1:
        return _("A province has no parent: empty this cell.") if line.parent else ""
    if line.parent not in levels:
        sentence = _("The parent %(parent)s of %(name)s is neither in this file nor loaded before. Add its line.")
        return sentence % {"parent": line.parent or "?", "name": line.name}
    if levels[line.parent] >= line.level:
        sentence = _("The parent %(parent)s of %(name)s is not of a higher level. Correct the level or the parent.")
        return sentence % {"parent": line.parent, "name": line.name}
    return ""
