"""Employers ask people to apply whom they do not know; the people answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.refusal import Refused
from tongxing.jobs import actions, matching, reasons
from tongxing.jobs.access.seeker import check_keeps
from tongxing.jobs.models import Invitation, Vacancy
from tongxing.organisations.access import speaks_for
from tongxing.people.access import hide_unless


@role("employer")
@require_POST
def invite(request, pk):
    """Ask somebody to apply for a post; ``pk`` is the post's."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("employer"), pk=pk)
    hide_unless(speaks_for(request.user, vacancy.employer))
    try:
        actions.invite_to_apply(vacancy=vacancy, token=request.POST.get("candidate", ""), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The invitation is sent. You learn it when the person applies."))
    return redirect("jobs:shortlist", pk)


@signed
def answer(request, pk):
    """Decide on an invitation: apply, no, or not again from this employer."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("vacancy__employer", "vacancy__region", "seeker__person__region"), pk=pk
    )
    check_keeps(request.user, invitation.seeker.person)
    if request.method == "POST":
        never = request.POST.get("answer") == "never"
        actions.answer_invitation(invitation=invitation, never=never, by=request.user)
        messages.success(request, _("Noted. The employer does not learn of it."))
        return redirect("jobs:applications")
    explanation = matching.explained(invitation.seeker, [invitation.vacancy])[0]
    context = {"invitation": invitation, "vacancy": invitation.vacancy, "reasons": reasons.for_seeker(explanation)}
    return render(request, "jobs/invitation.html", context)
