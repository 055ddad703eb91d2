"""What queues say in words: where to go, roughly when, and why somebody was called first."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.fairs.spoken import clock
from tongxing.queues.estimating import Range
from tongxing.queues.models import Number, Overtaking
from tongxing.queues.order import Hold

Why = Overtaking.Why


def where(desk) -> str:
    """Hall and desk: 一号厅 政策咨询台."""
    return _("%(hall)s, %(zone)s: %(desk)s") % {"hall": desk.zone.hall, "zone": desk.zone, "desk": desk}


def called(number: Number) -> str:
    """The call itself: short, the number first, what to do."""
    return _("Number %(number)s: it is your turn. Please go to %(where)s.") % {
        "number": number.text,
        "where": where(number.desk),
    }


def roughly(wait: Range) -> str:
    """The range, as one says it."""
    if wait.least == 0:
        return ngettext(
            "Your turn comes within about %(most)s minute.",
            "Your turn comes within about %(most)s minutes.",
            wait.most,
        ) % {"most": wait.most}
    return _("Your turn comes in about %(least)s to %(most)s minutes.") % {"least": wait.least, "most": wait.most}


def overtaken(why: str, count: int) -> str:
    """So many people were called first, and why; no names."""
    return ngettext(
        "%(count)s person was called before you. Reason: %(why)s.",
        "%(count)s people were called before you. Reason: %(why)s.",
        count,
    ) % {"count": count, "why": Why(why).label}


def held(number: Number, hold: Hold) -> str:
    """Why somebody is not called now, and that their place is kept."""
    if hold.why == Why.INTERVIEW and hold.interview is not None:
        return _("You have an interview at %(time)s. Your place is kept; you are not called before it is over.") % {
            "time": clock(number.desk.fair, hold.interview.starts_at)
        }
    if hold.why == Why.ELSEWHERE and hold.number is not None:
        return _("You are called at %(desk)s now. Your place here is kept; your turn comes when you leave there.") % {
            "desk": hold.number.desk
        }
    if number.back_at:
        return _("Your place is kept until you are back, at about %(time)s.") % {
            "time": clock(number.desk.fair, number.back_at)
        }
    return _("Your place is kept. Say that you are here, on this page or at the desk, and you are called first.")


def kept_from_here(number: Number, hold: Hold) -> str:
    """For staff who call somebody again whose interview has come up meanwhile."""
    return _("Number %(number)s is not called now: they are wanted elsewhere until %(time)s. Park the number.") % {
        "number": number.text,
        "time": clock(number.desk.fair, hold.until) if hold.until else "…",
    }


def nobody_can_come(desk, holds) -> str:
    """For staff who press "next": how many wait, and why none of them can be called now."""
    if not holds:
        return _("Nobody waits at %(desk)s.") % {"desk": desk}
    reasons = {
        Why.INTERVIEW: _("in an interview or on the way to one"),
        Why.ELSEWHERE: _("called at another desk"),
        Why.AWAY: _("away, their place is kept"),
    }
    counted = [(said, sum(1 for hold in holds if hold.why == why)) for why, said in reasons.items()]
    return _("Nobody can come to %(desk)s now: %(reasons)s.") % {
        "desk": desk,
        "reasons": _("; ").join(f"{count} {said}" for said, count in counted if count),
    }


def no_place_free(desk) -> str:
    """For staff who press "next" while every place is taken."""
    return ngettext(
        "The place at %(desk)s is taken. Close, park or transfer the number there first.",
        "All %(count)s places at %(desk)s are taken. Close, park or transfer a number there first.",
        desk.places,
    ) % {"desk": desk, "count": desk.places}
