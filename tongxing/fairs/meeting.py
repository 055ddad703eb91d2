"""Whom an employer may enter something about: who came to its booth by their own doing, or showed it the ticket.

An employer must not be able to make up that somebody handed it a résumé. So what it enters by itself, on its page or
with a device that it holds, needs the ticket's own signs, or a person who had asked for it.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.access import is_program, runs
from tongxing.fairs.models import Submission, Wish
from tongxing.jobs.models import Application
from tongxing.people.access import acts_for

APPLIED = (Application.State.SENT, Application.State.INVITED)


def expected_by(fair, employer):
    """The registrations of who asked for a meeting, has a time, applied, or gave the employer their word.

    Whom the employer would like to meet is not among them: that is the employer's own saying.
    """
    return fair.registrations.filter(
        Q(wishes__vacancy__employer=employer, wishes__side=Wish.Side.SEEKER)
        | Q(interviews__vacancy__employer=employer, interviews__starts_at__isnull=False)
        | Q(submissions__participation__employer=employer, submissions__means=Submission.Means.ONLINE)
        | Q(intents__vacancy__employer=employer, intents__seeker_agrees=True)
        | Q(
            person__seeker__applications__vacancy__employer=employer,
            person__seeker__applications__vacancy__event=fair.event_id,
            person__seeker__applications__state__in=APPLIED,
        )
    ).distinct()


def is_expected(registration, employer) -> bool:
    """Whether the registered person had turned to the employer."""
    return expected_by(registration.fair, employer).filter(pk=registration.pk).exists()


def check_met(by, registration, employer, *, ticket_was_shown) -> None:
    """Staff and the person themselves know who was there; an employer needs the ticket, or who had asked for it."""
    if ticket_was_shown or is_program(by) or runs(by, registration.fair) or acts_for(by, registration.person):
        return
    if not is_expected(registration, employer):
        raise Refused(
            _(
                "The holder of ticket %(number)s has not asked for %(employer)s. Scan the ticket itself, or type the "
                "groups of signs below its QR code; its number alone does not show that somebody was there."
            )
            % {"number": registration.number, "employer": employer}
        )
