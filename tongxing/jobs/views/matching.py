"""Posts for a person, people for a post, each line with its reasons."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongxing.campaigns.models import Event
from tongxing.common.audience import role, signed
from tongxing.common.rounding import to_fives
from tongxing.jobs import actions, levers, matching, occupations, reasons
from tongxing.jobs.access import matching as access
from tongxing.jobs.access.application import LIVE
from tongxing.jobs.access.invitation import PER_DAY
from tongxing.jobs.access.seeker import Reader, check_keeps, seeker_for
from tongxing.jobs.gaps import gaps_of
from tongxing.jobs.inviting import Inviting
from tongxing.jobs.labels import events_that_differ
from tongxing.jobs.models import Application, Seeker, Vacancy
from tongxing.jobs.models.vacancy import Education
from tongxing.people.access import WRITERS, consents
from tongxing.people.models import Consent
from tongxing.people.wordings import text_of

CHANGES = 5
WISHES_SHOWN = 5
"""So many wished posts that do not fit are shown with what is in the way."""
OTHERS_SHOWN = 5
"""So many posts of other work are shown to whoever has named wishes."""
SKILLS_SHOWN = 5


@dataclass
class Line:
    """One line of a list as the page shows it; ``token`` where the employer may ask the person to apply, ``at_event``
    where the same post is offered at several."""

    thing: Any  # a post, or whoever fits it
    reasons: reasons.Reasons
    application: Application | None = None
    name: str = ""
    wishes: str = ""
    education: str = ""
    token: str = ""
    at_event: str = ""


@signed
def matches(request):
    """The posts that suit me, before any employer sees me."""
    seeker = seeker_for(request.user)
    if seeker is None:
        return redirect("jobs:profile")
    return _matches(request, seeker)


@signed
def matches_of(request, pk):
    """The posts that suit somebody whose page one keeps."""
    seeker = get_object_or_404(Seeker.objects.select_related("person__region"), pk=pk)
    check_keeps(request.user, seeker.person)
    return _matches(request, seeker)


def _matches(request, seeker):
    context = {
        "seeker": seeker,
        "person": seeker.person,
        "is_own": seeker.person.account_id == request.user.pk,
        "may_match": consents(seeker.person, Consent.Purpose.MATCHING),
        "consent_text": text_of(Consent.Purpose.MATCHING),
        "skills_asked": [],
    }
    if context["may_match"]:
        context |= _lists(seeker)
    context["gaps"] = gaps_of(seeker, skills_asked=context["skills_asked"])
    return render(request, "jobs/matches.html", context)


def _lists(seeker) -> dict:
    """The lists of the page: wished posts that fit, wished ones out of reach, other work, what changes would open."""
    posts = matching.open_posts()
    best, changes = matching.posts_for(seeker, posts)
    apart = matching.wishes_in_reach(seeker, posts)
    openings = _openings(seeker, posts)
    applications = {application.vacancy_id: application for application in seeker.applications.all()}
    shown = matching.shown_vacancies(
        [
            *(vacancy.pk for vacancy, _explanation in [*best, *apart[:WISHES_SHOWN]]),
            *(vacancy.pk for change in changes[:CHANGES] for vacancy, _explanation in change.best),
            *(vacancy.pk for _sentence, opened in openings for vacancy in opened),
        ]
    )
    at_event = events_that_differ(shown.values())

    def lines_of(pairs) -> list[Line]:
        return [
            Line(
                shown[vacancy.pk],
                reasons.for_seeker(explanation),
                applications.get(vacancy.pk),
                at_event=at_event.get(vacancy.pk, ""),
            )
            for vacancy, explanation in pairs
            if vacancy.pk in shown
        ]

    lines = lines_of(best)
    wished = [line for line in lines if matching.is_wished(seeker.occupations, line.thing.occupation)]
    return {
        "wishes": " / ".join(occupations.name_of(code) for code in seeker.occupations),
        "wished": wished,
        "apart": lines_of(apart[:WISHES_SHOWN]),
        "apart_count": len(apart),
        "skills_asked": _skills_asked(explanation for _vacancy, explanation in apart),
        "others": [line for line in lines if line not in wished][: OTHERS_SHOWN if seeker.occupations else None],
        "changes": [
            (reasons.change_in_words(change.name, change.count), lines_of(change.best)) for change in changes[:CHANGES]
        ],
        "openings": [
            (sentence, [shown[vacancy.pk] for vacancy in opened if vacancy.pk in shown])
            for sentence, opened in openings
        ],
    }


def _skills_asked(explanations) -> list[str]:
    """The skills that stand between the person and wished posts, the most asked first, a few of them."""
    counts = Counter(
        skill
        for explanation in explanations
        for fact in explanation.obstacles
        if fact["code"] == "skills_missing"
        for skill in fact["skills"]
    )
    return [skill for skill, _count in counts.most_common(SKILLS_SHOWN)]


def _openings(seeker, posts) -> list[tuple[str, list[Vacancy]]]:
    """The one skill and the one band of the way that open most posts, in words, with the best of these."""
    skill, band = levers.one_skill(seeker, posts), levers.one_band(seeker, posts)
    openings = [(reasons.skill_in_words(skill), skill.best)] if skill else []
    return openings + ([(reasons.band_in_words(band), band.best)] if band else [])


@signed
def shortlist(request, pk):
    """Who fits a post: for its employer, who agreed to be shown to it; for clerks, the people of their region."""
    vacancies = Vacancy.objects.select_related("employer__region", "event__region", "region")
    vacancy = get_object_or_404(vacancies, pk=pk)
    reader = access.check_shortlist(request.user, vacancy)
    suggested = list(vacancy.suggestions.exclude(rank_for_vacancy=None).order_by("rank_for_vacancy"))
    ranked = [one.seeker_id for one in suggested]
    applications = {application.seeker_id: application for application in vacancy.applications.filter(state__in=LIVE)}
    wanted = {*ranked, *applications}
    shown = matching.ready(access.seekers_shown(request.user, reader, vacancy).filter(pk__in=wanted))
    seekers = {one.pk: one for one in shown}
    order = [pk for pk in [*applications, *(pk for pk in ranked if pk not in applications)] if pk in seekers]
    found = matching.explained_for(vacancy, [seekers[pk] for pk in order])
    still_matching = set(access.matching_seekers().filter(pk__in=ranked).values_list("pk", flat=True))
    hidden = len(still_matching - set(seekers))
    lines = [
        _person_line(seekers[said.person_id], said, applications.get(said.person_id), reader, vacancy)
        for said in found
        if said.is_feasible or said.person_id in applications
    ]
    inviting = Inviting(vacancy) if reader == Reader.EMPLOYER else None
    if inviting:
        tokens = inviting.tokens()
        for line in lines:
            line.token = tokens.get(line.thing.pk, "")
    context = {
        "vacancy": vacancy,
        "is_employer": reader == Reader.EMPLOYER,
        "lines": lines,
        "hidden_sentence": _hidden(hidden, reader),
        "candidates": inviting.candidates() if inviting else [],
        "per_day": PER_DAY,
        "lever": _lever(request.user, reader, vacancy),
        "made_at": max((one.made_at for one in suggested), default=None),
        "may_refresh": bool(vacancy.event and access.matches_event(request.user, vacancy.event)),
    }
    return render(request, "jobs/shortlist.html", context)


def _lever(user, reader, vacancy) -> dict | None:
    """What one accommodation would bring the post: the sentence, and of those people whom the reader may see."""
    found = access.lever_of(vacancy)
    if found is None:
        return None
    lever, count = found
    seekers = list(matching.ready(access.admitted_shown(user, reader, lever)))
    said = matching.explained_for(vacancy, seekers)
    people = [
        seeker for seeker, explanation in zip(seekers, said, strict=True) if levers.admits(lever.code, explanation)
    ]
    is_employer = reader == Reader.EMPLOYER
    return {
        "sentence": reasons.accommodation_in_words(lever.code, count, is_exact=not is_employer),
        "people": [(person, person.person.name if is_employer else person.person.masked_name()) for person in people],
    }


def _person_line(seeker, said, application, reader, vacancy) -> Line:
    is_employer = reader == Reader.EMPLOYER
    told = reasons.for_employer(
        said, shows_needs=seeker.shows_needs or not is_employer, required=vacancy.skills_required
    )
    return Line(
        thing=seeker,
        reasons=told,
        application=application,
        name=seeker.person.name if is_employer else seeker.person.masked_name(),
        wishes=" / ".join(occupations.name_of(code) for code in seeker.occupations),
        education=str(Education(seeker.education).label) if seeker.education else "",
    )


def _hidden(count: int, reader) -> str:
    if not count:
        return ""
    if reader == Reader.EMPLOYER and count < levers.FEW:
        return _("A few more people fit; they decide whether to show themselves.")
    if reader == Reader.EMPLOYER:
        sentence = _("About %(count)d more people fit; they decide whether to show themselves.")
        count = to_fives(count)
    else:
        sentence = ngettext(
            "%(count)d more person fits who lives outside your region.",
            "%(count)d more people fit who live outside your region.",
            count,
        )
    return sentence % {"count": count}


@role(*WRITERS)
@require_POST
def refresh(request, pk):
    """Make the shortlists of an event anew, and go back to the page one came from."""
    event = get_object_or_404(Event.objects.select_related("region"), pk=pk)
    count = actions.refresh_suggestions(event=event, by=request.user)
    messages.success(request, _("The shortlists are made anew: %(count)d lines.") % {"count": count})
    vacancy = request.POST.get("vacancy", "")
    if vacancy.isdecimal() and len(vacancy) < 18:
        return redirect("jobs:shortlist", int(vacancy))
    return redirect(event)
