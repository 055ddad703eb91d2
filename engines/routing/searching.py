"""The search for rounds by PyVRP (Wouda, Lan & Kool 2024).

PyVRP knows windows, shifts, loads, prizes, and ways that differ by vehicle. Two things are told to it in its own terms:

- A stop with several windows is a group of clients of which one is visited.
- Lunch is not known to it. So the time of lunch is cut out of the day: what is after the cut comes earlier by as much,
  and a team that is on its way or at a visit when the cut comes eats right after. Only windows around noon are not
  quite true then; the rounds are timed exactly afterwards (``timing``), and stops that do not fit are put elsewhere.
"""

import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyvrp
from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria, StoppingCriterion

from engines.routing.given import Span
from engines.routing.ground import Duty, Ground
from engines.routing.legs import legs_of
from engines.routing.plan import Plan
from engines.routing.problem import GREATEST_PRIZE
from engines.routing.round import Round

FORBIDDEN = 10**7  # minutes of a way that a team cannot take; longer than any problem
REQUIRED = 1000 * GREATEST_PRIZE  # minutes that a must-visit stop is worth where not all of them can be visited


class Found(NamedTuple):
    """For each duty an order of stops, and how many iterations it took."""

    orders: list[list[int]]
    iterations: int


def searched(ground: Ground, start: Plan | None, iterations: int, until: float | None) -> Found:
    """Orders with few minutes driven and few prizes lost; not always possible to the minute (lunch).

    First all must-visit stops are required; where nothing is found so, they get a great prize instead.
    until : when to end by ``time.perf_counter``.
    """
    model = _Model(ground)
    if not model.clients or not model.fleet:
        return Found([[] for _ in ground.duties], 0)
    spent = 0
    for is_required in (True, False):
        data = model.data(is_required)
        stops: list[StoppingCriterion] = [MaxIterations(iterations)]
        if until is not None:
            stops.append(MaxRuntime(max(0.0, until - time.perf_counter())))
        if is_required:
            stops.append(_Hopeless(iterations // 2, until))
        initial = None if start is None else pyvrp.Solution(data, model.routes(data, start))
        result = pyvrp.solve(
            data,
            stop=MultipleCriteria(stops),
            seed=ground.settings.seed,
            collect_stats=False,
            initial_solution=initial,
        )
        spent += result.num_iterations
        if result.is_feasible():
            break
    return Found(model.orders(result.best), spent)


class _Hopeless:
    """Ends a search that has found nothing possible in half of its iterations, or of its time."""

    def __init__(self, iterations: int, until: float | None) -> None:
        self.left, now = iterations, time.perf_counter()
        self.until = None if until is None else now + (until - now) / 2

    def __call__(self, best_cost: float) -> bool:
        self.left -= 1
        is_late = self.until is not None and time.perf_counter() > self.until
        return best_cost == np.iinfo(np.int64).max and (self.left < 0 or is_late)


class _Model:
    """The problem in PyVRP's terms. Locations have the numbers of ``ground``; clients are windows of stops."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.cuts = _cuts(ground.duties)
        self.clients: list[tuple[int, Span]] = []  # stop and window
        self.fleet: list[list[int]] = []  # numbers of duties that are alike
        self.profiles: list[frozenset[int]] = []
        alike: dict[object, list[int]] = {}
        for row, duty in enumerate(ground.duties):
            if duty.able:
                alike.setdefault(self._kind(duty), []).append(row)
        self.fleet = list(alike.values())
        for rows in self.fleet:
            able = ground.duties[rows[0]].able
            if able not in self.profiles:
                self.profiles.append(able)
        empty = [Round(ground, ground.duties[rows[0]]) for rows in self.fleet]
        for number in range(len(ground.stops)):
            duties = [round_.duty for round_ in empty if round_.insertion(number)]
            self.clients += [(number, window) for window in _joined(ground.visits[number].windows, duties)]

    def _kind(self, duty: Duty) -> object:
        minutes = self.ground.minutes
        home = tuple(row[duty.finish] for row in minutes)
        return duty.begins, duty.ends, duty.meal, duty.room, duty.able, tuple(minutes[duty.start]), home

    def data(self, is_required: bool) -> pyvrp.ProblemData:
        """The problem; must-visit stops are required, or else worth much."""
        ground = self.ground
        windows: dict[int, list[int]] = {}
        for client, (number, _) in enumerate(self.clients):
            windows.setdefault(number, []).append(client)
        several = [number for number, own in windows.items() if len(own) > 1]
        group_of = {number: group for group, number in enumerate(several)}
        clients = []
        for number, (first, last) in self.clients:
            stop, visit = ground.stops[number], ground.visits[number]
            must = stop.prize is None and is_required
            clients.append(
                pyvrp.Client(
                    location=number,
                    delivery=[visit.load],
                    service_duration=visit.minutes,
                    tw_early=self._cut(first),
                    tw_late=self._cut(last),
                    prize=0 if must else REQUIRED if stop.prize is None else stop.prize,
                    required=must and number not in group_of,
                    group=group_of.get(number),
                )
            )
        groups = [
            pyvrp.ClientGroup(windows[number], required=is_required and ground.stops[number].prize is None)
            for number in several
        ]
        minutes = [self._matrix(able) for able in self.profiles]
        size = len(ground.minutes)
        return pyvrp.ProblemData(
            locations=[pyvrp.Location(0, 0) for _ in range(size)],
            clients=clients,
            depots=[pyvrp.Depot(location=place) for place in range(len(ground.stops), size)],
            vehicle_types=[self._vehicle(rows) for rows in self.fleet],
            distance_matrices=minutes,
            duration_matrices=minutes,
            groups=groups,
        )

    def _vehicle(self, rows: list[int]) -> pyvrp.VehicleType:
        duty, count = self.ground.duties[rows[0]], len(self.ground.stops)
        return pyvrp.VehicleType(
            num_available=len(rows),
            capacity=[min(duty.room, sum(visit.load for visit in self.ground.visits))],
            start_depot=duty.start - count,
            end_depot=duty.finish - count,
            tw_early=self._cut(duty.begins),
            tw_late=max(self._cut(duty.begins), self._cut(duty.ends)),
            profile=self.profiles.index(duty.able),
        )

    def _matrix(self, able: frozenset[int]) -> Any:
        minutes = np.array(self.ground.minutes, dtype=np.int64)
        unable = [number for number in range(len(self.ground.stops)) if number not in able]
        minutes[unable, :] = FORBIDDEN
        minutes[:, unable] = FORBIDDEN
        np.fill_diagonal(minutes, 0)
        return minutes

    def _cut(self, moment: int) -> int:
        """The moment on the clock from which the lunches are cut out."""
        return moment - sum(min(max(moment - cut, 0), length) for cut, length in self.cuts)

    def routes(self, data: pyvrp.ProblemData, plan: Plan) -> list[pyvrp.Route]:
        """The rounds of a plan as PyVRP's routes, less the visits for which no round of one stop alone has time.

        Those are possible only where supplied ways make a detour shorter than the straight way.
        """
        routes = []
        for vehicle, rows in enumerate(self.fleet):
            for row in rows:
                visits = []
                for leg in legs_of(plan.rounds[row]):
                    client = None if leg.stop is None else self._client(self.ground.number[leg.stop], leg.begins)
                    if client is not None:
                        visits.append(client)
                if visits:
                    routes.append(pyvrp.Route(data, visits, vehicle))
        return routes

    def _client(self, number: int, begins: int) -> int | None:
        found = (
            client
            for client, (stop, (first, last)) in enumerate(self.clients)
            if stop == number and first <= begins <= last
        )
        return next(found, None)

    def orders(self, solution: pyvrp.Solution) -> list[list[int]]:
        """For each duty the stops in order."""
        orders: list[list[int]] = [[] for _ in self.ground.duties]
        free = [iter(rows) for rows in self.fleet]
        for route in solution.routes():
            row = next(free[route.vehicle_type()])
            orders[row] = [self.clients[visit.idx][0] for visit in route if visit.is_client()]
        return orders


def _cuts(duties: Sequence[Duty]) -> list[tuple[int, int]]:
    """For each day with lunches when they are cut out, and how long: the longest, in the middle of their windows."""
    meals: dict[int, list[Span]] = {}
    longest: dict[int, int] = {}
    for duty in duties:
        if duty.meal:
            meals.setdefault(duty.day, []).append((duty.meal.earliest, duty.meal.latest))
            longest[duty.day] = max(longest.get(duty.day, 0), duty.meal.minutes)
    return [
        ((max(first for first, _ in spans) + min(last for _, last in spans)) // 2, longest[day])
        for day, spans in sorted(meals.items())
    ]


def _joined(windows: Iterable[Span], duties: Sequence[Duty]) -> list[Span]:
    """Windows in which one of the duties can come; those between which none is on the road are one."""
    kept = [
        (first, last) for first, last in windows if any(duty.begins <= last and first <= duty.ends for duty in duties)
    ]
    pieces = kept[:1]
    for (_, before), (first, last) in pairwise(kept):
        if any(duty.begins < first and before < duty.ends for duty in duties):
            pieces.append((first, last))
        else:
            pieces[-1] = pieces[-1][0], last
    return pieces
