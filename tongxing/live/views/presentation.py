"""What employers hand in for their turns, and where captioners and interpreters read it."""

from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tongxing.common.audience import signed
from tongxing.fairs.access import seen_by
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.models import Participation
from tongxing.live import access, actions
from tongxing.live.forms.presentation import PresentationForm
from tongxing.live.models import Presentation, Turn
from tongxing.people.access import hide_unless

RELATED = ("employer__region", "fair__event__campaign", "fair__event__region")


@signed
def hand_in(request, pk):
    """An employer's words for its turn; ``pk`` is its participation's. What somebody else saved meanwhile is shown."""
    participation = get_object_or_404(Participation.objects.select_related(*RELATED), pk=pk)
    access.check_hands_in(request.user, participation)
    presentation = Presentation.objects.filter(participation=participation).select_related("handed_in_by").first()
    version = presentation.version if presentation else 0
    # A copy for the form, which writes into its instance what was typed.
    form = PresentationForm(request.POST or None, instance=copy(presentation), initial={"version": version})
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("language", "speaker", "words", "version")}
        with refusals_in(form):
            actions.hand_in_presentation(participation=participation, by=request.user, **values)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Handed in. Captioners and interpreters read it before your turn."))
        return redirect(participation.fair)
    context = {
        "fair": participation.fair,
        "participation": participation,
        "turn": Turn.objects.filter(participation=participation).first(),
        "form": form,
        "presentation": presentation,
        "version": version,
        "is_meanwhile": form.is_bound and str(version) != (request.POST.get("version") or "0"),
    }
    return render(request, "live/hand_in.html", context)


@signed
def presentations(request, pk):
    """For who captions, interprets or directs: everybody's words in the running order, to be read or printed."""
    fair = seen_by(request.user, pk)
    hide_unless(access.reads_presentations(request.user, fair))
    there = fair.participations.filter(is_withdrawn=False).select_related("employer", "presentation__handed_in_by")
    order = dict(Turn.objects.filter(stream__fair=fair).values_list("participation", "order"))
    rows = sorted(there, key=lambda row: (order.get(row.pk, len(order) + 1), row.number))
    lines = [(order.get(row.pk), row, getattr(row, "presentation", None)) for row in rows]
    context = {
        "fair": fair,
        "lines": lines,
        "handed_in": sum(1 for _order, _row, presentation in lines if presentation),
        "signed": sum(
            1
            for _order, _row, presentation in lines
            if presentation and presentation.language == Presentation.Language.SIGN
        ),
    }
    return render(request, "live/presentations.html", context)
