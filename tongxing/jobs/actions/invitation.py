"""An employer asks somebody to apply, and they answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.jobs import letters
from tongxing.jobs.access import invitation as access
from tongxing.jobs.inviting import seeker_behind
from tongxing.jobs.models import Invitation, Vacancy
from tongxing.trail.actions import record

State = Invitation.State


@transaction.atomic
def invite_to_apply(*, vacancy: Vacancy, token: str, by) -> Invitation:
    """Ask the person behind ``token`` to apply. The post is locked, so that its daily number holds.

    Refused where the person is no candidate any more: the sentence is the same whatever the reason.
    """
    vacancy = Vacancy.objects.select_for_update(of=("self",)).select_related("employer", "event").get(pk=vacancy.pk)
    access.check_invite(by, vacancy)
    seeker = seeker_behind(vacancy, token)
    if seeker is None:
        raise Refused(_("This person is not on the list any more. Load the page again."))
    if vacancy.invitations.filter(seeker=seeker).exists():
        raise Refused(_("This person was invited to this post already. Nobody is asked twice."))
    invitation = Invitation.objects.create(seeker=seeker, vacancy=vacancy, invited_by=by)
    record("invited somebody to apply", invitation, by=by, vacancy=vacancy.number)
    letters.invited_to_apply(invitation, by=by)
    return invitation


@transaction.atomic
def answer_invitation(*, invitation: Invitation, never: bool, by) -> Invitation:
    """Say no, to this post or to the employer for good; the employer does not learn of it. A yes is an application."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("seeker__person__region")
        .get(pk=invitation.pk)
    )
    access.check_answer(by, invitation)
    invitation.state, invitation.answered_at = (State.NEVER if never else State.NO), timezone.now()
    invitation.save(update_fields=["state", "answered_at"])
    if never:
        others = Invitation.objects.filter(seeker=invitation.seeker, vacancy__employer=invitation.vacancy.employer_id)
        others.filter(state=State.OPEN).update(state=State.NEVER, answered_at=invitation.answered_at)
    record("answered an invitation to apply", invitation, by=by, answer=invitation.state)
    return invitation
