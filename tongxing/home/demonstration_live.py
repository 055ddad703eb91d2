"""The demonstration's live fair: its record, and its viewings counted from raw heartbeats."""

import shutil
from pathlib import Path

from django.conf import settings

from demo.campaign import Story
from tongxing.fairs.models import Fair
from tongxing.jobs.models import Seeker, Vacancy
from tongxing.live.actions import apply_live, book_viewings, set_up, take_in_record
from tongxing.live.actions.record import Asked, Said
from tongxing.live.models import Stream


def build_live(*, story: Story, by) -> Stream:
    """Set up the stream, take in what was shown, said and asked, book who watched, enter who applied."""
    fair = Fair.objects.select_related("event__region").get(event__key="fair.live")
    address = fair.event.online_address
    stream = set_up(fair=fair, source=Stream.Source.LINK, address=address, channel="demo", by=by)
    told = story.programme()
    take_in_record(
        stream=stream,
        began_at=fair.event.starts_at,
        ended_at=fair.event.ends_at,
        shown=told.shown,
        said=[Said(*one) for one in told.said],
        asked=[Asked(*one) for one in told.asked],
        by=by,
    )
    shutil.rmtree(Path(settings.LIVE_FOLDER) / "beats", ignore_errors=True)  # of the demonstration before this one
    story.viewers.write(settings.LIVE_FOLDER, stream.channel)
    book_viewings(by=by)
    _applications(stream, by)
    return stream


def _applications(stream: Stream, by) -> None:
    """Each résumé that was handed in online came with an application for one of the employer's posts."""
    seekers = {seeker.person_id: seeker for seeker in Seeker.objects.filter(person__registrations__fair=stream.fair)}
    posts = Vacancy.objects.filter(event=stream.fair.event_id, state=Vacancy.State.OPEN).order_by("-number")
    by_employer = {post.employer_id: post for post in posts}
    handed_in = stream.fair.submissions.exclude(participation=None).select_related("registration", "participation")
    for submission in handed_in:
        assert submission.participation is not None
        seeker = seekers[submission.registration.person_id]
        vacancy = by_employer[submission.participation.employer_id]
        apply_live(stream=stream, seeker=seeker, vacancy=vacancy, by=by, at=submission.handed_in_at)
