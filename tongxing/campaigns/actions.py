"""The only file that writes campaigns, their hosts and their events."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.campaigns import kinds, naming
from tongxing.campaigns.access import check_edit, check_edit_event
from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.common.refusal import Refused
from tongxing.people.access import check_writes_in
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

RESERVED = ("new",)
"""Short names that would lead to another page."""


@transaction.atomic
def create_campaign(*, by, **values) -> Campaign:
    """Make a campaign, not public yet. Raises ``Refused`` outside one's region or when the short name is taken.

    Without a short name (``slug``) it gets one made of its name; without a year, that of its first day.
    """
    check_writes_in(by, values["region"])
    if not values.get("slug"):
        taken = {*RESERVED, *Campaign.objects.values_list("slug", flat=True)}
        values["slug"] = naming.short_name(values["name"], taken)
    values.setdefault("year", values["starts_on"].year)
    if Campaign.objects.filter(slug=values["slug"]).exists():
        raise Refused(_("There is a campaign with the short name “%(slug)s” already.") % {"slug": values["slug"]})
    campaign = Campaign.objects.create(**values)
    record("created the campaign", campaign, by=by)
    return campaign


@transaction.atomic
def make_campaign(*, hosts: Sequence[tuple], by, **values) -> Campaign:
    """A campaign with its hosts, as the page asks for it: both or neither."""
    campaign = create_campaign(by=by, **values)
    set_hosts(campaign=campaign, hosts=hosts, by=by)
    return campaign


@transaction.atomic
def edit_campaign(*, campaign, by, **values) -> Campaign:
    """Change what a campaign says of itself; the trail keeps the names of what was changed."""
    check_edit(by, campaign)
    changed = _set(campaign, values)
    if changed:
        watch = Watch(campaign)
        campaign.save(update_fields=changed)
        record("changed the campaign", campaign, by=by, fields=changed, row_moves=watch.moved())
    return campaign


@transaction.atomic
def publish_campaign(*, campaign, is_public: bool, by) -> None:
    """Show the campaign to everybody, or take it back."""
    check_edit(by, campaign)
    campaign.is_public = is_public
    campaign.save(update_fields=["is_public"])
    record("published the campaign" if is_public else "took the campaign back from the public", campaign, by=by)


@transaction.atomic
def set_hosts(*, campaign, hosts: Sequence[tuple], by, event=None) -> None:
    """Replace the hosts of a campaign (or of one event) by ``hosts``, in the order agreed.

    Each is (name, capacity) or (name, capacity, region or None). What a host may do follows from its capacity and
    region (``campaigns.access``); the trail keeps both lists.
    """
    if event is None:
        check_edit(by, campaign)
    else:
        check_edit_event(by, event)
    before = [_told(host) for host in campaign.hosts.filter(event=event).select_related("region")]
    made = [
        Host(campaign=campaign, event=event, name=name, capacity=capacity, region=next(iter(region), None), order=order)
        for order, (name, capacity, *region) in enumerate(hosts, 1)
    ]
    after = [_told(host) for host in made]
    if before == after:
        return
    campaign.hosts.filter(event=event).delete()
    Host.objects.bulk_create(made)
    record("set the hosts", event or campaign, by=by, hosts=after, before=before)


def _told(host: Host) -> list[str]:
    return [host.name, host.capacity, host.region.code if host.region else ""]


@transaction.atomic
def add_event(*, campaign, by, **values) -> Event:
    """Add an event. Raises ``Refused`` when its key is taken in this campaign; without a key it gets a free one."""
    check_edit(by, campaign)
    if not values.get("key"):
        taken = set(campaign.events.values_list("key", flat=True))
        values["key"] = naming.event_key(values["kind"], values["name"], taken)
    if campaign.events.filter(key=values["key"]).exists():
        raise Refused(_("This campaign has an event with the key “%(key)s” already.") % {"key": values["key"]})
    event = Event.objects.create(campaign=campaign, **values)
    record("added the event", event, by=by, key=event.key)
    return event


@transaction.atomic
def plan_event(*, campaign, hosts: Sequence[tuple], by, **values):
    """Add an event with its hosts and with what its kind brings: a fair is made together with its event.

    Answers with (event, what came with it or ``None``).
    """
    event = add_event(campaign=campaign, by=by, **values)
    set_hosts(campaign=campaign, event=event, hosts=hosts, by=by)
    return event, kinds.make_for(event, by)


@transaction.atomic
def edit_event(*, event, by, **values) -> Event:
    """Change an event; its key and kind stay, for figures are named by them."""
    check_edit_event(by, event)
    changed = _set(event, values)
    if changed:
        watch = Watch(event)
        event.save(update_fields=changed)
        record("changed the event", event, by=by, fields=changed, row_moves=watch.moved())
    return event


def _set(thing, values) -> list[str]:
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return changed
