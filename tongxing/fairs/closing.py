"""What must be done after a fair before its figures are frozen."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.models import Fair, Interview


@dataclass(frozen=True)
class Outstanding:
    """One thing still to be done, and who does it."""

    sentence: str
    who: str
    url: str
    count: int


def outstanding(fair) -> list[Outstanding]:
    """The fair itself where it still runs, outcomes employer by employer, intents of one side, times to be told."""
    return [*_running(fair), *_outcomes(fair), *_one_sided(fair), *_untold(fair)]


def _running(fair) -> list[Outstanding]:
    if fair.state != Fair.State.RUNNING:
        return []
    return [Outstanding(_("The fair still runs: close it."), _("who runs the fair"), fair.get_absolute_url(), 1)]


def _outcomes(fair) -> list[Outstanding]:
    pending = Interview.objects.filter(
        registration__fair=fair, starts_at__isnull=False, outcome=Interview.Outcome.PENDING
    )
    by_employer = pending.order_by().values("vacancy__employer", "vacancy__employer__name").annotate(count=Count("pk"))
    return [
        Outstanding(
            ngettext("%(count)s interview has no outcome.", "%(count)s interviews have no outcome.", one["count"])
            % {"count": one["count"]},
            one["vacancy__employer__name"],
            reverse("fairs:booth", args=[fair.pk, one["vacancy__employer"]]),
            one["count"],
        )
        for one in by_employer.order_by("-count", "vacancy__employer__name")
    ]


def _one_sided(fair) -> list[Outstanding]:
    count = fair.intents.filter(~Q(seeker_agrees=F("employer_agrees"))).count()
    if not count:
        return []
    sentence = ngettext(
        "%(count)s intent has the word of one side only: it counts as it stands.",
        "%(count)s intents have the word of one side only: they count as they stand.",
        count,
    )
    url = reverse("fairs:intents", args=[fair.pk])
    return [Outstanding(sentence % {"count": count}, _("the side that has not said its word"), url, count)]


def _untold(fair) -> list[Outstanding]:
    """Booths' lists say nothing of it: somebody waits at a time that no longer holds."""
    count = (
        Interview.objects.filter(registration__fair=fair, time_changes__is_told=False, outcome="pending")
        .distinct()
        .count()
    )
    if not count:
        return []
    sentence = ngettext(
        "%(count)s changed time was told to nobody.", "%(count)s changed times were told to nobody.", count
    )
    url = reverse("fairs:today", args=[fair.pk])
    return [Outstanding(sentence % {"count": count}, _("who runs the fair"), url, count)]
