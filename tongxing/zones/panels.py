"""What zones add to a fair's page: exhibits and programmes for everybody, the ways to work for staff."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.campaigns.access import looks_at_event
from tongxing.campaigns.panels import Panel as EventPanel
from tongxing.campaigns.panels import for_events
from tongxing.fairs.access import fairs_for, runs
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Panel, Work, for_fairs, for_work
from tongxing.zones.access import shown_at
from tongxing.zones.models.counting import KIND

SHOWN = 3


@for_fairs
def zones_of_fair(request, fair) -> Panel | None:
    """What is shown and what happens on the stage, where there is something."""
    exhibits = list(shown_at(fair).prefetch_related(None).order_by("title", "pk")[: SHOWN + 1])
    programmes = list(fair.programmes.all())
    if not exhibits and not programmes:
        return None
    found = {"fair": fair, "exhibits": exhibits[:SHOWN], "has_more": len(exhibits) > SHOWN, "programmes": programmes}
    return Panel("zones/fair_panel.html", found, order=40)


@for_events
def fair_of_zones(request, event) -> EventPanel | None:
    """From the event under which zones are counted to the fair where they are."""
    if event.kind != KIND:
        return None
    fair = fairs_for(request.user).filter(zones_event__event=event).first()
    return EventPanel("zones/event_panel.html", {"fair": fair}, order=10) if fair else None


@for_work
def zones_work(request, fair) -> list[Link]:
    """The desks' pages, in the order in which one prepares and works."""
    if not looks_at_event(request.user, fair.event):
        return []
    links, has_begun = [], fair.state in {Fair.State.RUNNING, Fair.State.CLOSED, Fair.State.REPORTED}
    if has_begun:
        links.append(Link(_("Services at zones"), reverse("zones:services", args=[fair.pk]), work=Work.ZONES))
    if runs(request.user, fair):
        if has_begun and fair.state != Fair.State.REPORTED:
            links += [
                Link(_("Policy desk"), reverse("zones:policy_desk", args=[fair.pk]), work=Work.ZONES),
                Link(_("Résumé clinic"), reverse("zones:clinics", args=[fair.pk]), work=Work.ZONES),
            ]
        links += [
            Link(_("Exhibits and makers"), reverse("zones:makers", args=[fair.pk]), work=Work.ZONES),
            Link(_("Stage"), reverse("zones:programmes", args=[fair.pk]), work=Work.ZONES),
        ]
    return links
