"""Services: entered once a number, with what follows from them, and taken back with a reason."""

import datetime as dt
import math
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.fairs import access as fairs
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models.number import new_number
from tongxing.queues.actions import finish
from tongxing.queues.models import Number
from tongxing.trail.actions import record
from tongxing.zones import access
from tongxing.zones.models import Advice, FollowUp, Service, ZonesEvent


@transaction.atomic
def count_under(*, fair, event, by) -> ZonesEvent:
    """Say under which event of the campaign the zones of ``fair`` are counted."""
    fair = locked(fair)
    access.check_counts_under(by, fair, event)
    if ZonesEvent.objects.filter(event=event).exclude(fair=fair).exists():
        raise Refused(_("%(event)s counts the zones of another fair already.") % {"event": event})
    made, _is_new = ZonesEvent.objects.update_or_create(fair=fair, defaults={"event": event})
    record("said where zones are counted", fair, by=by, event=event.key)
    return made


@transaction.atomic
def enter_service(
    *, fair, kind, by, minutes=None, began_at=None, zone=None, registration=None, queue=None, number=None
) -> tuple[Service, bool]:
    """Enter one session (场次); the same ``number`` sent twice makes one. Answers whether it is new.

    With ``queue``, a number that is being served or was, that number is finished too, and time, zone and minutes are
    its own where they are not said. Without ``began_at`` the session ended just now.
    """
    fair = locked(fair)
    access.check_gives(by, fair)
    before = Service.objects.filter(fair=fair, number=number or "").first()
    if before:
        if (before.kind, before.registration_id) != (kind, registration and registration.pk):
            raise Refused(_("This form was used for another entry already. Open the page again and repeat the entry."))
        return before, False
    if queue is not None:
        queue = _finished(fair, queue, minutes, by)
        minutes = minutes or max(1, math.ceil(queue.served_seconds / 60))
        began_at, zone = began_at or queue.served_from, zone or queue.desk.zone
    _check_facts(fair, minutes, zone, registration)
    if began_at is None:
        began_at = timezone.now() - dt.timedelta(minutes=minutes)
        fairs.check_moment(fair, began_at, moments.PAPER)
    elif queue is None:
        fairs.check_moment(fair, began_at)
    service = Service.objects.create(
        fair=fair,
        kind=kind,
        zone=zone,
        registration=registration,
        queue=queue,
        number=number or new_number("Z"),
        began_at=began_at,
        minutes=minutes,
        entered_by=None if isinstance(by, str) else by,
    )
    record("entered a service", service, by=by, fair=fair.pk, kind=kind, minutes=minutes)
    return service, True


def _finished(fair, queue, minutes, by) -> Number:
    """The number of a queue of ``fair``, served to its end; it makes one service."""
    if queue.desk.fair_id != fair.pk:
        raise Refused(_("Number %(number)s belongs to another fair.") % {"number": queue})
    if Service.objects.filter(queue=queue).exists():
        raise Refused(_("Number %(number)s is counted already.") % {"number": queue})
    return finish(number=queue, by=by, minutes=minutes)


def _check_times(fair, began_at, minutes) -> None:
    """A session that is written down is over, and took place while the fair was open."""
    fairs.check_moment(fair, began_at)
    fairs.check_moment(fair, began_at + dt.timedelta(minutes=minutes))


def _check_facts(fair, minutes, zone, registration) -> None:
    if not 1 <= (minutes or 0) <= Service.LONGEST:
        raise Refused(_("A session lasts between 1 and %(most)d minutes.") % {"most": Service.LONGEST})
    if zone is not None and zone.hall.fair_id != fair.pk:
        raise Refused(_("%(zone)s is no zone of this fair.") % {"zone": zone})
    if registration is not None and registration.fair_id != fair.pk:
        raise Refused(_("Ticket %(number)s is for another fair.") % {"number": registration.number})


@transaction.atomic
def answer(*, fair, question, answer, by, policy=None, follow_up=None, **facts) -> Service:
    """Enter an answer of the policy desk and count it as a service.

    ``follow_up``: ``{"what", "until", "account"}`` where something is still to be done. ``facts`` are those of
    ``enter_service``.
    """
    if not question.strip() or not answer.strip():
        raise Refused(_("Write the question and the answer, in a sentence each."))
    if policy is not None and not access.policies_for(fair).filter(pk=policy.pk).exists():
        raise Refused(_("%(policy)s does not hold where this fair is.") % {"policy": policy})
    service, is_new = enter_service(fair=fair, kind=Service.Kind.POLICY, by=by, **facts)
    if not is_new:
        return service
    Advice.objects.create(service=service, question=question.strip(), answer=answer.strip(), policy=policy)
    if follow_up:
        open_follow_up(service=service, by=by, **follow_up)
    return service


@transaction.atomic
def correct_answer(*, advice, question, answer, policy, by) -> Advice:
    """Put an answer right; that it was changed, and the policy before, stand in the trail."""
    access.check_gives(by, advice.service.fair)
    if not question.strip() or not answer.strip():
        raise Refused(_("Write the question and the answer, in a sentence each."))
    before = advice.policy_id
    advice.question, advice.answer, advice.policy = question.strip(), answer.strip(), policy
    advice.save(update_fields=["question", "answer", "policy"])
    record("corrected an answer", advice.service, by=by, policy_before=before, policy=policy and policy.pk)
    return advice


@transaction.atomic
def take_back_service(*, service, by, why) -> None:
    """Take back a session entered by mistake, while the fair takes entries; the trail keeps what it was."""
    fair = locked(service.fair)
    access.check_gives(by, fair)
    access.check_why(why)
    record(
        "took a service back",
        service,
        by=by,
        why=why,
        fair=fair.pk,
        kind=service.kind,
        minutes=service.minutes,
        began_at=service.began_at,
        registration=service.registration.number if service.registration else "",
    )
    service.delete()


# What is still to be done


@transaction.atomic
def open_follow_up(*, service, what, until, by, account=None) -> FollowUp:
    """Write down what is still to be done, by whom, until when. Raises ``Refused`` for a day before the service."""
    access.check_gives(by, service.fair)
    if not what.strip():
        raise Refused(_("Write what is still to be done."))
    if until < timezone.localdate(service.began_at):
        raise Refused(_("The follow-up would be due before the service. Look at the day."))
    made = FollowUp.objects.create(service=service, what=what.strip(), until=until, account=account)
    record("opened a follow-up", service, by=by, follow_up=made.pk, until=until)
    return made


@transaction.atomic
def close_follow_up(*, follow_up, outcome, by) -> FollowUp:
    """Say what came of it. This stays possible after the fair was reported: it changes no figure."""
    found = FollowUp.objects.select_for_update().select_related("service__fair__event__region").get(pk=follow_up.pk)
    access.fairs.check_runs(by, found.service.fair)
    if found.closed_at:
        raise Refused(_("This was closed already, on %(day)s.") % {"day": f"{timezone.localdate(found.closed_at)}"})
    if not outcome.strip():
        raise Refused(_("Write what came of it, in a sentence."))
    found.closed_at, found.outcome = timezone.now(), outcome.strip()
    found.closed_by = None if isinstance(by, str) else by
    found.save(update_fields=["closed_at", "closed_by", "outcome"])
    record("closed a follow-up", found.service, by=by, follow_up=found.pk)
    return found


# Many at once


@transaction.atomic
def enter_services(*, fair, rows: Iterable[dict[str, Any]], by) -> list[Service]:
    """Enter sessions written down on paper, all or none: what ``answer`` and ``enter_service`` take, a dict each.

    A row with ``question`` is an answer of the policy desk. One entry in the trail stands for all of them.
    """
    fair = locked(fair)
    access.check_gives(by, fair)
    account = None if isinstance(by, str) else by
    services, advice, follow_ups = [], [], []
    for row in rows:
        facts = dict(row)
        said = {name: facts.pop(name, None) for name in ("question", "answer", "policy", "follow_up")}
        _check_facts(fair, facts["minutes"], facts.get("zone"), facts.get("registration"))
        if facts.get("began_at"):
            _check_times(fair, facts["began_at"], facts["minutes"])
        else:
            fairs.check_moment(fair, timezone.now(), moments.PAPER)
        service = Service(fair=fair, entered_by=account, **facts)
        services.append(service)
        if said["question"]:
            advice.append(
                Advice(service=service, question=said["question"], answer=said["answer"], policy=said["policy"])
            )
        if said["follow_up"]:
            follow_ups.append(FollowUp(service=service, **said["follow_up"]))
    Service.objects.bulk_create(services)
    Advice.objects.bulk_create(advice)
    FollowUp.objects.bulk_create(follow_ups)
    record("entered services from paper", fair, by=by, count=len(services), answers=len(advice))
    return services
