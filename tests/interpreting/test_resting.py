"""When an interpreter is free and rested: against the timetable engine's judge, and against trying every minute."""

from hypothesis import given
from hypothesis import strategies as st

from engines.scheduling import Booth, Interpreter, Meeting, Person, Placed, Problem, Result, Settings, check
from tongxing.interpreting.resting import Day, Work, interpreted, runs

SETTINGS = Settings()
NEAR, FAR = 1, 2


def way(one, other):
    return 4 if {one, other} == {NEAR, FAR} else 0


def work_from(gaps):
    """Pieces of work one after the other: (idle minutes before, walking, interpreting, place)."""
    found, at = [], 0
    for idle, walk, minutes, place in gaps:
        begin = at + idle
        found.append(Work(begin, begin + walk, begin + walk + minutes, place))
        at = found[-1].end
    return found


GAPS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8), st.integers(5, 40), st.sampled_from([NEAR, FAR])), max_size=6
)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 8)), max_size=6))
def test_the_rests_are_those_of_the_timetable_engine(gaps):
    placed, at, meetings = [], 10, []
    for number, (idle, length) in enumerate(gaps, start=1):
        start = at + 10 + 5 * idle  # the engine lets them prepare for ten minutes
        placed.append(Placed(number, start, start + 5 * length, 1, 1, 1, None))
        meetings.append(Meeting(id=number, person=number, booth=1, minutes=5 * length, needs_languages=["sign"]))
        at = start + 5 * length
    problem = Problem(
        meetings=meetings,
        people=[Person(id=one.id) for one in meetings],
        booths=[Booth(id=1)],
        opens=0,
        closes=2000,
        interpreters=[Interpreter(id=1, languages=["sign"])],
    )
    result = Result(
        problem=problem, settings=SETTINGS, placed=tuple(placed), left_out=(), value=0, bound=0, status="feasible"
    )
    cut_short = any("the rest after" in sentence for sentence in check(problem, result))

    work = [Work(one.start - 10, one.start, one.end) for one in placed]
    assert any(interpreted(run) > SETTINGS.interpreting_minutes for run in runs(work, SETTINGS)) == cut_short


@given(GAPS, st.integers(0, 300), st.integers(5, 40), st.sampled_from([NEAR, FAR]))
def test_the_first_possible_minute_is_found(gaps, now, minutes, place):
    day = Day(duty=[(0, 180), (200, 400)], breaks=[(60, 75)], work=work_from(gaps), base=NEAR, way=way)

    def piece(begin):
        start = begin + way(day.place_at(begin), place)
        return Work(begin, start, start + minutes, place)

    tried = (piece(begin) for begin in range(now, 401))
    slow = next((one for one in tried if day.takes(one, SETTINGS)), None)
    assert day.next_piece(now, minutes, place, SETTINGS) == slow


def test_after_forty_minutes_comes_a_rest_of_twenty():
    day = Day(duty=[(0, 600)], work=[Work(0, 0, 25), Work(30, 30, 45)])

    assert day.rests_until(45, SETTINGS) == 65
    assert day.next_piece(45, 15, None, SETTINGS).begin == 65
    assert day.rests_until(65, SETTINGS) is None


def test_who_worked_little_goes_on_for_what_is_left():
    day = Day(duty=[(0, 600)], work=[Work(0, 0, 25)])

    assert day.rests_until(25, SETTINGS) is None
    assert day.next_piece(25, 15, None, SETTINGS).begin == 25
    assert day.next_piece(25, 20, None, SETTINGS).begin == 45


def test_work_that_took_too_long_hinders_nothing_after_the_rest():
    day = Day(duty=[(0, 600)], work=[Work(0, 0, 55)])

    assert day.next_piece(60, 15, None, SETTINGS).begin == 75


def test_an_interview_in_another_hall_is_reached_in_time():
    coming = Work(begin=100, start=110, end=125, place=FAR)
    day = Day(duty=[(0, 600)], work=[coming], base=NEAR, way=way)

    assert day.takes(Work(81, 81, 96, NEAR), SETTINGS)
    assert not day.takes(Work(82, 82, 97, NEAR), SETTINGS)
    assert day.takes(Work(85, 85, 100, FAR), SETTINGS)


def test_breaks_and_the_end_of_the_shift_are_kept():
    day = Day(duty=[(0, 120)], breaks=[(50, 80)])

    assert day.next_piece(40, 15, None, SETTINGS).begin == 80
    assert day.next_piece(110, 15, None, SETTINGS) is None
    assert not day.is_on_duty(60)
