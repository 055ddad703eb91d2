"""How far and how long it is between places, where no ways are supplied."""

from math import asin, cos, radians, sin, sqrt

from engines.routing.given import Place, Ways
from engines.routing.problem import Problem
from engines.routing.settings import Settings

EARTH_METRES = 6_371_009  # mean radius (IUGG)


def ways_of(problem: Problem, settings: Settings) -> Ways:
    """The supplied ways, or those reckoned from the places, in the order that ``Ways`` names."""
    if problem.ways is not None:
        return problem.ways
    places = [stop.place for stop in problem.stops]
    for team in problem.teams:
        places += [team.start, team.end or team.start]
    known = [place for place in places if place is not None]  # all of them: Problem has seen to it
    metres = [[road_metres(place, other, settings) for other in known] for place in known]
    return Ways(
        metres=metres, minutes=[[drive_minutes(length, settings.speed_kmh) for length in row] for row in metres]
    )


def road_metres(place: Place, other: Place, settings: Settings) -> int:
    """The great circle (haversine) times the road factor, in whole metres."""
    latitude, other_latitude = radians(place.latitude), radians(other.latitude)
    up = sin((other_latitude - latitude) / 2) ** 2
    across = sin(radians(other.longitude - place.longitude) / 2) ** 2
    angle = 2 * asin(min(1.0, sqrt(up + cos(latitude) * cos(other_latitude) * across)))
    return round(EARTH_METRES * angle * settings.road_factor_percent / 100)


def drive_minutes(metres: int, speed_kmh: int) -> int:
    """Whole minutes, rounded up."""
    return -(-metres * 60 // (speed_kmh * 1000))
