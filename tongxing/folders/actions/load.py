"""Loading a campaign folder: all of it, or nothing and a sentence for each problem."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common.constraints import CONTRADICTION, sentence_of
from tongxing.common.table_statistics import refresh_table_statistics
from tongxing.fairs.models import Fair
from tongxing.folders.actions.entries import EventWriter
from tongxing.folders.actions.outline import write_outline
from tongxing.folders.actions.people import write_people
from tongxing.folders.actions.regions import load_regions
from tongxing.folders.actions.syncing import Counts
from tongxing.folders.format import FORMS
from tongxing.folders.plan import Outline, Plan
from tongxing.folders.problem import DOUBT, NOTICE, PROBLEM, Problem, gathered
from tongxing.folders.reading.folder import read_sheets
from tongxing.folders.reading.outline import FILE, read_outline
from tongxing.folders.reading.regions import read_regions
from tongxing.folders.remarks import Remark, of_campaign
from tongxing.people.models import Region
from tongxing.trail.actions import record

SHOWN = 5
"""How many entries a sentence names before it says how many more there are."""


@dataclass
class Loaded:
    """What came of it: problems (then nothing was written), or what was written by event and sheet.

    ``notices`` say what was not read (totals, hidden sheets), ``doubts`` what should be looked at, whether or not
    there are problems.
    """

    slug: str = ""
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, dict[str, Counts]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    is_dry: bool = False
    notices: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)

    def total(self) -> Counts:
        """All sheets together."""
        total = Counts()
        for sheets in self.counts.values():
            for counts in sheets.values():
                total += counts
        return total


class _Undo(Exception):
    """Ends the transaction without keeping anything."""


def load_campaign(
    *, folder: Path, by, dry_run: bool = False, remove: bool = False, each: Callable[..., Any] = iter
) -> Loaded:
    """Bring the database to what ``folder`` says.

    Everything is read and checked inside one transaction, so that a folder that brings its own regions can be
    read at all; with a single problem, or with ``dry_run``, the transaction is taken back. ``remove`` takes out
    entries of the campaign that the folder does not have; without it they are a problem. ``each`` may watch the
    events go by.
    """
    loaded = Loaded(is_dry=dry_run)
    if not folder.is_dir():
        return Loaded(problems=[Problem(_("There is no such folder. Check its name."), str(folder))])
    outline, loaded.problems = read_outline(folder)
    if outline is None:
        return loaded
    loaded.slug = outline.slug
    try:
        with transaction.atomic():
            _load(folder, outline, loaded, by, remove, each)
            if loaded.problems or dry_run:
                raise _Undo
        refresh_table_statistics()  # before anything is matched: the tables may have been empty a moment ago
    except _Undo:
        pass
    except ProtectedError as error:
        kinds = "、".join(sorted({str(one._meta.verbose_name) for one in error.protected_objects}))
        sentence = _("What the folder leaves out is still needed by others: %(kinds)s. Put its rows back.")
        loaded.problems.append(Problem(sentence % {"kinds": kinds}, folder.name))
    except IntegrityError as error:
        sentence = _("Two entries contradict each other: %(sentence)s Nothing was written.")
        reason = sentence_of(error) or CONTRADICTION
        loaded.problems.append(Problem(sentence % {"sentence": reason}, folder.name))
    if loaded.problems:
        loaded.counts, loaded.remarks = {}, []
    loaded.problems = gathered(loaded.problems)
    return loaded


def _load(folder: Path, outline: Outline, loaded: Loaded, by, remove: bool, each) -> None:
    if (folder / "regions.csv").is_file():
        known = dict(Region.objects.values_list("code", "level"))
        lines, problems = read_regions(folder / "regions.csv", known)
        problems = _set_aside(problems, loaded)
        loaded.problems += problems
        if not problems:
            done = load_regions(lines=lines, by=by)
            loaded.counts["regions"] = {"regions": Counts(done.added, done.changed, 0, done.same)}
    plan, problems = read_sheets(folder, outline, each)
    loaded.problems += _set_aside(problems, loaded) + _events_left_out(outline)
    if loaded.problems:
        return
    reported = set(
        Fair.objects.filter(event__campaign__slug=outline.slug, state=Fair.State.REPORTED).values_list(
            "event__key", flat=True
        )
    )
    campaign, events, fairs, counts = write_outline(outline)
    loaded.counts["campaign"] = {"campaign": counts}
    people, counts, problems = write_people(plan)
    loaded.counts["people"] = {"people": counts}
    loaded.problems += problems
    if problems:
        return
    for key, sheets in each(list(plan.sheets.items())):
        writer = EventWriter(events[key], fairs[key], sheets, people, remove, by)
        writer.write()
        loaded.counts[key] = writer.counts
        loaded.problems += [_lacking(key, name, numbers) for name, numbers in writer.lacking.items()]
        if key in reported and not all(count.is_quiet for count in writer.counts.values()):
            sentence = _("This fair is reported: its entries no longer change. Correct its figures with errata.")
            loaded.problems.append(Problem(sentence, key))
    _record(campaign, plan, loaded, by)
    loaded.remarks = of_campaign(campaign)


def _set_aside(problems: list[Problem], loaded: Loaded) -> list[Problem]:
    """The problems proper; the notices and doubts among them are kept apart."""
    loaded.notices += [problem for problem in problems if problem.kind == NOTICE]
    loaded.doubts += [problem for problem in problems if problem.kind == DOUBT]
    return [problem for problem in problems if problem.kind == PROBLEM]


def _lacking(key: str, name: str, numbers: list[str]) -> Problem:
    shown = "、".join(numbers[:SHOWN]) + (" …" if len(numbers) > SHOWN else "")
    sentence = _(
        "The database has %(count)d entries of this sheet that the folder lacks: %(numbers)s. Put their rows back, "
        "or load with --remove to take them out."
    )
    return Problem(sentence % {"count": len(numbers), "numbers": shown}, f"{key}/{FORMS[name].file}")


def _events_left_out(outline: Outline) -> list[Problem]:
    """Events that the database has and campaign.toml no longer names."""
    named = {event.key for event in outline.events}
    campaign = Campaign.objects.filter(slug=outline.slug).first()
    keys = [event.key for event in campaign.events.all() if event.key not in named] if campaign else []
    sentence = _("The campaign has an event %(key)s that is not named here. Add it, or delete it on its page first.")
    return [Problem(sentence % {"key": key}, FILE) for key in keys]


def _record(campaign: Campaign, plan: Plan, loaded: Loaded, by) -> None:
    total = loaded.total()
    if total.is_quiet:
        return
    sizes = {key: {name: len(getattr(sheets, name)) for name in FORMS} for key, sheets in plan.sheets.items()}
    facts: dict[str, Any] = {"added": total.added, "changed": total.changed, "removed": total.removed, "entries": sizes}
    record("loaded a campaign from a folder", campaign, by=by, row_moves=total.moved, **facts)
