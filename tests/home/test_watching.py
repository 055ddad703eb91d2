"""What only time brings about is done by one process, whether or not anybody looks at a page."""

import fcntl
import io
import json

import pytest
from django.core.management import call_command
from django.db import OperationalError

from tests.fairs.stage import fair_today
from tests.interpreting.stage import InterpreterRequestFactory, hall_with, shift_of
from tongxing.fairs.models import Fair
from tongxing.home.management.commands import watch
from tongxing.interpreting.models import InterpreterRequest


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def look() -> dict:
    out = io.StringIO()
    call_command("watch", "--once", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_an_unanswered_call_and_a_free_interpreter_are_seen_to(db, monkeypatch):
    monkeypatch.setattr(watch.queues, "look", lambda: (2, 0))
    monkeypatch.setattr(watch.interpreting, "look", lambda: 1)
    assert look() == {"watches": True, "moved": 2, "sent": 1}


def test_who_waits_gets_the_interpreter_whom_time_has_freed(db):
    hall = hall_with()
    request = InterpreterRequestFactory(fair=hall.fair, zone=hall.policy)
    assert look()["sent"] == 0
    shift_of(hall.fair)
    assert look()["sent"] == 1
    request.refresh_from_db()
    assert request.state == InterpreterRequest.State.SENT


def test_a_second_process_leaves_it_to_the_first(db, tmp_path, monkeypatch):
    monkeypatch.setattr(watch.queues, "look", lambda: pytest.fail("it looked all the same"))
    with open(tmp_path / watch.LOCK, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert look() == {"watches": False}


def test_a_database_that_is_away_is_asked_again(db, monkeypatch):
    looks = []

    def away():
        looks.append(1)
        if len(looks) == 1:
            raise OperationalError("away")
        Fair.objects.update(state=Fair.State.CLOSED)
        return 0, 0

    fair_today()
    monkeypatch.setattr(watch.queues, "look", away)
    monkeypatch.setattr(watch.connection, "close", lambda: None)
    monkeypatch.setattr(watch.time, "sleep", lambda _seconds: None)
    call_command("watch", stdout=io.StringIO())
    assert len(looks) == 2


def test_it_is_needed_while_a_fair_runs(db):
    fair = fair_today()
    assert watch.is_needed()
    Fair.objects.filter(pk=fair.pk).update(state=Fair.State.CLOSED)
    assert not watch.is_needed()
