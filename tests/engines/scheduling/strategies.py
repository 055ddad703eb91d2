"""Small timetables, with everything in them that can go differently."""

from hypothesis import strategies as st

from engines.scheduling import Booth, Interpreter, Meeting, Person, Problem, QuietRoom, Rest, Settings

LANGUAGES = st.sampled_from([(), (), ("sign",), ("mongolian",), ("sign", "mongolian")])
MOMENT = st.one_of(st.none(), st.integers(-2, 14).map(lambda fifth: fifth * 5))
ZONE = st.sampled_from([None, 1, 2])


@st.composite
def windows(draw):
    """Two moments in order, either of them open; now and then of length zero."""
    first, last = draw(MOMENT), draw(MOMENT)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, last


@st.composite
def problems(draw, most=4, alike=False):
    """A fair of at most an hour."""
    people = [draw(persons(one)) for one in range(draw(st.integers(1, 3)))]
    booths = [draw(places(one)) for one in range(draw(st.integers(1, 2)))]
    interpreters = [draw(interpreter(one)) for one in range(draw(st.integers(0, 2)))]
    meetings = [
        Meeting(
            id=one,
            person=draw(st.integers(0, len(people) - 1)),
            booth=draw(st.integers(0, len(booths) - 1)),
            minutes=15 if alike else draw(st.sampled_from([1, 5, 6, 14, 15, 20])),
            weight=1 if alike else draw(st.integers(1, 3)),
            needs_languages=draw(LANGUAGES),
            needs_quiet=draw(st.integers(0, 3)) == 0,
        )
        for one in range(draw(st.integers(0, most)))
    ]
    return Problem(
        meetings=meetings,
        people=people,
        booths=booths,
        interpreters=interpreters,
        quiet_rooms=[draw(rooms(one)) for one in range(draw(st.integers(0, 2)))],
        opens=0,
        closes=draw(st.sampled_from([0, 15, 30, 45, 60])),
        breaks=draw(st.sampled_from([(), ((20, 25),), ((15, 30), (30, 30))])),
        ways={(1, 2): draw(st.integers(0, 20))},
    )


@st.composite
def persons(draw, identity):
    arrives, leaves = draw(windows()) if draw(st.booleans()) else (None, None)
    return Person(
        id=identity,
        arrives=arrives,
        leaves=leaves,
        pace_percent=draw(st.sampled_from([100, 150])),
        rests=draw(st.sampled_from([(), (), (Rest(minutes=10),), (Rest(minutes=7), Rest(minutes=5, earliest=20))])),
        most_in_a_row=draw(st.sampled_from([None, None, 1, 2])),
    )


@st.composite
def places(draw, identity):
    opens, closes = draw(windows()) if draw(st.integers(0, 3)) == 0 else (None, None)
    pauses = draw(st.sampled_from([(), (), ((10, 20),)]))
    desks = draw(st.integers(1, 2))
    return Booth(id=identity, desks=desks, opens=opens, closes=closes, breaks=pauses, zone=draw(ZONE))


@st.composite
def rooms(draw, identity):
    opens, closes = draw(windows()) if draw(st.integers(0, 3)) == 0 else (None, None)
    return QuietRoom(id=identity, opens=opens, closes=closes, zone=draw(ZONE))


@st.composite
def interpreter(draw, identity):
    begins, ends = draw(windows()) if draw(st.booleans()) else (None, None)
    languages = draw(st.sampled_from([("sign",), ("mongolian",), ("sign", "mongolian")]))
    pauses = draw(st.sampled_from([(), (), ((25, 35),)]))
    return Interpreter(id=identity, languages=languages, begins=begins, ends=ends, breaks=pauses)


@st.composite
def some_settings(draw):
    return Settings(
        grid_minutes=draw(st.sampled_from([5, 10, 15])),
        gap_minutes=draw(st.sampled_from([0, 5])),
        interpreting_minutes=draw(st.sampled_from([15, 20, 30, 40])),
        rest_minutes=draw(st.sampled_from([1, 5, 10, 20])),
        preparing_minutes=draw(st.sampled_from([0, 5, 7])),
        row_rest_minutes=draw(st.sampled_from([1, 10, 20])),
        first_counts=draw(st.sampled_from([None, 0, 1])),
        moves=draw(st.sampled_from([0, 20])),
        seed=draw(st.integers(0, 3)),
    )
