"""A problem in a folder: one sentence, with the file, the sheet and the cell it speaks of."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

FEW, NAMED = 1, 3
"""So many rows of one kind are said one by one; of more, one line names the first ``NAMED``."""
PROBLEM, NOTICE, DOUBT = "problem", "notice", "doubt"


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what to do. ``sheet`` and ``cell`` are empty where the whole file is meant.

    A ``NOTICE`` says what was not read, a ``DOUBT`` what was understood and should be looked at: both stop nothing.
    """

    sentence: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    kind: str = PROBLEM
    number: str = ""
    """The number that is named here and does not stand in ``missing_from``."""
    missing_from: str = ""

    def __str__(self):
        where = " ".join(part for part in (self.file, f"[{self.sheet}]" if self.sheet else "", self.cell) if part)
        return f"{where}: {self.sentence}" if where else self.sentence

    def facts(self) -> dict:
        """The same for ``--json``."""
        return {"file": self.file, "sheet": self.sheet, "cell": self.cell, "what": self.sentence}


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """``problems``, with one line for many rows that lean on rows which were taken out of one other sheet."""
    problems = list(problems)
    leaning = defaultdict(list)
    for problem in problems:
        if problem.missing_from:
            leaning[_leans_on(problem)].append(problem)
    lines, gathered_kinds = [], set()
    for problem in problems:
        kind = _leans_on(problem)
        if not problem.missing_from or len(leaning[kind]) <= FEW:
            lines.append(problem)
        elif kind not in gathered_kinds:
            gathered_kinds.add(kind)
            lines.append(_in_one_line(leaning[kind]))
    return lines


def _leans_on(problem: Problem) -> tuple:
    return problem.file, problem.sheet, re.sub(r"\d", "", problem.cell), problem.missing_from


def _in_one_line(problems: list[Problem]) -> Problem:
    first, last = problems[0], problems[-1]
    numbers = list(dict.fromkeys(problem.number for problem in problems))
    sentence = _(
        "%(count)s rows name what does not stand in %(file)s: %(numbers)s%(more)s. Take these rows out as well, or put "
        "theirs back there."
    )
    words = {
        "count": len(problems),
        "file": first.missing_from,
        "numbers": "、".join(numbers[:NAMED]),
        "more": " …" if len(numbers) > NAMED else "",
    }
    return Problem(sentence % words, first.file, first.sheet, f"{first.cell}–{last.cell}")
