"""How long matching takes, beside what others take for the same answer: shortlists both ways and what one change opens.

Answers are compared before times: a difference anywhere voids the measurement.
"""

import importlib
import subprocess
import sys
import time

from benchmarks.measuring import ROOT, clocked, forget_peak, in_a_process, peak_mib, spread
from benchmarks.peers.answers import differences, of_result
from benchmarks.peers.columns import people_columns, posts_columns
from benchmarks.region_data import SKILL_NAMES, fair_columns, region_columns
from engines.matching import Matcher, Person, Post, Settings, check_selection, select, solve

FAIR, REGION, LAND = (1_009, 1_779), (150_000, 20_000), (1_500_000, 100_000)
PEERS = {"in_numpy": "NumPy", "in_duckdb": "DuckDB", "in_polars": "Polars"}
ROUNDS, PEER_ROUNDS, STOP = 51, 9, 60
PEER_GIB = 12  # a peer that wants more is ended, before it takes the machine's memory
COLD = """
import time
began = time.perf_counter()
from engines.matching import solve
loaded = time.perf_counter()
from benchmarks.region_data import fair_columns
problem = fair_columns()
made = time.perf_counter()
solve(problem)
print(time.perf_counter() - made + loaded - began)
"""


def measure():
    """All rows: what was asked, and what was measured."""
    return {
        "title": "Matching",
        "rows": [*fair_rows(), *change_rows(), interview_row(), cold_row(), *region_rows(), *land_rows()],
    }


def everything(problem, settings=None):
    """The whole answer, with what one change would open, which a result works out when it is asked for."""
    result = solve(problem, settings)
    return result, result.accommodations, result.skills, result.bands


def fair_rows():
    """A fair, warm, and the peers on the same columns."""
    problem, settings = fair_columns(), Settings()
    result = solve(problem, settings)
    peers = {called: _peer(name, problem, settings, of_result(result)) for name, called in PEERS.items()}
    mine = clocked(lambda: everything(problem, settings), ROUNDS, "ms")
    best = min(peers, key=lambda called: peers[called]["median"])
    ratio = round(peers[best]["median"] / mine["median"], 1)
    note = f"{result.feasible_count:,} feasible pairs; the answers are the same"
    yield _row(f"{_size(FAIR)}, both ways and what one change opens", "≤ 2 ms", **mine, note=note)
    yield _row("times faster than the best peer", "≥ 20", measured=ratio, unit="×", peer=best, note="")
    for called, times in peers.items():
        yield _row(f"the same by {called}", "", **times, note="two threads")


def _peer(name, problem, settings, wanted, rounds=PEER_ROUNDS):
    """The times of a peer, whose answer must be the one that is ``wanted``."""
    peer = importlib.import_module(f"benchmarks.peers.{name}")
    prepared = peer.prepare(people_columns(problem, settings), posts_columns(problem, settings))
    found = peer.run(prepared, settings)
    if said := differences(wanted, peer.answer(found, prepared, settings)):
        raise SystemExit(f"{name} differs, so that no times are given: {'; '.join(said)}")
    return clocked(lambda: peer.run(prepared, settings), rounds, "ms")


def change_rows():
    """A person or a post changed, and everything right again; every other time with another wage."""
    matcher = Matcher(fair_columns())
    person, post = matcher.problem.people["id"][0].item(), matcher.problem.posts["id"][0].item()
    wages = iter(range(2_000, 10_000, 10))

    def change_person():
        common = {"skills": SKILL_NAMES[:6], "occupations": ["4-01"], "education": 3, "region": "150102"}
        matcher.put_person(Person(id=person, needs_must=2, wage_floor=next(wages), **common))

    def change_post():
        common = {"skills_welcome": SKILL_NAMES[:3], "occupation": "4-01-01-01", "region": "150102"}
        matcher.put_post(Post(id=post, offered=2, cannot=1, wage_min=next(wages), **common))

    yield _row(f"{_size(FAIR)}, again after a change to a person", "≤ 5 ms", **clocked(change_person, ROUNDS, "ms"))
    yield _row(f"{_size(FAIR)}, again after a change to a post", "≤ 5 ms", **clocked(change_post, ROUNDS, "ms"))
    anew = solve(matcher.problem)
    if said := differences(of_result(anew), of_result(matcher.result)):
        raise SystemExit(f"Changing one by one differs from matching anew: {'; '.join(said)}")


def interview_row():
    """Interviews chosen at a fair: most people first, proven."""
    problem = fair_columns()
    selection = select(problem)
    if said := check_selection(problem, selection):
        raise SystemExit(f"The judge of interviews says: {said[0]}")
    note = f"{len(selection.chosen):,} interviews for {selection.people_count:,} people; the judge finds no fault"
    return _row(f"{_size(FAIR)}, interviews chosen", "", **clocked(lambda: select(problem), 3), note=note)


def cold_row():
    """In a new process with the compiled code on disk: loading the engine, and the first answer."""
    solve(fair_columns())  # so that the compiled code is on disk
    seconds = [float(subprocess.check_output([sys.executable, "-c", COLD], cwd=ROOT)) for _ in range(7)]
    return _row(f"{_size(FAIR)} from cold, compiled code on disk", "≤ 0.5 s", **spread(seconds), note="import included")


def region_rows():
    """A region, with and without passing over posts out of reach, and the peers for as long as we wait for them."""
    for prune, asked in ((True, "≤ 1 s"), (False, "≤ 2 s")):
        ran = in_a_process("benchmarks.matching", "large", *REGION, prune, 5)
        how = "with" if prune else "without"
        yield _row(f"{_size(REGION)}, {how} pruning", asked, **ran)
        yield _row(f"{_size(REGION)}, {how} pruning: peak memory", "≤ 400 MiB", measured=ran["peak_mib"], unit="MiB")
    for name, called in PEERS.items():
        try:
            ran = in_a_process("benchmarks.matching", "large_peer", name, seconds=STOP, gib=PEER_GIB)
        except MemoryError:
            ran = {"measured": f"ended: more than {PEER_GIB} GiB", "unit": "", "note": "answer not compared"}
        ran = ran or {"measured": f"stopped after {STOP} s", "unit": "", "note": "answer not compared"}
        yield _row(f"{_size(REGION)} by {called}", "", **ran)


def land_rows():
    """Several provinces at once."""
    ran = in_a_process("benchmarks.matching", "large", *LAND, True, 1)
    yield _row(_size(LAND), "≤ 45 s", **ran)
    yield _row(f"{_size(LAND)}: peak memory", "≤ 800 MiB", measured=ran["peak_mib"], unit="MiB")


def large(people, posts, prune, rounds):
    """The times and the peak memory of one size, the problem and the libraries included; called in its own process."""
    problem, settings = region_columns(people, posts), Settings(prune=prune)
    solve(fair_columns(100, 100))  # loads the compiled code, so that one round is enough where rounds are long
    forget_peak()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        result = everything(problem, settings)[0]
        seconds.append(time.perf_counter() - began)
    return spread(seconds) | {"peak_mib": peak_mib(), "note": f"{result.feasible_count:,} feasible pairs"}


def large_peer(name):
    """The time of one run of a peer on the region, its answer compared; called in its own process."""
    problem, settings = region_columns(*REGION), Settings()
    peer = importlib.import_module(f"benchmarks.peers.{name}")
    prepared = peer.prepare(people_columns(problem, settings), posts_columns(problem, settings))
    forget_peak()
    began = time.perf_counter()
    found = peer.run(prepared, settings)
    seconds, peak = time.perf_counter() - began, peak_mib()
    if said := differences(of_result(solve(problem, settings)), peer.answer(found, prepared, settings)):
        raise SystemExit(f"{name} differs, so that no times are given: {'; '.join(said)}")
    return spread([seconds]) | {"peak_mib": peak, "note": "the answers are the same"}


def _row(what, asked, **measured):
    return {"what": what, "asked": asked} | measured


def _size(size):
    return f"{size[0]:,} × {size[1]:,}"
