"""What a live stream adds to the fair's page: the way in for everybody, an employer's own turn, the work for staff."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.refusal import permits
from tongxing.fairs.access import runs, speaks_at
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Panel, Work, for_fairs, for_work
from tongxing.live.access import LIVE, check_hands_in, stream_at
from tongxing.live.models import Turn
from tongxing.live.snapshot import state_of


@for_fairs
def watching(request, fair) -> Panel | None:
    """The way to the companion page, with what is on."""
    if fair.mode not in LIVE:
        return None
    stream = stream_at(fair)
    if stream is None:
        return None
    return Panel("live/fair_panel.html", {"stream": stream, "fair": fair, "state": state_of(stream)}, order=20)


@for_fairs
def own_turn(request, fair) -> Panel | None:
    """To an employer that takes part: its place in the stream, and the way to hand in what it will say."""
    user = request.user
    if fair.mode not in LIVE or not user.is_authenticated or not user.holds("employer"):
        return None
    own = [row for row in speaks_at(user, fair).select_related("presentation") if permits(check_hands_in, user, row)]
    if not own:
        return None
    turns = {turn.participation_id: turn for turn in Turn.objects.filter(participation__in=own)}
    rows = [(row, turns.get(row.pk), getattr(row, "presentation", None)) for row in own]
    return Panel("live/own_turn_panel.html", {"rows": rows}, order=8)


@for_work
def live_work(request, fair) -> list[Link]:
    """The pages of directors, moderators and captioners."""
    if fair.mode not in LIVE or not runs(request.user, fair):
        return []
    is_running = fair.state == Fair.State.RUNNING
    if stream_at(fair) is None:
        return [Link(_("Set up the live stream"), reverse("live:set_up", args=[fair.pk]), work=Work.LIVE)]
    return [
        Link(_("Direct the live stream"), reverse("live:direct", args=[fair.pk]), is_first=is_running, work=Work.LIVE),
        Link(_("What employers will say"), reverse("live:presentations", args=[fair.pk]), work=Work.LIVE),
        Link(_("Captions"), reverse("live:caption", args=[fair.pk]), work=Work.LIVE),
        Link(_("Viewers' questions"), reverse("live:questions", args=[fair.pk]), work=Work.LIVE),
        Link(_("Watched"), reverse("live:counts", args=[fair.pk]), work=Work.LIVE),
    ]
