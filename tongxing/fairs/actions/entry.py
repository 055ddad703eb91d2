"""An employer asks to take part in a fair, and the federation answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import entry_access, entry_letters
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.actions.taking_part import take_part
from tongxing.fairs.models import EntryRequest
from tongxing.trail.actions import record

State = EntryRequest.State


@transaction.atomic
def ask_entry(*, fair, employer, by, words="") -> EntryRequest:
    """``employer`` asks to take part; the fair is locked, so that two of its members do not ask twice."""
    fair = locked(fair)
    entry_access.check_ask(by, fair, employer)
    request = EntryRequest.objects.create(fair=fair, employer=employer, words=words.strip(), asked_by=by)
    record("asked to take part in a fair", request, by=by, fair=fair.pk, employer=employer.pk)
    return request


@transaction.atomic
def confirm_entry(*, request: EntryRequest, by) -> EntryRequest:
    """The employer takes part from now on; its booth comes later."""
    request = _decided(request, State.CONFIRMED, by)
    take_part(fair=request.fair, employer=request.employer, by=by)
    record("confirmed an employer's entry", request, by=by, fair=request.fair_id)
    return request


@transaction.atomic
def refuse_entry(*, request: EntryRequest, why: str, by) -> EntryRequest:
    """The employer does not take part, and reads why; it may ask again."""
    if not why.strip():
        raise Refused(_("Write why; the employer reads it."))
    request = _decided(request, State.REFUSED, by, why.strip())
    record("refused an employer's entry", request, by=by, fair=request.fair_id, why=request.why)
    return request


def _decided(request, state, by, why="") -> EntryRequest:
    fair = locked(request.fair)
    request = EntryRequest.objects.select_related("employer", "asked_by").get(pk=request.pk)
    request.fair = fair
    entry_access.check_decide(by, request)
    request.state, request.decided_at, request.why = state, timezone.now(), why
    request.save(update_fields=["state", "decided_at", "why"])
    entry_letters.answered(request, by=by)
    return request
