"""The demonstration's zones: what was written down at the desks, shown in the hall and said on the stage."""

import datetime as dt

from django.utils import timezone

from demo import zones as story
from tongxing.campaigns.models import Event
from tongxing.common.dates import local
from tongxing.fairs.models import Fair
from tongxing.fairs.models.hall import Purpose
from tongxing.home.demonstration_queues import build_queues
from tongxing.people.models import Account, Consent
from tongxing.zones import actions
from tongxing.zones.models import Exhibit, Policy, Service

FAIR, EVENT = "fair.region", "fair.zones"
PROMISED_TO = "wuyun"
ZONES = {
    Service.Kind.POLICY: Purpose.POLICY,
    Service.Kind.CLINIC: Purpose.RESUMES,
    Service.Kind.INTERPRETING: Purpose.SIGN,
}


def build_zones(*, seed: int, by) -> None:
    """Enter policies, sessions, makers and the opening of the regional fair, and count them under their own event."""
    fair = Fair.objects.select_related("event__campaign__region", "event__region").get(event__key=FAIR)
    event = Event.objects.get(campaign=fair.event.campaign, key=EVENT)
    actions.count_under(fair=fair, event=event, by=by)
    policies = [
        actions.enter_policy(
            region=fair.event.campaign.region, title=title, document=document, clause=clause, valid_from=day, by=by
        )
        for title, document, clause, day in story.POLICIES
    ]
    actions.enter_services(fair=fair, rows=list(_rows(fair, seed, policies, by)), by=by)
    zones = {zone.purpose: zone for hall in fair.halls.all() for zone in hall.zones.all()}
    for place, maker in enumerate(story.MAKERS, 1):
        _show(fair, maker, f"M-{place:03d}", zones.get(Purpose.ARTS), by)
    _opening(fair, zones.get(Purpose.STAGE), by)


def _rows(fair, seed: int, policies: list[Policy], by):
    """The sessions as ``actions.enter_services`` takes them; of who came, some said who they were."""
    zones = {zone.purpose: zone for hall in fair.halls.all() for zone in hall.zones.select_related("hall")}
    came = list(fair.registrations.filter(attendances__isnull=False).distinct().order_by("number"))
    asked = Account.objects.get(username=PROMISED_TO)
    sessions = story.sessions(seed, _day(fair))
    named = {
        session.number: came[place * 7 % len(came)]
        for place, session in enumerate(sessions)
        if session.is_named and came
    }
    numbers = build_queues(fair=fair, sessions=sessions, purposes=ZONES, registrations=named, seed=seed, by=by)
    for session in sessions:
        row = {
            "number": session.number,
            "kind": session.kind,
            "began_at": local(session.began_at.date(), session.began_at.time()),
            "minutes": session.minutes,
            "zone": zones.get(ZONES[Service.Kind(session.kind)]),
            "registration": named.get(session.number),
            "queue": numbers.get(session.number),
        }
        if session.asked is not None:
            question, answer, rests_on = story.QUESTIONS[session.asked]
            row |= {"question": question, "answer": answer, "policy": policies[rests_on]}
        if session.promise:
            row["follow_up"] = _promise(session, asked)
        yield row


def _promise(one, account) -> dict:
    """What was promised; what came of it two days later, where something did."""
    what, days, outcome = one.promise
    promise = {"what": what, "until": one.began_at.date() + dt.timedelta(days=days), "account": account}
    if not outcome:
        return promise
    closed_at = local(one.began_at.date() + dt.timedelta(days=2), dt.time(16))
    return promise | {"outcome": outcome, "closed_at": closed_at, "closed_by": account}


def _show(fair, told, number, zone, by) -> None:
    names = {"name": told.name, "shown_as": told.shown_as, "is_workshop": told.is_workshop}
    maker = actions.save_maker(fair=fair, number=number, by=by, **names)
    if told.agrees:
        actions.agree(maker=maker, means=Consent.Means.PAPER, by=by)
    for work in told.works:
        exhibit = actions.save_exhibit(
            maker=maker,
            title=work.title,
            kind=Exhibit.Kind.DEMONSTRATION if work.times else Exhibit.Kind.WORK,
            description=work.description,
            transcript=work.transcript,
            sign_url=work.sign_url,
            zone=zone,
            by=by,
        )
        if work.colours:
            actions.set_picture(exhibit=exhibit, data=work.picture(), alternative=work.alternative(), by=by)
        for span in work.times:
            begins, ends = (local(_day(fair), dt.time.fromisoformat(clock)) for clock in span.split("-"))
            actions.add_showing(exhibit=exhibit, starts_at=begins, ends_at=ends, by=by)


def _opening(fair, zone, by) -> None:
    """The programme of the opening, with the times that the stage manager pressed."""
    now = local(_day(fair), story.OPENS)
    programme = actions.save_programme(fair=fair, name=story.STAGE, starts_at=now, zone=zone, by=by)
    interpreters = fair.interpreter_shifts.order_by("starts_at", "name")[:1]
    for title, speaker, minutes, took, has_captions, speech in story.OPENING:
        ended = now + dt.timedelta(minutes=took)
        actions.save_item(
            programme=programme,
            title=title,
            speaker=speaker,
            minutes=minutes,
            has_captions=has_captions,
            speech=speech,
            interpreters=interpreters,
            began_at=now,
            ended_at=ended,
            by=by,
        )
        now = ended


def _day(fair) -> dt.date:
    return timezone.localdate(fair.event.starts_at)
