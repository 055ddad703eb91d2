"""What the trail says about a person, in words that they can read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tongxing.people.models import Account, Guardian, Look, Merge, Person, Role
from tongxing.people.models.person import masked
from tongxing.people.purposes import readable
from tongxing.people.recipients import name_of
from tongxing.trail.models import Entry

OPENED = "opened an identity"
OPENED_ROLL = "opened the names of a roll"
PRINTED_ROLL = "printed the names of a roll"
OPENED_RESUME = "opened a résumé"
SAVED_RESUME = "saved a résumé"
BY_ACCOUNT = "account:"
"""How the trail begins the name of an actor that is an account."""
OPENINGS = (OPENED, OPENED_RESUME, SAVED_RESUME)
"""Acts on a person by which somebody learns who they are. Those on a whole roll are found by its looks."""


@dataclass(frozen=True)
class Line:
    """One entry of the trail: when, who, what, what for; ``body`` is for whom they acted then, where that is told."""

    at: datetime
    who: str
    act: str
    purpose: str
    body: str = ""


def _readable(entry: Entry, who: str, body: str = "") -> Line:
    purpose, _dot, more = entry.why.partition(" · ")
    if entry.act in {OPENED_ROLL, PRINTED_ROLL}:
        more = " · ".join(part for part in (more, entry.target_label) if part)
    return Line(entry.at, who, _(entry.act), readable(purpose, more), body)


def _about(person: Person):
    return Entry.objects.filter(target_kind="people.person", target_key__in=keys_of(person))


def _with_rolls(person: Person, entries, limit: int, besides=None) -> list[Entry]:
    """The latest of ``entries`` and of those that opened a roll on which the person stands."""
    rolls = Entry.objects.filter(pk__in=Look.objects.filter(person=person).values("entry"))
    if besides is not None:
        entries, rolls = (rows.exclude(actor=f"{BY_ACCOUNT}{besides.pk}") for rows in (entries, rolls))
    return list(entries.order_by().union(rolls.order_by()).order_by("-pk")[:limit])


def keys_of(person: Person) -> list[str]:
    """The key of ``person`` and those of records that became part of theirs, as the trail names them."""
    keys, latest = [person.pk], [person.pk]
    while latest:
        standing = Merge.objects.filter(target_key__in=latest, undone_at=None)
        latest = list(standing.values_list("duplicate_key", flat=True))
        keys += latest
    return [str(key) for key in keys]


def trail_of(person: Person, limit: int) -> list[Line]:
    """The latest entries about ``person``, for staff: who acted is masked where it is a person or their family."""
    entries = _with_rolls(person, _about(person), limit)
    private = _private_actors(entries)
    return [
        _readable(entry, masked(entry.actor_label) if entry.actor in private else entry.actor_label)
        for entry in entries
    ]


def _private_actors(entries: list[Entry]) -> set[str]:
    """Which actors of ``entries`` acted as a person or a guardian: accounts that never held a role."""
    private = Account.objects.filter(
        ~Exists(Role.objects.filter(account=OuterRef("pk"))), pk__in=_accounts_behind(entries)
    )
    private = private.filter(
        Exists(Person.objects.filter(account=OuterRef("pk"))) | Exists(Guardian.objects.filter(account=OuterRef("pk")))
    )
    return {f"{BY_ACCOUNT}{account}" for account in private.values_list("pk", flat=True)}


def _accounts_behind(entries: list[Entry]) -> set[int]:
    """The keys of the accounts that acted in ``entries``; commands and the platform itself have none."""
    return {int(entry.actor.removeprefix(BY_ACCOUNT)) for entry in entries if entry.actor.startswith(BY_ACCOUNT)}


def looks_at(person: Person, limit: int, *, besides) -> list[Line]:
    """The latest looks at who ``person`` is, by anybody besides the reader."""
    entries = _with_rolls(person, _about(person).filter(act__in=OPENINGS), limit, besides)
    roles = _roles_of(entries)
    return [_readable(entry, entry.actor_label, _body(entry, roles)) for entry in entries]


def _roles_of(entries: list[Entry]) -> list[Role]:
    """Every role that the actors of ``entries`` hold or held."""
    return list(Role.objects.filter(account__in=_accounts_behind(entries)).select_related("region").order_by("pk"))


def _body(entry: Entry, roles: list[Role]) -> str:
    """For whom somebody looked: the employer to whom the person said yes, or the role that was held on that day."""
    employer = name_of(entry.details.get("about", "")) if entry.details.get("about") else None
    if employer:
        return employer
    day = localtime(entry.at).date()
    held = [
        f"{role.region.name} {role.get_what_display()}"
        for role in roles
        if entry.actor == f"{BY_ACCOUNT}{role.account_id}" and role.valid_from <= day <= (role.valid_until or day)
    ]
    return _("; ").join(dict.fromkeys(held))
