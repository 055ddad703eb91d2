"""What happened on the day, in words: to staff with the name, to a person without anything about others."""

from django.utils.translation import gettext as _

from tongxing.fairs import spoken
from tongxing.fairs.models import Disruption


def to_staff(fair, one: Disruption) -> str:
    """Who or what is not there, from when until when."""
    said = _times(fair, one)
    if one.registration:
        said |= {"who": one.registration.person.name, "number": one.registration.number}
        if one.until:
            return _("%(who)s (%(number)s) comes at %(until)s.") % said
        return _("%(who)s (%(number)s) leaves at %(since)s.") % said
    if one.shift:
        return _("Interpreter %(name)s is not there %(span)s.") % {**said, "name": one.shift.name}
    return _("Booth %(booth)s is closed %(span)s.") % {**said, "booth": one.booth}


def to_person(fair, one: Disruption, interview) -> str:
    """Why the time of ``interview``, as it was before, changes: half a sentence for its person."""
    said = _times(fair, one)
    if one.registration_id == interview.registration_id:
        return _("you come at %(until)s") % said if one.until else _("you leave at %(since)s") % said
    if one.shift_id and interview.interpreter_id:
        return _("an interpreter is not there %(span)s") % said
    if one.booth_id and one.booth_id == interview.booth_id:
        return _("the booth is closed %(span)s") % said
    return _("other arrangements of the day had to change")


def _times(fair, one) -> dict[str, str]:
    since = spoken.clock(fair, one.since) if one.since else ""
    until = spoken.clock(fair, one.until) if one.until else ""
    both = {"since": since, "until": until}
    if since and until:
        span = _("from %(since)s until %(until)s") % both
    else:
        span = _("from %(since)s on") % both if since else _("until %(until)s") % both
    return {**both, "span": span}
