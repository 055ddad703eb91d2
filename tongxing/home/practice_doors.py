"""The practice fair's devices: a door to be enrolled by whoever tries it, and two at a booth that disagree."""

import uuid

from django.utils import timezone

from tongxing.doors import actions
from tongxing.doors.models import Device
from tongxing.doors.reading import Said, Upload
from tongxing.fairs.models import Wish


def build_doors(fair, by) -> Device:
    """Prepare a door; let two devices of one booth say different things about somebody, and one be refused."""
    door = actions.prepare(fair=fair, name="东门", role=Device.Role.DOOR, by=by)
    wish = Wish.objects.filter(registration__fair=fair).select_related("vacancy").order_by("pk").first()
    if wish is None:
        return door
    participation = fair.participations.get(employer=wish.vacancy.employer_id)
    word = {"person": wish.registration_id, "vacancy": wish.vacancy_id, "side": "seeker"}
    for name, is_yes in (("展位甲机", True), ("展位乙机", False)):
        device = actions.prepare(fair=fair, name=name, role=Device.Role.BOOTH, participation=participation, by=by)
        _send(device, by, ("intent", word | {"yes": is_yes}), ("resume", {"person": 0}) if is_yes else None)
    return door


def _send(device, by, *acts) -> None:
    """Enrol the device and send what it noted, as a telephone would."""
    now = timezone.now()
    device, _secret = actions.enrol(code=actions.make_code(device=device, by=by), clock=now, version="1")
    said = [Said(uuid.uuid4(), number, kind, now, data) for number, (kind, data) in enumerate(filter(None, acts), 1)]
    actions.receive(device=device, upload=Upload(now, said, [], 0))
