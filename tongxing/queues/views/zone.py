"""Taking a number: among a fair's queues, or at the zone whose QR code was read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import public, signed
from tongxing.common.refusal import Refused
from tongxing.fairs import access as fairs
from tongxing.fairs import tickets
from tongxing.fairs.models import Fair, Registration
from tongxing.fairs.models.number import folded_code, new_number
from tongxing.queues import access, actions, learning, listing, sentences
from tongxing.queues.forms.holder import NameForm, TicketForm
from tongxing.queues.models import Desk, Number, Visitor
from tongxing.queues.order import standing

Means = Number.Means
HOURS_KNOWN = 12


def expected(fair, desks: list[Desk]) -> list[tuple[Desk, int, str]]:
    """(desk, how many wait, roughly how long somebody waits who takes a number now) for each desk."""
    now = timezone.now()
    around, paced = standing(fair, now), learning.paces(desks, now)
    return [
        (
            desk,
            len(around.at(desk, Number.State.WAITING)),
            sentences.roughly(learning.wait_of_next(desk, around, paced[desk.pk])),
        )
        for desk in desks
    ]


def known(request, fair) -> Visitor | None:
    """Who took a number at this fair with this browser, without signing in."""
    key = request.COOKIES.get(_cookie(fair), "")
    return Visitor.objects.filter(fair=fair, key=key, registration=None).first() if key else None


def _cookie(fair) -> str:
    return f"queues-{fair.pk}"


def _remember(request, answer, visitor: Visitor):
    """Let this browser find its numbers again at the next desk."""
    answer.set_cookie(
        _cookie(visitor.fair),
        visitor.key,
        max_age=HOURS_KNOWN * 3600,
        path="/queues/",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _own(request, fair) -> list[Registration]:
    if not request.user.is_authenticated:
        return []
    return list(fairs.own_registrations(request.user).filter(fair=fair))


@public
def queues(request, pk):
    """The queues of a fair: how many wait, roughly how long, and a press to take a number."""
    fair = fairs.seen_by(request.user, pk)
    actions.advance(fair=fair)
    context = {
        "fair": fair,
        "rows": expected(fair, listing.desks(fair)),
        "own": _own(request, fair),
        "visitors": _visitors(request, fair),
        "is_running": fair.state == Fair.State.RUNNING,
        "entry": new_number("Q"),
    }
    return render(request, "queues/queues.html", context)


def _visitors(request, fair) -> list[Visitor]:
    """Those whose numbers the reader may open: themselves, their wards, who this browser took numbers for."""
    own = list(access.own_visitors(request.user).filter(fair=fair)) if request.user.is_authenticated else []
    guest = known(request, fair)
    return [*own, guest] if guest else own


@signed
@require_POST
def take(request, pk):
    """A number for oneself or one's ward, who is registered at the fair."""
    own = fairs.own_registrations(request.user).filter(fair__queue_desks=pk)
    registration = get_object_or_404(own, pk=_whole(request.POST.get("registration")))
    desk = get_object_or_404(Desk.objects.select_related("fair__event__region", "zone__hall"), pk=pk)
    try:
        number = actions.take(
            desk=desk, registration=registration, by=request.user, entry=request.POST.get("entry", "")
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("queues:queues", pk=desk.fair_id)
    return redirect("queues:visitor", key=number.visitor.key)


def _whole(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@public
def zone(request, code):
    """What the QR code at a zone opens: one press takes a number there."""
    desk = access.desk_by_code(code)
    sent = request.POST.get("how", "")
    ticket = TicketForm(request.POST if sent == "ticket" else None)
    name = NameForm(request.POST if sent == "name" else None)
    if request.method == "POST":
        try:
            number = _taken(request, desk, sent, ticket, name)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            number = None
        if number is not None:
            answer = redirect("queues:visitor", key=number.visitor.key)
            return answer if number.visitor.registration_id else _remember(request, answer, number.visitor)
    context = {
        "desk": desk,
        "fair": desk.fair,
        "row": expected(desk.fair, [desk])[0],
        "own": _own(request, desk.fair),
        "visitors": _visitors(request, desk.fair),
        "ticket": ticket,
        "name": name,
        "entry": new_number("Q"),
    }
    return render(request, "queues/zone.html", context)


def _taken(request, desk, how: str, ticket: TicketForm, name: NameForm) -> Number | None:
    """The number that was asked for: with a ticket, for somebody registered, or for whoever stands there."""
    entry = request.POST.get("entry", "")[:40]
    if how == "ticket":
        if not ticket.is_valid():
            return None
        holder = holder_of(desk.fair, ticket.cleaned_data["ticket"])
        return actions.take(desk=desk, registration=holder, by=access.HOLDER, entry=entry, means=Means.TICKET)
    if how == "own":
        own = [one for one in _own(request, desk.fair) if one.pk == _whole(request.POST.get("registration"))]
        if not own:
            return None
        return actions.take(desk=desk, registration=own[0], by=request.user, entry=entry, means=Means.ZONE)
    called = name.cleaned_data["name"] if name.is_valid() else ""
    guest = known(request, desk.fair)
    if guest is None:
        actions.count_stranger(desk=desk, address=request.META.get("REMOTE_ADDR", ""))
    return actions.take_as_visitor(
        desk=desk, by=access.HOLDER, visitor=guest, name=called, entry=entry, means=Means.ZONE
    )


def holder_of(fair, text: str) -> Registration:
    """Whose ticket this is, by what its QR code holds: the number printed beside it could be guessed.

    Raises ``Refused`` where it is no ticket of the fair.
    """
    registrations = fair.registrations.select_related("fair__event__region", "person__region")
    if tickets.looks_like_token(text):
        found = registrations.filter(pk=tickets.read(text, fair.pk).registration).first()
    else:
        found = registrations.filter(ticket__in=(text.strip(), folded_code(text))).first()
    if found is None:
        raise Refused(_("No ticket of this fair has this code. Take a number without it, or ask at the desk."))
    return found
