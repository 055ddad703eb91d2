"""A running fair of Baotou with two open desks, and its clerk."""

import pytest

from tests.queues.push_service import Service
from tests.queues.stage import DeskFactory, fair_today


@pytest.fixture
def fair(db):
    return fair_today()


@pytest.fixture
def policy(fair):
    """政策咨询台: one place, ten minutes each."""
    return DeskFactory(fair=fair, name="政策咨询台", prefix="P", minutes=10)


@pytest.fixture
def clinic(fair):
    """简历指导台: two places, twenty minutes each."""
    return DeskFactory(fair=fair, name="简历指导台", prefix="R", places=2, minutes=20)


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = []

    def make(status=201):
        made.append(Service(status))
        return made[-1]

    yield make
    for one in made:
        one.close()
