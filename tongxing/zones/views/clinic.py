"""The résumé clinic: the person's page and the way to change it, side by side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common import pdf
from tongxing.common.audience import role, signed
from tongxing.fairs import access as fairs
from tongxing.fairs.models.hall import Purpose
from tongxing.jobs.access.seeker import Reader
from tongxing.jobs.forms.seeker import SeekerForm
from tongxing.jobs.resume import resume_of
from tongxing.people.access import WRITERS, consents
from tongxing.people.models import Consent
from tongxing.zones import access, actions, differences, listing
from tongxing.zones.actions.clinic import minutes_so_far
from tongxing.zones.forms.clinic import BeginForm, FinishForm, PrintForm
from tongxing.zones.models import Service
from tongxing.zones.views.asking import chosen


@role(*WRITERS)
def clinics(request, pk):
    """Begin with somebody who sits here and agrees; the advisor's own sessions so far."""
    fair = fairs.found_for_staff(request.user, pk)
    access.check_gives(request.user, fair)
    first = {"who": _ticket_of(fair, request.GET.get("number", ""))}
    form = BeginForm(request.POST or None, fair=fair, initial=first)
    begun = chosen(
        form,
        lambda said: actions.begin_clinic(registration=_at(fair, said["who"]), agreed=said["agreed"], by=request.user),
    )
    if begun:
        return redirect("zones:clinic", begun.pk)
    own = fair.clinics.filter(advisor=request.user).select_related("registration__person", "service").order_by("-pk")
    count = fair.services.filter(kind=Service.Kind.CLINIC).count()
    return render(request, "zones/clinics.html", {"fair": fair, "form": form, "own": own[:20], "count": count})


def _ticket_of(fair, number: str) -> str:
    """The ticket with which the number of the queue was taken, where it was."""
    served = listing.queue_numbers(fair, Purpose.RESUMES).filter(pk=number if number.isdecimal() else 0)
    return next((one.visitor.registration.number for one in served if one.visitor.registration), "")


def _at(fair, registration):
    """The registration with the fair whose region is known already."""
    registration.fair = fair
    return registration


@signed
@never_cache
def clinic(request, pk):
    """For the advisor the page to change; once the session is over, and for the person, what changed."""
    found = access.found_clinic(request.user, pk)
    advises = access.advises(request.user, found)
    if found.finished_at or not advises:
        return _over(request, found, advises)
    access.check_at_side(request.user, found)
    seeker = found.seeker
    form = SeekerForm(request.POST or None, seeker=seeker, may_match=consents(seeker.person, Consent.Purpose.MATCHING))
    saved = chosen(
        form,
        lambda said: actions.save_page(
            clinic=found, values=form.values(), may_match=said["may_match"], by=request.user
        ),
    )
    if saved:
        messages.success(request, _("Saved. The résumé beside it says so now."))
        return redirect("zones:clinic", found.pk)
    first = {"minutes": minutes_so_far(found), "queue": _own_number(found)}
    data = {
        "clinic": found,
        "fair": found.fair,
        "form": form,
        "resume": _resume(found),
        "differences": differences.between(found.before, differences.snapshot(seeker)),
        "finish": FinishForm(fair=found.fair, purpose=Purpose.RESUMES, initial=first),
    }
    return render(request, "zones/clinic.html", data)


def _own_number(found):
    """The number with which the person came here, if they took one."""
    numbers = listing.queue_numbers(found.fair, Purpose.RESUMES)
    return numbers.filter(visitor__registration=found.registration_id).first()


def _over(request, found, advises):
    after = found.after or differences.snapshot(found.seeker)
    data = {
        "clinic": found,
        "fair": found.fair,
        "advises": advises,
        "differences": differences.between(found.before, after),
        "form": PrintForm(),
    }
    return render(request, "zones/clinic_over.html", data)


def _resume(found, phone=""):
    return resume_of(found.seeker, reader=Reader.OWN, phone=phone)


@signed
@require_POST
def finish_clinic(request, pk):
    """The session is over: kept, counted, and on to printing."""
    found = access.found_clinic(request.user, pk)
    access.hide_unless(access.advises(request.user, found))
    form = FinishForm(request.POST, fair=found.fair, purpose=Purpose.RESUMES)
    made = chosen(form, lambda said: actions.finish_clinic(clinic=found, by=request.user, **said))
    if made:
        messages.success(request, _("Session %(number)s is over and counted. Print the résumé now.") % {"number": made})
    for error in (sentence for errors in form.errors.values() for sentence in errors):
        messages.error(request, error)
    return redirect("zones:clinic", found.pk)


@signed
@require_POST
@never_cache
def print_resume(request, pk):
    """The résumé as PDF, for the person to take along."""
    found = access.found_clinic(request.user, pk)
    form = PrintForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    phone = actions.print_resume(clinic=found, with_phone=said["with_phone"], by=request.user)
    written = _resume(found, phone)
    content = pdf.render(
        "resume",
        written.as_data(),
        title=_("Résumé of %(name)s") % {"name": written.name},
        language=get_language(),
        large_print=said["large"],
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="resume-{found.seeker_id}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
