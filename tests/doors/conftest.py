"""What the tests of devices begin with."""

import pytest

from tests.fairs.stage import at, clock, fair_today
from tongxing.doors import roster


@pytest.fixture(autouse=True)
def _rosters_are_looked_at_anew():
    """The memory of rosters is the process's; each test has its own fair under the same key."""
    roster._editions.clear()


@pytest.fixture
def fair(monkeypatch, gao):
    """A fair of today in Baotou, at eleven o'clock."""
    fair = fair_today()
    clock(monkeypatch, at(fair, 11))
    return fair
