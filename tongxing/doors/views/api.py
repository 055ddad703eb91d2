"""What devices ask, as JSON: enrol once, then roster, acts and state, each time with the device's own secret."""

from functools import wraps

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from tongxing.common.audience import public
from tongxing.common.refusal import Refused
from tongxing.doors import access, actions, reading, roster, telling
from tongxing.doors.access import Locked, Over, Unknown

STATUS = {Unknown: 401, Locked: 423, Over: 410}


def in_words(view):
    """Answer a refusal with its sentence as JSON; the status says what the device does then."""

    @wraps(view)
    def answering(request):
        try:
            return view(request)
        except Refused as refusal:
            status = STATUS.get(type(refusal), 400)
            return JsonResponse({"sentence": str(refusal)}, status=status)

    return answering


def for_devices(view):
    """The view of a device that shows its secret: no session and no cookie, so nothing that a page could forge."""

    @public
    @csrf_exempt
    @never_cache
    @in_words
    @wraps(view)
    def known(request):
        scheme, _space, shown = request.headers.get("Authorization", "").partition(" ")
        number, _space, secret = shown.partition(" ")
        if scheme != "Device":
            raise Unknown(_("This device is not enrolled here. Ask the clerk for a code."))
        return view(request, access.device_with(number, secret))

    return known


@public
@csrf_exempt
@never_cache
@require_POST
@in_words
def enrol(request):
    """A code for the device's own secret, the fair's public key and the rules that hold without network."""
    sent = reading.sent_in(request.body)
    code, version = str(sent.get("code", ""))[:40], str(sent.get("version", ""))
    clock = reading.moment(sent.get("clock")) or timezone.now()
    device, secret = actions.enrol(code=code, clock=clock, version=version)
    return JsonResponse(telling.enrolled(device, secret))


@require_GET
@for_devices
def get_roster(request, device):
    """The roster in its box; 304 where the device has it already."""
    try:
        access.check_roster(device)
    except Over:
        raise
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    known = roster.roster_of(device)
    tag = f'"{roster.edition_of(known)}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        answer = JsonResponse({"edition": tag.strip('"'), "box": roster.boxed(device, known)})
    answer.headers["ETag"] = tag
    return answer


@require_POST
@for_devices
def post_acts(request, device):
    """What the device did: each act answered by its id, however often it is sent."""
    upload = reading.upload_in(request.body)
    answers = actions.receive(device=device, upload=upload)
    return JsonResponse(telling.taken(device, upload, answers))


@require_GET
@for_devices
def get_state(request, device):
    """How the fair and the device stand; on the way the device says what still waits on it."""
    said = request.GET.get("waiting", "")
    waiting = reading.count(int(said)) if said.isdecimal() and len(said) < 10 else None
    actions.note_visit(device, waiting=waiting, version=request.GET.get("version", ""))
    return JsonResponse(telling.state_of(device))
