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
NEEDS = {one.code: one.chinese for one in ACCOMMODATIONS}
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
                "number": one.number,
                "registration": one.registration.number,
                "arrived_at": written(one.arrived_at),
                "means": word_for(forms.ATTENDANCE_MEANS, one.means),
            }
            for one in fair.attendances.select_related("registration").order_by("number")
        ],
        "resumes": [
            {
                "number": one.number,
                "registration": one.registration.number,
                "employer": one.participation.number if one.participation else "",
                "means": word_for(forms.RESUME_MEANS, one.means),
                "handed_in_at": written(one.handed_in_at),
            }
            for one in fair.submissions.select_related("registration", "participation").order_by("number")
        ],
        "intents": [
            {
                "number": one.number,
                "registration": one.registration.number,
                "vacancy": one.vacancy.number,
                "seeker_agrees": YES if one.seeker_agrees else NO,
                "employer_agrees": YES if one.employer_agrees else NO,
                "registered_at": written(one.registered_at),
            }
            for one in fair.intents.select_related("registration", "vacancy").order_by("number")
        ],
        "viewings": [
            {"number": number, "channel": channel, "started_at": written(at), "seconds": seconds}
            for number, channel, at, seconds in fair.viewings.order_by("number").values_list(
                "number", "channel", "started_at", "seconds"
            )
        ],
        "wishes": [
            {
                "registration": one.registration.number,
                "vacancy": one.vacancy.number,
                "side": word_for(forms.SIDES, one.side),
            }
            for one in Wish.objects.filter(registration__fair=fair)
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
    others = {one.employer_id: one.employer for one in fair.event.vacancies.select_related("employer__region")}
    only_posts = [employer for pk, employer in others.items() if pk not in there]
    for employer in sorted(only_posts, key=lambda one: (one.credit_code or "", one.name)):
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
            "number": one.number,
            "employer": one.employer.name,
            "title": one.title,
            "occupation": one.occupation,
            "openings": one.openings,
            "wage": _wage(one),
            "education": word_for(forms.EDUCATION, one.education),
            "region": names[one.region_id],
            "region_code": one.region.code,
            "place": one.place,
            "from_home": YES if one.from_home else NO,
            "hours": _hours(one.hours_min, one.hours_max),
            "duties": one.duties,
            "requirements": one.requirements,
            "skills_required": "、".join(one.skills_required),
            "skills_welcome": "、".join(one.skills_welcome),
            "offered": _named(codes_of(one.offered)),
            "can_arrange": _named(codes_of(one.can_arrange & ~one.offered)),
            "cannot": _named(codes_of(one.cannot & ~(one.offered | one.can_arrange))),
            "contact_name": one.contact_name,
            "contact_phone": one.contact_phone,
            "accommodation_contact": one.accommodation_contact,
            "state": word_for(forms.VACANCY_STATES, one.state),
            "entered_at": written(one.entered_at),
        }
        for one in fair.event.vacancies.select_related("employer", "region").order_by("number")
    ]


def _wage(one: Vacancy) -> str:
    """As the employer wrote it, where that still means the wage that is kept."""
    understood = wage(one.wage_text, forms.VACANCIES.name("wage"))
    if (understood.min, understood.max) == (one.wage_min, one.wage_max):
        return one.wage_text
    if one.wage_min is not None and one.wage_max is not None:
        return f"{one.wage_min}-{one.wage_max}"
    return f"{one.wage_min}起" if one.wage_min is not None else f"{one.wage_max}以下" if one.wage_max else "面议"


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
            "number": one.number,
            "ticket": one.ticket,
            **_person(one.person, names),
            **_wishes(getattr(one.person, "seeker", None)),
            "can_come_from": _clock(one.can_come_from),
            "must_leave_by": _clock(one.must_leave_by),
            "means": word_for(forms.REGISTRATION_MEANS, one.means),
            "registered_at": written(one.registered_at),
        }
        for one in registrations.order_by("number")
    ]


def _clock(at) -> str:
    return at.isoformat(timespec="minutes" if not at.second else "seconds") if at else ""


def _person(person, names: dict[int, str]) -> Row:
    order = list(NEEDS)
    needs = sorted(
        (one for one in person.support_needs.all() if one.code in NEEDS), key=lambda one: order.index(one.code)
    )
    purposes = {one.purpose for one in person.consents.all()}
    guardian = next((one for one in person.guardians.all() if one.proof), None)
    row = {
        "name": person.name,
        "phone": " ".join(filter(None, (person.phone, person.other_phones))),
        "certificate": person.certificate,
        "certificate_until": person.certificate_until.isoformat() if person.certificate_until else "",
        "region": names[person.region_id],
        "region_code": person.region.code,
        "needs": _named([one.code for one in needs if one.is_must]),
        "helps": _named([one.code for one in needs if not one.is_must]),
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
            "registration": one.registration.number,
            "vacancy": one.vacancy.number,
            "starts_at": written(one.starts_at),
            "ends_at": written(one.ends_at),
            "booth": booth_name(one.booth),
            "desk": one.desk,
            "interpreter": one.interpreter.name if one.interpreter else "",
            "quiet_room": one.quiet_room.name if one.quiet_room else "",
            "why_not": json.dumps(one.why_not, ensure_ascii=False, sort_keys=True) if one.why_not else "",
            "outcome": word_for(forms.OUTCOMES, one.outcome),
            "outcome_note": one.outcome_note,
        }
        for one in interviews.order_by("registration__number", "vacancy__number")
    ]
