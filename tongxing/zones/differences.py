"""What changed between two versions of a résumé page, in words and marks."""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.dateparse import parse_date

from tongxing.jobs.actions.seeker import FIELDS
from tongxing.jobs.labels import label, shown

KEPT, ADDED, REMOVED = "kept", "added", "removed"
TEXTS = ("about", "experience", "wish", "limits")
PART = re.compile(r"[^。！？；，,.;!?\n]*[。！？；，,.;!?\n]+|[^。！？；，,.;!?\n]+")
"""A clause with the sign that ends it: small enough to see what changed, large enough to read."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that was kept, added or removed."""

    what: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One field that changed: its name, and its text in pieces."""

    name: str
    pieces: list[Piece]


def snapshot(seeker) -> str:
    """The page's fields as JSON text."""
    return json.dumps({name: getattr(seeker, name) for name in FIELDS}, ensure_ascii=False, default=str)


def between(before: str, after: str) -> list[Difference]:
    """Every field that differs between two snapshots, in the order of the page."""
    old, new = _read(before), _read(after)
    return [Difference(label(name), _pieces(name, old[name], new[name])) for name in FIELDS if old[name] != new[name]]


def _read(text: str) -> dict:
    facts = json.loads(text)
    facts["free_from"] = parse_date(facts["free_from"]) if facts["free_from"] else None
    return facts


def _pieces(name: str, old, new) -> list[Piece]:
    if name in TEXTS:
        return pieces_of_text(old, new)
    if isinstance(old, list):
        gone = [one for one in old if one not in new]
        come = [one for one in new if one not in old]
        if not gone and not come:  # only their order changed
            gone, come = old, new
        stayed = [one for one in new if one not in come]
        return [
            Piece(what, shown(name, many)) for what, many in ((KEPT, stayed), (REMOVED, gone), (ADDED, come)) if many
        ]
    return [Piece(REMOVED, shown(name, old)), Piece(ADDED, shown(name, new))]


def pieces_of_text(old: str, new: str) -> list[Piece]:
    """Two texts compared clause by clause; what was kept stands once."""
    before, after = PART.findall(old), PART.findall(new)
    pieces: list[Piece] = []
    for _tag, one, other, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[one:other] == after[first:last]:
            pieces.append(Piece(KEPT, "".join(after[first:last])))
            continue
        if other > one:
            pieces.append(Piece(REMOVED, "".join(before[one:other])))
        if last > first:
            pieces.append(Piece(ADDED, "".join(after[first:last])))
    return pieces
