"""A problem in a folder: one sentence, with the file, the sheet and the cell it speaks of."""

from dataclasses import dataclass

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

    def __str__(self):
        where = " ".join(part for part in (self.file, f"[{self.sheet}]" if self.sheet else "", self.cell) if part)
        return f"{where}: {self.sentence}" if where else self.sentence

    def facts(self) -> dict:
        """The same for ``--json``."""
        return {"file": self.file, "sheet": self.sheet, "cell": self.cell, "what": self.sentence}
