"""The booth and the desk: whom one meets, what came of it, résumés handed in, intents of both sides."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.campaigns.access import found_hosted
from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.fairs import access, actions, tickets
from tongxing.fairs.forms.day import IntentForm, OutcomeForm, ResumeForm, WhyForm
from tongxing.fairs.forms.refusals import refusals_in
from tongxing.fairs.listing import PLACED
from tongxing.fairs.models import Interview, Submission
from tongxing.fairs.models.number import folded_code
from tongxing.fairs.views.interview import participation_of
from tongxing.people.access import WRITERS, hide_unless


def holder_of(fair, text):
    """The registration whose ticket number or code was written; ``Refused`` where there is none at this fair."""
    said = text.strip()
    held = fair.registrations.select_related("person")
    if tickets.looks_like_token(said):
        found = held.filter(pk=tickets.read(said, fair.pk).registration).first()
    else:
        found = held.filter(Q(number__in=(said, said.upper())) | Q(ticket__in=(said, folded_code(said)))).first()
    if found is None:
        raise Refused(_("No ticket of this fair has this number. Compare it with the ticket."))
    found.fair = fair
    return found


def shows_ticket(registration, text) -> bool:
    """Whether the ticket's own signs were written, and not its number alone, which others may know."""
    return tickets.looks_like_token(text) or registration.ticket in {text.strip(), folded_code(text)}


@signed
def booth(request, pk, employer=None):
    """An employer's own page on the day: its interviews in order, and the ways to note what came of them."""
    fair = access.seen_by(request.user, pk)
    participation = participation_of(request, fair, employer)
    hide_unless(participation is not None)
    interviews = list(
        Interview.objects.filter(registration__fair=fair, vacancy__employer=participation.employer)
        .exclude(starts_at=None)
        .select_related(*PLACED, "registration__person__seeker")
    )
    people = [interview.registration.person_id for interview in interviews]
    seen = set(access.showing_themselves(participation.employer).filter(pk__in=people).values_list("pk", flat=True))
    for interview in interviews:
        interview.is_seen = interview.registration.person_id in seen
    others = access.speaks_at(request.user, fair).exclude(pk=participation.pk) if request.user.holds("employer") else []
    return render(
        request,
        "fairs/booth.html",
        {
            "fair": fair,
            "participation": participation,
            "interviews": interviews,
            "others": others,
            "resume_count": participation.submissions.count(),
            "intent_count": fair.intents.filter(vacancy__employer=participation.employer).count(),
        },
    )


@signed
def outcome(request, pk):
    """What came of one interview."""
    interview = get_object_or_404(
        Interview.objects.select_related(
            "registration__fair__event__region", "registration__person", "vacancy__employer__region"
        ),
        pk=pk,
    )
    fair = interview.registration.fair
    access.check_outcome(request.user, interview)
    form = OutcomeForm(request.POST or None, initial={"outcome": interview.outcome, "note": interview.outcome_note})
    if form.is_valid():
        with refusals_in(form):
            actions.set_outcome(interview=interview, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("fairs:booth", pk=fair.pk, employer=interview.vacancy.employer_id)
    title = _("Interview of ticket %(number)s about “%(post)s”") % {
        "number": interview.registration.number,
        "post": interview.vacancy,
    }
    return render(request, "fairs/form.html", {"fair": fair, "form": form, "title": title})


@signed
def resumes(request, pk, employer=None):
    """Résumés handed in: at the desk for staff, at its own booth for an employer."""
    fair = access.seen_by(request.user, pk)
    is_desk = employer is None and access.runs(request.user, fair)
    participation = None if is_desk else participation_of(request, fair, employer)
    hide_unless(is_desk or participation is not None)
    participations = None
    handed_in = fair.submissions.select_related("registration__person", "participation__employer")
    if is_desk:
        participations = fair.participations.filter(is_withdrawn=False).select_related("employer")
    else:
        handed_in = handed_in.filter(participation=participation)
    form = ResumeForm(request.POST or None, participations=participations)
    if form.is_valid():
        with refusals_in(form, "ticket"):
            said = form.cleaned_data
            registration = holder_of(fair, said["ticket"])
            made = actions.hand_in_resume(
                fair=fair,
                registration=registration,
                means=Submission.Means.ON_SITE,
                participation=said.get("participation") or participation,
                number=said["number"],
                ticket_was_shown=shows_ticket(registration, said["ticket"]),
                by=request.user,
            )
            messages.success(request, _("Résumé %(number)s is entered.") % {"number": made.number})
    if form.is_bound and form.is_valid():
        return redirect(request.path)
    return render(
        request,
        "fairs/resumes.html",
        {
            "fair": fair,
            "form": form,
            "participation": participation,
            "page": page_of(request, handed_in.order_by("-pk")),
            "is_desk": is_desk,
        },
    )


@role(*WRITERS)
def undo_resume(request, pk):
    """Take back a résumé that was entered by mistake; ``pk`` is the submission's."""
    submission = found_hosted(
        request.user,
        Submission.objects.select_related("fair__event__region", "registration"),
        "fair__event",
        WRITERS,
        pk=pk,
    )
    form = WhyForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            actions.take_back_resume(submission=submission, by=request.user, why=form.cleaned_data["why"])
            messages.success(request, _("The entry is taken back."))
            return redirect("fairs:resumes", pk=submission.fair_id)
    title = _("Take back résumé %(number)s") % {"number": submission.number}
    return render(request, "fairs/form.html", {"fair": submission.fair, "form": form, "title": title})


@signed
def intents(request, pk, employer=None):
    """Intents: all for staff, with the paper form; an employer's own; a person's own, each to be confirmed."""
    fair = access.seen_by(request.user, pk)
    is_desk = employer is None and access.runs(request.user, fair)
    participation = None if is_desk else participation_of(request, fair, employer)
    own = access.own_registrations(request.user).filter(fair=fair)
    is_own = not is_desk and participation is None
    hide_unless(is_desk or participation is not None or own.exists())
    listed = fair.intents.select_related("registration__person", "vacancy__employer").order_by("-pk")
    posts = (
        fair.event.vacancies.exclude(state="withdrawn").select_related("employer").order_by("employer__name", "number")
    )
    if participation is not None:
        listed, posts = (
            listed.filter(vacancy__employer=participation.employer),
            posts.filter(employer=participation.employer),
        )
    elif is_own:
        listed = listed.filter(registration__in=own)
    form = None if is_own else IntentForm(request.POST or None, vacancies=posts, is_employer=not is_desk)
    if form is not None and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, "ticket"):
            registration = holder_of(fair, said["ticket"])
            made = actions.register_intent(
                fair=fair,
                registration=registration,
                vacancy=said["vacancy"],
                ticket_was_shown=shows_ticket(registration, said["ticket"]),
                seeker_agrees=said.get("seeker_agrees", False),
                employer_agrees=said.get("employer_agrees", True),
                number=said["number"],
                by=request.user,
            )
            messages.success(request, _("Intent %(number)s is entered.") % {"number": made.number})
    if form is not None and form.is_bound and form.is_valid():
        return redirect(request.path)
    page = page_of(request, listed)
    if participation is not None:
        people = [intent.registration.person_id for intent in page]
        seen = set(access.showing_themselves(participation.employer).filter(pk__in=people).values_list("pk", flat=True))
        for intent in page:
            intent.is_seen = intent.registration.person_id in seen
    return render(
        request,
        "fairs/intents.html",
        {
            "fair": fair,
            "form": form,
            "participation": participation,
            "page": page,
            "is_desk": is_desk,
            "is_own": is_own,
        },
    )


@signed
@require_POST
def say_word(request, pk, intent):
    """One side says yes to an intent, or takes the word back: from its own page."""
    fair = access.seen_by(request.user, pk)
    found = get_object_or_404(
        fair.intents.select_related(
            "registration__person", "registration__fair__event__region", "vacancy__employer__region"
        ),
        pk=intent,
    )
    side = "seeker" if request.POST.get("side") == "seeker" else "employer"
    if request.POST.get("take_back"):
        actions.take_back_word(intent=found, side=side, by=request.user)
        messages.success(request, _("Your word is taken back."))
    else:
        actions.register_intent(
            fair=fair,
            registration=found.registration,
            vacancy=found.vacancy,
            seeker_agrees=side == "seeker",
            employer_agrees=side == "employer",
            by=request.user,
        )
        messages.success(request, _("Your word is entered."))
    if request.POST.get("employer"):
        return redirect("fairs:intents", pk=pk, employer=found.vacancy.employer_id)
    return redirect("fairs:intents", pk=pk)


@signed
@require_POST
def interested(request, pk):
    """The person says after an interview that they would take the post; ``pk`` is the interview's."""
    interview = get_object_or_404(
        Interview.objects.select_related(
            "registration__fair__event__region", "registration__person", "vacancy__employer"
        ),
        pk=pk,
    )
    actions.register_intent(
        fair=interview.registration.fair,
        registration=interview.registration,
        vacancy=interview.vacancy,
        seeker_agrees=True,
        by=request.user,
    )
    messages.success(
        request, _("You are interested in “%(post)s”. The employer sees it.") % {"post": interview.vacancy}
    )
    return redirect("fairs:intents", pk=interview.registration.fair_id)
