"""What the tests of devices begin with."""

import pytest

from tests.fairs.stage import at, clock, fair_today
from tongxing.doors import access, roster


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    """What is remembered for half a minute is the process's; each test has its own fair under the same key."""
    roster._editions.clear()
    access._remembered.clear()


@pytest.fixture
def fair(monkeypatch, gao):
    """A fair of today in Baotou, at eleven o'clock."""
    fair = fair_today()
    clock(monkeypatch, at(fair, 11))
    return fair
