"""Text messages of jobs: to people who agreed to be contacted, and to nobody else."""

from django.utils.translation import gettext as _

from tongxing.jobs.models import AccommodationRequest, Application, Invitation
from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent, Person


def invited(application: Application, *, words: str, by) -> None:
    """An interview is offered; what the employer adds comes last."""
    text = _("%(employer)s invites you to an interview for “%(post)s”. See “My applications”. %(words)s")
    _write(application.seeker.person, text % _about(application, words), by)


def invited_to_apply(invitation: Invitation, *, by) -> None:
    """An employer asks the person to apply; it knows nothing of them, and learns nothing unless they do."""
    text = _(
        "%(employer)s asks you to apply for “%(post)s”. It does not know who you are. Answer under “My applications”, "
        "or not at all."
    )
    vacancy = invitation.vacancy
    _write(invitation.seeker.person, text % {"employer": vacancy.employer.name, "post": vacancy.title}, by)


def declined(application: Application, *, words: str, by) -> None:
    """The employer has chosen others; what it adds comes last."""
    text = _("%(employer)s has decided on others for “%(post)s”. Your other posts are waiting for you. %(words)s")
    _write(application.seeker.person, text % _about(application, words), by)


def accommodation_answered(request: AccommodationRequest, *, by) -> None:
    """An answer is there. What was asked is not repeated: others may see the screen."""
    _write(
        request.seeker.person, _("Your question about “%(post)s” has an answer.") % {"post": request.vacancy.title}, by
    )


def _about(application: Application, words: str) -> dict:
    vacancy = application.vacancy
    return {"employer": vacancy.employer.name, "post": vacancy.title, "words": words.strip()}


def _write(person: Person, text: str, by) -> None:
    if person.phone and consents(person, Consent.Purpose.CONTACT):
        send_text(phone=person.phone, text=text.strip(), purpose="jobs", by=by)
