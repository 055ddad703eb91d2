"""The timetable for everybody it concerns: staff see it by time, person, booth and interpreter; each sees their own."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.common.paging import page_of
from tongxing.fairs import access, actions, grid, listing, sentences, spoken, timetable_access
from tongxing.fairs.calendar import calendar_file
from tongxing.fairs.models import Interview
from tongxing.fairs.names import whole_names
from tongxing.people.access import STAFF, WRITERS, hide_unless
from tongxing.people.openings import opening_of

SHAPES = ("print", "large", "text")
"""How a timetable is shown beyond the usual: all on one page to print, that in large print, plain sentences."""


def shape_of(request) -> str:
    """What ``?as=`` asks for; "" is the usual page."""
    shape = request.GET.get("as", "")
    return shape if shape in SHAPES else ""


def divisions(fair, now) -> list[tuple[str, str, bool]]:
    """The views of the timetable: (address, name, whether it is the one at which the reader is)."""
    names = {
        "timetable": _("by time"),
        listing.People.name: _("by person"),
        listing.Booths.name: _("by booth"),
        listing.Interpreters.name: _("by interpreter"),
    }
    return [(reverse(f"fairs:{name}", args=[fair.pk]), said, name == now) for name, said in names.items()]


def counts_of(fair) -> dict:
    """How many interviews have a time, of how many people, and how many found none."""
    return Interview.objects.filter(registration__fair=fair).aggregate(
        placed=Count("pk", filter=Q(starts_at__isnull=False)),
        people=Count("registration", filter=Q(starts_at__isnull=False), distinct=True),
        left_out=Count("pk", filter=Q(starts_at=None)),
    )


@role(*STAFF)
def timetable(request, pk):
    """All interviews as a grid and as a list in the order of the day, and those that found no time, with the reason.

    A wide screen shows the grid and a narrow one the list; ``?as=grid`` and ``?as=list`` show one of them to everybody.
    """
    fair = access.found_for_staff(request.user, pk, STAFF)
    runs = access.runs(request.user, fair)
    shape = request.GET.get("as", "")
    shape = shape if shape in {"grid", "list"} else ""
    choices = grid.choices_of(fair)
    chosen = grid.chosen_of(choices, request.GET.get("day", ""), request.GET.get("hall", ""))
    placed = listing.interviews_at(fair).exclude(starts_at=None).order_by("starts_at", "booth__number", "pk")
    page = page_of(request, placed, 60)
    left_out = listing.interviews_at(fair).filter(starts_at=None)[:60]
    return render(
        request,
        "fairs/timetable.html",
        {
            "fair": fair,
            "page": page,
            "groups": [
                (when, list(ones))
                for when, ones in groupby(page, lambda one: f"{timezone.localtime(one.starts_at):%m-%d %H:%M}")
            ],
            "left_out": [(one, sentences.why_not(fair, one)) for one in left_out],
            "runs": runs,
            "masks": not runs,
            "divisions": divisions(fair, "timetable"),
            "counts": counts_of(fair),
            "takes": fair.state in {"seekers", "running"},
            "now": timezone.now(),
            "shape": shape,
            "grid_choices": choices,
            "grid": grid.grid_of(fair, *chosen[:2]) if chosen and shape != "list" else None,
        },
    )


def _sheets(request, pk, by):
    """One view by sheets: narrowed by ``?show=``, to one sheet by ``?only=``; printed, all of them at once."""
    fair = access.found_for_staff(request.user, pk, STAFF)
    runs = access.runs(request.user, fair)
    is_whole = whole_names(request, fair) if runs else (lambda person: False)
    division = by(fair, is_whole)
    choices, shape = division.choices(), shape_of(request)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in dict(choices) else ""
    owners = list(division.owners(chosen))
    page = page_of(request, owners, max(len(owners), 1) if shape in {"print", "large"} else 30)
    sheets = division.sheets(list(page))
    only = request.GET.get("only", "")
    if only:
        sheets = [sheet for sheet in division.sheets(owners) if str(sheet.key) == only]
        hide_unless(bool(sheets))
    opening = opening_of(request, fair)
    if shape and opening and division.named:
        facts = {"purpose": opening.purpose, "why": opening.why}
        actions.print_names(fair=fair, people=division.named, by=request.user, **facts)
    return render(
        request,
        "fairs/timetable_sheets.html",
        {
            "fair": fair,
            "sheets": sheets,
            "page": page,
            "only": only,
            "shape": shape,
            "choices": choices,
            "chosen": chosen,
            "division": division.name,
            "divisions": divisions(fair, division.name),
            "counts": counts_of(fair),
            "runs": runs,
        },
    )


@role(*STAFF)
def people(request, pk):
    """A sheet for each person: their interviews, and why one found no time."""
    return _sheets(request, pk, listing.People)


@role(*STAFF)
def booths(request, pk):
    """A sheet for each booth, to be handed to its employer."""
    return _sheets(request, pk, listing.Booths)


@role(*STAFF)
def interpreters(request, pk):
    """A sheet for each interpreter."""
    return _sheets(request, pk, listing.Interpreters)


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
    _tell_of_messages(request, told)
    return redirect("fairs:timetable", pk=pk)


def _tell_of_messages(request, told) -> None:
    if told["texted"]:
        sentence = ngettext(
            "%(count)s text message went to who has a new or changed time.",
            "%(count)s text messages went to who has a new or changed time.",
            told["texted"],
        )
        messages.info(request, sentence % {"count": told["texted"]})
    if told["not_texted"]:
        sentence = ngettext(
            "%(count)s with a new or changed time gets no message (no telephone, or no yes to being contacted): give "
            "out the sheet.",
            "%(count)s with a new or changed time get no message (no telephone, or no yes to being contacted): give "
            "out the sheets.",
            told["not_texted"],
        )
        messages.warning(request, sentence % {"count": told["not_texted"]})


@signed
def my_timetable(request, pk):
    """One's own interviews: as the person or guardian, at one's booth, or as the interpreter."""
    fair = access.seen_by(request.user, pk)
    own = list(access.own_registrations(request.user).filter(fair=fair).select_related("person"))
    at_booths = access.speaks_at(request.user, fair) if request.user.holds("employer") else fair.participations.none()
    shifts = list(fair.interpreter_shifts.filter(account=request.user))
    mine = list(listing.interviews_at(fair).filter(registration__in=own).prefetch_related("time_changes"))
    for interview in mine:
        interview.change = next(iter(interview.time_changes.all()), None)
        interview.because = sentences.why_not(fair, interview)
        interview.sentence = spoken.for_person(fair, interview) if interview.starts_at else ""
    interpreted = list(listing.interviews_at(fair).filter(interpreter__in=shifts).exclude(starts_at=None))
    for interview in interpreted:
        interview.sentence = spoken.for_interpreter(fair, interview)
    return render(
        request,
        "fairs/my_timetable.html",
        {
            "fair": fair,
            "shape": shape_of(request),
            "own": [(one, [held for held in mine if held.registration_id == one.pk]) for one in own],
            "participations": at_booths,
            "shifts": shifts,
            "interpreted": interpreted,
        },
    )


@signed
def calendar(request, pk):
    """A person's interviews as an iCalendar file, for them and the fair's staff; ``pk`` is the registration's."""
    registration = get_object_or_404(timetable_access.calendars_for(request.user), pk=pk)
    interviews = registration.interviews.select_related(*listing.PLACED).prefetch_related("time_changes")
    return HttpResponse(
        calendar_file(registration, interviews, remind="remind" in request.GET),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"interviews-{registration.number}.ics")},
    )
