"""Writing what campaign.toml says: the campaign, its hosts, its events, and each fair's halls and interpreters."""

from typing import Any

from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.fairs.models import Booth, Fair, Hall, InterpreterShift, QuietRoom, Zone
from tongxing.folders.actions.syncing import Counts, sync
from tongxing.folders.plan import EventPlan, FairPlan, HostPlan, Outline
from tongxing.people.models import Region

ORDER = list(Fair.State.values)


def write_outline(outline: Outline) -> tuple[Campaign, dict[str, Event], dict[str, Fair], Counts]:
    """The campaign, its events and fairs by key, and what it took."""
    regions = {region.code: region for region in Region.objects.all()}
    kept = {campaign.slug: campaign for campaign in Campaign.objects.filter(slug=outline.slug)}
    names = ("slug", "name", "theme", "brand_line", "summary", "year", "starts_on", "ends_on", "is_public")
    facts = {name: getattr(outline, name) for name in names} | {"region": regions[outline.region]}
    campaigns = sync(Campaign, kept, [(outline.slug, facts)])
    campaign = campaigns.objects[outline.slug]
    there = {event.key: event for event in campaign.events.all()}
    events = sync(Event, there, [(plan.key, _event_facts(plan, campaign, regions)) for plan in outline.events])
    counts = campaigns.counts + events.counts + _hosts(campaign, None, outline.hosts, regions)
    fairs: dict[str, Fair] = {}
    for plan in outline.events:
        event = events.objects[plan.key]
        counts += _hosts(campaign, event, plan.hosts, regions)
        if plan.fair:
            fairs[plan.key], taken = _fair(event, plan.fair)
            counts += taken
    return campaign, events.objects, fairs, counts


def _event_facts(plan: EventPlan, campaign: Campaign, regions: dict[str, Region]) -> dict[str, Any]:
    names = ("key", "kind", "name", "summary", "place", "address", "online_address", "starts_at", "ends_at")
    return {name: getattr(plan, name) for name in names} | {"campaign": campaign, "region": regions[plan.region]}


def _hosts(campaign: Campaign, event: Event | None, plans: tuple[HostPlan, ...], regions: dict[str, Region]) -> Counts:
    """Hosts in their order; when anything differs they are all written anew."""
    kept = list(Host.objects.filter(campaign=campaign, event=event).select_related("region").order_by("order"))
    if [_plan_of(host) for host in kept] == list(plans):
        return Counts(same=len(kept))
    Host.objects.filter(pk__in=[host.pk for host in kept]).delete()
    Host.objects.bulk_create(
        Host(
            campaign=campaign,
            event=event,
            name=plan.name,
            capacity=plan.capacity,
            region=regions[plan.region] if plan.region else None,
            order=order,
        )
        for order, plan in enumerate(plans, 1)
    )
    return Counts(added=max(0, len(plans) - len(kept)), changed=min(len(plans), len(kept)))


def _plan_of(host: Host) -> HostPlan:
    """``host`` as a folder would name it."""
    return HostPlan(host.name, host.capacity, host.region.code if host.region else "")


def _fair(event: Event, plan: FairPlan) -> tuple[Fair, Counts]:
    """The fair with its halls. Its state only goes forward: an old folder does not open a closed fair again."""
    kept = {fair.event_id: fair for fair in Fair.objects.filter(event=event)}
    state = plan.state
    if event.pk in kept and ORDER.index(kept[event.pk].state) > ORDER.index(state):
        state = kept[event.pk].state
    facts = {"event": event, "mode": plan.mode, "state": state, "interview_minutes": plan.interview_minutes}
    fairs = sync(Fair, kept, [(event.pk, facts)])
    fair = fairs.objects[event.pk]
    return fair, fairs.counts + _halls(fair, plan) + _shifts(fair, plan)


def _halls(fair: Fair, plan: FairPlan) -> Counts:
    kept = {hall.name: hall for hall in fair.halls.all()}
    halls = sync(
        Hall,
        kept,
        [(hall.name, {"fair": fair, "name": hall.name, "features": [*hall.features]}) for hall in plan.halls],
    )
    rooms_kept = {(room.hall.name, room.name): room for room in _in_fair(QuietRoom, "hall__fair", fair, "hall")}
    rooms = sync(
        QuietRoom,
        rooms_kept,
        [
            ((hall.name, name), {"hall": halls.objects[hall.name], "name": name})
            for hall in plan.halls
            for name in hall.quiet_rooms
        ],
    )
    zones_kept = {(zone.hall.name, zone.name): zone for zone in _in_fair(Zone, "hall__fair", fair, "hall")}
    zones = sync(
        Zone,
        zones_kept,
        [
            (
                (hall.name, zone.name),
                {
                    "hall": halls.objects[hall.name],
                    "name": zone.name,
                    "purpose": zone.purpose,
                    "features": [*zone.features],
                },
            )
            for hall in plan.halls
            for zone in hall.zones
        ],
    )
    booths = sync(
        Booth,
        booths_of(fair),
        [
            (
                (hall.name, zone.name, booth.number),
                {
                    "zone": zones.objects[hall.name, zone.name],
                    "number": booth.number,
                    "desks": booth.desks,
                    "features": [*booth.features],
                },
            )
            for hall in plan.halls
            for zone in hall.zones
            for booth in zone.booths
        ],
    )
    return halls.counts + rooms.counts + zones.counts + booths.counts


def booths_of(fair: Fair) -> dict[tuple[str, str, str], Booth]:
    """The fair's booths by (hall, zone, number)."""
    booths = Booth.objects.filter(zone__hall__fair=fair).select_related("zone__hall")
    return {(booth.zone.hall.name, booth.zone.name, booth.number): booth for booth in booths}


def _in_fair(model, path: str, fair: Fair, above: str):
    return model.objects.filter(**{path: fair}).select_related(above)


def _shifts(fair: Fair, plan: FairPlan) -> Counts:
    kept = {(shift.name, shift.starts_at): shift for shift in fair.interpreter_shifts.all()}
    wanted = [
        (
            (shift.name, shift.starts_at),
            {
                "fair": fair,
                "name": shift.name,
                "languages": [*shift.languages],
                "starts_at": shift.starts_at,
                "ends_at": shift.ends_at,
            },
        )
        for shift in plan.interpreters
    ]
    return sync(InterpreterShift, kept, wanted).counts
