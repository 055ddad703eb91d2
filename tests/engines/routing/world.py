"""A small county on a line: each stop so many minutes from the centre, to the east or (negative) to the west."""

from dataclasses import replace

from engines.routing import Lunch, Problem, Stop, Team, Ways

NOON = Lunch(minutes=30, earliest=690, latest=780)


def stop(identity, **given):
    return Stop(**{"id": identity, "minutes": 20, **given})


def team(identity, **given):
    return Team(**{"id": identity, "shifts": [(540, 1020)], **given})


def county(stops, teams, at=None):
    """at : the place of each stop by id; without, stop 10 is 10 minutes out. Teams are at home in the centre."""
    places = [(at or {}).get(one.id, one.id) for one in stops] + [0, 0] * len(teams)
    minutes = [[abs(one - other) for other in places] for one in places]
    return Problem(
        stops=stops, teams=teams, ways=Ways(minutes=minutes, metres=[[1000 * one for one in row] for row in minutes])
    )


def with_stop(problem, identity, **changes):
    return replace(problem, stops=[replace(one, **changes) if one.id == identity else one for one in problem.stops])


def with_team(problem, identity, **changes):
    return replace(problem, teams=[replace(one, **changes) if one.id == identity else one for one in problem.teams])


def visits(result):
    """(team, day) → ((stop, begins), …)"""
    return {
        (route.team, route.day): tuple((leg.stop, leg.begins) for leg in route.legs if leg.kind == "stop")
        for route in result.routes
    }
