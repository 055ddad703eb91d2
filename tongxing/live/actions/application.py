"""Applying from the live fair's page: the application, a place at the fair, and the résumé, in one go."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.actions import hand_in_resume, register
from tongxing.fairs.models import Participation, Registration, Submission
from tongxing.fairs.models.number import new_number
from tongxing.jobs.actions import apply, save_profile
from tongxing.jobs.models import Seeker
from tongxing.live.models import LiveApplication
from tongxing.people.actions import sign_up
from tongxing.trail.actions import record


@transaction.atomic
def introduce(*, name, region, about="", certificate="", by) -> Seeker:
    """Somebody new says who they are, in the fewest words with which one can apply."""
    person = sign_up(by=by, name=name, region=region, certificate=certificate)
    return save_profile(person=person, values={"about": about} if about else {}, by=by, rank=False)


@transaction.atomic
def apply_live(*, stream, seeker, vacancy, by, at=None) -> LiveApplication:
    """Apply for ``vacancy`` while watching: the employer gets the application, and the fair an online résumé.

    Two posts of one employer are two applications and one résumé; ``at`` is when, now unless said. Raises ``Refused``
    where ``jobs.actions.apply`` does, and where the employer does not take part.
    """
    taking_part = stream.fair.participations.filter(employer=vacancy.employer_id, is_withdrawn=False).first()
    if taking_part is None or vacancy.event_id != stream.fair.event_id:
        raise Refused(_("This post is not offered at this fair."))
    application = apply(seeker=seeker, vacancy=vacancy, by=by)
    before = LiveApplication.objects.filter(application=application).first()
    if before:
        return before
    registration = _registration(stream.fair, seeker.person, by)
    sent = LiveApplication.objects.create(
        stream=stream,
        turn=stream.turns.filter(participation=taking_part).first(),
        application=application,
        submission=_resume(stream.fair, registration, taking_part, by),
        number=new_number("L"),
        sent_at=at or timezone.now(),
    )
    record("applied from the live fair", sent, by=by, fair=stream.fair_id, vacancy=vacancy.number)
    return sent


def _registration(fair, person, by) -> Registration:
    """The person's place at the fair: one needs none to watch, so it is given with the first application."""
    kept = fair.registrations.filter(person=person).first()
    if kept:
        return kept
    means = Registration.Means
    if isinstance(by, str):
        return register(fair=fair, person=person, means=means.SHEET, by=by)
    is_own = person.account_id == by.pk
    return register(fair=fair, person=person, means=means.SELF if is_own else means.GUARDIAN, by=by)


def _resume(fair, registration, taking_part: Participation, by) -> Submission:
    kept = fair.submissions.filter(registration=registration, participation=taking_part).first()
    if kept:
        return kept
    return hand_in_resume(
        fair=fair, registration=registration, participation=taking_part, means=Submission.Means.ONLINE, by=by
    )
