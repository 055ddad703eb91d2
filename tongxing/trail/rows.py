"""Keyed digests of database rows, and which of them moved by an act of the site.

A digest covers the row's columns in ``coverage.COVERED``. An action that may change such a row after a figure was
frozen over it watches the row and hands what moved to ``record``: so a change that the site made can be told from one
that was made past it.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model

from tongxing.common.digest import canonical
from tongxing.common.sealing import keyed_hash
from tongxing.trail.coverage import COVERED, LIVES_ON

AT_ONCE = 5000
LENGTH = 32
"""Hex digits of a digest: 128 bits."""


def row_name(label: str, pk) -> str:
    """By which a row is named: ``people.person:12``."""
    return f"{label}:{pk}"


def row_digests(label: str, pks: Iterable[int]) -> dict[int, str]:
    """The digest of each row of the model ``label`` that exists among ``pks``, as it stands in the database."""
    model = apps.get_model(label)
    wanted = sorted(set(pks))
    digests = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = model._base_manager.filter(pk__in=wanted[start : start + AT_ONCE]).values_list("pk", *COVERED[label])
        for row in rows.iterator(chunk_size=2000):
            digests[row[0]] = keyed_hash(canonical(row), label=f"row {label}")[:LENGTH]
    return digests


class Watch:
    """Remembers how rows stood, to tell afterwards which of them moved: {row: [digest before, digest after]}.

    Rows of a fair's own entries are passed over: they change by errata; ``entries`` is for the one act that may touch
    them, which makes one record of two.
    """

    def __init__(self, *rows: Model, entries: bool = False):
        self._labels = COVERED.keys() if entries else LIVES_ON
        self._rows: dict[str, list[int]] = {}
        self._before: dict[str, str] = {}
        for row in rows:
            if row.pk is not None and row._meta.label_lower in self._labels:
                self._rows.setdefault(row._meta.label_lower, []).append(row.pk)
        self._before = self._digests()

    def add(self, row: Model) -> None:
        """Watch ``row`` as well, before it is changed, taken out, or put back."""
        label = row._meta.label_lower
        name = row_name(label, row.pk)
        if label in self._labels and name not in self._before:
            self._rows.setdefault(label, []).append(row.pk)
            self._before[name] = row_digests(label, [row.pk]).get(row.pk, "")

    def moved(self) -> dict[str, list[str]]:
        """What is different now, for the ``row_moves`` of ``record``."""
        after = self._digests()
        return {name: [old, after.get(name, "")] for name, old in self._before.items() if after.get(name, "") != old}

    def _digests(self) -> dict[str, str]:
        return {
            row_name(label, pk): digest
            for label, pks in self._rows.items()
            for pk, digest in row_digests(label, pks).items()
        }
