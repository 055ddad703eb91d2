"""What the zones are tested with: services, a clinic, a maker with an exhibit, a programme on a stage."""

import datetime as dt
from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from tests import cast
from tongxing.common.dates import today
from tongxing.people.models import Consent
from tongxing.zones.differences import snapshot
from tongxing.zones.models import (
    Advice,
    Clinic,
    Exhibit,
    FollowUp,
    Inquiry,
    Maker,
    Policy,
    Programme,
    ProgrammeItem,
    Service,
    Showing,
)


class PolicyFactory(cast.InRegion):
    class Meta:
        model = Policy

    title = factory.Sequence(lambda n: f"演示政策{n}号")
    document = "演字〔2025〕1号"
    clause = "第八条"
    valid_from = dt.date(2025, 1, 1)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    fair = factory.SubFactory(cast.FairFactory)
    kind = Service.Kind.POLICY
    number = factory.Sequence(lambda n: f"Z-{n:05d}")
    began_at = factory.LazyAttribute(lambda one: one.fair.event.starts_at)
    minutes = 12


class AdviceFactory(DjangoModelFactory):
    class Meta:
        model = Advice

    service = factory.SubFactory(ServiceFactory)
    question = "残保金怎么算？"
    answer = "按上年人数和比例计算。"


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    service = factory.SubFactory(ServiceFactory)
    what = "把申请表寄过去"
    until = factory.LazyFunction(today)


class ClinicFactory(DjangoModelFactory):
    class Meta:
        model = Clinic

    fair = factory.SelfAttribute("registration.fair")
    registration = factory.SubFactory(cast.RegistrationFactory)
    seeker = factory.LazyAttribute(lambda one: cast.SeekerFactory(person=one.registration.person))
    advisor = factory.SubFactory(cast.AccountFactory)
    before = factory.LazyAttribute(lambda one: snapshot(one.seeker))


class MakerFactory(DjangoModelFactory):
    """Agrees to be shown, unless ``consent_means="", consented_at=None``."""

    class Meta:
        model = Maker

    fair = factory.SubFactory(cast.FairFactory)
    number = factory.Sequence(lambda n: f"M-{n:05d}")
    name = factory.Sequence(lambda n: f"演示作者{n}号")
    shown_as = factory.SelfAttribute("name")
    phone = "19912345678"
    consent_means = Consent.Means.PAPER
    consented_at = factory.LazyAttribute(lambda one: one.fair.event.starts_at)


class ExhibitFactory(DjangoModelFactory):
    class Meta:
        model = Exhibit

    maker = factory.SubFactory(MakerFactory)
    title = factory.Sequence(lambda n: f"皮画{n}号")
    description = "巴掌大的牛皮，压出草原和马群，边缘光滑。"


class ShowingFactory(DjangoModelFactory):
    class Meta:
        model = Showing

    exhibit = factory.SubFactory(ExhibitFactory)
    starts_at = factory.LazyAttribute(lambda one: one.exhibit.maker.fair.event.starts_at)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + dt.timedelta(minutes=30))


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = Inquiry

    exhibit = factory.SubFactory(ExhibitFactory)
    name = "王女士"
    contact = "13000000000"
    text = "想订两幅。"
    origin_key = "0" * 64


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    fair = factory.SubFactory(cast.FairFactory)
    name = "开幕式"
    starts_at = factory.LazyAttribute(lambda one: one.fair.event.starts_at)


class ProgrammeItemFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    programme = factory.SubFactory(ProgrammeFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"致辞{n}")
    minutes = 5


def zones_in(world) -> SimpleNamespace:
    """Something of everything at the zones of the small world's fair, once for each of its copies."""
    fair = world.fair
    programme = ProgrammeFactory(fair=fair, zone=world.zone)
    for one in world.made:
        service = ServiceFactory(fair=fair, zone=world.zone, registration=one.registration)
        AdviceFactory(service=service, policy=PolicyFactory())
        one.follow_up = FollowUpFactory(service=service)
        one.clinic = ClinicFactory(registration=one.registration, seeker=one.seeker)
        exhibit = ExhibitFactory(maker=MakerFactory(fair=fair), zone=world.zone, kind=Exhibit.Kind.DEMONSTRATION)
        one.showing, one.inquiry = ShowingFactory(exhibit=exhibit), InquiryFactory(exhibit=exhibit)
        one.item = ProgrammeItemFactory(programme=programme)
        one.item.interpreters.add(world.shift)
    first = world.made[0]
    service = first.follow_up.service
    return SimpleNamespace(
        service=service,
        follow_up=first.follow_up,
        policy=service.advice.policy,
        clinic=first.clinic,
        exhibit=first.showing.exhibit,
        maker=first.showing.exhibit.maker,
        showing=first.showing,
        inquiry=first.inquiry,
        programme=programme,
        item=first.item,
    )
