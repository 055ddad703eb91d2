"""Matching one shard: read what it needs, solve it, and leave its lines sealed in a folder of its own."""

# ruff: noqa: S608  # SQL is put together of column names that stand here, numbers and quoted paths

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.region.columns import PEOPLE, POSTS, BadInput, Side
from engines.matching.region.folder import Folder, code_digest
from engines.matching.region.parquet import Arrays, connect, quoted, settle, write_columns
from engines.matching.region.shards import Shard, in_reach
from engines.matching.result import Lines, Result
from engines.matching.settings import Settings
from engines.matching.solving import solve


class Job(NamedTuple):
    """What a worker is told: where the work lies, what to do, and with which code."""

    out: str
    shard: Shard
    settings: Settings
    most_posts: int
    code: str


def match_shard(job: Job) -> int:
    """Match one shard and seal its folder; the shard's number. Done twice it does no harm.

    Its posts are read and solved ``most_posts`` at a time. The folder gets its name only when everything in it
    is on the disk, so that it is there whole or not at all.
    """
    folder = Folder(Path(job.out))
    if job.code != code_digest():
        raise BadInput("A worker runs another version of Tongxing; start it anew with this one.")
    if not folder.people.is_file():
        raise BadInput(f"A worker does not see {job.out}; put it where every machine has it under this name.")
    target = folder.shard(job.shard.number)
    draft = Path(tempfile.mkdtemp(prefix=".", dir=folder.shards))
    try:
        with connect() as con:
            tally = _match(con, folder, job, draft)
        (draft / "done.json").write_text(json.dumps(tally))
        settle(draft / "done.json")
        settle(draft)
        _seal(draft, target)
        settle(folder.shards)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return job.shard.number


def _seal(draft: Path, target: Path) -> None:
    try:
        os.rename(draft, target)
    except OSError:
        if not target.is_dir():  # where it is, another worker was given the same shard and was quicker
            raise


def _match(con: duckdb.DuckDBPyConnection, folder: Folder, job: Job, draft: Path) -> dict[str, int]:
    """Write the lines of the shard's people and posts, part by part; how many pairs were in reach and feasible."""
    query = f"SELECT * FROM {quoted(folder.people)} WHERE shard = {job.shard.number}"
    people, skills = read(con, PEOPLE, query)
    near = f"{in_reach(job.shard.reach, quoted(folder.posts))} ORDER BY place LIMIT {job.most_posts}"
    looked_at = feasible = part = 0
    while True:
        posts, wanted = read(con, POSTS, f"{near} OFFSET {part * job.most_posts}")
        if len(posts):
            result = solve(Problem(people, posts, **skills, **wanted), job.settings)
            looked_at += len(people) * len(posts)
            feasible += result.feasible_count
            for name, columns in parts_of(result).items():
                write_columns(con, columns, draft / f"{name}-{part:03}.parquet")
        if len(posts) < job.most_posts:
            return {"pairs_in_reach": looked_at, "feasible_pairs": feasible}
        part += 1


def read(con: duckdb.DuckDBPyConnection, side: Side, query: str) -> tuple[NDArray[np.void], dict[str, Any]]:
    """The rows of a packed table as columns of ``Problem``, and their skills."""
    flat = con.execute(query).fetchnumpy()
    table = np.zeros(len(flat["id"]), side.dtype)
    for name in side.fields:
        if table[name].ndim == 1:
            table[name] = flat[name]
        else:
            for place in range(table[name].shape[1]):
                table[name][:, place] = flat[f"{name}_{place}"]
    skills = {}
    for name in side.skills.values():
        words = [flat[column] for column in flat if column.rpartition("_")[0] == name]
        skills[name] = np.stack(words, axis=1) if words else np.zeros((len(table), 0), np.uint64)
    return table, skills


def parts_of(result: Result) -> dict[str, Arrays]:
    """What one result leaves for the merging: lines of people, lines of posts, and what needs would admit."""
    problem = result.problem
    return {
        "people": lines_of(problem.people["id"], result.people, "person", "post"),
        "posts": lines_of(problem.posts["id"], result.posts, "post", "person"),
        "needs": needs_of(result),
    }


def lines_of(ids: NDArray[np.int64], lines: Lines, own: str, other: str) -> Arrays:
    """Shortlists as columns, a row for each line."""
    row, place = np.nonzero(lines["reciprocal"] >= 0)
    found = lines[row, place]
    scores = {name: found[name] for name in ("score_person", "score_post", "reciprocal", "ask_first")}
    return {own: ids[row], other: found["id"], **scores}


def needs_of(result: Result) -> Arrays:
    """For each post and need, how many people of the shard only that need keeps out."""
    row, place = np.nonzero(result.need_counts)
    return {
        "post": result.problem.posts["id"][row],
        "need": result.needs_in_use[place].astype(np.int16),
        "people": result.need_counts[row, place].astype(np.int64),
    }
