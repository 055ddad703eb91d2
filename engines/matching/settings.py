"""Weights and measures of a match, each with the reason for its default."""

from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Any

FULL = 1000  # the best score of either side

_MOST = {"k": 1000, "wage_saturation_percent": 1000, "way_far_metres": 40_000_000, "grace_days": 36_525}
_MOST |= {"band_metres": 40_000_000, "band_count": 100, "threads": 1024}


class BadSettings(ValueError):
    """A setting that makes no sense; the sentence names it and what to give."""


def _refuse_unless_whole(settings: Any, names: list[str], least: int) -> None:
    for name in names:
        value = getattr(settings, name)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            where = f"{type(settings).__name__}.{name}"
            raise BadSettings(f"{where} is {value!r}; give a whole number from {least} up.")


def _refuse_unless_full(weights: Any) -> None:
    names = [field.name for field in fields(weights)]
    _refuse_unless_whole(weights, names, 0)
    total = sum(getattr(weights, name) for name in names)
    if total != FULL:
        raise BadSettings(f"The weights of {type(weights).__name__} add up to {total}; make them {FULL}.")


@dataclass(frozen=True, kw_only=True)
class PersonWeights:
    """What a post is worth to a person; the six add up to 1000.

    occupation 300 : what the work is matters most to who stays in it; the fifth wish still earns a fifth.
    needs 200 : all must-needs are met in a feasible pair; met already is surer than promised or unknown.
    wage 200 : above the floor, which is a limit and not a wish; full at ``wage_saturation_percent``.
    way 150 : the way is travelled twice a day, and is harder for many.
    hours 100 : how much of the hours that the post may ask lies within those that the person wants.
    wishes 50 : what would be pleasant, and keeps two otherwise equal posts apart.
    """

    occupation: int = 300
    wage: int = 200
    way: int = 150
    needs: int = 200
    wishes: int = 50
    hours: int = 100

    def __post_init__(self) -> None:
        _refuse_unless_full(self)


@dataclass(frozen=True, kw_only=True)
class PostWeights:
    """What a person is worth to a post; the four add up to 1000.

    skills 400 : the welcome skills; the required ones are a condition and earn nothing.
    occupation 250 : somebody who wishes for this very work stays longer.
    time 250 : free when the work starts.
    education 100 : reached is reached; a higher diploma than the work asks for earns nothing, so that
        nobody is passed over for lacking what the work does not need.
    """

    skills: int = 400
    occupation: int = 250
    education: int = 100
    time: int = 250

    def __post_init__(self) -> None:
        _refuse_unless_full(self)


@dataclass(frozen=True, kw_only=True)
class Bands:
    """The way in metres between two places known by division code alone, by what they share.

    The defaults are ways to work as people in a banner travel them, rounded: within a township on foot or
    by cycle, within a banner or district by bus, within a league or city an hour or more by coach; beyond
    that one moves house. "Who goes as far as their own city" is a longest way of ``bands.city``.
    """

    township: int = 3_000
    county: int = 15_000
    city: int = 80_000
    province: int = 600_000
    beyond: int = 3_000_000

    def __post_init__(self) -> None:
        names = [field.name for field in fields(self)]
        _refuse_unless_whole(self, names, 0)
        for nearer, farther in pairwise(names):
            if getattr(self, nearer) > getattr(self, farther):
                raise BadSettings(f"Bands.{nearer} is longer than Bands.{farther}; put them in rising order.")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to match.

    k : lines of a shortlist, each way; ten fit on a page and are read.
    offered_tenths, arranged_tenths, ask_tenths : what a need counts that is offered, can be arranged, or
        is unknown; unknown keeps a little, for most employers who were never asked turn out willing.
    wage_saturation_percent : above the floor by so much, more pay no longer moves a post up, so that a
        few high wages do not outweigh everything else.
    way_far_metres : the way part halves at the person's longest way or here, whichever is nearer, and is
        nothing at twice that; for one who would go anywhere, near is still better than far.
    grace_days : work may begin so much later than the post says; a month is the usual notice.
    band_metres, band_count : how wide the rings beyond a longest way are that are counted for "a little farther",
        and how many; four of 5 km are what a bus or an electric tricycle adds without another day's planning.
    prune : whether tiles of posts that are out of reach as a whole are passed over; changes the time alone.
    threads : how many share the work, 0 for as many as there are cores; changes the time alone.
    """

    k: int = 10
    person: PersonWeights = field(default_factory=PersonWeights)
    post: PostWeights = field(default_factory=PostWeights)
    bands: Bands = field(default_factory=Bands)
    offered_tenths: int = 10
    arranged_tenths: int = 6
    ask_tenths: int = 2
    wage_saturation_percent: int = 50
    way_far_metres: int = 100_000
    grace_days: int = 30
    band_metres: int = 5_000
    band_count: int = 4
    prune: bool = True
    threads: int = 0

    def __post_init__(self) -> None:
        _refuse_unless_whole(self, ["k", "wage_saturation_percent", "way_far_metres", "band_metres"], 1)
        tenths = ["ask_tenths", "arranged_tenths", "offered_tenths"]
        _refuse_unless_whole(self, [*tenths, "grace_days", "band_count", "threads"], 0)
        for name, most in _MOST.items():
            if getattr(self, name) > most:
                raise BadSettings(f"Settings.{name} is {getattr(self, name)}; give at most {most:,}.")
        rising = [0, *(getattr(self, name) for name in tenths), 10]
        if rising != sorted(rising):
            raise BadSettings("Put ask_tenths, arranged_tenths and offered_tenths in rising order up to 10.")
