"""The policy desk: questions answered, and the policies that answers rest on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.audience import role
from tongxing.common.paging import page_of
from tongxing.fairs import access as fairs
from tongxing.fairs.models.hall import Purpose
from tongxing.people.access import WRITERS
from tongxing.zones import access, actions
from tongxing.zones.forms.service import AnswerForm, PolicyForm
from tongxing.zones.models import Service
from tongxing.zones.views.asking import ask, chosen


def in_force(fair):
    """The policies that hold on the fair's day."""
    day = timezone.localdate(fair.event.starts_at)
    return access.policies_for(fair).filter(valid_from__lte=day).exclude(valid_until__lt=day)


@role(*WRITERS)
def policy_desk(request, pk):
    """One question after the other: asked, answered, counted."""
    fair = fairs.found_for_staff(request.user, pk)
    access.check_gives(request.user, fair)
    first = {"queue": request.GET.get("number")}
    form = AnswerForm(request.POST or None, fair=fair, policies=in_force(fair), purpose=Purpose.POLICY, initial=first)
    made = chosen(form, lambda _said: actions.answer(fair=fair, by=request.user, **form.facts()))
    if made:
        messages.success(request, _("Answer %(number)s is entered.") % {"number": made.number})
        return redirect("zones:policy_desk", fair.pk)
    given = fair.services.filter(kind=Service.Kind.POLICY)
    latest = given.filter(entered_by=request.user).select_related("advice__policy").order_by("-pk")[:5]
    data = {"fair": fair, "form": form, "latest": latest, "count": given.count()}
    return render(request, "zones/policy_desk.html", data)


@role(*WRITERS)
def policies(request, pk):
    """The policies of the fair's region and of those above it, with their days."""
    fair = fairs.found_for_staff(request.user, pk)
    found = access.policies_for(fair)
    keeps = {region.path for region in {one.region for one in found} if access.may_keep(request.user, region)}
    return render(request, "zones/policies.html", {"fair": fair, "page": page_of(request, found), "keeps": keeps})


@role(*WRITERS)
def enter_policy(request, pk):
    """Enter a clause with its day."""
    fair = fairs.found_for_staff(request.user, pk)
    form = PolicyForm(request.POST or None)
    return ask(
        request,
        fair,
        form,
        _("Enter a policy"),
        lambda said: actions.enter_policy(region=fair.event.region, by=request.user, **said),
        ("zones:policies", fair.pk),
    )


@role(*WRITERS)
def correct_policy(request, pk, policy):
    """Put right what was entered wrongly about a policy."""
    fair = fairs.found_for_staff(request.user, pk)
    found = access.found_policy(request.user, policy)
    form = PolicyForm(request.POST or None, instance=found)
    return ask(
        request,
        fair,
        form,
        _("Correct a policy"),
        lambda said: actions.correct_policy(policy=found, by=request.user, **said),
        ("zones:policies", fair.pk),
    )
