"""Writing one event's entries: who takes part, what is offered, what happened."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tongxing.campaigns.models import Event
from tongxing.fairs.models import (
    Attendance,
    Fair,
    Intent,
    InterpreterShift,
    Interview,
    Participation,
    QuietRoom,
    Registration,
    Submission,
    Viewing,
    Wish,
)
from tongxing.fairs.models.number import new_ticket
from tongxing.folders.actions.outline import booths_of
from tongxing.folders.actions.syncing import Counts, sync
from tongxing.folders.plan import Entry, Sheets
from tongxing.jobs.models import Vacancy
from tongxing.organisations.actions import ensure_employers
from tongxing.organisations.models import Organisation, name_key
from tongxing.people.models import Person

BATCH = 500


@dataclass
class EventWriter:
    """Writes the sheets of one event and tells what the database has that they lack."""

    event: Event
    fair: Fair
    sheets: Sheets
    people: dict[tuple[str, str], Person]
    remove: bool
    by: Any
    counts: dict[str, Counts] = field(default_factory=dict)
    lacking: dict[str, list[str]] = field(default_factory=dict)

    def write(self) -> None:
        """Everything, in the order in which rows speak of one another; what is to go goes first, in the other order."""
        kept = self._kept()
        self._drop(kept)
        self.booths = booths_of(self.fair)
        firms = [entry["firm"] for entry in self.sheets.employers]
        organisations = [one for one, _is_new in ensure_employers(firms=firms, by=self.by)]
        self.employers = {name_key(f.name): organisation for f, organisation in zip(firms, organisations, strict=True)}
        taking_part = self._put("employers", Participation, kept, self._participations(organisations))
        posts = self._put("vacancies", Vacancy, kept, self._vacancies(kept))
        places = self._put("seekers", Registration, kept, self._registrations(kept))
        self.posts, self.places, self.taking_part = posts, places, taking_part
        self._put("attendances", Attendance, kept, self._rows("attendances", "registration"))
        self._put("resumes", Submission, kept, self._rows("resumes", "registration", "participation"))
        self._put("intents", Intent, kept, self._rows("intents", "registration", "vacancy"))
        self._put("viewings", Viewing, kept, self._rows("viewings"))
        self._put("wishes", Wish, kept, self._wishes())
        self._put("interviews", Interview, kept, self._interviews())

    def _put(self, name: str, model: type[Model], kept: dict[str, dict], wanted: list) -> dict[str, Any]:
        synced = sync(model, kept[name], wanted)
        self.counts[name] = self.counts.get(name, Counts()) + synced.counts
        return synced.objects

    # what is there already

    def _kept(self) -> dict[str, dict[str, Any]]:
        fair = self.fair
        pair = ("registration", "vacancy")
        wishes = Wish.objects.filter(registration__fair=fair).select_related(*pair)
        interviews = Interview.objects.filter(registration__fair=fair).select_related(*pair)
        kept: dict[str, Any] = {
            "employers": fair.participations.all(),
            "vacancies": self.event.vacancies.all(),
            "seekers": fair.registrations.all(),
            "attendances": fair.attendances.all(),
            "resumes": fair.submissions.all(),
            "intents": fair.intents.all(),
            "viewings": fair.viewings.all(),
        }
        by_number: dict[str, dict[str, Any]] = {name: {row.number: row for row in rows} for name, rows in kept.items()}
        return by_number | {
            "wishes": {f"{wish.registration.number}|{wish.vacancy.number}|{wish.side}": wish for wish in wishes},
            "interviews": {
                f"{interview.registration.number}|{interview.vacancy.number}": interview for interview in interviews
            },
        }

    def _drop(self, kept: dict[str, dict[str, Any]]) -> None:
        """Entries that the folder does not have: taken out when that was asked for, else named."""
        for name in reversed(list(kept)):
            entries: list[Entry] = getattr(self.sheets, name)
            wanted = {entry.number for entry in entries}
            if name == "interviews" and not entries:
                continue  # a folder need not keep the timetable: it is made anew from the wishes
            gone = [number for number in kept[name] if number not in wanted]
            if gone and not self.remove:
                self.lacking[name] = gone
            elif gone:
                rows = [kept[name].pop(number).pk for number in gone]
                model = {"vacancies": Vacancy}.get(name) or _MODELS[name]
                model._default_manager.filter(pk__in=rows).delete()
                self.counts[name] = Counts(removed=len(rows))

    # what is wanted

    def _participations(self, organisations: list[Organisation]) -> list[tuple[str, dict[str, Any]]]:
        rows = []
        for entry, organisation in zip(self.sheets.employers, organisations, strict=True):
            if entry["standing"] == "posts_only":
                continue
            facts = {
                "fair": self.fair,
                "employer": organisation,
                "number": entry.number,
                "booth": self.booths.get(entry["booth"]) if entry["booth"] else None,
                "is_withdrawn": entry["standing"] == "withdrawn",
            }
            rows.append((entry.number, facts | _moments(entry, "registered_at")))
        return rows

    def _vacancies(self, kept: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        rows = []
        for entry in self.sheets.vacancies:
            facts = {name: value for name, value in entry.values.items() if name not in {"firm_name", "entered_at"}}
            facts |= {"event": self.event, "number": entry.number, "employer": self._employer(entry)}
            rows.append((entry.number, facts | _moments(entry, "entered_at")))
        return rows

    def _employer(self, entry: Entry) -> Organisation:
        return self.employers[name_key(entry["firm_name"])]

    def _registrations(self, kept: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        rows, elsewhere = [], self._tickets_elsewhere()
        for entry in self.sheets.seekers:
            said = entry["registration"]
            facts = {
                "fair": self.fair,
                "person": self.people[self.event.key, entry.number],
                "number": entry.number,
                "can_come_from": said["can_come_from"],
                "must_leave_by": said["must_leave_by"],
                "means": said["means"],
            }
            if said["ticket"] and said["ticket"] not in elsewhere:
                facts["ticket"] = said["ticket"]
            elif entry.number not in kept["seekers"]:
                facts["ticket"] = new_ticket()
            if said["registered_at"]:
                facts["registered_at"] = said["registered_at"]
            rows.append((entry.number, facts))
        return rows

    def _tickets_elsewhere(self) -> set[str]:
        """The sheet's tickets that open the door of another campaign's fair: in a copied folder each gets a new one."""
        tickets = [ticket for entry in self.sheets.seekers if (ticket := entry["registration"]["ticket"])]
        others = Registration.objects.exclude(fair__event__campaign=self.event.campaign_id)
        return {
            ticket
            for first in range(0, len(tickets), BATCH)
            for ticket in others.filter(ticket__in=tickets[first : first + BATCH]).values_list("ticket", flat=True)
        }

    def _rows(self, name: str, *related: str) -> list[tuple[str, dict[str, Any]]]:
        """Entries whose values are the model's fields, with numbers of other sheets where relations stand."""
        found = {"registration": self.places, "vacancy": self.posts, "participation": self.taking_part}
        rows = []
        for entry in getattr(self.sheets, name):
            facts = dict(entry.values)
            for relation in related:
                facts[relation] = found[relation][facts[relation]] if facts[relation] else None
            rows.append((entry.number, {"fair": self.fair, "number": entry.number, **facts}))
        return rows

    def _wishes(self) -> list[tuple[str, dict[str, Any]]]:
        return [(entry.number, {**self._pair(entry), "side": entry["side"]}) for entry in self.sheets.wishes]

    def _pair(self, entry: Entry) -> dict[str, Any]:
        return {"registration": self.places[entry["registration"]], "vacancy": self.posts[entry["vacancy"]]}

    def _interviews(self) -> list[tuple[str, dict[str, Any]]]:
        rooms = {room.name: room for room in QuietRoom.objects.filter(hall__fair=self.fair)}
        shifts = list(InterpreterShift.objects.filter(fair=self.fair).order_by("starts_at"))
        rows = []
        for entry in self.sheets.interviews:
            names = ("starts_at", "ends_at", "desk", "why_not", "outcome", "outcome_note")
            facts = {name: entry[name] for name in names} | self._pair(entry)
            facts["booth"] = self.booths.get(entry["booth"]) if entry["booth"] else None
            facts["quiet_room"] = rooms.get(entry["quiet_room"])
            facts["interpreter"] = _on_duty(shifts, entry) if entry["interpreter"] else None
            rows.append((entry.number, facts))
        return rows


_MODELS: dict[str, type[Model]] = {
    "employers": Participation,
    "seekers": Registration,
    "attendances": Attendance,
    "resumes": Submission,
    "intents": Intent,
    "viewings": Viewing,
    "wishes": Wish,
    "interviews": Interview,
}


def _moments(entry: Entry, name: str) -> dict[str, Any]:
    """The moment where the folder names one; else the model's own default stands."""
    return {name: entry[name]} if entry[name] else {}


def _on_duty(shifts: list[InterpreterShift], entry: Entry) -> InterpreterShift | None:
    """The named interpreter's shift in which the interview lies."""
    own = [shift for shift in shifts if shift.name == entry["interpreter"]]
    start = entry["starts_at"] or timezone.now()
    return next((shift for shift in own if shift.starts_at <= start < shift.ends_at), own[0] if own else None)
