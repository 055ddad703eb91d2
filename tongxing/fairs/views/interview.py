"""Wishes of both sides."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongxing.common.audience import signed
from tongxing.common.paging import page_of
from tongxing.fairs import access, actions
from tongxing.fairs.models import Wish
from tongxing.jobs.models import Application, Suggestion
from tongxing.people.access import hide_unless


@signed
def wishes(request, pk):
    """Posts of the fair, those that fit best first, each to be marked; ``pk`` is the registration's."""
    registration = get_object_or_404(access.own_registrations(request.user).select_related("person"), pk=pk)
    fair = registration.fair
    sought = request.GET.get("q", "").strip()
    mine = Wish.objects.filter(registration=registration, vacancy=OuterRef("pk"))
    applied = Application.objects.filter(seeker__person=registration.person, vacancy=OuterRef("pk"))
    fits = Suggestion.objects.filter(seeker__person=registration.person, vacancy=OuterRef("pk"))
    posts = (
        fair.event.vacancies.filter(state="open", employer__participations__fair=fair)
        .filter(employer__participations__is_withdrawn=False)
        .select_related("employer")
        .annotate(
            is_wished=Exists(mine.filter(side=Wish.Side.SEEKER)),
            is_invited=Exists(mine.filter(side=Wish.Side.EMPLOYER)),
            is_applied=Exists(applied.filter(state__in=("sent", "invited"))),
            fits=Exists(fits.exclude(rank_for_seeker=None)),
        )
        .order_by("-is_wished", "-is_invited", "-is_applied", "-fits", "number")
    )
    if sought:
        posts = posts.filter(Q(title__icontains=sought) | Q(employer__name__icontains=sought))
    return render(
        request,
        "fairs/wishes.html",
        {"registration": registration, "fair": fair, "page": page_of(request, posts, 30), "sought": sought},
    )


@signed
@require_POST
def wish(request, pk, vacancy):
    """The person marks a post, or takes the mark back; ``pk`` is the registration's."""
    registration = get_object_or_404(access.own_registrations(request.user).select_related("person"), pk=pk)
    post = get_object_or_404(registration.fair.event.vacancies.select_related("employer__region"), pk=vacancy)
    what = {"registration": registration, "vacancy": post, "side": Wish.Side.SEEKER, "by": request.user}
    if request.POST.get("take_back"):
        actions.take_back_wish(**what)
        messages.success(request, _("The wish for “%(post)s” is taken back.") % {"post": post})
    else:
        actions.wish(**what, show=bool(request.POST.get("show")))
        messages.success(
            request, _("You wish to meet %(employer)s about “%(post)s”.") % {"employer": post.employer, "post": post}
        )
    return redirect("fairs:wishes", pk=pk)


def participation_of(request, fair, employer=None):
    """The employer for whom the reader looks: the one named, else the only one they speak for."""
    taking_part = fair.participations.select_related("employer__region", "fair__event__region", "booth__zone__hall")
    if employer is None:
        return access.speaks_at(request.user, fair).select_related("employer__region", "fair__event__region").first()
    participation = get_object_or_404(taking_part, employer=employer)
    access.check_acts_at_booth(request.user, participation)
    return participation


@signed
def applicants(request, pk, employer=None):
    """The people who applied or wish to meet, as far as they agreed to be shown; the employer marks whom to meet."""
    fair = access.seen_by(request.user, pk)
    participation = participation_of(request, fair, employer)
    hide_unless(participation is not None)
    shown = access.shows_to(participation.employer, "person_id")
    posts = list(fair.event.vacancies.filter(employer=participation.employer).exclude(state="withdrawn"))
    people = fair.registrations.filter(shown).select_related("person__seeker")
    by_person = {registration.person_id: registration for registration in people}
    keys = [post.pk for post in posts]
    asked = set(
        Application.objects.filter(
            vacancy__in=keys, state__in=("sent", "invited"), seeker__person__in=by_person
        ).values_list("seeker__person", "vacancy")
    )
    marks = Wish.objects.filter(vacancy__in=keys, registration__person__in=by_person)
    marked = {Wish.Side.SEEKER: set(), Wish.Side.EMPLOYER: set()}
    for person, vacancy, side in marks.values_list("registration__person", "vacancy", "side"):
        marked[side].add((person, vacancy))
    lines = [
        {
            "post": post,
            "people": [
                (by_person[person], (person, post.pk) in marked[Wish.Side.EMPLOYER])
                for person, vacancy in sorted(asked | marked[Wish.Side.SEEKER])
                if vacancy == post.pk
            ],
        }
        for post in posts
    ]
    return render(request, "fairs/applicants.html", {"fair": fair, "participation": participation, "lines": lines})


@signed
@require_POST
def choose(request, pk, registration, vacancy):
    """The employer marks somebody whom it may see, or takes the mark back."""
    fair = access.seen_by(request.user, pk)
    person_at = get_object_or_404(fair.registrations.select_related("fair__event__region", "person"), pk=registration)
    post = get_object_or_404(fair.event.vacancies.select_related("employer__region"), pk=vacancy)
    what = {"registration": person_at, "vacancy": post, "side": Wish.Side.EMPLOYER, "by": request.user}
    if request.POST.get("take_back"):
        actions.take_back_wish(**what)
    else:
        actions.wish(**what)
    messages.success(request, _("Saved."))
    return redirect("fairs:applicants", pk=pk, employer=post.employer_id)
