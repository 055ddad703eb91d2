"""Reading what employers and townships send for a fair: file to rows to what would change. Nothing is written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxing.campaigns.area import regions_named_at
from tongxing.common.refusal import Refused
from tongxing.common.sheets import SheetRefused, Table, find_table, notices, read
from tongxing.fairs import access
from tongxing.fairs.intake_access import check_brings_people, check_brings_posts
from tongxing.fairs.seeker_comparison import SeekerComparison, compare_seekers
from tongxing.jobs.sheets import seekers, vacancies
from tongxing.jobs.sheets.comparison import MEND, Comparison, Match, compare
from tongxing.jobs.sheets.line import Line
from tongxing.jobs.sheets.mending import mending
from tongxing.organisations.access import spoken_for

VACANCIES, SEEKERS = "vacancies", "seekers"
MOST_ROWS = 20_000


@dataclass
class Look:
    """What a file says, row by row, and what it would change at the fair."""

    kind: str
    table: Table
    lines: list[Line]
    comparison: Comparison | SeekerComparison

    @property
    def names(self) -> dict[str, str]:
        """Our name of each column, by field."""
        return vacancies.NAMES if self.kind == VACANCIES else seekers.NAMES

    def to_mend(self, source: str = "") -> bytes:
        """The workbook of the rows that need mending."""
        standing = {
            match.line.number: match.vacancy.number
            for match in self.comparison.of(MEND)
            if isinstance(match, Match) and match.vacancy
        }
        return mending(self.lines, table=self.table, names=self.names, source=source, standing=standing)

    @property
    def notices(self) -> list[str]:
        """What of the file was not read, and rows that were left out, in sentences."""
        return notices(self.table)


def look(*, fair, kind: str, data: bytes, name: str, by, each=iter) -> Look:
    """Understand a file; ``each`` may watch the rows go by.

    Raises ``Refused`` with one sentence when it is no table of this kind.
    """
    if kind == VACANCIES:
        check_brings_posts(by, fair)
        return _look_at_posts(fair, data, name, by, each)
    check_brings_people(by, fair)
    table = _table(data, name, seekers.HEADINGS)
    lines = seekers.understand(table, region=fair.event.region, within=regions_named_at(fair.event), each=each)
    return Look(kind, table, lines, compare_seekers(lines, fair=fair, by=by))


def _look_at_posts(fair, data, name, by, each) -> Look:
    is_staff = access.runs(by, fair)
    own = [] if is_staff else list(spoken_for(by).select_related("region"))
    table = _table(data, name, vacancies.headings(needs_employer=len(own) != 1))
    own_one = own[0] if len(own) == 1 else None
    within = regions_named_at(fair.event)
    lines = vacancies.understand(table, region=fair.event.region, within=within, employer=own_one, each=each)
    comparison = compare(lines, event=fair.event, by=by)
    if not is_staff:
        only_own(comparison, own)
    return Look(VACANCIES, table, lines, comparison)


def only_own(comparison: Comparison, own) -> None:
    """Hand back each row of an employer for whom the sender does not speak."""
    mine = {organisation.pk for organisation in own}
    names = "、".join(organisation.name for organisation in own)
    for match in comparison.matches:
        firm = match.line.values.get("firm")
        if firm is not None and (match.employer is None or match.employer.pk not in mine):
            match.line.wrong(
                "employer", _("You bring posts of %(names)s, not of %(other)s.") % {"names": names, "other": firm.name}
            )
            match.kind, match.vacancy, match.changes = "mend", None, {}
    comparison.new_employers = []
    comparison.filled = [(one, facts) for one, facts in comparison.filled if one.pk in mine]
    comparison.left = [post for post in comparison.left if post.employer_id in mine]


def _table(data: bytes, name: str, headings) -> Table:
    try:
        table = find_table(read(data, name), headings)
    except SheetRefused as refused:
        raise Refused(str(refused)) from refused
    if not table.rows:
        sentence = _("Under the headings of “%(name)s” there is no row.") % {"name": name}
        raise Refused("".join([sentence, *notices(table)]))
    if len(table.rows) > MOST_ROWS:
        raise Refused(
            _("“%(name)s” has %(rows)d rows; %(most)d are the most at once. Split the table.")
            % {"name": name, "rows": len(table.rows), "most": MOST_ROWS}
        )
    return table
