"""What waits for somebody at zones: what was promised at a policy desk, and letters to makers."""

from django.db.models import BooleanField, Case, CharField, Q, Value, When
from django.urls import reverse
from django.utils.translation import ngettext

from tongxing.campaigns.access import within_hosted
from tongxing.common.dates import today
from tongxing.common.waiting import Task
from tongxing.people.access import WRITERS
from tongxing.zones.access import FAIR
from tongxing.zones.models import FollowUp, Inquiry

MOST = 200
"""Rows that are looked at; so many at once say "very much" as well."""


def waiting(user) -> list[Task]:
    """Open follow-ups of ``user`` or of nobody in particular, and letters that nobody passed on; one query."""
    if not user.holds(*WRITERS):
        return []
    promised, letters, is_late = 0, [], False
    for kind, maker, late in _rows(user):
        if kind == "letter":
            letters.append(maker)
        else:
            promised, is_late = promised + 1, is_late or late
    tasks = []
    if promised:
        sentence = ngettext(
            "%(count)d promise of a policy desk is still to be kept.",
            "%(count)d promises of policy desks are still to be kept.",
            promised,
        )
        tasks.append(Task(sentence % {"count": promised}, reverse("zones:follow_ups"), promised, is_urgent=is_late))
    if letters:
        sentence = ngettext(
            "%(count)d letter to a maker waits to be passed on.",
            "%(count)d letters to makers wait to be passed on.",
            len(letters),
        )
        tasks.append(Task(sentence % {"count": len(letters)}, reverse("zones:maker", args=[letters[0]]), len(letters)))
    return tasks


def _rows(user):
    """(kind, maker, whether it is late) of each thing that waits."""
    late = Case(When(until__lt=today(), then=Value(True)), default=Value(False), output_field=BooleanField())
    own = Q(account=user) | Q(account=None)
    promises = within_hosted(user, FollowUp.objects.filter(own, closed_at=None), f"service__{FAIR}", WRITERS)
    written = within_hosted(user, Inquiry.objects.filter(passed_on_at=None), f"exhibit__maker__{FAIR}", WRITERS)
    kind = {"kind": Value("promise", output_field=CharField()), "owner": Value(0), "late": late}
    promised = promises.order_by().annotate(**kind).values_list("kind", "owner", "late")
    kind = {"kind": Value("letter", output_field=CharField()), "late": Value(False)}
    letters = written.order_by().annotate(**kind).values_list("kind", "exhibit__maker", "late")
    return promised.union(letters, all=True)[:MOST]
