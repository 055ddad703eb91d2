"""The captioners' page: typing, taking turns, correcting, shorthand."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.live import access, actions
from tongxing.live.access import CAPTIONERS
from tongxing.live.forms.captioner import CaptionForm, CorrectionForm, ShorthandForm
from tongxing.live.models import Caption, Shorthand
from tongxing.live.models.caption import LONGEST
from tongxing.live.picture import let_through
from tongxing.live.seen import hub_address
from tongxing.live.snapshot import caption_line, following
from tongxing.people.access import hide_unless

LATEST = 12
KEYS = 9
"""Names that Alt with a digit puts in."""


@role(*CAPTIONERS)
def caption(request, pk):
    """Type what is said. What was refused stands in the field again, so that nobody types it twice."""
    stream = access.captioned_by(request.user, pk)
    form = CaptionForm(request.POST or None)
    if form.is_valid():
        wants_json = request.headers.get("Accept", "") == "application/json"
        try:
            written = actions.write_caption(stream=stream, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            if wants_json:
                return JsonResponse({"sentence": str(refusal)}, status=409)
            form.add_error("text", str(refusal))
        else:
            return JsonResponse(caption_line(written)) if wants_json else redirect("live:caption", pk=pk)
    hub = hub_address(request)
    shorthands = list(stream.shorthands.all())
    context = {
        "stream": stream,
        "fair": stream.fair,
        "form": form,
        "latest": stream.captions.select_related("by").order_by("-line")[:LATEST],
        "names": _names(stream, [shorthand.text for shorthand in shorthands if not shorthand.short]),
        "shorthands": [shorthand for shorthand in shorthands if shorthand.short],
        "all_shorthands": shorthands,
        "shorthand_form": ShorthandForm(),
        "has_turn": stream.captioner_id == request.user.pk,
        "longest": LONGEST,
        "hub": hub,
    }
    return let_through(render(request, "live/caption.html", context), stream, hub)


def _names(stream, own: list[str]) -> list[tuple[int | None, str]]:
    """(key, name) of what is often said now: who is on, who comes next, and what the captioners put down."""
    turns = stream.turns.select_related("participation__employer")
    on = [stream.now.participation.employer.name] if stream.now else []
    coming = [turn.participation.employer.name for turn in following(list(turns))]
    names = dict.fromkeys([*on, *own, *coming])
    return [(place if place <= KEYS else None, name) for place, name in enumerate(names, 1)]


@role(*CAPTIONERS)
@require_POST
def take_turn(request, pk):
    """I type now, or I no longer do."""
    stream = access.captioned_by(request.user, pk)
    act = actions.give_up_turn if request.POST.get("turn") == "give" else actions.take_turn
    try:
        act(stream=stream, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("live:caption", pk=pk)


@role(*CAPTIONERS)
def correct(request, pk):
    """Put one line right; ``pk`` is the caption's."""
    line = get_object_or_404(Caption.objects.select_related("stream__fair__event__region"), pk=pk)
    hide_unless(access.captions(request.user, line.stream))
    form = CorrectionForm(request.POST or None, initial={"text": line.text})
    if form.is_valid():
        try:
            actions.correct_caption(caption=line, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Line %(line)s is corrected.") % {"line": line.line})
            return redirect("live:caption", pk=line.stream.fair_id)
    context = {"stream": line.stream, "fair": line.stream.fair, "line": line, "form": form}
    return render(request, "live/correct.html", context)


@role(*CAPTIONERS)
@require_POST
def shorthand(request, pk):
    """Add a shorthand or a name."""
    stream = access.captioned_by(request.user, pk)
    form = ShorthandForm(request.POST)
    if form.is_valid():
        try:
            actions.save_shorthand(stream=stream, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Write what it stands for, at most 60 signs; the short form has at most 12."))
    return redirect("live:caption", pk=pk)


@role(*CAPTIONERS)
@require_POST
def delete_shorthand(request, pk):
    """It is no longer used; ``pk`` is the shorthand's."""
    kept = get_object_or_404(Shorthand.objects.select_related("stream__fair__event__region"), pk=pk)
    hide_unless(access.captions(request.user, kept.stream))
    actions.delete_shorthand(shorthand=kept, by=request.user)
    return redirect("live:caption", pk=kept.stream.fair_id)
