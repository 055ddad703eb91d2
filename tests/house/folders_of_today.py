"""A campaign folder whose fair is today's, and how a moment comes in by one of its cells."""

import datetime as dt
import json
from copy import deepcopy

from django.utils import timezone

from tests import clock
from tests.folders.small import SHEETS, SmallFolder
from tongxing.common.dates import local
from tongxing.folders.actions import load_campaign

HOUR = dt.timedelta(hours=1)
TODAY = clock.START.date()


def at(hour, minute=0, day=TODAY):
    return local(day, dt.time(hour, minute))


def in_a_folder(sheet, row, field, cell, **more):
    """The cell of a sheet of a folder, whose fair is today's as well."""

    def bring(scene, moment):
        small = folder_of_today(scene.folder)
        small.sheets[sheet][row] |= {field: f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}", **more}
        return problems_at(small, sheet, cell)

    return bring


def folder_of_today(path) -> SmallFolder:
    small = SmallFolder(path)
    text = json.dumps(SHEETS).replace("2026-05-17", f"{TODAY}").replace("2026/5/17", f"{TODAY:%Y/%m/%d}")
    small.rows = {"fair.city": json.loads(text.replace("11:00:00", "10:05:00"))}
    small.sheets = small.rows["fair.city"]
    small.sheets["interviews"] = [{"registration": "R-1", "vacancy": "P-1"}]
    small.outline |= {"year": TODAY.year, "starts_on": TODAY, "ends_on": TODAY}
    small.outline["events"] = [deepcopy(small.event) | {"starts_at": plain(9), "ends_at": plain(16)}]
    small.event = small.outline["events"][0]
    small.event["fair"]["interpreters"][0] |= {"starts_at": plain(9), "ends_at": plain(16)}
    return small


def plain(hour, minute=0):
    return dt.datetime.combine(TODAY, dt.time(hour, minute))


def problems_at(small, sheet, cell) -> str:
    loaded = load_campaign(folder=small.write(), by="tests")
    here = [
        one
        for one in loaded.problems
        if one.cell == cell and one.file.startswith(("campaign.toml", "fair.city/" + sheet))
    ]
    assert bool(here) == bool(loaded.problems), [str(one) for one in loaded.problems]
    return "\n".join(one.sentence for one in here)


def in_the_outline(key):
    def bring(scene, moment):
        small = folder_of_today(scene.folder)
        shift = small.event["fair"]["interpreters"][0]
        shift[key] = timezone.localtime(moment).replace(tzinfo=None)
        if moment < at(9) or key == "starts_at":
            shift["ends_at"] = max(shift["ends_at"], shift[key] + HOUR / 2)
        return problems_at(small, "", f"events[1].fair.interpreters[1].{key}")

    return bring
