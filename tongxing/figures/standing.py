"""What a figure stands on: the rows behind and around its entries, how they stood, and what the trail accounts for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from tongxing.campaigns.models import Campaign, Event
from tongxing.people.models import Account, Region
from tongxing.people.models.merge import MERGED, PARTED
from tongxing.trail.chain import is_genuine
from tongxing.trail.models import Entry
from tongxing.trail.rows import row_digests, row_name


class Digests:
    """Digests of rows as they stand now, each read once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, str]] = {}

    def load(self, label: str, pks: Iterable[int]) -> None:
        """Read the rows of ``label`` among ``pks`` that were not asked for before."""
        known = self._known.setdefault(label, {})
        missing = {pk for pk in pks if pk not in known}
        if missing:
            known.update(dict.fromkeys(missing, "") | row_digests(label, missing))

    def of(self, label: str, pk: int) -> str:
        """The digest of one row; empty where there is no such row."""
        self.load(label, [pk])
        return self._known[label][pk]

    def load_rows(self, stands: Iterable[dict[str, str]]) -> None:
        """Read in one go every row that is named in ``stands``."""
        wanted: dict[str, set[int]] = {}
        for name in {name for rows in stands for name in rows}:
            label, pk = split(name)
            wanted.setdefault(label, set()).add(pk)
        for label, pks in wanted.items():
            self.load(label, pks)


def split(name: str) -> tuple[str, int]:
    """The table and the key in a row's name."""
    label, _colon, pk = name.rpartition(":")
    return label, int(pk)


def relations(one) -> list[str]:
    """The relations of an entry of the definition ``one`` to what it stands on, those on the way included."""
    paths: dict[str, None] = {}
    for path in one.stands_on:
        steps = path.split("__")
        paths.update(dict.fromkeys("__".join(steps[: count + 1]) for count in range(len(steps))))
    return list(paths)


def label_at(model, path: str) -> str:
    """The model to which ``path`` leads from ``model``."""
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model._meta.label_lower


def behind(one, event, digests: Digests) -> dict[str, dict[str, str]]:
    """For each entry of ``event``'s figure (by number): the rows it stands on, its own first, and their digests."""
    rows, paths = one.counted(event), relations(one)
    labels = [rows.model._meta.label_lower, *(label_at(rows.model, path) for path in paths)]
    table = list(rows.order_by("number").values_list("number", "pk", *paths))
    for place, label in enumerate(labels, 1):
        digests.load(label, {row[place] for row in table if row[place] is not None})
    return {
        row[0]: {
            row_name(label, pk): digests.of(label, pk)
            for label, pk in zip(labels, row[1:], strict=True)
            if pk is not None
        }
        for row in table
    }


def members(one, event) -> dict[str, set[int]]:
    """The rows that decide with the entries what counts, by model: one that comes or goes matters too."""
    sets = (Campaign.objects.filter(pk=event.campaign_id), Event.objects.filter(pk=event.pk), *one.around(event))
    found: dict[str, set[int]] = {}
    for rows in sets:
        found.setdefault(rows.model._meta.label_lower, set()).update(rows.values_list("pk", flat=True))
    return found


def around(one, event, entries: Iterable[dict[str, str]], account, digests: Digests) -> dict[str, str]:
    """The rows around the figure and their digests: what decides what counts, the regions above, who froze it."""
    wanted = members(one, event)
    wanted.setdefault("people.region", set()).update(_regions(event, entries))
    if account is not None:
        wanted[Account._meta.label_lower] = {account.pk}
    for label, pks in wanted.items():
        digests.load(label, pks)
    return {row_name(label, pk): digests.of(label, pk) for label, pks in wanted.items() for pk in sorted(pks)}


def _regions(event, entries) -> set[int]:
    """The event's region, those of the entries, and those above each: their names make the cells by county."""
    pks = {event.region_id}
    pks |= {split(name)[1] for rows in entries for name in rows if name.startswith("people.region:")}
    paths = Region.objects.filter(pk__in=pks).values_list("path", flat=True)
    codes = {code for path in paths for code in path.split(".") if code}
    return pks | set(Region.objects.filter(code__in=codes).values_list("pk", flat=True))


@dataclass(frozen=True)
class Judged:
    """Of the rows that something stands on: those changed past the site, and those changed later by it."""

    altered: list[str]
    later: list[str]

    @property
    def is_quiet(self) -> bool:
        """Whether all stand as they stood."""
        return not (self.altered or self.later)


class Moves:
    """The changes of rows that the trail accounts for."""

    def __init__(self) -> None:
        self._moves = self._read()
        self._merged = self._read_merged()

    def are_merged(self, rows: Iterable[str], since: int) -> bool:
        """Whether one of ``rows`` is a person whose two records staff merged or parted after the entry ``since``.

        Then an entry may count otherwise although none of its own rows moved: a second résumé at a booth is a further
        copy of the first once both are one person's.
        """
        return any(number > since for row in rows for number in self._merged.get(row, ()))

    def end(self, row: str, then: str, since: int) -> str:
        """The digest to which acts of the site, noted after the trail's entry ``since``, lead ``row`` from ``then``."""
        state = then
        for number, old, new in self._moves.get(row, ()):
            if number > since and old == state:
                state = new
        return state

    def judge(self, rows: dict[str, str], digests: Digests, since: int) -> Judged:
        """Compare ``rows`` (row to the digest it had) with what they are, and what they should be by the trail.

        A row that was set back past the site to what it was when the figure was frozen is altered, too.
        """
        altered, later = [], []
        for row, then in rows.items():
            end = self.end(row, then, since)
            if digests.of(*split(row)) != end:
                altered.append(row)
            elif end != then:
                later.append(row)
        return Judged(altered, later)

    @staticmethod
    def _read() -> dict[str, list[tuple[int, str, str]]]:
        moves: dict[str, list[tuple[int, str, str]]] = {}
        for entry in Entry.objects.filter(details__has_key="row_moves").order_by("pk").iterator(chunk_size=2000):
            if entry.details["row_moves"] and is_genuine(entry):
                for row, (old, new) in entry.details["row_moves"].items():
                    moves.setdefault(row, []).append((entry.pk, old, new))
        return moves

    @staticmethod
    def _read_merged() -> dict[str, list[int]]:
        merged: dict[str, list[int]] = {}
        for entry in Entry.objects.filter(act__in=[MERGED, PARTED], target_kind="people.person").order_by("pk"):
            if is_genuine(entry):
                for key in (entry.target_key, entry.details["duplicate"]):
                    merged.setdefault(f"people.person:{key}", []).append(entry.pk)
        return merged


def words_for(row: str) -> str:
    """A row as a sentence names it: its kind and its number in the database."""
    label, pk = split(row)
    return f"{apps.get_model(label)._meta.object_name} {pk}"
