"""Small rounds, with everything in them that can go differently."""

from dataclasses import replace

from hypothesis import strategies as st

from engines.routing import Lunch, Problem, Settings, Stop, Team, Ways

SKILLS = st.sampled_from([(), (), ("sign",), ("nurse",), ("sign", "nurse")])
FEW = Settings(iterations=30)


@st.composite
def problems(draw, most=4, alike=False, days=2):
    """A hundred minutes of one day, or of two."""
    stops = [draw(alike_stops(one) if alike else stops_of(one, days)) for one in range(draw(st.integers(0, most)))]
    teams = [draw(teams_of(one, days)) for one in range(draw(st.integers(0, 2)))]
    size = len(stops) + 2 * len(teams)
    longest = draw(st.sampled_from([0, 1, 30]))
    way = st.just(longest) if longest < 2 else st.integers(0, longest)
    minutes = [[0 if row == column else draw(way) for column in range(size)] for row in range(size)]
    metres = [[700 * one for one in row] for row in minutes]
    return Problem(stops=stops, teams=teams, ways=Ways(minutes=minutes, metres=metres))


@st.composite
def spans(draw, day=0, longest=100):
    """Two moments in order, of a day; now and then of length zero."""
    first = draw(st.integers(0, 20).map(lambda fifth: 5 * fifth))
    last = first if draw(st.integers(0, 5)) == 0 else first + draw(st.integers(0, longest))
    return (1440 * day + first, 1440 * day + last)


@st.composite
def stops_of(draw, identity, days):
    windows = draw(
        st.one_of(
            st.just(()),
            st.tuples(spans()),
            st.tuples(spans(longest=30), spans(day=days - 1, longest=30).map(lambda one: (one[0] + 130, one[1] + 130))),
        )
    )
    return Stop(
        id=identity,
        minutes=draw(st.sampled_from([0, 0, 5, 10, 30])),
        windows=windows,
        skills=draw(SKILLS),
        needs_ramp=draw(st.integers(0, 4)) == 0,
        load=draw(st.sampled_from([0, 0, 1, 2])),
        prize=draw(st.one_of(st.none(), st.integers(0, 60))),
    )


def alike_stops(identity):
    return st.just(Stop(id=identity, minutes=10, windows=[(20, 60)]))


@st.composite
def teams_of(draw, identity, days):
    shifts = [draw(spans(day, longest=120)) for day in range(days) if draw(st.integers(0, 3))]
    lunch = draw(
        st.one_of(
            st.none(),
            st.builds(
                lambda span, long: Lunch(minutes=long, earliest=span[0], latest=span[1]),
                spans(longest=40),
                st.sampled_from([0, 10, 20]),
            ),
        )
    )
    return Team(
        id=identity,
        shifts=shifts,
        skills=draw(st.sampled_from([("sign", "nurse"), ("sign", "nurse"), ("sign",), ()])),
        ramp=draw(st.booleans()),
        lunch=lunch,
        capacity=draw(st.sampled_from([None, None, 0, 3])),
    )


some_settings = st.builds(
    Settings,
    iterations=st.just(30),
    exhaustive_stops=st.sampled_from([0, 0, 5]),
    told_minutes=st.sampled_from([0, 5, 15]),
    seed=st.integers(0, 3),
)


@st.composite
def changed_problems(draw, problem):
    """What may be known later: a visit takes longer or is over sooner, a team is late or ill."""
    stops, teams = list(problem.stops), list(problem.teams)
    if stops and draw(st.booleans()):
        row = draw(st.integers(0, len(stops) - 1))
        stops[row] = replace(stops[row], minutes=draw(st.integers(0, 40)))
    if teams and draw(st.booleans()):
        row = draw(st.integers(0, len(teams) - 1))
        shifts = [(max(first, min(last, draw(st.integers(0, 60)))), last) for first, last in teams[row].shifts]
        teams[row] = replace(teams[row], shifts=draw(st.sampled_from([shifts, shifts[:1], []])))
    return replace(problem, stops=stops, teams=teams)
