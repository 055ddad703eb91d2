"""Saving a campaign as a folder: the same form that loading reads, so that both give the same figures and hashes."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign, Host
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.folders.rows import rows_of
from tongxing.folders.writing import OUTLINE, write_folder
from tongxing.people.models import Region
from tongxing.trail.actions import record


@transaction.atomic
def save_campaign(*, campaign: Campaign, folder: Path, by) -> dict[str, dict[str, int]]:
    """Write ``campaign`` into ``folder``; gives the number of rows by event and sheet.

    The sheets hold names, telephone and certificate numbers in clear: the folder is for its owner alone, and the
    trail says that it was written. Raises ``Refused`` where ``check_place`` does.
    """
    check_place(campaign, folder)
    events = list(campaign.events.select_related("region").order_by("starts_at", "key"))
    fairs = {fair.event_id: fair for fair in Fair.objects.filter(event__campaign=campaign).select_related("event")}
    rows = {event.key: rows_of(fairs[event.pk]) for event in events if event.pk in fairs}
    counts = {key: {name: len(sheet) for name, sheet in sheets.items() if sheet} for key, sheets in rows.items()}
    record("saved a campaign as a folder", campaign, by=by, why="names and numbers in clear", entries=counts)
    write_folder(folder, _outline(campaign, events, fairs), rows, _regions(campaign, rows))
    return counts


def check_place(campaign: Campaign, folder: Path) -> None:
    """A folder that is empty, not there yet, or holds the same campaign."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(_("“%(folder)s” is not a folder. Name another place.") % {"folder": folder})
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        kept = tomllib.loads((folder / OUTLINE).read_text(encoding="utf-8")).get("slug")
    except (OSError, ValueError):
        kept = None
    if kept != campaign.slug:
        raise Refused(
            _("“%(folder)s” is not empty and does not hold the campaign %(slug)s. Name an empty folder.")
            % {"folder": folder, "slug": campaign.slug}
        )


def _outline(campaign: Campaign, events: list, fairs: dict[int, Fair]) -> dict[str, Any]:
    """campaign.toml; what is empty is left out."""
    hosts = list(campaign.hosts.select_related("region").order_by("order"))

    def hosts_of(event_id):
        return [_host(host) for host in hosts if host.event_id == event_id]

    outline = {
        "slug": campaign.slug,
        "name": campaign.name,
        "theme": campaign.theme,
        "brand_line": campaign.brand_line,
        "summary": campaign.summary,
        "year": campaign.year,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "region": campaign.region.code,
        "is_public": campaign.is_public,
        "hosts": hosts_of(None),
        "events": [
            _filled(
                {
                    "key": event.key,
                    "kind": event.kind,
                    "name": event.name,
                    "summary": event.summary,
                    "region": event.region.code,
                    "place": event.place,
                    "address": event.address,
                    "online_address": event.online_address,
                    "starts_at": _local(event.starts_at),
                    "ends_at": _local(event.ends_at),
                    "hosts": hosts_of(event.pk),
                    "fair": _fair(fairs[event.pk]) if event.pk in fairs else None,
                }
            )
            for event in events
        ],
    }
    return _filled(outline)


def _host(host: Host) -> dict[str, Any]:
    return {"name": host.name, "capacity": host.capacity} | ({"region": host.region.code} if host.region else {})


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in ("", None, [])}


def _local(at):
    return timezone.localtime(at).replace(tzinfo=None)


def _fair(fair: Fair) -> dict[str, Any]:
    halls = [
        _filled(
            {
                "name": hall.name,
                "features": hall.features,
                "quiet_rooms": sorted(room.name for room in hall.quiet_rooms.all()),
                "zones": [
                    _filled(
                        {
                            "name": zone.name,
                            "purpose": zone.purpose,
                            "features": zone.features,
                            "booths": [
                                _filled({"number": booth.number, "desks": booth.desks, "features": booth.features})
                                for booth in sorted(zone.booths.all(), key=lambda booth: booth.number)
                            ],
                        }
                    )
                    for zone in sorted(hall.zones.all(), key=lambda zone: zone.pk)
                ],
            }
        )
        for hall in fair.halls.order_by("pk").prefetch_related("quiet_rooms", "zones__booths")
    ]
    shifts = [
        {
            "name": shift.name,
            "languages": shift.languages,
            "starts_at": _local(shift.starts_at),
            "ends_at": _local(shift.ends_at),
        }
        for shift in fair.interpreter_shifts.order_by("starts_at", "name")
    ]
    facts = {"mode": fair.mode, "state": fair.state, "interview_minutes": fair.interview_minutes}
    return facts | _filled({"halls": halls, "interpreters": shifts})


def _regions(campaign: Campaign, rows: dict[str, dict[str, list[dict]]]) -> list[list]:
    """The regions that the folder names, and those above them, so that it loads where they are not known."""
    codes = {
        row["region_code"]
        for sheets in rows.values()
        for sheet in sheets.values()
        for row in sheet
        if "region_code" in row
    }
    codes |= {campaign.region.code, *campaign.events.values_list("region__code", flat=True)}
    codes |= set(campaign.hosts.exclude(region=None).values_list("region__code", flat=True))
    paths = Region.objects.filter(code__in=codes).values_list("path", flat=True)
    named = {code for path in paths for code in path.split(".") if code}
    return [
        [
            region.code,
            region.name,
            region.level,
            region.parent.code if region.parent else "",
            region.valid_from.isoformat() if region.valid_from else "",
            region.valid_until.isoformat() if region.valid_until else "",
        ]
        for region in Region.objects.filter(code__in=named).select_related("parent").order_by("level", "code")
    ]
