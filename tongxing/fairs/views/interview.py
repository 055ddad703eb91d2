"""Wishes of both sides, and the timetable for everybody it concerns."""

import datetime as dt
from itertools import groupby

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from icalendar import Calendar, Event

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.fairs import access, actions, sentences
from tongxing.fairs.models import Interview, Wish
from tongxing.jobs.models import Application, Suggestion
from tongxing.people.access import STAFF, WRITERS, hide_unless

PLACED = ("vacancy__employer", "booth__zone__hall", "interpreter", "quiet_room", "registration__person")


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
    shown = access.showing_themselves(participation.employer)
    posts = list(fair.event.vacancies.filter(employer=participation.employer).exclude(state="withdrawn"))
    people = fair.registrations.filter(person__in=shown).select_related("person__seeker")
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


# The timetable


@role(*STAFF)
def timetable(request, pk):
    """All interviews by time, person, booth or interpreter, as lists that read well aloud and print."""
    fair = access.found_for_staff(request.user, pk, STAFF)
    by = request.GET.get("by", "time")
    orders = {
        "time": (("starts_at", "booth__number"), lambda one: f"{timezone.localtime(one.starts_at):%m-%d %H:%M}"),
        "person": (
            ("registration__person__sound", "registration"),
            lambda one: f"{one.registration.person.name} · {one.registration}",
        ),
        "booth": (("booth__zone__hall__name", "booth__number"), lambda one: f"{one.booth} · {one.vacancy.employer}"),
        "interpreter": (("interpreter__name", "interpreter"), lambda one: one.interpreter.name),
    }
    by = by if by in orders else "time"
    order, heading = orders[by]
    placed = Interview.objects.filter(registration__fair=fair).exclude(starts_at=None).select_related(*PLACED)
    if by == "interpreter":
        placed = placed.exclude(interpreter=None)
    page = page_of(request, placed.order_by(*order, "starts_at", "pk"), 60)
    left_out = Interview.objects.filter(registration__fair=fair, starts_at=None).select_related(*PLACED).order_by("pk")
    told = [(one, sentences.why_not(fair, one)) for one in left_out[:60]]
    return render(
        request,
        "fairs/timetable.html",
        {
            "fair": fair,
            "by": by,
            "page": page,
            "groups": [(name, list(ones)) for name, ones in groupby(page.object_list, heading)],
            "left_out": told,
            "runs": access.runs(request.user, fair),
            "ways": [
                ("time", _("by time")),
                ("person", _("by person")),
                ("booth", _("by booth")),
                ("interpreter", _("by interpreter")),
            ],
        },
    )


@role(*WRITERS)
@require_POST
def make_timetable(request, pk):
    """Make the timetable from the wishes as they are now."""
    fair = access.found_for_staff(request.user, pk)
    told = actions.make_timetable(fair=fair, by=request.user)
    sentence = ngettext(
        "%(placed)s of %(wished)s wished interview has a time.",
        "%(placed)s of %(wished)s wished interviews have a time.",
        told["wished"],
    )
    tell = messages.warning if told["left_out"] else messages.success
    tell(request, sentence % told)
    return redirect("fairs:timetable", pk=pk)


@signed
def my_timetable(request, pk):
    """One's own interviews: as the person or guardian, at one's booth, or as the interpreter."""
    fair = access.seen_by(request.user, pk)
    own = list(access.own_registrations(request.user).filter(fair=fair).select_related("person"))
    at_booths = access.speaks_at(request.user, fair) if request.user.holds("employer") else fair.participations.none()
    shifts = fair.interpreter_shifts.filter(account=request.user)
    found = Interview.objects.filter(registration__fair=fair).select_related(*PLACED)
    mine = list(found.filter(registration__in=own).order_by("starts_at", "pk"))
    for interview in mine:
        interview.because = sentences.why_not(fair, interview)
    return render(
        request,
        "fairs/my_timetable.html",
        {
            "fair": fair,
            "own": [(one, [held for held in mine if held.registration_id == one.pk]) for one in own],
            "participations": at_booths,
            "shifts": shifts,
            "interpreted": found.filter(interpreter__in=shifts).exclude(starts_at=None) if shifts else [],
        },
    )


@signed
def calendar(request, pk):
    """A person's interviews as an iCalendar file; ``pk`` is the registration's."""
    registration = get_object_or_404(access.registrations_for(request.user), pk=pk)
    fair = registration.fair
    file = Calendar()
    file.add("prodid", "-//Tongxing//fairs//ZH")
    file.add("version", "2.0")
    for interview in registration.interviews.exclude(starts_at=None).select_related(*PLACED):
        entry = Event()
        entry.add("uid", f"{registration.number}-{interview.vacancy.number}@{request.get_host()}")
        entry.add("dtstamp", timezone.now())
        entry.add("dtstart", interview.starts_at.astimezone(dt.UTC))
        entry.add("dtend", interview.ends_at.astimezone(dt.UTC))
        post = {"employer": interview.vacancy.employer, "post": interview.vacancy}
        entry.add("summary", _("Interview: %(employer)s, %(post)s") % post)
        entry.add("location", f"{fair.event.place} {interview.booth.zone.hall} {interview.booth}")
        file.add_component(entry)
    name = f"interviews-{registration.number}.ics"
    return HttpResponse(
        file.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
