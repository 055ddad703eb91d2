"""The field day: a team is late or ill, a visit takes longer, a stop is cancelled or added."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engines.routing.exhausting import best_plan
from engines.routing.given import DAY, Span
from engines.routing.improving import improved
from engines.routing.plan import replayed
from engines.routing.problem import Problem
from engines.routing.remaining import remaining
from engines.routing.reporting import result_of
from engines.routing.result import Fact, Moved, Result
from engines.routing.settings import Settings


def repair(problem: Problem, before: Result, *, now: int, settings: Settings | None = None) -> Result:
    """The rounds from ``now`` on, for what the problem says now; nothing that began before moves.

    As few must-visit stops as possible are left out, then as few told times as possible are moved by more than
    ``settings.told_minutes`` (a visit that no longer takes place counts as moved), then little is driven and few prizes
    are lost. A late team has a later begin of its shift, an ill one an end at ``now``; a team on its way to a stop
    drives on to it, or turns back where it was cancelled; a team that is out late already goes straight home.

    Each ``Moved`` has facts that say what changed in the team's rounds before and after, if nothing did there in all:
    ``stop_changed`` (stop), ``longer`` (stop, minutes), ``added`` (stop), ``cancelled`` (stop), ``shift_changed``
    (team, day, begins, ends; ``None`` where it has none now).
    """
    began = time.perf_counter()
    settings = settings or before.settings
    ground, orders = remaining(problem, settings, before, now)
    if len(ground.stops) - len(ground.gone) <= settings.exhaustive_stops:
        plan = best_plan(ground)
    else:
        until = None if settings.seconds is None else began + 0.95 * settings.seconds
        plan = improved(replayed(ground, orders), settings.iterations // 20, until)
    result = result_of(plan, began=began, iterations=0, is_best=False, now=now)
    moved = tuple(_moved(problem, before, result))
    return replace(result, moved=moved, seconds=time.perf_counter() - began)


def _moved(problem: Problem, before: Result, result: Result) -> Iterator[Moved]:
    changes = _changes(problem, before)
    for stop, (route, leg) in sorted(before.visit_by_stop.items()):
        if stop not in problem.stop_by_id:
            continue
        now = result.visit_by_stop.get(stop)
        if now is not None and abs(now[1].begins - leg.begins) <= result.settings.told_minutes:
            continue
        rounds = [(route.team, route.day)] + ([(now[0].team, now[0].day)] if now else [])
        near = [fact for fact, of in changes if of is None or of in rounds or fact.get("stop") == stop]
        yield Moved(
            stop=stop,
            old=(route.team, route.day, leg.begins),
            new=None if now is None else (now[0].team, now[0].day, now[1].begins),
            facts=tuple(near or [fact for fact, _ in changes]),
        )


def _changes(problem: Problem, before: Result) -> list[tuple[Fact, tuple[int, int] | None]]:
    """What is not as it was, and in whose round; ``None`` where it was in nobody's."""
    changes: list[tuple[Fact, tuple[int, int] | None]] = []
    for stop, old in sorted(before.problem.stop_by_id.items()):
        visit = before.visit_by_stop.get(stop)
        of = (visit[0].team, visit[0].day) if visit else None
        new = problem.stop_by_id.get(stop)
        if new is None:
            changes.append(({"code": "cancelled", "stop": stop}, of))
        elif new.minutes > old.minutes:
            changes.append(({"code": "longer", "stop": stop, "minutes": new.minutes - old.minutes}, of))
        elif new != old:
            changes.append(({"code": "stop_changed", "stop": stop}, of))
    added = sorted(set(problem.stop_by_id) - set(before.problem.stop_by_id))
    changes += [({"code": "added", "stop": stop}, None) for stop in added]
    for team, then in sorted(before.problem.team_by_id.items()):
        now = problem.team_by_id.get(team)
        old_shifts, shifts = _by_day(then.shifts), _by_day(now.shifts if now else ())
        for day, shift in sorted(old_shifts.items()):
            if shifts.get(day) != shift:
                begins, ends = shifts.get(day, (None, None))
                fact = {"code": "shift_changed", "team": team, "day": day, "begins": begins, "ends": ends}
                changes.append((fact, (team, day)))
    return changes


def _by_day(shifts: Sequence[Span]) -> dict[int, Span]:
    return {shift[0] // DAY: shift for shift in shifts}
