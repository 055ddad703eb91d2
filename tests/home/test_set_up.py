"""A database for real work, and its first lead."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from tongxing.common import installation
from tongxing.people.models import Account, Region

GOOD = "a long walk along the river"


def set_up(monkeypatch, password=GOOD, **options):
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    given = {"username": "suyila", "name": "苏主任", "region": "150000", **options}
    call_command("set_up", **given, stdout=io.StringIO())


@pytest.mark.django_db
def test_the_first_lead_signs_in_and_the_database_is_for_real_work(monkeypatch, client):
    set_up(monkeypatch)

    assert client.login(username="suyila", password=GOOD)
    assert Account.objects.get().holds("lead")
    assert not installation.is_demo()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"), [({"password": "12345"}, "密码"), ({"region": "999999"}, "999999"), ({"username": "a b"}, "3")]
)
def test_what_is_wrong_is_said_and_no_account_is_left_behind(monkeypatch, wrong, said):
    with pytest.raises(CommandError, match=said) as refusal:
        set_up(monkeypatch, **wrong)

    assert refusal.value.returncode == 2
    assert not Account.objects.exists()
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_a_lead_of_another_province_is_told_to_bring_its_regions(monkeypatch):
    with pytest.raises(CommandError, match="--regions FILE"):
        set_up(monkeypatch, region="620621")


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone(monkeypatch, demo):
    with pytest.raises(CommandError, match="in use"):
        set_up(monkeypatch)

    assert not Region.objects.exists()
