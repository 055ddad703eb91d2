"""On the day: as few told times as possible are moved, and none into the past."""

from dataclasses import replace

import pytest

from benchmarks.timetable import changes, fair
from engines.scheduling import Booth, Interpreter, Meeting, Person, Problem, Settings, check_repair, repair, solve

QUICK = Settings(objectives=("value",), rounds=0, effort=0, moves=200)


@pytest.fixture(scope="module")
def morning():
    """Three people at one desk, one after another, and one at another booth."""
    return Problem(
        meetings=[Meeting(id=one, person=one, booth=1) for one in (1, 2, 3)] + [Meeting(id=4, person=4, booth=2)],
        people=[Person(id=1, leaves=570), Person(id=2), Person(id=3), Person(id=4, arrives=600)],
        booths=[Booth(id=1), Booth(id=2)],
        opens=540,
        closes=720,
    )


@pytest.fixture(scope="module")
def told(morning):
    return solve(morning)


def starts(result):
    return {one.meeting: one.start for one in result.placed}


def test_nothing_happened_and_nothing_moves(morning, told):
    result = repair(morning, told, now=500)

    assert (result.placed, result.moved, result.stages[0].value) == (told.placed, (), 0)


def test_who_is_late_moves_alone_and_nobody_hears_of_it_but_them(morning, told):
    others = [one for one in morning.people if one.id != 1]
    late = replace(morning, people=[Person(id=1, arrives=630), *others])

    result = repair(late, told, now=530)

    (moved,) = result.moved
    assert (moved.meeting, moved.old, moved.new.start) == (1, told.placed_by_meeting[1], 630)
    assert moved.facts == ({"code": "person_arrives", "from": 630, "needed": moved.old.start},)
    assert check_repair(late, told, result, 530) == []


@pytest.fixture
def packed():
    """One desk for two hours: the fourth person can come late only, and the others could be earlier."""
    problem = Problem(
        meetings=[Meeting(id=one, person=one, booth=1, minutes=30) for one in (1, 2, 3)],
        people=[Person(id=1, arrives=540), Person(id=2, arrives=580), Person(id=3, arrives=610)],
        booths=[Booth(id=1)],
        opens=540,
        closes=660,
    )
    return problem, solve(problem)


@pytest.mark.parametrize(("counts", "lost"), [(3, []), (1, [3])])
def test_another_is_moved_for_one_that_would_be_lost_only_if_it_counts_more(packed, counts, lost):
    """The third leaves earlier than told: only if the second moves as well is there time for them."""
    problem, before = packed
    assert starts(before) == {1: 540, 2: 580, 3: 610}
    hurried = replace(problem, people=[*problem.people[:1], Person(id=2), Person(id=3, arrives=590, leaves=625)])

    result = repair(hurried, before, now=530, settings=Settings(lost_counts=counts))

    assert [one.meeting for one in result.moved if one.new is None] == lost
    assert result.stages[0].value == (1 if lost else 2)
    assert check_repair(hurried, before, result, 530) == []


def test_what_has_begun_stays_though_its_interpreter_left():
    problem = Problem(
        meetings=[Meeting(id=one, person=one, booth=one, needs_languages=["sign"]) for one in (1, 2)],
        people=[Person(id=1), Person(id=2)],
        booths=[Booth(id=1), Booth(id=2)],
        interpreters=[Interpreter(id=5, languages=["sign"])],
        opens=540,
        closes=720,
    )
    before = solve(problem)
    first, second = before.placed
    alone = replace(problem, interpreters=[Interpreter(id=6, languages=["sign"], begins=600)])

    result = repair(alone, before, now=first.start)

    assert result.placed[0] == first
    assert [one.meeting for one in result.moved] == [second.meeting]
    assert result.moved[0].new.start >= 610
    assert check_repair(alone, before, result, first.start) == []


@pytest.mark.parametrize("what", ["an interpreter falls ill", "four people are late", "a booth closes"])
def test_a_large_fair_is_repaired_without_a_fault(what):
    problem = fair(83, 250, 600)
    before = solve(problem, QUICK)
    changed = changes(problem)[what]

    result = repair(changed, before, now=660)

    assert check_repair(changed, before, result, 660) == []
    assert 0 < len(result.moved) < 40


def test_the_judge_finds_what_a_repair_must_not_do(morning, told):
    early = replace(morning, booths=[Booth(id=1), Booth(id=2, opens=660)])
    good = repair(early, told, now=545)
    (moved,) = [one for one in good.placed if one.meeting == 4]
    begun = next(one for one in good.placed if one.start == 540)

    def said(placed, **changed):
        others = [one for one in good.placed if one.meeting != placed.meeting]
        return check_repair(early, told, replace(good, placed=(*others, placed), **changed), 545)

    assert f"meeting {begun.meeting}: it had begun, but is moved." in said(begun._replace(start=700, end=715))
    assert "meeting 4: it is placed before 545." in said(moved._replace(start=540, end=555))
    assert "moved names []; [4] are." in said(moved, moved=())
    unsaid = tuple(one._replace(facts=()) for one in good.moved)
    assert "meeting 4: it is moved without a fact that says why." in said(moved, moved=unsaid)
    stale = check_repair(morning, told, good, 545)
    assert stale == ["meeting 4: it is moved, but could have stayed."]
