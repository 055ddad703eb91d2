"""Do the tests bite? Break lines of a room one at a time and see whether the tests that run them fail.

``python -m tools.mutants ROOM [--count 20] [--seed 1] [--tests PATH …]``, as in ``make mutants ROOM=trail``. The room's
tests are run once to see which lines each of them runs; then each break is made in a copy of the tree and the tests
that run its line are run until one fails. A break that no test notices, or whose line no test runs, has survived.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
ASKED = 0.9
"""The share of breaks that a room's tests must notice."""
LONGEST = 300
"""Seconds that the tests of one break may take: one that never ends has been noticed."""
MOST_TESTS = 60
"""Of the tests that run a line so many are tried, those that run the fewest lines first."""
FLIPPED = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


@dataclass(frozen=True)
class Break:
    """One change of one place: what stands there, and what is put there instead."""

    file: str
    line: int
    begin: int
    end: int
    before: str
    after: str

    def __str__(self):
        return f"{self.file}:{self.line}  {_short(self.before)}  →  {_short(self.after)}"

    def made_in(self, text: str) -> str:
        """``text`` of the file with the change made."""
        data = text.encode()
        return (data[: self.begin] + self.after.encode() + data[self.end :]).decode()


def breaks_of(text: str, file: str) -> list[Break]:
    """Every break that can be made in the functions of ``text``: comparisons, conditions, numbers, answers, calls left
    out. What stands outside of functions (the columns of a table) is for other checks."""
    data, starts = text.encode(), [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def place(node) -> tuple[int, int]:
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    breaks: dict[tuple, Break] = {}
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for node in (inner for function in functions for line in function.body for inner in ast.walk(line)):
        for target, after in _changes(node):
            begin, end = place(target)
            before = data[begin:end].decode()
            breaks[begin, end, after] = Break(file, target.lineno, begin, end, before, after)
    return list(breaks.values())


def _changes(node):
    """(the node to be replaced, what to put there) of each way to break ``node``."""
    match node:
        case ast.Compare(ops=[op], left=left, comparators=[right]) if type(op) in FLIPPED:
            yield node, f"{ast.unparse(left)} {FLIPPED[type(op)]} {ast.unparse(right)}"
        case ast.BoolOp(op=op, values=values):
            word = " or " if isinstance(op, ast.And) else " and "
            yield node, f"({word.join(f'({ast.unparse(value)})' for value in values)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"bool({ast.unparse(operand)})"
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield value, "None"
        case ast.Expr(value=ast.Call() as call):
            yield call, "None"


def _is_none(node) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:67] + "…"


def files_of(room: str) -> list[str]:
    """The room's own modules: no migrations, no start-up."""
    folder = next((base for base in (ROOT / "tongxing" / room, ROOT / "engines" / room) if base.is_dir()), None)
    if folder is None:
        raise SystemExit(f"There is no room {room!r} in tongxing/ or engines/. Try: make mutants ROOM=trail")
    modules = sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    return [str(path.relative_to(ROOT)) for path in modules if path.name not in {"__init__.py", "apps.py", "urls.py"}]


def copy_of_tree(folder: Path) -> Path:
    """What git would commit, in ``folder``, its catalogues compiled."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "tools.catalogues"], cwd=folder, check=True)
    return folder


def pytest_in(folder: Path, *arguments: str, longest=None, **environment: str) -> subprocess.CompletedProcess:
    """Run pytest in a copy of the tree until a test fails, at most ``longest`` seconds."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | environment
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=longest
    )


def tests_by_line(folder: Path, files: list[str], tests: list[str]) -> dict[str, list[str]]:
    """``file:line`` → the tests that run it, those that run least first."""
    answer = folder / "covered.json"
    environment = {"MUTANTS_FILES": json.dumps(files), "MUTANTS_ANSWER": str(answer)}
    done = pytest_in(folder, "-p", "tools.covering", *tests, **environment)
    if done.returncode:
        raise SystemExit(f"The tests fail before anything is broken:\n{done.stdout[-2000:]}")
    lines_of: dict[str, list[str]] = json.loads(answer.read_text(encoding="utf-8"))
    tests_of: dict[str, list[str]] = {}
    for test in sorted(lines_of, key=lambda name: len(lines_of[name])):
        for line in lines_of[test]:
            tests_of.setdefault(line, []).append(test)
    return tests_of


def noticing_test(change: Break, tests: list[str], folder: Path) -> str:
    """Which test noticed ``change`` in the copy ``folder``; empty where it survived."""
    path = folder / change.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(change.made_in(whole), encoding="utf-8")
    try:
        done = pytest_in(folder, *tests[:MOST_TESTS], longest=LONGEST)
    except subprocess.TimeoutExpired:
        return "it never ends"
    finally:
        path.write_text(whole, encoding="utf-8")
    if done.returncode == 0:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return failed[0].split(" - ")[0].split("::")[-1] if failed else "it does not load"


def main() -> int:
    """Print a table of what was broken and who noticed; 1 where too much survived."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("room")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", help="where to look for tests; the room's own unless said")
    asked = parser.parse_args()
    files = files_of(asked.room)
    everything = [change for file in files for change in breaks_of((ROOT / file).read_text(encoding="utf-8"), file)]
    chosen = random.Random(asked.seed).sample(everything, min(asked.count, len(everything)))  # noqa: S311
    home = "tests/engines" if files[0].startswith("engines") else "tests"
    tests = asked.tests or [f"{home}/{asked.room}"]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(2):
            copies.put(copy_of_tree(Path(folder, str(number))))
        covered = tests_by_line(Path(folder, "0"), files, tests)

        def tried(change: Break) -> str:
            running = covered.get(f"{change.file}:{change.line}", [])
            if not running:
                return "survived: no test runs this line"
            copy = copies.get()
            try:
                return noticing_test(change, running, copy) or f"survived {min(len(running), MOST_TESTS)} tests"
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(2) as pool:
            rows = list(zip(chosen, pool.map(tried, chosen), strict=True))
    survived = sum(outcome.startswith("survived") for _change, outcome in rows)
    for change, outcome in rows:
        print(f"{outcome:<60.60}  {change}")
    print(f"{len(rows) - survived} of {len(rows)} breaks of {asked.room} were noticed ({len(everything)} can be made).")
    return 1 if survived > (1 - ASKED) * len(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
