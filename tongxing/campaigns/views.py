"""Pages of campaigns: public ones, and those where staff write them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns import access, actions, panels
from tongxing.campaigns.calendar import calendar_file
from tongxing.campaigns.forms import CampaignForm, EventForm
from tongxing.campaigns.models import Campaign, Event
from tongxing.common.audience import public, role


def _found(request, slug) -> Campaign:
    campaign = get_object_or_404(Campaign.objects.select_related("region"), slug=slug)
    access.check_sees(request.user, campaign)
    return campaign


def _event(request, slug, key) -> Event:
    found = get_object_or_404(
        Event.objects.select_related("campaign__region", "region__parent"), campaign__slug=slug, key=key
    )
    access.check_sees(request.user, found.campaign)
    return found


@public
def campaign(request, slug):
    """A campaign: theme, hosts in order, calendar, and what higher apps add."""
    found = _found(request, slug)
    return render(
        request,
        "campaigns/campaign.html",
        {
            "campaign": found,
            "hosts": found.own_hosts(),
            "events": found.events.select_related("region__parent"),
            "panels": panels.of_campaign(request, found),
            "may_edit": access.may_edit(request.user, found),
        },
    )


@public
def event(request, slug, key):
    """One event: when, where, who, and what higher apps add."""
    found = _event(request, slug, key)
    return render(
        request,
        "campaigns/event.html",
        {
            "event": found,
            "campaign": found.campaign,
            "hosts": found.all_hosts(),
            "panels": panels.of_event(request, found),
            "may_edit": access.may_edit_event(request.user, found),
        },
    )


@public
def calendar(request, slug):
    """The campaign's events as an iCalendar file."""
    found = _found(request, slug)
    body = calendar_file(found, found.events.all(), lambda event: request.build_absolute_uri(event.get_absolute_url()))
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{found.slug}.ics"'},
    )


@role("clerk", "lead")
def new(request):
    """Make a campaign."""
    form = CampaignForm(request.POST or None, user=request.user)
    if form.is_valid():
        made = actions.make_campaign(by=request.user, **form.cleaned_data)
        messages.success(request, _("The campaign is there. Add its events next; nobody else sees it yet."))
        return redirect(made)
    return render(request, "campaigns/edit.html", {"form": form})


@role("clerk", "lead")
def edit(request, slug):
    """Change what a campaign says of itself."""
    found = _found(request, slug)
    access.check_edit(request.user, found)
    form = CampaignForm(request.POST or None, instance=found, user=request.user)
    if form.is_valid():
        values = dict(form.cleaned_data)
        hosts = values.pop("hosts")
        found.refresh_from_db()
        actions.edit_campaign(campaign=found, by=request.user, **values)
        actions.set_hosts(campaign=found, hosts=hosts, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    return render(request, "campaigns/edit.html", {"form": form, "campaign": found})


@role("clerk", "lead")
@require_POST
def publish(request, slug):
    """Show a campaign to everybody, or take it back."""
    found = _found(request, slug)
    is_public = request.POST.get("is_public") == "yes"
    actions.publish_campaign(campaign=found, is_public=is_public, by=request.user)
    messages.success(request, _("Everybody can see it now.") if is_public else _("Only staff can see it now."))
    return redirect(found)


@role("clerk", "lead")
def new_event(request, slug):
    """Add an event."""
    found = _found(request, slug)
    access.check_edit(request.user, found)
    form = EventForm(request.POST or None, user=request.user, campaign=found)
    if form.is_valid():
        made, room = actions.plan_event(campaign=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The event is in the calendar."))
        return redirect(room or made)
    return render(request, "campaigns/edit_event.html", {"form": form, "campaign": found})


@role("clerk", "lead")
def edit_event(request, slug, key):
    """Change an event."""
    found = _event(request, slug, key)
    access.check_edit_event(request.user, found)
    form = EventForm(request.POST or None, instance=found, user=request.user, campaign=found.campaign)
    if form.is_valid():
        found.refresh_from_db()
        values = dict(form.cleaned_data)
        hosts = values.pop("hosts")
        actions.edit_event(event=found, by=request.user, **values)
        actions.set_hosts(campaign=found.campaign, event=found, hosts=hosts, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    return render(request, "campaigns/edit_event.html", {"form": form, "campaign": found.campaign, "event": found})
