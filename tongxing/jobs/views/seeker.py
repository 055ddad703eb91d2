"""A seeker's page, the résumé, its files."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common import pdf
from tongxing.common.audience import role, signed
from tongxing.common.refusal import Refused
from tongxing.common.ways import way_back
from tongxing.jobs import actions, reasons
from tongxing.jobs.access import seeker as access
from tongxing.jobs.access.vacancy import public_vacancies
from tongxing.jobs.forms.seeker import ResumeFileForm, SeekerForm
from tongxing.jobs.models import ResumeFile, Seeker
from tongxing.jobs.resume import resume_of
from tongxing.jobs.uploads import TYPES
from tongxing.people import openings
from tongxing.people.access import WRITERS, acts_for, consents, wards_of
from tongxing.people.forms import OpenForm
from tongxing.people.models import Consent, Person
from tongxing.people.openings import opening_of
from tongxing.people.path import way_of

POST_WANTED = "post_wanted"
"""In the session: the post for which somebody wished to apply before they had a page."""


@signed
def profile(request):
    """My page as a seeker: one's own, or that of the one person whom one speaks for."""
    people = list(Person.objects.filter(account=request.user)) + list(wards_of(request.user))
    if len(people) == 1:
        return _profile(request, people[0])
    return render(request, "jobs/no_profile.html", {"people": people})


@signed
def profile_of(request, pk):
    """The page of somebody whom one speaks for, or who lives in one's region."""
    return _profile(request, get_object_or_404(Person.objects.select_related("region"), pk=pk))


def _profile(request, person):
    access.check_keeps(request.user, person)
    seeker = Seeker.objects.filter(person=person).first() or Seeker(person=person)
    if not request.POST and seeker.pk and (gate := gate_of(request, seeker)):
        return gate
    may_match = consents(person, Consent.Purpose.MATCHING)  # what was said; a tick is always the person's own
    form = SeekerForm(request.POST or None, seeker=seeker, may_match=may_match)
    if form.is_valid():
        seeker = actions.save_profile(
            person=person, values=form.values(), may_match=form.cleaned_data["may_match"], by=request.user
        )
        wanted = request.session.pop(POST_WANTED, None)
        if wanted and person.account_id == request.user.pk and public_vacancies().filter(pk=wanted).exists():
            messages.success(request, _("Your page is saved. Now you can apply for the post that you came for."))
            return redirect("jobs:apply", wanted)
        messages.success(request, _("Your page is saved. These posts suit you now."))
        return redirect("jobs:matches_of", seeker.pk)
    needs = [(reasons.accommodation_name(need.code), need) for need in person.support_needs.all()]
    context = {"person": person, "seeker": seeker, "form": form, "needs": needs, "is_own": _is_own(request, person)}
    context["way"] = way_of(person, "wishes") if acts_for(request.user, person) else None
    return render(request, "jobs/profile.html", context)


def gate_of(request, seeker, page: str = ""):
    """Where staff say first what they need the résumé for; None for others, and while they have it open.

    From there the way leads to ``page``, else back to the address that was asked for.
    """
    reader = access.reader_of(request.user, seeker)
    if reader != access.Reader.STAFF or opening_of(request, seeker.person):
        return None
    return redirect(reverse("jobs:open_resume", args=[seeker.pk], query={"next": page or request.get_full_path()}))


@role(*WRITERS)
@never_cache
def open_resume(request, pk):
    """Open a résumé and the page behind it, for a purpose that the trail keeps and the person reads."""
    seeker = _seeker(pk)
    access.check_keeps(request.user, seeker.person)
    form = OpenForm(request.POST or None)
    back = way_back(request, reverse("jobs:resume", args=[pk]))
    if form.is_valid():
        said = form.cleaned_data
        try:
            entry = actions.open_resume(seeker=seeker, by=request.user, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            openings.remember(request, entry, **said)
            return redirect(back)
    minutes = int(openings.LASTS.total_seconds() // 60)
    return render(request, "jobs/open_resume.html", {"seeker": seeker, "form": form, "minutes": minutes})


def _is_own(request, person) -> bool:
    return person.account_id == request.user.pk


def _seeker(pk):
    seekers = Seeker.objects.select_related("person__region__parent")
    return get_object_or_404(seekers.prefetch_related("person__support_needs", "resume_files"), pk=pk)


@signed
def resume(request, pk):
    """The résumé that the platform writes, for whoever may see it."""
    seeker = _seeker(pk)
    if gate := gate_of(request, seeker):
        return gate
    reader, phone = actions.read_resume(seeker=seeker, by=request.user, opening=opening_of(request, seeker.person))
    context = {
        "seeker": seeker,
        "resume": resume_of(seeker, reader=reader, phone=phone),
        "keeps": access.keeps(request.user, seeker.person),
        "file_form": ResumeFileForm(),
    }
    return render(request, "jobs/resume.html", context)


@signed
def resume_pdf(request, pk):
    """The résumé on paper; ``?large=1`` in large print."""
    seeker = _seeker(pk)
    if gate := gate_of(request, seeker):
        return gate
    reader, phone = actions.read_resume(
        seeker=seeker, by=request.user, opening=opening_of(request, seeker.person), is_copy=True
    )
    written = resume_of(seeker, reader=reader, phone=phone)
    content = pdf.render(
        "resume",
        written.as_data(),
        title=_("Résumé of %(name)s") % {"name": written.name},
        language=get_language(),
        large_print=request.GET.get("large") == "1",
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="resume-{seeker.pk}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed
@require_POST
def add_file(request, pk):
    """Add a résumé that is there as a file; what is wrong with it is said on the résumé's page."""
    seeker = _seeker(pk)
    access.check_keeps(request.user, seeker.person)
    form = ResumeFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_resume_file(seeker=seeker, file=form.cleaned_data["file"], by=request.user)
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            messages.success(request, _("The file is kept. Employers to whom you show yourself can open it."))
            return redirect("jobs:resume", seeker.pk)
    if gate := gate_of(request, seeker, page=reverse("jobs:resume", args=[pk])):
        messages.error(request, form.errors["file"][0])
        return gate
    reader, phone = actions.read_resume(seeker=seeker, by=request.user, opening=opening_of(request, seeker.person))
    context = {
        "seeker": seeker,
        "resume": resume_of(seeker, reader=reader, phone=phone),
        "keeps": True,
        "file_form": form,
    }
    return render(request, "jobs/resume.html", context, status=400)


@signed
def file(request, pk):
    """Send out a résumé file, always to be saved and never to be shown by the browser as a page."""
    kept = get_object_or_404(ResumeFile.objects.select_related("seeker__person__region"), pk=pk)
    access.check_reads(request.user, kept.seeker)
    if gate := gate_of(request, kept.seeker):
        return gate
    actions.read_resume(
        seeker=kept.seeker, by=request.user, opening=opening_of(request, kept.seeker.person), is_copy=True
    )
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=TYPES[kept.kind])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed
@require_POST
def delete_file(request, pk):
    """Delete a résumé file."""
    kept = get_object_or_404(ResumeFile.objects.select_related("seeker__person__region"), pk=pk)
    actions.delete_resume_file(file=kept, by=request.user)
    messages.success(request, _("The file is deleted."))
    return redirect("jobs:resume", kept.seeker_id)
