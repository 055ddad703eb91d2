"""Count the viewings of live fairs anew, from the raw heartbeats alone: ``python -m benchmarks.recount [FOLDER …]``.

It shares no line with the platform's own counting and knows nothing of its database. The rule, as it is printed with
the figure: a viewing is a browser's visit that stayed ten seconds or more, from its first heartbeat to its last, in
one half hour of the clock. FOLDER is the hub's, ``var/live`` unless said; one of each machine where several served. A
file that lies in two places is counted once.
"""

import os
import sys
from collections import Counter
from pathlib import Path

HALF_HOUR, SHORTEST = 1800, 10


def main():
    folders = sys.argv[1:] or [Path(os.environ.get("TONGXING_VAR", "var")) / "live"]
    files = {file.name: file for folder in folders for file in sorted(Path(folder).glob("beats/*/*.beats"))}
    first, last, beats, damaged = {}, {}, 0, 0
    for file in files.values():
        for line in file.read_bytes().split(b"\n")[:-1]:
            try:
                channel, visit, second = line.decode("ascii").split(" ")
                tenths = round(float(second) * 10)
            except ValueError:
                damaged += 1
                continue
            beats += 1
            stay = (channel, visit, tenths // (HALF_HOUR * 10))
            first[stay] = min(tenths, first.get(stay, tenths))
            last[stay] = max(tenths, last.get(stay, tenths))
    viewings = Counter(stay[0] for stay, begun in first.items() if last[stay] - begun >= SHORTEST * 10)
    short = len(first) - viewings.total()
    print(f"{beats:,} heartbeats, {damaged} damaged lines, {len(first):,} stays, {short:,} of them too short")
    for channel, count in sorted(viewings.items()):
        print(f"{channel}: {count:,} viewings")


if __name__ == "__main__":
    main()
