"""Entering, changing, withdrawing and closing posts."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Event
from tongxing.common.refusal import Refused
from tongxing.jobs import occupations
from tongxing.jobs.access import vacancy as access
from tongxing.jobs.models import Vacancy
from tongxing.jobs.wordings import refusals
from tongxing.trail.actions import record

FIELDS = (
    *("title", "occupation", "openings", "wage_min", "wage_max", "wage_text", "education", "region", "place"),
    *("from_home", "hours_min", "hours_max", "duties", "requirements", "skills_required", "skills_welcome"),
    *("offered", "can_arrange", "cannot", "contact_name", "contact_phone", "accommodation_contact"),
)
"""What people write in a post."""
WORDED = ("title", "duties", "requirements", "skills_required", "skills_welcome")
"""Fields that are read for wording that shuts people out."""
CONTACTS = {"contact_name", "contact_phone", "accommodation_contact"}
"""The trail says that these changed, never what they were."""


class EditedMeanwhile(Refused):
    """Somebody changed the post after the page was opened; ``vacancy`` is how it stands now."""

    def __init__(self, vacancy: Vacancy):
        super().__init__(_("Somebody changed this post while you were writing. Nothing of yours is lost: look below."))
        self.vacancy = vacancy


@transaction.atomic
def enter_vacancy(*, event, employer, values: Mapping, by) -> Vacancy:
    """A new post of ``employer``. ``values`` holds any of ``FIELDS``, and ``number`` where the post has one."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    access.check_enters(by, event, employer)
    vacancy = Vacancy(event=event, employer=employer, region=employer.region)
    _put(vacancy, values)
    vacancy.occupation = vacancy.occupation or occupations.guess(vacancy.title)
    vacancy.number = values.get("number") or next(numbers(event))
    if Vacancy.objects.filter(event=event, number=vacancy.number).exists():
        raise Refused(_("The number %(number)s is taken at this event.") % {"number": vacancy.number})
    vacancy.save()
    record("entered a vacancy", vacancy, by=by, event=event.pk, employer=employer.pk, number=vacancy.number)
    return vacancy


@transaction.atomic
def edit_vacancy(*, vacancy, values: Mapping, version: int, by) -> Vacancy:
    """Change a post that ``by`` opened as ``version``. Raises ``EditedMeanwhile`` when it stands at another one."""
    vacancy = locked(vacancy)
    access.check_edits(by, vacancy)
    if vacancy.version != version:
        raise EditedMeanwhile(vacancy)
    changes = _put(vacancy, values)
    if changes:
        vacancy.version += 1
        vacancy.save()
        record("edited a vacancy", vacancy, by=by, version=vacancy.version, changes=told(changes))
    return vacancy


@transaction.atomic
def withdraw_vacancy(*, vacancy, by, why="") -> Vacancy:
    """The employer takes the post back: nobody sees it any more, and it no longer counts."""
    return _move(vacancy, Vacancy.State.WITHDRAWN, "withdrew a vacancy", by, why)


@transaction.atomic
def close_vacancy(*, vacancy, by, why="") -> Vacancy:
    """Everybody wanted was found: the post takes no more applications, and still counts."""
    return _move(vacancy, Vacancy.State.CLOSED, "closed a vacancy", by, why)


@transaction.atomic
def reopen_vacancy(*, vacancy, by, why="") -> Vacancy:
    """The post is open again."""
    return _move(vacancy, Vacancy.State.OPEN, "opened a vacancy again", by, why)


@transaction.atomic
def keep_open(*, vacancy, by, stays: bool = True) -> Vacancy:
    """Whether the post stays in the public list after the last day of its fair; who said so stands in the trail."""
    vacancy = locked(vacancy)
    access.check_keeps_open(by, vacancy)
    if vacancy.stays_open != stays:
        vacancy.stays_open = stays
        vacancy.save(update_fields=["stays_open"])
        record("kept a vacancy open" if stays else "let a vacancy end with its fair", vacancy, by=by)
    return vacancy


def locked(vacancy) -> Vacancy:
    """The post as it stands, held until the transaction ends."""
    return (
        Vacancy.objects.select_for_update(of=("self",))
        .select_related("employer__region", "event__region")
        .get(pk=vacancy.pk)
    )


def numbers(event):
    """Numbers that are free at ``event``, one after the other: V0001, V0002, …"""
    taken = set(Vacancy.objects.filter(event=event).values_list("number", flat=True))
    last = max((int(found[1]) for number in taken if (found := re.fullmatch(r"V(\d{1,9})", number))), default=0)
    while True:
        last += 1
        if f"V{last:04d}" not in taken:
            yield f"V{last:04d}"


def told(changes: Mapping) -> dict:
    """Changes as the trail keeps them: old and new, and of a contact only that it changed."""
    return {field: [] if field in CONTACTS else [str(old), str(new)] for field, (old, new) in changes.items()}


def check_wording(values: Mapping) -> None:
    """Refuse wording that shuts people out, with the sentence and a better one."""
    for field in WORDED:
        said = values.get(field) or ""
        found = refusals(said if isinstance(said, str) else "、".join(said))
        if found:
            raise Refused(found[0])


def _put(vacancy: Vacancy, values: Mapping) -> dict:
    """Write ``values`` into ``vacancy``; gives {field: (old, new)} of what changed."""
    check_wording(values)
    changes = {}
    for field in FIELDS:
        if field in values and getattr(vacancy, field) != values[field]:
            changes[field] = (getattr(vacancy, field, ""), values[field])
            setattr(vacancy, field, values[field])
    return changes


def _move(vacancy, to, act, by, why) -> Vacancy:
    vacancy = locked(vacancy)
    access.check_edits(by, vacancy)
    if vacancy.state != to:
        before, vacancy.state = vacancy.state, to
        vacancy.version += 1
        vacancy.save(update_fields=["state", "version"])
        record(act, vacancy, by=by, why=why, version=vacancy.version, changes={"state": [before, to]})
    return vacancy
