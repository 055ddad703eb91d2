"""A running fair of Baotou with two open desks, and its clerk."""

import pytest

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
