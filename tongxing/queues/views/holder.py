"""The pages of who waits: reached by a secret address, so that no name stands on them and nobody has to sign in."""

import io

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import public
from tongxing.common.json_text import read_json
from tongxing.common.refusal import Refused
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.queues import access, actions, banners, braille, letters, listing, printing
from tongxing.queues.forms.holder import WaysForm
from tongxing.queues.models import Number, Visitor, Way
from tongxing.queues.views.part import acted, alone, shown

State = Number.State
PAGE, PART = "queues/visitor.html", "queues/visitor_part.html"
ENDED_SHOWN = 5
AWAY_MINUTES = 10
NOTICE_LARGEST = 16 * 1024
ACTS = {
    "answer": lambda number: actions.answer(number=number, by=access.HOLDER),
    "away": lambda number: actions.park(number=number, minutes=AWAY_MINUTES, by=access.HOLDER),
    "back": lambda number: actions.come_back(number=number, by=access.HOLDER),
    "leave": lambda number: actions.leave(number=number, by=access.HOLDER),
}
"""What a holder does with a number, by the last word of the address."""


def _context(visitor: Visitor) -> dict:
    """Every open number with its place and range; the call, where there is one; what ended last."""
    actions.advance(fair=visitor.fair)
    cards = listing.of_visitor(visitor)
    call = next((card for card in cards if card.number.state == State.CALLED), None)
    ways = {way for step in letters.steps_of(visitor) for way in step}
    ended = visitor.numbers.filter(ended_at__isnull=False).select_related("desk").order_by("-ended_at")
    return {
        "visitor": visitor,
        "banners": banners.of_fair(visitor.fair),
        "cards": [card for card in cards if card is not call],
        "call": call,
        "ended": ended[:ENDED_SHOWN],
        "vibrates": Way.VIBRATION in ways,
        "speaks": Way.SPOKEN in ways,
        "away_minutes": AWAY_MINUTES,
    }


@public
def visitor(request, key):
    """My numbers: place, range, who was called first and why; when it is my turn the whole page says so."""
    found = access.visitor_by_key(key)
    return shown(request, PAGE, PART, _context(found) | {"is_still": "still" in request.GET})


@public
@require_POST
def act(request, key, number, act):
    """I am coming; back in ten minutes; I am here again; I leave the queue."""
    found = access.visitor_by_key(key)
    held = get_object_or_404(access.numbers_with_all(), visitor=found, pk=number)
    if act not in ACTS:
        raise Http404
    return acted(
        request,
        lambda: ACTS[act](held),
        back=reverse("queues:visitor", args=[key]),
        part=lambda: alone(request, PART, _context(found)),
    )


@public
def ways(request, key):
    """How I want to be called, and whose telephone is told."""
    found = access.visitor_by_key(key)
    form = WaysForm(request.POST or None, visitor=found)
    if form.is_valid():
        with refusals_in(form):
            actions.set_ways(visitor=found, by=access.HOLDER, **form.said())
    if form.is_bound and form.is_valid():
        messages.success(request, _("You are called in these ways."))
        return redirect("queues:visitor", key=key)
    context = {"visitor": found, "form": form, "push_key": actions.push_key().public}
    return render(request, "queues/ways.html", context)


@public
@require_POST
def notices(request, key):
    """The page's script tells where this browser takes notices, or that it takes none any more; JSON in and out."""
    found = access.visitor_by_key(key)
    try:
        said = read_json(request.body, largest=NOTICE_LARGEST)
        endpoint, keys = str(said["endpoint"]), said.get("keys") or {}
        if said.get("take"):
            wanted = {name: str(keys[name]) for name in ("p256dh", "auth")}
            actions.subscribe(visitor=found, endpoint=endpoint, by=access.HOLDER, **wanted)
        else:
            actions.unsubscribe(visitor=found, endpoint=endpoint, by=access.HOLDER)
    except (ValueError, KeyError, TypeError, AttributeError, Refused):
        return HttpResponse(_("This browser's notices could not be used."), status=400, content_type="text/plain")
    return HttpResponse(status=204)


@public
def paper(request, key, number):
    """The number on paper, in large print, with the code that leads back to this page."""
    found, held = _held(key, number)
    return render(
        request, "queues/paper.html", {"visitor": found, "number": held, "lines": printing.ticket_lines(held)[1:]}
    )


@public
def paper_code(request, key):
    """The QR code of the page of one's numbers, as a picture (SVG)."""
    access.visitor_by_key(key)
    address = request.build_absolute_uri(reverse("queues:visitor", args=[key]))
    return picture_of(address)


@public
def paper_braille(request, key, number):
    """The number's text as a file for a Braille printer; refused with a sentence where none can be made."""
    _found, held = _held(key, number)
    language = "zh" if request.LANGUAGE_CODE.startswith("zh") else "en"
    text = braille.brf("\n".join(printing.ticket_lines(held)), language)
    answer = HttpResponse(text, content_type="text/plain; charset=us-ascii")
    answer.headers["Content-Disposition"] = f'attachment; filename="{held.text}.brf"'
    return answer


def _held(key: str, number: int) -> tuple[Visitor, Number]:
    found = access.visitor_by_key(key)
    return found, get_object_or_404(access.numbers_with_all(), visitor=found, pk=number)


def picture_of(address: str) -> HttpResponse:
    """An address as a QR code (SVG)."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", scale=6, border=4)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
