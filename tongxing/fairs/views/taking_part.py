"""Registering for a fair, and the ticket."""

import io

import segno
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.common.refusal import permits
from tongxing.fairs import access, actions, finding, panels, tickets
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.forms.taking_part import PersonAtFairForm, RegisterForm, TimesForm
from tongxing.fairs.hosting import home_at
from tongxing.fairs.models import Registration
from tongxing.people.access import STAFF, WRITERS, own_people, staff_paths
from tongxing.people.models import Region


@signed
def register(request, pk):
    """A person, or who speaks for them, takes a place."""
    fair = access.seen_by(request.user, pk)
    access.check_takes_people(fair)
    people = own_people(request.user)
    own = list(people)
    if not own:
        return render(request, "fairs/register.html", {"fair": fair, "form": None})
    form = RegisterForm(request.POST or None, people=people, initial={"person": own[0].pk})
    if form.is_valid():
        person = form.cleaned_data.pop("person")
        is_own = person.account_id == request.user.pk
        means = Registration.Means.SELF if is_own else Registration.Means.GUARDIAN
        with refusals_in(form):
            registration = actions.register(fair=fair, person=person, means=means, by=request.user, **form.cleaned_data)
            messages.success(request, _("You have a place. This is the ticket."))
            return redirect("fairs:ticket", pk=registration.pk)
    return render(request, "fairs/register.html", {"fair": fair, "form": form})


def _ticket(request, pk) -> Registration:
    return get_object_or_404(access.registrations_for(request.user).select_related("person"), pk=pk)


@signed
def ticket(request, pk):
    """The ticket with its number and QR code, to show on the telephone or to print, in large print if wished."""
    registration = _ticket(request, pk)
    interviews = registration.interviews.exclude(starts_at=None).select_related(
        "vacancy__employer", "booth__zone__hall", "interpreter", "quiet_room"
    )
    return render(
        request,
        "fairs/ticket.html",
        {
            "registration": registration,
            "fair": registration.fair,
            "event": registration.fair.event,
            "interviews": interviews,
            "token": tickets.grouped(tickets.token_of(registration)),
            "is_large": request.GET.get("print") == "large",
            "panels": panels.of_ticket(request, registration),
            "speaks": permits(access.check_speaks_for_seeker, request.user, registration),
        },
    )


@signed
def ticket_code(request, pk):
    """The QR code as a picture (SVG)."""
    registration = _ticket(request, pk)
    picture = io.BytesIO()
    segno.make(tickets.token_of(registration), error="m", micro=False).save(picture, kind="svg", scale=6, border=4)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@signed
def times(request, pk):
    """From when until when the person can be there."""
    registration = _ticket(request, pk)
    access.check_speaks_for_seeker(request.user, registration)
    kept = {name: getattr(registration, name) for name in Registration.TIMES}
    form = TimesForm(request.POST or None, initial=kept)
    if form.is_valid():
        with refusals_in(form):
            actions.edit_registration(registration=registration, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("fairs:ticket", pk=pk)
    return render(request, "fairs/times.html", {"fair": registration.fair, "form": form})


@signed
@require_POST
def give_up(request, pk):
    """The person will not come."""
    registration = _ticket(request, pk)
    access.check_speaks_for_seeker(request.user, registration)
    actions.give_up_place(registration=registration, by=request.user)
    messages.success(request, _("The place is given up. You may register again."))
    return redirect(registration.fair)


# Staff


@role(*STAFF)
def people(request, pk):
    """Who is registered; somebody is found by name, number or telephone without leaving it in the address."""
    fair = access.found_for_staff(request.user, pk, STAFF)
    sought = request.POST.get("who", "").strip()
    if sought:
        _means, listed = finding.find(fair, sought)
    else:
        listed = (
            fair.registrations.select_related("person__region")
            .annotate(comings=Count("attendances", distinct=True))
            .order_by("-registered_at", "-pk")
        )
    return render(
        request,
        "fairs/people.html",
        {"fair": fair, "page": page_of(request, listed), "sought": sought, "runs": access.runs(request.user, fair)},
    )


def home_regions(user):
    """Banners, counties and districts, with the cities above, in which ``user`` enters people."""
    reach = Q(pk__in=[])
    for path in staff_paths(user, WRITERS):
        reach |= Q(path__startswith=path)
    return Region.objects.filter(reach, level__lte=Region.Level.COUNTY, valid_until=None)


@role(*WRITERS)
def register_somebody(request, pk):
    """Staff register somebody of their region, on the telephone or at the desk, before the day."""
    fair = access.seen_by(request.user, pk)
    access.check_takes_people(fair)
    form = PersonAtFairForm(request.POST or None, regions=home_regions(request.user))
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            runs = access.runs(request.user, fair)
            home = home_at(request.user, fair) if runs else request.user.current_roles()[0].region
            said["region"] = said["region"] or home
            registration = actions.enter(fair=fair, means=Registration.Means.STAFF, by=request.user, **said)
            messages.success(request, _("Registered. The ticket can be printed here."))
            return redirect("fairs:ticket", pk=registration.pk)
    return render(request, "fairs/form.html", {"fair": fair, "form": form, "title": _("Register somebody")})
