"""A person's interviews as an iCalendar file (RFC 5545), which a telephone puts beside the rest of the day.

Loaded again, a moved interview moves in the calendar: its UID stays, its SEQUENCE has grown.
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
        file.add_component(_entry(registration, interview, remind))
    return file.to_ical()


def _entry(registration, interview, remind) -> Event:
    event, vacancy = registration.fair.event, interview.vacancy
    entry = Event()
    entry.add("uid", f"{event.campaign.slug}/{event.key}/{registration.number}/{vacancy.number}")
    entry.add("sequence", interview.sequence)
    changed = (interview.changed_at or registration.registered_at).astimezone(dt.UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("dtstart", interview.starts_at.astimezone(dt.UTC))
    entry.add("dtend", interview.ends_at.astimezone(dt.UTC))
    summary = _("Interview: %(employer)s, %(post)s") % {"employer": vacancy.employer, "post": vacancy}
    entry.add("summary", summary)
    entry.add("location", f"{event.place} {interview.booth.zone.hall} {interview.booth}")
    if remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -REMIND_BEFORE)
        entry.add_component(alarm)
    return entry
