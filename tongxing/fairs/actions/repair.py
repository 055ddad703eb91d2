"""Changing told times: one interview by hand, or the whole day after a disruption. Each person gets one message."""

from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import access, letters, minutes, repairing, sentences, timetable_access
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.actions.timetable import WRITTEN, place_of, put, write_edition
from tongxing.fairs.models import Disruption, Interview, TimeChange
from tongxing.trail.actions import record


@transaction.atomic
def move_interview(*, interview, start: int, why: str, edition: int, by) -> TimeChange:
    """Give one interview another start, in minutes of the fair, with nothing else moved; its person is told.

    Refused with the sentences where it breaks a rule, and where the timetable is not the one that was looked at.
    """
    fair = locked(interview.registration.fair)
    interview.refresh_from_db(fields=[*WRITTEN, "outcome"])
    interview.registration.fair = fair
    timetable_access.check_move_interview(by, interview)
    timetable_access.check_edition(fair, edition)
    if not why.strip():
        raise Refused(_("Write why; the person is told."))
    try:
        look = repairing.look(fair, interview, start)
    except LookupError:
        raise Refused(_("The employer has no booth yet. Give it one, then make the timetable again.")) from None
    if look.move.placed is None:
        raise Refused(" ".join(sentences.breaks(fair, look.move.breaks)))
    before = interview.starts_at, interview.ends_at
    put(fair, interview, look.move.placed)
    interview.save(update_fields=WRITTEN)
    write_edition(fair)
    change = _change(interview, before, why.strip(), by)
    record("moved an interview", interview, by=by, why=why, before=before[0], after=interview.starts_at)
    _tell(fair, [change], by)
    return change


@transaction.atomic
def repair_day(*, disruption: Disruption, now: int, seen: str, edition: int, by) -> list[TimeChange]:
    """Keep to what happened on the day: write the repair that was looked at (``seen``), and tell whom it moves.

    ``now`` is the minute at which it was looked at. Refused where the timetable, or what the engine proposes, is
    not the same any more, and where one of the times has begun in the meantime.
    """
    fair = locked(disruption.fair)
    timetable_access.check_change_times(by, fair)
    timetable_access.check_edition(fair, edition)
    timetable_access.check_disruption(fair, disruption)
    proposal = repairing.propose(fair, disruption, now=now)
    begun = minutes.now(fair)
    starts = [place.start for one in proposal.result.moved for place in (one.old, one.new) if place]
    if now > begun or proposal.seen != seen or any(start < begun for start in starts):
        raise Refused(_("Time has gone on since you opened this page. Look at the proposal again, then decide."))
    disruption.save()
    changes = _write(fair, proposal, by)
    times = {"since": disruption.since, "until": disruption.until}
    record("repaired a timetable after a disruption", disruption, by=by, fair=fair.pk, times=times, moved=len(changes))
    _tell(fair, changes, by)
    return changes


def _write(fair, proposal, by) -> list[TimeChange]:
    """Every place that changed goes into its row; a told time that moved or was lost is kept with its reason."""
    result, changes, rows = proposal.result, [], []
    for interview in proposal.interviews.values():
        if interview.pk not in result.problem.meeting_by_id:
            continue  # its employer has no booth
        old, place = (interview.starts_at, interview.ends_at), place_of(interview)
        with translation.override(settings.LANGUAGE_CODE):
            why = sentences.disruption_for_person(fair, proposal.disruption, interview)
        put(fair, interview, result.placed_by_meeting.get(interview.pk), result.left_out_by_meeting.get(interview.pk))
        if place_of(interview) != place:
            rows.append(interview)
        if interview.starts_at != old[0]:
            changes.append(_change(interview, old, why, by, proposal.disruption))
    Interview.objects.bulk_update(rows, WRITTEN, batch_size=500)
    write_edition(fair)
    return changes


def _change(interview, old, why, by, disruption=None) -> TimeChange:
    return TimeChange.objects.create(
        interview=interview,
        disruption=disruption,
        old_starts_at=old[0],
        old_ends_at=old[1],
        new_starts_at=interview.starts_at,
        why=why,
        changed_by=None if access.is_program(by) else by,
    )


def _tell(fair, changes, by) -> None:
    """One message to each person about all their changes; who gets none stands on the page of the day."""
    written = TimeChange.objects.filter(pk__in=[change.pk for change in changes]).select_related(
        "interview__vacancy__employer", "interview__booth__zone__hall", "interview__registration__person"
    )
    of_person = defaultdict(list)
    for change in written.order_by("new_starts_at", "pk"):
        change.interview.registration.fair = fair
        of_person[change.interview.registration].append(change)
    told = [
        change.pk
        for registration, theirs in of_person.items()
        if letters.times_changed(registration, theirs, by=by)
        for change in theirs
    ]
    TimeChange.objects.filter(pk__in=told).update(is_told=True)


@transaction.atomic
def mark_told(*, change: TimeChange, by) -> None:
    """Somebody told the person of a changed time, who got no message; said twice it is said once."""
    timetable_access.check_change_times(by, locked(change.interview.registration.fair))
    change.refresh_from_db(fields=["is_told"])
    if change.is_told:
        return
    change.is_told = True
    change.save(update_fields=["is_told"])
    record("told a changed time", change, by=by)


@transaction.atomic
def end_disruption(*, disruption: Disruption, by) -> None:
    """It no longer holds, or was said by mistake. Times that were moved because of it stay as they were told."""
    timetable_access.check_change_times(by, locked(disruption.fair))
    disruption.refresh_from_db(fields=["over_at"])
    if disruption.over_at:
        return
    disruption.over_at = timezone.now()
    disruption.save(update_fields=["over_at"])
    record("ended a disruption", disruption, by=by)
