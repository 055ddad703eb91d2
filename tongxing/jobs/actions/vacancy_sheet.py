"""Writing what a sheet of posts says: all that is good at once, or nothing."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Event
from tongxing.common.refusal import Refused
from tongxing.jobs.access import vacancy as access
from tongxing.jobs.actions.vacancy import check_wording, numbers
from tongxing.jobs.models import Vacancy
from tongxing.jobs.sheets.comparison import CHANGED, NEW, UNCHANGED, Comparison, compare, numbered
from tongxing.jobs.sheets.line import Line
from tongxing.organisations.actions import ensure_employers
from tongxing.trail.actions import record

BATCH = 200


class Moved(Refused):
    """Between looking and confirming somebody changed these posts: look again, then confirm."""


@transaction.atomic
def import_vacancies(*, event, lines: Sequence[Line], by, source: str = "", seen: str = "") -> Comparison:
    """Write the rows without problems; employers that are not there yet are entered first.

    ``source`` is the file's SHA-256, for the trail. ``seen`` is the fingerprint of what was confirmed: raises
    ``Moved`` when the rows would now do something else. A sheet that changes nothing leaves no entry.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    access.check_takes_posts(event)
    comparison = compare(lines, event=event, by=by, lock=True)
    if seen and seen != comparison.fingerprint():
        raise Moved(_("Somebody changed these posts while you were looking. See what the file would do now."))
    good = [match for match in comparison.matches if match.kind in (NEW, CHANGED, UNCHANGED)]
    ensured = ensure_employers(firms=[match.line.values["firm"] for match in good], by=by)
    for match, (employer, _is_new) in zip(good, ensured, strict=True):
        match.employer = employer
    for employer in {match.employer.pk: match.employer for match in good}.values():
        access.check_enters(by, event, employer)
    new, changed = comparison.of(NEW), comparison.of(CHANGED)
    for match in (*new, *changed):
        check_wording(match.line.values)
    _create(event, new, {match.line.values.get("number", "") for match in comparison.matches})
    _change(changed)
    if new or changed:
        record(
            "imported vacancies",
            event,
            by=by,
            source=source,
            new=[match.vacancy.number for match in new],
            changed={
                match.vacancy.pk: {"version": match.vacancy.version, "fields": sorted(match.changes)}
                for match in changed
            },
        )
    return comparison


def _create(event, matches, wishes: set[str]) -> None:
    """``wishes`` are the numbers that rows of this sheet bring along: none is given to another post."""
    taken = set(Vacancy.objects.filter(event=event).values_list("number", flat=True))
    free = numbers(event)
    for match in matches:
        values = {name: value for name, value in match.line.values.items() if name not in ("firm", "number")}
        wanted = match.line.values.get("number", "")
        if wanted in taken:
            wanted = numbered(wanted, match.employer)
        number = wanted or next(one for one in free if one not in taken and one not in wishes)
        taken.add(number)
        values.setdefault("region", match.employer.region)
        match.vacancy = Vacancy(event=event, employer=match.employer, number=number, **values)
    try:
        with transaction.atomic():
            Vacancy.objects.bulk_create([match.vacancy for match in matches], batch_size=BATCH)
    except IntegrityError as error:
        raise Refused(_("Somebody entered posts at the same moment. Please try again.")) from error


def _change(matches) -> None:
    fields = {"version"}
    for match in matches:
        for name, (_old, value) in match.changes.items():
            setattr(match.vacancy, name, value)
            fields.add(name)
        if "title" in match.changes:
            match.vacancy.occupation = match.line.values.get("occupation", "")
            fields.add("occupation")
        match.vacancy.version += 1
    Vacancy.objects.bulk_update([match.vacancy for match in matches], sorted(fields), batch_size=BATCH)
