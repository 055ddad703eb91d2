"""Notices of the browser: sent once the call is certain, and what came of them."""

import json
import logging
from collections.abc import Iterable
from functools import partial
from threading import Thread

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tongxing.queues import letters
from tongxing.queues.models import Call, Number, PushKey, Subscription, Way
from tongxing.queues.push import Browser, new_key, post, private_key

log = logging.getLogger(__name__)
GONE = {404, 410}


@transaction.atomic
def push_key() -> PushKey:
    """The site's key pair for web push, made at the first call."""
    found = PushKey.objects.filter(pk=1).first()
    if found is None:
        private, public = new_key()
        found, _is_new = PushKey.objects.get_or_create(pk=1, defaults={"private": private, "public": public})
    return found


def send_notices(number: Number) -> None:
    """Tell the visitor's browsers of the call, in a thread: push services are slow, or blocked, and staff wait."""
    Thread(target=_then_close, args=[partial(tell_browsers, number)], daemon=True).start()


def _then_close(work) -> None:
    try:
        work()
    finally:
        connection.close()


def tell_browsers(number: Number) -> None:
    """Send each browser of the visitor a notice, unless the call is over already.

    A browser that is gone is forgotten. Where no service took the notice, the call passes to the next way at once.
    """
    asked = Call.objects.filter(number=number, way=Way.PUSH, outcome=Call.Outcome.OPEN)
    if not asked.exists():
        return
    taken = post_to(number.visitor.subscriptions.all(), payload(number))
    if not taken:
        asked.update(due_at=timezone.now())


def post_to(subscriptions: Iterable[Subscription], notice: dict[str, str]) -> int:
    """Send each browser the notice; how many services took it. A browser that is gone is forgotten."""
    private = private_key(push_key().private)
    body = json.dumps(notice, ensure_ascii=False).encode()
    contact = f"https://{settings.PUBLIC_HOSTS[0].lstrip('.')}" if settings.PUBLIC_HOSTS else ""
    taken = 0
    for subscription in subscriptions:
        status = post(
            Browser(subscription.endpoint, subscription.p256dh, subscription.auth), body, private, contact=contact
        )
        taken += 200 <= status < 300
        if status in GONE:
            Subscription.objects.filter(pk=subscription.pk).delete()
        elif not 200 <= status < 300:
            log.warning("A push service answered %s.", status)
    return taken


def payload(number: Number) -> dict[str, str]:
    """What the browser shows: number, sentence, and the page that opens."""
    return {
        "title": number.text,
        "body": letters.text_of(number),
        "url": number.visitor.get_absolute_url(),
        "tag": f"queue-{number.pk}",
    }
