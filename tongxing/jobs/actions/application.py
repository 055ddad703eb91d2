"""Applying, taking back, answering; asking for accommodations and replying."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import BY_CODE
from tongxing.common.refusal import Refused
from tongxing.jobs import letters
from tongxing.jobs.access import application as access
from tongxing.jobs.access.seeker import about, means_of
from tongxing.jobs.models import AccommodationRequest, Application, Invitation, Seeker, Vacancy
from tongxing.people.actions import give_consent, withdraw_consent
from tongxing.people.models import Consent
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

State = Application.State
TIME_TO_ANSWER = dt.timedelta(days=3)
BEFORE_THE_EVENT = dt.timedelta(days=1)


@transaction.atomic
def apply(*, seeker: Seeker, vacancy: Vacancy, by) -> Application:
    """Apply for ``vacancy``: from now on its employer sees the person as far as they show themselves.

    The yes to be shown to this employer is given in the same act. An application that was taken back before is
    sent again. Raises ``Refused`` where ``check_apply`` does.
    """
    seeker = Seeker.objects.select_for_update(of=("self",)).select_related("person__region").get(pk=seeker.pk)
    vacancy = Vacancy.objects.select_related("employer", "event").get(pk=vacancy.pk)
    access.check_apply(by, seeker, vacancy)
    give_consent(
        person=seeker.person,
        purpose=Consent.Purpose.SHOW_EMPLOYER,
        means=means_of(by, seeker.person),
        by=by,
        about=about(vacancy.employer),
        about_name=vacancy.employer.name,
    )
    application, is_new = Application.objects.get_or_create(seeker=seeker, vacancy=vacancy)
    watch = Watch(application)
    if not is_new:
        application.state, application.applied_at = State.SENT, timezone.now()
        application.save(update_fields=["state", "applied_at"])
    invitations = Invitation.objects.filter(seeker=seeker, vacancy=vacancy).exclude(state=Invitation.State.APPLIED)
    invitations.update(state=Invitation.State.APPLIED, answered_at=timezone.now())
    record("applied", application, by=by, vacancy=vacancy.number, again=not is_new, row_moves=watch.moved())
    return application


@transaction.atomic
def withdraw(*, application: Application, by) -> Application:
    """Take an application back. The employer's view of the person closes with its last standing application."""
    application = _locked(application)
    access.check_withdraw(by, application)
    moved = _move(application, State.WITHDRAWN)
    employer = application.vacancy.employer
    others = Application.objects.filter(seeker=application.seeker, vacancy__employer=employer, state__in=access.LIVE)
    closes = not others.exists()
    record("took an application back", application, by=by, employer_sees_no_more=closes, row_moves=moved)
    if closes:
        withdraw_consent(
            person=application.seeker.person, purpose=Consent.Purpose.SHOW_EMPLOYER, by=by, about=about(employer)
        )
    return application


@transaction.atomic
def invite(*, application: Application, words: str, by) -> Application:
    """Invite the applicant to an interview; they get a text message where they agreed to be contacted."""
    return _answer(application, State.INVITED, letters.invited, words, by)


@transaction.atomic
def decline(*, application: Application, words: str, by) -> Application:
    """Decline the application, with a sentence for the applicant."""
    return _answer(application, State.DECLINED, letters.declined, words, by)


def _answer(application, state, letter, words, by) -> Application:
    application = _locked(application)
    access.check_answer(by, application)
    moved = _move(application, state)
    record(f"answered an application: {state.value}", application, by=by, row_moves=moved)
    letter(application, words=words, by=by)
    return application


def _locked(application) -> Application:
    found = Application.objects.select_for_update(of=("self",))
    return found.select_related("seeker__person__region", "vacancy__employer__region", "vacancy__event__region").get(
        pk=application.pk
    )


def _move(application, state) -> dict:
    """Gives what moved, for the trail."""
    watch = Watch(application)
    application.state = state
    application.save(update_fields=["state"])
    return watch.moved()


def due_for(vacancy: Vacancy, now: dt.datetime) -> dt.datetime:
    """When an answer to a request asked ``now`` comes too late: in three days, and a day before the event begins.

    Where the event begins sooner than that, its beginning; where it is over, the three days.
    """
    usual = now + TIME_TO_ANSWER
    if vacancy.event is None or vacancy.event.starts_at <= now:
        return usual
    day_before = vacancy.event.starts_at - BEFORE_THE_EVENT
    return min(usual, day_before) if day_before > now else vacancy.event.starts_at


@transaction.atomic
def ask(*, seeker: Seeker, vacancy: Vacancy, code: str, words: str = "", by) -> AccommodationRequest:
    """Ask in private for one accommodation before an interview; the same question twice stays one."""
    seeker = Seeker.objects.select_for_update(of=("self",)).select_related("person__region").get(pk=seeker.pk)
    access.check_ask(by, seeker, vacancy)
    if code not in BY_CODE:
        raise Refused(_("Choose what you need from the list."))
    standing = AccommodationRequest.objects.filter(seeker=seeker, vacancy=vacancy, code=code, answered_at=None).first()
    if standing:
        return standing
    now = timezone.now()
    request = AccommodationRequest.objects.create(
        seeker=seeker, vacancy=vacancy, code=code, words=words[:300], asked_at=now, due_at=due_for(vacancy, now)
    )
    record("asked for an accommodation", request, by=by, due_at=request.due_at)
    return request


@transaction.atomic
def answer(*, request: AccommodationRequest, is_arranged: bool, answer: str = "", by) -> AccommodationRequest:
    """Answer a request, once; the person gets a text message where they agreed to be contacted."""
    found = AccommodationRequest.objects.select_for_update(of=("self",))
    request = found.select_related("seeker__person__region", "vacancy__employer__region", "vacancy__event__region").get(
        pk=request.pk
    )
    access.check_answers_request(by, request)
    if not is_arranged and not answer.strip():
        raise Refused(_("Say why it cannot be arranged, and what is possible instead."))
    request.is_arranged, request.answer = is_arranged, answer.strip()[:300]
    request.answered_at, request.answered_by = timezone.now(), None if isinstance(by, str) else by
    request.save(update_fields=["is_arranged", "answer", "answered_at", "answered_by"])
    record("answered a request for an accommodation", request, by=by, is_arranged=is_arranged)
    letters.accommodation_answered(request, by=by)
    return request
