"""Reading what happened: attendances, résumés, intents, viewings, wishes, interviews."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from engines.wording import name_key
from tongxing.campaigns import moments
from tongxing.common.json_text import NoJson, read_json
from tongxing.folders import format as forms
from tongxing.folders.plan import Entry, EventPlan
from tongxing.folders.problem import Problem
from tongxing.folders.reading.participants import Participants
from tongxing.folders.reading.sheet import SheetReader
from tongxing.live.rule import OWN

THIS_SITE = {OWN, "本网站", "网站", "本平台"}
"""What a sheet calls the platform on which the fair is shown itself."""


class Day:
    """Reads the sheets of one event whose rows speak of its employers, posts and people.

    A sheet that cannot be read is ``None``: that has been said, and nothing is said of what would stand in it.
    """

    def __init__(
        self,
        folder: Path,
        event: EventPlan,
        problems: list[Problem],
        *,
        employers: list[Entry] | None,
        vacancies: list[Entry] | None,
        seekers: list[Entry] | None,
    ):
        self.folder, self.event, self.problems = folder, event, problems
        self.employers = None if employers is None else {entry.number for entry in employers if entry.number}
        self.posts = None if vacancies is None else {entry.number for entry in vacancies}
        self.participants = Participants(seekers)
        self.places = self.participants.numbers

    def read(self, form: forms.Form) -> SheetReader:
        return SheetReader(self.folder, self.event.key, form, self.problems)

    def who(self, reader: SheetReader, row) -> str:
        """The number of the place of whose row it is."""
        return self.participants.number_of(reader, row)

    def attendances(self) -> list[Entry]:
        reader = self.read(forms.ATTENDANCES)
        numbers: dict[str, int] = {}
        entries: list[Entry] = []
        for row in reader.rows:
            number = reader.number(row, numbers)
            values = {
                "registration": self.who(reader, row),
                "arrived_at": reader.moment(row, "arrived_at", self.event, moments.DAY, required=True),
                "means": reader.choice(row, "means", forms.ATTENDANCE_MEANS, "sheet"),
            }
            entries.append(Entry(number, values, row.number))
        return entries

    def resumes(self) -> list[Entry]:
        reader = self.read(forms.RESUMES)
        numbers: dict[str, int] = {}
        entries: list[Entry] = []
        default = "online" if self.event.fair and self.event.fair.mode == "live" else "on_site"
        for row in reader.rows:
            number = reader.number(row, numbers)
            means = reader.choice(row, "means", forms.RESUME_MEANS, default)
            kind = moments.READY if means == "online" else moments.PAPER  # online also before the day
            values = {
                "registration": self.who(reader, row),
                "participation": reader.named(row, "employer", self.employers, "employers.xlsx", required=False),
                "means": means,
                "handed_in_at": reader.moment(row, "handed_in_at", self.event, kind, required=True),
            }
            entries.append(Entry(number, values, row.number))
        return entries

    def intents(self) -> list[Entry]:
        reader = self.read(forms.INTENTS)
        numbers: dict[str, int] = {}
        entries: list[Entry] = []
        pairs: dict[tuple[str, str], int] = {}
        for row in reader.rows:
            number = reader.number(row, numbers)
            values = {
                **self._pair(reader, row, pairs, self.who(reader, row)),
                "seeker_agrees": reader.truth(row, "seeker_agrees"),
                "employer_agrees": reader.truth(row, "employer_agrees"),
                "registered_at": reader.moment(row, "registered_at", self.event, moments.PAPER, required=True),
            }
            entries.append(Entry(number, values, row.number))
        return entries

    def viewings(self) -> list[Entry]:
        reader = self.read(forms.VIEWINGS)
        numbers: dict[str, int] = {}
        entries: list[Entry] = []
        for row in reader.rows:
            number = reader.number(row, numbers)
            values = {
                "channel": self._channel(reader.plain(row, "channel", 40)),
                "started_at": reader.moment(row, "started_at", self.event, moments.DAY, required=True),
                "seconds": reader.integer(row, "seconds", 0, 10_000_000, 0),
            }
            entries.append(Entry(number, values, row.number))
        return entries

    @staticmethod
    def _channel(text: str) -> str:
        """The platform as it is written; this site under one name, whatever a sheet calls it."""
        return OWN if text in THIS_SITE else text

    def wishes(self) -> list[Entry]:
        reader, entries = self.read(forms.WISHES), []
        sides: dict[tuple[str, str, str], int] = {}
        for row in reader.rows:
            who = reader.named(row, "registration", self.places, "seekers.xlsx", required=True)
            vacancy = reader.named(row, "vacancy", self.posts, "vacancies.xlsx", required=True)
            side = reader.choice(row, "side", forms.SIDES)
            if side is None and not row.text("side"):
                reader.wrong(row, "side", _("Write whose wish it is: %(words)s.") % {"words": "、".join(forms.SIDES)})
            self._once(reader, row, sides, (who, vacancy, side or ""))
            entries.append(Entry(f"{who}|{vacancy}|{side}", {"registration": who, "vacancy": vacancy, "side": side}, 0))
        return entries

    def interviews(self) -> list[Entry]:
        reader, entries = self.read(forms.INTERVIEWS), []
        pairs: dict[tuple[str, str], int] = {}
        fair = self.event.fair
        booths = fair.booths() if fair else {}
        rooms = {room for hall in fair.halls for room in hall.quiet_rooms} if fair else set()
        names = {name_key(shift.name): shift.name for shift in fair.interpreters} if fair else {}
        for row in reader.rows:
            who = reader.named(row, "registration", self.places, "seekers.xlsx", required=True)
            pair = self._pair(reader, row, pairs, who)
            booth = reader.named(row, "booth", booths, "campaign.toml", required=False)
            outcome = reader.choice(row, "outcome", forms.OUTCOMES, "pending")
            kind = moments.PLAN if outcome == "pending" else moments.DAY  # what has an outcome has taken place
            starts_at = reader.moment(row, "starts_at", self.event, kind)
            ends_at = reader.moment(row, "ends_at", self.event, moments.PLAN)
            if bool(starts_at) != bool(ends_at) or (starts_at and ends_at and ends_at <= starts_at):
                reader.wrong(row, "ends_at", _("An interview needs a start and a later end, or neither."))
            values = {
                **pair,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "booth": booths.get(booth),
                "desk": reader.integer(row, "desk", 1, 50, 1),
                "interpreter": self._interpreter(reader, row, names),
                "quiet_room": reader.named(row, "quiet_room", rooms, "campaign.toml", required=False),
                "why_not": self._facts(reader, row),
                "outcome": outcome,
                "outcome_note": reader.plain(row, "outcome_note"),
            }
            entries.append(Entry(f"{pair['registration']}|{pair['vacancy']}", values, row.number))
        return entries

    def _pair(self, reader: SheetReader, row, pairs: dict[tuple[str, str], int], who: str) -> dict[str, Any]:
        vacancy = reader.plain(row, "vacancy", 40)
        if vacancy and self.posts is not None and vacancy not in self.posts:
            sentence = _("%(number)s is no post of this event: it is not in its vacancies.xlsx. Correct the number.")
            reader.wrong(row, "vacancy", sentence % {"number": vacancy}, number=vacancy, missing_from="vacancies.xlsx")
        elif not vacancy:
            reader.wrong(
                row, "vacancy", _("This is empty: write a number that stands in %(file)s.") % {"file": "vacancies.xlsx"}
            )
        self._once(reader, row, pairs, (who, vacancy))
        return {"registration": who, "vacancy": vacancy}

    @staticmethod
    def _interpreter(reader: SheetReader, row, names: dict[str, str]) -> str:
        """The name as the fair's shifts have it."""
        written = reader.plain(row, "interpreter", 60)
        if written and name_key(written) in names:
            return names[name_key(written)]
        return reader.named(row, "interpreter", names, "campaign.toml", required=False)

    @staticmethod
    def _once(reader: SheetReader, row, seen: dict, key: tuple) -> None:
        if all(key) and key in seen:
            sentence = _("Row %(row)d says this of the same person and post already. Keep one of the two rows.")
            reader.wrong(row, "vacancy", sentence % {"row": seen[key]})
        seen.setdefault(key, row.number)

    @staticmethod
    def _facts(reader: SheetReader, row) -> list:
        text = reader.plain(row, "why_not", 4000)
        try:
            facts = read_json(text) if text else []
        except NoJson:
            facts = None
        if not isinstance(facts, list):
            reader.wrong(row, "why_not", _("This cell is written by the platform: leave it as it was, or empty it."))
            return []
        return facts
