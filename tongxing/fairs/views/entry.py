"""Employers ask to take part in a fair; those who run it confirm or refuse."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role
from tongxing.fairs import access, actions
from tongxing.fairs.entry_access import employers_that_may_ask
from tongxing.fairs.forms.entry import AskForm, RefuseForm
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import EntryRequest
from tongxing.people.access import WRITERS, hide_unless


@role("employer")
def ask(request, pk):
    """Ask to take part, for one of the reader's employers."""
    fair = access.seen_by(request.user, pk)
    employers = employers_that_may_ask(request.user, fair)
    hide_unless(employers.exists())
    form = AskForm(request.POST or None, employers=employers, initial={"employer": request.GET.get("employer")})
    if form.is_valid():
        with refusals_in(form):
            actions.ask_entry(fair=fair, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("You have asked. The federation answers; this page says when it has."))
        return redirect(fair)
    context = {"fair": fair, "form": form, "title": _("Take part in this fair"), "button": _("Ask to take part")}
    return render(request, "fairs/form.html", context)


@role(*WRITERS)
def entries(request, pk):
    """The employers that asked to take part and wait for an answer."""
    fair = access.found_for_staff(request.user, pk)
    waiting = fair.entry_requests.filter(state=EntryRequest.State.ASKED).select_related("employer__region", "asked_by")
    return render(request, "fairs/entries.html", {"fair": fair, "waiting": waiting})


def _asked(user, pk) -> EntryRequest:
    requests = EntryRequest.objects.select_related("fair__event__region", "fair__event__campaign", "employer")
    return found_hosted(user, requests, "fair__event", WRITERS, pk=pk)


@role(*WRITERS)
@require_POST
def confirm(request, pk):
    """An employer takes part; ``pk`` is the request's."""
    entry = actions.confirm_entry(request=_asked(request.user, pk), by=request.user)
    messages.success(request, _("%(employer)s takes part. Give it a booth next.") % {"employer": entry.employer})
    return redirect("fairs:entries", pk=entry.fair_id)


@role(*WRITERS)
def refuse(request, pk):
    """An employer does not take part, with the reason; ``pk`` is the request's."""
    entry = _asked(request.user, pk)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            actions.refuse_entry(request=entry, why=form.cleaned_data["why"], by=request.user)
    if form.is_bound and form.is_valid():
        messages.success(request, _("%(employer)s reads the reason.") % {"employer": entry.employer})
        return redirect("fairs:entries", pk=entry.fair_id)
    title = _("%(employer)s does not take part") % {"employer": entry.employer}
    context = {"fair": entry.fair, "form": form, "title": title, "button": _("Refuse")}
    return render(request, "fairs/form.html", context)
