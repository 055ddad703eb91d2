"""Measures of rounds, each with the reason for its default."""

from dataclasses import dataclass, fields


class BadSettings(ValueError):
    """A setting that makes no sense; the sentence names it and what to give."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to plan rounds.

    road_factor_percent : how much longer the road is than the great circle; about 1.3 in large motorway networks (Wang,
        Bette, Schreckenberg & Guhr 2024, arXiv 2406.06490). Where the land is hilly give more; supplied ways do better.
    speed_kmh : of vehicles between stops; 40 is slow for a country road and fast for a town.
    told_minutes : a visit that begins at most so much earlier or later counts as at the time that was told; who waits
        at home for somebody on the road does not look at the clock more closely.
    iterations : of the search; a count and not a clock, so that every machine gives the same rounds.
    seconds : the search ends after so many at the latest, even if iterations are left; then another machine may give
        other rounds. ``None``: only iterations count.
    exhaustive_stops : up to so many stops all rounds are tried, and the best is proven to be so.
    seed : of the search.
    """

    road_factor_percent: int = 130
    speed_kmh: int = 40
    told_minutes: int = 15
    iterations: int = 2000
    seconds: int | None = None
    exhaustive_stops: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        least = {"road_factor_percent": 100, "speed_kmh": 1, "seconds": 1}
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if name == "seconds" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int) or value < least.get(name, 0):
                raise BadSettings(f"Settings.{name} is {value!r}; give a whole number from {least.get(name, 0)} up.")
        if self.exhaustive_stops > 7:
            raise BadSettings("Settings.exhaustive_stops is more than 7; their orders are too many to be tried.")
