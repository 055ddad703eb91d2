"""Three devices, two hours without network, and the power cut in the middle of the upload: what is counted?

1,009 comings of 949 people, 60 of them the same person again, 49 without a ticket. Each device sends everything twice,
in pieces and out of order, all three at once; the server is killed (-9) while they send and started again. Then it is
counted in the database: exactly 1,009 attendances of 949 people, at the moments that the devices noted.

``python -m benchmarks.offline`` (``make bench-offline``) prints the counts and ends with 1 unless they are exact.
"""

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

from benchmarks import hall
from benchmarks.measuring import ROOT

COMINGS, AGAIN, WALK_INS, DEVICES = 1_009, 60, 49, 3
PIECE = 40
SEED = 20251203


def measure():
    """All rows: what was asked, and what was counted."""
    told = run()
    rows = [
        _row("attendances", f"= {COMINGS}", told["attendances"]),
        _row("people", f"= {COMINGS - AGAIN}", told["people"]),
        _row("attendances whose moment is not the device's", "= 0", told["moments_off"]),
        _row("acts that were refused or lost", "= 0", told["refused"] + told["unanswered"]),
        _row("comings that are shown as a repeat", f"= {AGAIN}", told["repeats"]),
        _row("breaks in the trail", "= 0", told["faults"]),
        _row("requests that failed while the power was gone", "≥ 1", told["cut_off"], "the server was killed once"),
        _row("acts that were sent", "", told["sent"], "each at least twice, in pieces and out of order"),
        _row("from the first upload to the last answer", "", told["seconds"], "with the restart", "s"),
    ]
    return {"title": "Three devices offline, uploaded twice, the server killed in between", "rows": rows}


def _row(what, asked, measured, note="", unit=""):
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def run():
    """The whole story; the counts that it came to."""
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="tongxing-offline-") as folder:
        _fair, tokens, codes = hall.set_up(folder, COMINGS - AGAIN - WALK_INS, DEVICES)
        with hall.serving(folder) as server:
            devices = [hall.Device.enrolled(server.port, code) for code in codes]
            _two_hours(devices, tokens, chance)
            began = time.perf_counter()
            sent = _upload_and_cut(server, devices)
            seconds = round(time.perf_counter() - began, 1)
        told = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.offline", "--count", folder],
                cwd=ROOT, check=True, capture_output=True, text=True,
            ).stdout.splitlines()[-1]
        )  # fmt: skip
    noted = Counter(act["at"] for device in devices for act in device.acts)
    states = Counter(state for device in devices for state in device.answered.values())
    return told | {
        "moments_off": sum((Counter(told.pop("moments")) - noted).values()),
        "refused": states["refused"] + states["conflict"],
        "repeats": states["repeat"],
        "unanswered": sum(len(device.acts) - len(device.answered) for device in devices),
        "cut_off": sum(device.cut_off for device in devices),
        "sent": sent,
        "seconds": seconds,
    }


def _two_hours(devices, tokens, chance):
    """What the devices note: everybody's first coming and those who come again, shuffled over two hours."""
    comings = [("ticket", token) for token in [*tokens, *chance.sample(tokens, AGAIN)]]
    comings += [("walk_in", f"189{number:08d}") for number in range(WALK_INS)]
    chance.shuffle(comings)
    first = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(hours=2)
    for number, (kind, what) in enumerate(comings):
        device, moment = chance.choice(devices), first + dt.timedelta(seconds=7 * number)
        if kind == "ticket":
            device.let_in(what, moment)
        else:
            device.note("walk_in", moment, name=f"现场{what[-3:]}", phone=what, needs=[])


def _upload_and_cut(server, devices):
    """All devices send at once; half way the power is cut. How many acts were sent."""
    sent = [0] * len(devices)
    threads = [
        threading.Thread(target=_send_twice, args=(device, random.Random(SEED + place), sent, place))
        for place, device in enumerate(devices)
    ]
    for thread in threads:
        thread.start()
    whole = sum(len(device.acts) for device in devices)
    while sum(len(device.answered) for device in devices) < whole * 2 // 5:
        time.sleep(0.01)
    server.kill()
    time.sleep(0.5)
    server.start()
    for thread in threads:
        thread.join()
    return sum(sent)


def _send_twice(device, chance, sent, place):
    """Each act in two pieces of the upload, at random; what has no final answer again, until all have one."""
    twice = device.acts * 2
    chance.shuffle(twice)
    pieces = [twice[start : start + PIECE] for start in range(0, len(twice), PIECE)]
    while pieces:
        piece = pieces.pop()
        try:
            device.send(piece)
            sent[place] += len(piece)
        except ConnectionError:
            device.cut_off += 1
            pieces.append(piece)
            time.sleep(0.2)
        if not pieces:
            left = [act for act in device.acts if act["id"] not in device.answered]
            pieces = [left] if left else []


def count(folder):
    """What stands in the database of ``folder``; called in a process of its own, as somebody who looks later."""
    import os

    os.environ["TONGXING_VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tongxing.fairs.models import Attendance
    from tongxing.trail.chain import faults

    comings = Attendance.objects.all()
    return {
        "attendances": comings.count(),
        "people": comings.values("registration__person").distinct().count(),
        "moments": [moment.astimezone(dt.UTC).isoformat() for moment in comings.values_list("arrived_at", flat=True)],
        "faults": len(list(faults())),
    }


def main():
    """Print what was counted; 0 where it is exact."""
    if sys.argv[1:2] == ["--count"]:
        print(json.dumps(count(sys.argv[2])))
        return 0
    rows = measure()["rows"]
    for row in rows:
        asked = f"   asked {row['asked']}" if row["asked"] else ""
        print(f"{row['measured']!s:>8}  {row['what']}{asked}")
    exact = all(row["asked"] == f"= {row['measured']}" for row in rows if str(row["asked"]).startswith("="))
    print("exact" if exact else "NOT exact")
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
