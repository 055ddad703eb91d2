"""Whose whole names a page of a fair shows: staff open them for a purpose first, and only of their own people."""

from collections.abc import Callable

from tongxing.fairs.access import runs
from tongxing.fairs.hosting import hidden_names
from tongxing.people.models import Person
from tongxing.people.openings import people_opened


def whole_names(request, fair) -> Callable[[Person], bool]:
    """Which of the people whom a page of ``fair`` may name stand there with their whole name.

    Staff who run the fair: those whose names this session opened, and themselves. Everybody else reaches such a page
    as the person, their guardian, or an employer whom the person let see them. Worked out once a request.
    """
    known = request.__dict__.setdefault("_whole_names", {})
    if fair.pk not in known:
        known[fair.pk] = _whole_names(request, fair)
    return known[fair.pk]


def _whole_names(request, fair) -> Callable[[Person], bool]:
    if not runs(request.user, fair):
        return lambda person: True
    opened, is_hidden = people_opened(request, fair), hidden_names(request.user, fair)
    own = request.user.pk
    return lambda person: person.account_id == own or (person.pk in opened and not is_hidden(person))


def name_of(request, fair, person) -> str:
    """The person's name as the page may show it."""
    return person.name if whole_names(request, fair)(person) else person.masked_name()
