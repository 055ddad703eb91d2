"""Applying, taking back, answering; asking for accommodations and replying."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.jobs import actions, matching, reasons
from tongxing.jobs.access import application as access
from tongxing.jobs.access.invitation import open_invitations
from tongxing.jobs.access.seeker import Reader, check_keeps, seeker_for
from tongxing.jobs.access.vacancy import vacancies_for
from tongxing.jobs.forms.application import AnswerForm, AskForm, ReplyForm
from tongxing.jobs.models import AccommodationRequest, Application
from tongxing.jobs.resume import resume_of
from tongxing.jobs.views.seeker import POST_WANTED, gate_of
from tongxing.people.access import own_people
from tongxing.people.models import Consent, Person, Role
from tongxing.people.path import step_after
from tongxing.people.wordings import text_of

ANSWERERS = (Role.What.CLERK, Role.What.LEAD, Role.What.EMPLOYER)


def _vacancy(request, pk):
    return get_object_or_404(vacancies_for(request.user).select_related("employer", "event", "region"), pk=pk)


@signed
def apply(request, pk):
    """Apply: exactly what the employer will see, then the yes."""
    vacancy = _vacancy(request, pk)
    seeker = seeker_for(request.user, request.GET.get("for", ""))
    if seeker is None:
        request.session[POST_WANTED] = vacancy.pk
        return _begin(request)
    access.check_apply(request.user, seeker, vacancy)
    if request.method == "POST":
        actions.apply(seeker=seeker, vacancy=vacancy, by=request.user)
        messages.success(request, _("You have applied. The employer sees your résumé now; you can take it back."))
        return redirect("jobs:applications")
    if gate := gate_of(request, seeker):
        return gate
    said = reasons.for_seeker(matching.explained(seeker, [vacancy])[0])
    phone = seeker.person.phone if seeker.shows_phone else ""
    context = {
        "vacancy": vacancy,
        "seeker": seeker,
        "is_own": seeker.person.account_id == request.user.pk,
        "resume": resume_of(seeker, reader=Reader.EMPLOYER, phone=phone),
        "files": list(seeker.resume_files.all()),
        "text": text_of(Consent.Purpose.SHOW_EMPLOYER),
        "reasons": said,
    }
    return render(request, "jobs/apply.html", context)


def _begin(request):
    """Whoever is new goes through the steps before they apply, and comes back to the post."""
    person = Person.objects.filter(account=request.user).first()
    if person is None:
        messages.info(request, _("First say who you are; then you come back to this post."))
        return redirect("people:me")
    following = step_after(person, "record")
    messages.info(request, _("First answer what is missing; then you come back to this post."))
    return redirect(following.url if following else "jobs:profile")


@signed
def applications(request):
    """The applications of whom one keeps the page of, and those to one's own organisation's posts."""
    found = Application.objects.select_related("vacancy__employer", "seeker__person").order_by("-applied_at", "-pk")
    sent = list(found.filter(seeker__person__in=own_people(request.user)))
    questions = AccommodationRequest.objects.filter(seeker__person__in=own_people(request.user))
    received = access.received_by(request.user, found)
    context = {
        "sent": sent,
        "is_answer_due": any(application.state == Application.State.SENT for application in sent),
        "questions": [
            (reasons.accommodation_name(question.code), question)
            for question in questions.select_related("vacancy").order_by("-asked_at")
        ],
        "is_employer": request.user.holds(Role.What.EMPLOYER),
        "invitations": open_invitations(request.user),
        "received": page_of(request, received),
    }
    return render(request, "jobs/applications.html", context)


@signed
@require_POST
def withdraw(request, pk):
    """Take an application back."""
    application = get_object_or_404(
        Application.objects.select_related("seeker__person__region", "vacancy__employer"), pk=pk
    )
    check_keeps(request.user, application.seeker.person)
    actions.withdraw(application=application, by=request.user)
    employer = application.vacancy.employer
    if access.shows_to(application.seeker.person, employer):
        sentence = _("The application is taken back. %(employer)s still sees your résumé for your other one.")
    else:
        sentence = _("The application is taken back. %(employer)s does not see your résumé any more.")
    messages.success(request, sentence % {"employer": employer.name})
    return redirect("jobs:applications")


@role(*ANSWERERS)
def answer(request, pk):
    """The employer invites or declines."""
    found = Application.objects.select_related(
        "seeker__person__region", "vacancy__employer__region", "vacancy__event__region"
    )
    application = get_object_or_404(found, pk=pk)
    access.check_answer(request.user, application)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        act = actions.invite if request.POST.get("answer") == AnswerForm.INVITE else actions.decline
        act(application=application, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Your answer is kept and the person can see it."))
        return redirect("jobs:shortlist", application.vacancy_id)
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "seeker": application.seeker,
        "name": access.name_at(request.user, application),
        "form": form,
    }
    return render(request, "jobs/answer.html", context)


@signed
def ask(request, pk):
    """Ask in private for what one needs, before an interview; says who will read it."""
    vacancy = _vacancy(request, pk)
    seeker = seeker_for(request.user, request.GET.get("for", ""))
    if seeker is None:
        messages.info(request, _("First say what work you look for; then you can ask."))
        return redirect("jobs:profile")
    access.check_ask(request.user, seeker, vacancy)
    needed = [need.code for need in seeker.person.support_needs.all()]
    form = AskForm(request.POST or None, needed=needed)
    if form.is_valid():
        actions.ask(seeker=seeker, vacancy=vacancy, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your question is sent. The answer will stand here."))
        return redirect("jobs:applications")
    context = {
        "vacancy": vacancy,
        "seeker": seeker,
        "form": form,
        "goes_to_employer": bool(vacancy.accommodation_contact),
        "is_shown": access.shows_to(seeker.person, vacancy.employer),
        "is_own": seeker.person.account_id == request.user.pk,
    }
    return render(request, "jobs/ask.html", context)


@role(*ANSWERERS)
def requests(request):
    """The requests for accommodations that one answers, the most pressing first."""
    found = access.requests_for(request.user)
    waiting = page_of(request, found.filter(answered_at=None).order_by("due_at", "pk"))
    answered = found.filter(answered_at__isnull=False).order_by("-answered_at")[:20]
    context = {
        "page": waiting,
        "waiting": [_request_line(request.user, asked) for asked in waiting],
        "answered": [_request_line(request.user, asked) for asked in answered],
    }
    return render(request, "jobs/requests.html", context)


def _request_line(user, asked) -> dict:
    return {
        "asked": asked,
        "what": reasons.accommodation_name(asked.code),
        "who": access.names_to(user, asked),
        "is_pressing": access.is_pressing(asked),
    }


@role(*ANSWERERS)
def reply(request, pk):
    """Reply to one request."""
    asked = get_object_or_404(access.requests_for(request.user), pk=pk)
    access.check_answers_request(request.user, asked)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        actions.answer(request=asked, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your answer is kept and the person can see it."))
        return redirect("jobs:requests")
    return render(request, "jobs/reply.html", {**_request_line(request.user, asked), "form": form})
