"""A person's interviews as an iCalendar file (RFC 5545), which a telephone puts beside the rest of the day.

Loaded again, a moved interview moves in the calendar: its UID stays, its SEQUENCE has grown. One that lost its time
on the day is crossed out there.
"""

import datetime as dt

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

REMIND_BEFORE = dt.timedelta(minutes=30)


def calendar_file(registration, interviews, *, remind: bool = False) -> bytes:
    """The file; with ``remind`` the telephone rings ``REMIND_BEFORE`` each interview."""
    fair = registration.fair
    file = Calendar()
    file.add("prodid", "-//Tongxing//fairs//ZH")
    file.add("version", "2.0")
    file.add("x-wr-calname", fair.event.name)
    for interview in interviews:
        change = next(iter(interview.time_changes.all()), None)
        if interview.starts_at:
            entry = _entry(registration, interview, interview.starts_at, interview.ends_at)
            entry.add("location", f"{fair.event.place} {interview.booth.zone.hall} {interview.booth}")
            if remind:
                entry.add_component(_alarm(entry["summary"]))
            file.add_component(entry)
        elif change and change.old_starts_at:
            entry = _entry(registration, interview, change.old_starts_at, change.old_ends_at or change.old_starts_at)
            entry.add("status", "CANCELLED")
            file.add_component(entry)
    return file.to_ical()


def _entry(registration, interview, starts_at, ends_at) -> Event:
    event, vacancy = registration.fair.event, interview.vacancy
    entry = Event()
    entry.add("uid", f"{event.campaign.slug}/{event.key}/{registration.number}/{vacancy.number}")
    entry.add("sequence", interview.sequence)
    changed = (interview.changed_at or registration.registered_at).astimezone(dt.UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("dtstart", starts_at.astimezone(dt.UTC))
    entry.add("dtend", ends_at.astimezone(dt.UTC))
    entry.add("summary", _("Interview: %(employer)s, %(post)s") % {"employer": vacancy.employer, "post": vacancy})
    return entry


def _alarm(words) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
