"""Making the timetable from the wishes of both sides."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.scheduling import solve
from tongxing.common.refusal import Refused
from tongxing.fairs import letters, minutes, planning, timetable_access
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Fair, Interview
from tongxing.trail.actions import record

WRITTEN = ["starts_at", "ends_at", "booth", "desk", "interpreter", "quiet_room", "why_not", "sequence", "changed_at"]
"""What a timetable says of an interview."""


TRIES = 3
"""So often it is worked out when wishes, booths or times change meanwhile."""


def make_timetable(*, fair, by) -> dict:
    """Place every interview that is wished for, or keep the facts why not. Answers with counts and the bound.

    Made anew, it follows the wishes as they are now: an interview that nobody wishes for any more is gone, all
    others get their times from scratch. The same wishes give the same timetable. Whose time is new or moved is written
    to, people and employers, once.

    Nothing is locked while it is worked out, so that nobody waits with what they write, and nothing is written before
    it is done. What changed meanwhile is worked out again; raises ``Refused`` where it goes on changing, and where
    somebody else wrote the timetable in the meantime.
    """
    for _try in range(TRIES):
        fair = Fair.objects.select_related("event__campaign", "event__region").get(pk=fair.pk)
        timetable_access.check_make_timetable(by, fair)
        first_key = (Interview.objects.order_by("pk").values_list("pk", flat=True).last() or 0) + 1
        interviews = planning.wished_interviews(fair, first_key)
        result = solve(planning.problem_of(fair, interviews), planning.SETTINGS)
        told = _write_timetable(fair, result, first_key, fair.timetable_edition, by)
        if told is not None:
            return told
    raise Refused(
        _("Wishes, booths or times change again and again while the timetable is made. Make it a little later.")
    )


@transaction.atomic
def _write_timetable(fair, result, first_key, edition, by) -> dict | None:
    """Make ``result`` the fair's timetable; none where what it was worked out from has changed meanwhile."""
    fair = locked(fair)
    timetable_access.check_make_timetable(by, fair)
    if fair.timetable_edition != edition:
        raise Refused(_("Somebody else wrote the timetable while this one was made. Look at theirs first."))
    pairs, before = planning.wished_pairs(fair), letters.times_of(fair)
    drafts = planning.wished_interviews(fair, first_key)
    if planning.problem_of(fair, drafts) != result.problem:
        return None
    keys = {(draft.registration_id, draft.vacancy_id): draft.pk for draft in drafts}
    _follow_wishes(fair, pairs)
    interviews = list(planning.interviews_of(fair))
    for interview in interviews:
        key = keys[interview.registration_id, interview.vacancy_id]
        put(fair, interview, result.placed_by_meeting.get(key), result.left_out_by_meeting.get(key))
    Interview.objects.bulk_update(interviews, WRITTEN, batch_size=500)
    write_edition(fair)
    texts = letters.timetable_written(fair, before, by=by)
    told: dict[str, Any] = {
        "wished": len(interviews),
        "placed": len(result.placed),
        "left_out": len(interviews) - len(result.placed),
        "status": result.status,
        "value": result.value,
        "bound": result.bound,
        "texted": texts.texted,
        "not_texted": texts.not_texted,
    }
    record("made a timetable", fair, by=by, **told)
    return told


def _follow_wishes(fair, pairs) -> None:
    """One row for each wished interview, in the order of the wishes, and none for others."""
    there = {
        (interview.registration_id, interview.vacancy_id): interview
        for interview in Interview.objects.filter(registration__fair=fair)
    }
    gone = [one.pk for pair, one in there.items() if pair not in pairs]
    Interview.objects.filter(pk__in=gone).delete()
    Interview.objects.bulk_create(
        Interview(registration_id=registration, vacancy_id=vacancy)
        for registration, vacancy in pairs
        if (registration, vacancy) not in there
    )


def place_of(interview) -> tuple:
    """Where and with whom it is."""
    return (
        interview.starts_at, interview.ends_at, interview.booth_id, interview.desk,
        interview.interpreter_id, interview.quiet_room_id,
    )  # fmt: skip


def put(fair, interview, placed, left=None) -> None:
    """Write the engine's answer into the row; who holds an older calendar file is told by a higher number."""
    before = place_of(interview)[:3]
    interview.why_not = [] if placed else _why_not(left)
    interview.starts_at = minutes.moment(fair, placed.start) if placed else None
    interview.ends_at = minutes.moment(fair, placed.end) if placed else None
    interview.booth_id = placed.booth if placed else None
    interview.desk = placed.desk if placed else 1
    interview.interpreter_id = placed.interpreter if placed else None
    interview.quiet_room_id = placed.quiet_room if placed else None
    if place_of(interview)[:3] != before:
        interview.sequence += before[0] is not None
        interview.changed_at = timezone.now()


def write_edition(fair) -> None:
    """The timetable is another one now: who looks at the old one decides nothing any more."""
    fair.timetable_edition += 1
    fair.save(update_fields=["timetable_edition"])


def _why_not(left) -> list[dict]:
    """The facts as they are kept; an interview of which the engine does not know has no booth."""
    if left is None:
        return [{"code": "no_booth"}]
    return [dict(fact, together=True) if left.together else dict(fact) for fact in left.facts]
