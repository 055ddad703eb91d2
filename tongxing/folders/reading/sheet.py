"""One sheet of an event: found under any of the usual endings, its rows turned into values cell by cell."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from engines.wording import without_controls, without_invisible
from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.common.sheets import Heading, Remark, Row, SheetRefused, Table, find_table, notices, read
from tongxing.folders.format import NO, YES, Form
from tongxing.folders.plan import EventPlan
from tongxing.folders.problem import DOUBT, NOTICE, Problem
from tongxing.folders.reading import days

ENDINGS = (".xlsx", ".csv", ".xls", ".ods")
NUMBER_LENGTH = 40
BLANK = re.compile(r"[^\S\n\u202f]")
"""Blanks of any width, each an ordinary one; the narrow one belongs to Mongolian words."""


class SheetReader:
    """Reads the rows of one form and collects what is wrong with them."""

    def __init__(
        self, folder: Path, key: str, form: Form, problems: list[Problem], headings: list[Heading] | None = None
    ):
        self.form, self.problems = form, problems
        self.shown = f"{key}/{form.file}"
        self.table: Table | None = None
        self.is_unread = False
        self._said: set[Problem] = set()
        self._open(folder / key, key, headings or form.headings())

    def _open(self, folder: Path, key: str, headings: list[Heading]) -> None:
        stem = self.form.file.rsplit(".", 1)[0]
        found = [folder / (stem + ending) for ending in ENDINGS if (folder / (stem + ending)).is_file()]
        if not found:
            return
        self.shown = f"{key}/{found[0].name}"
        if len(found) > 1:
            names = "、".join(path.name for path in found)
            self.refuse(_("There are two files for the same sheet: %(names)s. Keep one of them.") % {"names": names})
            return
        try:
            sheets = read(found[0].read_bytes(), found[0].name)
            self.table = find_table(sheets, headings, as_above=False)
            self._check()
        except SheetRefused as refusal:
            self.refuse(str(refusal))
        except OSError:
            self.refuse(_("The file cannot be opened. Check its name and your rights to it."))

    def _check(self) -> None:
        """Name what was not read, and each cell that cannot be."""
        if self.table is None:
            return
        for other in self.table.more:
            sentence = _("The sheets “%(one)s” and “%(two)s” both hold such a table. Keep one of them.")
            self.refuse(sentence % {"one": self.table.sheet, "two": other})
        for row in self.table.rows:
            for fault in row.faults:
                self.wrong(row, fault.field, fault.sentence)
            for doubt in row.doubts:
                self.doubt(doubt)
        for sentence in notices(replace(self.table, more=[])):
            self.problems.append(Problem(sentence, self.shown, self._sheet, kind=NOTICE))

    def doubt(self, remark) -> None:
        """A cell was taken, and somebody should look at it; ``remark`` has its address and the sentence."""
        self.problems.append(Problem(remark.sentence, self.shown, self._sheet, remark.address, DOUBT))

    @property
    def _sheet(self) -> str:
        """The sheet's name for a sentence; a text file has none."""
        return "" if self.table is None or self.shown.endswith(".csv") else self.table.sheet

    def refuse(self, sentence: str) -> None:
        """The whole file cannot be taken."""
        self.is_unread = self.table is None
        self.problems.append(Problem(sentence, self.shown))

    @property
    def rows(self) -> list[Row]:
        return self.table.rows if self.table else []

    def wrong(self, row: Row | int, field: str, sentence: str, *, number: str = "", missing_from: str = "") -> None:
        """The cell of ``field`` in this row must be mended; ``number`` is one that does not stand in another sheet."""
        line = row if isinstance(row, int) else row.number
        column = self.table.headings.get(field, "A") if self.table else "A"
        cell = f"{column}{line}"
        problem = Problem(sentence, self.shown, self._sheet, cell, number=number, missing_from=missing_from)
        if problem not in self._said:
            self._said.add(problem)
            self.problems.append(problem)

    # cells

    def plain(self, row: Row, field: str, most: int = 200) -> str:
        """The text as it was typed: spaces around it and what no page can show left out, nothing else changed."""
        cell = row.cells.get(field)
        if cell is None:
            return ""
        raw = cell.raw if isinstance(cell.raw, str) else cell.text
        text = BLANK.sub(" ", without_invisible(without_controls(raw.strip())))
        if len(text) > most:
            sentence = _("This has %(length)d characters; %(most)d are the most. Shorten it.")
            self.wrong(row, field, sentence % {"length": len(text), "most": most})
        return text[:most]

    def moment(
        self, row: Row, field: str, event: EventPlan, kind: moments.Kind, *, required: bool = False
    ) -> dt.datetime | None:
        """A day with a time, at which something of this ``kind`` can have been at ``event``."""
        text = row.text(field)
        if not text:
            if required:
                self.wrong(row, field, _("This is empty: write day and time, as in 2025-12-03 09:00:00."))
            return None
        found = days.moment(text)
        if found is None:
            sentence = _("“%(text)s” is not a day with a time: write it as 2025-12-03 09:00:00.")
            self.wrong(row, field, sentence % {"text": text[:40]})
            return None
        if event.has_times:
            self._check_moment(row, field, event, found, kind)
        return found

    def _check_moment(self, row: Row, field: str, event: EventPlan, at: dt.datetime, kind: moments.Kind) -> None:
        """Hold ``at`` against the event. Of an event that has not begun, the folder is a rehearsal: that is doubted."""
        is_rehearsal = not kind.may_be_ahead and moments.is_ahead(event.starts_at)
        try:
            moments.check_moment(event, at, replace(kind, may_be_ahead=True) if is_rehearsal else kind)
        except Refused as refusal:
            self.wrong(row, field, str(refusal))
            return
        if is_rehearsal and moments.is_ahead(at):
            sentence = _(
                "%(at)s lies ahead, and so does the event: taken as a rehearsal. Load what really happened after it."
            )
            self.doubt(Remark(field, row.address(field), sentence % {"at": moments.written(at)}))

    def day(self, row: Row, field: str) -> dt.date | None:
        """A day."""
        text = row.text(field)
        found = days.day(text) if text else None
        if text and found is None:
            sentence = _("“%(text)s” is not a day: write it as 2025-12-03.")
            self.wrong(row, field, sentence % {"text": text[:40]})
        return found

    def clock(self, row: Row, field: str) -> dt.time | None:
        """A time of day."""
        text = row.text(field)
        found = days.clock(text) if text else None
        if text and found is None:
            self.wrong(row, field, _("“%(text)s” is not a time: write it as 09:30.") % {"text": text[:40]})
        return found

    def choice(self, row: Row, field: str, words: dict[str, Any], default: Any = None) -> Any:
        """What one of ``words`` stands for; ``default`` where the cell is empty."""
        text = row.text(field)
        if not text:
            return default
        if text not in words:
            sentence = _("“%(text)s” is not known here. Write one of: %(choices)s.")
            self.wrong(row, field, sentence % {"text": text[:40], "choices": "、".join(words)})
            return default
        return words[text]

    def truth(self, row: Row, field: str, default: bool = False) -> bool:
        """是 or 否."""
        return self.choice(row, field, {YES: True, NO: False}, default)

    def integer(self, row: Row, field: str, least: int, most: int, default: int | None) -> int | None:
        """A whole number."""
        text = row.text(field)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) <= 12 and least <= int(text) <= most):
            sentence = _("“%(text)s” must be a whole number from %(least)d to %(most)d.")
            self.wrong(row, field, sentence % {"text": text[:40], "least": least, "most": most})
            return default
        return int(text)

    def number(self, row: Row, seen: dict[str, int], field: str = "number") -> str:
        """The entry's own number, which nobody else in this sheet has."""
        number = self.plain(row, field, NUMBER_LENGTH)
        if not number:
            self.wrong(row, field, _("Give this entry a number of its own; it is kept for ever."))
        elif number in seen:
            sentence = _("The number %(number)s stands in row %(row)d already. Each entry needs a number of its own.")
            self.wrong(row, field, sentence % {"number": number, "row": seen[number]})
        else:
            seen[number] = row.number
            return number
        return ""

    def named(
        self, row: Row, field: str, known: dict[str, Any] | set[str] | None, where: str, *, required: bool
    ) -> str:
        """A number that must stand in another sheet, ``where``; ``known`` is None where that one cannot be read."""
        number = self.plain(row, field, NUMBER_LENGTH)
        if not number:
            if required:
                self.wrong(row, field, _("This is empty: write a number that stands in %(file)s.") % {"file": where})
            return ""
        if known is not None and number not in known:
            sentence = _("%(number)s is not in %(file)s. Correct the number, or add the row there.")
            self.wrong(row, field, sentence % {"number": number, "file": where}, number=number, missing_from=where)
            return ""
        return number
