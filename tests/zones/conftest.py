"""A running fair of Baotou with a policy desk, a clinic, a show room and a stage."""

import pytest

from tests import cast
from tests.fairs.stage import fair_today
from tongxing.fairs.models import Fair
from tongxing.fairs.models.hall import Purpose


@pytest.fixture
def fair(db):
    return fair_today(Fair.State.RUNNING, event__key="fair.baotou")


@pytest.fixture
def hall(fair):
    return cast.HallFactory(fair=fair, name="一号厅")


@pytest.fixture
def desk(hall):
    return cast.ZoneFactory(hall=hall, name="政策咨询台", purpose=Purpose.POLICY)


@pytest.fixture
def registration(fair, lin):
    """林晓雯 is registered at the fair."""
    return cast.RegistrationFactory(fair=fair, person=lin.person, number="R-00001")
