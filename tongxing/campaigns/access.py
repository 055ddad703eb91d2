"""Who sees, runs and leads a campaign and its events: the federations that host them, in their order.

An event has the regions of its hosts (its own, else the campaign's) and always its own region. Hosts and executing
organisers *run* it, co-organisers *look on*, the first host *leads*: it alone moves the event's states, changes it and
reports. Whoever reaches a region (its staff, and those of the federation above it) acts for it.
"""

from functools import partial

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.common.refusal import Refused, permits
from tongxing.people.access import (
    STAFF,
    WRITERS,
    check_writes_in,
    hide_unless,
    is_program,
    reaches,
    staff_paths,
)
from tongxing.people.models import Region

RUNNING = (Host.Capacity.HOST, Host.Capacity.EXECUTING)
LOOKING = tuple(Host.Capacity)


# Events


def hosted_events(user, names=STAFF, capacities=LOOKING):
    """The events that ``user`` hosts in one of ``capacities``, holding one of the roles ``names``."""
    own, hosting = Q(pk__in=[]), Q(pk__in=[])
    for path in staff_paths(user, names):
        own |= Q(region__path__startswith=path)
        hosting |= Q(region__path__startswith=path)
    hosts = Host.objects.filter(hosting, capacity__in=capacities)
    by_name = Q(pk__in=hosts.exclude(event=None).values("event"))
    by_campaign = Q(hosts=None, campaign__in=hosts.filter(event=None).values("campaign"))
    return Event.objects.filter(own | by_name | by_campaign).order_by()


def within_hosted(user, queryset, field: str = "event", names=STAFF, capacities=None):
    """``queryset`` narrowed to what belongs to events that ``user`` hosts; ``field`` leads from the model to its event.

    Clerks and leads (``names=WRITERS``) are asked for what they run; with auditors among them, for what they look at.
    """
    if not staff_paths(user, names):
        return queryset.none()
    if capacities is None:
        capacities = RUNNING if tuple(names) == WRITERS else LOOKING
    return queryset.filter(**{f"{field}__in": hosted_events(user, names, capacities).values("pk")})


def found_hosted(user, queryset, field: str = "event", names=STAFF, **lookup):
    """The one object of ``queryset`` at an event that ``user`` hosts; elsewhere it is *not found*."""
    return get_object_or_404(within_hosted(user, queryset, field, names), **lookup)


def host_scopes(event) -> tuple[list, list]:
    """(regions that run ``event``, regions that look at it), looked up once for each object."""
    return _standing(event)[1:]


def lead_region(event) -> Region:
    """The region of the host that leads ``event``, looked up once for each object."""
    return _standing(event)[0]


def _standing(event) -> tuple:
    if "_host_standing" not in event.__dict__:
        hosts = event.all_hosts()
        leading = event.regions_of(host for host in hosts if host.capacity == Host.Capacity.HOST)[0]
        running = event.regions_of(host for host in hosts if host.capacity in RUNNING)
        event._host_standing = leading, running, event.regions_of(hosts)
    return event._host_standing


def runs_event(user, event, names=WRITERS) -> bool:
    """Whether ``user`` is a clerk or lead of a host, of an executing organiser, or of the event's own region."""
    if not staff_paths(user, names):
        return False
    return reaches(user, event.region, names) or any(reaches(user, scope, names) for scope in host_scopes(event)[0])


def looks_at_event(user, event, names=STAFF) -> bool:
    """Whether ``user`` is staff of one of the hosts, co-organisers included, or of the event's own region."""
    if not staff_paths(user, names):
        return False
    return reaches(user, event.region, names) or any(reaches(user, scope, names) for scope in host_scopes(event)[1])


def leads_event(user, event) -> bool:
    """Whether ``user`` is a clerk or lead of the host that leads."""
    return bool(staff_paths(user, WRITERS)) and reaches(user, lead_region(event), WRITERS)


def check_runs_event(by, event) -> None:
    """The hosts run it, and the platform's own commands."""
    if not is_program(by) and not runs_event(by, event):
        names = "、".join(region.name for region in host_scopes(event)[0])
        raise Refused(
            _("Only clerks and leads of %(region)s, or of the federation above it, may do this.") % {"region": names}
        )


def check_leads_event(by, event) -> None:
    """The host that leads, and the platform's own commands."""
    if not is_program(by):
        check_writes_in(by, lead_region(event))


# Campaigns


def hosted_campaigns(user, names=STAFF):
    """The campaigns that lie in the reach of ``user``, or that their federation hosts, wholly or with an event."""
    reach = Q(pk__in=[])
    for path in staff_paths(user, names):
        reach |= Q(region__path__startswith=path) | Q(pk__in=_with_host(path)) | Q(pk__in=_with_event(path))
    return Campaign.objects.filter(reach)


def _with_host(path):
    return Host.objects.filter(region__path__startswith=path).values("campaign")


def _with_event(path):
    return Event.objects.filter(region__path__startswith=path).values("campaign")


def looks_at_campaign(user, campaign) -> bool:
    """Whether ``user`` is staff of the campaign's region or of a host of it or of one of its events."""
    if not staff_paths(user):
        return False
    return reaches(user, campaign.region) or hosted_campaigns(user).filter(pk=campaign.pk).exists()


def leads_campaign(user, campaign) -> bool:
    """Whether ``user`` is a clerk or lead of the campaign's region, or of the first of its hosts."""
    if not staff_paths(user, WRITERS):
        return False
    return reaches(user, campaign.region, WRITERS) or reaches(user, campaign.lead_region(), WRITERS)


def check_leads_campaign(by, campaign) -> None:
    """Clerks and leads of the campaign's region or of its first host; so do the platform's own commands."""
    if not is_program(by) and not leads_campaign(by, campaign):
        check_writes_in(by, campaign.region)


def seen_by(user):
    """Public campaigns, and those that the user's own federation has a part in, drafts included."""
    public = Campaign.objects.filter(is_public=True)
    return public | hosted_campaigns(user) if user.is_authenticated else public


def check_sees(user, campaign) -> None:
    """To those who may not see a draft it does not exist."""
    hide_unless(campaign.is_public or looks_at_campaign(user, campaign))


def check_edit(user, campaign) -> None:
    """Clerks and leads of the campaign's region or of its first host; to others a draft does not exist."""
    check_sees(user, campaign)
    check_leads_campaign(user, campaign)


def check_edit_event(user, event) -> None:
    """Whoever edits the campaign, and clerks and leads of the host that leads the event."""
    if not leads_event(user, event):
        check_edit(user, event.campaign)


may_edit = partial(permits, check_edit)
may_edit_event = partial(permits, check_edit_event)
