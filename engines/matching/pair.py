"""One person beside one post: how far apart they are, and what each part of their scores is."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from engines.matching import points
from engines.matching.columns import NOT_STATED, NOWHERE, PERSON, POST, WISHES, Home
from engines.matching.points import UNKNOWN
from engines.matching.problem import Problem, Words
from engines.matching.ready import measures_of
from engines.matching.regions import band_metres
from engines.matching.settings import Settings
from engines.matching.tiles import NEVER


class Pair:
    """Row ``i`` of the people and row ``j`` of the posts, their fields as plain numbers."""

    def __init__(self, problem: Problem, settings: Settings, i: int, j: int) -> None:
        self.problem, self.settings, self.measures = problem, settings, measures_of(settings)
        self.person: Mapping[str, Any] = {name: problem.people[name][i].tolist() for name in PERSON.names or ()}
        self.post: Mapping[str, Any] = {name: problem.posts[name][j].tolist() for name in POST.names or ()}
        self.held: Words = problem.held[i]
        self.required: Words = problem.required[j]
        self.welcome: Words = problem.welcome[j]
        self.wishes = [wish for wish in self.person["occupations"] if wish]
        self.unknown = ~(self.post["offered"] | self.post["can_arrange"] | self.post["cannot"]) & 2**64 - 1
        self.wage_limit = NEVER if self.post["wage_max"] == NOT_STATED else self.post["wage_max"]
        self.wage_top = self.post["wage_min"] if self.post["wage_max"] == NOT_STATED else self.post["wage_max"]
        self.latest = NEVER if self.post["start"] == 0 else self.post["start"] + settings.grace_days
        self.depth = int(points.depth_of(self.post["occupation"]))
        self.at_home = self.person["from_home"] != Home.NO and self.post["from_home"] != Home.NO
        self.days_late = int(points.days_late(self.person["free_from"], self.post["start"]))

    @cached_property
    def way(self) -> int:
        """Metres between the two places; ``UNKNOWN`` (negative) where one of them is nowhere."""
        here, there = self.person, self.post
        if here["x"] != NOWHERE and there["x"] != NOWHERE:
            across, up = float(here["x"] - there["x"]), float(here["y"] - there["y"])
            return int(points.metres_of(across * across + up * up))
        return int(band_metres(here["region"], there["region"], self.measures.bands, self.measures.beyond))

    @property
    def is_wage_unsure(self) -> bool:
        """Whether the post names no upper wage and what it does name lies below the person's floor."""
        return bool(self.post["wage_max"] == NOT_STATED and self.wage_top < self.person["wage_floor"])

    @property
    def is_way_unknown(self) -> bool:
        return not self.at_home and self.way == UNKNOWN

    @cached_property
    def wish_rank(self) -> int:
        """The place, from 0, of the first wish under which the post falls; ``WISHES`` where none does."""
        code = np.uint32(self.post["occupation"])
        under = [bool(points.is_under(code, np.uint32(wish), points.unstated_bits(wish))) for wish in self.wishes]
        return under.index(True) if True in under else WISHES

    @cached_property
    def common_levels(self) -> int:
        """How many levels of the post's occupation, from the top, its nearest wish shares (0–4)."""
        code = np.uint32(self.post["occupation"])
        shared = [int(points.shared_levels(code, np.uint32(wish))) for wish in self.wishes]
        return min(max(shared, default=0), self.depth)

    def person_parts(self) -> dict[str, int]:
        """The parts of what the post is worth to the person; each from 0 to its weight."""
        weights, person = self.measures, self.person
        rank = self.wish_rank if self.wishes else 0
        hours = points.common_hours(
            person["hours_min"], person["hours_max"], self.post["hours_min"], self.post["hours_max"]
        )
        asked = self.post["hours_max"] - self.post["hours_min"] + 1
        return {
            "occupation": int(points.wish_points(rank, weights.occupation)),
            "wage": self._wage(),
            "way": self._way(),
            "needs": self._needs(person["needs_must"], weights.needs),
            "wishes": self._needs(person["needs_wish"], weights.wishes),
            "hours": int(points.quotient(weights.hours * hours, 1 / asked)),
        }

    def post_parts(self) -> dict[str, int]:
        """The parts of what the person is worth to the post; each from 0 to its weight."""
        weights = self.measures
        held = int(np.bitwise_count(self.held & self.welcome).sum())
        welcome = int(np.bitwise_count(self.welcome).sum())
        levels = weights.near_occupation * self.common_levels
        reached = self.person["education"] >= self.post["education_min"]
        return {
            "skills": int(points.share_points(held, points.inverse(welcome), weights.skills)),
            "occupation": int(points.quotient(levels, points.inverse(self.depth))),
            "education": weights.education if reached else 0,
            "time": int(points.time_points(self.days_late, weights.grace, weights.grace_inverse, weights.time)),
        }

    def _wage(self) -> int:
        floor = self.person["wage_floor"]
        if floor == 0:
            return self.measures.wage
        full = float(floor * self.measures.saturation)
        return int(points.wage_points(self.wage_top, floor, full, points.inverse(full), self.measures.wage))

    def _way(self) -> int:
        if self.at_home:
            return self.measures.way
        zero_at = 2.0 * min(self.person["way_max"], self.measures.way_far)
        return int(points.way_points(self.way, zero_at, points.inverse(zero_at), self.measures.way))

    def _needs(self, needs: int, weight: int) -> int:
        if not needs:
            return weight
        post, per = self.post, points.inverse(10 * needs.bit_count())
        asked, unknown = np.uint64(needs), np.uint64(self.unknown)
        offered, arranged = np.uint64(post["offered"]), np.uint64(post["can_arrange"])
        return int(points.need_points(asked, offered, arranged, unknown, self.measures.tenths, per, weight))
