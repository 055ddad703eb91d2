"""DuckDB within bounds, and Parquet files that come out the same, byte for byte, every time."""

# ruff: noqa: S608  # SQL is put together of column names that stand here, numbers and quoted paths

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.region.columns import PEOPLE, POSTS, Side

MEMORY_MIB: Final = 256  # what DuckDB may hold before it sorts on disk
_ROWS: Final = 122_880  # of a row group: sixty of DuckDB's vectors
Arrays = dict[str, NDArray[Any]]


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection of one thread, so that rows keep their order, in bounded memory; it fetches nothing from the net."""
    config: dict[str, Any] = {"threads": 1, "memory_limit": f"{MEMORY_MIB}MiB"}
    config |= {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    if spill is not None:
        config["temp_directory"] = str(spill)
    con = duckdb.connect(config=config)
    con.execute("SET enable_progress_bar = false")  # it redraws one line, which nobody can read aloud
    return con


def quoted(path: str | Path) -> str:
    """A path as SQL writes a text."""
    return "'" + str(path).replace("'", "''") + "'"


def write(con: duckdb.DuckDBPyConnection, query: str, path: Path, rows: int = _ROWS) -> None:
    """The answer of ``query`` as a Parquet file that is on the disk when this returns."""
    con.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows})")
    settle(path)


def write_columns(con: duckdb.DuckDBPyConnection, columns: Arrays, path: Path) -> None:
    """The columns as a Parquet file, in their order."""
    con.register("columns_to_write", {name: np.ascontiguousarray(column) for name, column in columns.items()})
    write(con, "FROM columns_to_write", path)
    con.unregister("columns_to_write")


def settle(path: Path) -> None:
    """Have a file or a folder on the disk before anything that relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save_problem(problem: Problem, people: Path, posts: Path) -> None:
    """The two sides of a problem as files that ``match_region`` takes, skills as words without names."""
    sides: tuple[tuple[Side, Path, NDArray[np.void], Mapping[str, NDArray[np.uint64]]], ...] = (
        (PEOPLE, people, problem.people, {"skills": problem.held}),
        (POSTS, posts, problem.posts, {"skills_required": problem.required, "skills_welcome": problem.welcome}),
    )
    with connect() as con:
        for side, path, table, skills in sides:
            lists = {**{name: table[name] for name in side.fields if side.dtype[name].shape}, **skills}
            plain = {name: np.ascontiguousarray(table[name]) for name in side.fields if name not in lists}
            parts = {f"{name}_{n}": lists[name][:, n].copy() for name in lists for n in range(lists[name].shape[1])}
            con.register("flat", {**plain, **parts})
            made = [
                f"[{', '.join(part for part in parts if part[: part.rindex('_')] == name)}] AS {name}" for name in lists
            ]
            write(con, f"SELECT {', '.join([*plain, *made])} FROM flat", path)
            con.unregister("flat")
