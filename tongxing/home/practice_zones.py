"""The zones of the practice fair: two workshops, and an opening that the stage manager runs."""

import datetime as dt

from django.utils import timezone

from demo import zones as story
from tongxing.campaigns.actions import add_event
from tongxing.fairs.models.hall import Purpose
from tongxing.people.models import Consent
from tongxing.zones import actions
from tongxing.zones.models import Exhibit
from tongxing.zones.models.counting import KIND

SOON = dt.timedelta(minutes=10)


def build_zones(fair, by) -> None:
    """Count the zones under an event of their own; enter the workshops, and a programme that begins soon."""
    event = add_event(
        campaign=fair.event.campaign,
        key=f"{fair.event.key}.zones",
        kind=KIND,
        name="练习招聘会现场专区",
        region=fair.event.region,
        place=fair.event.place,
        starts_at=fair.event.starts_at,
        ends_at=fair.event.ends_at,
        by=by,
    )
    actions.count_under(fair=fair, event=event, by=by)
    for told in [maker for maker in story.MAKERS if maker.is_workshop]:
        maker = actions.save_maker(fair=fair, name=told.name, shown_as=told.shown_as, is_workshop=True, by=by)
        actions.agree(maker=maker, means=Consent.Means.PAPER, by=by)
        for work in told.works:
            kind = Exhibit.Kind.DEMONSTRATION if work.times else Exhibit.Kind.WORK
            facts = {"title": work.title, "description": work.description, "transcript": work.transcript}
            actions.save_exhibit(maker=maker, kind=kind, zone=_zone(fair, Purpose.ARTS), by=by, **facts)
    _opening(fair, by)


def _zone(fair, purpose):
    return next((zone for hall in fair.halls.all() for zone in hall.zones.filter(purpose=purpose)), None)


def _opening(fair, by) -> None:
    starts = (timezone.now() + SOON).replace(second=0, microsecond=0)
    stage = _zone(fair, Purpose.STAGE)
    programme = actions.save_programme(fair=fair, name=story.STAGE, starts_at=starts, zone=stage, by=by)
    interpreters = fair.interpreter_shifts.order_by("starts_at", "name")[:1]
    for title, speaker, minutes, _took, has_captions, speech in story.OPENING:
        facts = {"title": title, "speaker": speaker, "minutes": minutes, "has_captions": has_captions, "speech": speech}
        actions.save_item(programme=programme, interpreters=interpreters, by=by, **facts)
