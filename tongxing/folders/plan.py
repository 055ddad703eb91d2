"""What a folder says, once it is read and before anything is written: plain facts, references by number or code."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class HostPlan:
    """A host, in its place in the order."""

    name: str
    capacity: str
    region: str = ""


@dataclass(frozen=True)
class BoothPlan:
    """A booth of a zone."""

    number: str
    desks: int = 1
    features: tuple[str, ...] = ()


@dataclass(frozen=True)
class ZonePlan:
    """A zone of a hall with its booths."""

    name: str
    purpose: str = "employers"
    features: tuple[str, ...] = ()
    booths: tuple[BoothPlan, ...] = ()


@dataclass(frozen=True)
class HallPlan:
    """A hall of a fair with its zones and quiet rooms."""

    name: str
    features: tuple[str, ...] = ()
    quiet_rooms: tuple[str, ...] = ()
    zones: tuple[ZonePlan, ...] = ()


@dataclass(frozen=True)
class ShiftPlan:
    """An interpreter's time at a fair."""

    name: str
    languages: tuple[str, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class FairPlan:
    """What only a fair has."""

    mode: str
    state: str
    interview_minutes: int = 15
    halls: tuple[HallPlan, ...] = ()
    interpreters: tuple[ShiftPlan, ...] = ()

    def booths(self) -> dict[str, tuple[str, str, str]]:
        """(hall, zone, number) by what a sheet may write: the number where it is the only one, zone/number always."""
        places = [
            (hall.name, zone.name, booth.number) for hall in self.halls for zone in hall.zones for booth in zone.booths
        ]
        numbers = [number for _hall, _zone, number in places]
        written = {f"{zone}/{number}": (hall, zone, number) for hall, zone, number in places}
        return written | {place[2]: place for place in places if numbers.count(place[2]) == 1}


@dataclass(frozen=True)
class EventPlan:
    """An event as campaign.toml tells it."""

    key: str
    kind: str
    name: str
    region: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str = ""
    place: str = ""
    address: str = ""
    online_address: str = ""
    hosts: tuple[HostPlan, ...] = ()
    fair: FairPlan | None = None

    @property
    def has_times(self) -> bool:
        """Whether its times could be read and stand in their order, so that moments can be held against them."""
        return self.starts_at.year > 1 and self.starts_at <= self.ends_at


@dataclass(frozen=True)
class Outline:
    """campaign.toml."""

    slug: str
    name: str
    year: int
    region: str
    starts_on: dt.date
    ends_on: dt.date
    theme: str = ""
    brand_line: str = ""
    summary: str = ""
    is_public: bool = False
    hosts: tuple[HostPlan, ...] = ()
    events: tuple[EventPlan, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One row of a sheet: its number, its values, and the cell to point at."""

    number: str
    values: dict[str, Any]
    row: int

    def __getitem__(self, field: str) -> Any:
        return self.values[field]


@dataclass
class Sheets:
    """The rows of one event's sheets."""

    employers: list[Entry] = field(default_factory=list)
    vacancies: list[Entry] = field(default_factory=list)
    seekers: list[Entry] = field(default_factory=list)
    attendances: list[Entry] = field(default_factory=list)
    resumes: list[Entry] = field(default_factory=list)
    intents: list[Entry] = field(default_factory=list)
    viewings: list[Entry] = field(default_factory=list)
    wishes: list[Entry] = field(default_factory=list)
    interviews: list[Entry] = field(default_factory=list)


@dataclass
class Plan:
    """A whole folder."""

    outline: Outline
    sheets: dict[str, Sheets]
