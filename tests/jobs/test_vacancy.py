"""Posts: entered, changed by two clerks, taken back; wording that shuts nobody out."""

import pytest
from django.http import Http404

from tests.cast import EventFactory, FairFactory, VacancyFactory
from tongxing.common.refusal import Refused
from tongxing.jobs.actions.vacancy import (
    EditedMeanwhile,
    close_vacancy,
    edit_vacancy,
    enter_vacancy,
    reopen_vacancy,
    withdraw_vacancy,
)
from tongxing.jobs.models import Vacancy
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
VALUES = {"title": "面点师", "openings": 2, "wage_min": 4000, "wage_max": 6000}


def test_an_employer_enters_its_own_post_and_it_gets_a_number(zhao, bakery):
    event = FairFactory(event__region="150200").event

    first = enter_vacancy(event=event, employer=bakery, values=VALUES, by=zhao)
    second = enter_vacancy(event=event, employer=bakery, values=VALUES, by=zhao)

    assert (first.number, second.number) == ("V0001", "V0002")
    assert first.occupation == "4-03-02"
    assert first.region == bakery.region


def test_nobody_enters_posts_for_another_employer(zhao, qi):
    vacancy = VacancyFactory(event__region="150200")

    for stranger in (zhao, qi):
        with pytest.raises(Http404):
            enter_vacancy(event=vacancy.event, employer=vacancy.employer, values=VALUES, by=stranger)
        with pytest.raises(Http404):
            edit_vacancy(vacancy=vacancy, values=VALUES, version=1, by=stranger)


@pytest.mark.parametrize("state", ["draft", "closed", "reported"])
def test_a_fair_that_is_not_open_takes_no_post_and_no_change(gao, bakery, state):
    fair = FairFactory(event__region="150200", state=state)
    vacancy = VacancyFactory(event=fair.event, employer=bakery)

    with pytest.raises(Refused, match="招聘会"):
        enter_vacancy(event=fair.event, employer=bakery, values=VALUES, by=gao)
    with pytest.raises(Refused, match="招聘会"):
        edit_vacancy(vacancy=vacancy, values={"openings": 3}, version=1, by=gao)


def test_the_second_of_two_clerks_is_told_and_changes_nothing(gao, han):
    vacancy = VacancyFactory(event=EventFactory(region="150200"))

    edit_vacancy(vacancy=vacancy, values={"openings": 5}, version=1, by=gao)
    with pytest.raises(EditedMeanwhile) as told:
        edit_vacancy(vacancy=vacancy, values={"openings": 9}, version=1, by=han)

    assert told.value.vacancy.openings == 5
    assert Vacancy.objects.get().openings == 5


def test_an_edit_leaves_old_and_new_in_the_trail_but_no_telephone_number(gao):
    vacancy = VacancyFactory(event=EventFactory(region="150200"))

    edit_vacancy(vacancy=vacancy, values={"openings": 5, "contact_phone": "19900000001"}, version=1, by=gao)

    entry = Entry.objects.get(act="edited a vacancy")
    assert entry.details["changes"] == {"openings": ["2", "5"], "contact_phone": []}
    assert entry.details["version"] == 2


def test_an_edit_that_changes_nothing_leaves_no_entry(gao):
    vacancy = VacancyFactory(event=EventFactory(region="150200"))

    assert edit_vacancy(vacancy=vacancy, values={"openings": 2}, version=1, by=gao).version == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"), [("requirements", "身体健全"), ("title", "前台（形象好）"), ("skills_required", ["限肢体残疾"])]
)
def test_wording_that_shuts_people_out_is_refused_with_a_better_one(gao, bakery, field, words):
    event = EventFactory(region="150200")

    with pytest.raises(Refused, match=r"不能写.*请"):
        enter_vacancy(event=event, employer=bakery, values={**VALUES, field: words}, by=gao)
    assert not Vacancy.objects.exists()


def test_a_post_is_withdrawn_closed_and_opened_again(zhao, bakery):
    vacancy = VacancyFactory(employer=bakery, event=EventFactory(region="150200"))

    states = [act(vacancy=vacancy, by=zhao).state for act in (withdraw_vacancy, reopen_vacancy, close_vacancy)]

    assert states == ["withdrawn", "open", "closed"]
    assert Vacancy.objects.get().version == 4
