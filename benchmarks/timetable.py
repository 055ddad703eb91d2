"""How long a timetable takes, how near it is to its bound, and whether the judge passes it.

``python -m benchmarks.timetable`` prints the table that ``measure`` gives.
"""

import random
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import machine, peak_mib
from engines.scheduling import (
    Booth,
    Interpreter,
    Meeting,
    Person,
    Problem,
    Settings,
    check,
    check_repair,
    repair,
    solve,
)

OPENS, LUNCH, CLOSES = 9 * 60, (12 * 60, 13 * 60), 16 * 60  # six hours and a lunch
SIZE = (83, 250, 600)
SEEDS = (0, 1, 2)
INSTANCES = Path(__file__).parent / "instances" / "openshop"
OPTIMA = {"ta4x4": (193, 236, 271), "ta5x5": (300, 262, 323), "ta7x7": (435, 443, 468)}
OPEN_SHOP = Settings(grid_minutes=1, gap_minutes=0, objectives=("value", "finish"), moves=0, effort=20)


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


def open_shop(durations):
    """An open shop as a fair: people are the jobs, booths the machines, and everything finds time."""
    longest = max(*map(sum, durations), *map(sum, zip(*durations, strict=True)))
    return Problem(
        meetings=[
            Meeting(id=job * len(row) + machine, person=job, booth=machine, minutes=minutes)
            for job, row in enumerate(durations)
            for machine, minutes in enumerate(row)
        ],
        people=[Person(id=job) for job in range(len(durations))],
        booths=[Booth(id=machine) for machine in range(len(durations[0]))],
        opens=0,
        closes=2 * longest,
    )


def published(path):
    """The durations in a file, a row for each job."""
    return [[int(minutes) for minutes in line.split()] for line in path.read_text().splitlines()[1:] if line.strip()]


def measure():
    """All measurements of timetables."""
    rows = [*first_timetables(), *fairs(), *published_shops(), *random_shops()]
    rows.append(row("peak memory", "", peak_mib(), "MiB", "of the process, with all of the above"))
    return {"title": "Timetable", "rows": rows}


def row(what, asked, measured, unit, note=""):
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def first_timetables():
    """How soon there is a timetable at all."""
    results = [solve(fair(*SIZE, seed), Settings(rounds=0, effort=0, objectives=("value",))) for seed in SEEDS]
    seconds = max(result.seconds for result in results)
    yield row("first timetable of 600 meetings", "≤ 5", round(seconds, 2), "s", f"slowest of {len(SEEDS)} fairs")


def fairs():
    """Whole timetables of fairs, and repairs of them."""
    for seed in SEEDS:
        problem = fair(*SIZE, seed)
        result = solve(problem)
        stages = ", ".join(f"{one.name} {one.value} (bound {one.bound})" for one in result.stages)
        yield row(f"fair {seed}: gap to the bound", "≤ 2", round(100 * result.gap, 2), "%", stages)
        yield row(f"fair {seed}: time", "≤ 30", round(result.seconds, 1), "s", f"{len(result.placed)} placed")
        yield row(f"fair {seed}: faults found by the judge", "0", len(check(problem, result)), "")
        for what, changed in changes(problem).items():
            now = OPENS + 120
            began = time.perf_counter()
            repaired = repair(changed, result, now=now)
            seconds = time.perf_counter() - began
            faults = len(check_repair(changed, result, repaired, now))
            lost = sum(1 for one in repaired.moved if one.new is None)
            note = f"{len(repaired.moved)} told times change, {lost} of them lost; {faults} faults"
            yield row(f"fair {seed}: repair, {what}", "≤ 2", round(seconds, 2), "s", note)


def changes(problem):
    """What happens on the day."""
    first, *others = problem.interpreters
    late = {one.id for one in problem.people[:200:50] if one.leaves > LUNCH[0]}
    return {
        "an interpreter falls ill": replace(problem, interpreters=[replace(first, ends=OPENS + 120), *others]),
        "four people are late": replace(
            problem, people=[replace(one, arrives=LUNCH[0]) if one.id in late else one for one in problem.people]
        ),
        "a booth closes": replace(
            problem, booths=[replace(one, closes=LUNCH[1]) if one.id == 3 else one for one in problem.booths]
        ),
    }


def published_shops():
    """Published instances, whose best makespan is known."""
    for path in sorted(INSTANCES.glob("*.txt")):
        size, number = path.stem.split("_")
        best = OPTIMA[size][int(number) - 1]
        result = solve(open_shop(published(path)), OPEN_SHOP)
        stage = result.stages[1]
        note = f"makespan {stage.value} of {best}, {stage.status}"
        yield row(f"open shop {path.stem}", "≤ 10", round(result.seconds, 2), "s", note)


def random_shops():
    """20 × 20, durations even between 1 and 99 as in Taillard's generator; no makespan is below the longest row."""
    for seed in SEEDS:
        chance = random.Random(seed)
        durations = [[chance.randint(1, 99) for _ in range(20)] for _ in range(20)]
        result = solve(open_shop(durations), OPEN_SHOP)
        stage = result.stages[1]
        note = f"makespan {stage.value}, bound {stage.bound}, {stage.status}"
        yield row(f"open shop 20x20, seed {seed}", "≤ 60", round(result.seconds, 1), "s", note)


def main():
    print("Timetable on", machine())
    for one in measure()["rows"]:
        print(f"{one['what']:44} {one['measured']:>8} {one['unit']:3} asked {one['asked']:5} {one['note']}")


if __name__ == "__main__":
    main()
