"""A round as a problem for the routing engine, and back.

Stops and teams go by their keys in the database. Minutes count from midnight of the round's first day. The engine
counts days from 0, the round from 1.
"""

import datetime as dt
from collections.abc import Iterable

from engines.routing import LeftOut, Leg, Lunch, Place, Problem, Result, Route, Settings, Stop, Team
from tongxing.common.dates import local
from tongxing.rounds.models import Leg as KeptLeg

SETTINGS = Settings(seconds=8)
"""A page waits for the plan: after eight seconds the best one found is taken."""
DAY = 24 * 60


def midnight(round_) -> dt.datetime:
    """From when minutes are counted."""
    return local(round_.first_on, dt.time())


def minute(round_, moment: dt.datetime) -> int:
    """``moment`` in minutes of the round; seconds are left out."""
    return int((moment - midnight(round_)).total_seconds() // 60)


def moment(round_, minutes: int) -> dt.datetime:
    """The moment that ``minutes`` of the round mean."""
    return midnight(round_) + dt.timedelta(minutes=minutes)


def legs_of(round_) -> list[KeptLeg]:
    """The kept plan in order: day, team, what comes first."""
    legs = KeptLeg.objects.filter(team__round=round_).select_related("team", "stop__person", "stop__organisation")
    return list(legs.order_by("day", "team", "order"))


def problem_of(round_, stops, teams, legs: Iterable[KeptLeg] = ()) -> Problem:
    """Who is to be visited and who goes out, with what went late or dropped out so far (``legs``, ``out_from``)."""
    legs = list(legs)
    late = {leg.stop_id: leg.late_minutes for leg in legs if leg.stop_id}
    starts = {(leg.team_id, leg.day): leg for leg in legs if leg.kind == KeptLeg.Kind.START and leg.late_minutes}
    return Problem(
        stops=[_stop(round_, stop, late.get(stop.pk, 0)) for stop in stops if stop.cancelled_at is None],
        teams=[_team(round_, team, starts) for team in teams],
    )


def _stop(round_, stop, late: int) -> Stop:
    return Stop(
        id=stop.pk,
        place=Place(*stop.place()),
        minutes=stop.minutes + late,
        windows=_windows(round_, stop),
        skills=stop.skills,
        needs_ramp=stop.needs_ramp,
        prize=stop.prize,
    )


def _windows(round_, stop) -> list[tuple[int, int]]:
    """The stop's times of a day on each day that it may be visited; none where it may be visited at any time."""
    if not stop.days and not stop.windows:
        return []
    days = sorted(stop.days) or range(1, round_.days + 1)
    times = stop.windows or [(0, DAY - 1)]
    return [((day - 1) * DAY + begins, (day - 1) * DAY + ends) for day in days for begins, ends in times]


def _team(round_, team, starts) -> Team:
    latest = _minutes(team.lunch_until) - team.lunch_minutes
    has_lunch = team.lunch_minutes and latest >= _minutes(team.lunch_from)
    shifts = [_shift(round_, team, day, starts) for day in range(1, round_.days + 1) if team.goes_out_on(day)]
    return Team(
        id=team.pk,
        shifts=[shift for shift in shifts if shift],
        start=Place(*team.start()),
        end=Place(*team.end()),
        skills=team.skills,
        ramp=team.has_ramp,
        lunch=Lunch(minutes=team.lunch_minutes, earliest=_minutes(team.lunch_from), latest=latest)
        if has_lunch
        else None,
    )


def _shift(round_, team, day, starts) -> tuple[int, int] | None:
    """The hours of the team on ``day``: from later where it set out late, until the moment that it dropped out."""
    begins, ends = (day - 1) * DAY + _minutes(team.begins), (day - 1) * DAY + _minutes(team.ends)
    if (team.pk, day) in starts:
        begins = min(max(begins, minute(round_, starts[team.pk, day].begins_at)), ends)
    if team.out_from:
        ends = min(ends, minute(round_, team.out_from))
    return (begins, ends) if begins <= ends else None


def _minutes(clock: dt.time) -> int:
    return clock.hour * 60 + clock.minute


def before(round_, problem: Problem, stops, legs: Iterable[KeptLeg]) -> Result:
    """The kept plan as a result of the engine, for its ``repair``; what is not part of ``problem`` any more is gone."""
    days: dict[tuple[int, int], list[Leg]] = {}
    for leg in legs:
        if leg.stop_id is None or leg.stop_id in problem.stop_by_id:
            days.setdefault((leg.day, leg.team_id), []).append(_leg(round_, leg))
    routes = tuple(Route(team, day - 1, tuple(kept)) for (day, team), kept in sorted(days.items()))
    driven = [leg for route in routes for leg in route.legs]
    visited = {leg.stop for leg in driven}
    driving = sum(leg.drive_minutes for leg in driven)
    missed = [stop for stop in stops if stop.pk in problem.stop_by_id and stop.pk not in visited]
    return Result(
        problem=problem,
        settings=SETTINGS,
        routes=routes,
        left_out=tuple(_left_out(stop) for stop in missed),
        distance=sum(leg.metres for leg in driven),
        driving=driving,
        duration=sum(route.legs[-1].ends - route.legs[0].begins for route in routes),
        prize=sum(stop.prize or 0 for stop in problem.stops if stop.id in visited),
        value=driving + sum(stop.prize or 0 for stop in missed),
        bound=None,
        status="infeasible" if any(stop.is_must for stop in missed) else "feasible",
        iterations=0,
        seconds=0.0,
    )


def _left_out(stop) -> LeftOut:
    facts = tuple({name: said for name, said in fact.items() if name != "together"} for fact in stop.why_not)
    return LeftOut(stop.pk, facts, together=any(fact.get("together") for fact in stop.why_not))


def _leg(round_, leg) -> Leg:
    return Leg(
        stop=leg.stop_id,
        kind=leg.kind,
        arrives=minute(round_, leg.arrives_at),
        begins=minute(round_, leg.begins_at),
        ends=minute(round_, leg.ends_at),
        metres=leg.metres,
        drive_minutes=leg.drive_minutes,
    )


def rows_of(result: Result) -> list[dict]:
    """The plan as rows of plain values, one a leg: what a proposal keeps and what becomes ``models.Leg``."""
    return [
        {"team": route.team, "day": route.day + 1, "order": order, **leg._asdict()}
        for route in result.routes
        for order, leg in enumerate(route.legs)
    ]


def with_early(round_, rows: list[dict], legs: list[KeptLeg], early: set[int]) -> list[dict]:
    """``rows`` of a plan, and in them where they stood the visits (``early``) that were marked before their time.

    Of a team's day of which the plan leaves nothing else, setting out and coming back stay too.
    """
    days = {(row["team"], row["day"]) for row in rows}
    alone = {(leg.team_id, leg.day) for leg in legs if leg.stop_id in early} - days
    ends = {KeptLeg.Kind.START, KeptLeg.Kind.END}
    kept = [leg for leg in legs if leg.stop_id in early or ((leg.team_id, leg.day) in alone and leg.kind in ends)]
    rows = rows + [{"team": leg.team_id, "day": leg.day, "order": 0, **_leg(round_, leg)._asdict()} for leg in kept]
    orders: dict[tuple[int, int], int] = {}
    for row in sorted(rows, key=lambda row: (row["kind"] != "start", row["kind"] == "end", row["begins"])):
        row["order"] = orders[row["team"], row["day"]] = orders.get((row["team"], row["day"]), -1) + 1
    return rows


def facts_of(result: Result) -> dict[int, list[dict]]:
    """Why nobody comes, by stop; ``together`` on each fact when all of them would have to change."""
    return {
        left.stop: [dict(fact, together=True) if left.together else dict(fact) for fact in left.facts]
        for left in result.left_out
    }
