"""Accounts and roles of a lead's own region."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role
from tongxing.common.dates import today
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.people import access, actions
from tongxing.people.forms import GrantForm, InviteForm
from tongxing.people.models import Account, Role
from tongxing.people.search import kept_query

LEAD = (Role.What.LEAD,)


def _roles(user):
    return access.within(user, Role.objects.select_related("account", "region__parent"), names=LEAD)


@role(*LEAD)
def roles(request):
    """Who holds which role here today; grant another one."""
    form = GrantForm(request.POST or None, regions=access.regions_of(request.user, LEAD))
    if form.is_valid():
        given = dict(form.cleaned_data)
        del given["username"]
        try:
            actions.grant_role(account=form.account, by=request.user, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role is granted."))
            return redirect("people:roles")
    asked = request.GET.get("q", "").strip()
    held = _roles(request.user).filter(Q(valid_until=None) | Q(valid_until__gte=today()), ended_at=None)
    if asked:
        held = held.filter(Q(account__name__contains=asked) | Q(account__username__icontains=asked))
    page = page_of(request, held.order_by("region__code", "what", "account__name", "pk"))
    return render(
        request, "people/roles.html", {"page": page, "form": form, "asked": asked, "query": kept_query(asked)}
    )


@role(*LEAD)
@require_POST
def end_role(request, pk):
    """Take a role back, from now on."""
    held = access.found_within(request.user, _roles(request.user), names=LEAD, pk=pk)
    actions.end_role(role=held, by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("people:roles")


@role(*LEAD)
@never_cache
def invite(request):
    """Make an account with its first role; the initial password is shown once."""
    form = InviteForm(request.POST or None, regions=access.regions_of(request.user, LEAD))
    if form.is_valid():
        try:
            account, password = actions.invite(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "people/invited.html", {"account": account, "password": password, "is_new": True})
    return render(request, "people/invite.html", {"form": form})


@role(*LEAD)
@never_cache
@require_POST
def new_password(request, pk):
    """A new initial password for somebody who forgot theirs; shown once."""
    account = get_object_or_404(Account, pk=pk)
    access.hide_unless(_roles(request.user).filter(account=account).exists())
    password = actions.renew_password(account=account, by=request.user)
    return render(request, "people/invited.html", {"account": account, "password": password, "is_new": False})
