"""What everybody opens: the companion page, the same as text only, posts, transcript, captions, questions."""

import secrets

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import public
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.common.sealing import keyed_hash
from tongxing.jobs.models import Vacancy
from tongxing.live import access, actions
from tongxing.live.forms.viewer import AskForm, SearchForm
from tongxing.live.models import Question
from tongxing.live.picture import let_through, plays_here
from tongxing.live.seen import hub_address, seen
from tongxing.live.snapshot import turns_with_posts
from tongxing.live.typing import webvtt
from tongxing.trail.origin import origin

BROWSER = "viewer"
"""The cookie by which one browser's questions are counted; it is set with the first one."""
LATEST = 20


def _page(request, pk, template, **more):
    """A page about what is on now, with all that follows the hub."""
    stream = access.stream_seen_by(request.user, pk)
    actions.catch_up(stream.channel)
    hub = hub_address(request)
    context = {
        "stream": stream,
        "fair": stream.fair,
        "event": stream.fair.event,
        "seen": seen(stream),
        "hub": hub,
        "plays_here": plays_here(stream),
        "captions": access.captions(request.user, stream),
        "form": AskForm(),
        **more,
    }
    return let_through(render(request, template, context), stream, hub)


@public
def companion(request, pk):
    """The live fair: the picture, what is on now and next, captions, questions."""
    return _page(request, pk, "live/companion.html")


@public
def text_only(request, pk):
    """The live fair without picture and sound, for weak phones: under 100 kB in all."""
    return _page(request, pk, "live/text.html", is_text=True)


@public
def posts(request, pk):
    """The posts of everyone in the stream: of one employer, of those that match a search, or all."""
    stream = access.stream_seen_by(request.user, pk)
    form = SearchForm(request.GET)
    found = stream.fair.event.vacancies.filter(state=Vacancy.State.OPEN).select_related("employer", "region")
    found = found.filter(employer__in=stream.turns.values("participation__employer")).order_by("number")
    turn = request.GET.get("turn", "")
    chosen = get_object_or_404(stream.turns, pk=turn) if turn.isdecimal() and len(turn) < 12 else None
    if chosen:
        found = found.filter(employer=chosen.participation.employer_id)
    sought = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if sought:
        found = found.filter(title__icontains=sought) | found.filter(employer__name__icontains=sought)
    context = {
        "stream": stream,
        "fair": stream.fair,
        "form": form,
        "sought": sought,
        "chosen": chosen,
        "page": page_of(request, found),
        "openings": found.aggregate(openings=Sum("openings"))["openings"],
        "turns": [] if chosen or sought else turns_with_posts(stream),
    }
    return render(request, "live/posts.html", context)


@public
def transcript(request, pk):
    """What was said, to read and to search; each line opens the video at its place."""
    stream = access.stream_seen_by(request.user, pk)
    form = SearchForm(request.GET)
    lines = stream.captions.order_by("line")
    sought = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if sought:
        lines = lines.filter(text__icontains=sought)
    context = {
        "stream": stream,
        "fair": stream.fair,
        "form": form,
        "sought": sought,
        "page": page_of(request, lines, 200),
        "plays_here": plays_here(stream),
    }
    return render(request, "live/transcript.html", context)


@public
def captions_vtt(request, pk):
    """The captions as a track (WebVTT): all of them, or with ``?latest`` the last lines."""
    stream = access.stream_seen_by(request.user, pk)
    lines = list(stream.captions.order_by("-line")[: LATEST if "latest" in request.GET else None])[::-1]
    return HttpResponse(webvtt(lines), content_type="text/vtt; charset=utf-8")


def _asker(request) -> tuple[str, str]:
    """(the browser's key, the same for storage): an account where one is signed in, else a cookie of no meaning."""
    if request.user.is_authenticated:
        return "", keyed_hash(f"account:{request.user.pk}", label="live.asker")
    kept = request.COOKIES.get(BROWSER, "")
    browser = kept if len(kept) == len(secrets.token_urlsafe(18)) else secrets.token_urlsafe(18)
    return browser, keyed_hash(browser, label="live.asker")


def _remember(response, browser: str):
    if browser:
        response.set_cookie(BROWSER, browser, max_age=86400, httponly=True, samesite="Lax")
    return response


@public
def ask(request, pk):
    """Ask a question; without a script this is its own page."""
    stream = access.stream_seen_by(request.user, pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        browser, key = _asker(request)
        try:
            asked = actions.ask(
                stream=stream,
                text=form.cleaned_data["text"],
                asked_by=key,
                asked_from=keyed_hash(origin(), label="live.address"),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            if asked.state == Question.State.MERGED:
                said = _("Somebody asked the same: your voice is added to theirs.")
            else:
                said = _("Your question is here. It is shown once somebody has looked at it.")
            messages.success(request, said)
            return _remember(redirect("live:companion", pk=pk), browser)
    status = 429 if form.is_bound and not form.is_valid() else 200
    return render(request, "live/ask.html", {"stream": stream, "fair": stream.fair, "form": form}, status=status)


@public
@require_POST
def vote(request, pk):
    """I would like to know that too; ``pk`` is the question's."""
    found = get_object_or_404(Question.objects.select_related("stream"), pk=pk, state=Question.State.SHOWN)
    stream = access.stream_seen_by(request.user, found.stream.fair_id)
    browser, key = _asker(request)
    actions.vote(question=found, voter=key, by=request.user)
    messages.success(request, _("Your voice is added."))
    return _remember(redirect("live:companion", pk=stream.fair_id), browser)
