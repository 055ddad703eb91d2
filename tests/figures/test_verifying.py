"""Verifying: an entry changed, deleted or added behind a frozen figure is named; so is an altered frozen list."""

import pytest

from tests import cast
from tests.figures import stage
from tongxing.figures import actions
from tongxing.figures.models import Figure
from tongxing.figures.verification import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past_the_guards")]
KEY = "fair.baotou.attendances"


@pytest.fixture
def fair(gao):
    one = stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    return one


def faults(key=KEY) -> list[tuple[str, str]]:
    """(what, entry) of every fault of one figure."""
    return [(fault.what, fault.number) for figure, found in verify() for fault in found if figure.key == key]


def test_untouched_entries_prove_every_figure(fair):
    assert [found for _figure, found in verify()] == [[]] * 8


def test_a_changed_entry_is_named(fair):
    fair.attendances.filter(number="A2").update(means="phone")

    assert faults() == [("changed", "A2")]
    assert faults("fair.baotou.people") == [("changed", "A2")]
    assert faults("fair.baotou.posts") == []


def test_a_changed_number_of_openings_is_named(fair):
    fair.event.vacancies.filter(number="P2").update(openings=6)

    assert faults("fair.baotou.posts") == [("changed", "P2")]


def test_a_deleted_entry_is_named(fair):
    fair.attendances.get(number="A3").delete()

    assert faults() == [("missing", "A3")]


def test_an_added_entry_is_named(fair):
    cast.AttendanceFactory(registration=fair.registrations.first(), number="A9")

    assert faults() == [("added", "A9")]


def test_every_entry_that_differs_is_named_the_first_one_first(fair):
    fair.attendances.get(number="A1").delete()
    fair.attendances.filter(number="A3").update(means="name")

    assert faults() == [("missing", "A1"), ("changed", "A3")]


def test_deleting_all_entries_is_reported_and_does_not_crash(fair):
    fair.attendances.all().delete()

    assert faults() == [("missing", "A1"), ("missing", "A2"), ("missing", "A3")]


def test_a_fair_that_is_gone_is_reported(fair):
    for entries in (fair.intents, fair.submissions, fair.attendances, fair.registrations, fair.participations):
        entries.all().delete()
    fair.delete()

    assert faults() == [("definition", "")]


def test_an_altered_value_is_found(fair):
    Figure.objects.filter(key=KEY).update(value=1009)

    assert faults() == [("value", ""), ("hash", ""), ("frozen", "")]


def test_an_altered_frozen_list_is_found_and_its_entry_named(fair):
    figure = Figure.objects.get(key=KEY)
    figure.entries.filter(number="A2").update(facts="0" * 64)
    figure.entries.get(number="A3").delete()

    assert faults() == [("kept", "A2"), ("kept", "A3"), ("value", ""), ("hash", ""), ("frozen", "")]


def test_an_altered_definition_is_found(fair):
    Figure.objects.filter(key=KEY).update(definition="什么都算")

    assert faults() == [("hash", ""), ("frozen", "")]


def test_a_forger_who_mends_the_hash_meets_the_trail(fair, gao):
    """Entry, frozen list, value and hash all agree; the trail still says what was frozen."""
    figure = Figure.objects.get(key=KEY)
    cast.AttendanceFactory(registration=fair.registrations.first(), number="A9")
    actions._keep(figure, actions._count(fair.event, KEY), gao)

    assert faults() == [("trail", ""), ("frozen", "")]


def test_a_correction_proves_the_figure_again(fair, gao):
    fair.attendances.get(number="A2").delete()
    for key in (KEY, "fair.baotou.people", "fair.baotou.first_time"):
        actions.correct(figure=Figure.objects.get(key=key), why="重复录入", by=gao)

    assert [found for _figure, found in verify() if found] == []
