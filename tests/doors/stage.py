"""A fair with enrolled devices, and what they send."""

import datetime as dt
import json
import uuid
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from tests import cast
from tongxing.doors import actions
from tongxing.doors.models import Act, Claim, Device
from tongxing.doors.reading import upload_in


def device_at(fair, by, role="door", *, name="东门", participation=None):
    """A device of the fair that has been enrolled since two hours before it opens."""
    device = actions.prepare(fair=fair, name=name, role=role, participation=participation, by=by)
    code = actions.make_code(device=device, by=by)
    enrolled, secret = actions.enrol(code=code, clock=timezone.now())
    Device.objects.filter(pk=enrolled.pk).update(enrolled_at=fair.event.starts_at - dt.timedelta(hours=2))
    enrolled = Device.objects.select_related("fair__event__region", "participation").get(pk=enrolled.pk)
    enrolled.shows = f"Device {enrolled.number} {secret}"
    return enrolled


def act(kind, moment, counter=1, **data):
    """One act as a device notes it."""
    return {
        "id": str(uuid.uuid4()),
        "counter": counter,
        "kind": kind,
        "at": moment.isoformat(),
        "data": data,
    }


def check_in(registration, moment, counter=1, **data):
    return act("check_in", moment, counter, person=registration.pk, **data)


def send(device, *acts, clock=None, waiting=0):
    """What the device is told about each of ``acts``, sent through the actions."""
    sent = {"clock": (clock or timezone.now()).isoformat(), "acts": list(acts), "waiting": waiting}
    device = Device.objects.select_related("fair__event__region", "participation").get(pk=device.pk)
    return actions.receive(device=device, upload=upload_in(json.dumps(sent).encode()))


def post(client, device, *acts, clock=None, waiting=0):
    """The same through the address that devices use."""
    sent = {"clock": (clock or timezone.now()).isoformat(), "acts": list(acts), "waiting": waiting}
    return client.post(
        reverse("doors:acts"),
        json.dumps(sent),
        content_type="application/json",
        headers={"authorization": device.shows},
    )


def doors_in(world) -> SimpleNamespace:
    """For the house's small world: two devices that disagree about everybody, and an act that was refused."""
    clerk = cast.staff("door-clerk", "门口办事员", "clerk", "150203")
    first, second = (device_at(world.fair, clerk, "booth", name=name) for name in ("甲台", "乙台"))
    now = world.fair.event.starts_at + dt.timedelta(minutes=30)
    for counter, one in enumerate(world.made):
        said = {"person": one.registration.pk, "vacancy": one.vacancy.pk, "side": "seeker"}
        send(first, act("intent", now, counter, **said, yes=True), act("check_in", now, 100 + counter))
        send(second, act("intent", now, counter, **said, yes=False))
    refused = Act.objects.filter(state=Act.State.REFUSED).first()
    return SimpleNamespace(device=first, refused_act=refused, claim=Claim.objects.filter(is_contested=True).first())
