"""A live fair with something of everything, for the tests of this room and of the house."""

import datetime as dt
from types import SimpleNamespace

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from hub import spool
from tests import cast
from tests.fairs import stage as fairs
from tongxing.fairs.models import Fair
from tongxing.live.likeness import key_of
from tongxing.live.models import Caption, Minute, PlatformCount, Presentation, Question, Shorthand, Stream, Turn

VISIT = "browser-0123456789"


class StreamFactory(DjangoModelFactory):
    class Meta:
        model = Stream

    fair = factory.SubFactory(cast.FairFactory, mode=Fair.Mode.LIVE, state=Fair.State.RUNNING)
    channel = factory.Sequence(lambda n: f"live-{n}")
    address = "https://stream.example/live.m3u8"


class TurnFactory(DjangoModelFactory):
    class Meta:
        model = Turn

    stream = factory.SubFactory(StreamFactory)
    participation = factory.LazyAttribute(lambda turn: cast.ParticipationFactory(fair=turn.stream.fair))
    order = factory.Sequence(lambda n: n + 1)


class CaptionFactory(DjangoModelFactory):
    class Meta:
        model = Caption

    stream = factory.SubFactory(StreamFactory)
    line = factory.Sequence(lambda n: n + 1)
    text = "欢迎来到直播招聘会"
    second = factory.Sequence(lambda n: float(n * 5))


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    stream = factory.SubFactory(StreamFactory)
    text = factory.Sequence(lambda n: f"第{n}号岗位提供住宿吗？")
    key = factory.LazyAttribute(lambda question: key_of(question.text))
    asked_by = factory.Sequence(lambda n: f"{n:064d}")
    asked_from = "0" * 64


def live_fair(*, employers=3, region="150200", names="演示单位", **facts) -> Stream:
    """A fair of today in Baotou that is streamed; each employer has a turn and one post."""
    fair = fairs.fair_today(mode=Fair.Mode.LIVE, region=region, **facts)
    stream = StreamFactory(fair=fair)
    for number in range(1, employers + 1):
        employer = cast.OrganisationFactory(name=f"{names}{number}号有限公司", region="150203")
        fairs.post_of(fair, employer, title=f"面点师{number}", region="150203")
        TurnFactory(stream=stream, participation=fair.participations.get(employer=employer), order=number)
    return stream


def stream_of(fair) -> SimpleNamespace:
    """What the house's small world has of a live fair: a turn for each employer, captions, questions, a count."""
    stream = StreamFactory(fair=fair, began_at=timezone.now(), sign_address="https://stream.example/sign.m3u8")
    turns = [
        TurnFactory(stream=stream, participation=one, order=number)
        for number, one in enumerate(fair.participations.order_by("pk"), 1)
    ]
    stream.now = turns[0]
    stream.save()
    turns[0].shown_from = timezone.now()
    turns[0].save()
    for _turn in turns:
        CaptionFactory(stream=stream)
        QuestionFactory(stream=stream)
        Shorthand.objects.create(stream=stream, short=f"z{_turn.order}", text="招聘会")
    Presentation.objects.create(
        participation=turns[0].participation, words="我们招面点师，可安排手语沟通。", speaker="展位负责人"
    )
    count = PlatformCount.objects.create(
        stream=stream, platform="短视频平台", what="viewings", count=3, evidence=ContentFile(b"%PDF-1.7", "count.pdf"),
        evidence_name="截图.pdf", sha256="0" * 64,
    )  # fmt: skip
    Minute.objects.create(stream=stream, number="M-1", at=timezone.now(), watching=2)
    return SimpleNamespace(
        stream=stream, turn=turns[0], caption=stream.captions.first(), platform_count=count,
        question=QuestionFactory(stream=stream, state=Question.State.SHOWN), shorthand=stream.shorthands.first(),
    )  # fmt: skip


def beats(folder, name, *lines) -> None:
    """A closed segment; each line is (channel, visit, seconds since 1970)."""
    writer = spool.SegmentWriter(folder, name)
    for line in lines:
        writer.add(*line)
    writer.close()


def at(clock: str) -> float:
    """Seconds since 1970 of a clock time (14:00:05) on the day of the fair, where the site is."""
    moment = dt.datetime.fromisoformat(f"{cast.FAIR_DAY.isoformat()}T{clock}+08:00")
    return moment.timestamp()
