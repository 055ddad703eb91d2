"""What a sheet of posts would change: new, changed with old and new, unchanged, to be mended. Nothing is written.

A row is the post with its number at the same employer, where it has one; else the post of the same employer,
title and place: the one that is equal where there are several, then the first, second, … in order.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tongxing.common.digest import digest
from tongxing.jobs.models import Vacancy
from tongxing.jobs.sheets.line import Line
from tongxing.organisations.access import fills
from tongxing.organisations.models import Organisation, name_key
from tongxing.organisations.register import Firm, Register

NEW, CHANGED, UNCHANGED, MEND = "new", "changed", "unchanged", "mend"
NOT_COMPARED = {"firm", "number", "occupation"}


@dataclass
class Match:
    """One row, its employer (an ``Organisation``, not saved yet where new), the post that it is (a ``Vacancy``, or
    nothing), and what would change."""

    line: Line
    kind: str = NEW
    employer: Any = None
    vacancy: Any = None
    changes: dict[str, tuple] = field(default_factory=dict)


@dataclass
class Comparison:
    """All rows; employers that would be new; facts that would be filled in; posts the sheet does not name."""

    matches: list[Match]
    new_employers: list[Organisation]
    filled: list[tuple[Organisation, dict]]
    left: list[Vacancy]

    def of(self, kind: str) -> list[Match]:
        """The rows of one kind, in order."""
        return [match for match in self.matches if match.kind == kind]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        return {kind: len(self.of(kind)) for kind in (NEW, CHANGED, UNCHANGED, MEND)}

    @property
    def changes_nothing(self) -> bool:
        """Whether confirming would write nothing at all."""
        return not (self.of(NEW) or self.of(CHANGED) or self.filled)

    def fingerprint(self) -> str:
        """Equal when confirming would do the same: what somebody saw is what they confirm."""
        return digest([[one.line.number, one.kind, *_facts(one)] for one in self.matches])


def compare(lines: Iterable[Line], *, event, by, lock: bool = False) -> Comparison:
    """Each line against the posts of ``event``; six queries for any number of lines.

    A line whose firm stands under another credit code gets a problem. ``by`` is who would write. With ``lock`` the
    posts are held until the transaction ends.
    """
    matches = [Match(line) for line in lines]
    new_employers, filled = _find_employers(matches, by)
    employers = {match.employer.pk for match in matches if match.employer and match.employer.pk}
    standing = Vacancy.objects.filter(event=event, employer__in=employers).order_by("pk")
    posts = list(standing.select_for_update(of=("self",)) if lock else standing)
    claimed = _by_number(matches, posts)
    _by_what_it_is(matches, [post for post in posts if post.pk not in claimed], claimed)
    for match in matches:
        _decide(match)
    left = [post for post in posts if post.pk not in claimed and post.state != Vacancy.State.WITHDRAWN]
    return Comparison(matches, new_employers, filled, left)


def _find_employers(matches: list[Match], by) -> tuple[list[Organisation], list[tuple[Organisation, dict]]]:
    firms = [match.line.values["firm"] for match in matches if "firm" in match.line.values]
    register = Register(firms)
    new: list[Organisation] = []
    filled: dict[int, tuple[Organisation, dict]] = {}
    for match in matches:
        firm: Firm | None = match.line.values.get("firm")
        if firm is None:
            continue
        employer = register.find(firm)
        rival = None if employer else register.rival(firm)
        if rival:
            match.line.wrong(
                "credit_code",
                _("“%(name)s” stands in %(region)s with the credit code %(code)s: compare with the business licence.")
                % {"name": rival.name, "region": rival.region, "code": rival.credit_code},
            )
            continue
        if employer is None and not match.line.problems:
            employer = Organisation(name=firm.name, region=firm.region, **firm.said())
            register.add(employer)
            new.append(employer)
        if employer is not None and employer.pk and not match.line.problems and fills(by, employer):
            facts = {name: value for name, value in firm.said().items() if getattr(employer, name) in ("", None)}
            if facts:
                kept = filled.setdefault(employer.pk, (employer, {}))[1]
                for name, value in facts.items():
                    kept.setdefault(name, value)
        if employer is not None and name_key(employer.name) != name_key(firm.name):
            match.line.doubt(
                "employer",
                _("This is %(name)s, known by its credit code or under another spelling.") % {"name": employer.name},
            )
        match.employer = employer
    return new, list(filled.values())


def numbered(number: str, employer) -> str:
    """The number of an employer's own sheet where another employer has the plain one at the same event."""
    return f"{employer.pk}-{number}"[:40]


def _by_number(matches: list[Match], posts: list[Vacancy]) -> set[int]:
    by_number = {(post.employer_id, post.number): post for post in posts}
    claimed: set[int] = set()
    for match in matches:
        number, employer = match.line.values.get("number"), match.employer
        if number and employer and employer.pk:
            plain, own = (employer.pk, number), (employer.pk, numbered(number, employer))
            post = by_number.get(plain) or by_number.get(own)
            if post and post.pk not in claimed:
                match.vacancy = post
                claimed.add(post.pk)
    return claimed


def _by_what_it_is(matches: list[Match], posts: list[Vacancy], claimed: set[int]) -> None:
    standing = defaultdict(list)
    for post in posts:
        standing[post.employer_id, name_key(post.title), name_key(post.place)].append(post)
    rows = defaultdict(list)
    for match in matches:
        values, employer = match.line.values, match.employer
        if match.vacancy is None and not values.get("number") and employer and employer.pk:
            rows[employer.pk, name_key(values.get("title", "")), name_key(values.get("place", ""))].append(match)
    for key, group in rows.items():
        free = standing[key]
        for match in group:
            equal = next((post for post in free if not differences(match.line, post)), None)
            if equal:
                match.vacancy = equal
                free.remove(equal)
        for match in group:
            if match.vacancy is None and free:
                match.vacancy = free.pop(0)
    claimed.update(match.vacancy.pk for match in matches if match.vacancy)


def differences(line: Line, post: Vacancy) -> dict[str, tuple]:
    """{field: (old, new)} where the row says something else than the post."""
    changes = {}
    for name, value in line.values.items():
        if name in NOT_COMPARED:
            continue
        if name == "region":
            if post.region_id != value.pk:
                changes[name] = (post.region_id, value)
        elif getattr(post, name) != value:
            changes[name] = (getattr(post, name), value)
    return changes


def _decide(match: Match) -> None:
    if match.line.problems:
        match.kind = MEND
        return
    if match.vacancy is None:
        match.kind = NEW
        return
    match.changes = differences(match.line, match.vacancy)
    match.kind = CHANGED if match.changes else UNCHANGED
    if match.vacancy.state != Vacancy.State.OPEN:
        match.line.doubt(
            "title", _("This post is “%(state)s” and stays so.") % {"state": match.vacancy.get_state_display()}
        )


def _facts(match: Match) -> list[str]:
    if match.kind == NEW:
        return [f"{name}={value}" for name, value in match.line.values.items()]
    if match.kind == CHANGED and match.vacancy:
        return [str(match.vacancy.pk), *(f"{name}:{old}>{new}" for name, (old, new) in match.changes.items())]
    return []
