"""The rows of one fair's sheets, as they are saved: cells by field, in the order of the entries' numbers."""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch

from engines.wording import ACCOMMODATIONS, codes_of, wage
from tongxing.fairs.models import Booth, Fair
from tongxing.fairs.models.interview import Interview, Wish
from tongxing.folders import format as forms
from tongxing.folders.format import NO, YES, word_for
from tongxing.folders.reading.days import written
from tongxing.jobs.models import Vacancy
from tongxing.organisations.industries import SECTIONS
from tongxing.people.models import Consent, Guardian, Region

INDUSTRIES = {letter: name for letter, name, _words in SECTIONS}
NEEDS = {accommodation.code: accommodation.chinese for accommodation in ACCOMMODATIONS}
Row = dict[str, Any]


def rows_of(fair: Fair) -> dict[str, list[Row]]:
    """Every sheet of ``fair`` by its key; an empty one where there is nothing to say."""
    names = full_names()
    booth_name = _booth_names(fair)
    return {
        "employers": _employers(fair, names, booth_name),
        "vacancies": _vacancies(fair, names),
        "seekers": _seekers(fair, names),
        "attendances": [
            {
                "number": attendance.number,
                "registration": attendance.registration.number,
                "arrived_at": written(attendance.arrived_at),
                "means": word_for(forms.ATTENDANCE_MEANS, attendance.means),
            }
            for attendance in fair.attendances.select_related("registration").order_by("number")
        ],
        "resumes": [
            {
                "number": submission.number,
                "registration": submission.registration.number,
                "employer": submission.participation.number if submission.participation else "",
                "means": word_for(forms.RESUME_MEANS, submission.means),
                "handed_in_at": written(submission.handed_in_at),
            }
            for submission in fair.submissions.select_related("registration", "participation").order_by("number")
        ],
        "intents": [
            {
                "number": intent.number,
                "registration": intent.registration.number,
                "vacancy": intent.vacancy.number,
                "seeker_agrees": YES if intent.seeker_agrees else NO,
                "employer_agrees": YES if intent.employer_agrees else NO,
                "registered_at": written(intent.registered_at),
            }
            for intent in fair.intents.select_related("registration", "vacancy").order_by("number")
        ],
        "viewings": [
            {"number": number, "channel": channel, "started_at": written(at), "seconds": seconds}
            for number, channel, at, seconds in fair.viewings.order_by("number").values_list(
                "number", "channel", "started_at", "seconds"
            )
        ],
        "wishes": [
            {
                "registration": wish.registration.number,
                "vacancy": wish.vacancy.number,
                "side": word_for(forms.SIDES, wish.side),
            }
            for wish in Wish.objects.filter(registration__fair=fair)
            .select_related("registration", "vacancy")
            .order_by("registration__number", "vacancy__number", "side")
        ],
        "interviews": _interviews(fair, booth_name),
    }


def full_names() -> dict[int, str]:
    """Each region's name with those above it up to the city, by key."""
    regions = list(Region.objects.all())
    by_code = {region.code: region.name for region in regions}
    names = {}
    for region in regions:
        parts = [by_code[code] for code in region.path.split(".") if code]
        names[region.pk] = "".join(parts[1:] or parts)
    return names


def _booth_names(fair: Fair) -> Callable[[Booth | None], str]:
    """A booth as a sheet names it: its number, with the zone where another zone has the same."""
    booths = list(Booth.objects.filter(zone__hall__fair=fair).select_related("zone"))
    numbers = [booth.number for booth in booths]
    zones = {booth.pk: booth.zone.name for booth in booths}

    def name(booth: Booth | None) -> str:
        if booth is None:
            return ""
        return booth.number if numbers.count(booth.number) < 2 else f"{zones[booth.pk]}/{booth.number}"

    return name


def _employers(fair: Fair, names: dict[int, str], booth_name) -> list[Row]:
    """Those that take part, and those that only sent in posts."""
    rows = []
    taking_part = list(fair.participations.select_related("employer__region", "booth").order_by("number"))
    for one in taking_part:
        standing = "withdrawn" if one.is_withdrawn else "taking_part"
        rows.append(
            {
                "number": one.number,
                **_organisation(one.employer, names),
                "booth": booth_name(one.booth),
                "standing": word_for(forms.STANDINGS, standing),
                "registered_at": written(one.registered_at),
            }
        )
    there = {one.employer_id for one in taking_part}
    others = {
        vacancy.employer_id: vacancy.employer for vacancy in fair.event.vacancies.select_related("employer__region")
    }
    only_posts = [employer for pk, employer in others.items() if pk not in there]
    for employer in sorted(only_posts, key=lambda post: (post.credit_code or "", post.name)):
        rows.append(_organisation(employer, names) | {"standing": word_for(forms.STANDINGS, "posts_only")})
    return rows


def _organisation(employer, names: dict[int, str]) -> Row:
    return {
        "name": employer.name,
        "credit_code": employer.credit_code or "",
        "industry": INDUSTRIES.get(employer.industry, ""),
        "region": names[employer.region_id],
        "region_code": employer.region.code,
        "address": employer.address,
        "headcount": "" if employer.headcount is None else employer.headcount,
        "contact_name": employer.contact_name,
        "contact_phone": employer.contact_phone,
    }


def _vacancies(fair: Fair, names: dict[int, str]) -> list[Row]:
    return [
        {
            "number": vacancy.number,
            "employer": vacancy.employer.name,
            "title": vacancy.title,
            "occupation": vacancy.occupation,
            "openings": vacancy.openings,
            "wage": _wage(vacancy),
            "education": word_for(forms.EDUCATION, vacancy.education),
            "region": names[vacancy.region_id],
            "region_code": vacancy.region.code,
            "place": vacancy.place,
            "from_home": YES if vacancy.from_home else NO,
            "hours": _hours(vacancy.hours_min, vacancy.hours_max),
            "duties": vacancy.duties,
            "requirements": vacancy.requirements,
            "skills_required": "、".join(vacancy.skills_required),
            "skills_welcome": "、".join(vacancy.skills_welcome),
            "offered": _named(codes_of(vacancy.offered)),
            "can_arrange": _named(codes_of(vacancy.can_arrange & ~vacancy.offered)),
            "cannot": _named(codes_of(vacancy.cannot & ~(vacancy.offered | vacancy.can_arrange))),
            "contact_name": vacancy.contact_name,
            "contact_phone": vacancy.contact_phone,
            "accommodation_contact": vacancy.accommodation_contact,
            "state": word_for(forms.VACANCY_STATES, vacancy.state),
            "entered_at": written(vacancy.entered_at),
        }
        for vacancy in fair.event.vacancies.select_related("employer", "region").order_by("number")
    ]


def _wage(vacancy: Vacancy) -> str:
    """As the employer wrote it, where that still means the wage that is kept."""
    understood = wage(vacancy.wage_text, forms.VACANCIES.name("wage"))
    if (understood.min, understood.max) == (vacancy.wage_min, vacancy.wage_max):
        return vacancy.wage_text
    if vacancy.wage_min is not None and vacancy.wage_max is not None:
        return f"{vacancy.wage_min}-{vacancy.wage_max}"
    return (
        f"{vacancy.wage_min}起"
        if vacancy.wage_min is not None
        else f"{vacancy.wage_max}以下"
        if vacancy.wage_max
        else "面议"
    )


def _wage_floor(amount: int) -> int | str:
    """The least wage; with its unit where a bare number would be read as another one."""
    if not amount:
        return ""
    is_plain = wage(str(amount), forms.SEEKERS.name("wage")).min == amount
    return amount if is_plain else f"{amount}元/月"


def _hours(least: int, most: int) -> str:
    return f"每周{least}小时" if least == most else f"每周{least}-{most}小时"


def _named(codes: list[str]) -> str:
    return "、".join(NEEDS[code] for code in codes)


def _seekers(fair: Fair, names: dict[int, str]) -> list[Row]:
    guardians = Prefetch("person__guardians", Guardian.objects.filter(ended_at=None).order_by("pk"))
    consents = Prefetch("person__consents", Consent.objects.filter(withdrawn_at=None, about=""))
    registrations = fair.registrations.select_related("person__region", "person__seeker").prefetch_related(
        guardians, consents, "person__support_needs"
    )
    return [
        {
            "number": registration.number,
            "ticket": registration.ticket,
            **_person(registration.person, names),
            **_wishes(getattr(registration.person, "seeker", None)),
            "can_come_from": _clock(registration.can_come_from),
            "must_leave_by": _clock(registration.must_leave_by),
            "means": word_for(forms.REGISTRATION_MEANS, registration.means),
            "registered_at": written(registration.registered_at),
        }
        for registration in registrations.order_by("number")
    ]


def _clock(at) -> str:
    return at.isoformat(timespec="minutes" if not at.second else "seconds") if at else ""


def _person(person, names: dict[int, str]) -> Row:
    order = list(NEEDS)
    needs = sorted(
        (need for need in person.support_needs.all() if need.code in NEEDS), key=lambda one: order.index(one.code)
    )
    purposes = {consent.purpose for consent in person.consents.all()}
    guardian = next((guardian for guardian in person.guardians.all() if guardian.proof), None)
    row = {
        "name": person.name,
        "phone": " ".join(filter(None, (person.phone, person.other_phones))),
        "certificate": person.certificate,
        "certificate_until": person.certificate_until.isoformat() if person.certificate_until else "",
        "region": names[person.region_id],
        "region_code": person.region.code,
        "needs": _named([need.code for need in needs if need.is_must]),
        "helps": _named([need.code for need in needs if not need.is_must]),
        "consents": "、".join(word for word, purpose in forms.CONSENTS.items() if purpose in purposes),
    }
    if guardian:
        row |= {
            "guardian": guardian.name,
            "guardian_phone": guardian.phone,
            "guardian_relation": guardian.relation,
            "guardian_proof": guardian.proof,
        }
    return row


def _wishes(seeker) -> Row:
    if seeker is None:
        return {}
    return {
        "education": word_for(forms.EDUCATION, seeker.education),
        "wish": seeker.wish,
        "occupations": "、".join(seeker.occupations),
        "wage": _wage_floor(seeker.wage_floor),
        "hours": _hours(seeker.hours_min, seeker.hours_max),
        "from_home": word_for(forms.FROM_HOME, seeker.from_home),
        "reach": word_for(forms.REACH, seeker.reach),
        "free_from": seeker.free_from.isoformat() if seeker.free_from else "",
        "skills": "、".join(seeker.skills),
        "limits": seeker.limits,
        "about": seeker.about,
        "experience": seeker.experience,
        "shows_phone": YES if seeker.shows_phone else NO,
        "shows_needs": YES if seeker.shows_needs else NO,
    }


def _interviews(fair: Fair, booth_name) -> list[Row]:
    interviews = Interview.objects.filter(registration__fair=fair).select_related(
        "registration", "vacancy", "booth", "interpreter", "quiet_room"
    )
    return [
        {
            "registration": interview.registration.number,
            "vacancy": interview.vacancy.number,
            "starts_at": written(interview.starts_at),
            "ends_at": written(interview.ends_at),
            "booth": booth_name(interview.booth),
            "desk": interview.desk,
            "interpreter": interview.interpreter.name if interview.interpreter else "",
            "quiet_room": interview.quiet_room.name if interview.quiet_room else "",
            "why_not": json.dumps(interview.why_not, ensure_ascii=False, sort_keys=True) if interview.why_not else "",
            "outcome": word_for(forms.OUTCOMES, interview.outcome),
            "outcome_note": interview.outcome_note,
        }
        for interview in interviews.order_by("registration__number", "vacancy__number")
    ]
