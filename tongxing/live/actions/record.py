"""Taking in the record of a stream that is over: when each employer was shown, what was said, what was asked."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction

from tongxing.fairs.access import check_moment
from tongxing.live.actions.stream import locked
from tongxing.live.likeness import key_of
from tongxing.live.models import Caption, Question, Stream, Turn
from tongxing.people.access import is_program
from tongxing.trail.actions import record


class Said(NamedTuple):
    """One caption of the record."""

    at: dt.datetime
    text: str


class Asked(NamedTuple):
    """One question of the record, with how it was answered."""

    at: dt.datetime
    text: str
    votes: int
    how: str
    answer: str


@transaction.atomic
def take_in_record(
    *, stream: Stream, began_at, ended_at, shown: Mapping[str, tuple], said: Iterable[Said], asked: Iterable[Asked], by
) -> Stream:
    """Write the record: ``shown`` holds (from, until) by the number of the participation. By programs only.

    Raises ``Refused`` where a moment of it lies outside the fair's hours, or ahead.
    """
    if not is_program(by):
        raise TypeError("a record is taken in by a program")
    stream, said, asked = locked(stream), list(said), list(asked)
    times = [began_at, ended_at, *(moment for span in shown.values() for moment in span)]
    for moment in [*times, *(one.at for one in said), *(one.at for one in asked)]:
        check_moment(stream.fair, moment)
    stream.began_at, stream.ended_at, stream.now = began_at, ended_at, None
    stream.version += 1
    stream.save(update_fields=["began_at", "ended_at", "now", "version"])
    turns = list(stream.turns.select_related("participation"))
    for turn in turns:
        turn.shown_from, turn.shown_until = shown.get(turn.participation.number, (None, None))
    turns.sort(key=lambda turn: (turn.shown_from is None, turn.shown_from, turn.order))
    for place, turn in enumerate(turns, 1):
        turn.order = place
    Turn.objects.bulk_update(turns, ["order", "shown_from", "shown_until"])
    captions = Caption.objects.bulk_create(
        Caption(stream=stream, line=line, at=one.at, second=stream.second_of(one.at), text=one.text)
        for line, one in enumerate(said, 1)
    )
    questions = Question.objects.bulk_create(
        Question(
            stream=stream,
            text=one.text,
            key=key_of(one.text),
            asked_by=f"record:{place}",
            asked_from="record",
            asked_at=one.at,
            votes=one.votes,
            state=Question.State.ANSWERED,
            how=one.how,
            answer=one.answer,
            answered_at=one.at,
        )
        for place, one in enumerate(asked, 1)
    )
    record("took in a stream's record", stream, by=by, captions=len(captions), questions=len(questions))
    return stream
