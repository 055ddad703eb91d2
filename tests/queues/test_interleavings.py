"""Whatever people and staff do in whatever order: nobody at two places, nobody passed in silence, nobody lost."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.queues.stage import DeskFactory, at_moment, clock, fair_today, interview
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Interview
from tongxing.queues import actions
from tongxing.queues.models import Call, Number, Overtaking

State = Number.State
DESKS, PEOPLE = 3, 5
pick = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("take"), pick, pick),
    st.tuples(st.just("next"), pick, pick),
    st.tuples(st.just("next"), pick, pick),
    st.tuples(st.just("wait"), st.integers(1, 20), pick),
    st.tuples(
        st.sampled_from(
            [
                *("answer", "begin", "finish", "park", "step_out", "no_show", "come_back", "leave", "grant"),
                *("transfer", "call_again"),
            ]
        ),
        pick,
        pick,
    ),
    st.tuples(st.just("interview"), pick, st.integers(5, 60)),
)


class Hall:
    """One fair with desks and people; each step may be refused, and what must hold is looked at after each."""

    def __init__(self, staff):
        self.staff, self.fair, self.now = staff, fair_today(), clock(9)
        self.desks = [
            DeskFactory(fair=self.fair, prefix="ABC"[place], places=1 + place % 2, minutes=10) for place in range(DESKS)
        ]
        self.people = [
            cast.RegistrationFactory(fair=self.fair, person=cast.PersonFactory(phone="")) for _one in range(PEOPLE)
        ]
        self.given: set[int] = set()
        self.ended: set[int] = set()

    def numbers(self, *states):
        return list(Number.objects.filter(desk__fair=self.fair, state__in=states or State.values).order_by("pk"))

    def step(self, what, one, other):
        before = {number.pk: number.state for number in self.numbers()}
        with at_moment(self.now), suppress(Refused):
            getattr(self, what, self._on_a_number(what))(one, other)
        for number in self.numbers():
            is_new_call = number.state == State.CALLED and before.get(number.pk) != State.CALLED
            if is_new_call:
                self.check_call(number)
        self.check_calls()
        self.check()

    def take(self, one, other):
        desk, person = self.desks[one % DESKS], self.people[other % PEOPLE]
        self.given.add(actions.take(desk=desk, registration=person, by=self.staff).pk)

    def next(self, one, other):
        actions.call_next(desk=self.desks[one % DESKS], by=self.staff)

    def wait(self, minutes, other):
        self.now += dt.timedelta(minutes=minutes)
        with at_moment(self.now):
            actions.advance(fair=self.fair)

    def check_calls(self):
        """No call goes out to somebody who is in an interview, by whatever way and for the how manieth time."""
        for call in Call.objects.filter(number__desk__fair=self.fair, at=self.now).select_related("number__visitor"):
            held = Interview.objects.filter(registration=call.number.visitor.registration_id)
            assert not held.filter(starts_at__lte=self.now, ends_at__gt=self.now).exists(), "called in an interview"

    def interview(self, one, minutes):
        begins = (self.now + dt.timedelta(minutes=minutes)).astimezone(clock(9).tzinfo)
        if begins.hour < 20:
            interview(self.people[one % PEOPLE], (begins.hour, begins.minute))

    def _on_a_number(self, what):
        def act(one, other):
            numbers = self.numbers(*Number.OPEN)
            if not numbers:
                return
            number = numbers[one % len(numbers)]
            if what == "transfer":
                moved = actions.transfer(number=number, desk=self.desks[other % DESKS], by=self.staff)
                self.given.add(moved.pk)
            elif what == "grant":
                actions.grant(number=number, reason=Number.Reason.values[other % 5], by=self.staff)
            elif what == "step_out":
                actions.park(number=number, minutes=10, by=self.staff)
            else:
                getattr(actions, what)(number=number, by=self.staff)
            if what in {"finish", "leave", "transfer"}:
                self.ended.add(number.pk)

        return act

    def check_call(self, number):
        """Nobody is called into an interview, and who took a number earlier and waits still reads why."""
        for held in Interview.objects.filter(registration=number.visitor.registration):
            free = self.now < held.starts_at - dt.timedelta(minutes=5) or self.now >= held.ends_at
            assert free, "called into an interview"
        earlier = Number.objects.filter(desk=number.desk, order__lt=number.order, state__in=[State.WAITING, State.KEPT])
        told = Overtaking.objects.filter(ahead=number, number__in=earlier).count()
        assert told == earlier.count(), "somebody was passed in silence"

    def check(self):
        at_places = [number.visitor_id for number in self.numbers(*Number.AT_A_PLACE)]
        assert len(at_places) == len(set(at_places)), "one person at two places"
        for desk in self.desks:
            assert desk.numbers.filter(state__in=Number.AT_A_PLACE).count() <= desk.places
        assert {number.pk for number in self.numbers()} == self.given
        assert {number.pk for number in self.numbers(State.DONE, State.LEFT, State.TRANSFERRED)} == self.ended
        open_calls = Call.objects.filter(number__desk__fair=self.fair, outcome=Call.Outcome.OPEN)
        assert not open_calls.exclude(number__state=State.CALLED).exists(), "a call goes on that is over"

    def drain(self):
        """In the evening everybody comes back, and everybody is served: nobody was lost."""
        self.now += dt.timedelta(hours=2)
        with at_moment(self.now):
            actions.advance(fair=self.fair)
            for number in self.numbers(State.KEPT):
                actions.come_back(number=number, by=self.staff)
            for _round in range(4 * len(self.numbers()) + 1):
                for number in self.numbers(*Number.AT_A_PLACE):
                    actions.finish(number=number, by=self.staff)
                for desk in self.desks:
                    with suppress(Refused):
                        actions.call_next(desk=desk, by=self.staff)
        assert self.numbers(*Number.OPEN) == []


@pytest.mark.django_db
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would write to the database for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=30))
def test_nobody_is_lost_passed_in_silence_or_called_to_two_places(gao, steps):
    hall = Hall(gao)

    for step in steps:
        hall.step(*step)

    hall.drain()
