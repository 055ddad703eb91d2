"""The day itself: sheets that are opened, what happened at each stop, and repairs of the plan."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.routing import repair
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people.looks import OPENED
from tongxing.people.purposes import DUTY_BY_LAW
from tongxing.rounds import access, letters, planning
from tongxing.rounds.actions.plan import keep_facts, key_of, write_legs
from tongxing.rounds.actions.round import locked
from tongxing.rounds.models import Leg, Opening, Repair, Round
from tongxing.trail.actions import record

Kind, State = Repair.Kind, Leg.State


@transaction.atomic
def open_sheet(*, team, day, by) -> Opening:
    """Open names and addresses of a team's day for today; each person reads in their trail who did."""
    access.check_opens(by, team, day)
    opening, is_new = Opening.objects.get_or_create(team=team, day=day, account=by, opened_on=today())
    if is_new:
        record("opened a day sheet", team, by=by, day=day)
        for leg in team.legs.filter(day=day).exclude(stop__person=None).select_related("stop__person"):
            record(OPENED, leg.stop.person, by=by, why=f"{DUTY_BY_LAW} · {leg.stop.get_kind_display()}")
    return opening


@transaction.atomic
def mark(*, leg, to, by, why="") -> Leg:
    """Say that the team arrived, is done, or met nobody; said twice it is said once. ``ahead`` takes it back."""
    round_ = locked(leg.team.round)
    legs = Leg.objects.select_related("team__round__region", "stop__person", "stop__organisation")
    leg = legs.filter(stop=leg.stop_id).first()
    if leg is None:
        raise Refused(_("The plan was changed: this visit is not made any more."))
    leg.team.round = round_
    access.check_marks(by, leg.team, leg.day)
    if leg.state == to:
        return leg
    if to not in Leg.STEPS[leg.state]:
        raise Refused(
            _("This visit is “%(state)s” already. Take that back first.") % {"state": leg.get_state_display()}
        )
    before, leg.state, now = leg.state, to, timezone.now()
    leg.came_at = None if to == State.AHEAD else leg.came_at or now
    leg.left_at = now if to in {State.DONE, State.MISSED} else None
    leg.missed_why = why if to == State.MISSED else ""
    leg.save(update_fields=["state", "came_at", "left_at", "missed_why"])
    record("marked a visit", leg.stop, by=by, before=before, after=to)
    return leg


def propose(*, round_, kind, by, team=None, stop=None, minutes=0, why="", now=None) -> Repair:
    """Work out what changes when a team is late or drops out, or a stop is cancelled; nothing changes yet.

    The visits that began before ``now``, or were marked before their time, stay as they are, and as few told times as
    possible are moved. Nothing is locked: what somebody changes meanwhile is found when the proposal is confirmed.
    """
    round_ = Round.objects.select_related("region").get(pk=round_.pk)
    access.check_repairs(by, round_)
    asked = Repair(
        round=round_,
        kind=kind,
        team=team,
        stop=stop,
        minutes=minutes,
        why=why,
        now=(now or timezone.now()).replace(second=0, microsecond=0),
        plan_number=round_.plan_number,
        made_by=by,
    )
    legs, stops, teams = _happened(asked)
    early = {leg.stop_id for leg in legs if leg.state != State.AHEAD and leg.begins_at >= asked.now}
    problem = planning.problem_of(round_, [stop for stop in stops if stop.pk not in early], teams, legs)
    at = max(planning.minute(round_, asked.now), 0)
    result = repair(problem, planning.before(round_, problem, stops, legs), now=at, settings=planning.SETTINGS)
    asked.legs = planning.with_early(round_, planning.rows_of(result), legs, early)
    asked.left_out = planning.facts_of(result)
    asked.moved = _moved(round_, legs, asked)
    with transaction.atomic():
        asked.save()
        record("proposed a repair", round_, by=by, why=why, what=kind, team=team and team.pk, stop=stop and stop.pk)
    return asked


def _happened(asked) -> tuple[list, list, list]:
    """(legs, stops, teams) of the round, in memory, with what happened put into them. Raises ``Refused``."""
    legs = planning.legs_of(asked.round)
    stops, teams = list(asked.round.stops.order_by("pk")), list(asked.round.teams.order_by("pk"))
    if asked.kind == Kind.LATE:
        _delay([leg for leg in legs if leg.team_id == asked.team_id], asked)
    elif asked.kind == Kind.OUT:
        _with_key(teams, asked.team_id).out_from = asked.now
    else:
        leg = next((leg for leg in legs if leg.stop_id == asked.stop_id), None)
        if leg and (leg.state != State.AHEAD or leg.begins_at <= asked.now):
            raise Refused(_("%(stop)s has begun already: mark what came of it.") % {"stop": leg.stop})
        _with_key(stops, asked.stop_id).cancelled_at = asked.now
    return legs, stops, teams


def _delay(legs, asked) -> None:
    """Let the last visit that the team began last longer, or let it set out later where it began none yet."""
    day = asked.round.day_of(timezone.localdate(asked.now))
    todays = [leg for leg in legs if leg.day == day]
    begun = [leg for leg in todays if leg.kind == Leg.Kind.STOP and leg.begins_at <= asked.now]
    held = begun[-1] if begun else next(iter(todays), None)
    if held is None or todays[-1].begins_at <= asked.now:
        raise Refused(_("%(team)s is not on its way now.") % {"team": asked.team})
    held.late_minutes += asked.minutes
    if held.kind == Leg.Kind.START:
        later = held.begins_at + dt.timedelta(minutes=asked.minutes)
        held.arrives_at = held.begins_at = held.ends_at = later


def _moved(round_, legs, asked) -> list[dict]:
    """Each visit whose time changes by more than the engine allows for free, or its team; and each that is new."""
    rows = {row["stop"]: row for row in asked.legs if row["stop"]}
    found = []
    for leg in legs:
        if leg.stop_id is None or leg.stop_id == asked.stop_id or leg.state != State.AHEAD:
            continue
        row = rows.get(leg.stop_id, {"begins": None, "team": None})
        old, new, to = planning.minute(round_, leg.told_at or leg.begins_at), row["begins"], row["team"]
        if new is None or abs(new - old) > planning.SETTINGS.told_minutes or to != leg.team_id:
            found.append({"stop": leg.stop_id, "old": old, "new": new, "team": leg.team_id, "to": to})
    planned = {leg.stop_id for leg in legs}
    added = [row for stop, row in rows.items() if stop not in planned]
    return found + [
        {"stop": row["stop"], "old": None, "new": row["begins"], "team": None, "to": row["team"]} for row in added
    ]


@transaction.atomic
def confirm(*, asked, by) -> dict:
    """Make the proposal the plan, and write to whoever is moved. Raises ``Refused`` when it is out of date."""
    round_ = locked(asked.round)
    asked = Repair.objects.select_for_update(of=("self",)).select_related("team", "stop").get(pk=asked.pk)
    asked.round = round_
    access.check_repairs(by, round_)
    if asked.confirmed_at:
        raise Refused(_("This change was confirmed already."))
    if asked.plan_number != round_.plan_number:
        raise Refused(_("Somebody changed the plan after this proposal was made. Report what happened once more."))
    legs, stops, teams = _happened(asked)
    _check_still_ahead(asked, legs)
    now = planning.minute(round_, timezone.now())
    if any(row["new"] is not None and row["new"] < now for row in asked.moved):
        raise Refused(_("This proposal is too old: a time in it has passed. Report what happened once more."))
    write_legs(round_, asked.legs, {key_of(leg): leg for leg in legs})
    _keep_what_happened(asked, stops, teams)
    keep_facts(stops, {int(key): facts for key, facts in asked.left_out.items()})
    written = _tell_moved(round_, asked, stops, by)
    round_.plan_number += 1
    round_.save(update_fields=["plan_number"])
    asked.confirmed_at = timezone.now()
    asked.save(update_fields=["confirmed_at"])
    moved = sum(row["new"] != row["old"] for row in asked.moved)
    counts = {"moved": moved, "messages": written, "rest": moved - written}
    record("repaired a round", round_, by=by, why=asked.why, what=asked.kind, **counts)
    return counts


def _check_still_ahead(asked, legs) -> None:
    """Whom the proposal moves or gives up was not visited since it was made."""
    moved = {row["stop"] for row in asked.moved}
    marked = next((leg.stop for leg in legs if leg.stop_id in moved and leg.state != State.AHEAD), None)
    if marked:
        raise Refused(
            _("%(stop)s was marked after this proposal was made. Report what happened once more.") % {"stop": marked}
        )


def _keep_what_happened(asked, stops, teams) -> None:
    """Save what ``_happened`` did in memory: the stop is cancelled, the team is out; what went late is in the legs."""
    if asked.kind == Kind.CANCELLED:
        _with_key(stops, asked.stop_id).save(update_fields=["cancelled_at"])
    elif asked.kind == Kind.OUT:
        _with_key(teams, asked.team_id).save(update_fields=["out_from"])


def _with_key(ones, key):
    return next(one for one in ones if one.pk == key)


def _tell_moved(round_, asked, stops, by) -> int:
    """Write to whoever is moved, and keep the time that they know now. Answers how many messages were written."""
    kept = {leg.stop_id: leg for leg in planning.legs_of(round_) if leg.stop_id}
    written = 0
    for row in asked.moved:
        if row["new"] == row["old"]:  # only the team is another one
            continue
        stop, leg = _with_key(stops, row["stop"]), kept.get(row["stop"])
        if leg:
            leg.told_at = leg.begins_at
            leg.save(update_fields=["told_at"])
        if row["old"] is None:
            written += letters.told(round_, leg, by=by)
        else:
            old = planning.moment(round_, row["old"])
            written += letters.moved(round_, stop, old, leg and leg.begins_at, asked, by=by)
    return written
