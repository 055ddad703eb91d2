"""Wishes of both sides, and what came of each interview."""

from django.db import transaction

from tongxing.fairs import access
from tongxing.fairs.actions.entries import register_intent
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Interview, Wish
from tongxing.people.actions import give_consent
from tongxing.people.models import Consent
from tongxing.trail.actions import record


@transaction.atomic
def wish(*, registration, vacancy, side, by, show=False) -> Wish:
    """One side would like to meet the other. With ``show`` the person also agrees to be shown to this employer."""
    access.check_wish(by, registration, vacancy, side)
    made, is_new = Wish.objects.get_or_create(registration=registration, vacancy=vacancy, side=side)
    if is_new:
        record("wished for an interview", made, by=by, side=side, vacancy=vacancy.pk, registration=registration.number)
    if show and side == Wish.Side.SEEKER:
        person = registration.person
        is_own = not access.is_program(by) and person.account_id == by.pk
        is_staff = access.runs(by, registration.fair)
        means = Consent.Means.SELF if is_own else Consent.Means.PAPER if is_staff else Consent.Means.GUARDIAN
        give_consent(
            person=person,
            purpose=Consent.Purpose.SHOW_EMPLOYER,
            means=means,
            by=by,
            about=f"organisation:{vacancy.employer_id}",
            about_name=vacancy.employer.name,
        )
    return made


@transaction.atomic
def take_back_wish(*, registration, vacancy, side, by) -> None:
    """One side no longer asks for the meeting; an interview in the timetable stays until it is made anew."""
    access.check_wish(by, registration, vacancy, side)
    for made in Wish.objects.filter(registration=registration, vacancy=vacancy, side=side):
        record("took back a wish", made, by=by, side=side, vacancy=vacancy.pk, registration=registration.number)
        made.delete()


@transaction.atomic
def set_outcome(*, interview, outcome, by, note="", registers_intent=True) -> Interview:
    """Say what came of an interview. “Both sides interested” also registers an intent, unless said otherwise.

    From the booth it is the employer's word and the person confirms it; staff enter both words.
    """
    fair = locked(interview.registration.fair)
    interview.registration.fair = fair
    access.check_outcome(by, interview)
    before, interview.outcome, interview.outcome_note = interview.outcome, outcome, note
    interview.save(update_fields=["outcome", "outcome_note"])
    record("set an interview's outcome", interview, by=by, before=before, after=outcome)
    if outcome == Interview.Outcome.INTENT and registers_intent:
        register_intent(
            fair=fair,
            registration=interview.registration,
            vacancy=interview.vacancy,
            by=by,
            employer_agrees=True,
            seeker_agrees=access.runs(by, fair),
        )
    return interview
