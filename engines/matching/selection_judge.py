"""The judge of selections: limits, scores, stability and the proof of the best, from the definition alone."""

from collections import Counter
from collections.abc import Mapping

from engines.matching.definition import Scores, obstacle, people_of, posts_of, scores_of
from engines.matching.problem import Problem
from engines.matching.selection import Selection

Met = set[tuple[int, int]]


def check_selection(problem: Problem, selection: Selection) -> list[str]:
    """What is wrong with ``selection`` for ``problem``: a sentence each, none when all holds.

    The best is not searched for: the prices that came with the selection must prove it (``Prices``), and of a
    selection that is not the best no prices can. Takes about ten seconds for 1,009 × 1,779.
    """
    case = _Case(problem, selection)
    said = [*case.wrong_pairs(), *case.broken_limits(), *case.wrong_counts(), *case.wrong_blocking()]
    if selection.rule == "most":
        said += case.unproven()
    return said


class _Case:
    """One selection before the judge."""

    def __init__(self, problem: Problem, selection: Selection) -> None:
        self.given = selection
        people, posts = people_of(problem), posts_of(problem)
        limits = selection.limits
        self.person_room = {person["id"]: limits.per_person for person in people}
        times = {post["id"]: post["openings"] if limits.times_openings else 1 for post in posts}
        self.post_room = {post: limits.per_post * number for post, number in times.items()}
        self.feasible: Mapping[tuple[int, int], Scores] = {
            (person["id"], post["id"]): scores_of(person, post, selection.settings)
            for person in people
            for post in posts
            if not obstacle(person, post, selection.settings)
        }
        self.lines: list[tuple[int, int, int, int, int]] = selection.chosen.tolist()
        self.met: Met = {(person, post) for person, post, *_scores in self.lines}

    def wrong_pairs(self) -> list[str]:
        said = []
        for person, post, *given in self.lines:
            if (person, post) not in self.feasible:
                said.append(f"person {person} meets post {post}, but the pair is not feasible.")
            elif tuple(given) != self.feasible[person, post][:3]:
                wanted = self.feasible[person, post][:3]
                said.append(f"person {person} and post {post} have the scores {tuple(given)}; they are {wanted}.")
        if len(self.met) < len(self.lines):
            said.append("A pair is chosen twice.")
        if [line[:2] for line in self.lines] != sorted(line[:2] for line in self.lines):
            said.append("The pairs are not in the order of people, then posts.")
        return said

    def broken_limits(self) -> list[str]:
        of_people = Counter(person for person, _post in self.met)
        of_posts = Counter(post for _person, post in self.met)
        said = [
            f"person {person} has {count} interviews; {self.person_room.get(person, 0)} are the most."
            for person, count in of_people.items()
            if count > self.person_room.get(person, 0)
        ]
        return said + [
            f"post {post} has {count} interviews; {self.post_room.get(post, 0)} are the most."
            for post, count in of_posts.items()
            if count > self.post_room.get(post, 0)
        ]

    def wrong_counts(self) -> list[str]:
        people, total = len({person for person, _post in self.met}), sum(line[4] for line in self.lines)
        said = []
        if self.given.people_count != people:
            said.append(f"people_count is {self.given.people_count}; {people} people have an interview.")
        if self.given.total != total:
            said.append(f"total is {self.given.total}; the scores add up to {total}.")
        status = {"most": "optimal", "stable": "stable"}.get(self.given.rule)
        if self.given.status != status:
            said.append(f"status is {self.given.status!r}; under the rule {self.given.rule!r} it is {status!r}.")
        return said

    def wrong_blocking(self) -> list[str]:
        blocking = self.blocking()
        said = []
        if self.given.blocking_count != len(blocking):
            said.append(f"blocking_count is {self.given.blocking_count}; there are {len(blocking)} blocking pairs.")
        if self.given.rule == "stable":
            said += [f"person {person} and post {post} would both rather meet each other." for person, post in blocking]
        return said

    def blocking(self) -> list[tuple[int, int]]:
        """The pairs that do not meet although each side has room or would rather have the other."""
        worst_of_person: dict[int, tuple[int, ...]] = {}
        worst_of_post: dict[int, tuple[int, ...]] = {}
        for pair in self.met & self.feasible.keys():
            person, post = pair
            worst_of_person[person] = max(self._for_person(pair), worst_of_person.get(person, self._for_person(pair)))
            worst_of_post[post] = max(self._for_post(pair), worst_of_post.get(post, self._for_post(pair)))
        full_people = self._full(Counter(person for person, _post in self.met), self.person_room)
        full_posts = self._full(Counter(post for _person, post in self.met), self.post_room)
        return [
            pair
            for pair in self.feasible.keys() - self.met
            if (pair[0] not in full_people or self._for_person(pair) < worst_of_person.get(pair[0], ()))
            and (pair[1] not in full_posts or self._for_post(pair) < worst_of_post.get(pair[1], ()))
        ]

    @staticmethod
    def _full(counts: Mapping[int, int], room: Mapping[int, int]) -> set[int]:
        return {key for key, most in room.items() if counts.get(key, 0) >= most}

    def _for_person(self, pair: tuple[int, int]) -> tuple[int, ...]:
        """The smaller, the dearer to the person."""
        of_person, _of_post, both, _ask = self.feasible[pair]
        return -of_person, -both, pair[1]

    def _for_post(self, pair: tuple[int, int]) -> tuple[int, ...]:
        _of_person, of_post, both, _ask = self.feasible[pair]
        return -of_post, -both, pair[0]

    def unproven(self) -> list[str]:
        """Whether the prices prove that nobody could do better, and say what is said of them."""
        bonus, prices, problem = self.given.bonus, self.given.prices, self.given.problem
        if prices is None:
            return ["There are no prices to prove that this is the best."]
        most = 1000 * min(
            sum(min(room, len(self.post_room)) for room in self.person_room.values()),
            sum(min(room, len(self.person_room)) for room in self.post_room.values()),
        )
        if bonus <= most:
            return [f"The bonus is {bonus}; the scores could outweigh it, for they may add up to {most}."]
        u = dict(zip(problem.people["id"].tolist(), prices.people.tolist(), strict=True))
        v = dict(zip(problem.posts["id"].tolist(), prices.posts.tolist(), strict=True))
        if u.keys() != self.person_room.keys() or v.keys() != self.post_room.keys() or min(v.values(), default=0) < 0:
            return ["The prices are not those of these people and posts, or one of a post is below nothing."]
        bound = sum(
            max(0, bonus + u[person]) + (min(room, len(v)) - 1) * max(0, u[person])
            for person, room in self.person_room.items()
            if min(room, len(v))
        )
        bound += sum(min(room, len(u)) * v[post] for post, room in self.post_room.items())
        bound += sum(max(0, both[2] - u[pair[0]] - v[pair[1]]) for pair, both in self.feasible.items())
        said = []
        if (self.given.people_bound, self.given.bound) != divmod(bound, bonus):
            said.append(f"The bounds are {self.given.people_bound} and {self.given.bound}; the prices give another.")
        worth = bonus * self.given.people_count + self.given.total
        if worth < bound:
            said.append(f"It is not proven the best: worth {worth}, while the prices allow {bound}.")
        return said
