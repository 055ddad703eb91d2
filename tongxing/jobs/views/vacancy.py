"""Posts: the public list and page; entering, changing, withdrawing and closing them."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from engines.wording import ACCOMMODATIONS
from tongxing.campaigns.area import lies_within, regions_named_at
from tongxing.campaigns.models import Event
from tongxing.common.audience import public, role, signed
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused, permits
from tongxing.jobs import actions, matching, occupations, reasons
from tongxing.jobs.access import vacancy as access
from tongxing.jobs.access.matching import lever_of, looks_after
from tongxing.jobs.access.seeker import seeker_for
from tongxing.jobs.forms import meanwhile
from tongxing.jobs.forms.vacancy import SearchForm, VacancyForm, initial_of
from tongxing.jobs.gaps import Gap, gaps_of
from tongxing.jobs.labels import accommodation_names, events_that_differ
from tongxing.jobs.models import Vacancy
from tongxing.jobs.reasons import accommodation_in_words
from tongxing.jobs.search import search, wished_first
from tongxing.organisations.access import acts_for, spoken_for
from tongxing.organisations.models import Organisation
from tongxing.people.access import consents, hide_unless
from tongxing.people.models import Consent, Person, Region, Role
from tongxing.people.path import step_after

PAGE = 20
BRINGERS = (Role.What.CLERK, Role.What.LEAD, Role.What.EMPLOYER)
MOVES = {"withdraw": actions.withdraw_vacancy, "close": actions.close_vacancy, "reopen": actions.reopen_vacancy}

KEEPS = {"keep": True, "end": False}
KEPT = {
    "keep": gettext_lazy("The post stays in the public list after its fair, until it is closed."),
    "end": gettext_lazy("The post leaves the public list at the end of the last day of its fair."),
}


@public
def vacancies(request):
    """The open posts, to be searched."""
    found = access.public_vacancies()
    form = SearchForm(request.GET or None, regions=_regions_with_posts())
    if form.is_valid():
        found = search(found, form.cleaned_data)
    found = found.select_related("employer", "region__parent", "event").order_by("-entered_at", "number", "pk")
    seeker = seeker_for(request.user) if request.user.is_authenticated else None
    if seeker and seeker.occupations:
        found = found.order_by(*wished_first(seeker.occupations), "-entered_at", "number", "pk")
    page = page_of(request, found, PAGE)
    _mark(page, seeker)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "query": f"&{query.urlencode()}" if query else "",
        "conditions": [(words, _without(query, name)) for name, words in form.conditions()] if form.is_bound else [],
        "gaps": _gaps(request.user, seeker),
        "seeker": seeker,
    }
    return render(request, "jobs/vacancies.html", context)


def _regions_with_posts():
    """The counties and what lies above them where a post was ever offered, there or one step below."""
    here = Vacancy.objects.filter(region=OuterRef("pk"))
    below = Vacancy.objects.filter(region__parent=OuterRef("pk"))
    return Region.objects.filter(Exists(here) | Exists(below), level__lte=Region.Level.COUNTY)


def _mark(page, seeker) -> None:
    """To each post of the page: what it offers, the event where it stands at several, and to a seeker who agreed to it
    whether and why it suits them."""
    vacancies = list(page)
    at_event = events_that_differ(vacancies)
    for vacancy in vacancies:
        vacancy.offers = accommodation_names(vacancy.offered)
        vacancy.at_event = at_event.get(vacancy.pk, "")
    if seeker is None or not consents(seeker.person, Consent.Purpose.MATCHING):
        return
    said = matching.explained(seeker, vacancies) if vacancies else []
    for vacancy, explanation in zip(vacancies, said, strict=True):
        vacancy.is_wished = matching.is_wished(seeker.occupations, vacancy.occupation)
        vacancy.reasons = reasons.for_seeker(explanation)


def _without(query, name: str) -> str:
    """The address of the list without one of its conditions."""
    rest = query.copy()
    del rest[name]
    return f"?{rest.urlencode()}" if rest else "."


def _gaps(user, seeker) -> list[Gap]:
    """What somebody who looks for work has not said yet; nothing for everybody else."""
    if seeker is not None:
        return gaps_of(seeker)
    person = Person.objects.filter(account=user).first() if user.is_authenticated else None
    following = step_after(person, "record") if person else None
    sentence = _("Posts that suit you stand first once this is said:")
    return [Gap(sentence, following.name, following.url)] if following else []


@public
def vacancy(request, pk):
    """One post: everything about it."""
    post = get_object_or_404(
        access.vacancies_for(request.user).select_related(
            "employer__region", "region__parent", "event__campaign", "event__region"
        ),
        pk=pk,
    )
    said = post.offered | post.can_arrange | post.cannot
    writes = access.writes(request.user, post)
    has_left = post.state == Vacancy.State.OPEN and access.has_outlived(post)
    return render(
        request,
        "jobs/vacancy.html",
        {
            "vacancy": post,
            "occupation": occupations.name_of(post.occupation) if post.occupation else "",
            "offered": accommodation_names(post.offered),
            "can_arrange": accommodation_names(post.can_arrange),
            "cannot": accommodation_names(post.cannot),
            "ask": accommodation_names(
                [accommodation.code for accommodation in ACCOMMODATIONS if not said >> accommodation.bit & 1]
            ),
            "writes": writes,
            "lever": _lever(request.user, post) if writes else "",
            "may_edit": access.may_edit(request.user, post),
            "is_open": post.state == Vacancy.State.OPEN and not has_left,
            "has_left": has_left,
            "may_keep_open": writes and permits(access.check_keeps_open, request.user, post),
        },
    )


def _lever(user, post) -> str:
    """To who writes the post: what one accommodation would bring it; empty where it would bring nobody."""
    found = lever_of(post)
    return accommodation_in_words(found[0].code, found[1], is_exact=looks_after(user, post)) if found else ""


def _regions(event, *stated):
    """Where work at ``event`` may lie, and the regions that are stated already, wherever they lie: what stands in a
    post can be saved again."""
    inside = lies_within(regions_named_at(event)) & Q(level__lte=Region.Level.COUNTY)
    return Region.objects.filter(inside | Q(pk__in=stated)).select_related("parent")


@role(*BRINGERS)
def new_vacancy(request, event):
    """Enter one post by hand."""
    event = get_object_or_404(Event.objects.select_related("region", "campaign__region"), pk=event)
    employer = _employer(request, event)
    access.check_enters(request.user, event, employer)
    # Whom to call at an employer of a sister region is between it and its own federation.
    contact = ("contact_name", "contact_phone") if acts_for(request.user, employer) else ()
    known = {name: getattr(employer, name) for name in contact}
    start = initial_of(Vacancy(employer=employer, region=employer.region, **known))
    form = VacancyForm(request.POST or None, initial=start, regions=_regions(event, employer.region_id))
    if form.is_valid():
        try:
            made = actions.enter_vacancy(event=event, employer=employer, values=form.values(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The post is entered."))
            return redirect(made)
    return render(request, "jobs/edit_vacancy.html", {"form": form, "event": event, "employer": employer})


def _employer(request, event) -> Organisation:
    """Whose post it is: the one asked for, else the only one for which the reader speaks."""
    wanted = request.GET.get("employer", "")
    if wanted.isdecimal() and len(wanted) < 18:
        return get_object_or_404(Organisation.objects.select_related("region"), pk=wanted)
    own = list(spoken_for(request.user).select_related("region")[:2])
    hide_unless(len(own) == 1)
    return own[0]


@signed
def edit_vacancy(request, pk):
    """Change a post; somebody else's change in the meantime is shown, and nothing typed is lost."""
    related = ("employer__region", "event__region", "event__campaign__region", "region")
    post = get_object_or_404(Vacancy.objects.select_related(*related), pk=pk)
    access.check_edits(request.user, post)
    regions = Region.objects.filter(level__lte=Region.Level.COUNTY)
    if post.event:
        regions = _regions(post.event, post.region_id, post.employer.region_id)
    form = VacancyForm(request.POST or None, initial=initial_of(post), regions=regions)
    version, both, changes, is_meanwhile = request.POST.get("version", ""), [], [], False
    if form.is_valid():
        try:
            actions.edit_vacancy(
                vacancy=post,
                values=form.values(),
                version=int(version) if version.isdecimal() and len(version) < 10 else 0,
                by=request.user,
            )
        except actions.EditedMeanwhile as told:
            post = told.vacancy
            changes = meanwhile.changes_since(post, int(version) if version.isdecimal() and len(version) < 10 else 0)
            base = meanwhile.opened_as(request.POST.get("opened", "")) or initial_of(post)
            is_meanwhile = True
            form, both = meanwhile.merged(form, base, post, regions=regions)
            version = ""
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The post is changed."))
            return redirect(post)
    kept = bool(form.is_bound and version)
    return render(
        request,
        "jobs/edit_vacancy.html",
        {
            "form": form,
            "vacancy": post,
            "event": post.event,
            "employer": post.employer,
            "version": version if kept else post.version,
            "opened": request.POST.get("opened", "") if kept else meanwhile.opened(post),
            "is_meanwhile": is_meanwhile,
            "both": both,
            "changes": changes,
        },
    )


@signed
@require_POST
def move_vacancy(request, pk):
    """Withdraw a post, close it, or open it again."""
    post = get_object_or_404(Vacancy.objects.select_related("employer__region", "event__region"), pk=pk)
    to = request.POST.get("to", "")
    if to in KEEPS:
        actions.keep_open(vacancy=post, stays=KEEPS[to], by=request.user)
        messages.success(request, KEPT[to])
        return redirect(post)
    access.check_edits(request.user, post)
    act = MOVES.get(to)
    hide_unless(act is not None)
    moved = act(vacancy=post, by=request.user, why=request.POST.get("why", ""))
    messages.success(request, _("The post is now “%(state)s”.") % {"state": moved.get_state_display()})
    return redirect(moved)
