"""Taking a file in: block by block, every cell looked at before anything is matched."""

# ruff: noqa: S608  # SQL is put together of column names that stand here, numbers and quoted paths

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import PERSON, POST, WISHES, pack_occupation, pack_region
from engines.matching.problem import BadProblem, Problem
from engines.matching.region.columns import EMPTY, PEOPLE, BadInput, Side, check_types
from engines.matching.region.parquet import Arrays, quoted, write_columns

BLOCK: Final = 65_536  # rows that are in memory at once while a file is taken in


class _Packed(dict[str, int]):
    """The numbers of codes, each reckoned when it is first met."""

    def __init__(self, pack: Callable[[str], int]) -> None:
        self.pack = pack

    def __missing__(self, code: str) -> int:
        self[code] = self.pack(code)
        return self[code]


@dataclass(frozen=True)
class Source:
    """One file, its columns' types known and found good."""

    con: duckdb.DuckDBPyConnection
    side: Side
    path: Path
    types: dict[str, str]

    @classmethod
    def of(cls, con: duckdb.DuckDBPyConnection, side: Side, path: Path) -> "Source":
        """The file behind ``path``; raises ``BadInput`` for one that cannot be read or lacks a column."""
        if not path.is_file():
            raise BadInput(f"{path.name}: there is no such file.")
        try:
            described = con.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(path)})").fetchall()
        except duckdb.Error as error:
            raise BadInput(f"{path.name}: this is not a Parquet file.") from error
        types = {name: kind.replace(f"[{WISHES}]", "[]") for name, kind, *_ in described}
        check_types(side, path.name, types)
        return cls(con, side, path, types)

    @property
    def named(self) -> bool:
        """Whether skills are names rather than words; raises ``BadInput`` where a file has both."""
        kinds = {self.types[name] for name in self.side.skills}
        if len(kinds) > 1:
            raise self.bad(
                None, list(self.side.skills)[-1], "it is not written as the other skills are; choose one way"
            )
        return kinds == {"VARCHAR[]"}

    def skills(self) -> set[str]:
        """The names of all the skills in the file."""
        found = set()
        for name in self.side.skills:
            rows = self.con.execute(f"SELECT DISTINCT unnest({name}) FROM {self._rows()}").fetchall()
            found |= {word for (word,) in rows if word}
        return found

    def widest(self) -> int:
        """The most words that a row has for its skills."""
        longest = ", ".join(f"coalesce(max(len({name})), 0)" for name in self.side.skills)
        return max(self.con.execute(f"SELECT {longest} FROM {self._rows()}").fetchall()[0])

    def blocks(self, words: int, number: dict[str, int] | None) -> Iterator[tuple[int, Arrays]]:
        """The rows in order, packed and checked: the first row of each block, and its columns."""
        ((count,),) = self.con.execute(f"SELECT count(*) FROM {self._rows()}").fetchall()
        for first in range(0, count, BLOCK):
            yield first, self._block(first, words, number)

    def bad(self, row: int | None, name: str, what: str) -> BadInput:
        """The refusal of a cell (rows counted from 0), or of a column."""
        where = f"column {name}" if row is None else f"row {row}, {name}"
        return BadInput(f"{self.path.name}, {where}: {what}.")

    def _rows(self, first: int | None = None) -> str:
        rows = f"read_parquet({quoted(self.path)}, file_row_number = true)"
        if first is None:
            return rows
        return f"{rows} WHERE file_row_number >= {first} AND file_row_number < {first + BLOCK}"

    def _block(self, first: int, words: int, number: dict[str, int] | None) -> Arrays:
        wanted = ", ".join(self._expression(name) for name in self.side.fields)
        read = self.con.execute(f"SELECT {wanted} FROM {self._rows(first)}").fetchnumpy()
        columns = {name: self._column(name, read, first) for name in self.side.fields}
        count = len(columns["id"])
        table = np.zeros(count, [(name, column.dtype, column.shape[1:]) for name, column in columns.items()])
        for name, column in columns.items():
            table[name] = column
        skills = {
            array: self._named_words(name, first, count, words, number)
            if number is not None
            else self._words(name, first, words)
            for name, array in self.side.skills.items()
        }
        problem = self._checked(table, skills, first)
        table = problem.people if self.side is PEOPLE else problem.posts
        flat = [column for name in self.side.fields for column in np.atleast_2d(table[name].T)]
        flat += [word for array in self.side.skills.values() for word in getattr(problem, array).T]
        return dict(zip(self.side.packed(words), flat, strict=True))

    def _checked(self, table: NDArray[np.void], skills: dict[str, Any], first: int) -> Problem:
        """The block as a problem of one side, which refuses what cannot be."""
        none = np.zeros((0, next(iter(skills.values())).shape[1]), np.uint64)
        try:
            if self.side is PEOPLE:
                return Problem(table, np.zeros(0, POST), required=none, welcome=none, **skills)
            return Problem(np.zeros(0, PERSON), table, held=none, **skills)
        except BadProblem as error:
            row = None if error.row is None else first + error.row
            raise self.bad(row, error.field, str(error).split(": ", 1)[1].removesuffix(".")) from error

    def _expression(self, name: str) -> str:
        """What is read for a column."""
        if self.side.dtype[name].shape:
            each = [f"{name}[{place + 1}] AS {name}_{place}" for place in range(WISHES)]
            return ", ".join([*each, f"len({name}) AS {name}_count"])
        if self.types[name] == "DATE":
            return f"CASE WHEN isfinite({name}) THEN {name} - DATE '0001-01-01' + 1 ELSE -1 END AS {name}"
        return name

    def _column(self, name: str, read: Arrays, first: int) -> NDArray[Any]:
        """One column as whole numbers."""
        if not self.side.dtype[name].shape:
            return self._numbers(name, read[name], first, EMPTY.get(name))
        for row in np.flatnonzero(np.ma.filled(read[f"{name}_count"], 0) > WISHES):
            raise self.bad(first + int(row), name, f"give at most {WISHES} of them")
        each = [self._numbers(name, read[f"{name}_{place}"], first, 0) for place in range(WISHES)]
        return np.stack(each, axis=1)

    def _numbers(self, name: str, values: NDArray[Any], first: int, empty: int | None) -> NDArray[Any]:
        missing = np.ma.getmaskarray(values)
        if empty is None and missing.any():
            raise self.bad(first + int(missing.argmax()), name, "it is empty; give a value")
        if values.dtype != object:
            # A wide signed type, so that the sign of "nowhere" outlives an unsigned column.
            wide = np.ma.filled(values if name in ("id", *_MASKS) else values.astype(np.int64), empty or 0)
            return self._regions(wide, first) if name == "region" else wide
        numbers = _Packed(pack_region if name == "region" else pack_occupation)
        packed = np.zeros(len(values), np.int64)
        for row, code in enumerate(np.ma.filled(values, "").tolist()):
            try:
                packed[row] = numbers[code]
            except ValueError as error:
                raise self.bad(first + row, name, str(error)) from error
        return packed

    def _regions(self, codes: NDArray[np.int64], first: int) -> NDArray[np.int64]:
        """Division codes of 6, 9 or 12 digits as numbers of 12."""
        packed = codes * np.select([codes < 10**6, codes < 10**9], [10**6, 10**3], 1)
        for row in np.flatnonzero((codes != 0) & ((packed < 10**11) | (packed >= 10**12))):
            raise self.bad(first + int(row), "region", f"{codes[row]} is not a region; give 6, 9 or 12 digits")
        return packed

    def _words(self, name: str, first: int, words: int) -> NDArray[np.uint64]:
        """Skills that are given as words; those left out at the end are empty."""
        each = ", ".join(f"coalesce({name}[{word + 1}], 0::UBIGINT) AS word_{word}" for word in range(words))
        read = self.con.execute(f"SELECT {each or 'id'} FROM {self._rows(first)}").fetchnumpy()
        arrays: list[NDArray[np.uint64]] = list(read.values()) if words else []
        return np.stack(arrays, axis=1) if words else np.zeros((len(read["id"]), 0), np.uint64)

    def _named_words(self, name: str, first: int, count: int, words: int, number: dict[str, int]) -> NDArray[np.uint64]:
        """Skills that are given as names, as the bits that ``number`` gives them."""
        query = f"SELECT file_row_number AS row, unnest({name}) AS skill FROM {self._rows(first)}"
        read = self.con.execute(query).fetchnumpy()
        packed = np.zeros((count, words), np.uint64)
        rows, names = read["row"] - first, np.ma.filled(read["skill"], "").tolist()
        known = defaultdict(lambda: -1, number)
        places = np.array([known[name] for name in names], np.int64)
        for row in rows[places < 0]:
            raise self.bad(first + int(row), name, "a skill without a name stands in the list; leave it out")
        np.bitwise_or.at(packed, (rows, places // 64), np.uint64(1) << (places % 64).astype(np.uint64))
        return packed


_MASKS: Final = ("needs_must", "needs_wish", "offered", "can_arrange", "cannot")


def take_in(con: duckdb.DuckDBPyConnection, people: Source, posts: Source, work: Path) -> int:
    """Both files, checked and packed, as parts in ``work``; the number of words of their skills.

    Raises ``BadInput`` with one sentence naming the file, the row (counted from 0) and the column.
    """
    if people.named != posts.named:
        raise posts.bad(None, "skills_required", f"skills are written as in {people.path.name} or not at all")
    number = None
    if people.named:
        number = {name: place for place, name in enumerate(sorted(people.skills() | posts.skills()))}
    words = max(people.widest(), posts.widest()) if number is None else (len(number) + 63) // 64
    for source in (people, posts):
        folder = work / f"taken-{source.side.name}"
        folder.mkdir()
        part = -1
        for part, (first, columns) in enumerate(source.blocks(words, number)):
            rows = np.arange(first, first + len(columns["id"]))
            write_columns(con, {**columns, "row": rows}, folder / f"{part:06}.parquet")
        if part < 0:
            raise BadInput(f"{source.path.name}: there is not a single row in it.")
        _check_ids(con, source, folder)
    return words


def _check_ids(con: duckdb.DuckDBPyConnection, source: Source, folder: Path) -> None:
    """No id stands in two rows, be they ever so far apart."""
    again = con.execute(
        f"SELECT max(row) AS last, id FROM {quoted(folder / '*.parquet')} GROUP BY id HAVING count(*) > 1 ORDER BY last"
    ).fetchone()
    if again is not None:
        raise source.bad(again[0], "id", f"{again[1]} is the id of an earlier row; give each its own")
