"""What was measured, as a table: from the files in ``results/`` and the hand-kept reasons in ``notes.toml``."""

import json
import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
RESULTS, NOTES = HERE / "results", HERE / "notes.toml"
PAGE = HERE.parent / "docs" / "explanation" / "measured.md"
README = HERE.parent / "README.md"
BENCHMARKS = (
    "matching",
    "timetable",
    "routing",
    "region",
    "reach",
    "intake",
    "checkin",
    "door",
    "offline",
    "queues",
    "live",
    "pages",
    "growth",
    "store",
    "tokens",
)
BEGINS, ENDS = "<!-- measured: written by `make bench` from benchmarks/results -->", "<!-- /measured -->"
BOUND = re.compile(r"(≤|<=|<|≥|>=|>|=)?\s*([\d,.]+)")
SCALES = {("ms", "s"): 1000, ("s", "ms"): 0.001}


def results():
    """Name → what its last run wrote, in the order in which they are measured."""
    files = {name: RESULTS / f"{name}.json" for name in BENCHMARKS}
    return {name: json.loads(file.read_text(encoding="utf-8")) for name, file in files.items() if file.exists()}


def notes():
    """Benchmark → row → why its target is not met; and under "readme" the rows that the README shows."""
    return tomllib.loads(NOTES.read_text(encoding="utf-8"))


def factor(row):
    """Measured over asked, or asked over measured where more is better: above 1 the target is missed.

    ``None`` for a row of which nothing is asked, or nothing that can be compared.
    """
    found = BOUND.match(str(row.get("asked") or ""))
    measured = row.get("measured")
    if not found or not isinstance(measured, int | float):
        return None
    asked = float(found.group(2).replace(",", ""))
    other = row["asked"][found.end() :].strip()
    asked /= SCALES.get((other, row.get("unit")), 1) if other else 1
    if found.group(1) in ("≥", ">=", ">"):
        return asked / measured if measured else float("inf")
    if asked == 0:
        return 1.0 if measured == 0 else float("inf")
    return measured / asked


def page():
    """The generated part of ``measured.md``."""
    return "\n\n".join(section(name) for name in results())


def readme():
    """The generated part of the README: a line for each row that ``notes.toml`` names."""
    found = results()
    lines = ["| what | asked | measured |", "| --- | --- | --- |"]
    for name, whats in notes().get("readme", {}).items():
        rows = {row["what"]: row for row in found.get(name, {"rows": []})["rows"]}
        lines += [f"| {what} | {_asked(rows[what])} | {_measured(rows[what])} |" for what in whats if what in rows]
    return "\n".join(lines)


def missed():
    """(benchmark, row, by what factor) of each target that was not met."""
    return [
        (name, row["what"], over)
        for name, result in results().items()
        for row in result["rows"]
        if (over := factor(row)) is not None and over > 1
    ]


def write():
    """Put both parts between their markers."""
    for path, text in ((PAGE, page()), (README, readme())):
        path.write_text(replaced(path.read_text(encoding="utf-8"), text), encoding="utf-8")


def replaced(whole, text):
    """``whole`` with ``text`` between its markers; raises ``ValueError`` where they are not."""
    if BEGINS not in whole or ENDS not in whole:
        raise ValueError(f"The markers {BEGINS} and {ENDS} are missing; put them where the table belongs.")
    before, _, rest = whole.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{text}\n{ENDS}{after}"


def section(name):
    """The table of one benchmark, and why what is missed is missed."""
    result, why = results()[name], notes().get(name, {})
    on = result["machine"]
    libraries = ", ".join(f"{library} {number}" for library, number in result["versions"].items() if number)
    lines = [
        f"## {result['title']}",
        f"`{name}`, {result['date']}, commit {result['commit']}; {on['processor']}, {on['cores']} cores,"
        f" {on['memory_gib']} GiB, {on['system']}; {libraries}; {result['seconds']} s in all, peak of the process"
        f" {result['peak_mib']} MiB. {_alone(result['load'], on['cores'])}",
        "",
        "| what | asked | measured | peak | beside | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_line(row) for row in result["rows"]]
    said = [f"- *{row['what']}*: {why[row['what']]}" for row in result["rows"] if row["what"] in why]
    return "\n".join([*lines, *([""] if said else []), *said])


def _alone(load, cores):
    """Whether the machine did other work when the measuring began; ``load`` is its load average then."""
    if load < cores / 2:
        return f"Alone on the machine (load {load} at the start)."
    return f"**Not alone on the machine (load {load} at the start): times are longer than they would be.**"


def _line(row):
    over = factor(row)
    ends = "" if over is None else "met" if over <= 1 else f"**missed by {over:.2g}×**"
    if over == float("inf"):
        ends = "**missed**"
    peak = f"{row['peak_mib']} MiB" if "peak_mib" in row else ""
    cells = (row["what"], _asked(row), _measured(row), peak, _beside(row), ends)
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def _asked(row):
    return str(row.get("asked") or "").replace("<=", "≤").replace(">=", "≥")


def _measured(row):
    measured, unit = row["measured"], row.get("unit", "")
    said = f"{measured:,} {unit}".strip() if isinstance(measured, int | float) else f"{measured} {unit}".strip()
    if row.get("rounds", 0) > 1:
        said += f" ({row['least']:,}–{row['greatest']:,}, {row['rounds']} runs)"
    return said


def _beside(row):
    """The peer, what the processor's own time was, and the note."""
    peer = f"{row['peer']}, {row['ratio']}×" if "ratio" in row else row.get("peer", "")
    worked = f"processor {row['processor']:,} {row['unit']}" if "processor" in row else ""
    return "; ".join(part for part in (peer, worked, row.get("note", "")) if part)
