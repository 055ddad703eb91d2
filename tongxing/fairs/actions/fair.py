"""The fair itself: making it, moving it from state to state, its halls and booths."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.campaigns.access import check_leads_event
from tongxing.common.refusal import Refused
from tongxing.fairs import access, moving, steps
from tongxing.fairs.models import Booth, Fair, Hall, InterpreterShift, QuietRoom, Way, Zone
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch


def locked(fair) -> Fair:
    """The fair as it is now; nobody else moves it until this transaction ends."""
    fairs = Fair.objects.select_for_update(of=("self",)).select_related("event__campaign", "event__region")
    return fairs.get(pk=fair.pk)


@transaction.atomic
def create_fair(*, event, mode=Fair.Mode.ON_SITE, by) -> Fair:
    """Make ``event`` a fair, as a draft. An event is at most one fair: the one there is comes back unchanged."""
    check_leads_event(by, event)
    fair, is_new = Fair.objects.get_or_create(event=event, defaults={"mode": mode})
    if is_new:
        record("created a fair", fair, by=by, mode=mode)
    return fair


@transaction.atomic
def move(*, fair, to, by, why="") -> Fair:
    """Move ``fair`` one step. Raises ``Refused`` where ``steps.check_move`` does."""
    fair = locked(fair)
    steps.check_move(by, fair, to, why)
    watch = Watch(fair)
    before, fair.state = fair.state, to
    fair.save(update_fields=["state"])
    record("moved a fair", fair, by=by, why=why, before=before, after=to, row_moves=watch.moved())
    moving.tell(fair, before, by)
    return fair


@transaction.atomic
def edit_fair(*, fair, mode, interview_minutes, by) -> Fair:
    """Say anew how the fair is held and how long an interview lasts; until it runs. The host that leads does."""
    fair = locked(fair)
    check_leads_event(by, fair.event)
    if fair.state not in {Fair.State.DRAFT, Fair.State.POSTS, Fair.State.SEEKERS}:
        raise Refused(_("%(fair)s has begun: how it is held no longer changes.") % {"fair": fair})
    fair.mode, fair.interview_minutes = mode, interview_minutes
    fair.save(update_fields=["mode", "interview_minutes"])
    record("edited a fair", fair, by=by, mode=mode, interview_minutes=interview_minutes)
    return fair


def _check_place(by, fair) -> None:
    access.check_runs(by, fair)
    access.check_not_reported(fair)


def _check_order(first, last) -> None:
    if first and last and last <= first:
        raise Refused(_("The second time is not after the first. Turn the two round."))


def _check_span(first, last) -> None:
    """A break has both its ends, or neither."""
    if bool(first) != bool(last):
        raise Refused(_("Write both times of the break, or neither."))
    _check_order(first, last)


def _refuse_twice(queryset, pk, **names) -> None:
    """One sentence instead of the database's own when a name is taken."""
    if queryset.filter(**names).exclude(pk=pk).exists():
        raise Refused(_("“%(name)s” is there already. Choose another name.") % {"name": next(iter(names.values()))})


@transaction.atomic
def save_hall(*, fair, name, features=(), hall=None, by) -> Hall:
    """Add a hall to ``fair``, or edit ``hall``."""
    _check_place(by, fair)
    hall = hall or Hall(fair=fair)
    _refuse_twice(fair.halls, hall.pk, name=name)
    return _save(hall, by, name=name, features=list(features))


@transaction.atomic
def save_zone(*, hall, name, purpose="employers", features=(), zone=None, by) -> Zone:
    """Add a zone to ``hall``, or edit ``zone``."""
    _check_place(by, hall.fair)
    zone = zone or Zone(hall=hall)
    _refuse_twice(hall.zones, zone.pk, name=name)
    return _save(zone, by, name=name, purpose=purpose, features=list(features))


@transaction.atomic
def save_quiet_room(*, hall, name, opens_at=None, closes_at=None, room=None, by) -> QuietRoom:
    """Add a quiet room to ``hall``, or rename ``room``."""
    _check_place(by, hall.fair)
    room = room or QuietRoom(hall=hall)
    _refuse_twice(hall.quiet_rooms, room.pk, name=name)
    _check_order(opens_at, closes_at)
    return _save(room, by, name=name, opens_at=opens_at, closes_at=closes_at)


@transaction.atomic
def save_booth(*, zone, number, desks=1, features=(), lunch_from=None, lunch_until=None, booth=None, by) -> Booth:
    """Add a booth to ``zone``, or edit ``booth``."""
    _check_place(by, zone.hall.fair)
    booth = booth or Booth(zone=zone)
    _refuse_twice(zone.booths, booth.pk, number=number)
    _check_span(lunch_from, lunch_until)
    lunch = {"lunch_from": lunch_from, "lunch_until": lunch_until}
    return _save(booth, by, number=number, desks=desks, features=list(features), **lunch)


@transaction.atomic
def save_ways(*, fair, minutes, by) -> None:
    """Say how long one walks: ``minutes`` by two halls of ``fair``, in any order; 0 or ``None`` for no time to name."""
    _check_place(by, fair)
    asked = {(min(one.pk, other.pk), max(one.pk, other.pk)): said for (one, other), said in minutes.items()}
    Way.objects.filter(first__fair=fair).delete()
    Way.objects.bulk_create(
        Way(first_id=one, second_id=other, minutes=said) for (one, other), said in asked.items() if said
    )
    record(
        "said how long one walks", fair, by=by, minutes={f"{one}-{other}": said for (one, other), said in asked.items()}
    )


@transaction.atomic
def add_booths(*, zone, prefix, first, count, desks=1, features=(), by) -> list[Booth]:
    """Add ``count`` booths in a row, such as A01 … A24; numbers that are there already are left as they are."""
    _check_place(by, zone.hall.fair)
    wide = max(2, len(str(first + count - 1)))
    numbers = [f"{prefix}{place:0{wide}d}" for place in range(first, first + count)]
    there = set(zone.booths.filter(number__in=numbers).values_list("number", flat=True))
    added = Booth.objects.bulk_create(
        Booth(zone=zone, number=number, desks=desks, features=list(features))
        for number in numbers
        if number not in there
    )
    record("added booths", zone, by=by, numbers=[booth.number for booth in added])
    return added


def _save(place, by, **values):
    """Save a place with ``values`` and say so in the trail."""
    act = f"edited a {place._meta.verbose_name}" if place.pk else f"added a {place._meta.verbose_name}"
    for name, value in values.items():
        setattr(place, name, value)
    place.save()
    record(act, place, by=by, **values)
    return place


@transaction.atomic
def save_shift(
    *, fair, name, languages, starts_at, ends_at, break_from=None, break_until=None, account=None, shift=None, by
) -> InterpreterShift:
    """Add an interpreter's time at ``fair``, or edit ``shift``. ``languages``: sign, mongolian."""
    _check_place(by, fair)
    if not languages:
        raise Refused(_("Say which language the interpreter works in."))
    if ends_at <= starts_at:
        raise Refused(_("The interpreter's time ends before it begins. Turn the two times round."))
    _check_span(break_from, break_until)
    for moment in (starts_at, ends_at):
        access.check_moment(fair, moment, moments.PLAN)
    shift = shift or InterpreterShift(fair=fair)
    times = {"starts_at": starts_at, "ends_at": ends_at, "break_from": break_from, "break_until": break_until}
    return _save(shift, by, name=name, languages=list(languages), account=account, **times)


@transaction.atomic
def remove_shift(*, shift, by) -> None:
    """Take an interpreter's time away; interviews that counted on it are named as without interpreter by the judge."""
    _check_place(by, shift.fair)
    record("removed an interpreter's shift", shift, by=by)
    try:
        shift.delete()
    except ProtectedError:
        raise Refused(
            _("%(name)s was sent to somebody already: shorten the shift instead.") % {"name": shift}
        ) from None
