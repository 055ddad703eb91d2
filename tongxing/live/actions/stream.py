"""Setting up the stream and its running order; choosing what is on now."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.live import access
from tongxing.live.actions.telling import tell
from tongxing.live.models import Stream, Turn
from tongxing.live.snapshot import now_and_next
from tongxing.people.access import is_program
from tongxing.trail.actions import record

ADDRESSES = ("address", "sign_address", "sound_address")


def locked(stream) -> Stream:
    """The stream as it is now; nobody else changes what is on until this transaction ends."""
    streams = access.STREAMS.select_related(None).select_for_update(of=("self",))
    return streams.select_related(
        "fair__event__campaign", "fair__event__region", "now__participation__employer", "captioner"
    ).get(pk=stream.pk)


@transaction.atomic
def set_up(*, fair, source, by, channel="", **addresses) -> Stream:
    """Say where the fair's picture comes from. The first time, its employers become turns in their order."""
    if not is_program(by):
        access.check_runs(by, fair)
    unknown = set(addresses) - set(ADDRESSES)
    if unknown:
        raise TypeError(f"no address of a stream: {sorted(unknown)}")
    stream, is_new = Stream.objects.get_or_create(fair=fair, defaults={"channel": channel or f"fair-{fair.pk}"})
    access.check_open(stream)
    stream.source = source
    for name in ADDRESSES:
        setattr(stream, name, addresses.get(name, ""))
    stream.save(update_fields=["source", *ADDRESSES])
    record("set up a stream", stream, by=by, source=source, fair=fair.pk)
    if is_new:
        fill_order(stream=stream, by=by)
    return stream


@transaction.atomic
def fill_order(*, stream, by) -> int:
    """Put employers that take part and have no turn yet at the end of the order; answers how many."""
    stream = locked(stream)
    access.check_directs(by, stream)
    last = stream.turns.aggregate(last=Max("order"))["last"] or 0
    missing = stream.fair.participations.filter(is_withdrawn=False).exclude(turns__stream=stream).order_by("number")
    made = Turn.objects.bulk_create(
        Turn(stream=stream, participation=one, order=last + place) for place, one in enumerate(missing, 1)
    )
    if made:
        record("put employers into the running order", stream, by=by, count=len(made))
        tell(stream, "now", now_and_next)
    return len(made)


@transaction.atomic
def move_turn(*, turn, place, minutes, by) -> Turn:
    """Put ``turn`` at ``place`` of the order (counted from 1) and say how long it is planned to last."""
    stream = locked(turn.stream)
    access.check_directs(by, stream)
    order = list(stream.turns.exclude(pk=turn.pk))
    order.insert(max(0, place - 1), turn)
    for number, one in enumerate(order, 1):
        one.order = number
    turn.minutes = minutes
    Turn.objects.bulk_update(order, ["order"])
    turn.save(update_fields=["minutes"])
    record("moved a turn", turn, by=by, place=place, minutes=minutes)
    tell(stream, "now", now_and_next)
    return turn


@transaction.atomic
def show(*, stream, turn, version, by) -> Stream:
    """``turn`` is on now; what was on has ended. ``version`` is what the director's page was made from.

    Raises ``Refused`` where the other director was quicker. The first press begins the recording's clock.
    """
    stream = locked(stream)
    access.check_directs(by, stream, version)
    if stream.ended_at:
        raise Refused(_("The stream has ended. Begin it again first."))
    if turn.stream_id != stream.pk:
        raise Refused(_("This employer is not in the running order."))
    now = timezone.now()
    _end_turn(stream, now)
    turn.shown_from, turn.shown_until = turn.shown_from or now, None
    turn.save(update_fields=["shown_from", "shown_until"])
    stream.now, stream.began_at = turn, stream.began_at or now
    _step(stream, "now", "began_at")
    record("showed an employer", stream, by=by, employer=turn.participation.number)
    return stream


@transaction.atomic
def pause(*, stream, version, by) -> Stream:
    """Nobody is on now: a break, music, a speech."""
    stream = locked(stream)
    access.check_directs(by, stream, version)
    _end_turn(stream, timezone.now())
    stream.now = None
    _step(stream, "now")
    record("showed no employer", stream, by=by)
    return stream


@transaction.atomic
def end(*, stream, version, by) -> Stream:
    """The stream is over: viewers are told, and their pages stop asking."""
    stream = locked(stream)
    access.check_directs(by, stream, version)
    now = timezone.now()
    _end_turn(stream, now)
    stream.now, stream.began_at, stream.ended_at = None, stream.began_at or now, now
    _step(stream, "now", "began_at", "ended_at")
    tell(stream, "end", lambda _stream: {})
    record("ended a stream", stream, by=by)
    return stream


@transaction.atomic
def begin_again(*, stream, version, by) -> Stream:
    """The stream was ended by mistake and goes on."""
    stream = locked(stream)
    access.check_directs(by, stream, version)
    stream.ended_at = None
    _step(stream, "ended_at")
    record("let a stream go on", stream, by=by)
    return stream


def _end_turn(stream, now) -> None:
    if stream.now:
        stream.now.shown_until = now
        stream.now.save(update_fields=["shown_until"])


def _step(stream, *changed) -> None:
    """One more step of the stream, which every other director's page learns."""
    stream.version += 1
    stream.save(update_fields=["version", *changed])
    tell(stream, "now", now_and_next)
