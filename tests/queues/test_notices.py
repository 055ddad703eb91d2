"""A call by web push: sent when the call is certain, and passed on at once where it cannot be delivered."""

import threading

import pytest

from tests.queues.stage import taken
from tongxing.common.refusal import Refused
from tongxing.queues import access, actions, push
from tongxing.queues.actions import notices
from tongxing.queues.models import Call, PushKey, Subscription, Way

PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What is sent in a thread is sent before the test goes on."""
    monkeypatch.setattr(notices, "send_notices", notices.tell_browsers)


@pytest.fixture
def waits(policy, gao):
    """A number whose holder wants notices of the browser."""
    number = taken(policy, gao)
    actions.set_ways(visitor=number.visitor, ways=[Way.PUSH], by=access.HOLDER)
    return number


def call(desk, by, service, visitor, committed):
    Subscription.objects.create(visitor=visitor, endpoint=service.address, p256dh=PUBLIC, auth=AUTH)
    with committed(execute=True):
        actions.call_next(desk=desk, by=by)


def test_a_browser_gets_the_call(policy, gao, waits, service, django_capture_on_commit_callbacks):
    there = service(201)

    call(policy, gao, there, waits.visitor, django_capture_on_commit_callbacks)

    assert len(there.got) == 1
    assert waits.calls.get().way == Way.PUSH
    assert waits.calls.get().outcome == Call.Outcome.OPEN


def test_a_browser_that_is_gone_is_forgotten_and_somebody_comes_instead(
    fair, policy, gao, waits, service, django_capture_on_commit_callbacks
):
    call(policy, gao, service(410), waits.visitor, django_capture_on_commit_callbacks)

    assert not waits.visitor.subscriptions.exists()
    assert actions.advance(fair=fair) == 1
    assert waits.calls.get(outcome=Call.Outcome.OPEN).way == Way.PERSON


def test_a_service_that_fails_passes_the_call_on_and_is_tried_again_next_time(
    fair, policy, gao, waits, service, django_capture_on_commit_callbacks
):
    call(policy, gao, service(500), waits.visitor, django_capture_on_commit_callbacks)

    assert waits.visitor.subscriptions.count() == 1
    assert actions.advance(fair=fair) == 1


def test_a_call_that_was_taken_back_sends_nothing(
    policy, clinic, gao, waits, service, django_capture_on_commit_callbacks
):
    there = service(201)
    Subscription.objects.create(visitor=waits.visitor, endpoint=there.address, p256dh=PUBLIC, auth=AUTH)
    with django_capture_on_commit_callbacks(execute=True):
        called = actions.call_next(desk=policy, by=gao)
        actions.park(number=called, by=gao)

    assert there.got == []


def test_staff_do_not_wait_for_a_push_service(waits, monkeypatch):
    monkeypatch.undo()
    asked, answers = threading.Event(), threading.Event()
    monkeypatch.setattr(notices, "tell_browsers", lambda number: asked.set() or answers.wait(10))

    notices.send_notices(waits)

    assert asked.wait(10)
    answers.set()


def test_a_browser_subscribes_at_a_push_service_alone(waits):
    with pytest.raises(Refused, match="浏览器"):
        actions.subscribe(
            visitor=waits.visitor, endpoint="https://127.0.0.1/x", p256dh=PUBLIC, auth=AUTH, by=access.HOLDER
        )
    with pytest.raises(Refused, match="浏览器"):
        actions.subscribe(
            visitor=waits.visitor, endpoint="https://fcm.googleapis.com/x", p256dh="short", auth=AUTH, by=access.HOLDER
        )


def test_a_browser_belongs_to_whom_it_was_said_for_last(policy, gao, waits):
    other = taken(policy, gao)
    said = {"endpoint": "https://fcm.googleapis.com/x", "p256dh": PUBLIC, "auth": AUTH, "by": access.HOLDER}

    actions.subscribe(visitor=waits.visitor, **said)
    actions.subscribe(visitor=other.visitor, **said)

    assert Subscription.objects.get().visitor == other.visitor
    actions.unsubscribe(visitor=other.visitor, endpoint=said["endpoint"], by=access.HOLDER)
    assert not Subscription.objects.exists()


def test_the_sites_key_is_made_once_and_its_private_half_is_sealed(db):
    first, second = actions.push_key(), actions.push_key()

    assert first.public == second.public == push.written(push._point(push.private_key(first.private)))
    kept = PushKey.objects.extra(select={"raw": "private"}).values_list("raw", flat=True).get()
    assert kept.startswith("1:")
    assert first.private not in kept
