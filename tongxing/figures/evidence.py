"""What the trail says of frozen figures: every freezing and correction, with digests of each column that was kept."""

import datetime as dt
from dataclasses import dataclass

from tongxing.common.digest import digest
from tongxing.figures.models import Erratum, Figure, FigureEntry
from tongxing.trail.chain import is_genuine
from tongxing.trail.models import Entry

FROZE, CORRECTED = "froze a figure", "corrected a figure"
ENTRIES = "entries"
"""In a state: the whole list of entries."""
LENGTH = 24


def _settled(value):
    return value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value


def _short(facts) -> str:
    return digest(facts)[:LENGTH]


def state_of(row: Figure | Erratum) -> dict[str, str]:
    """A digest of each column of ``row`` as it stands in the database; for a figure, of its list of entries as well."""
    model = type(row)
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    values = model._base_manager.values(*columns).get(pk=row.pk)
    state = {name: _short(_settled(value)) for name, value in values.items()}
    if isinstance(row, Figure):
        state[ENTRIES] = _entries_of(row)
    return state


def _entries_of(figure: Figure) -> str:
    columns = [field.name for field in FigureEntry._meta.concrete_fields if field.name not in {"id", "figure"}]
    return _short(list(figure.entries.order_by("number").values_list(*columns)))


@dataclass(frozen=True)
class Freezing:
    """One entry of the trail about a figure."""

    number: int
    figure: str
    details: dict
    why: str
    is_correction: bool
    is_genuine: bool
    key_name: str

    @property
    def hash(self) -> str:
        return self.details.get("hash", "")

    @property
    def key(self) -> str:
        return self.details.get("key", "")

    @property
    def campaign(self) -> str:
        return self.details.get("campaign", "")

    @property
    def state(self) -> dict[str, str]:
        """Column to digest; empty for a figure that was frozen before its columns were noted."""
        return self.details.get("state", {})


def freezings() -> dict[str, list[Freezing]]:
    """Every freezing and correction that the trail notes, by the figure's key in the database, the first one first."""
    found: dict[str, list[Freezing]] = {}
    entries = Entry.objects.filter(target_kind="figures.figure", act__in=[FROZE, CORRECTED]).order_by("pk")
    for entry in entries.iterator(chunk_size=500):
        found.setdefault(entry.target_key, []).append(
            Freezing(
                number=entry.pk,
                figure=entry.target_key,
                details=entry.details,
                why=entry.why,
                is_correction=entry.act == CORRECTED,
                is_genuine=is_genuine(entry),
                key_name=entry.key_name,
            )
        )
    return found
