"""Loaded by every Python that a test starts: it reads the tests' clock, as the test does."""

import datetime as dt
import os
import time

ahead = os.environ.get("TONGXING_TESTS_CLOCK")
if ahead:
    import time_machine

    time_machine.travel(dt.datetime.fromtimestamp(time.time() + float(ahead), dt.UTC), tick=True).start()
