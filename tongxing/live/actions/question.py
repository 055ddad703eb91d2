"""Asking, joining in a question, and what becomes of it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.live import access
from tongxing.live.actions.telling import tell
from tongxing.live.likeness import key_of, likest
from tongxing.live.models import Question, Stream, Vote
from tongxing.live.models.question import LONGEST
from tongxing.live.snapshot import question_line
from tongxing.live.typing import check_plain
from tongxing.people.access import is_program
from tongxing.trail.actions import record

State = Question.State
COMPARED = 300
"""Open questions with which a new one is compared, those most asked for first."""


@transaction.atomic
def ask(*, stream, text, asked_by, asked_from, by) -> Question:
    """Take a question, or refuse it kindly. One that asks the same as another joins it: then it is that one's voice.

    ``asked_by`` and ``asked_from`` are keyed hashes of the browser and of its network address.
    """
    stream = Stream.objects.select_for_update(of=("self",)).select_related("fair").get(pk=stream.pk)
    text = " ".join(text.split())
    check_plain(text, LONGEST)
    access.check_asks(stream, asked_by, asked_from)
    key = key_of(text)[:LONGEST]
    open_ones = stream.questions.exclude(state__in=(State.MERGED, State.HIDDEN))
    same = likest(key, open_ones.order_by("-votes", "pk")[:COMPARED])
    question = Question.objects.create(
        stream=stream,
        text=text,
        key=key,
        asked_by=asked_by,
        asked_from=asked_from,
        state=State.MERGED if same else State.NEW,
        merged_into=same,
    )
    if same:
        _add_voice(same, asked_by)
    return question


@transaction.atomic
def vote(*, question, voter, by) -> Question:
    """A browser would like to know it too; its second press changes nothing."""
    if question.state not in {State.SHOWN, State.NEW}:
        raise Refused(_("This question is answered already."))
    _add_voice(question, voter)
    return question


def _add_voice(question, voter) -> None:
    if question.asked_by == voter:
        return
    _vote, is_new = Vote.objects.get_or_create(question=question, voter=voter)
    if is_new:
        Question.objects.filter(pk=question.pk).update(votes=F("votes") + 1)
        question.refresh_from_db(fields=["votes"])
        if question.state == State.SHOWN:
            _tell(question)


@transaction.atomic
def show_question(*, question, by) -> Question:
    """Everybody sees it from now on."""
    return _move(question, State.SHOWN, by)


@transaction.atomic
def hide_question(*, question, by) -> Question:
    """Nobody sees it (any more)."""
    return _move(question, State.HIDDEN, by)


@transaction.atomic
def answer_question(*, question, how, by, answer="") -> Question:
    """It is answered: aloud, in sign, or in the text that stands with it."""
    answer = " ".join(answer.split())
    if how == Question.How.TEXT:
        check_plain(answer, LONGEST)
    now = timezone.now()
    return _move(question, State.ANSWERED, by, how=how, answer=answer, answered_at=now)


@transaction.atomic
def merge_question(*, question, into, by) -> Question:
    """It asks the same as ``into``: that one gets its voices."""
    if into.pk == question.pk or into.stream_id != question.stream_id or into.state == State.MERGED:
        raise Refused(_("Choose another question of this stream."))
    merged = _move(question, State.MERGED, by, merged_into=into)
    for voter in [question.asked_by, *question.voices.values_list("voter", flat=True)]:
        _add_voice(into, voter)
    question.merged.update(merged_into=into)
    return merged


def _move(question, to, by, **values) -> Question:
    question = (
        Question.objects.select_for_update(of=("self",))
        .select_related("stream__fair__event__region")
        .get(pk=question.pk)
    )
    access.check_answers(by, question, to)
    before = question.state
    question.state = to
    for name, value in values.items():
        setattr(question, name, value)
    if to == State.ANSWERED:
        question.answered_by = None if is_program(by) else by
    question.save(update_fields=["state", *values, "answered_by"])
    record("moved a viewer's question", question, by=by, before=before, after=to)
    _tell(question)
    return question


def _tell(question) -> None:
    tell(question.stream, "question", lambda _stream: question_line(question))
