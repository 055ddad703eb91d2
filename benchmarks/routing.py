"""How good rounds are on published instances, and how long a county's day and its repair take.

``python -m benchmarks.routing [SECONDS]``: so many for each of Solomon's instances.
"""

import math
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import machine, peak_mib
from engines.routing import Lunch, Place, Problem, Settings, Stop, Team, Ways, check, check_repair, repair, solve

SOLOMON = Path(__file__).parent / "instances" / "solomon"
OPTIMA = {"c101": 827.3, "r101": 1637.7, "rc101": 1619.8, "c201": 589.1, "r201": 1143.2, "rc201": 1261.8}
SECONDS = 30
CENTRE = Place(40.57, 110.52)


def instance(name):
    """One of Solomon's, in tenths: a minute is a tenth of a unit, and so is a metre."""
    lines = (SOLOMON / f"{name}.txt").read_text().splitlines()
    vehicles, capacity = map(int, lines[4].split())
    rows = [list(map(int, line.split())) for line in lines[9:] if line.strip()]
    depot, customers = rows[0], rows[1:]
    places = [(row[1], row[2]) for row in customers] + [(depot[1], depot[2])] * (2 * vehicles)
    tenths = [[int(10 * math.dist(one, other)) for other in places] for one in places]
    return Problem(
        stops=[
            Stop(id=number, load=load, windows=[(10 * ready, 10 * due)], minutes=10 * service)
            for number, _, _, load, ready, due, service in customers
        ],
        teams=[Team(id=one, shifts=[(10 * depot[4], 10 * depot[5])], capacity=capacity) for one in range(vehicles)],
        ways=Ways(minutes=tenths, metres=tenths),
    )


def county(stop_count=200, team_count=8, seed=0):
    """A day in a county, made up: short visits, some only at times that suit, some with signs or a ramp."""
    chance = random.Random(seed)

    def place():
        return Place(CENTRE.latitude + chance.gauss(0, 0.06), CENTRE.longitude + chance.gauss(0, 0.08))

    suits = [(), (), ((510, 720),), ((840, 1020),), ((540, 660), (870, 990))]
    return Problem(
        stops=[
            Stop(
                id=one,
                place=place(),
                minutes=chance.choice([5, 10, 15]),
                windows=chance.choice(suits),
                skills=chance.choice([(), (), (), ("sign",)]),
                needs_ramp=chance.random() < 0.1,
                prize=chance.choice([None, None, None, 20]),
            )
            for one in range(stop_count)
        ],
        teams=[
            Team(
                id=one,
                shifts=[(510, 1050)],
                start=CENTRE,
                skills=["sign"] if one % 2 else [],
                ramp=one % 4 < 2,
                lunch=Lunch(minutes=45, earliest=690, latest=780),
            )
            for one in range(team_count)
        ],
    )


def field_days(problem, plan):
    """What goes wrong at ten o'clock: (what, the problem as it is known now, now)."""
    now = 600
    late, ill = problem.teams[1], problem.teams[2]
    busy = max(plan.routes, key=lambda one: len(one.legs))
    visit = next(leg for leg in busy.legs if leg.stop is not None and leg.ends > now)
    added = Stop(id=len(problem.stops), place=CENTRE, minutes=20)

    def with_shift(team, shift):
        return replace(problem, teams=[replace(one, shifts=[shift]) if one is team else one for one in problem.teams])

    longer = [replace(one, minutes=one.minutes + 40) if one.id == visit.stop else one for one in problem.stops]
    yield "a team an hour late", with_shift(late, (570, 1050)), 500
    yield "a team ill", with_shift(ill, (510, now)), now
    yield "a visit 40 minutes longer", replace(problem, stops=longer), now
    yield "a stop added", replace(problem, stops=[*problem.stops, added]), now
    last = busy.legs[-3].stop or busy.legs[-2].stop
    yield "a stop cancelled", replace(problem, stops=[one for one in problem.stops if one.id != last]), now


def row(what, asked, measured, unit, note=""):
    """One line of the table."""
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def solomon_rows(seconds):
    """The gaps to the optima, in percent."""
    gaps = []
    for name, optimum in OPTIMA.items():
        problem = instance(name)
        result = solve(problem, Settings(seconds=seconds, iterations=10**9))
        faults, distance = check(problem, result), result.distance / 10
        gaps.append(100 * (distance / optimum - 1))
        note = (
            f"distance {distance}, optimum {optimum}, {len(result.routes)} vehicles, {len(faults)} faults, {seconds} s"
        )
        yield row(f"Solomon {name.upper()}, gap", "<= 1", round(gaps[-1], 2), "%", note)
    yield row("Solomon, mean gap of the six", "<= 0.5", round(sum(gaps) / len(gaps), 2), "%")


def county_rows():
    """A plan for 200 stops and 8 teams, and its repair."""
    problem = county()
    worked = time.process_time()
    plan = solve(problem)
    worked = time.process_time() - worked
    note = f"{len(check(problem, plan))} faults, {plan.driving} minutes driven, {len(plan.left_out)} left out"
    note += f", processor {worked:.2f} s"
    yield row("200 stops, 8 teams: plan", "<= 10", round(plan.seconds, 2), "s", note)
    for what, changed, now in field_days(problem, plan):
        began, worked = time.perf_counter(), time.process_time()
        repaired = repair(changed, plan, now=now)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
        faults = check_repair(changed, plan, repaired, now)
        note = f"{len(repaired.moved)} told times moved, {len(faults)} faults, {len(repaired.left_out)} left out"
        note += f", processor {worked:.2f} s"
        yield row(f"200 stops, 8 teams: repair, {what}", "<= 2", round(seconds, 2), "s", note)


def measure(seconds=SECONDS):
    """All rows: what was asked, and what was measured."""
    return {"title": "Rounds", "rows": [*county_rows(), *solomon_rows(seconds)]}


def main(seconds):
    print("Rounds on", machine())
    for one in measure(seconds)["rows"]:
        print(f"  {one['what']:58} {one['measured']:>8} {one['unit']:2} (asked {one['asked']}) {one['note']}")
    print(f"peak memory {peak_mib()} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
