"""What the pages of zones list: zones by purpose, clerks, the services so far."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from tongxing.campaigns.models import Event
from tongxing.common.dates import today
from tongxing.fairs.models import Zone
from tongxing.people.access import WRITERS
from tongxing.people.models import Account
from tongxing.queues.models import Number
from tongxing.zones.models import Service
from tongxing.zones.models.counting import KIND


@dataclass(frozen=True)
class Total:
    """Sessions (场次) and minutes of one kind of service."""

    kind: str
    label: str
    sessions: int
    minutes: int


def totals_of(fair) -> list[Total]:
    """The services of ``fair`` so far, kind by kind, in one query."""
    sums = fair.services.order_by().values("kind").annotate(sessions=Count("pk"), minutes=Sum("minutes"))
    found = {row["kind"]: row for row in sums}
    nothing = {"sessions": 0, "minutes": 0}
    return [
        Total(kind, str(kind.label), row["sessions"], row["minutes"])
        for kind in Service.Kind
        for row in [found.get(kind, nothing)]
    ]


def zones_of(fair, purpose=""):
    """The zones of ``fair``, with ``purpose`` those for it; all of them where none is."""
    zones = Zone.objects.filter(hall__fair=fair).select_related("hall").order_by("hall__name", "name")
    narrowed = zones.filter(purpose=purpose) if purpose else zones
    return narrowed if not purpose or narrowed.exists() else zones


def queue_numbers(fair, purpose):
    """Numbers of the queues at zones for ``purpose`` that are served now, or were and are not counted yet."""
    served = Q(state__in=Number.AT_A_PLACE) | Q(state=Number.State.DONE, served_until__isnull=False)
    waiting = Number.objects.filter(served, desk__fair=fair, desk__zone__purpose=purpose, service=None)
    return waiting.select_related("desk__zone__hall", "visitor__registration").order_by("-state", "-called_at")


def clerks_of(fair):
    """The accounts that can be asked to do something at ``fair``: clerks and leads of its region and of those above."""
    codes = [code for code in fair.event.region.path.split(".") if code]
    day = today()
    return Account.objects.filter(
        Q(roles__valid_until=None) | Q(roles__valid_until__gte=day),
        is_active=True,
        roles__what__in=WRITERS,
        roles__region__code__in=codes,
        roles__valid_from__lte=day,
        roles__ended_at=None,
    ).distinct()


def zones_events_for(fair):
    """The events of the campaign under which the zones of ``fair`` can be counted."""
    return Event.objects.filter(Q(zones_of=None) | Q(zones_of__fair=fair), campaign=fair.event.campaign, kind=KIND)


def shift_in_words(shift) -> str:
    """An interpreter's time: 苏日娜 09:00–12:00."""
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return f"{shift.name} {starts:%H:%M}–{ends:%H:%M}"
