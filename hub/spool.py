"""What passes between the site and the hub: small files, each whole or not there.

The site puts a channel's snapshot and its events; the hub reads them. The hub writes heartbeats into segments; the
site books each closed one and retires it. A file gets its name when it is whole and on the disk (written beside,
synced, renamed), so that either side may be killed at any moment and the other sees nothing but a pause.

Where REDIS_URL is set, what is put goes to every machine by ``hub.shared`` instead, under the same names.

``FOLDER/CHANNEL/snapshot.json``
``FOLDER/CHANNEL/events/ORDER.json``
``FOLDER/beats/{open,closed,retired}/NAME.beats``
"""

import contextlib
import fcntl
import json
import os
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hub import shared

CHANNEL = re.compile(r"[a-z0-9-]{1,40}")
VISIT = re.compile(r"[A-Za-z0-9_-]{16,40}")
KIND = re.compile(r"[a-z]{1,20}")


@dataclass(frozen=True)
class Event:
    """Something that everybody who follows a channel is told: ``order`` sorts as text in the order of putting."""

    order: str
    kind: str
    data: dict


class Beat(NamedTuple):
    """One sign of life: ``visit`` of a browser on ``channel`` at ``at`` (Unix seconds)."""

    channel: str
    visit: str
    at: float


@dataclass(frozen=True)
class Segment:
    """A closed file of heartbeats; its name is its own for ever."""

    path: Path

    @property
    def name(self) -> str:
        """By which it is booked once."""
        return self.path.stem

    def beats(self) -> Iterator[Beat]:
        """One after the other, in constant memory. A line that a power cut left half written is passed over."""
        with self.path.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                beat = beat_of(line)
                if beat:
                    yield beat


def beat_of(line: str) -> Beat | None:
    """A line of a segment, ``CHANNEL VISIT SECONDS``; nothing where it is not one whole line."""
    parts = line.split(" ")
    if len(parts) != 3 or not line.endswith("\n") or not CHANNEL.fullmatch(parts[0]) or not VISIT.fullmatch(parts[1]):
        return None
    try:
        return Beat(parts[0], parts[1], float(parts[2]))
    except ValueError:
        return None


def line_of(channel: str, visit: str, at: float) -> str:
    """A beat as it stands in a segment, to the tenth of a second."""
    return f"{channel} {visit} {at:.1f}\n"


def check_channel(channel: str) -> None:
    """A channel's name is a folder's: raises ``ValueError`` for any other."""
    if not CHANNEL.fullmatch(channel) or channel == "beats":
        raise ValueError(f"A channel is named by 1 to 40 small letters, digits and hyphens, not “{channel}”.")


def put_snapshot(folder: Path, channel: str, snapshot: dict) -> None:
    """Make ``snapshot`` what everybody sees of ``channel``; the one before stays until this one is whole."""
    check_channel(channel)
    body = _json(snapshot)
    if there := in_redis():
        there.put_snapshot(channel, body)
        return
    _write(Path(folder) / channel / "snapshot.json", body)


def put_event(folder: Path, channel: str, kind: str, data: dict) -> Event:
    """Tell everybody who follows ``channel``, after all that was told before, whichever process told it."""
    check_channel(channel)
    if not KIND.fullmatch(kind):
        raise ValueError(f"A kind of event is 1 to 20 small letters, not “{kind}”.")
    if there := in_redis():
        return Event(there.put_event(channel, kind, _json(data)), kind, data)
    place = Path(folder) / channel / "events"
    with _written(place, _json({"kind": kind, "data": data})) as part, (place / ".turn").open("a") as turn:
        # The order is drawn when the file is ready, one after the other: nobody comes before what was already read.
        fcntl.flock(turn, fcntl.LOCK_EX)
        last = max(_event_names(place), default="0")[:20].removesuffix(".json")
        order = f"{max(time.time_ns(), int(last) + 1):020d}"  # also where the clock was put back
        part.replace(place / f"{order}.json")
    _sync_folder(place)
    return Event(order, kind, data)


def events_after(folder: Path, channel: str, order: str = "") -> list[Event]:
    """The events of ``channel`` that are kept and come after ``order``, in order."""
    place = Path(folder) / channel / "events"
    return _read(place, [name for name in _event_names(place) if name[:-5] > order])


def new_events(folder: Path, channel: str, known: set[str]) -> list[Event]:
    """The events of ``channel`` that are not ``known`` yet, in order; they are from here on."""
    place = Path(folder) / channel / "events"
    names = _event_names(place)
    new = [name for name in names if name not in known]
    known.clear()
    known.update(names)
    return _read(place, new)


def _event_names(place: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(place) if name.endswith(".json") and not name.startswith("."))
    except FileNotFoundError:
        return []


def _read(place: Path, names: list[str]) -> list[Event]:
    found = []
    for name in names:
        try:
            said = json.loads((place / name).read_bytes())
            found.append(Event(name[:-5], said["kind"], said["data"]))
        except (FileNotFoundError, ValueError, KeyError):
            continue  # swept meanwhile, or damaged by something other than us
    return found


def sweep_events(folder: Path, channel: str, *, older_than: float) -> None:
    """Take away the events of ``channel`` that were put before ``older_than`` (Unix seconds).

    With them goes what a writer that was killed before then left without a name.
    """
    place = Path(folder) / channel / "events"
    for part in (*place.glob(".*.part"), *place.parent.glob(".*.part")):
        with contextlib.suppress(FileNotFoundError):
            if part.stat().st_mtime < older_than:
                part.unlink()
    last = f"{int(older_than * 1e9):020d}"
    for name in _event_names(place):
        if name < last:
            (place / name).unlink(missing_ok=True)


class SegmentWriter:
    """Appends beats to a new segment; ``close`` gives it to the site. The hub's, and of whoever makes raw beats.

    The file is locked while it is written; the system lets go of the lock of a program that was killed.
    """

    def __init__(self, folder: Path, name: str):
        self.closed = Path(folder) / "beats" / "closed" / f"{name}.beats"
        self.path = Path(folder) / "beats" / "open" / f"{name}.beats"
        for path in (self.path, self.closed):
            path.parent.mkdir(parents=True, exist_ok=True)
        # It gets its name when it is locked: nobody can take it for one that was left open.
        begun = self.path.with_suffix(".begun")
        self.file = begun.open("a", encoding="ascii")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            begun.rename(self.path)
        except OSError:
            self.file.close()
            raise

    def add(self, channel: str, visit: str, at: float) -> None:
        """One beat; on the disk with the next ``sync`` or ``close``."""
        self.file.write(line_of(channel, visit, at))

    def add_lines(self, lines: list[str]) -> None:
        """Beats that are lines already, as ``line_of`` makes them."""
        self.file.writelines(lines)

    def sync(self) -> None:
        """What was added survives a power cut from here on."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def close(self) -> Segment:
        """The segment is whole: nothing is added any more."""
        self.sync()
        self.path.replace(self.closed)
        self.file.close()
        _sync_folder(self.closed.parent)
        return Segment(self.closed)


def close_left_open(folder: Path) -> list[Segment]:
    """Close what hubs that run no more left open when they were killed; these beats count like any others."""
    closed = Path(folder) / "beats" / "closed"
    closed.mkdir(parents=True, exist_ok=True)
    found = []
    for path in sorted((Path(folder) / "beats" / "open").glob("*.beats")):
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.rename(closed / path.name)
        except (BlockingIOError, FileNotFoundError):
            continue  # somebody writes it, or has just closed it
        found.append(Segment(closed / path.name))
    return found


def segments(folder: Path) -> Iterator[Segment]:
    """The closed segments that are not retired, by name; those that wait in Redis are fetched first."""
    if there := in_redis():
        for name, body in there.segments():
            _keep(folder, name, body)
            there.taken(name)
    return closed(folder)


def _keep(folder: Path, name: str, body: bytes) -> None:
    """Write a segment that came from elsewhere, unless it came before."""
    beats, file = Path(folder) / "beats", f"{name}.beats"
    if not (beats / "closed" / file).exists() and not (beats / "retired" / file).exists():
        _write(beats / "closed" / file, body)


def closed(folder: Path) -> Iterator[Segment]:
    """The closed segments of this machine that are not retired, by name."""
    for path in sorted((Path(folder) / "beats" / "closed").glob("*.beats")):
        yield Segment(path)


def retired(folder: Path) -> Iterator[Segment]:
    """The segments that were booked, by name: kept, so that anybody can count anew."""
    for path in sorted((Path(folder) / "beats" / "retired").glob("*.beats")):
        yield Segment(path)


def retire(segment: Segment) -> Segment:
    """Put a booked segment away. Done twice, it is done."""
    target = segment.path.parent.parent / "retired" / segment.path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if segment.path.exists():
        segment.path.replace(target)
    return Segment(target)


def lay_out_again(folder: Path) -> None:
    """Lay every booked segment out to be booked again, after a copy was brought back; one that was booked stays one."""
    target = Path(folder) / "beats" / "closed"
    target.mkdir(parents=True, exist_ok=True)
    for segment in retired(folder):
        segment.path.replace(target / segment.path.name)


def in_redis() -> "shared.Shared | None":
    """The spool that several machines share, where REDIS_URL names one."""
    url = os.environ.get("REDIS_URL")
    if not url:
        return None
    # Imported here: most installations have no Redis, and its client takes long to load.
    from hub import shared

    return shared.at(url)


def _json(said: dict) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _write(path: Path, body: bytes) -> None:
    """The whole file or none of it, under its name."""
    with _written(path.parent, body) as part:
        part.replace(path)
    _sync_folder(path.parent)


@contextlib.contextmanager
def _written(place: Path, body: bytes) -> Iterator[Path]:
    """A file with ``body`` that is on the disk and has no name yet that anybody looks for; gone where none is given."""
    place.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=place, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            # By the clock from which its age is taken: a network disk has one of its own.
            os.utime(name, (time.time(), time.time()))
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _sync_folder(path: Path) -> None:
    """The new name itself is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
