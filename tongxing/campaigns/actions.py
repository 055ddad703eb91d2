"""The only file that writes campaigns, their hosts and their events."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.campaigns.access import check_edit, check_edit_event
from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.common.refusal import Refused
from tongxing.people.access import check_writes_in
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch


@transaction.atomic
def create_campaign(*, by, **values) -> Campaign:
    """Make a campaign, not public yet. Raises ``Refused`` outside one's region or when the short name is taken."""
    check_writes_in(by, values["region"])
    if Campaign.objects.filter(slug=values["slug"]).exists():
        raise Refused(_("There is a campaign with the short name “%(slug)s” already.") % {"slug": values["slug"]})
    campaign = Campaign.objects.create(**values)
    record("created the campaign", campaign, by=by)
    return campaign


@transaction.atomic
def edit_campaign(*, campaign, by, **values) -> Campaign:
    """Change what a campaign says of itself; the trail keeps the names of what was changed."""
    check_edit(by, campaign)
    changed = _set(campaign, values)
    if changed:
        watch = Watch(campaign)
        campaign.save(update_fields=changed)
        record("changed the campaign", campaign, by=by, fields=changed, moved=watch.moved())
    return campaign


@transaction.atomic
def publish_campaign(*, campaign, is_public: bool, by) -> None:
    """Show the campaign to everybody, or take it back."""
    check_edit(by, campaign)
    campaign.is_public = is_public
    campaign.save(update_fields=["is_public"])
    record("published the campaign" if is_public else "took the campaign back from the public", campaign, by=by)


@transaction.atomic
def set_hosts(*, campaign, hosts: list[tuple[str, str]], by, event=None) -> None:
    """Replace the hosts of a campaign (or of one event) by ``hosts``, (name, capacity) in the order agreed."""
    check_edit(by, campaign)
    campaign.hosts.filter(event=event).delete()
    Host.objects.bulk_create(
        Host(campaign=campaign, event=event, name=name, capacity=capacity, order=order)
        for order, (name, capacity) in enumerate(hosts, 1)
    )
    record("set the hosts", event or campaign, by=by, hosts=[name for name, _capacity in hosts])


@transaction.atomic
def add_event(*, campaign, by, **values) -> Event:
    """Add an event. Raises ``Refused`` when its key is taken in this campaign."""
    check_edit(by, campaign)
    if campaign.events.filter(key=values["key"]).exists():
        raise Refused(_("This campaign has an event with the key “%(key)s” already.") % {"key": values["key"]})
    event = Event.objects.create(campaign=campaign, **values)
    record("added the event", event, by=by, key=event.key)
    return event


@transaction.atomic
def edit_event(*, event, by, **values) -> Event:
    """Change an event; its key and kind stay, for figures are named by them."""
    check_edit_event(by, event)
    changed = _set(event, values)
    if changed:
        watch = Watch(event)
        event.save(update_fields=changed)
        record("changed the event", event, by=by, fields=changed, moved=watch.moved())
    return event


def _set(thing, values) -> list[str]:
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return changed
