"""What happens while a timetable is worked out: nobody waits, nothing is half written, and nothing is overwritten."""

import sys

import pytest
from django.db import connection

from tests import cast
from tests.fairs.test_timetable import hall, post_with_booth, wished  # noqa: F401  (a fixture)
from tongxing.common.refusal import Refused
from tongxing.fairs import actions
from tongxing.fairs.models import Fair, Interview
from tongxing.trail.models import Entry


class PowerCut(BaseException):
    """As by kill -9."""


def while_solving(monkeypatch, *happens):
    """Let something happen each time that the engine works, the last of ``happens`` every further time."""
    module, left = sys.modules["tongxing.fairs.actions.timetable"], list(happens)
    solve = module.solve

    def solving(*asked):
        (left.pop(0) if len(left) > 1 else left[0])()
        return solve(*asked)

    monkeypatch.setattr(module, "solve", solving)


@pytest.fixture
def asked(hall):  # noqa: F811
    """Somebody asks for one interview."""
    wished(cast.RegistrationFactory(fair=hall.fair), post_with_booth(hall))
    return hall


def nothing():
    """The second time nobody does anything."""


def wish_of_another(asked):
    return lambda: wished(cast.RegistrationFactory(fair=asked.fair), asked.fair.event.vacancies.first())


def test_nothing_is_locked_and_nothing_written_while_it_is_worked_out(asked, gao, monkeypatch):
    outside, held = list(connection.savepoint_ids), []
    while_solving(monkeypatch, lambda: held.append((list(connection.savepoint_ids), Interview.objects.count())))
    actions.make_timetable(fair=asked.fair, by=gao)
    assert held == [(outside, 0)]
    assert Interview.objects.get().starts_at


def test_a_wish_that_comes_meanwhile_is_placed_as_well(asked, gao, monkeypatch):
    while_solving(monkeypatch, wish_of_another(asked), nothing)
    told = actions.make_timetable(fair=asked.fair, by=gao)
    assert (told["wished"], told["placed"]) == (2, 2)
    assert Entry.objects.filter(act="made a timetable").count() == 1


def test_wishes_that_come_without_end_are_said_in_a_sentence(asked, gao, monkeypatch):
    while_solving(monkeypatch, wish_of_another(asked))
    with pytest.raises(Refused, match="一直在变"):
        actions.make_timetable(fair=asked.fair, by=gao)
    assert not Interview.objects.exists()


def test_of_two_clerks_the_second_does_not_overwrite_the_first(asked, gao, han, monkeypatch):
    module = sys.modules["tongxing.fairs.actions.timetable"]
    solve = module.solve

    def other_clerk_first(*problem):
        monkeypatch.setattr(module, "solve", solve)
        actions.make_timetable(fair=asked.fair, by=han)
        return solve(*problem)

    monkeypatch.setattr(module, "solve", other_clerk_first)
    with pytest.raises(Refused, match="有人已经改写"):
        actions.make_timetable(fair=asked.fair, by=gao)
    assert Fair.objects.get(pk=asked.fair.pk).timetable_edition == asked.fair.timetable_edition + 1
    assert Interview.objects.get().starts_at


def test_a_fair_that_closes_meanwhile_gets_no_timetable(asked, gao, monkeypatch):
    while_solving(monkeypatch, lambda: Fair.objects.update(state="closed"))
    with pytest.raises(Refused):
        actions.make_timetable(fair=asked.fair, by=gao)
    assert not Interview.objects.exists()


def test_a_power_cut_leaves_the_timetable_as_it_was(asked, gao, monkeypatch):
    actions.make_timetable(fair=asked.fair, by=gao)
    wish_of_another(asked)()
    before = list(Interview.objects.values())

    def cut():
        raise PowerCut

    while_solving(monkeypatch, cut)
    with pytest.raises(PowerCut):
        actions.make_timetable(fair=asked.fair, by=gao)
    assert list(Interview.objects.values()) == before
