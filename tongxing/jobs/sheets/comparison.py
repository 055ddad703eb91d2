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
from tongxing.jobs.sheets.pairing import equal_pairs
from tongxing.organisations.access import fills
from tongxing.organisations.models import Organisation, name_key
from tongxing.organisations.register import Firm, Register
from tongxing.people.models import Region

NEW, CHANGED, UNCHANGED, MEND = "new", "changed", "unchanged", "mend"
NUMBER_LENGTH = 40
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
        return digest([[match.line.number, match.kind, *_facts(match)] for match in self.matches])


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
    claimed = _pair(matches, posts)
    for match in matches:
        _decide(match)
    left = [post for post in posts if post.pk not in claimed and post.state != Vacancy.State.WITHDRAWN]
    return Comparison(matches, new_employers, filled, left)


def _find_employers(matches: list[Match], by) -> tuple[list[Organisation], list[tuple[Organisation, dict]]]:
    """Each row's employer, in the order in which the rows will be written: a credit code that one row fills in
    holds for the rows below it."""
    register = Register([match.line.values["firm"] for match in matches if "firm" in match.line.values])
    new: list[Organisation] = []
    filled: dict[int, tuple[Organisation, dict]] = {}
    numbers: dict[tuple, int] = {}
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
        if employer is not None:
            _check_number_once(match, employer, numbers)
        if employer is None and not match.line.problems:
            employer = Organisation(name=firm.name, region=firm.region, **firm.said())
            register.add(employer)
            new.append(employer)
            _check_number_once(match, employer, numbers)
        elif employer is not None and not match.line.problems and (employer.pk is None or fills(by, employer)):
            facts = {name: value for name, value in firm.said().items() if getattr(employer, name) in ("", None)}
            for name, value in facts.items():
                setattr(employer, name, value)
            if "credit_code" in facts:
                register.add(employer)
            if facts and employer.pk:
                filled.setdefault(employer.pk, (employer, {}))[1].update(facts)
        if employer is not None and name_key(employer.name) != name_key(firm.name):
            match.line.doubt(
                "employer",
                _("This is %(name)s, known by its credit code or under another spelling.") % {"name": employer.name},
            )
        match.employer = employer
    return new, list(filled.values())


def _check_number_once(match: Match, employer: Organisation, numbers: dict[tuple, int]) -> None:
    """One number of one employer stands in one row, however the employer is called in each."""
    number = match.line.values.get("number")
    if not number or match.line.problems:
        return
    first = numbers.setdefault((employer.pk or id(employer), number), match.line.number)
    if first != match.line.number:
        match.line.wrong(
            "number",
            _("Row %(row)d has the number %(number)s already: give each post its own, or leave the cell empty.")
            % {"row": first, "number": number},
        )


def numbered(number: str, employer) -> str:
    """The number of an employer's own sheet where another employer has the plain one at the same event."""
    own = f"{employer.pk}-{number}"
    return own if len(own) <= NUMBER_LENGTH else f"{own[:28]}-{digest(own)[:11]}"


def _pair(matches: list[Match], posts: list[Vacancy]) -> set[int]:
    """Give each row the post that it is; the posts that were given away.

    A row with problems takes only what no good row is: the post that will be mended.
    """
    claimed: set[int] = set()
    good = [match for match in matches if not match.line.problems]
    bad = [match for match in matches if match.line.problems]
    _by_number(good, posts, claimed)
    _by_equality(good, posts, claimed)
    _by_number(bad, posts, claimed)
    _by_order(matches, posts, claimed)
    return claimed


def _by_number(matches: list[Match], posts: list[Vacancy], claimed: set[int]) -> None:
    by_number = {(post.employer_id, post.number): post for post in posts if post.pk not in claimed}
    for match in matches:
        number, employer = match.line.values.get("number"), match.employer
        if number and employer and employer.pk:
            plain, own = (employer.pk, number), (employer.pk, numbered(number, employer))
            post = by_number.get(plain) or by_number.get(own)
            if post and post.pk not in claimed:
                match.vacancy = post
                claimed.add(post.pk)


def _by_equality(matches: list[Match], posts: list[Vacancy], claimed: set[int]) -> None:
    standing = _standing(posts, claimed)
    for key, group in _without_number(matches).items():
        pairs = equal_pairs([_compared(match.line) for match in group], standing[key], _value)
        for index, place in pairs.items():
            group[index].vacancy = standing[key][place]
            claimed.add(standing[key][place].pk)


def _by_order(matches: list[Match], posts: list[Vacancy], claimed: set[int]) -> None:
    standing = _standing(posts, claimed)
    for key, group in _without_number(matches).items():
        if len(group) > len(standing[key]):
            group.sort(key=lambda match: bool(match.line.problems))
        for match, post in zip(group, standing[key], strict=False):
            match.vacancy = post
            claimed.add(post.pk)


def _standing(posts: list[Vacancy], claimed: set[int]) -> dict[tuple, list[Vacancy]]:
    """The posts that are left, by employer, title and place."""
    standing = defaultdict(list)
    for post in posts:
        if post.pk not in claimed:
            standing[post.employer_id, name_key(post.title), name_key(post.place)].append(post)
    return standing


def _without_number(matches: list[Match]) -> dict[tuple, list[Match]]:
    """The rows that have no number and no post yet, by employer, title and place."""
    rows = defaultdict(list)
    for match in matches:
        values, employer = match.line.values, match.employer
        if match.vacancy is None and not values.get("number") and employer and employer.pk:
            rows[employer.pk, name_key(values.get("title", "")), name_key(values.get("place", ""))].append(match)
    return rows


def _compared(line: Line) -> dict[str, Any]:
    """What a row says of its post, each value in a form that can be looked up."""
    return {name: _hashable(value) for name, value in line.values.items() if name not in NOT_COMPARED}


def _value(post: Vacancy, field: str) -> Any:
    return post.region_id if field == "region" else _hashable(getattr(post, field))


def _hashable(value: Any) -> Any:
    if isinstance(value, Region):
        return value.pk
    return tuple(value) if isinstance(value, list) else value


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
