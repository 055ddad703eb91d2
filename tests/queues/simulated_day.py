"""A day at the desks of a fair, played through the real actions: who comes, how long it takes, who is not heard.

Nothing of it is known to the estimator: true services take longer or shorter than was expected, change over the day,
and people leave, step out, are called before others, have interviews, and go over to other desks.
"""

import datetime as dt
import heapq
import itertools
import math
import random
from dataclasses import dataclass, field

from tests import cast
from tests.queues.stage import DeskFactory, at_moment, clock, interview
from tongxing.common.refusal import Refused
from tongxing.queues import actions
from tongxing.queues.models import Number

State = Number.State
OPENS, LAST_HOUR = 9, 16


@dataclass(frozen=True)
class Plan:
    """A desk: expected minutes, the true median in the morning and in the afternoon, places, people of the day."""

    name: str
    prefix: str
    expected: int
    morning: float
    afternoon: float
    places: int
    people: int


PLANS = (
    Plan("政策咨询台", "P", 10, 8, 10, 3, 76),
    Plan("简历指导台", "R", 15, 18, 16, 4, 60),
    Plan("辅具体验台", "D", 20, 14, 14, 2, 34),
    Plan("手语服务台", "S", 5, 6, 7, 2, 66),
)
SPREAD = 0.5
RUSH = 0.2
"""So many of a desk's people come in the first third of the day."""


@dataclass
class Day:
    """Plays one day; ``right_ranges`` of the fair then says how often the told range held."""

    fair: object
    staff: object
    seed: int = 1
    share: float = 1.0
    hours: float = LAST_HOUR - OPENS
    acts: int = 0
    refused: int = 0
    desks: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)

    def __post_init__(self):
        self.random = random.Random(self.seed)
        self.events: list = []
        self.order = itertools.count()
        self.opening = clock(OPENS)
        self.ends = self.opening + dt.timedelta(hours=self.hours)

    def play(self, plans=PLANS):
        """From opening until nobody waits any more, at most three hours after the last arrival."""
        for plan in plans:
            self._open(plan)
        stop = self.ends + dt.timedelta(hours=3)
        self._later(0, self._poll)
        while self.events:
            self.now, _order, act, arguments = heapq.heappop(self.events)
            if self.now > stop or (self.now > self.ends and not self._is_anybody_there()):
                break
            with at_moment(self.now):
                act(*arguments)
        return self

    def _later(self, minutes, act, *arguments):
        begin = getattr(self, "now", self.opening)
        heapq.heappush(self.events, (begin + dt.timedelta(minutes=minutes), next(self.order), act, arguments))

    def _act(self, action, **said):
        """Do it as somebody at the desk would; what is refused meanwhile is simply not done."""
        self.acts += 1
        try:
            return action(**said)
        except Refused:
            self.refused += 1
            return None

    def _open(self, plan):
        desk = DeskFactory(
            fair=self.fair, name=plan.name, prefix=plan.prefix, places=plan.places, minutes=plan.expected
        )
        self.desks[plan.prefix], self.plans[desk.pk] = desk, plan
        whole = self.hours * 60
        for _person in range(round(plan.people * self.share)):
            early = self.random.random() < RUSH
            self._later(self.random.uniform(0, whole / 3 if early else whole), self._come, desk)
        for place in range(plan.places):
            self._later(place, self._serve, desk)

    # Those who come

    def _come(self, desk):
        registration = cast.RegistrationFactory(fair=self.fair, person=cast.PersonFactory(phone=""))
        if self.random.random() < 0.2:
            begins = self.now + dt.timedelta(minutes=self.random.uniform(10, 120))
            local = begins.astimezone(self.opening.tzinfo)
            interview(registration, (local.hour, local.minute))
        number = self._take(desk, registration)
        if number and self.random.random() < 0.2:
            other = self.random.choice([one for one in self.desks.values() if one != desk] or [desk])
            self._take(other, registration)

    def _take(self, desk, registration):
        number = self._act(actions.take, desk=desk, registration=registration, by=self.staff)
        chance = self.random.random()
        if number and chance < 0.04:
            self._act(actions.grant, number=number, reason=self.random.choice(["pain", "bus"]), by=self.staff)
        elif number and chance < 0.07:
            self._later(self.random.uniform(5, 40), self._leave, number)
        elif number and chance < 0.11:
            self._later(self.random.uniform(2, 20), self._step_out, number)
        return number

    def _leave(self, number):
        if self._state(number) == State.WAITING:
            self._act(actions.leave, number=number, by=self.staff)

    def _step_out(self, number):
        if self._state(number) == State.WAITING:
            self._act(actions.park, number=number, minutes=10, by=self.staff)

    def _return(self, number):
        if self._state(number) == State.KEPT:
            self._act(actions.come_back, number=number, by=self.staff)

    def _state(self, number):
        number.refresh_from_db(fields=["state"])
        return number.state

    # The desks

    def _serve(self, desk):
        """Whoever works at a free place asks for the next person, and again after half a minute where nobody can."""
        states = list(Number.objects.filter(desk=desk, state__in=Number.OPEN).values_list("state", flat=True))
        if sum(state in Number.AT_A_PLACE for state in states) >= desk.places:
            return  # somebody came over from another desk: whoever serves them asks next
        number = self._act(actions.call_next, desk=desk, by=self.staff) if State.WAITING in states else None
        if number is None:
            self._later(0.5, self._serve, desk)
        else:
            self._await(number)

    def _await(self, number):
        if self.random.random() < 0.06:
            self._later(3, self._missing, number)
            self._later(self.random.uniform(8, 25), self._return, number)
        else:
            self._later(self.random.uniform(0.1, 0.3), self._answer, number)
            self._later(self.random.uniform(0.4, 2.5), self._begin, number)

    def _answer(self, number):
        self._act(actions.answer, number=number, by=self.staff)

    def _missing(self, number):
        if self._state(number) == State.CALLED:
            self._act(actions.no_show, number=number, by=self.staff)
        self._later(0.2, self._serve, number.desk)

    def _begin(self, number):
        self._act(actions.begin, number=number, by=self.staff)
        plan = self.plans[number.desk_id]
        is_morning = self.now - self.opening < dt.timedelta(hours=self.hours / 2)
        median = plan.morning if is_morning else plan.afternoon
        minutes = math.exp(self.random.gauss(math.log(median), SPREAD))
        self._later(minutes, self._end, number)

    def _end(self, number):
        before = set(self._called())
        if self.random.random() < 0.04 and len(self.desks) > 1:
            other = self.random.choice([one for one in self.desks.values() if one != number.desk])
            self._act(actions.transfer, number=number, desk=other, by=self.staff)
        else:
            self._act(actions.finish, number=number, by=self.staff)
        for followed in set(self._called()) - before:
            self._await(followed)
        self._later(self.random.uniform(0.1, 0.8), self._serve, number.desk)

    def _called(self):
        return Number.objects.filter(desk__fair=self.fair, state=State.CALLED).select_related("desk")

    def _is_anybody_there(self):
        return Number.objects.filter(desk__fair=self.fair, state__in=Number.OPEN).exclude(state=State.KEPT).exists()

    def _poll(self):
        actions.advance(fair=self.fair)
        self._later(0.5, self._poll)
