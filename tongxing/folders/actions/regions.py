"""Loading regions."""

from dataclasses import dataclass

from django.db import transaction

from tongxing.folders.reading.regions import RegionLine
from tongxing.people.models import Person, Region, SearchTerm
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch


@dataclass(frozen=True)
class RegionsLoaded:
    """How many regions are new, changed, and as they were."""

    added: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def load_regions(*, lines: list[RegionLine], by) -> RegionsLoaded:
    """Write ``lines`` (parents first, checked by ``read_regions``); what is there already is only corrected.

    When a region moves to another parent, the paths of all that lies below it move along.
    """
    kept = {region.code: region for region in Region.objects.all()}
    watch = Watch(*kept.values())
    added = changed = same = 0
    for level in sorted({line.level for line in lines}):
        fresh = []
        for line in (line for line in lines if line.level == level):
            parent = kept[line.parent] if line.parent else None
            facts = {
                "name": line.name,
                "level": line.level,
                "parent": parent,
                "path": (parent.path if parent else "") + line.code + ".",
                "valid_from": line.valid_from,
                "valid_until": line.valid_until,
            }
            region = kept.get(line.code)
            if region is None:
                fresh.append(Region(code=line.code, **facts))
            elif any(getattr(region, field) != value for field, value in facts.items()):
                _correct(region, facts, kept)
                changed += 1
            else:
                same += 1
        Region.objects.bulk_create(fresh)
        kept |= {region.code: region for region in fresh}
        added += len(fresh)
    if added or changed:
        tops = [line.code for line in lines if line.level == min(line.level for line in lines)]
        record(
            "loaded regions", ("people.region", tops[0]), by=by, added=added, changed=changed, row_moves=watch.moved()
        )
    return RegionsLoaded(added, changed, same)


def _correct(region: Region, facts: dict, kept: dict[str, Region]) -> None:
    old_path = region.path
    for field, value in facts.items():
        setattr(region, field, value)
    region.save()
    if region.path == old_path:
        return
    SearchTerm.objects.follow(Person.objects.filter(region=region).select_related("region"))
    for below in kept.values():
        if below.path.startswith(old_path) and below.pk != region.pk:
            below.path = region.path + below.path[len(old_path) :]
            below.save(update_fields=["path"])
