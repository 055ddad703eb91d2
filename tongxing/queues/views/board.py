"""The hall's board: numbers and places, no names; large enough to be read at ten metres."""

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils import timezone

from tongxing.common.audience import public
from tongxing.fairs import access as fairs
from tongxing.queues import actions, banners, listing
from tongxing.queues.models import Number
from tongxing.queues.order import standing
from tongxing.queues.views.part import shown

NEXT_SHOWN = 3


def _next(fair, desks) -> list[tuple]:
    """(desk, the numbers that are next there) for each desk where somebody waits or that is open."""
    around = standing(fair, timezone.now())
    rows = [(desk, around.at(desk, Number.State.WAITING)[:NEXT_SHOWN]) for desk in desks]
    return [(desk, waiting) for desk, waiting in rows if waiting or desk.is_open]


@public
def board(request, pk):
    """Who is called where, and who is next; with ``?hall=`` the desks of one hall."""
    fair = fairs.seen_by(request.user, pk)
    actions.advance(fair=fair)
    hall = request.GET.get("hall", "")
    desks = [desk for desk in listing.desks(fair) if hall in {"", str(desk.zone.hall_id)}]
    here = {desk.pk for desk in desks}
    context = {
        "fair": fair,
        "hall": desks[0].zone.hall if hall and desks else None,
        "banners": banners.of_fair(fair),
        "called": [number for number in listing.board(fair) if number.desk_id in here],
        "rows": _next(fair, desks),
    }
    return shown(request, "queues/board.html", "queues/board_part.html", context)


@public
def worker(request):
    """The program that browsers keep for notices and for the board without network; its scope is /queues/."""
    with open(finders.find("js/queues/worker.js"), encoding="utf-8") as file:
        return HttpResponse(file.read(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})
