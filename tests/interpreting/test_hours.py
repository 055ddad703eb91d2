"""The ledger of hours: interpreted interviews of the timetable, booked once and taken back when they were none."""

import pytest

from tests import cast
from tests.fairs import stage as fairs
from tests.interpreting import stage
from tongxing.fairs.models import Interview
from tongxing.interpreting import actions, closing
from tongxing.interpreting.models import Hours

Outcome = Interview.Outcome
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(monkeypatch, surina):
    """An interpreted interview from ten to a quarter past, looked at at eleven."""
    day = stage.hall_with()
    employer = cast.OrganisationFactory()
    interview = Interview.objects.create(
        registration=cast.RegistrationFactory(fair=day.fair),
        vacancy=fairs.post_of(day.fair, employer),
        starts_at=fairs.at(day.fair, 10),
        ends_at=fairs.at(day.fair, 10, 15),
        booth=fairs.booth_of(day.other, employer, "A01"),
        interpreter=stage.shift_of(day.fair, surina),
        outcome=Outcome.THINKING,
    )
    fairs.clock(monkeypatch, fairs.at(day.fair, 11))
    return interview


def book(interview, by):
    return actions.book_interviews(fair=interview.registration.fair, by=by)


def test_an_interpreted_interview_is_booked_once(held, gao):
    assert [book(held, gao), book(held, gao)] == [1, 0]
    assert [(one.interview, one.minutes) for one in Hours.objects.all()] == [(held, 15)]


@pytest.mark.parametrize("outcome", [Outcome.PENDING, Outcome.ABSENT])
def test_an_interview_that_was_not_held_is_not_booked(held, gao, outcome):
    Interview.objects.filter(pk=held.pk).update(outcome=outcome)

    assert book(held, gao) == 0


def test_what_turns_out_not_to_have_been_held_leaves_the_ledger(held, gao):
    book(held, gao)
    Interview.objects.filter(pk=held.pk).update(outcome=Outcome.ABSENT)

    assert book(held, gao) == 1
    assert not Hours.objects.exists()


def test_another_interpreter_gets_the_hours(held, gao):
    book(held, gao)
    other = stage.shift_of(held.registration.fair, name="其木格")
    Interview.objects.filter(pk=held.pk).update(interpreter=other)

    assert book(held, gao) == 2
    assert Hours.objects.get().shift == other


def test_the_checklist_names_what_is_open_and_who(held, gao):
    fair = held.registration.fair
    actions.ask(fair=fair, language="sign", place="舞台前", purpose="主持", by=gao)

    waits, hours = closing.outstanding(fair)

    assert (waits.count, waits.who) == (1, "苏日娜")
    assert hours.count == 1
    book(held, gao)
    assert [one.url for one in closing.outstanding(fair)] == [waits.url]
