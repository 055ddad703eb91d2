"""What a sheet of seekers would change at a fair. Nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from engines.wording import name_key
from tongxing.common.digest import digest
from tongxing.fairs.hosting import answers_for, host_of
from tongxing.fairs.models import Registration
from tongxing.jobs.actions.seeker import FIELDS
from tongxing.jobs.sheets.comparison import CHANGED, MEND, NEW, UNCHANGED
from tongxing.jobs.sheets.line import Line
from tongxing.jobs.skills import tidy
from tongxing.people.access import WRITERS, is_program, reaches
from tongxing.people.identifiers import reissue_of
from tongxing.people.models import Consent, Person
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash
from tongxing.people.recognition import Recognition, Register


@dataclass
class SeekerMatch:
    """One row, the ``Person`` that it names (none yet where new), and what would change: {what: (old, new)}."""

    line: Line
    kind: str = NEW
    person: Any = None
    is_registered: bool = False
    is_ours: bool = True
    changes: dict[str, tuple] = field(default_factory=dict)


@dataclass
class SeekerComparison:
    """All rows of a sheet of seekers."""

    matches: list[SeekerMatch]

    def of(self, kind: str) -> list[SeekerMatch]:
        """The rows of one kind, in order."""
        return [match for match in self.matches if match.kind == kind]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        return {kind: len(self.of(kind)) for kind in (NEW, CHANGED, UNCHANGED, MEND)}

    @property
    def changes_nothing(self) -> bool:
        """Whether confirming would write nothing at all."""
        return not (self.of(NEW) or self.of(CHANGED))

    def fingerprint(self) -> str:
        """Equal when confirming would do the same."""
        return digest(
            [
                [match.line.number, match.kind, match.person.pk if match.person else None, sorted(match.changes)]
                + [f"{name}:{new}" for name, (_old, new) in match.changes.items()]
                for match in self.matches
            ]
        )


def compare_seekers(lines: Iterable[Line], *, fair, by) -> SeekerComparison:
    """Each line against the people that are known: by certificate, else by telephone and name together.

    Somebody whom another federation looks after is registered for the fair; their page is left to that federation.
    """
    matches = [SeekerMatch(line) for line in lines]
    register = _register(matches)
    known = [_recognised(register, match) for match in matches]
    people = {person.pk for recognition in known for person in recognition.people}
    registrations = Registration.objects.filter(fair=fair)
    registered = set(registrations.filter(person__in=people).values_list("person", flat=True))
    numbers = {match.line.values.get("number") for match in matches} - {"", None}
    taken = dict(registrations.filter(number__in=numbers).values_list("number", "person"))
    consents = set(
        Consent.objects.filter(person__in=people, about="", withdrawn_at=None).values_list("person", "purpose")
    )
    rows: dict[int, int] = {}
    for match, recognition in zip(matches, known, strict=True):
        match.person = recognition.person
        if recognition.conflict:
            match.line.wrong(recognition.field, recognition.conflict)
        _check_number(match, taken)
        _decide(match, fair, registered, consents, by)
        _check_person_once(match, rows)
    return SeekerComparison(matches)


def _check_person_once(match: SeekerMatch, rows: dict[int, int]) -> None:
    """Two rows, one by certificate and one by telephone, may name the same known person: the first good one holds."""
    if match.person is None or match.line.problems:
        return
    first = rows.setdefault(match.person.pk, match.line.number)
    if first != match.line.number:
        match.line.wrong("name", _("Row %(row)d names the same person: keep one of the two rows.") % {"row": first})
        match.kind, match.changes = MEND, {}


def _check_number(match: SeekerMatch, taken: dict[str, int]) -> None:
    """A number of the fair belongs to one person; ``taken`` learns the numbers of the rows before."""
    number = match.line.values.get("number")
    person = match.person.pk if match.person else -match.line.number
    if number and not match.line.problems and taken.setdefault(number, person) != person:
        match.line.wrong("number", _("The number %(number)s is somebody else's at this fair.") % {"number": number})


def _recognised(register: Register, match: SeekerMatch) -> Recognition:
    said = match.line.values["person"]
    return register.recognise(name=said["name"], phone=said["phone"], certificate=said["certificate"])


def _register(matches: list[SeekerMatch]) -> Register:
    """The people whom any row could mean."""
    said = [match.line.values["person"] for match in matches]
    certificates = {certificate_hash(one["certificate"]) for one in said if one["certificate"]}
    phones = {phone_hash(one["phone"]) for one in said if one["phone"]}
    people = Person.objects.select_related("region", "seeker").prefetch_related("support_needs", "guardians")
    named = people.filter(Q(certificate_key__in=certificates) | Q(phone_key__in=phones))
    return Register(named.order_by("pk"))


def _decide(match: SeekerMatch, fair, registered: set, consents: set, by) -> None:
    line, person = match.line, match.person
    said = line.values["person"]
    if person is None and not is_program(by) and not reaches(by, said["region"], WRITERS):
        host = host_of(fair, said["region"]) or said["region"]
        line.wrong(
            "region",
            _("%(region)s is outside your region: the federation of %(host)s takes this row in.")
            % {"region": said["region"], "host": host},
        )
    elif person is not None and person.pk not in registered and not answers_for(by, fair, person.region):
        host = host_of(fair, person.region) or fair.event.lead_region()
        line.wrong("name", _("The federation of %(host)s takes this person in: send it the row.") % {"host": host})
    if line.problems:
        match.kind = MEND
        return
    if person is None:
        return
    match.is_registered = person.pk in registered
    match.is_ours = is_program(by) or reaches(by, person.region, WRITERS)
    if match.is_ours:
        match.changes = _changes(match, consents)
    else:
        line.doubt(
            "name", _("Another federation looks after this person: they are registered, their page stays as it is.")
        )
    if not match.is_registered:
        match.changes["registration"] = ("", _("registered for the fair"))
    match.kind = CHANGED if match.changes else UNCHANGED


def _changes(match: SeekerMatch, consents: set) -> dict[str, tuple]:
    line, person = match.line, match.person
    said = line.values["person"]
    seeker = getattr(person, "seeker", None)
    changes = {}
    for name in FIELDS:
        if name in line.values:
            old = getattr(seeker, name, None)
            new = tidy(line.values[name]) if name == "skills" else line.values[name]
            if old != new:
                changes[name] = (old, new)
    if said["phone"] and person.phone_key != phone_hash(said["phone"]):
        changes["phone"] = (person.masked_phone(), f"*******{said['phone'][-4:]}")
    if said["other_phones"] and person.other_phones != said["other_phones"]:
        changes["other_phones"] = ("", _("entered"))
    if said["certificate"] and not person.certificate_key:
        changes["certificate"] = ("", _("on record"))
    elif said["certificate"] and said["certificate"] != person.certificate:
        _change_card(line, person, changes)
    if line.text("region") and person.region_id != said["region"].pk:
        changes["region"] = (person.region, said["region"])
    if "needs" in line.values:
        old = {need.code for need in person.support_needs.all()}
        new = {code for code, _is_must, _note in line.values["needs"]}
        if old != new:
            changes["needs"] = (sorted(old), sorted(new))
    guardian = line.values.get("guardian")
    if guardian and all(name_key(one.name) != name_key(guardian["name"]) for one in person.guardians.all()):
        changes["guardian"] = ("", guardian["name"])
    for purpose in line.values["consents"]:
        if (person.pk, purpose) not in consents:
            changes[f"consent_{purpose}"] = ("", _("yes, on paper"))
    return changes


def _change_card(line: Line, person: Person, changes: dict[str, tuple]) -> None:
    """Another card of the same citizen ID: a reissue, or another category or level. Neither digit is shown."""
    old, new = (reissue_of(number) for number in (person.certificate, line.values["person"]["certificate"]))
    if new < old:
        line.doubt("certificate", _("A later card of this certificate is entered already: the entered one stays."))
        return
    changes["certificate"] = (_("on record"), _("reissued") if new > old else _("another category or level"))
    if new == old:
        line.doubt(
            "certificate",
            _("The category or level at the end of this number is new. Compare it with the card."),
        )
