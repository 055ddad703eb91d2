"""Opening whole names at a fair, and masking them again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.ways import way_back
from tongxing.fairs import access, actions
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.people import openings
from tongxing.people.access import WRITERS
from tongxing.people.forms import OpenRollForm


def _back(request, fair) -> str:
    return way_back(request, reverse("fairs:people", args=[fair.pk]))


@role(*WRITERS)
@never_cache
def open_names(request, pk):
    """Open whole names at a fair, all or one ticket's, for a purpose that the trail keeps."""
    fair = access.found_for_staff(request.user, pk)
    ticket = request.GET.get("ticket", "")
    registration = get_object_or_404(fair.registrations.select_related("person"), number=ticket) if ticket else None
    form = OpenRollForm(request.POST or None)
    back = _back(request, fair)
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            entry = actions.open_names(fair=fair, registration=registration, by=request.user, **said)
            openings.remember(request, entry, **said)
            count = entry.details["count"]
            sentence = ngettext("%(count)s name is open.", "%(count)s names are open.", count) % {"count": count}
            messages.success(request, sentence)
            return redirect(back)
    data = {
        "fair": fair,
        "form": form,
        "registration": registration,
        "count": 1 if registration else fair.registrations.count(),
        "back": back,
        "minutes": int(openings.LASTS.total_seconds() // 60),
    }
    return render(request, "fairs/open_names.html", data)


@role(*WRITERS)
@require_POST
def mask_names(request, pk):
    """Mask the names again before their time."""
    fair = access.found_for_staff(request.user, pk)
    openings.forget(request, fair)
    messages.success(request, _("The names are masked again."))
    return redirect(_back(request, fair))
