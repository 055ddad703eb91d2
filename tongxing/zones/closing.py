"""What is still open at the zones of a closed fair, and who does it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.closing import Outstanding
from tongxing.zones.interpreted import gap_of
from tongxing.zones.models import FollowUp, Inquiry, ProgrammeItem


def outstanding(fair) -> list[Outstanding]:
    """Clinics and programme items without an end, talks not counted, promises not kept, letters not passed on."""
    return [*_clinics(fair), *_items(fair), *_interpreted(fair), *_promises(fair), *_letters(fair)]


def _clinics(fair) -> list[Outstanding]:
    sitting = fair.clinics.filter(finished_at=None).select_related("advisor")
    return [
        Outstanding(
            _("A résumé clinic has no end and does not count yet."),
            one.advisor.label(),
            reverse("zones:clinic", args=[one.pk]),
            1,
        )
        for one in sitting
    ]


def _items(fair) -> list[Outstanding]:
    running = Q(began_at__isnull=False, ended_at=None)
    items = ProgrammeItem.objects.filter(running, programme__fair=fair).select_related("programme")
    return [
        Outstanding(
            _("“%(item)s” on the stage has no end.") % {"item": item},
            _("stage manager"),
            reverse("zones:run", args=[item.programme_id]),
            1,
        )
        for item in items
    ]


def _interpreted(fair) -> list[Outstanding]:
    count = len(gap_of(fair))
    if not count:
        return []
    sentence = ngettext(
        "%(count)s interpreted talk in the ledger of hours does not count here yet.",
        "%(count)s interpreted talks in the ledger of hours do not count here yet.",
        count,
    )
    who, url = _("any clerk of this federation"), reverse("zones:services", args=[fair.pk])
    return [Outstanding(sentence % {"count": count}, who, url, count)]


def _promises(fair) -> list[Outstanding]:
    opened = FollowUp.objects.filter(service__fair=fair, closed_at=None).select_related("account")
    by_whom: dict[str, int] = {}
    for one in opened:
        name = one.account.label() if one.account else _("any clerk of this federation")
        by_whom[name] = by_whom.get(name, 0) + 1
    return [
        Outstanding(
            ngettext(
                "%(count)d promise of a policy desk is still to be kept.",
                "%(count)d promises of policy desks are still to be kept.",
                count,
            )
            % {"count": count},
            name,
            reverse("zones:follow_ups"),
            count,
        )
        for name, count in by_whom.items()
    ]


def _letters(fair) -> list[Outstanding]:
    count = Inquiry.objects.filter(exhibit__maker__fair=fair, passed_on_at=None).count()
    if not count:
        return []
    sentence = ngettext(
        "%(count)d letter to a maker waits to be passed on.",
        "%(count)d letters to makers wait to be passed on.",
        count,
    )
    who, url = _("any clerk of this federation"), reverse("zones:makers", args=[fair.pk])
    return [Outstanding(sentence % {"count": count}, who, url, count)]
