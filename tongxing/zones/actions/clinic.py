"""The résumé clinic: begun with the person's yes, page changed side by side, counted when it is over."""

import math

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.jobs.actions import open_resume, save_profile
from tongxing.jobs.models import Seeker
from tongxing.people.actions import open_identity
from tongxing.trail.actions import record
from tongxing.zones import access
from tongxing.zones.actions.service import enter_service
from tongxing.zones.differences import snapshot
from tongxing.zones.models import Clinic, Service

OWN_REQUEST = "answer the person's own request"
"""The purpose (of ``people.purposes``) for which a number is opened that is printed for the person."""


def _locked(clinic) -> Clinic:
    """The clinic as it is now; nobody ends it until this transaction is over."""
    clinics = Clinic.objects.select_for_update(of=("self",))
    return clinics.select_related("fair__event__region", "registration", "seeker__person__region").get(pk=clinic.pk)


@transaction.atomic
def begin_clinic(*, registration, agreed: bool, by) -> Clinic:
    """Open the person's page beside them and keep what stands there; an open session of theirs is gone on with.

    Raises ``Refused`` without the person's yes, without a page, and where another advisor sits with them already.
    """
    seeker = Seeker.objects.select_related("person__region").filter(person=registration.person_id).first()
    access.check_opens_clinic(by, registration, seeker, agreed)
    assert seeker is not None  # the check says so
    sitting = Clinic.objects.filter(registration=registration, finished_at=None).first()
    if sitting:
        if sitting.advisor_id != by.pk:
            raise Refused(_("Another advisor sits with this person. That session ends first."))
        return sitting
    open_resume(seeker=seeker, purpose=OWN_REQUEST, by=by)
    clinic = Clinic.objects.create(
        fair=registration.fair, registration=registration, seeker=seeker, advisor=by, before=snapshot(seeker)
    )
    record("began a résumé clinic", clinic, by=by, fair=registration.fair_id, why="the person's yes, at their side")
    return clinic


@transaction.atomic
def save_page(*, clinic, values, may_match, by) -> Seeker:
    """Write the page while both sit there."""
    clinic = _locked(clinic)
    access.check_at_side(by, clinic)
    return save_profile(person=clinic.seeker.person, values=values, may_match=may_match, by=by)


def minutes_so_far(clinic) -> int:
    """How long the two have been sitting there; a page left open over night says so by the longest time there is."""
    passed = math.ceil((timezone.now() - clinic.agreed_at).total_seconds() / 60)
    return min(max(passed, 1), Service.LONGEST)


@transaction.atomic
def finish_clinic(*, clinic, by, minutes=None, zone=None, queue=None, number=None) -> Service:
    """Keep what stands on the page now, and count the session. Pressed twice, it is one session."""
    clinic = _locked(clinic)
    if clinic.service_id:
        return clinic.service
    access.check_at_side(by, clinic)
    service, _is_new = enter_service(
        fair=clinic.fair,
        kind=Service.Kind.CLINIC,
        minutes=minutes,
        began_at=clinic.agreed_at,
        zone=zone,
        registration=clinic.registration,
        queue=queue,
        number=number,
        by=by,
    )
    clinic.seeker.refresh_from_db()
    clinic.after, clinic.finished_at, clinic.service = snapshot(clinic.seeker), timezone.now(), service
    clinic.save(update_fields=["after", "finished_at", "service"])
    record("finished a résumé clinic", clinic, by=by, service=service.number)
    return service


@transaction.atomic
def print_resume(*, clinic, with_phone: bool, by) -> str:
    """Note that the résumé is printed for the person; answers with the telephone number that may stand on it."""
    access.hide_unless(access.advises(by, clinic))
    record("printed a résumé", clinic.seeker, by=by, with_phone=with_phone, clinic=clinic.pk)
    if not with_phone:
        return ""
    return open_identity(person=clinic.seeker.person, purpose=OWN_REQUEST, by=by).phone
