"""A demonstration stays one, says so, and answers its own machine alone."""

import pytest

from tongxing.common import installation
from tongxing.common.refusal import Refused


@pytest.mark.django_db
def test_a_demonstration_never_becomes_real_work():
    installation.mark(demo=True)

    with pytest.raises(Refused, match="stays one"):
        installation.mark(demo=False)


@pytest.mark.django_db
def test_real_work_never_becomes_a_demonstration():
    installation.mark(demo=False)

    with pytest.raises(Refused, match="real work"):
        installation.mark(demo=True)


@pytest.mark.parametrize("address", ["192.0.2.7", "::2", "10.0.0.3"])
def test_a_demonstration_answers_its_own_machine_alone(client, demo, address):
    assert client.get("/", REMOTE_ADDR=address).status_code == 403
    assert client.get("/", REMOTE_ADDR="127.0.0.1").status_code == 200


@pytest.mark.django_db
def test_real_work_answers_other_machines(client):
    installation.mark(demo=False)

    assert client.get("/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_every_page_of_a_demonstration_says_so(client, demo):
    for path in ("/", "/accessibility/", "/nowhere/"):
        assert "演示：" in client.get(path).content.decode()
