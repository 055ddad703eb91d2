"""Why a pair scores as it does, or what stands in its way: codes and facts, which pages turn into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from engines.matching.columns import NOT_STATED, WISHES, Home
from engines.matching.pair import Pair
from engines.matching.points import both
from engines.matching.problem import Problem, Words
from engines.matching.result import Result

Fact = dict[str, Any]  # "code" and what it is about; numbers, strings and lists only, so that it can be kept as JSON


class Part(NamedTuple):
    """One part of a score.

    name : the weight's name in ``Settings``. points : from 0 to most. most : the weight itself.
    code : why; facts : what the sentence needs.
    """

    name: str
    points: int
    most: int
    code: str
    facts: Fact


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What is to be said about one pair.

    obstacles : empty when the pair is feasible; else each fact names one thing that would have to change, and
        changing them all makes the pair feasible.
    ask_first : what is unknown and has to be asked before the interview; empty when there are obstacles.
    person_parts, post_parts : they add up to score_person and score_post exactly. The scores say what the
        pair would be worth without its obstacles.
    """

    person_id: int
    post_id: int
    obstacles: tuple[Fact, ...]
    ask_first: tuple[Fact, ...]
    person_parts: tuple[Part, ...]
    post_parts: tuple[Part, ...]
    score_person: int
    score_post: int
    reciprocal: int

    @property
    def is_feasible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


def explain(problem: Problem, result: Result, person_id: int, post_id: int) -> Explanation:
    """The facts about one pair, on a shortlist or not, under the settings of ``result``.

    Raises ``LookupError`` for an id that the problem does not have. The codes are:

    obstacles : ``needs_refused`` (needs), ``skills_missing`` (skills), ``education_below`` (has, wanted),
        ``wage_below_floor`` (offered, floor), ``hours_apart`` (wanted, asked), ``too_far`` (metres, longest),
        ``person_only_at_home`` (so the post would have to allow it), ``post_only_at_home`` (so the person
        would have to be ready for it), ``free_too_late`` (free_from, latest).
    ask_first : ``ask_needs`` (needs), ``ask_wage`` (named, floor), ``ask_way``.

    Needs are masks, wages yuan a month, hours pairs of least and most, ways metres, dates ISO 8601.
    """
    pair = _Said(problem, result.settings, problem.person_row(person_id), problem.post_row(post_id))
    obstacles = tuple(pair.obstacles())
    person_parts, post_parts = tuple(pair.of_person()), tuple(pair.of_post())
    of_person, of_post = sum(part.points for part in person_parts), sum(part.points for part in post_parts)
    return Explanation(
        person_id=person_id,
        post_id=post_id,
        obstacles=obstacles,
        ask_first=() if obstacles else tuple(pair.ask_first()),
        person_parts=person_parts,
        post_parts=post_parts,
        score_person=of_person,
        score_post=of_post,
        reciprocal=int(both(of_person, of_post)),
    )


class _Said(Pair):
    """A pair, with what there is to say about it."""

    def obstacles(self) -> list[Fact]:
        person, post = self.person, self.post
        found: list[Fact] = []
        if refused := int(person["needs_must"] & post["cannot"]):
            found.append({"code": "needs_refused", "needs": refused})
        if missing := self._skills(self.required & ~self.held):
            found.append({"code": "skills_missing", "skills": missing})
        if person["education"] < post["education_min"]:
            found.append(
                {"code": "education_below", "has": int(person["education"]), "wanted": int(post["education_min"])}
            )
        if person["wage_floor"] > self.wage_limit:
            found.append(
                {"code": "wage_below_floor", "offered": int(post["wage_max"]), "floor": int(person["wage_floor"])}
            )
        if person["hours_min"] > post["hours_max"] or person["hours_max"] < post["hours_min"]:
            found.append({"code": "hours_apart", "wanted": _hours(person), "asked": _hours(post)})
        # Once the other side allows work at home, the way no longer matters.
        if person["from_home"] == Home.ONLY and post["from_home"] == Home.NO:
            found.append({"code": "person_only_at_home"})
        elif person["from_home"] == Home.NO and post["from_home"] == Home.ONLY:
            found.append({"code": "post_only_at_home"})
        elif not self.at_home and self.way > person["way_max"]:
            found.append({"code": "too_far", "metres": self.way, "longest": int(person["way_max"])})
        if person["free_from"] > self.latest:
            found.append({"code": "free_too_late", "free_from": _day(person["free_from"]), "latest": _day(self.latest)})
        return found

    def ask_first(self) -> list[Fact]:
        found: list[Fact] = []
        if unknown := int(self.person["needs_must"] & self.unknown):
            found.append({"code": "ask_needs", "needs": unknown})
        if self.is_wage_unsure:
            named, floor = int(self.post["wage_min"]), int(self.person["wage_floor"])
            found.append({"code": "ask_wage", "named": named, "floor": floor})
        if self.is_way_unknown:
            found.append({"code": "ask_way"})
        return found

    def of_person(self) -> list[Part]:
        said = {
            "occupation": self._say_occupation(),
            "wage": self._say_wage(),
            "way": self._say_way(),
            "needs": self._say_needs("needs_must"),
            "wishes": self._say_needs("needs_wish"),
            "hours": ("hours_common", {"wanted": _hours(self.person), "asked": _hours(self.post)}),
        }
        return _parts(self.person_parts(), self.settings.person, said)

    def of_post(self) -> list[Part]:
        levels, depth, late = self.common_levels, self.depth, self.days_late
        said = {
            "skills": self._say_skills(),
            "occupation": ("occupation_near" if levels else "occupation_apart", {"levels": levels, "of": depth}),
            "education": (
                "education_reached" if self.person["education"] >= self.post["education_min"] else "education_below",
                {"has": int(self.person["education"]), "wanted": int(self.post["education_min"])},
            ),
            "time": ("free_later" if late else "free_in_time", {"days": late}),
        }
        return _parts(self.post_parts(), self.settings.post, said)

    def _say_occupation(self) -> tuple[str, Fact]:
        if not self.wishes:
            return "any_occupation", {}
        rank = self.wish_rank
        return ("occupation_wished", {"rank": rank + 1}) if rank < WISHES else ("occupation_not_wished", {})

    def _say_wage(self) -> tuple[str, Fact]:
        floor, offered = int(self.person["wage_floor"]), int(self.wage_top)
        facts = {"floor": floor, "offered": offered, "is_least": int(self.post["wage_max"]) == NOT_STATED}
        if floor == 0:
            return "no_wage_floor", {name: facts[name] for name in ("offered", "is_least")}
        if offered < floor:
            return "wage_to_ask", facts
        return ("wage_at_floor" if offered == floor else "wage_above_floor"), facts

    def _say_way(self) -> tuple[str, Fact]:
        if self.at_home:
            return "at_home", {}
        return ("way_unknown", {}) if self.is_way_unknown else ("way", {"metres": self.way})

    def _say_needs(self, name: str) -> tuple[str, Fact]:
        needs = self.person[name]
        if not needs:
            return "none_stated", {}
        masks = {"offered": "offered", "arranged": "can_arrange", "refused": "cannot"}
        met = {fact: needs & self.post[mask] for fact, mask in masks.items()}
        return "needs", {**met, "ask": needs & self.unknown}

    def _say_skills(self) -> tuple[str, Fact]:
        if not self.welcome.any():
            return "no_welcome_skills", {}
        held, lacking = self._skills(self.welcome & self.held), self._skills(self.welcome & ~self.held)
        return ("welcome_skills" if held else "no_welcome_skill_held"), {"held": held, "lacking": lacking}

    def _skills(self, words: Words) -> list[str]:
        """The names of the skills whose bits are set, or their numbers where the problem gives no names."""
        names = self.problem.skill_names
        numbers = [64 * at + bit for at, word in enumerate(words.tolist()) for bit in range(64) if word >> bit & 1]
        return [names[number] if names else str(number) for number in numbers]


def _parts(points: Mapping[str, int], weights: Any, said: Mapping[str, tuple[str, Fact]]) -> list[Part]:
    return [Part(name, points[name], getattr(weights, name), *said[name]) for name in points]


def _hours(side: Mapping[str, Any]) -> list[int]:
    return [int(side["hours_min"]), int(side["hours_max"])]


def _day(ordinal: Any) -> str:
    return date.fromordinal(int(ordinal)).isoformat()
