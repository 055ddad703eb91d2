"""What a spreadsheet may cost, and how it is refused."""

from dataclasses import dataclass


class SheetRefused(ValueError):
    """The file cannot be read as a table; the message says what, where and what to do."""


@dataclass(frozen=True)
class Limits:
    """What a spreadsheet may cost."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    ratio: int = 200
    rows: int = 100_000
    columns: int = 200


LIMITS = Limits()
