"""Making the plan, and telling it."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.routing import solve
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.rounds import access, letters, planning
from tongxing.rounds.actions.round import locked
from tongxing.rounds.models import Leg, Opening, Round, Stop
from tongxing.trail.actions import record

CARRIED = ("told_at", "state", "came_at", "left_at", "missed_why", "late_minutes")
"""What a visit keeps when the plan around it changes."""


def plan(*, round_, by) -> dict:
    """Put every stop into the day of a team, or keep the facts why nobody comes. Answers with counts.

    The same stops and teams give the same plan, unless time ran out first. Nothing is locked while it is worked out,
    so that nobody has to wait with what they write; raises ``Refused`` when stops or teams changed meanwhile.
    """
    round_ = Round.objects.select_related("region").get(pk=round_.pk)
    access.check_plans(by, round_)
    problem = planning.problem_of(round_, round_.stops.order_by("pk"), round_.teams.order_by("pk"))
    return _keep(round_, solve(problem, planning.SETTINGS), by)


@transaction.atomic
def _keep(round_, result, by) -> dict:
    """Make ``result`` the plan of the round."""
    round_ = locked(round_)
    access.check_plans(by, round_)
    stops = list(round_.stops.order_by("pk"))
    if planning.problem_of(round_, stops, round_.teams.order_by("pk")) != result.problem:
        raise Refused(_("Somebody changed stops or teams while the plan was made. Make it again."))
    write_legs(round_, planning.rows_of(result))
    keep_facts(stops, planning.facts_of(result))
    round_.state, round_.planned_at, round_.status = Round.State.PLANNED, timezone.now(), result.status
    round_.plan_number += 1
    round_.save(update_fields=["state", "planned_at", "status", "plan_number"])
    told: dict[str, Any] = {
        "stops": len(stops),
        "left_out": len(result.left_out),
        "status": result.status,
        "metres": result.distance,
    }
    record("planned a round", round_, by=by, **told)
    return told


def write_legs(round_, rows: list[dict], carried: dict[tuple, Leg] | None = None) -> None:
    """Put the plan of ``rows`` (``planning.rows_of``) in the place of the one before.

    ``carried`` holds legs whose marks go over to the new rows. A sheet that was opened today closes where somebody
    comes onto it: who opens it again is written to the trail of that person too.
    """
    before = _on_sheets(round_)
    Leg.objects.filter(team__round=round_).delete()
    legs = []
    for row in rows:
        leg = Leg(
            team_id=row["team"],
            day=row["day"],
            order=row["order"],
            kind=row["kind"],
            stop_id=row["stop"],
            arrives_at=planning.moment(round_, row["arrives"]),
            begins_at=planning.moment(round_, row["begins"]),
            ends_at=planning.moment(round_, row["ends"]),
            metres=row["metres"],
            drive_minutes=row["drive_minutes"],
        )
        old = (carried or {}).get(key_of(leg))
        for name in CARRIED if old else ():
            setattr(leg, name, getattr(old, name))
        legs.append(leg)
    Leg.objects.bulk_create(legs)
    for (team, day), stops in _on_sheets(round_).items():
        if stops - before[team, day]:
            Opening.objects.filter(team=team, day=day, opened_on=today()).delete()


def _on_sheets(round_) -> dict[tuple[int, int], set[int]]:
    """The stops on the sheet of each team and day."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for team, day, stop in Leg.objects.filter(team__round=round_, kind=Leg.Kind.STOP).values_list(
        "team", "day", "stop"
    ):
        found[team, day].add(stop)
    return found


def key_of(leg) -> tuple:
    """By which a leg is known again in another plan: its stop, or team, day and kind where it has none."""
    return (leg.stop_id,) if leg.stop_id else (leg.team_id, leg.day, leg.kind)


def keep_facts(stops, facts: dict[int, list[dict]]) -> None:
    """Write down why nobody comes, for each stop."""
    for stop in stops:
        stop.why_not = facts.get(stop.pk, [])
    Stop.objects.bulk_update(stops, ["why_not"], batch_size=200)


@transaction.atomic
def tell(*, round_, by) -> dict:
    """Tell everybody who is visited when; from now on a time that changes is told anew. Answers with counts."""
    round_ = locked(round_)
    access.check_tells(by, round_)
    legs = [leg for leg in planning.legs_of(round_) if leg.stop_id]
    if not legs:
        raise Refused(_("Nobody is visited by this plan. Plan again first."))
    for leg in legs:
        leg.told_at = leg.begins_at
    Leg.objects.bulk_update(legs, ["told_at"], batch_size=200)
    round_.state = Round.State.TOLD
    round_.save(update_fields=["state"])
    ahead = [leg for leg in legs if leg.begins_at > timezone.now()]
    written = sum(letters.told(round_, leg, by=by) for leg in ahead)
    record("told a round", round_, by=by, visits=len(legs), messages=written)
    return {"visits": len(legs), "messages": written, "rest": len(ahead) - written}
