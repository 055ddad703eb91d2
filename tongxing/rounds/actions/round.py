"""The round itself, its stops and its teams, until its times are told."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people.access import check_writes_in
from tongxing.rounds import access
from tongxing.rounds.models import Leg, Round, Stop, Team
from tongxing.trail.actions import record

State = Round.State


def locked(one) -> Round:
    """The round as it is now; nobody else changes it until this transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=one.pk)


def changed(one) -> None:
    """A plan that was made before this change is a draft again: it stays to be read until the next one is made."""
    if one.state == State.PLANNED:
        one.state = State.DRAFT
        one.save(update_fields=["state"])


@transaction.atomic
def create_round(*, name, region, first_on, days=1, by) -> Round:
    """A round of the federation of ``region``, still without stops and teams."""
    if not access.is_program(by):
        check_writes_in(by, region)
    one = Round.objects.create(name=name, region=region, first_on=first_on, days=days)
    record("created a round", one, by=by, days=days)
    return one


@transaction.atomic
def edit_round(*, one, name, first_on, days, by) -> Round:
    """Another name, or other days: then the plan is gone, and who knew only days that are gone goes on any day."""
    one = locked(one)
    access.check_prepares(by, one)
    same_days = (one.first_on, one.days) == (first_on, days)
    one.name, one.first_on, one.days = name, first_on, days
    one.save(update_fields=["name", "first_on", "days"])
    record("edited a round", one, by=by, days=days)
    if same_days:
        return one
    Leg.objects.filter(team__round=one).delete()
    for part in (*one.stops.all(), *one.teams.all()):
        kept = [day for day in part.days if day <= days]
        if kept != part.days:
            part.days = kept
            part.save(update_fields=["days"])
    changed(one)
    return one


@transaction.atomic
def save_stop(*, one, by, stop=None, **facts) -> Stop:
    """Add a stop to the round, or change ``stop``. Raises ``Refused`` when the same visit is there already."""
    one = locked(one)
    access.check_prepares(by, one)
    stop = stop or Stop(round=one)
    is_new = stop.pk is None
    if is_new:
        access.check_has_room(one)
    for name, value in facts.items():
        setattr(stop, name, value)
    for visited in (stop.person, stop.organisation):
        if visited:
            access.check_place_of(one, visited)
    same = one.stops.filter(person=stop.person, organisation=stop.organisation, kind=stop.kind).exclude(pk=stop.pk)
    if (stop.person or stop.organisation) and same.exists():
        raise Refused(_("%(stop)s is on this round already.") % {"stop": stop})
    stop.save()
    changed(one)
    record("added a stop" if is_new else "edited a stop", stop, by=by, fields=sorted(facts))
    return stop


@transaction.atomic
def add_stops(*, one, stops: list[dict], by) -> list[Stop]:
    """Add several stops (facts as ``save_stop`` takes them), or none when one of them is refused."""
    return [save_stop(one=one, by=by, **facts) for facts in stops]


@transaction.atomic
def remove_stop(*, stop, by) -> None:
    """Take a stop off the round."""
    one = locked(stop.round)
    access.check_prepares(by, one)
    record("removed a stop", stop, by=by)
    stop.delete()
    changed(one)


@transaction.atomic
def save_team(*, one, by, team=None, accounts=(), **facts) -> Team:
    """Add a team to the round, or change ``team``. Raises ``Refused`` when its name is taken."""
    one = locked(one)
    access.check_prepares(by, one)
    team = team or Team(round=one)
    is_new = team.pk is None
    for name, value in facts.items():
        setattr(team, name, value)
    if one.teams.filter(name=team.name).exclude(pk=team.pk).exists():
        raise Refused(_("“%(name)s” is there already. Choose another name.") % {"name": team.name})
    team.save()
    team.accounts.set(accounts)
    changed(one)
    record(
        "added a team" if is_new else "edited a team", team, by=by, accounts=sorted(account.pk for account in accounts)
    )
    return team


@transaction.atomic
def remove_team(*, team, by) -> None:
    """The team does not go out; its stops wait for the next plan."""
    one = locked(team.round)
    access.check_prepares(by, one)
    record("removed a team", team, by=by)
    team.delete()
    changed(one)


def _step(one, to, by) -> Round:
    one = locked(one)
    access.check_moves(by, one, to)
    before, one.state = one.state, to
    one.save(update_fields=["state"])
    record("moved a round", one, by=by, before=before, after=to)
    return one


@transaction.atomic
def reopen(*, one, by) -> Round:
    """Back to preparing: the plan stays to be read until the next one is made."""
    return _step(one, State.DRAFT, by)


@transaction.atomic
def close(*, one, by) -> Round:
    """The days are over: names and addresses close, nothing changes any more."""
    return _step(one, State.CLOSED, by)
