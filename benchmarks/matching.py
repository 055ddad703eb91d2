"""How long matching takes: shortlists both ways, and the reasons of one shortlist.

``python -m benchmarks.matching [ROUNDS]``
"""

import random
import sys

from benchmarks.measuring import machine, peak_mib, timed
from engines.matching import Home, Person, Post, Problem, explain, solve

SIZES = ((83, 250), (1009, 1779))
BANNERS = ("150102", "150103", "150104", "150105", "150121", "150122", "150123", "150124", "150125", "150221")


def sides(people_count, posts_count, seed=0):
    """A region's people and posts, made up; the same for the same seed."""
    chance = random.Random(seed)
    skills = [f"skill {number}" for number in range(80)]
    codes = [f"{a}-{b:02}-{c:02}-{d:02}" for a in (3, 4, 5, 6) for b in (1, 2, 3) for c in (1, 2, 3) for d in (1, 2, 3)]

    def mask(share):
        return sum(1 << bit for bit in range(22) if chance.random() < share)

    people = []
    for number in range(people_count):
        must = mask(0.08)
        people.append(
            Person(
                id=number,
                needs_must=must,
                needs_wish=mask(0.05) & ~must,
                skills=chance.sample(skills, 6),
                occupations=[code[: chance.choice([1, 4, 10])] for code in chance.sample(codes, chance.randrange(4))],
                education=chance.randrange(6),
                wage_floor=chance.choice([0, 2500, 3000, 3500, 4000]),
                hours_max=chance.choice([20, 40, 48]),
                region=chance.choice(BANNERS),
                way_max=chance.choice([15_000, 80_000, 600_000]),
                from_home=chance.choice([Home.NO, Home.NO, Home.CAN, Home.ONLY]),
            )
        )
    posts = []
    for number in range(posts_count):
        offered, cannot = mask(0.2), mask(0.1)
        wage = chance.choice([2500, 3000, 4000, 5000])
        hours = chance.choice([20, 40])
        posts.append(
            Post(
                id=number,
                organisation=number // 12,
                openings=chance.randrange(1, 6),
                offered=offered,
                can_arrange=mask(0.3) & ~offered & ~cannot,
                cannot=cannot & ~offered,
                skills_required=chance.sample(skills, 1) if chance.random() < 0.2 else (),
                skills_welcome=chance.sample(skills, 3),
                occupation=chance.choice(codes),
                education_min=chance.randrange(4),
                wage_min=wage,
                wage_max=chance.choice([None, wage + 1500]),
                hours_min=hours,
                hours_max=hours,
                region=chance.choice(BANNERS),
                from_home=chance.choice([Home.NO, Home.NO, Home.CAN]),
            )
        )
    return people, posts


def measure(people_count, posts_count, rounds):
    """Print what one size takes."""
    people, posts = sides(people_count, posts_count)
    problem = Problem.of(people, posts)
    result = solve(problem)
    person_id = next(one.id for one in people if len(result.for_person(one.id)) == 10)
    listed = [line.id for line in result.for_person(person_id)]
    print(f"{people_count:,} people × {posts_count:,} posts, {result.feasible_count:,} feasible pairs")
    print("  making the problem ", timed(lambda: Problem.of(people, posts), rounds))
    print("  ten best both ways ", timed(lambda: solve(problem), rounds))
    print("  reasons of one list", timed(lambda: [explain(problem, result, person_id, one) for one in listed], rounds))


def main(rounds):
    print("Matching on", machine())
    for people_count, posts_count in SIZES:
        measure(people_count, posts_count, rounds)
    print(f"peak memory {peak_mib()} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
