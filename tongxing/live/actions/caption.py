"""Typing captions, correcting them, taking turns, and the shorthand that helps."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.live import access
from tongxing.live.actions.stream import locked
from tongxing.live.actions.telling import tell
from tongxing.live.models import Caption, Shorthand
from tongxing.live.models.caption import LONGEST
from tongxing.live.snapshot import caption_line
from tongxing.live.typing import check_plain, expanded
from tongxing.people.access import is_program
from tongxing.trail.actions import record

MOST_SHORTHANDS = 300


@transaction.atomic
def write_caption(*, stream, text, by) -> Caption:
    """One line for all viewers, its shorthand written out. Who types it has the turn, or takes it where nobody has."""
    stream = locked(stream)
    access.check_captions(by, stream)
    access.check_has_turn(by, stream)
    text = expanded(text, {shorthand.short: shorthand.text for shorthand in stream.shorthands.exclude(short="")})
    check_plain(text, LONGEST)
    now = timezone.now()
    caption = Caption.objects.create(
        stream=stream,
        line=(stream.captions.aggregate(last=Max("line"))["last"] or 0) + 1,
        at=now,
        second=stream.second_of(now),
        text=text,
        by=None if is_program(by) else by,
    )
    if stream.captioner_id is None and not is_program(by):
        _give_turn(stream, by)
    tell(stream, "caption", lambda _stream: caption_line(caption))
    return caption


@transaction.atomic
def correct_caption(*, caption, text, by) -> Caption:
    """Put a line right; what was typed first is kept with it."""
    stream = locked(caption.stream)
    access.check_corrects(by, stream)
    caption = stream.captions.get(pk=caption.pk)
    text = " ".join(text.split())
    check_plain(text, LONGEST)
    if text == caption.text:
        return caption
    record("corrected a caption", caption, by=by, line=caption.line, before=caption.text, after=text)
    caption.original, caption.text = caption.original or caption.text, text
    caption.save(update_fields=["original", "text"])
    tell(stream, "caption", lambda _stream: caption_line(caption))
    return caption


@transaction.atomic
def take_turn(*, stream, by) -> None:
    """``by`` types from now on; the other captioner's page says so."""
    stream = locked(stream)
    access.check_captions(by, stream)
    _give_turn(stream, by)


@transaction.atomic
def give_up_turn(*, stream, by) -> None:
    """Whoever types next has the turn."""
    stream = locked(stream)
    access.check_captions(by, stream)
    access.check_has_turn(by, stream)
    _give_turn(stream, None)


def _give_turn(stream, account) -> None:
    stream.captioner, stream.captioner_since = account, timezone.now() if account else None
    stream.save(update_fields=["captioner", "captioner_since"])
    name = account.label() if account else ""
    tell(stream, "captioner", lambda _stream: {"name": name})


@transaction.atomic
def save_shorthand(*, stream, text, by, short="") -> Shorthand:
    """What ``short`` stands for; without it, ``text`` is a name that a key puts in."""
    access.check_corrects(by, stream)
    short, text = short.strip(), " ".join(text.split())
    check_plain(text, 60)
    if stream.shorthands.count() >= MOST_SHORTHANDS:
        raise Refused(_("There are 300 already. Delete some that are no longer used."))
    if short:
        kept, _is_new = Shorthand.objects.update_or_create(stream=stream, short=short, defaults={"text": text})
    else:
        kept, _is_new = Shorthand.objects.get_or_create(stream=stream, short="", text=text)
    return kept


@transaction.atomic
def delete_shorthand(*, shorthand, by) -> None:
    """It is no longer used."""
    access.check_corrects(by, shorthand.stream)
    shorthand.delete()
