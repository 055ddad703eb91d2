"""What waits at figures: for clerks and leads those of closed fairs to freeze, for auditors those to check."""

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.access import hosted_campaigns, leads_event, within_hosted
from tongxing.campaigns.models import Event
from tongxing.common.waiting import Task
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure
from tongxing.people.access import WRITERS
from tongxing.people.models import Role

MOST = 12


def waiting(user) -> list[Task]:
    """Closed fairs that the user leads, whose figures are to be frozen or reported; frozen figures, for an auditor."""
    if not user.holds(*WRITERS):
        return _for_auditor(user) if user.holds(Role.What.AUDITOR) else []
    closed = within_hosted(user, Event.objects.filter(fair__state=Fair.State.CLOSED), "pk", WRITERS)
    closed = closed.select_related("campaign", "region")
    events = closed.annotate(is_frozen=Exists(Figure.objects.filter(event=OuterRef("pk"))))
    return [_task(event) for event in events.order_by("starts_at")[:MOST] if leads_event(user, event)]


def _task(event) -> Task:
    if event.is_frozen:
        sentence, name = _("%(event)s: its figures are frozen, so it can be reported."), "figures:campaign"
    else:
        sentence, name = _("%(event)s is closed: check its entries and freeze its figures."), "figures:freeze"
    return Task(sentence % {"event": event.name}, reverse(name, args=[event.campaign.slug]))


def _for_auditor(user) -> list[Task]:
    """The campaigns of which figures are frozen, the latest first: each figure opens with the entries behind it."""
    campaigns = (
        hosted_campaigns(user, (Role.What.AUDITOR,))
        .annotate(count=Count("events__figures", distinct=True))
        .filter(count__gt=0)
        .order_by("-starts_on")[:MOST]
    )
    return [
        Task(
            ngettext(
                "%(campaign)s: %(count)s frozen figure to check against its entries.",
                "%(campaign)s: %(count)s frozen figures to check against their entries.",
                campaign.count,
            )
            % {"campaign": campaign, "count": campaign.count},
            reverse("figures:campaign", args=[campaign.slug]),
            campaign.count,
        )
        for campaign in campaigns
    ]
