"""Whatever the machine's clock says, tests and the programs that they start read the same, and time goes on."""

import datetime as dt
import subprocess
import sys
import time

import pytest
from django.utils import timezone

from tests import clock

NEAR = dt.timedelta(seconds=30)
"""Far less than what an hour of the day, or a day of the year, would differ by."""


def test_every_test_begins_at_the_same_moment():
    assert clock.START <= timezone.now() < clock.START + NEAR
    assert clock.START <= dt.datetime.now(dt.UTC) < clock.START + NEAR
    assert clock.START.timestamp() <= time.time() < (clock.START + NEAR).timestamp()


def test_it_is_a_working_day_when_fairs_are_open():
    there = timezone.localtime()
    assert there.weekday() < 5
    assert dt.time(9, 30) < there.time() < dt.time(11)


def test_time_goes_on():
    before = timezone.now()
    time.sleep(0.01)
    assert timezone.now() > before


@pytest.mark.parametrize(
    "code",
    [
        "import time; print(time.time())",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; print(time.time())'], check=True)",
    ],
)
def test_a_program_that_a_test_starts_reads_the_same_clock(code):
    read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert abs(float(read) - clock.START.timestamp()) < NEAR.total_seconds()
