"""Text messages of fairs, in the site's own language: to whom a timetable gives or changes a time.

They name the time, the place, the employer and the post, never what a person needs: others may see the screen.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import spoken
from tongxing.fairs.models import Booth, Interview, Registration
from tongxing.jobs.models import Vacancy
from tongxing.organisations.access import members_of
from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent


def times_changed(registration, changes, *, by) -> bool:
    """Old, new and why of all ``changes`` in one message; whether it was written.

    It goes to people who agreed to be contacted and have a telephone. All others have to be told at the fair.
    """
    person = registration.person
    if not person.phone or not consents(person, Consent.Purpose.CONTACT):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        lead = _("%(fair)s: your interview times have changed.") % {"fair": registration.fair.event.name}
        text = spoken.run_on([lead, *(change_in_words(registration.fair, change) for change in changes)])
    send_text(phone=person.phone, text=text, purpose="fairs", by=by)
    return True


def change_in_words(fair, change) -> str:
    """One changed time: old, new and why."""
    interview = change.interview
    said = {
        "employer": interview.vacancy.employer.name,
        "post": interview.vacancy.title,
        "old": spoken.clock(fair, change.old_starts_at) if change.old_starts_at else "",
        "new": spoken.clock(fair, change.new_starts_at) if change.new_starts_at else "",
        "why": change.why,
    }
    if change.new_starts_at:
        said |= {"hall": interview.booth.zone.hall, "booth": interview.booth}
    if not change.new_starts_at:
        return _("%(employer)s, “%(post)s”: no longer at %(old)s, no other time was found. Reason: %(why)s.") % said
    if not change.old_starts_at:
        return _("%(employer)s, “%(post)s”: now at %(new)s, %(hall)s booth %(booth)s. Reason: %(why)s.") % said
    return (
        _("%(employer)s, “%(post)s”: not at %(old)s but at %(new)s, %(hall)s booth %(booth)s. Reason: %(why)s.") % said
    )


Times = dict[tuple[int, int], tuple]
"""(registration, vacancy) → (start, booth) of each interview that has a time."""


@dataclass(frozen=True)
class TextCounts:
    """How many people and employers a timetable was written to, and how many it could not be written to."""

    texted: int
    not_texted: int


def times_of(fair) -> Times:
    """The timetable as it stands: taken before it is written, ``timetable_written`` finds what is new in it."""
    placed = Interview.objects.filter(registration__fair=fair).exclude(starts_at=None)
    return {row[:2]: row[2:] for row in placed.values_list("registration", "vacancy", "starts_at", "booth")}


@translation.override(settings.LANGUAGE_CODE)
def timetable_written(fair, before: Times, *, by) -> TextCounts:
    """One message to each person and each employer with a time to come that is new, moved or lost.

    People get it who agreed to be contacted and have a telephone; for an employer, who speaks for it, else the
    telephone it gave. A timetable that says what it said before writes to nobody.
    """
    after, now = times_of(fair), timezone.now()
    changed = [
        pair
        for pair in sorted(before.keys() | after.keys(), key=lambda pair: (after.get(pair, before.get(pair)), pair))
        if before.get(pair) != after.get(pair)
        and any(pair in times and times[pair][0] > now for times in (before, after))
    ]
    of_person, of_employer = defaultdict(list), defaultdict(list)
    posts = Vacancy.objects.select_related("employer").in_bulk({vacancy for _registration, vacancy in changed})
    for pair in changed:
        of_person[pair[0]].append(pair)
        of_employer[posts[pair[1]].employer].append(pair)
    people = Registration.objects.select_related("person").prefetch_related("person__consents").in_bulk(of_person)
    booths = Booth.objects.select_related("zone__hall").in_bulk({booth for _start, booth in after.values()})
    reached = []
    for key, pairs in of_person.items():
        changes = [(posts[pair[1]], before.get(pair), after.get(pair)) for pair in pairs]
        reached.append(_write_to_person(fair, people[key].person, changes, booths, by))
    members = members_of(of_employer)
    for employer, pairs in of_employer.items():
        text = _for_employer(fair, employer, [(before.get(pair), after.get(pair)) for pair in pairs])
        reached.append(_write_to_employer(employer, members.get(employer.pk, []), text, by))
    return TextCounts(texted=sum(reached), not_texted=len(reached) - sum(reached))


def _write_to_person(fair, person, changes, booths, by) -> bool:
    if not person.phone or not consents(person, Consent.Purpose.CONTACT):
        return False
    lead = _("%(fair)s, %(month)s/%(day)s: your interview times.") % _named(fair)
    lines = [_line(fair, booths, *change) for change in changes]
    text = spoken.run_on([lead, *lines, _("“My interviews” and your ticket show them all.")])
    return _sent(person.phone, text, by)


def _line(fair, booths, post, old, new) -> str:
    words = {"employer": post.employer.name, "post": post.title}
    if old:
        words["old"] = spoken.clock(fair, old[0])
    if not new:
        return _("%(employer)s, “%(post)s”: no longer at %(old)s.") % words
    booth = booths[new[1]]
    words |= {"new": spoken.clock(fair, new[0]), "hall": booth.zone.hall, "booth": booth}
    if not old:
        return _("%(new)s, %(hall)s booth %(booth)s: %(employer)s, “%(post)s”.") % words
    return _("%(employer)s, “%(post)s”: now at %(new)s, %(hall)s booth %(booth)s (before: %(old)s).") % words


def _for_employer(fair, employer, changes) -> str:
    counts = {
        "new": sum(not old for old, _new in changes),
        "moved": sum(bool(old and new) for old, new in changes),
        "gone": sum(not new for _old, new in changes),
    }
    text = _(
        "%(fair)s, %(month)s/%(day)s: interviews of %(employer)s: %(new)s new, %(moved)s moved, %(gone)s called off. "
        "The times stand in “My booth” on the fair's page."
    )
    return text % {**_named(fair), **counts, "employer": employer.name}


def _write_to_employer(employer, members, text, by) -> bool:
    phones = {account.phone for account in members if account.has_usable_phone()} or {employer.contact_phone}
    return max(_sent(phone, text, by) for phone in sorted(phones))


def _sent(phone: str, text: str, by) -> bool:
    """Whether the message was written: an employer may have given a number that takes no messages."""
    try:
        send_text(phone=phone, text=text, purpose="fairs", by=by)
    except Refused:
        return False
    return True


def _named(fair) -> dict:
    day = timezone.localtime(fair.event.starts_at)
    return {"fair": fair.event.name, "month": day.month, "day": day.day}
