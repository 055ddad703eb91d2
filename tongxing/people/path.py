"""The way of somebody new: the steps from their record to the posts that suit them, in order.

A record knows nothing of wishes or posts: a higher app says at start-up which steps it adds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.people.models import Consent, Person


@dataclass(frozen=True)
class Step:
    """One page of the way: what it is called, where it is, whether it has been answered."""

    key: str
    name: str
    url: str
    is_done: bool


_makers: list[tuple[int, Callable[[Person], Step]]] = []


def step(order: int):
    """Mark ``function(person) -> Step`` as a step of the way; ``order`` decides where it stands."""

    def add(function):
        _makers.append((order, function))
        return function

    return add


def steps_of(person: Person) -> list[Step]:
    """All steps of ``person`` in order."""
    return [function(person) for _order, function in sorted(_makers, key=lambda maker: maker[0])]


def step_after(person: Person, key: str) -> Step | None:
    """The first step behind ``key`` that has not been answered; None where the rest is done."""
    steps = steps_of(person)
    place = next(number for number, step in enumerate(steps) if step.key == key)
    return next((step for step in steps[place + 1 :] if not step.is_done), None)


def way_of(person: Person, key: str) -> dict | None:
    """Where ``person`` is on the way, for the page of step ``key``; None for who has been through it all before."""
    steps = steps_of(person)
    if all(step.is_done for step in steps):
        return None
    place = next(number for number, step in enumerate(steps) if step.key == key)
    following = next((step for step in steps[place + 1 :] if not step.is_done), None)
    return {"number": place + 1, "count": len(steps), "name": steps[place].name, "next": following}


@step(10)
def who_i_am(person: Person) -> Step:
    """The record itself."""
    return Step("record", _("Who I am"), reverse("people:record", args=[person.pk]), is_done=True)


@step(20)
def what_i_need(person: Person) -> Step:
    """What the person needs; nothing is an answer too."""
    url = reverse("people:needs", args=[person.pk])
    return Step("needs", _("What I need"), url, is_done=person.needs_said_at is not None)


@step(30)
def what_i_agree_to(person: Person) -> Step:
    """The yes to be compared with posts, and the others; a no is given by saying what one looks for without it."""
    is_done = person.consents.filter(purpose=Consent.Purpose.MATCHING).exists()
    return Step("agree", _("What I agree to"), reverse("people:agree", args=[person.pk]), is_done=is_done)
