"""Bringing posts and people to a fair from a spreadsheet: all good rows at once, or none."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.fairs.actions.fair import locked
from tongxing.fairs.actions.taking_part import register, take_part
from tongxing.fairs.intake_access import check_brings_people, check_brings_posts
from tongxing.fairs.models import Participation, Registration
from tongxing.fairs.models.number import new_number
from tongxing.fairs.seeker_comparison import SeekerComparison, SeekerMatch, compare_seekers
from tongxing.jobs.actions.seeker import FIELDS, save_profile
from tongxing.jobs.actions.vacancy_sheet import Moved
from tongxing.jobs.actions.vacancy_sheet import import_vacancies as import_posts
from tongxing.jobs.sheets.comparison import CHANGED, NEW, UNCHANGED, Comparison
from tongxing.jobs.sheets.line import Line
from tongxing.people.actions import add_guardian, change_person, give_consent, register_person, set_needs
from tongxing.people.models import Consent
from tongxing.trail.actions import record

PAPER = Consent.Means.PAPER


@transaction.atomic
def import_vacancies(*, fair, lines: Sequence[Line], by, source: str = "", seen: str = "") -> Comparison:
    """Write the posts of the good rows; their employers take part in the fair.

    ``source`` is the file's SHA-256, ``seen`` the fingerprint of what was confirmed (``Moved`` when it no longer
    holds). Rows with problems are left out; they are for whoever sent the file.
    """
    fair = locked(fair)
    check_brings_posts(by, fair)
    comparison = import_posts(event=fair.event, lines=lines, by=by, source=source, seen=seen)
    touched = {match.employer.pk: match.employer for match in (*comparison.of(NEW), *comparison.of(CHANGED))}
    named = touched | {match.employer.pk: match.employer for match in comparison.of(UNCHANGED)}
    standing = {
        participation.employer_id: participation for participation in fair.participations.filter(employer__in=named)
    }
    new = [Participation(fair=fair, employer=named[pk], number=new_number("E")) for pk in named if pk not in standing]
    Participation.objects.bulk_create(new, batch_size=200)
    if new:
        record("entered employers for a fair", fair, by=by, numbers=[one.number for one in new], source=source)
    for pk, participation in standing.items():
        if participation.is_withdrawn and pk in touched:
            take_part(fair=fair, employer=touched[pk], by=by)
    return comparison


def _each(items: Iterable) -> Iterable:
    return items


@transaction.atomic
def import_seekers(
    *, fair, lines: Sequence[Line], by, source: str = "", seen: str = "", each: Callable[[list], Iterable] = _each
) -> SeekerComparison:
    """Write the people of the good rows and register them for the fair. ``each`` may watch the rows go by."""
    fair = locked(fair)
    check_brings_people(by, fair)
    comparison = compare_seekers(lines, fair=fair, by=by)
    if seen and seen != comparison.fingerprint():
        raise Moved(_("Somebody changed these people while you were looking. See what the file would do now."))
    for match in each([*comparison.of(NEW), *comparison.of(CHANGED)]):
        _write(fair, match, by)
    if not comparison.changes_nothing:
        record("imported seekers", fair, by=by, source=source, rows=comparison.counts())
    return comparison


def _write(fair, match: SeekerMatch, by) -> None:
    values = match.line.values
    if match.person is None:
        match.person = register_person(**values["person"], needs=values.get("needs", ()), by=by)
        _profile(match, by)
        wanted = {"guardian", *(f"consent_{purpose}" for purpose in values["consents"])}
    else:
        wanted = set(match.changes)
        facts = {
            name: values["person"][name]
            for name in ("phone", "other_phones", "certificate", "region")
            if name in wanted
        }
        if facts:
            change_person(person=match.person, by=by, **facts)
        if "needs" in wanted:
            set_needs(person=match.person, needs=values["needs"], by=by)
        if wanted & set(FIELDS):
            _profile(match, by)
    if "guardian" in wanted and values.get("guardian"):
        add_guardian(person=match.person, by=by, **values["guardian"])
    for purpose in values["consents"]:
        if f"consent_{purpose}" in wanted:
            give_consent(person=match.person, purpose=purpose, means=PAPER, by=by)
    if not match.is_registered:
        register(fair=fair, person=match.person, means=Registration.Means.SHEET, by=by, number=values.get("number", ""))


def _profile(match: SeekerMatch, by) -> None:
    values = {name: match.line.values[name] for name in FIELDS if name in match.line.values}
    save_profile(person=match.person, values=values, by=by, rank=False)
