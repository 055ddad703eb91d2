"""Matching again after one change: only the row that changed, and the lists that it stood on, are looked at anew."""

import time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engines.matching.layout import Layout
from engines.matching.part import Part, part_of
from engines.matching.problem import Problem
from engines.matching.result import LINE, Lines, Result, best_lever
from engines.matching.settings import Settings
from engines.matching.sides import Person, Post
from engines.matching.solving import solve

_NOBODY: Final = np.array([(-1, 0, 0, -1, False)], LINE)
_ALL_NEEDS: Final = np.arange(64, dtype=np.uint64)


class Matcher:
    """Keeps a problem and its result up to date, change by change: the lists are those of solving anew.

    problem, result : as they are now; a row that is put in stands last. The changes raise ``BadProblem`` for bad rows
    and ``LookupError`` for unknown ids, and then nothing has changed. Needs names for the skills. Keeps four bytes for
    each person and skill, and 256 for each post.
    """

    def __init__(self, problem: Problem, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.problem = problem
        self.result = solve(problem, self.settings)
        self._layout = Layout(problem, self.settings)
        # A part of every row at a time would hold every pair; people by the hundred keep it small.
        people = np.arange(len(problem.people))
        parts = [part_of(self._layout, some) for some in np.array_split(people, len(people) // 100 + 1)]
        self._needs = sum((part.needs for part in parts), np.zeros((len(problem.posts), 64), np.int32))
        self._skills = np.concatenate([part.skills for part in parts])
        self._rings = np.concatenate([part.rings for part in parts])
        self._count = self.result.feasible_count
        self._of_people = _wide(self.result.people, self.settings.k)
        self._of_posts = _wide(self.result.posts, self.settings.k)

    def put_person(self, person: Person) -> Result:
        """Take in this person, in place of the one with the same id where there is one."""
        began, problem = time.perf_counter(), self.problem
        there = np.flatnonzero(problem.people["id"] == person.id)
        rest = problem.without(person=int(there[0])) if len(there) else problem
        joined = rest.joined(people=[person])
        if len(there):
            self._drop_person(int(there[0]), rest)
        self._take(joined, same_posts=joined.held.shape[1] == problem.held.shape[1])
        part = self._beside_posts([len(joined.people) - 1])
        self._needs += part.needs
        self._skills = np.concatenate([_columns(self._skills, part.skills.shape[1]), part.skills])
        self._rings = np.concatenate([self._rings, part.rings])
        self._of_people = np.concatenate([self._of_people, self._lists(part.pairs, "i", part.people)])
        _insert(self._of_posts, part.pairs, "j", joined.people["id"][part.pairs["i"]])
        return self._tell(began, len(part.pairs))

    def put_post(self, post: Post) -> Result:
        """Take in this post, in place of the one with the same id where there is one."""
        began, problem = time.perf_counter(), self.problem
        there = np.flatnonzero(problem.posts["id"] == post.id)
        rest = problem.without(post=int(there[0])) if len(there) else problem
        joined = rest.joined(posts=[post])
        if len(there):
            self._drop_post(int(there[0]), rest)
        self._take(joined, same_posts=False)
        part = self._beside_people([len(joined.posts) - 1])
        self._needs = np.concatenate([self._needs, part.needs])
        self._skills = _columns(self._skills, part.skills.shape[1])
        self._skills += part.skills
        self._rings += part.rings
        self._of_posts = np.concatenate([self._of_posts, self._lists(part.pairs, "j", part.posts)])
        _insert(self._of_people, part.pairs, "i", joined.posts["id"][part.pairs["j"]])
        return self._tell(began, len(part.pairs))

    def remove_person(self, person_id: int) -> Result:
        """Take this person out; raises ``LookupError``."""
        began = time.perf_counter()
        row = self.problem.person_row(person_id)
        self._drop_person(row, self.problem.without(person=row))
        return self._tell(began, 0)

    def remove_post(self, post_id: int) -> Result:
        """Take this post out; raises ``LookupError``."""
        began = time.perf_counter()
        row = self.problem.post_row(post_id)
        self._drop_post(row, self.problem.without(post=row))
        return self._tell(began, 0)

    def _drop_person(self, row: int, rest: Problem) -> None:
        gone = self._beside_posts([row])
        person_id = self.problem.people["id"][row]
        self._take(rest, same_posts=True)
        self._needs -= gone.needs
        self._skills, self._rings = np.delete(self._skills, row, 0), np.delete(self._rings, row, 0)
        self._of_people = np.delete(self._of_people, row, 0)
        self._count -= len(gone.pairs)
        rows = np.flatnonzero((self._of_posts["id"] == person_id).any(axis=1))
        part = self._beside_people(rows)
        self._of_posts[rows] = self._lists(part.pairs, "j", rows)

    def _drop_post(self, row: int, rest: Problem) -> None:
        gone = self._beside_people([row])
        post_id = self.problem.posts["id"][row]
        self._take(rest, same_posts=False)
        self._skills -= gone.skills
        self._rings -= gone.rings
        self._needs = np.delete(self._needs, row, 0)
        self._of_posts = np.delete(self._of_posts, row, 0)
        self._count -= len(gone.pairs)
        rows = np.flatnonzero((self._of_people["id"] == post_id).any(axis=1))
        part = self._beside_posts(rows)
        self._of_people[rows] = self._lists(part.pairs, "i", rows)

    def _take(self, problem: Problem, *, same_posts: bool) -> None:
        """Go on with this problem; posts that are the same are not laid out again."""
        self._layout = self._layout.beside(problem) if same_posts else Layout(problem, self.settings)
        self.problem = problem

    def _beside_posts(self, people: Any) -> Part:
        return part_of(self._layout, np.asarray(people, np.int64))

    def _beside_people(self, posts: Any) -> Part:
        return part_of(self._layout, None, np.asarray(posts, np.int64))

    def _lists(self, pairs: NDArray[np.void], own: str, rows: NDArray[np.int64]) -> Lines:
        """The lists of these rows, which must be among ``pairs`` with all that they have."""
        others = self.problem.posts["id"][pairs["j"]] if own == "i" else self.problem.people["id"][pairs["i"]]
        lists = np.repeat(_NOBODY, len(rows) * self.settings.k).reshape(len(rows), self.settings.k)
        order = np.lexsort((others, -pairs["reciprocal"].astype(np.int64), pairs[own]))
        sorted_rows = pairs[own][order]
        first = np.searchsorted(sorted_rows, rows)
        for at, begins in enumerate(first):
            best = order[begins : begins + self.settings.k]
            best = best[pairs[own][best] == rows[at]]
            lists[at, : len(best)] = _as_lines(pairs[best], others[best])
        return lists

    def _tell(self, began: float, more: int) -> Result:
        self._count += more
        people, posts = len(self.problem.people), len(self.problem.posts)
        self.result = Result(
            problem=self.problem,
            settings=self.settings,
            people=self._of_people[:, :posts].copy(),
            posts=self._of_posts[:, :people].copy(),
            needs_in_use=_ALL_NEEDS,
            need_counts=self._needs.copy(),
            skills=best_lever(self._skills),
            bands=best_lever(self._rings),
            feasible_count=self._count,
            seconds=time.perf_counter() - began,
        )
        return self.result


def _insert(lists: Lines, pairs: NDArray[np.void], own: str, others: NDArray[np.int64]) -> None:
    """Put each of these pairs where it belongs on the list of its own row, one a row."""
    rows = pairs[own]
    lines = _as_lines(pairs, others)
    there = np.concatenate([lists[rows], lines[:, None]], axis=1)
    order = np.lexsort((there["id"], -there["reciprocal"].astype(np.int64)), axis=1)[:, :-1]
    lists[rows] = np.take_along_axis(there, order, axis=1)


def _as_lines(pairs: NDArray[np.void], others: NDArray[np.int64]) -> Lines:
    lines = np.empty(len(pairs), LINE)
    lines["id"] = others
    for name in ("score_person", "score_post", "reciprocal", "ask_first"):
        lines[name] = pairs[name]
    return lines


def _wide(lines: Lines, k: int) -> Lines:
    """With room for ``k`` lines."""
    wide = np.repeat(_NOBODY, len(lines) * k).reshape(len(lines), k)
    wide[:, : lines.shape[1]] = lines
    return wide


def _columns(counts: NDArray[np.int32], wanted: int) -> NDArray[np.int32]:
    """With a column for each skill, also for those that came later."""
    more = wanted - counts.shape[1]
    return np.pad(counts, ((0, 0), (0, more))) if more else counts
