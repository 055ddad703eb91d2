"""After the fair: what was kept to reach people is forgotten; numbers and calls stay as the day's record."""

from django.db import transaction
from django.db.models import Q

from tongxing.queues import access
from tongxing.queues.models import Subscription, Visitor
from tongxing.trail.actions import record


@transaction.atomic
def forget_contacts(*, fair, by) -> int:
    """Delete telephones and browsers of everybody who waited at ``fair``; answers of how many people."""
    access.check_runs(by, fair)
    known = Visitor.objects.filter(fair=fair).exclude(Q(phone="") & Q(companion_phone="") & Q(subscriptions=None))
    people = list(known.distinct().values_list("pk", flat=True))
    if people:
        Subscription.objects.filter(visitor__in=people).delete()
        Visitor.objects.filter(pk__in=people).update(phone="", companion_phone="")
        record("forgot how to reach people", fair, by=by, count=len(people))
    return len(people)
