"""Policies that answers rest on: entered, and corrected with the old words kept in the trail."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.trail.actions import record
from tongxing.zones import access
from tongxing.zones.models import Policy


def _check(policy) -> None:
    if policy.valid_until and policy.valid_until < policy.valid_from:
        raise Refused(_("The policy ends before it begins. Look at the two days."))
    same = Policy.objects.filter(
        region=policy.region,
        title=policy.title,
        document=policy.document,
        clause=policy.clause,
        valid_from=policy.valid_from,
    )
    if same.exclude(pk=policy.pk).exists():
        raise Refused(_("This clause with this day is entered already. Choose it from the list."))


@transaction.atomic
def enter_policy(*, region, by, **facts) -> Policy:
    """Enter a clause with the day from which it holds. Raises ``Refused`` when it is there already."""
    access.check_keeps_policies(by, region)
    policy = Policy(region=region, **facts)
    _check(policy)
    policy.save()
    record("entered a policy", policy, by=by, valid_from=policy.valid_from)
    return policy


@transaction.atomic
def correct_policy(*, policy, by, **facts) -> Policy:
    """Put right what was entered wrongly; the trail keeps what it said. A new wording is a new policy."""
    access.check_keeps_policies(by, policy.region)
    policy = Policy.objects.select_for_update().select_related("region").get(pk=policy.pk)
    old = {name: getattr(policy, name) for name, value in facts.items() if getattr(policy, name) != value}
    for name in old:
        setattr(policy, name, facts[name])
    _check(policy)
    if old:
        policy.save(update_fields=list(old))
        record("corrected a policy", policy, by=by, old=old, new={name: facts[name] for name in old})
    return policy
