"""Résumés handed in and intents registered: entries behind the fair's figures."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.fairs import access, meeting
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Intent, Submission
from tongxing.fairs.models.number import new_number
from tongxing.trail.actions import record


@transaction.atomic
def hand_in_resume(
    *, fair, registration, means, by, participation=None, number=None, at=None, ticket_was_shown=False
) -> Submission:
    """Enter a résumé (份) handed in at a booth, at the desk (no ``participation``), or online; ``at`` a past moment.

    The same ``number`` sent twice makes one entry; a second copy for the same booth is refused. An employer that
    enters it itself needs the ticket (``ticket_was_shown``) or somebody who had turned to it.
    """
    fair = locked(fair)
    _check_of_fair(fair, registration)
    access.check_hand_in(by, registration, participation, means)
    if participation is not None:
        meeting.check_met(by, registration, participation.employer, ticket_was_shown=ticket_was_shown)
    before = fair.submissions.filter(number=number or "").first()
    if before:
        _check_same(before.registration_id == registration.pk and before.participation == participation)
        return before
    if fair.submissions.filter(registration=registration, participation=participation).exists():
        where = participation or _("the desk")
        raise Refused(_("This résumé was handed in at %(where)s already; it counts once.") % {"where": where})
    at = at or timezone.now()
    access.check_moment(fair, at, moments.READY if means == Submission.Means.ONLINE else moments.PAPER)
    submission = Submission.objects.create(
        fair=fair,
        registration=registration,
        participation=participation,
        means=means,
        number=number or new_number("S"),
        handed_in_at=at,
    )
    record("handed in a résumé", submission, by=by, fair=fair.pk, means=means)
    return submission


@transaction.atomic
def take_back_resume(*, submission, by, why) -> None:
    """Take back a résumé entered by mistake, while the fair takes entries; the trail keeps what it was."""
    fair = locked(submission.fair)
    access.check_runs(by, fair)
    access.check_takes_entries(fair)
    if not why.strip():
        raise Refused(_("Write why this entry was a mistake."))
    record("took a résumé back", submission, by=by, why=why, registration=submission.registration.number)
    submission.delete()


@transaction.atomic
def register_intent(
    *,
    fair,
    registration,
    vacancy,
    by,
    seeker_agrees=False,
    employer_agrees=False,
    number=None,
    at=None,
    ticket_was_shown=False,
) -> Intent:
    """Register that this person and this post are interested in each other: the word of one side or of both.

    A person and a post have one intent; the second word is added to it and none is lost. An employer gives its word
    about somebody whose ticket it was shown (``ticket_was_shown``) or who had turned to it.
    """
    fair = locked(fair)
    _check_of_fair(fair, registration)
    access.check_word(by, registration, vacancy, seeker=seeker_agrees, employer=employer_agrees)
    if employer_agrees:
        meeting.check_met(by, registration, vacancy.employer, ticket_was_shown=ticket_was_shown)
    before = fair.intents.filter(number=number or "").first()
    if before:
        _check_same(before.registration_id == registration.pk and before.vacancy_id == vacancy.pk)
    intent = fair.intents.filter(registration=registration, vacancy=vacancy).first()
    is_new = intent is None
    if intent is None:
        at = at or timezone.now()
        access.check_moment(fair, at, moments.PAPER)
        intent = Intent.objects.create(
            fair=fair, registration=registration, vacancy=vacancy, number=number or new_number("I"), registered_at=at
        )
    said: dict[str, Any] = {
        side: True
        for side, agrees in (("seeker_agrees", seeker_agrees), ("employer_agrees", employer_agrees))
        if agrees and not getattr(intent, side)
    }
    if said:
        for side in said:
            setattr(intent, side, True)
        intent.save(update_fields=list(said))
        record("registered an intent" if is_new else "confirmed an intent", intent, by=by, fair=fair.pk, **said)
    return intent


@transaction.atomic
def take_back_word(*, intent, side, by, why="") -> Intent | None:
    """One side no longer means it. An intent that has nobody's word is gone; the trail keeps what it was."""
    fair = locked(intent.fair)
    is_seeker = side == "seeker"
    access.check_word(by, intent.registration, intent.vacancy, seeker=is_seeker, employer=not is_seeker)
    setattr(intent, "seeker_agrees" if is_seeker else "employer_agrees", False)
    record("took back a word", intent, by=by, why=why, side=side, fair=fair.pk, number=intent.number)
    if not intent.seeker_agrees and not intent.employer_agrees:
        intent.delete()
        return None
    intent.save(update_fields=["seeker_agrees", "employer_agrees"])
    return intent


def _check_same(is_same: bool) -> None:
    """A form that was sent before may be sent again; filled in for somebody else it would be lost in silence."""
    if not is_same:
        raise Refused(_("This form was used for somebody else already. Open the page again and repeat the entry."))


def _check_of_fair(fair, registration) -> None:
    if registration.fair_id != fair.pk:
        raise Refused(_("Ticket %(number)s is for another fair.") % {"number": registration.number})
    registration.fair = fair
