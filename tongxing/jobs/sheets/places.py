"""Which region a cell means: 昆都仑区, 包头市昆都仑区, 昆区, or an address that names it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from tongxing.campaigns.area import lies_within
from tongxing.jobs.sheets.line import Line
from tongxing.people.addresses import Outcome, Reading, gazetteer
from tongxing.people.divisions import TOWNSHIP, Division, divisions
from tongxing.people.models import Region

MUNICIPALITIES = ("11", "12", "31", "50")
SHOWN = 40
"""How many signs of a cell a sentence repeats."""


class Place(NamedTuple):
    """What a cell means: a region, or none; what must be mended about it; what somebody should look at."""

    region: Region | None = None
    problem: str = ""
    doubt: str = ""


class Places:
    """The regions that a sheet may name, read once; the same text is looked up once.

    ``base`` is where a row lies that names no place. ``within`` are the regions in which a named place may lie, in the
    order in which a name that several have is settled: those of the hosts first.
    """

    def __init__(self, base: Region, within: Sequence[Region] = ()):
        self.base = base
        self.within = list({region.pk: region for region in (*within, base)}.values())
        loaded = Region.objects.filter(lies_within(self.within)).order_by("path")
        self._regions = {region.code: region for region in loaded}
        known = divisions()
        described = {code: _division(region) for code, region in self._regions.items()}
        extra = [division for code, division in described.items() if known.get(code) != division]
        self._names = gazetteer(tuple(extra))
        self._bases = [described[region.code] for region in self.within]
        self._readings: dict[str, Reading] = {}

    @property
    def area(self) -> str:
        """The names of the regions in which a place may lie, those left out that lie in another of them."""
        widest = [one for one in self.within if not any(_lies_in(one, other) for other in self.within)]
        return "、".join(region.name for region in widest)

    @property
    def is_certain_of_base(self) -> bool:
        """Whether a row that names no place can lie nowhere but in ``base``."""
        return all(region.path.startswith(self.base.path) for region in self.within)

    def named(self, text: str) -> Place:
        """The region that a cell of a column of regions means; a word that is none has a problem."""
        place = self._understood(text)
        if place is not None:
            return place
        sentence = _(
            "“%(text)s” was not found in %(region)s: write one banner, county or city as it is officially called."
        )
        return Place(problem=sentence % {"text": text[:SHOWN], "region": self.area})

    def written_in(self, text: str) -> Place:
        """The region that an address begins with; an address without one lies in ``base``, which is a doubt."""
        place = self._understood(text)
        if place is not None:
            return place
        sentence = _("“%(text)s” names no region: %(region)s was taken. Write the banner, county or city before it.")
        return Place(self.base, doubt=sentence % {"text": text[:SHOWN], "region": self.base})

    def city(self, region: Region) -> str:
        """The path of the league or city that holds ``region``, or its own where it is larger or stands in none."""
        codes = region.path.rstrip(".").split(".")
        if len(codes) < 2:
            return region.path
        top = 1 if codes[1][:2] in MUNICIPALITIES else 2
        return ".".join(codes[:top]) + "."

    def _understood(self, text: str) -> Place | None:
        """What a text names; nothing where it names no region."""
        if text not in self._readings:
            self._readings[text] = self._names.read(text, self._bases)
        reading = self._readings[text]
        facts = {"text": text[:SHOWN], "region": self.area, "words": reading.words}
        if reading.outcome == Outcome.NONE:
            return None
        facts["place"] = self._shown(reading.divisions[0])
        facts["places"] = "、".join(self._shown(division) for division in reading.divisions)
        if reading.outcome == Outcome.WIDER:
            facts["region"] = self.base.name
            sentence = _("“%(text)s” is larger than %(region)s, which was taken. Write the banner, county or city.")
            return Place(self.base, doubt=sentence % facts)
        if reading.outcome == Outcome.UNCLEAR and reading.words:
            sentence = _(
                "“%(words)s” does not lie in %(place)s: write one banner, county or city with what lies above it."
            )
            return Place(problem=sentence % facts)
        if len(reading.divisions) > 1 and reading.outcome in (Outcome.UNCLEAR, Outcome.OUTSIDE):
            return Place(problem=_("“%(text)s” could be %(places)s: write the city before it.") % facts)
        if reading.outcome == Outcome.OUTSIDE:
            sentence = _("“%(text)s” is %(place)s, outside %(region)s: correct it, or take this row out.")
            return Place(problem=sentence % facts)
        return self._taken(reading, facts)

    def _taken(self, reading: Reading, facts: dict[str, str]) -> Place:
        division = reading.divisions[0]
        region = self._loaded(division)
        if region.code != division.code and division.level < TOWNSHIP:
            sentence = _("%(place)s is not loaded here: %(region)s was taken. Ask for tongxing regions load %(code)s.")
            return Place(region, doubt=sentence % (facts | {"region": region.name, "code": division.path[:6]}))
        if reading.outcome != Outcome.DOUBTED:
            return Place(region)
        if len(reading.divisions) == 1:
            sentence = _("“%(text)s” was taken for %(place)s: compare it with what was meant.")
            return Place(region, doubt=sentence % facts)
        facts["others"] = "、".join(self._shown(other) for other in reading.divisions[1:])
        sentence = _("“%(text)s” was taken for %(place)s; it could also be %(others)s.")
        return Place(region, doubt=sentence % facts)

    def _loaded(self, division: Division) -> Region:
        """The region in the database, or the nearest above it that is there; the base that holds it is."""
        codes = reversed(division.path.rstrip(".").split("."))
        return next(self._regions[code] for code in codes if code in self._regions)

    def _shown(self, division: Division) -> str:
        """A division with the ones above it, without the province where it is ours."""
        is_ours = any(division.path[:7] == base.path[:7] for base in self._bases)
        names = self._names.names_down_to(division)
        return "".join(names[1:] if is_ours and len(names) > 1 else names)


def doubt_what_was_assumed(silent: Sequence[Line], places: Places) -> None:
    """Say once, at the first row that names no place, what was taken for all of them, where that is not certain."""
    if not silent or places.is_certain_of_base:
        return
    field = next((name for name in ("region", "place") if silent[0].has(name)), "")
    sentence = _("This row names no place, as %(count)d in all: %(region)s, where the fair takes place, was taken.")
    silent[0].doubt(field, sentence % {"count": len(silent), "region": places.base})


def _division(region: Region) -> Division:
    return Division(region.code, region.name, region.level, region.path, region.valid_until is not None)


def _lies_in(region: Region, other: Region) -> bool:
    return region != other and region.path.startswith(other.path)
