"""The country's divisions as files: every province, city and county, and the other names by which people know them.

The database holds the regions that are worked in; an address may name any other, and must not be taken for one of ours.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "regions"
OTHER_NAMES = FOLDER / "other-names.csv"
PROVINCE, CITY, COUNTY, TOWNSHIP = 1, 2, 3, 4


class Kind(IntEnum):
    """What a name is to a division; of two divisions under one name, the lower kind is meant."""

    OFFICIAL = 0
    SHORT = 1
    """As people shorten it: 昆区, 土右旗."""
    STEM = 2
    """The official name without its last sign or the peoples it names: 包头, 凉山州."""
    LOCAL = 3
    """Clear only where its city is: 高新区."""
    FORMER = 4
    """As it was called until the year in the file: 哲里木盟."""


@dataclass(frozen=True, slots=True)
class Division:
    """A division; ``path`` holds the codes from the top down to its own, as ``Region.path`` does."""

    code: str
    name: str
    level: int
    path: str
    has_ended: bool = False

    def holds(self, other: "Division") -> bool:
        """Whether ``other`` is this division or lies in it."""
        return other.path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class OtherName:
    """A line of ``other-names.csv``; ``is_likely`` where it is meant as a rule though another goes by it as well."""

    name: str
    code: str
    kind: Kind
    is_likely: bool = False


@lru_cache(maxsize=1)
def divisions() -> dict[str, Division]:
    """All divisions that come with the platform, by code, those above before those below."""
    found: dict[str, Division] = {}
    for file in sorted(FOLDER.glob("[0-9]*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                above = found[row["parent"]].path if row["parent"] else ""
                code = row["code"]
                found[code] = Division(code, row["name"], int(row["level"]), f"{above}{code}.", bool(row["until"]))
    return found


@lru_cache(maxsize=1)
def other_names() -> tuple[OtherName, ...]:
    """Short and former names, as the file beside the divisions has them."""
    kinds = {"short": Kind.SHORT, "likely": Kind.SHORT, "local": Kind.LOCAL, "former": Kind.FORMER}
    with OTHER_NAMES.open(encoding="utf-8", newline="") as lines:
        rows: Iterable[dict[str, str]] = csv.DictReader(lines)
        return tuple(OtherName(row["name"], row["code"], kinds[row["kind"]], row["kind"] == "likely") for row in rows)
