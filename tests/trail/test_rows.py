"""Digests of rows, and which of the watched rows moved."""

import datetime as dt

import pytest

from tests.cast import AttendanceFactory, PersonFactory
from tongxing.people.models import Person
from tongxing.trail.actions import record
from tongxing.trail.models import Entry
from tongxing.trail.rows import LENGTH, Watch, row_digests, row_name

pytestmark = pytest.mark.django_db


def renamed(person, name="另一个名字"):
    Person.objects.filter(pk=person.pk).update(name=name)


def test_a_digest_follows_the_covered_columns_and_nothing_else():
    person = PersonFactory(name="演示人")
    before = row_digests("people.person", [person.pk])

    Person.objects.filter(pk=person.pk).update(entered_by_staff=not person.entered_by_staff)
    assert row_digests("people.person", [person.pk]) == before

    renamed(person)
    after = row_digests("people.person", [person.pk, person.pk, 0])
    assert list(after) == [person.pk]
    assert after != before
    assert len(after[person.pk]) == LENGTH


def test_a_digest_does_not_depend_on_how_many_are_asked_for(monkeypatch):
    people = [PersonFactory() for _person in range(5)]
    whole = row_digests("people.person", [person.pk for person in people])

    monkeypatch.setattr("tongxing.trail.rows.AT_ONCE", 2)

    assert row_digests("people.person", [person.pk for person in people]) == whole
    assert len(whole) == 5


def test_a_watch_names_the_row_that_moved_with_both_digests():
    moved, still = PersonFactory(name="演示人"), PersonFactory()
    before = row_digests("people.person", [moved.pk])[moved.pk]
    watch = Watch(moved, still)

    renamed(moved)

    after = row_digests("people.person", [moved.pk])[moved.pk]
    assert watch.moved() == {row_name("people.person", moved.pk): [before, after]}


def test_a_row_that_is_watched_later_is_compared_with_how_it_stood_then():
    person = PersonFactory(name="演示人")
    watch = Watch()
    watch.add(person)
    then = row_digests("people.person", [person.pk])[person.pk]

    renamed(person)
    watch.add(person)  # once more: what it was compared with stays

    assert [old for old, _new in watch.moved().values()] == [then]


def test_a_row_that_comes_or_goes_has_no_digest_on_that_side():
    gone, coming = PersonFactory(), Person(pk=10**6)
    watch = Watch(gone)
    watch.add(coming)

    key = gone.pk
    gone.delete()
    PersonFactory(pk=coming.pk)

    old, new = watch.moved()[row_name("people.person", key)]
    assert (bool(old), new) == (True, "")
    old, new = watch.moved()[row_name("people.person", coming.pk)]
    assert (old, bool(new)) == ("", True)


def test_entries_of_a_fair_are_watched_by_the_one_act_that_may_touch_them():
    attendance = AttendanceFactory()
    usual, merging = Watch(attendance), Watch(attendance, entries=True)
    usual.add(attendance)

    type(attendance).objects.filter(pk=attendance.pk).update(means="name")

    assert usual.moved() == {}
    assert list(merging.moved()) == [row_name("fairs.attendance", attendance.pk)]


def test_an_unsaved_row_has_nothing_to_watch():
    assert Watch(Person(name="演示人")).moved() == {}


def test_details_are_kept_as_they_are_read_back_and_long_reasons_cut(gao):
    details = {
        "nothing": None,
        "yes": True,
        "count": 3,
        "day": dt.date(2025, 12, 3),
        "pair": ("a", None),
        "inner": {1: {"b"}},
    }

    entry = record("tried", gao, by=gao, why="由" * 301, **details)

    stored = Entry.objects.get(pk=entry.pk)
    assert stored.details == entry.details
    assert stored.details == {
        "nothing": None,
        "yes": True,
        "count": 3,
        "day": "2025-12-03",
        "pair": ["a", None],
        "inner": {"1": ["b"]},
    }
    assert stored.why == "由" * 300
