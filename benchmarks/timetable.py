"""How long a timetable takes, what it is worth, and whether the judge passes it.

``python -m benchmarks.timetable [ROUNDS]``
"""

import random
import sys

from benchmarks.measuring import machine, peak_mib, timed
from engines.scheduling import Booth, Interpreter, Meeting, Person, Problem, check, solve

OPENS, LUNCH, CLOSES = 9 * 60, (12 * 60, 13 * 60), 16 * 60  # six hours and a lunch
SIZES = ((20, 60, 150), (83, 250, 600))


def fair(booth_count, people_count, meeting_count, seed=0):
    """A fair, made up: some booths are sought after, every sixth person or so needs an interpreter."""
    chance = random.Random(seed)
    languages = [chance.choices([(), ("sign",), ("mongolian",)], [83, 12, 5])[0] for _ in range(people_count)]
    quiet = [chance.random() < 0.06 for _ in range(people_count)]
    minutes = [chance.choice([15, 15, 15, 20, 25]) for _ in range(people_count)]
    wishes: set[tuple[int, int]] = set()
    while len(wishes) < meeting_count:
        booth = int(chance.expovariate(3 / booth_count))
        if booth < booth_count:
            wishes.add((chance.randrange(people_count), booth))
    meetings = [
        Meeting(
            id=number,
            person=person,
            booth=booth,
            minutes=minutes[person],
            weight=1 + number % 3,
            needs_languages=languages[person],
            needs_quiet=quiet[person],
        )
        for number, (person, booth) in enumerate(sorted(wishes))
    ]
    return Problem(
        meetings=meetings,
        people=[
            Person(id=one, arrives=OPENS + chance.choice([0, 0, 60]), leaves=CLOSES - chance.choice([0, 0, 60]))
            for one in range(people_count)
        ],
        booths=[Booth(id=one, desks=chance.choice([1, 1, 1, 2])) for one in range(booth_count)],
        interpreters=[
            Interpreter(id=1, languages=["sign"]),
            Interpreter(id=2, languages=["sign"], ends=LUNCH[1] + 60),
            Interpreter(id=3, languages=["mongolian"]),
            Interpreter(id=4, languages=["sign", "mongolian"], begins=LUNCH[0]),
        ],
        quiet_rooms=[1, 2, 3],
        opens=OPENS,
        closes=CLOSES,
        breaks=[LUNCH],
    )


def measure(booths, people, meetings, rounds):
    """Print what one size takes."""
    problem = fair(booths, people, meetings)
    result = solve(problem)
    print(f"{booths} booths, {people} people, {meetings} meetings, 4 interpreters, 3 quiet rooms, 6 hours")
    print(f"  {len(result.placed)} placed, worth {result.value} of at most {result.bound}: {result.status}")
    print(f"  the judge finds {len(check(problem, result))} faults")
    print("  made in", timed(lambda: solve(problem), rounds))


def main(rounds):
    print("Timetable on", machine())
    for size in SIZES:
        measure(*size, rounds)
    print(f"peak memory {peak_mib()} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
