"""A campaign's calendar: the file that telephones and office programs subscribe to."""

from icalendar import Calendar
from icalendar import Event as Entry


def calendar_file(campaign, events, address_of) -> bytes:
    """An iCalendar file (RFC 5545); ``address_of(event)`` gives the full web address of an event's page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tongxing//campaign//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", campaign.name)
    for event in events:
        entry = Entry()
        entry.add("uid", f"{campaign.slug}/{event.key}")
        entry.add("summary", event.name)
        entry.add("dtstart", event.starts_at)
        entry.add("dtend", event.ends_at)
        entry.add("dtstamp", event.starts_at)
        if event.place or event.address:
            entry.add("location", " ".join(filter(None, (event.place, event.address))))
        if event.summary:
            entry.add("description", event.summary)
        entry.add("url", address_of(event))
        calendar.add_component(entry)
    return calendar.to_ical()
