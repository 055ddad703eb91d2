"""Check-ins through the server: devices at the door with a network, each coming sent as it happens.

The server of ``tongxing serve`` on SQLite; connections stay open; the devices run in a process of their own on the
same machine. One device after another, eight at once, and the upload of a day's entries by one device.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta

from benchmarks import hall
from benchmarks.measuring import ROOT

ENTRIES, ONE, MANY, EACH, DEVICES = 1_009, 1_009, 8, 250, 10
MOST_IN_ONE = 500


def measure():
    """All rows: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-door-") as folder:
        _fair, tokens, codes = hall.set_up(folder, ENTRIES, DEVICES)
        with hall.serving(folder) as server:
            job = json.dumps({"port": server.port, "group": server.process.pid, "tokens": tokens, "codes": codes})
            ended = subprocess.run(
                [sys.executable, "-m", "benchmarks.door", "--drive"],
                cwd=ROOT, input=job, check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        told = json.loads(ended.stdout.splitlines()[-1])
    one, many = told["one"], told["many"]
    return {
        "title": "Check-in through the server, by devices that hold their connection",
        "rows": [
            _row("check-ins a second, one device", "≥ 300", one["rate"], "/s"),
            _row("one check-in, p99, one device", "≤ 50", one["p99"], "ms", f"median {one['p50']} ms"),
            _row("one check-in, processor of the server", "", one["processor"], "ms", "other work lengthens it less"),
            _row("check-ins a second, eight devices at once", "≥ 400", many["rate"], "/s"),
            _row("one check-in, p99, eight devices at once", "≤ 50", many["p99"], "ms", f"median {many['p50']} ms"),
            _row("check-ins that were refused or put off", "= 0", one["put_off"] + many["put_off"], ""),
            _row(f"upload of {ENTRIES:,} entries by one device", "≤ 10", told["upload"], "s"),
        ],
    }


def _row(what, asked, measured, unit, note=""):
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def _timed(device, tokens, took, put_off):
    """Let one after another in, each with a request of its own."""
    for token in tokens:
        act = device.let_in(token, datetime.now(UTC))
        began = time.perf_counter()
        states = device.send([act])
        took.append(time.perf_counter() - began)
        if states[act["id"]] not in {"accepted", "repeat"}:
            put_off.append(states)


def _together(devices, tokens):
    """Rate and percentiles of all devices' check-ins, at once."""
    took, put_off = [], []
    threads = [
        threading.Thread(target=_timed, args=(device, tokens[place :: len(devices)], took, put_off))
        for place, device in enumerate(devices)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    percentiles = statistics.quantiles(took, n=100)
    return {
        "rate": round(len(took) / seconds),
        "p50": round(percentiles[49] * 1000, 2),
        "p99": round(percentiles[98] * 1000, 2),
        "put_off": len(put_off),
    }


def drive(port, group, tokens, codes):
    """What the devices measure, in a process of its own."""
    devices = [hall.Device.enrolled(port, code) for code in codes]
    for device in devices:
        _timed(device, tokens[:20], [], [])  # each worker has seen the code once
        device.hang_up()
    before = hall.processor_of(group)
    one = _together(devices[:1], tokens[:ONE])
    one["processor"] = round((hall.processor_of(group) - before) / ONE * 1000, 2)
    many = _together(devices[1 : MANY + 1], (tokens * 2)[: MANY * EACH])
    return {"one": one, "many": many, "upload": _upload(devices[MANY + 1], tokens)}


def _upload(device, tokens):
    """Seconds until a day's entries of one device are there."""
    before = datetime.now(UTC) - timedelta(hours=2)
    acts = [device.let_in(token, before + timedelta(seconds=7 * number)) for number, token in enumerate(tokens)]
    device.hang_up()
    began = time.perf_counter()
    for start in range(0, len(acts), MOST_IN_ONE):
        device.send(acts[start : start + MOST_IN_ONE])
    seconds = round(time.perf_counter() - began, 2)
    if any(act["id"] not in device.answered for act in acts):
        raise SystemExit("Not every entry was answered: the measurement is void.")
    return seconds


if __name__ == "__main__":
    if sys.argv[1:] == ["--drive"]:
        print(json.dumps(drive(**json.load(sys.stdin))))
    else:
        for row in measure()["rows"]:
            print(f"{row['measured']!s:>8} {row['unit']:<3} {row['what']}   asked {row['asked']}   {row['note']}")
