"""Why an interview found no time, in sentences for whoever asked."""

from django.utils.translation import gettext as _

from tongxing.fairs import planning
from tongxing.fairs.models.interview import Language
from tongxing.jobs.reasons import join


def why_not(fair, interview) -> list[str]:
    """One sentence for each fact that the engine left; the first says when all would have to change."""
    facts = interview.why_not
    said = [_sentence(fair, fact) for fact in facts]
    if len(facts) > 1:
        all_of_them = any(fact.get("together") for fact in facts)
        lead = _("All of this would have to change:") if all_of_them else _("One of these changes would be enough:")
        said.insert(0, lead)
    return said


def _clock(fair, minutes) -> str:
    return planning.moment(fair, minutes).strftime("%H:%M")


def _languages(fact) -> str:
    return join(Language(code).label if code in Language else code for code in fact["languages"])


def _sentence(fair, fact) -> str:
    code = fact["code"]
    times = {
        name: _clock(fair, fact[name]) for name in ("from", "until", "needed", "closes") if fact.get(name) is not None
    }
    if "languages" in fact:
        times["languages"] = _languages(fact)
    match code:
        case "person_leaves":
            return _("Stay until %(needed)s; %(until)s is given as the time to leave.") % times
        case "person_arrives":
            return _("Be there at %(needed)s; %(from)s is given as the time to come.") % times
        case "person_busy":
            return _("Between %(from)s and %(until)s there are other interviews of the same person.") % times
        case "booth_full":
            return _("Every desk of the employer is taken between %(from)s and %(until)s.") % times
        case "booth_closed":
            return _("The booth is closed from %(from)s until %(until)s.") % times
        case "no_interpreter_with_language":
            return _("No interpreter for %(languages)s is at the fair.") % times
        case "interpreters_taken":
            sentence = _("Every interpreter for %(languages)s is with somebody else between %(from)s and %(until)s.")
            return sentence % times
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
        case "fair_closes":
            return _("The interview would last until %(needed)s; the fair closes at %(closes)s.") % times
        case "fair_break":
            return _("Nobody meets between %(from)s and %(until)s.") % times
        case "no_booth":
            return _("The employer has no booth yet. Give it one, then make the timetable again.")
    return _("No time was found. Ask at the service desk.")
