"""Why an interview found no time, and what happened on the day, in sentences for whoever asked."""

from django.utils.translation import gettext as _

from tongxing.fairs import minutes, spoken
from tongxing.fairs.models import Disruption
from tongxing.fairs.models.interview import Language
from tongxing.jobs.reasons import join

_TIMES = ("from", "until", "needed", "opens", "closes", "now")
"""Which values of a fact are minutes of the fair."""


def why_not(fair, interview) -> list[str]:
    """One sentence for each fact that the engine left; the first says when all would have to change."""
    return from_facts(fair, interview.why_not, together=any(fact.get("together") for fact in interview.why_not))


def from_facts(fair, facts, *, together: bool) -> list[str]:
    """One sentence for each fact; before several, whether all of them would have to change, or one is enough."""
    said = [_sentence(fair, fact) for fact in facts]
    if len(facts) > 1:
        lead = _("All of this would have to change:") if together else _("One of these changes would be enough:")
        said.insert(0, lead)
    return said


def breaks(fair, facts) -> list[str]:
    """What a time that somebody chose by hand would break, or why a told time no longer holds."""
    return [_broken(fair, fact) for fact in facts]


def _broken(fair, fact) -> str:
    said = {name: _clock(fair, fact[name]) for name in _TIMES if fact.get(name) is not None}
    match fact["code"]:
        case "person_leaves":
            return _("The person leaves at %(until)s; the interview would last until %(needed)s.") % said
        case "person_arrives":
            return _("The person comes at %(from)s; they would have to be there at %(needed)s.") % said
        case "person_busy":
            return _("The person has another interview then, or is on the way to it.")
        case "fair_opens":
            return _("The fair opens at %(opens)s.") % said
        case "in_the_past":
            return _("It is %(now)s already; nothing is moved into the past.") % said
        case "off_grid":
            return _("Interviews begin every %(grid)s minutes.") % fact
        case "desk_taken":
            return _("Desk %(desk)s is taken then.") % fact
        case "no_such_desk":
            return _("The booth has %(desks)s desks; there is no desk %(desk)s.") % fact
    return _sentence(fair, fact)


def _clock(fair, minute) -> str:
    return minutes.moment(fair, minute).strftime("%H:%M")


def _languages(fact) -> str:
    return join(Language(code).label if code in Language else code for code in fact["languages"])


def _sentence(fair, fact) -> str:
    code = fact["code"]
    times = {name: _clock(fair, fact[name]) for name in _TIMES if fact.get(name) is not None}
    if "languages" in fact:
        times["languages"] = _languages(fact)
    match code:
        case "person_leaves":
            return _("Stay until %(needed)s; %(until)s is given as the time to leave.") % times
        case "person_arrives":
            return _("Be there at %(needed)s; %(from)s is given as the time to come.") % times
        case "person_busy":
            return _("Between %(from)s and %(until)s there are other interviews of the same person.") % times
        case "person_rests":
            return _("The rest that was asked for would no longer fit between %(from)s and %(until)s.") % times
        case "person_in_a_row":
            sentence = _(
                "After %(most)s interviews one after the other comes a pause of %(pause)s minutes; it would be missing."
            )
            return sentence % fact
        case "booth_full":
            return _("Every desk of the employer is taken between %(from)s and %(until)s.") % times
        case "booth_closed":
            return _("The booth is closed from %(from)s until %(until)s.") % times
        case "no_interpreter_with_language":
            return _("No interpreter for %(languages)s is at the fair.") % times
        case "interpreters_taken":
            return _("No interpreter for %(languages)s is free between %(from)s and %(until)s.") % times
        case "interpreters_off_shift":
            return _("No interpreter for %(languages)s is on duty between %(from)s and %(until)s.") % times
        case "too_long_to_interpret":
            sentence = _(
                "The interview takes %(minutes)s minutes; one interpreter works at most %(longest)s at a stretch."
            )
            return sentence % fact
        case "no_quiet_room":
            return _("The fair has no quiet room.")
        case "quiet_rooms_taken":
            return _("Every quiet room is taken between %(from)s and %(until)s.") % times
        case "quiet_rooms_closed":
            return _("No quiet room is open between %(from)s and %(until)s.") % times
        case "fair_closes":
            return _("The interview would last until %(needed)s; the fair closes at %(closes)s.") % times
        case "fair_break":
            return _("Nobody meets between %(from)s and %(until)s.") % times
        case "no_booth":
            return _("The employer has no booth yet. Give it one, then make the timetable again.")
    return _("No time was found. Ask at the service desk.")


# What happened on the day: to staff with the masked name, to a person without anything about others


def disruption_for_staff(fair, disruption: Disruption) -> str:
    """Who or what is not there, from when until when."""
    said = _disrupted(fair, disruption)
    if disruption.registration:
        said |= {"who": disruption.registration.person.masked_name(), "number": disruption.registration.number}
        if disruption.until:
            return _("%(who)s (%(number)s) comes at %(until)s.") % said
        return _("%(who)s (%(number)s) leaves at %(since)s.") % said
    if disruption.shift:
        return _("Interpreter %(name)s is not there %(span)s.") % {**said, "name": disruption.shift.name}
    return _("Booth %(booth)s is closed %(span)s.") % {**said, "booth": disruption.booth}


def disruption_for_person(fair, disruption: Disruption, interview) -> str:
    """Why the time of ``interview``, as it was before, changes: half a sentence for its person."""
    said = _disrupted(fair, disruption)
    if disruption.registration_id == interview.registration_id:
        return _("you come at %(until)s") % said if disruption.until else _("you leave at %(since)s") % said
    if disruption.shift_id and interview.interpreter_id:
        return _("an interpreter is not there %(span)s") % said
    if disruption.booth_id and disruption.booth_id == interview.booth_id:
        return _("the booth is closed %(span)s") % said
    return _("other arrangements of the day had to change")


def _disrupted(fair, one) -> dict[str, str]:
    since = spoken.clock(fair, one.since) if one.since else ""
    until = spoken.clock(fair, one.until) if one.until else ""
    both = {"since": since, "until": until}
    if since and until:
        span = _("from %(since)s until %(until)s") % both
    else:
        span = _("from %(since)s on") % both if since else _("until %(until)s") % both
    return {**both, "span": span}
