"""What the reader's session has opened: names on a roll, a résumé. Each opening stands in the trail and ends soon."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tongxing.people.models import Look
from tongxing.people.purposes import readable
from tongxing.trail.models import Entry

LASTS = dt.timedelta(minutes=15)
KEPT_AS = "openings"


@dataclass(frozen=True)
class Opening:
    """What stands open in a session: for which purpose, in whose words, until when, by which entries of the trail."""

    purpose: str
    why: str
    until: dt.datetime
    entries: tuple[int, ...]

    def words(self) -> str:
        """The purpose as the trail says it."""
        return readable(self.purpose, self.why)


def scope_of(thing) -> str:
    """Under which an opening of ``thing`` (a fair, a seeker's page) is held."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def _standing(request) -> dict:
    now = timezone.now().timestamp()
    return {scope: held for scope, held in request.session.get(KEPT_AS, {}).items() if held["until"] > now}


def remember(request, entry: Entry, *, purpose: str, why: str = "") -> None:
    """Hold what ``entry`` opened for this session, beside what of the same thing it opened before for that purpose."""
    scope = f"{entry.target_kind}:{entry.target_key}"
    standing = _standing(request)
    before = standing.get(scope, {})
    entries = before["entries"] if before.get("purpose") == purpose and before.get("why") == why else []
    until = (timezone.now() + LASTS).timestamp()
    standing[scope] = {"purpose": purpose, "why": why, "until": until, "entries": [*entries, entry.pk]}
    request.session[KEPT_AS] = standing


def forget(request, thing) -> None:
    """Mask ``thing`` again before its time."""
    request.session[KEPT_AS] = {scope: held for scope, held in _standing(request).items() if scope != scope_of(thing)}


def opening_of(request, thing) -> Opening | None:
    """What this session has open of ``thing`` now."""
    held = _standing(request).get(scope_of(thing))
    if held is None:
        return None
    until = dt.datetime.fromtimestamp(held["until"], dt.UTC)
    return Opening(held["purpose"], held["why"], until, tuple(held["entries"]))


def people_opened(request, thing) -> frozenset[int]:
    """The people whose names this session has open on the rolls of ``thing``; asked for once a request."""
    known = request.__dict__.setdefault("_people_opened", {})
    scope = scope_of(thing)
    if scope not in known:
        opening = opening_of(request, thing)
        looks = Look.objects.filter(entry__in=opening.entries).values_list("person", flat=True) if opening else ()
        known[scope] = frozenset(looks)
    return known[scope]
