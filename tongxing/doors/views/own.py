"""The person's page about what employers' devices noted about them: each entry with the answer to it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import signed
from tongxing.doors import access, actions, listing
from tongxing.fairs.access import own_registrations, seen_by
from tongxing.people.access import hide_unless


@signed
def own(request, pk):
    """What booths entered about oneself and one's wards at this fair, what waits for an answer first."""
    fair = seen_by(request.user, pk)
    hide_unless(own_registrations(request.user).filter(fair=fair).exists())
    waiting, entered, denied = listing.about_own(request.user, fair)
    context = {"fair": fair, "waiting": waiting, "entered": entered, "denied": denied}
    return render(request, "doors/own.html", context)


@signed
@require_POST
def answer(request, pk):
    """It was so, or it was not; ``pk`` is the act's."""
    act = get_object_or_404(access.acts_about(request.user).select_related("device"), pk=pk)
    if request.POST.get("answer") == "yes":
        actions.confirm(act=act, by=request.user)
        messages.success(request, _("Thank you. It counts now."))
    else:
        actions.deny(act=act, by=request.user)
        messages.success(
            request, _("It is taken out and does not count. Whoever runs the fair sees that you denied it.")
        )
    return redirect("doors:own", pk=act.device.fair_id)
