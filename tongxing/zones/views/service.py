"""Services so far, one service, and what is still to be done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import within_hosted
from tongxing.common.audience import role
from tongxing.common.paging import page_of
from tongxing.fairs import access as fairs
from tongxing.fairs.forms.day import WhyForm
from tongxing.fairs.models import Fair
from tongxing.people.access import STAFF, WRITERS
from tongxing.zones import access, actions, listing
from tongxing.zones.forms.service import (
    CloseForm,
    CorrectAnswerForm,
    CountUnderForm,
    FollowUpForm,
    SessionForm,
)
from tongxing.zones.interpreted import gap_of
from tongxing.zones.models import FollowUp
from tongxing.zones.views.asking import ask, chosen


@role(*STAFF)
def services(request, pk):
    """Sessions and minutes by kind, and the entries behind them: without names and without what was asked."""
    fair = fairs.found_for_staff(request.user, pk, STAFF)
    entries = fair.services.select_related("zone", "advice__policy").order_by("-began_at", "-pk")
    counted = getattr(fair, "zones_event", None)
    data = {
        "fair": fair,
        "runs": fairs.runs(request.user, fair),
        "totals": listing.totals_of(fair),
        "page": page_of(request, entries),
        "counted": counted,
        "uncounted": 0 if fair.state == Fair.State.REPORTED else len(gap_of(fair)),
        "form": CountUnderForm(events=listing.zones_events_for(fair), initial={"event": counted and counted.event_id}),
    }
    return render(request, "zones/sessions.html", data)


@role(*WRITERS)
@require_POST
def count_under(request, pk):
    """Say under which event of the campaign the zones are counted."""
    fair = fairs.found_for_staff(request.user, pk)
    form = CountUnderForm(request.POST, events=listing.zones_events_for(fair))
    if chosen(form, lambda said: actions.count_under(fair=fair, by=request.user, **said)):
        messages.success(request, _("Saved."))
    for error in (sentence for errors in form.errors.values() for sentence in errors):
        messages.error(request, error)
    return redirect("zones:services", fair.pk)


@role(*WRITERS)
@require_POST
def count_interpreting(request, pk):
    """Let what was interpreted count as sessions."""
    fair = fairs.found_for_staff(request.user, pk)
    count = actions.count_interpreting(fair=fair, by=request.user)
    sentence = ngettext("%(count)d session was put right.", "%(count)d sessions were put right.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("zones:services", fair.pk)


@role(*WRITERS)
def enter(request, pk):
    """A session from paper, or one without the person's résumé page."""
    fair = fairs.found_for_staff(request.user, pk)
    access.check_gives(request.user, fair)
    form = SessionForm(request.POST or None, fair=fair)
    return ask(
        request,
        fair,
        form,
        _("Enter a session"),
        lambda _said: actions.enter_service(fair=fair, by=request.user, **form.facts()),
        ("zones:services", fair.pk),
    )


@role(*STAFF)
def service(request, pk):
    """One session; for those who run the fair also what was asked and answered, and what is still to be done."""
    found = access.found_service(request.user, pk, STAFF)
    data = {"service": found, "fair": found.fair, "runs": fairs.runs(request.user, found.fair)}
    if data["runs"]:
        data |= {
            "advice": getattr(found, "advice", None),
            "clinic": getattr(found, "clinic", None),
            "follow_ups": found.follow_ups.select_related("account", "closed_by"),
        }
    return render(request, "zones/service.html", data)


@role(*WRITERS)
def correct(request, pk):
    """Put an answer right."""
    found = access.found_service(request.user, pk)
    access.hide_unless(hasattr(found, "advice"))
    advice = found.advice
    first = {"question": advice.question, "answer": advice.answer, "policy": advice.policy_id}
    form = CorrectAnswerForm(request.POST or None, initial=first, policies=access.policies_for(found.fair))
    return ask(
        request,
        found.fair,
        form,
        _("Correct answer %(number)s") % {"number": found.number},
        lambda said: actions.correct_answer(advice=advice, by=request.user, **said),
        ("zones:service", found.pk),
    )


@role(*WRITERS)
def undo(request, pk):
    """Take back a session that was entered by mistake."""
    found = access.found_service(request.user, pk)
    form = WhyForm(request.POST or None)

    def act(said):
        actions.take_back_service(service=found, by=request.user, why=said["why"])
        return True

    title = _("Take back session %(number)s") % {"number": found.number}
    return ask(request, found.fair, form, title, act, ("zones:services", found.fair_id))


@role(*WRITERS)
def follow_up(request, pk):
    """Write down what is still to be done after a session."""
    found = access.found_service(request.user, pk)
    form = FollowUpForm(request.POST or None, fair=found.fair)
    return ask(
        request,
        found.fair,
        form,
        _("What is still to be done"),
        lambda said: actions.open_follow_up(service=found, by=request.user, **said),
        ("zones:service", found.pk),
    )


@role(*WRITERS)
def close_follow_up(request, pk):
    """Say what came of it."""
    found = access.found_follow_up(request.user, pk)
    fair = found.service.fair
    form = CloseForm(request.POST or None)
    return ask(
        request,
        fair,
        form,
        _("Close: %(what)s") % {"what": found.what},
        lambda said: actions.close_follow_up(follow_up=found, by=request.user, **said),
        ("zones:follow_ups",),
        service=found.service,
    )


@role(*WRITERS)
def follow_ups(request):
    """What is still to be done after all fairs of the reader's regions, the most pressing first."""
    waiting = within_hosted(request.user, FollowUp.objects.filter(closed_at=None), f"service__{access.FAIR}", WRITERS)
    shown = waiting.select_related("service__fair__event", "account").order_by("until", "pk")
    return render(request, "zones/follow_ups.html", {"page": page_of(request, shown)})
