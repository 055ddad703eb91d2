"""A desk's console: who is there, who is next, one key for each act."""

from django.contrib import messages
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.refusal import Refused
from tongxing.fairs import finding
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models.number import new_number
from tongxing.people.access import WRITERS
from tongxing.queues import access, actions, listing
from tongxing.queues.forms.desk import ExceptionForm, GiveForm, TransferForm
from tongxing.queues.hints import put_hints
from tongxing.queues.models import Desk, Number, Overtaking
from tongxing.queues.views.part import acted, alone, shown
from tongxing.queues.views.zone import holder_of

PAGE, PART = "queues/console.html", "queues/console_part.html"
STEPS = {
    "again": actions.call_again,
    "begin": actions.begin,
    "missing": actions.no_show,
    "park": actions.park,
    "back": actions.come_back,
    "leave": actions.leave,
    "close": actions.finish,
}
"""What staff do with a number, by the last word of the address."""


HELD = {
    Overtaking.Why.INTERVIEW: _lazy("in an interview or on the way to one"),
    Overtaking.Why.ELSEWHERE: _lazy("called at another desk"),
    Overtaking.Why.AWAY: _lazy("away, their place is kept"),
}


def _put_brief(cards) -> None:
    """What staff read beside each number: why it cannot be called, else in how many minutes it will be."""
    for card in cards:
        held = HELD.get(card.hold.why) if card.hold else None
        minutes = _("in %(least)s–%(most)s minutes") % vars(card.wait) if card.wait else ""
        card.brief = held or minutes


def _context(request, desk: Desk) -> dict:
    """The desk now; keys act on the number that was asked for, else on the one that was called last."""
    actions.advance(fair=desk.fair)
    desk.refresh_from_db(fields=["is_open"])
    console = listing.console(desk)
    here = sorted(console.here, key=lambda one: (one.called_at is not None, one.called_at), reverse=True)
    asked = request.GET.get("number", "")
    chosen = next((one for one in here if str(one.pk) == asked), here[0] if here else None)
    _put_brief(console.waiting)
    put_hints([*here, *(card.number for card in [*console.waiting, *console.kept])])
    return {
        "desk": desk,
        "fair": desk.fair,
        "console": console,
        "chosen": chosen,
        "others": [one for one in here if one is not chosen],
        "to_fetch": {one.pk for one in console.to_fetch},
        "entry": _entry(desk),
    }


def _entry(desk: Desk) -> str:
    """The same until the next call at the desk: two presses on the same page are one call."""
    last = desk.numbers.aggregate(last=Max("called_at"))["last"]
    return f"next {desk.pk} {last.timestamp() if last else 0}"[:40]


@role(*WRITERS)
def console(request, pk):
    """Who is served, who waits and what they need at the call; next, again, park, transfer, close: a key each."""
    desk = access.found_desk(request.user, pk)
    return shown(request, PAGE, PART, _context(request, desk))


def _answer(request, desk, act):
    return acted(
        request,
        act,
        back=reverse("queues:console", args=[desk.pk]),
        part=lambda: alone(request, PART, _context(request, desk)),
    )


@role(*WRITERS)
@require_POST
def next_number(request, pk):
    """Call who is next; where the place is taken, by somebody who is served there, that one is closed first."""
    desk = access.found_desk(request.user, pk)
    served = request.GET.get("served", "")

    def act():
        if served.isdigit():
            ending = get_object_or_404(access.numbers_with_all(), pk=served, desk=desk)
            if ending.state == Number.State.SERVING:
                actions.finish(number=ending, by=request.user)
        actions.call_next(desk=desk, by=request.user, entry=request.POST.get("entry", "")[:40])

    return _answer(request, desk, act)


@role(*WRITERS)
@require_POST
def move(request, pk):
    """Open the desk, or close it: it then gives no more numbers, and those who wait keep theirs."""
    desk = access.found_desk(request.user, pk)
    act = actions.open_desk if request.POST.get("to") == "open" else actions.close_desk
    return _answer(request, desk, lambda: act(desk=desk, by=request.user))


@role(*WRITERS)
@require_POST
def step(request, pk, step):
    """One act with one number: call again, begin, missing, park, back, leave, close."""
    number = access.found_number(request.user, pk)
    if step not in STEPS:
        raise Http404
    return _answer(request, number.desk, lambda: STEPS[step](number=number, by=request.user))


@role(*WRITERS)
def transfer(request, pk):
    """Send somebody on to another desk, where they keep their turn."""
    number = access.found_number(request.user, pk)
    form = TransferForm(request.POST or None, number=number)
    if form.is_valid():
        with refusals_in(form):
            actions.transfer(number=number, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        desk = form.cleaned_data["desk"]
        messages.success(request, _("%(number)s goes on to %(desk)s.") % {"number": number.text, "desk": desk})
        return redirect("queues:console", pk=number.desk_id)
    title = _("Send %(number)s on to another desk") % {"number": number.text}
    return _form(request, number.desk, form, title)


@role(*WRITERS)
def exception(request, pk):
    """Let somebody be called before their turn, for a stated reason."""
    number = access.found_number(request.user, pk)
    initial = {"reason": number.reason, "leaves_at": number.leaves_at}
    form = ExceptionForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            actions.grant(number=number, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved. Who is passed reads the reason."))
        return redirect("queues:console", pk=number.desk_id)
    return _form(request, number.desk, form, _("Call %(number)s before the turn") % {"number": number.text})


@role(*WRITERS)
def give(request, pk):
    """A number for somebody who stands there, with a page to print."""
    desk = access.found_desk(request.user, pk)
    form = GiveForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            number = _given(request, desk, form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("%(number)s is given. It can be printed here.") % {"number": number.text})
        return redirect("queues:paper", key=number.visitor.key, number=number.pk)
    return _form(request, desk, form, _("Take a number for somebody"))


def _given(request, desk, said: dict) -> Number:
    """By ticket, telephone or name where something was written there, else for somebody who is not registered."""
    entry = request.POST.get("entry", "")[:40]
    if not said["ticket"].strip():
        return actions.take_as_visitor(
            desk=desk, name=said["name"], means=Number.Means.STAFF, entry=entry, by=request.user
        )
    registration = _registration(desk.fair, said["ticket"])
    return actions.take(desk=desk, registration=registration, means=Number.Means.STAFF, entry=entry, by=request.user)


def _registration(fair, text):
    """The one registered person that ``text`` means. Raises ``Refused``: nobody, or more than one."""
    _means, found = finding.find(fair, text)
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise Refused(_("Several people are meant by that. Scan the ticket, or write the whole telephone number."))
    return holder_of(fair, text)


def _form(request, desk, form, title):
    context = {"fair": desk.fair, "desk": desk, "form": form, "title": title, "entry": new_number("Q")}
    return render(request, "queues/form.html", context)
