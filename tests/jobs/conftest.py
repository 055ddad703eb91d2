"""The fair of the story, the bakery's post, and the pages of the two who look for work."""

import pytest

from engines.wording import mask_of
from tests.cast import ConsentFactory, EventFactory, SeekerFactory, VacancyFactory


@pytest.fixture
def city_fair(db):
    """A fair's event in Baotou."""
    return EventFactory(region="150200")


@pytest.fixture
def pastry(city_fair, bakery):
    """The bakery looks for a pastry cook and has an interpreter."""
    return VacancyFactory(
        event=city_fair,
        employer=bakery,
        occupation="6-02-01",
        offered=mask_of(["sign_interpreter"]),
        skills_welcome=["裱花"],
    )


@pytest.fixture
def lin_seeks(lin):
    """林晓雯 wishes to bake, can decorate cakes, and agreed to be compared with posts."""
    ConsentFactory(person=lin.person)
    return SeekerFactory(person=lin.person, occupations=["6-02-01"], wage_floor=3500, skills=["裱花"])


@pytest.fixture
def bao_seeks(bao):
    """包志强 wishes for work in an office, and agreed to be compared with posts."""
    ConsentFactory(person=bao.person)
    return SeekerFactory(person=bao.person, occupations=["3-01-02"])
