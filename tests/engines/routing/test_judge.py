"""The judge finds each fault that is planted in a plan of rounds."""

from dataclasses import replace

import pytest

from engines.routing import LeftOut, Leg, Place, Problem, Route, Stop, Team, check, solve
from tests.engines.routing.world import NOON, county, stop, team, with_stop, with_team


@pytest.fixture
def problem():
    """Two teams, four stops of which one is worth too little."""
    return county(
        [
            stop(10, windows=[(550, 600)], skills=["sign"]),
            stop(30, needs_ramp=True, load=2),
            stop(-20, windows=[(600, 600), (900, 960)]),
            stop(99, prize=1),
        ],
        [team(1, skills=["sign"], ramp=True, capacity=2, lunch=NOON), team(2, shifts=[(540, 1020), (1980, 2460)])],
    )


START = Leg(None, "start", 540, 540, 540, 0, 0)
ONE = (
    START,
    Leg(10, "stop", 550, 550, 570, 10_000, 10),
    Leg(30, "stop", 590, 590, 610, 20_000, 20),
    Leg(None, "lunch", 610, 690, 720, 0, 0),
    Leg(None, "end", 750, 750, 750, 30_000, 30),
)
TWO = (
    START._replace(arrives=580, begins=580, ends=580),
    Leg(-20, "stop", 600, 600, 620, 20_000, 20),
    Leg(None, "end", 640, 640, 640, 20_000, 20),
)


def plan(problem, one=ONE, two=TWO, day=0, **changes):
    """The good plan with these rounds, its sums in order."""
    routes = (Route(1, 0, tuple(one)), Route(2, day, tuple(two)))
    legs = [leg for route in routes for leg in route.legs]
    result = replace(
        solve(problem),
        routes=routes,
        left_out=(LeftOut(99, ({"code": "not_worth"},), False),),
        distance=sum(leg.metres for leg in legs),
        driving=sum(leg.drive_minutes for leg in legs),
        duration=sum(route.legs[-1].ends - route.legs[0].begins for route in routes),
        prize=0,
        value=sum(leg.drive_minutes for leg in legs) + 1,
        bound=None,
        status="feasible",
    )
    return replace(result, **changes)


def with_leg(legs, at, **changes):
    return (*legs[:at], legs[at]._replace(**changes), *legs[at + 1 :])


def later(legs, minutes):
    return tuple(
        leg._replace(arrives=leg.arrives + minutes, begins=leg.begins + minutes, ends=leg.ends + minutes)
        for leg in legs
    )


def test_the_good_plan_passes(problem):
    assert check(problem, plan(problem)) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"one": with_leg(ONE, 1, ends=565)}, "stop 10 takes 15 minutes; 20 are needed"),
        ({"one": with_leg(ONE, 1, metres=9_000)}, "from start to 10 it is 10000 metres, not 9000"),
        ({"one": with_leg(ONE, 1, drive_minutes=5)}, "from start to 10 it takes 10 minutes, not 5"),
        ({"one": with_leg(ONE, 2, arrives=580)}, "it leaves at 570 and drives 20 minutes; it cannot arrive at 580"),
        ({"one": with_leg(ONE, 2, begins=585)}, "stop 30 is not in the order of time"),
        ({"one": with_leg(ONE, 0, ends=545)}, "the start takes time"),
        ({"one": with_leg(ONE, 3, begins=680, ends=710)}, "lunch begins at 680, not from 690 to 780"),
        ({"one": with_leg(ONE, 3, ends=710)}, "lunch takes 20 minutes; 30 are needed"),
        ({"one": (*ONE[:3], later(ONE[4:], -110)[0])}, "team 1 on day 0: it has no lunch"),
        ({"one": (*ONE[:4], ONE[3], ONE[4])}, "there are two lunches"),
        ({"one": ONE[1:]}, "a round is a start, stops"),
        ({"one": later(ONE, 60)}, "stop 10 begins at 610, outside of its windows"),
        ({"one": later(ONE, -10)}, "it leaves at 530, before its shift"),
        ({"two": later(TWO, 100)}, "stop -20 begins at 700, outside of its windows"),
        ({"two": later(TWO, 390)}, "team 2 on day 0: it is back at 1030, after its shift"),
        ({"two": later(TWO, 1440)}, "it is back at 2080, after its shift"),
        ({"two": (TWO[0], TWO[2])}, "stop -20: it is listed 0 times"),
        ({"two": TWO, "day": 5}, "team 2 on day 5: it has no shift"),
        ({"left_out": ()}, "stop 99: it is listed 0 times"),
        ({"left_out": (LeftOut(99, (), False),)}, "stop 99: it is left out without a fact"),
        ({"left_out": (LeftOut(99, ({},), False), LeftOut(7, ({},), False))}, "stop 7: it is not among those given"),
        ({"value": 5}, "value is 5; the legs make 101"),
        ({"distance": 5}, "distance is 5; the legs make 100000"),
        ({"duration": 5}, "duration is 5; the legs make 270"),
        ({"prize": 5}, "prize is 5; the legs make 0"),
        ({"bound": 102}, "bound is 102; 101 is reached"),
        ({"status": "optimal"}, "status is 'optimal'; it is 'feasible'"),
        ({"routes": (Route(1, 0, ONE), Route(3, 0, TWO))}, "team 3 on day 0: it is not among those given"),
        ({"routes": (Route(1, 0, ONE), Route(1, 0, TWO))}, "team 1 on day 0: it has two rounds"),
    ],
)
def test_a_planted_fault_is_found(problem, changes, sentence):
    assert sentence in " ".join(check(problem, plan(problem, **changes)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda one: with_team(one, 1, skills=["nurse"]), "stop 10 needs skills or a ramp that it does not have"),
        (lambda one: with_team(one, 1, ramp=False), "stop 30 needs skills or a ramp that it does not have"),
        (lambda one: with_team(one, 1, capacity=1), "it carries 2; 1 is what it can"),
        (lambda one: with_team(one, 1, lunch=None), "it has a lunch that it does not take"),
        (lambda one: with_stop(one, 99, prize=199), "stop 99: it is left out, but team 2 has time on day 0"),
        (lambda one: with_stop(one, 99, prize=None), "stop 99: it is left out, but team 2 has time on day 0"),
        (lambda one: with_stop(one, 10, minutes=21), "stop 10 takes 20 minutes; 21 are needed"),
    ],
)
def test_a_good_plan_does_not_answer_another_problem(problem, change, sentence):
    assert sentence in " ".join(check(change(problem), plan(problem)))


def test_ways_reckoned_from_places_are_judged_too():
    problem = Problem(
        stops=[Stop(id=1, place=Place(40.6, 110.5)), Stop(id=2, place=Place(-33.0, 18.0), prize=5)],
        teams=[Team(id=1, shifts=[(540, 900)], start=Place(40.5, 110.5))],
    )
    result = solve(problem)
    legs = result.routes[0].legs

    assert check(problem, result) == []
    assert 14_000 < legs[1].metres < 15_000  # 0.1 degrees of latitude are 11.1 km, 1.3 times that is driven
    assert legs[1].drive_minutes == 22
    shorter = replace(result, routes=(Route(1, 0, (legs[0], legs[1]._replace(metres=13_000), legs[2])),))
    assert "from start to 1 it is 14455 metres, not 13000" in " ".join(check(problem, shorter))
