"""The round itself, its stops and its teams, until its times are told."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people.access import check_writes_in
from tongxing.rounds import access
from tongxing.rounds.models import Leg, Round, Stop, Team
from tongxing.trail.actions import record

State = Round.State


def locked(round_) -> Round:
    """The round as it is now; nobody else changes it until this transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=round_.pk)


def changed(round_) -> None:
    """A plan that was made before this change is a draft again: it stays to be read until the next one is made."""
    if round_.state == State.PLANNED:
        round_.state = State.DRAFT
        round_.save(update_fields=["state"])


@transaction.atomic
def create_round(*, name, region, first_on, days=1, by) -> Round:
    """A round of the federation of ``region``, still without stops and teams."""
    if not access.is_program(by):
        check_writes_in(by, region)
    round_ = Round.objects.create(name=name, region=region, first_on=first_on, days=days)
    record("created a round", round_, by=by, days=days)
    return round_


@transaction.atomic
def edit_round(*, round_, name, first_on, days, by) -> Round:
    """Another name, or other days: then the plan is gone, and who knew only days that are gone goes on any day."""
    round_ = locked(round_)
    access.check_prepares(by, round_)
    same_days = (round_.first_on, round_.days) == (first_on, days)
    round_.name, round_.first_on, round_.days = name, first_on, days
    round_.save(update_fields=["name", "first_on", "days"])
    record("edited a round", round_, by=by, days=days)
    if same_days:
        return round_
    Leg.objects.filter(team__round=round_).delete()
    for part in (*round_.stops.all(), *round_.teams.all()):
        kept = [day for day in part.days if day <= days]
        if kept != part.days:
            part.days = kept
            part.save(update_fields=["days"])
    changed(round_)
    return round_


@transaction.atomic
def save_stop(*, round_, by, stop=None, **facts) -> Stop:
    """Add a stop to the round, or change ``stop``. Raises ``Refused`` when the same visit is there already."""
    round_ = locked(round_)
    access.check_prepares(by, round_)
    stop = stop or Stop(round=round_)
    is_new = stop.pk is None
    if is_new:
        access.check_has_room(round_)
    for name, value in facts.items():
        setattr(stop, name, value)
    for visited in (stop.person, stop.organisation):
        if visited:
            access.check_place_of(round_, visited)
    same = round_.stops.filter(person=stop.person, organisation=stop.organisation, kind=stop.kind).exclude(pk=stop.pk)
    if (stop.person or stop.organisation) and same.exists():
        raise Refused(_("%(stop)s is on this round already.") % {"stop": stop})
    stop.save()
    changed(round_)
    record("added a stop" if is_new else "edited a stop", stop, by=by, fields=sorted(facts))
    return stop


@transaction.atomic
def add_stops(*, round_, stops: list[dict], by) -> list[Stop]:
    """Add several stops (facts as ``save_stop`` takes them), or none when one of them is refused."""
    return [save_stop(round_=round_, by=by, **facts) for facts in stops]


@transaction.atomic
def remove_stop(*, stop, by) -> None:
    """Take a stop off the round."""
    round_ = locked(stop.round)
    access.check_prepares(by, round_)
    record("removed a stop", stop, by=by)
    stop.delete()
    changed(round_)


@transaction.atomic
def save_team(*, round_, by, team=None, accounts=(), **facts) -> Team:
    """Add a team to the round, or change ``team``. Raises ``Refused`` when its name is taken."""
    round_ = locked(round_)
    access.check_prepares(by, round_)
    team = team or Team(round=round_)
    is_new = team.pk is None
    for name, value in facts.items():
        setattr(team, name, value)
    if round_.teams.filter(name=team.name).exclude(pk=team.pk).exists():
        raise Refused(_("“%(name)s” is there already. Choose another name.") % {"name": team.name})
    team.save()
    team.accounts.set(accounts)
    changed(round_)
    record(
        "added a team" if is_new else "edited a team", team, by=by, accounts=sorted(account.pk for account in accounts)
    )
    return team


@transaction.atomic
def remove_team(*, team, by) -> None:
    """The team does not go out; its stops wait for the next plan."""
    round_ = locked(team.round)
    access.check_prepares(by, round_)
    record("removed a team", team, by=by)
    team.delete()
    changed(round_)


def _step(round_, to, by) -> Round:
    round_ = locked(round_)
    access.check_moves(by, round_, to)
    before, round_.state = round_.state, to
    round_.save(update_fields=["state"])
    record("moved a round", round_, by=by, before=before, after=to)
    return round_


@transaction.atomic
def reopen(*, round_, by) -> Round:
    """Back to preparing: the plan stays to be read until the next one is made."""
    return _step(round_, State.DRAFT, by)


@transaction.atomic
def close(*, round_, by) -> Round:
    """The days are over: names and addresses close, nothing changes any more."""
    return _step(round_, State.CLOSED, by)
