"""Where people live and firms are: the banners, counties and districts of Inner Mongolia, from the regions file."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "tongxing" / "people" / "data" / "regions" / "150000.csv"


@dataclass(frozen=True)
class Place:
    """A county or township as people write it: 包头市昆都仑区."""

    code: str
    name: str
    written: str
    city: str
    level: int


class Places:
    """The places by code, and draws of them."""

    def __init__(self) -> None:
        with FILE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = {row["code"]: row["name"] for row in rows}
        self.by_code = {
            row["code"]: Place(
                row["code"],
                row["name"],
                names[row["code"][:4] + "00"] + row["name"] if int(row["level"]) == 3 else row["name"],
                row["code"][:4] + "00",
                int(row["level"]),
            )
            for row in rows
        }
        self.counties: dict[str, list[Place]] = {}
        for place in self.by_code.values():
            if place.level == 3:
                self.counties.setdefault(place.city, []).append(place)

    def draw(self, rng: random.Random, weights: dict[str, int]) -> Place:
        """A county of one of the cities, the cities by their weights."""
        city = rng.choices(list(weights), list(weights.values()))[0]
        return rng.choice(self.counties[city])
