"""The timetable as sheets: one person's, one booth's or one interpreter's interviews, each printed on its own page.

The sheets of booths and of interpreters are handed out at the fair: there stands the ticket's number, and the name
only where the person agreed to be shown to that employer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.fairs import sentences, spoken
from tongxing.fairs.models import Booth, Fair, Interview, Zone
from tongxing.fairs.models.interview import Language
from tongxing.people.models import Consent

PLACED = (
    "vacancy__employer",
    "booth__zone__hall",
    "interpreter",
    "quiet_room",
    "registration__person",
    "registration__fair",
)


@dataclass
class Sheet:
    """``lines`` are (interview, the same as a sentence); ``left_out`` are (interview, why it found no time)."""

    key: int
    name: str
    note: str
    lines: list = field(default_factory=list)
    left_out: list = field(default_factory=list)


def interviews_at(fair):
    """The fair's interviews in the order of the day, with what a line tells."""
    return Interview.objects.filter(registration__fair=fair).select_related(*PLACED).order_by("starts_at", "pk")


@dataclass
class Division:
    """A way to divide the fair's timetable into sheets.

    ``choices``: by what the sheets can be narrowed. ``owners(chosen)``: whose sheets they are, in order.
    ``sheets(owners)``: what stands on them. Whole names stand there of those for whom ``is_whole`` holds;
    ``named`` collects who they are.
    """

    fair: Fair
    is_whole: Callable[..., bool]
    named: set[int] = field(default_factory=set)

    def name_of(self, person) -> str:
        if not self.is_whole(person):
            return person.masked_name()
        self.named.add(person.pk)
        return person.name


class People(Division):
    """By person, in the order of their names' sound."""

    name = "timetable_people"

    def choices(self):
        return [("interpreter", _("with an interpreter")), ("no_time", _("with an interview that found no time"))]

    def owners(self, chosen):
        theirs = Interview.objects.filter(registration=OuterRef("pk"))
        narrowed = {"interpreter": theirs.exclude(interpreter=None), "no_time": theirs.filter(starts_at=None)}
        people = self.fair.registrations.select_related("person").filter(Exists(narrowed.get(chosen, theirs)))
        return people.order_by("person__sound", "person__name", "pk")

    def sheets(self, owners):
        sheets = {owner.pk: Sheet(owner.pk, self.name_of(owner.person), owner.number) for owner in owners}
        for interview in interviews_at(self.fair).filter(registration__in=sheets):
            sheet = sheets[interview.registration_id]
            if interview.starts_at:
                sheet.lines.append((interview, spoken.for_person(self.fair, interview)))
            else:
                sheet.left_out.append((interview, sentences.why_not(self.fair, interview)))
        return list(sheets.values())


class Booths(Division):
    """By booth, as one walks past them."""

    name = "timetable_booths"

    def choices(self):
        zones = Zone.objects.filter(hall__fair=self.fair, booths__isnull=False).select_related("hall").distinct()
        return [(str(zone.pk), f"{zone.hall} · {zone}") for zone in zones.order_by("hall__name", "name")]

    def owners(self, chosen):
        held = self.fair.participations.filter(booth=OuterRef("pk"), is_withdrawn=False)
        placed = Interview.objects.filter(booth=OuterRef("pk"), starts_at__isnull=False)
        booths = Booth.objects.filter(Exists(held) | Exists(placed), zone__hall__fair=self.fair).select_related(
            "zone__hall"
        )
        if chosen:
            booths = booths.filter(zone=chosen)
        return booths.order_by("zone__hall__name", "zone__name", "number")

    def sheets(self, owners):
        held = self.fair.participations.filter(booth__in=owners, is_withdrawn=False).select_related("employer")
        holders = {one.booth_id: one.employer.name for one in held}
        sheets = {
            owner.pk: Sheet(
                owner.pk, f"{owner} {holders.get(owner.pk, '')}".strip(), f"{owner.zone.hall} · {owner.zone}"
            )
            for owner in owners
        }
        shown = _shown(self.fair)
        for interview in interviews_at(self.fair).filter(booth__in=sheets).exclude(starts_at=None):
            person = interview.registration.person
            about = {"", f"organisation:{interview.vacancy.employer_id}"}
            interview.who = self.name_of(person) if about & shown.get(person.pk, set()) else ""
            sheets[interview.booth_id].lines.append((interview, spoken.for_booth(self.fair, interview)))
        return list(sheets.values())


class Interpreters(Division):
    """By interpreter: all times on duty of one on one sheet."""

    name = "timetable_interpreters"

    def choices(self):
        return Language.choices

    def owners(self, chosen):
        """Lists of shifts, one list an interpreter."""
        shifts = sorted(
            self.fair.interpreter_shifts.all(), key=lambda shift: (*_same(shift), shift.starts_at, shift.pk)
        )
        people = [list(ones) for _who, ones in groupby(shifts, _same)]
        return [ones for ones in people if not chosen or any(chosen in one.languages for one in ones)]

    def sheets(self, owners):
        sheets, of_shift = [], {}
        for shifts in owners:
            duty = [
                f"{timezone.localtime(s.starts_at):%m-%d %H:%M}–{timezone.localtime(s.ends_at):%H:%M}" for s in shifts
            ]
            codes = [code for code in Language.values if any(code in shift.languages for shift in shifts)]
            sheets.append(Sheet(shifts[0].pk, shifts[0].name, f"{spoken.languages(codes)} · {', '.join(duty)}"))
            of_shift |= dict.fromkeys((shift.pk for shift in shifts), sheets[-1])
        for interview in interviews_at(self.fair).filter(interpreter__in=of_shift).exclude(starts_at=None):
            interview.who = f"{interview.registration.person.masked_name()} {interview.registration.number}"
            of_shift[interview.interpreter_id].lines.append((interview, spoken.for_interpreter(self.fair, interview)))
        return sheets


def _same(shift) -> tuple[str, int]:
    """By which two shifts are of one interpreter."""
    return shift.name, shift.account_id or 0


def _shown(fair) -> dict[int, set[str]]:
    """Person → the employers (or "" for all) to whom they agreed to be shown."""
    yes = Consent.objects.filter(
        person__registrations__fair=fair, purpose=Consent.Purpose.SHOW_EMPLOYER, withdrawn_at=None
    )
    shown: dict[int, set[str]] = {}
    for person, about in yes.values_list("person", "about"):
        shown.setdefault(person, set()).add(about)
    return shown
