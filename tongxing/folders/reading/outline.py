"""Reading campaign.toml: every key is checked, an unknown one is named, and each problem is one sentence."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.campaigns.models import Host
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.fairs.models.hall import Feature
from tongxing.folders.plan import BoothPlan, EventPlan, FairPlan, HallPlan, HostPlan, Outline, ShiftPlan, ZonePlan
from tongxing.folders.problem import Problem
from tongxing.folders.reading import days

FILE = "campaign.toml"
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
KEY_LENGTH = 40
LANGUAGES = ("sign", "mongolian")


def is_key(text: str) -> bool:
    """Whether ``text`` can be an event's key, and so the name of its folder."""
    return len(text) <= KEY_LENGTH and KEY.fullmatch(text) is not None


class Part:
    """One table of the file: gives its values by key, and remembers what was wrong and where."""

    def __init__(self, facts: Any, where: str, problems: list[Problem]):
        self.where, self.problems = where, problems
        self.facts: dict[str, Any] = facts if isinstance(facts, dict) else {}
        self.asked: set[str] = set()
        if not isinstance(facts, dict):
            self.wrong("", _("This must be a table with keys, as docs/campaign-folder.md shows."))

    def wrong(self, key: str, sentence: str) -> None:
        place = ".".join(part for part in (self.where, key) if part)
        self.problems.append(Problem(sentence, FILE, "", place))

    def _value(self, key: str, required: bool) -> Any:
        self.asked.add(key)
        value = self.facts.get(key)
        if required and value in (None, ""):
            self.wrong(key, _("This is missing. Add the key with its value."))
            return None
        return value

    def text(self, key: str, *, required: bool = False, most: int = 200, form: re.Pattern | None = None) -> str:
        value = self._value(key, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(key, _("“%(value)s” must be text: put it in quotation marks.") % {"value": value})
            return ""
        value = value.strip()
        if len(value) > most:
            self.wrong(key, _("This has more than %(most)d characters. Shorten it.") % {"most": most})
        if value and form and not form.fullmatch(value):
            self.wrong(
                key, _("“%(value)s” has the wrong form: see docs/campaign-folder.md for this key.") % {"value": value}
            )
        return value

    def choice(self, key: str, choices, default: str) -> str:
        value = self.text(key) or default
        if value not in choices:
            sentence = _("“%(value)s” is not known here. Write one of: %(choices)s.")
            self.wrong(key, sentence % {"value": value, "choices": ", ".join(choices)})
            return default
        return value

    def words(self, key: str, choices=None) -> tuple[str, ...]:
        value = self._value(key, False) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.wrong(key, _('This must be a list of texts, as in ["…", "…"].'))
            return ()
        for word in value:
            if choices is not None and word not in choices:
                sentence = _("“%(value)s” is not known here. Write one of: %(choices)s.")
                self.wrong(key, sentence % {"value": word, "choices": ", ".join(choices)})
        return tuple(value)

    def integer(self, key: str, default: int | None, least: int, most: int) -> int:
        value = self._value(key, default is None)
        value = default if value is None else value
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            if value is not None:
                sentence = _("“%(value)s” must be a whole number from %(least)d to %(most)d.")
                self.wrong(key, sentence % {"value": value, "least": least, "most": most})
            return least
        return value

    def truth(self, key: str) -> bool:
        value = self._value(key, False)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, _("Write true or false here, without quotation marks."))
        return value is True

    def day(self, key: str) -> dt.date:
        value = self._value(key, True)
        if isinstance(value, str):
            value = days.day(value) or value
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date) or value.year not in days.YEARS:
            if value is not None:
                self.wrong(key, _("“%(text)s” is not a day: write it as 2025-12-03.") % {"text": value})
            return dt.date(1, 1, 1)
        return value

    def moment(self, key: str) -> dt.datetime:
        value = self._value(key, True)
        if isinstance(value, str):
            value = days.moment(value) or value
        if not isinstance(value, dt.datetime) or value.year not in days.YEARS:
            if value is not None:
                sentence = _("“%(text)s” is not a day with a time: write it as 2025-12-03 09:00:00.")
                self.wrong(key, sentence % {"text": value})
            return dt.datetime(1, 1, 2, tzinfo=dt.UTC)
        return value if timezone.is_aware(value) else timezone.make_aware(value)

    def parts(self, key: str) -> list["Part"]:
        value = self._value(key, False) or []
        if not isinstance(value, list):
            self.wrong(key, _("This must be a list: write each as [[%(key)s]].") % {"key": key})
            return []
        place = ".".join(part for part in (self.where, key) if part)
        return [Part(facts, f"{place}[{index}]", self.problems) for index, facts in enumerate(value, 1)]

    def part(self, key: str) -> "Part | None":
        value = self._value(key, False)
        place = ".".join(part for part in (self.where, key) if part)
        return None if value is None else Part(value, place, self.problems)

    def done(self) -> None:
        """Name the keys that nobody asked for."""
        for key in sorted(set(self.facts) - self.asked):
            sentence = _("This key is not known. Known here are: %(known)s.")
            self.wrong(key, sentence % {"known": ", ".join(sorted(self.asked))})


def read_outline(folder: Path) -> tuple[Outline | None, list[Problem]]:
    """What campaign.toml says, and its problems; no outline where it cannot be read at all."""
    path = folder / FILE
    try:
        raw = path.read_bytes()
    except OSError:
        sentence = _("The folder has no campaign.toml that can be read. Write one as docs/campaign-folder.md shows.")
        return None, [Problem(sentence, FILE)]
    try:
        facts = tomllib.loads(_decoded(raw))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("This is not written in TOML: %(error)s. Correct that place.")
        return None, [Problem(sentence % {"error": error}, FILE)]
    problems: list[Problem] = []
    return _outline(Part(facts, "", problems)), problems


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return raw.decode("gb18030").replace("\r\n", "\n")


def _outline(part: Part) -> Outline:
    outline = Outline(
        slug=part.text("slug", required=True, most=60, form=SLUG),
        name=part.text("name", required=True, most=120),
        theme=part.text("theme"),
        brand_line=part.text("brand_line", most=120),
        summary=part.text("summary", most=20_000),
        year=part.integer("year", None, 2000, 2200),
        region=part.text("region", required=True),
        starts_on=part.day("starts_on"),
        ends_on=part.day("ends_on"),
        is_public=part.truth("is_public"),
        hosts=_hosts(part),
        events=tuple(_event(event) for event in part.parts("events")),
    )
    if outline.ends_on < outline.starts_on and outline.ends_on.year > 1:
        part.wrong("ends_on", _("This lies before the start: correct one of the two."))
    seen: dict[str, int] = {}
    for index, event in enumerate(outline.events, 1):
        if event.key and event.key in seen:
            sentence = _("The key %(key)s is used by event %(first)d already. Each event needs a key of its own.")
            part.wrong(f"events[{index}].key", sentence % {"key": event.key, "first": seen[event.key]})
        seen.setdefault(event.key, index)
    part.done()
    return outline


def _hosts(part: Part) -> tuple[HostPlan, ...]:
    hosts = []
    for host in part.parts("hosts"):
        name = host.text("name", required=True, most=120)
        capacity = host.choice("capacity", Host.Capacity.values, Host.Capacity.HOST)
        hosts.append(HostPlan(name, capacity, host.text("region", most=12)))
        host.done()
    return tuple(hosts)


def _event(part: Part) -> EventPlan:
    online = part.text("online_address")
    if online:
        try:
            URLValidator(schemes=["http", "https"])(online)
        except ValidationError:
            part.wrong(
                "online_address", _("“%(value)s” is not an address that begins with https://.") % {"value": online}
            )
    kind = part.text("kind", required=True, most=20, form=re.compile(r"[a-z_]+"))
    event = EventPlan(
        key=part.text("key", required=True, most=KEY_LENGTH, form=KEY),
        kind=kind,
        name=part.text("name", required=True, most=120),
        region=part.text("region", required=True),
        starts_at=part.moment("starts_at"),
        ends_at=part.moment("ends_at"),
        summary=part.text("summary", most=20_000),
        place=part.text("place", most=120),
        address=part.text("address"),
        online_address=online,
        hosts=_hosts(part),
        fair=_fair(part.part("fair"), part) if kind == "fair" else None,
    )
    if event.ends_at < event.starts_at and event.ends_at.year > 1:
        part.wrong("ends_at", _("This lies before the start: correct one of the two."))
    if event.fair and event.has_times:
        _check_shifts(part, event, event.fair)
    part.done()
    return event


def _check_shifts(part: Part, event: EventPlan, fair: FairPlan) -> None:
    """An interpreter's time lies within the event's; one that could not be read has been told already."""
    for number, shift in enumerate(fair.interpreters, 1):
        for key in ("starts_at", "ends_at"):
            at = getattr(shift, key)
            try:
                if at.year > 1:
                    moments.check_moment(event, at, moments.PLAN)
            except Refused as refusal:
                part.wrong(f"fair.interpreters[{number}].{key}", str(refusal))


def _fair(part: Part | None, event: Part) -> FairPlan | None:
    if part is None:
        part = Part({}, event.where + ".fair", event.problems)
    fair = FairPlan(
        mode=part.choice("mode", Fair.Mode.values, Fair.Mode.ON_SITE),
        state=part.choice("state", Fair.State.values, Fair.State.DRAFT),
        interview_minutes=part.integer("interview_minutes", 15, 5, 120),
        halls=tuple(_hall(hall) for hall in part.parts("halls")),
        interpreters=tuple(_shift(shift) for shift in part.parts("interpreters")),
    )
    _once(part, "halls", [hall.name for hall in fair.halls])
    part.done()
    return fair


def _hall(part: Part) -> HallPlan:
    hall = HallPlan(
        name=part.text("name", required=True, most=60),
        features=part.words("features", Feature.values),
        quiet_rooms=part.words("quiet_rooms"),
        zones=tuple(_zone(zone) for zone in part.parts("zones")),
    )
    _once(part, "zones", [zone.name for zone in hall.zones])
    _once(part, "quiet_rooms", list(hall.quiet_rooms))
    part.done()
    return hall


def _zone(part: Part) -> ZonePlan:
    zone = ZonePlan(
        name=part.text("name", required=True, most=60),
        purpose=part.text("purpose", most=30) or "employers",
        features=part.words("features", Feature.values),
        booths=tuple(_booth(booth) for booth in part.parts("booths")),
    )
    _once(part, "booths", [booth.number for booth in zone.booths])
    part.done()
    return zone


def _booth(part: Part) -> BoothPlan:
    booth = BoothPlan(
        number=part.text("number", required=True, most=10),
        desks=part.integer("desks", 1, 1, 50),
        features=part.words("features", Feature.values),
    )
    part.done()
    return booth


def _shift(part: Part) -> ShiftPlan:
    shift = ShiftPlan(
        name=part.text("name", required=True, most=60),
        languages=part.words("languages", LANGUAGES) or ("sign",),
        starts_at=part.moment("starts_at"),
        ends_at=part.moment("ends_at"),
    )
    if shift.ends_at <= shift.starts_at and shift.ends_at.year > 1:
        part.wrong("ends_at", _("This lies before the start: correct one of the two."))
    part.done()
    return shift


def _once(part: Part, key: str, names: list[str]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1 and name}):
        part.wrong(key, _("“%(name)s” is named twice: each needs a name of its own.") % {"name": name})
