"""Two records of one person, with something of everything, and the whole database to compare with."""

from types import SimpleNamespace

from django.apps import apps

from tests import cast
from tests.house.world import build
from tongxing.fairs.models import Fair
from tongxing.people.actions import merge_people

NOT_COMPARED = {
    "trail.entry", "trail.head", "people.merge", "people.message", "sessions.session", "people.possibleduplicate",
}  # fmt: skip
"""What a merge and its undo leave behind: that they happened."""
COLUMNS_NOT_COMPARED = {"session_generation"}
"""Sessions that ended stay ended."""
KEYS_NOT_COMPARED = {"people.searchterm"}
"""Rows that are made anew from the name, under another key."""


def database() -> dict[str, list[dict]]:
    """Every row of every table, as it stands."""
    return {
        model._meta.label_lower: [
            {name: value for name, value in row.items() if name not in COLUMNS_NOT_COMPARED} for row in _rows(model)
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in NOT_COMPARED
    }


def _rows(model) -> list[dict]:
    if model._meta.label_lower not in KEYS_NOT_COMPARED:
        return list(model._base_manager.order_by("pk").values())
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return list(model._base_manager.order_by(*columns).values(*columns))


def two_records() -> SimpleNamespace:
    """周0 of the house's small world, and a second record of hers: at the same fair, at another one, and at work."""
    world = build()
    Fair.objects.update(state=Fair.State.CLOSED)
    target = world.person
    other = cast.somebody("again", "周零", "19900000077", "150203", "sign_interpreter", "step_free")
    duplicate = other.person
    seeker = cast.SeekerFactory(person=duplicate, wish="做面点", shows_phone=True)
    cast.ApplicationFactory(seeker=seeker, vacancy=world.vacancy)
    cast.ApplicationFactory(seeker=seeker)
    here = cast.RegistrationFactory(fair=world.fair, person=duplicate)
    cast.AttendanceFactory(registration=here)
    cast.SubmissionFactory(registration=here)
    cast.IntentFactory(registration=here, vacancy=world.vacancy)
    cast.IntentFactory(registration=here)
    there = cast.RegistrationFactory(person=duplicate)
    cast.ConsentFactory(person=duplicate, purpose="contact")
    cast.GuardianFactory(person=duplicate)
    return SimpleNamespace(world=world, target=target, duplicate=duplicate, here=here, there=there, account=other)


def merged(pair, by):
    """The two records as one."""
    why = "证上是同一个人"
    return merge_people(target=pair.target, duplicate=pair.duplicate, proof="certificate", why=why, by=by)
