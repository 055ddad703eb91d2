"""The folder OUT: what stands in it while the work goes on, and after."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

import engines.matching
from engines.matching.region.columns import BadInput
from engines.matching.region.parquet import settle
from engines.matching.region.shards import Reach, Shard

RESULTS: Final = ("people.parquet", "posts.parquet", "accommodations.parquet", "run.json", "summary.json")
Key = Mapping[str, Any]


@dataclass(frozen=True)
class Folder:
    """Where things stand. ``summary.json`` is written last: with it the work is done, and ``work`` is gone."""

    out: Path

    @property
    def work(self) -> Path:
        return self.out / "work"

    @property
    def people(self) -> Path:
        return self.work / "people.parquet"

    @property
    def posts(self) -> Path:
        return self.work / "posts.parquet"

    @property
    def shards(self) -> Path:
        return self.work / "shards"

    @property
    def plan(self) -> Path:
        return self.work / "plan.json"

    def shard(self, number: int) -> Path:
        """The folder of a finished shard."""
        return self.shards / f"{number:06}"

    def finished(self) -> set[int]:
        """The numbers of the shards that are done."""
        return {int(path.name) for path in self.shards.iterdir() if path.name.isdigit()}

    def tally(self) -> dict[str, int]:
        """The pairs that were in reach and those that were feasible, over all finished shards."""
        tallies = [json.loads((self.shard(number) / "done.json").read_text()) for number in self.finished()]
        return {name: sum(tally[name] for tally in tallies) for name in ("pairs_in_reach", "feasible_pairs")}

    def size(self) -> int:
        """The bytes of everything that the work has put down so far."""
        return sum(path.stat().st_size for path in self.work.rglob("*") if path.is_file())

    def is_done(self, key: Key) -> bool:
        """Whether the results of this very run are here. Raises ``BadInput`` where those of another are."""
        path = self.out / "summary.json"
        if not path.is_file():
            return False
        self._compare(key, json.loads(path.read_text(encoding="utf-8"))["made_from"])
        return True

    def begin(self, key: Key) -> None:
        """Make the folder for this run or find it begun; raises ``BadInput`` where it is another's."""
        manifest = self.work / "manifest.json"
        if manifest.is_file():
            self._compare(key, json.loads(manifest.read_text(encoding="utf-8")))
            return
        strange = {path.name for path in self.out.iterdir()} - {"lock", "work", *RESULTS}
        if strange:
            raise BadInput(f"{self.out} holds {min(strange)}, which is not of such a run; give an empty folder.")
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        put(manifest, key)

    def clear(self) -> None:
        """Take away what a run has left, results and all."""
        shutil.rmtree(self.work, ignore_errors=True)
        for name in reversed(RESULTS):
            (self.out / name).unlink(missing_ok=True)

    def clean_work(self) -> None:
        """Take away drafts of a run that was stopped."""
        for path in self.work.iterdir():
            if path.name != "manifest.json":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def clean_shards(self) -> None:
        """Take away the drafts of shards that were never sealed."""
        for path in self.shards.iterdir():
            if not path.name.isdigit():
                shutil.rmtree(path, ignore_errors=True)

    def read_plan(self) -> list[Shard]:
        """The shards as they were planned."""
        rows = json.loads(self.plan.read_text(encoding="utf-8"))
        return [Shard(row["number"], row["people"], _reach(row["reach"])) for row in rows]

    def write_plan(self, shards: list[Shard]) -> None:
        """Keep the plan; only with it the files that it was made with count."""
        put(self.plan, [{**shard._asdict(), "reach": shard.reach._asdict()} for shard in shards])

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else works in the folder meanwhile; the lock ends with the process, however it ends."""
        self.out.mkdir(parents=True, exist_ok=True)
        with open(self.out / "lock", "w", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BadInput(f"Another run works in {self.out}; wait for it or give another folder.") from error
            try:
                yield
            finally:
                (self.out / "lock").unlink()
                if not any(self.out.iterdir()):
                    self.out.rmdir()

    def _compare(self, key: Key, before: Key) -> None:
        changed = [name for name in key if before.get(name) != key[name]]
        if changed:
            raise BadInput(
                f"{self.out} holds a run in which {' and '.join(changed)} differed; "
                f"say --anew to begin again, or give another folder."
            )


def put(path: Path, content: Any) -> None:
    """Write a JSON file whole or not at all."""
    draft = path.with_name(f".{path.name}")
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    settle(draft)
    os.replace(draft, path)
    settle(path.parent)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code_digest() -> str:
    """A digest of the matching engine's own code, and of the DuckDB that writes the files."""
    root = Path(engines.matching.__file__).parent
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _reach(row: Mapping[str, Any]) -> Reach:
    box = row["box"] and tuple(row["box"])
    return Reach(box, row["unit"], tuple(row["regions"]), row["home"])
