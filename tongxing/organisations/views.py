"""An organisation's public page, its members' own page, and its facts."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tongxing.common.audience import public, role, signed
from tongxing.common.refusal import Refused
from tongxing.organisations import access, actions, panels
from tongxing.organisations.forms import OrganisationForm
from tongxing.organisations.models import Organisation
from tongxing.people.access import reaches
from tongxing.people.models import Role


@public
def organisation(request, pk):
    """Public facts for everybody; contacts for its members and for staff whose region it lies in."""
    one = get_object_or_404(Organisation.objects.select_related("region__parent"), pk=pk)
    is_staff = request.user.is_authenticated and reaches(request.user, one.region)
    acts = request.user.is_authenticated and access.acts_for(request.user, one)
    return render(
        request,
        "organisations/organisation.html",
        {
            "organisation": one,
            "sees_contacts": is_staff or acts,
            "acts": acts,
            "panels": panels.of_organisation(request, one),
        },
    )


@role(Role.What.EMPLOYER)
def mine(request):
    """The start of an employer's member: its organisations, what is open, what to do next."""
    own = list(access.spoken_for(request.user).select_related("region__parent").distinct().order_by("name"))
    shown = [(one, panels.of_organisation(request, one, is_own=True)) for one in own[:3]]
    return render(request, "organisations/mine.html", {"shown": shown, "others": own[3:]})


@signed
def edit(request, pk):
    """Put the facts about an organisation right."""
    one = get_object_or_404(Organisation.objects.select_related("region"), pk=pk)
    access.check_acts_for(request.user, one)
    form = OrganisationForm(request.POST or None, initial=model_to_dict(one, fields=actions.FACTS))
    if form.is_valid():
        try:
            actions.edit_organisation(organisation=one, values=form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error("credit_code", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisations:organisation", pk=one.pk)
    return render(request, "organisations/edit.html", {"form": form, "organisation": one})
