"""One interview as a sentence that reads well aloud: who reads it is not told what they know already."""

from functools import reduce

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.models.interview import Language
from tongxing.jobs.reasons import join


def clock(fair, moment) -> str:
    """The time as it is said: 9点40分, with the day where the fair has several."""
    there = timezone.localtime(moment)
    said = {"hour": there.hour, "minute": f"{there.minute:02d}", "month": there.month, "day": there.day}
    time = _("%(hour)s:%(minute)s") % said if there.minute else _("%(hour)s o'clock") % said
    first, last = (timezone.localdate(end) for end in (fair.event.starts_at, fair.event.ends_at))
    return time if first == last else _("%(month)s/%(day)s, %(time)s") % {**said, "time": time}


def minutes_of(interview) -> int:
    """How long it takes."""
    return round((interview.ends_at - interview.starts_at).total_seconds() / 60)


def for_person(fair, interview) -> str:
    """To the person: when, how long, where, with whom."""
    sentence = _("%(when)s, %(minutes)s, %(hall)s, booth %(booth)s: %(employer)s, %(post)s.")
    return _whole(sentence, fair, interview, _with_you(interview))


def for_booth(fair, interview) -> str:
    """To the employer at its booth: when, how long, at which desk, who comes about which post."""
    sentence = _("%(when)s, %(minutes)s, desk %(desk)s: %(who)s, about %(post)s.")
    return _whole(sentence, fair, interview, _there(interview))


def for_interpreter(fair, interview) -> str:
    """To the interpreter: when, how long, where, between whom."""
    sentence = _("%(when)s, %(minutes)s, %(hall)s, booth %(booth)s: between %(who)s and %(employer)s.")
    return _whole(sentence, fair, interview, _room(interview))


def _whole(sentence, fair, interview, more) -> str:
    lasts = minutes_of(interview)
    said = sentence % {
        "when": clock(fair, interview.starts_at),
        "minutes": ngettext("%(count)s minute", "%(count)s minutes", lasts) % {"count": lasts},
        "hall": interview.booth.zone.hall,
        "booth": interview.booth,
        "desk": interview.desk,
        "employer": interview.vacancy.employer,
        "post": interview.vacancy.title,
        "who": getattr(interview, "who", "") or interview.registration.number,
    }
    return run_on([said, *more])


def run_on(sentences) -> str:
    """Sentences one after the other; Chinese puts no space between them."""
    return reduce(lambda first, second: _("%(first)s %(second)s") % {"first": first, "second": second}, sentences)


def _with_you(interview) -> list[str]:
    more = []
    if interview.interpreter:
        more.append(_("Interpreter %(name)s is with you.") % {"name": interview.interpreter.name})
    if interview.quiet_room:
        more.append(_("You meet in quiet room %(room)s.") % {"room": interview.quiet_room})
    return more


def _there(interview) -> list[str]:
    more = []
    if interview.interpreter:
        more.append(_("Interpreter %(name)s comes too.") % {"name": interview.interpreter.name})
    return more + _room(interview)


def _room(interview) -> list[str]:
    return [_("In quiet room %(room)s.") % {"room": interview.quiet_room}] if interview.quiet_room else []


def languages(codes) -> str:
    """The languages of an interpreter, in the reader's language."""
    return join(Language(code).label if code in Language else code for code in codes)
