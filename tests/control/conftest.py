"""Who and what most tests of the control room begin with."""

import pytest

from tests.control import stage


@pytest.fixture
def fair(db):
    return stage.hall()
