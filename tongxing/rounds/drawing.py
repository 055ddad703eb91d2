"""A schematic map of one day: lines of the teams, numbered stops, north, and how long a kilometre is.

Drawn from coordinates alone, without streets. The page's table says the same in words.
"""

from dataclasses import dataclass, field
from math import cos, hypot, radians

WIDTH, LEAST_HEIGHT, MOST_HEIGHT, MARGIN = 400, 240, 460, 30
FOOT = 34
"""Room below for the scale bar."""
RADIUS = 11
KM_A_DEGREE = 111.32
LEAST_SPAN = 0.01
"""Degrees: stops that lie closer together than this are not blown up to fill the map."""
ROUNDED = 2
"""Decimals of a degree on a map that several people see: a kilometre, so that no house is found."""
PATTERNS = 6


@dataclass(frozen=True)
class Mark:
    """A stop: its number in a circle, beside the place itself where another circle stands there."""

    number: int
    x: int
    y: int
    at_x: int
    at_y: int
    pattern: int

    @property
    def is_aside(self) -> bool:
        return hypot(self.x - self.at_x, self.y - self.at_y) > 2


@dataclass(frozen=True)
class Line:
    """The way of one team. ``pattern`` (1 to 6) says how the line is dashed, so that no colour is needed."""

    name: str
    pattern: int
    points: str


@dataclass(frozen=True)
class Map:
    """All that the template draws, in units of a box that is ``width`` wide."""

    height: int
    lines: list[Line]
    marks: list[Mark]
    ends: list[tuple[int, int]]
    bar: int
    """Length of the scale bar in units; ``bar_km`` in kilometres."""
    bar_km: str
    width: int = WIDTH
    foot: int = field(default=0)


@dataclass(frozen=True)
class Way:
    """What is to be drawn of one team: (number, place) of each stop in order, and where it sets out and comes back."""

    name: str
    start: tuple[float, float]
    stops: list[tuple[int, tuple[float, float]]]
    end: tuple[float, float]


def rounded(place: tuple[float, float]) -> tuple[float, float]:
    """The place to about a kilometre."""
    return round(place[0], ROUNDED), round(place[1], ROUNDED)


def map_of(ways: list[Way], *, is_exact: bool = False) -> Map | None:
    """The map of ``ways``; nothing where there is no stop. Stops are rounded to a kilometre unless ``is_exact``."""
    blur = (lambda place: place) if is_exact else rounded
    places = [blur(place) for way in ways for _number, place in way.stops]
    if not places:
        return None
    paper = _Paper(places + [place for way in ways if way.stops for place in (way.start, way.end)])
    lines, marks, ends = [], [], []
    for order, way in enumerate(ways):
        if not way.stops:
            continue
        pattern = order % PATTERNS + 1
        stops = [(number, paper.point(blur(place))) for number, place in way.stops]
        points = [paper.point(way.start), *[point for _number, point in stops], paper.point(way.end)]
        lines.append(Line(way.name, pattern, " ".join(f"{round(x)},{round(y)}" for x, y in points)))
        marks += [(number, point, pattern) for number, point in stops]
        ends += [(round(x), round(y)) for x, y in (points[0], points[-1])]
    bar, bar_km = paper.bar()
    return Map(
        height=paper.height + FOOT,
        lines=lines,
        marks=_apart(marks, paper.height),
        ends=sorted(set(ends)),
        bar=bar,
        bar_km=bar_km,
        foot=paper.height + FOOT // 2,
    )


class _Paper:
    """Where a place lies in the box: north is up, the same scale in both directions."""

    def __init__(self, places):
        latitudes, longitudes = [place[0] for place in places], [place[1] for place in places]
        self.north, self.west = max(latitudes), min(longitudes)
        self.shrink = cos(radians((self.north + min(latitudes)) / 2))
        high = max(self.north - min(latitudes), LEAST_SPAN)
        wide = max((max(longitudes) - self.west) * self.shrink, LEAST_SPAN)
        self.units = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
        self.height = max(round(high * self.units) + 2 * MARGIN, LEAST_HEIGHT)
        self.left = (WIDTH - (max(longitudes) - self.west) * self.shrink * self.units) / 2
        self.top = (self.height - (self.north - min(latitudes)) * self.units) / 2

    def point(self, place) -> tuple[float, float]:
        x = self.left + (place[1] - self.west) * self.shrink * self.units
        return x, self.top + (self.north - place[0]) * self.units

    def bar(self) -> tuple[int, str]:
        """A round number of kilometres that is at most a third of the width."""
        units_a_km = self.units / KM_A_DEGREE
        lengths = [step * 10**power for power in (-1, 0, 1, 2) for step in (1, 2, 5)]
        km = max((length for length in lengths if length * units_a_km <= WIDTH / 3), default=lengths[0])
        return round(km * units_a_km), f"{km:g}"


def _apart(marks, height) -> list[Mark]:
    """The circles, moved until none covers another; each keeps the place that it stands for."""
    spots = [[x, y] for _number, (x, y), _pattern in marks]
    least = 2 * RADIUS + 2
    for _round in range(60):
        is_still = True
        for one in range(len(spots)):
            for other in range(one + 1, len(spots)):
                across, down = spots[other][0] - spots[one][0], spots[other][1] - spots[one][1]
                apart = hypot(across, down)
                if apart >= least:
                    continue
                is_still = False
                if apart < 0.01:  # one above the other: each to a side of its own
                    across, down, apart = cos(other), cos(other + 1.6), 1.0
                push = (least - min(apart, least)) / 2 + 0.1
                for spot, way in ((spots[one], -1), (spots[other], 1)):
                    spot[0] = min(max(spot[0] + way * across / apart * push, RADIUS + 2), WIDTH - RADIUS - 2)
                    spot[1] = min(max(spot[1] + way * down / apart * push, RADIUS + 2), height - RADIUS - 2)
        if is_still:
            break
    return [
        Mark(number, round(x), round(y), round(at[0]), round(at[1]), pattern)
        for (number, at, pattern), (x, y) in zip(marks, spots, strict=True)
    ]
