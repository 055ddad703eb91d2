"""What waits for a person: acts refused or without proof, values on which devices disagree, tickets let in twice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.access import within_hosted
from tongxing.common.audience import role
from tongxing.doors import access, actions, listing
from tongxing.doors.actions.claims import Subject
from tongxing.doors.forms.device import DecideForm, SettleForm
from tongxing.doors.models import Act, Claim
from tongxing.fairs.access import found_for_staff
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.people.access import WRITERS

State = Act.State


@role(*WRITERS)
def refused(request, pk):
    """What merging refused and what waits for somebody's word, each with its reason and the way to settle it."""
    fair = found_for_staff(request.user, pk)
    acts = {f"{state}_acts": listing.acts_in(fair, state) for state in (State.REFUSED, State.UNPROVED, State.DENIED)}
    return render(request, "doors/refused.html", {"fair": fair, **acts})


@role(*WRITERS)
def settle(request, pk):
    """One act that was refused or waits for somebody's word: enter it now, or leave it out, with a sentence why."""
    act = access.found_act(request.user, pk)
    fair = act.device.fair
    form = SettleForm(request.POST or None, initial={"at": timezone.localtime(act.happened_at)})
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            if said["how"] == "again":
                actions.try_again(act=act, why=said["why"], at=_moment(act, said["at"]), by=request.user)
            else:
                actions.leave_out(act=act, why=said["why"], by=request.user)
            messages.success(request, _("Settled."))
            return redirect("doors:refused", pk=fair.pk)
    title = _("Settle what was refused")
    context = {"fair": fair, "form": form, "title": title, "notes": [str(act), str(act.device), act.sentence]}
    return render(request, "doors/form.html", context)


def _moment(act, said):
    """The moment that was written, unless it is the act's own to the minute, as the field shows it."""
    is_same = said and said == act.happened_at.replace(second=0, microsecond=0)
    return None if is_same else said


@role(*WRITERS)
def conflicts(request, pk):
    """All on which devices disagree, with what each of them says."""
    fair = found_for_staff(request.user, pk)
    return render(request, "doors/conflicts.html", {"fair": fair, "conflicts": listing.conflicts(fair)})


@role(*WRITERS)
def decide(request, pk):
    """A person decides what holds; ``pk`` is one of the claims that contradict each other."""
    claims = Claim.objects.select_related("act__device__fair__event__region")
    claim = get_object_or_404(within_hosted(request.user, claims, "act__device__fair__event", WRITERS), pk=pk)
    fair, subject = claim.act.device.fair, Subject.named(claim.subject)
    conflict = next((conflict for conflict in listing.conflicts(fair) if conflict.claim == claim.pk), None)
    form = DecideForm(request.POST or None, choices=listing.choices_of(subject))
    if form.is_valid():
        with refusals_in(form):
            actions.decide(fair=fair, subject=subject, by=request.user, **form.cleaned_data)
            messages.success(request, _("Decided. The trail keeps what each device said, and your reason."))
            return redirect("doors:conflicts", pk=fair.pk)
    notes = [conflict.who, *(f"{voice.device}: {voice.value}" for voice in conflict.voices)] if conflict else []
    title = conflict.about if conflict else _("Decide")
    return render(request, "doors/form.html", {"fair": fair, "form": form, "title": title, "notes": notes})


@role(*WRITERS)
def repeats(request, pk):
    """Tickets that were let in more than once: each coming counts, a copied ticket is seen here."""
    fair = found_for_staff(request.user, pk)
    return render(request, "doors/repeats.html", {"fair": fair, "repeats": listing.let_in_again(fair)})
