"""The director's pages: the picture, what is on, the order, viewers' questions, what was counted."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.fairs.access import found_for_staff as fair_for_staff
from tongxing.fairs.access import runs
from tongxing.jobs.uploads import TYPES
from tongxing.live import access, actions
from tongxing.live.forms.director import AnswerForm, MoveForm, PlatformCountForm, StepForm, StreamForm
from tongxing.live.likeness import LIKE, likest
from tongxing.live.models import PlatformCount, Question, Stream, Turn
from tongxing.live.picture import let_through, own_address
from tongxing.live.seen import hub_address
from tongxing.live.snapshot import following, late_minutes
from tongxing.people.access import STAFF, WRITERS

SHOWN_QUESTIONS = 60


@role(*WRITERS)
def set_up(request, pk):
    """Where the fair's picture comes from."""
    fair = fair_for_staff(request.user, pk)
    stream = Stream.objects.filter(fair=fair).first() or Stream(fair=fair)
    form = StreamForm(request.POST or None, instance=stream)
    if form.is_valid():
        said = dict(form.cleaned_data)
        if said["source"] == Stream.Source.OWN and not said["address"]:
            said["address"] = own_address(stream.channel or f"fair-{fair.pk}")
        try:
            actions.set_up(fair=fair, by=request.user, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("live:direct", pk=pk)
    return render(request, "live/set_up.html", {"fair": fair, "form": form, "stream": stream if stream.pk else None})


@role(*WRITERS)
def direct(request, pk):
    """What is on now, what is next, how late it runs; one key each."""
    stream = access.found_for_staff(request.user, pk, WRITERS)
    if request.method == "POST":
        return _press(request, stream)
    turns = list(stream.turns.select_related("participation__employer", "participation__presentation"))
    hub = hub_address(request)
    context = {
        "stream": stream,
        "fair": stream.fair,
        "turns": turns,
        "next": following(turns),
        "late": late_minutes(stream, turns),
        "shown": sum(1 for turn in turns if turn.shown_from),
        "new_questions": stream.questions.filter(state=Question.State.NEW).count(),
        "missing": stream.fair.participations.filter(is_withdrawn=False).exclude(turns__stream=stream).count(),
        "hub": hub,
    }
    return let_through(render(request, "live/direct.html", context), stream, hub)


def _press(request, stream):
    """One press; a stale one is refused with a sentence on the page as it is now."""
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Open this page again, then press."))
        return redirect("live:direct", pk=stream.fair_id)
    step, more = form.cleaned_data["step"], {}
    if step == "show":
        more["turn"] = get_object_or_404(stream.turns, pk=form.cleaned_data["turn"] or 0)
    acts = {"show": actions.show, "pause": actions.pause, "end": actions.end, "begin_again": actions.begin_again}
    try:
        acts[step](stream=stream, version=form.cleaned_data["version"], by=request.user, **more)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("live:direct", pk=stream.fair_id)


@role(*WRITERS)
@require_POST
def fill_order(request, pk):
    """Employers that came to take part later go to the end of the order."""
    stream = access.found_for_staff(request.user, pk, WRITERS)
    count = actions.fill_order(stream=stream, by=request.user)
    messages.success(request, _("%(count)s employers are added at the end.") % {"count": count})
    return redirect("live:direct", pk=pk)


@role(*WRITERS)
def move_turn(request, pk):
    """Where in the order a turn stands, and how long it is planned to last; ``pk`` is the turn's."""
    turns = Turn.objects.select_related("participation__employer", "stream__fair__event__region")
    turn = found_hosted(request.user, turns, "stream__fair__event", WRITERS, pk=pk)
    form = MoveForm(request.POST or None, initial={"place": turn.order, "minutes": turn.minutes})
    if form.is_valid():
        try:
            actions.move_turn(turn=turn, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("live:direct", pk=turn.stream.fair_id)
    context = {"fair": turn.stream.fair, "stream": turn.stream, "form": form, "turn": turn}
    return render(request, "live/move_turn.html", context)


@role(*WRITERS)
def questions(request, pk):
    """Viewers' questions: the new ones first, each with the one that it may repeat."""
    stream = access.found_for_staff(request.user, pk, WRITERS)
    State = Question.State
    open_ones = list(stream.questions.filter(state__in=(State.NEW, State.SHOWN))[:SHOWN_QUESTIONS])
    new = [one for one in open_ones if one.state == State.NEW]
    shown = [one for one in open_ones if one.state == State.SHOWN]
    context = {
        "stream": stream,
        "fair": stream.fair,
        "new": [(one, likest(one.key, [other for other in open_ones if other.pk < one.pk], LIKE)) for one in new],
        "shown": shown,
        "answered": stream.questions.filter(state=State.ANSWERED).order_by("-answered_at")[:20],
        "hidden": stream.questions.filter(state=State.HIDDEN).order_by("-pk")[:20],
    }
    return render(request, "live/questions.html", context)


@role(*WRITERS)
@require_POST
def answer(request, pk):
    """What becomes of one question; ``pk`` is its own."""
    question = get_object_or_404(access.questions_for(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            _answer(question, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("live:questions", pk=question.stream.fair_id)


def _answer(question, *, step, answer, into, by) -> None:
    if step == "show":
        actions.show_question(question=question, by=by)
    elif step == "hide":
        actions.hide_question(question=question, by=by)
    elif step == "merge":
        other = get_object_or_404(question.stream.questions, pk=into or 0)
        actions.merge_question(question=question, into=other, by=by)
    else:
        actions.answer_question(question=question, how=step, answer=answer, by=by)


@role(*STAFF)
def counts(request, pk):
    """People watching minute by minute, viewings by our own count, and what platforms say, side by side."""
    stream = access.sees_counts(request.user, pk)
    form = PlatformCountForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.enter_platform_count(stream=stream, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("evidence", str(refusal))
        else:
            messages.success(request, _("Kept, with its file. It is not added to our own count."))
            return redirect("live:counts", pk=pk)
    minutes = list(stream.minutes.all())
    context = {
        "stream": stream,
        "fair": stream.fair,
        "minutes": minutes,
        "last": minutes[-1] if minutes else None,
        "peak": max(minutes, key=lambda minute: minute.watching, default=None),
        "viewings": stream.fair.viewings.count(),
        "applications": stream.applications.count(),
        "platforms": stream.platform_counts.all(),
        "form": form,
        "runs": runs(request.user, stream.fair),
    }
    return render(request, "live/counts.html", context)


@role(*STAFF)
def evidence(request, pk):
    """The file that shows what a platform counted, to be saved; ``pk`` is the count's."""
    counts_seen = PlatformCount.objects.select_related("stream__fair__event__region")
    kept = found_hosted(request.user, counts_seen, "stream__fair__event", STAFF, pk=pk)
    kind = kept.evidence.name.rsplit(".", 1)[-1]
    response = FileResponse(
        kept.evidence.open("rb"), as_attachment=True, filename=kept.evidence_name, content_type=TYPES[kind]
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
