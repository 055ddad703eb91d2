"""The whole run: take in, cut, match what is not matched yet, merge, and put the results in place."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from engines.matching.region.cluster import match_on_cluster
from engines.matching.region.columns import PEOPLE, POSTS, BadInput
from engines.matching.region.folder import RESULTS, Folder, code_digest, file_digest, put
from engines.matching.region.matching import Job, match_shard
from engines.matching.region.merging import merge
from engines.matching.region.parquet import connect, settle
from engines.matching.region.shards import Shard, plan
from engines.matching.region.taking import Source, take_in
from engines.matching.settings import Settings

_OF_TIME_ALONE = {"prune", "threads"}  # settings that change no list
Say = Callable[[str], None]


@dataclass(frozen=True)
class Sizes:
    """The most people of a shard and the most of its posts that are matched at once: they bound the memory.

    The lists are the same whatever they are.
    """

    people: int = 16_384
    posts: int = 131_072

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value < 1:
                raise BadInput(f"The {name} of a shard are {value}; give a whole number from 1 up.")


def match_region(
    people: str | Path,
    posts: str | Path,
    out: str | Path,
    *,
    scheduler: str | None = None,
    settings: Settings | None = None,
    sizes: Sizes | None = None,
    anew: bool = False,
    say: Say = lambda sentence: None,
) -> dict[str, Any]:
    """Match the people and posts of two Parquet files into ``out``; what ``summary.json`` says.

    scheduler : the address of a Dask scheduler whose workers see ``out`` under the same name; without it the
        shards are matched here, one after the other.
    anew : begin again although ``out`` holds a run of other files, settings or code.
    say : is told, in a sentence, what is being done.

    A run that was stopped goes on where it was; its finished shards stay. Raises ``BadInput``.
    """
    clock = [time.perf_counter()]
    settings, sizes = settings or Settings(), sizes or Sizes()
    folder = Folder(Path(out).resolve())
    if folder.out.exists() and not folder.out.is_dir():
        raise BadInput(f"{folder.out} is a file; give a folder.")
    sources = Path(people), Path(posts)
    with folder.locked():
        key = _key(*sources, settings)
        if anew:
            folder.clear()
        if folder.is_done(key):
            shutil.rmtree(folder.work, ignore_errors=True)
            say("This has been matched already; nothing is left to do.")
            return _summary(folder)
        folder.begin({**key, "the size of shards": asdict(sizes)})
        shards = _planned(folder, *sources, settings, sizes, say)
        clock.append(time.perf_counter())
        before = folder.finished()
        jobs = [
            Job(str(folder.out), shard, settings, sizes.posts, code_digest())
            for shard in shards
            if shard.number not in before
        ]
        done = match_on_cluster(scheduler, jobs, say) if scheduler else map(match_shard, jobs)
        _follow(done, shards, before, say)
        clock.append(time.perf_counter())
        say("Merging the lists.")
        _finish(folder, key, settings, {"shards": len(shards), "shards_before": len(before)}, clock)
        return _summary(folder)


def _key(people: Path, posts: Path, settings: Settings) -> dict[str, Any]:
    """What a run is made from; with the same key come the same bytes."""
    for path in (people, posts):
        if not path.is_file():
            raise BadInput(f"{path.name}: there is no such file.")
    measures = {name: value for name, value in asdict(settings).items() if name not in _OF_TIME_ALONE}
    return {
        "the file of people": file_digest(people),
        "the file of posts": file_digest(posts),
        "the settings": measures,
        "the code of Tongxing": code_digest(),
    }


def _planned(folder: Folder, people: Path, posts: Path, settings: Settings, sizes: Sizes, say: Say) -> list[Shard]:
    """The shards: those of a run that is going on, or new ones."""
    if folder.plan.is_file():
        folder.clean_shards()
        return folder.read_plan()
    folder.clean_work()
    say("Reading and checking both files.")
    spill = folder.work / "spill"
    try:
        with connect(spill) as con:
            words = take_in(con, Source.of(con, PEOPLE, people), Source.of(con, POSTS, posts), folder.work)
            shards = plan(con, folder.work, words, settings.bands, sizes.people)
    except BadInput:
        shutil.rmtree(folder.work)
        raise
    for name in ("spill", "taken-people", "taken-posts"):
        shutil.rmtree(folder.work / name, ignore_errors=True)
    folder.shards.mkdir()
    folder.write_plan(shards)
    return shards


def _follow(done: Iterable[int], shards: list[Shard], before: set[int], say: Say) -> None:
    """Say how far it is, at most once for each hundredth: plain lines that can be read aloud."""
    people = {shard.number: shard.people for shard in shards}
    total, ready, told = sum(people.values()), set(before), -1
    if before:
        say(f"{len(before):,} of {len(shards):,} shards were done before.")
    for number in done:
        ready.add(number)
        reached = sum(people[shard] for shard in ready)
        if reached * 100 // total > told:
            told = reached * 100 // total
            say(f"{len(ready):,} of {len(shards):,} shards done, {reached:,} of {total:,} people.")


def _finish(
    folder: Folder, key: dict[str, Any], settings: Settings, shards: dict[str, int], clock: list[float]
) -> None:
    """Merge, and put every result in its place, the summary last."""
    final = folder.work / "final"
    shutil.rmtree(final, ignore_errors=True)
    final.mkdir()
    with connect(folder.work / "spill") as con:
        counts = merge(con, folder, settings.k, final)
    tally = folder.tally()
    clock.append(time.perf_counter())
    took = {
        f"{what}_seconds": round(ended - began, 3)
        for what, (began, ended) in zip(("reading", "matching", "merging"), pairwise(clock), strict=True)
    }
    ended_at = datetime.now(UTC).isoformat(timespec="seconds")
    size = {"pairs_in_reach": tally["pairs_in_reach"], "work_bytes": folder.size()}
    put(final / "run.json", {**shards, **size, **took, "ended_at": ended_at})
    put(final / "summary.json", {**counts, "feasible_pairs": tally["feasible_pairs"], "made_from": key})
    for name in RESULTS:
        os.replace(final / name, folder.out / name)
    settle(folder.out)
    shutil.rmtree(folder.work)


def _summary(folder: Folder) -> dict[str, Any]:
    return json.loads((folder.out / "summary.json").read_text(encoding="utf-8"))
