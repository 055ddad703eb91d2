"""The people of the story, and factories for the rest: valid by default, the same in tests, demo and docs.

林晓雯 is deaf and looks for her first job, 包志强 uses a wheelchair, 苏日娜 interprets, 赵敏 hires for a bakery,
韩主任 signs off for the region; 高云 is a clerk in Baotou, 齐红 a clerk in the sister city Chifeng.
"""

import datetime as dt

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from tests import clock
from tongxing.campaigns.models import Campaign, Event
from tongxing.common.dates import local
from tongxing.fairs.models import (
    Attendance,
    Booth,
    Fair,
    Hall,
    Intent,
    InterpreterShift,
    Participation,
    QuietRoom,
    Registration,
    Submission,
    Viewing,
    Wish,
    Zone,
)
from tongxing.jobs.models import Application, Seeker, Vacancy
from tongxing.jobs.models.vacancy import Education
from tongxing.organisations.models import Membership, Organisation, OrganisationRole
from tongxing.people.models import Account, Consent, Guardian, Person, Region, Role, SupportNeed
from tongxing.people.models.account import phone_hash

PASSWORD = "沿途 walk together 2025"
HASHED = make_password(PASSWORD)
FAIR_DAY = clock.START.date() - dt.timedelta(days=1)
"""A fair was yesterday, unless a test says otherwise: what happened there is over, and is entered from paper."""

REGIONS = {
    "150000": ("内蒙古自治区", Region.Level.PROVINCE, None),
    "150100": ("呼和浩特市", Region.Level.CITY, "150000"),
    "150105": ("赛罕区", Region.Level.COUNTY, "150100"),
    "150200": ("包头市", Region.Level.CITY, "150000"),
    "150203": ("昆都仑区", Region.Level.COUNTY, "150200"),
    "150221": ("土默特右旗", Region.Level.COUNTY, "150200"),
    "150400": ("赤峰市", Region.Level.CITY, "150000"),
    "150402": ("红山区", Region.Level.COUNTY, "150400"),
}


def region(code: str) -> Region:
    """The region with this code, made with those above it where it is not there yet."""
    found = Region.objects.filter(code=code).first()
    if found:
        return found
    name, level, above = REGIONS[code]
    parent = region(above) if above else None
    path = f"{parent.path if parent else ''}{code}."
    return Region.objects.create(code=code, name=name, level=level, parent=parent, path=path)


class InRegion(DjangoModelFactory):
    """Things that lie in a region: Kundulun district of Baotou unless said otherwise (an object or a code)."""

    class Meta:
        abstract = True

    region = "150203"

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        if isinstance(kwargs.get("region"), str):
            kwargs["region"] = region(kwargs["region"])
        return kwargs


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    username = factory.Sequence(lambda n: f"account{n}")
    name = factory.Sequence(lambda n: f"账号{n}")
    password = HASHED


class RoleFactory(InRegion):
    class Meta:
        model = Role

    account = factory.SubFactory(AccountFactory)
    what = Role.What.CLERK
    valid_from = dt.date(2025, 1, 1)


class PersonFactory(InRegion):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"王{chr(0x4E00 + n % 2000)}")
    phone = factory.Sequence(lambda n: f"199{n:08d}")
    phone_key = factory.LazyAttribute(lambda person: phone_hash(person.phone) if person.phone else "")
    phone_tail = factory.LazyAttribute(lambda person: person.phone[-4:])


class SupportNeedFactory(DjangoModelFactory):
    class Meta:
        model = SupportNeed

    person = factory.SubFactory(PersonFactory)
    code = "sign_interpreter"


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = Consent.Purpose.MATCHING
    wording_version = "2025-11"
    means = Consent.Means.SELF


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = Guardian

    person = factory.SubFactory(PersonFactory)
    account = factory.SubFactory(AccountFactory)
    name = "李桂兰"
    relation = "母亲"
    proof = "户口簿"
    valid_from = dt.date(2025, 1, 1)


class OrganisationFactory(InRegion):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"演示用工单位{n}号有限公司")
    industry = Organisation.Industry.C

    @factory.post_generation
    def what(self, create, extracted, **kwargs):
        """Its role, an employer unless said otherwise."""
        OrganisationRole.objects.create(organisation=self, what=extracted or OrganisationRole.What.EMPLOYER)


class CampaignFactory(InRegion):
    class Meta:
        model = Campaign
        django_get_or_create = ("slug",)

    slug = "dec-2025"
    name = "2025年国际残疾人日系列活动"
    theme = "培育残疾包容社会，推动社会进步"
    year = 2025
    region = "150000"
    starts_on = dt.date(2025, 12, 1)
    ends_on = dt.date(2025, 12, 31)
    is_public = True


class EventFactory(InRegion):
    class Meta:
        model = Event

    campaign = factory.SubFactory(CampaignFactory)
    key = factory.Sequence(lambda n: f"fair.demo{n}")
    kind = "fair"
    name = "残疾人专场招聘会"
    place = "人力资源服务产业园"
    starts_at = local(FAIR_DAY, dt.time(9))
    ends_at = local(FAIR_DAY, dt.time(16))


class FairFactory(DjangoModelFactory):
    """``FairFactory(event__region="150203", state=Fair.State.RUNNING)``."""

    class Meta:
        model = Fair

    event = factory.SubFactory(EventFactory)
    state = Fair.State.SEEKERS


class HallFactory(DjangoModelFactory):
    class Meta:
        model = Hall

    fair = factory.SubFactory(FairFactory)
    name = factory.Sequence(lambda n: f"{n}号厅")


class ZoneFactory(DjangoModelFactory):
    class Meta:
        model = Zone

    hall = factory.SubFactory(HallFactory)
    name = factory.Sequence(lambda n: f"{n}区")


class BoothFactory(DjangoModelFactory):
    class Meta:
        model = Booth

    zone = factory.SubFactory(ZoneFactory)
    number = factory.Sequence(lambda n: f"A{n:02d}")


class QuietRoomFactory(DjangoModelFactory):
    class Meta:
        model = QuietRoom

    hall = factory.SubFactory(HallFactory)
    name = factory.Sequence(lambda n: f"安静间{n}")


class VacancyFactory(InRegion):
    class Meta:
        model = Vacancy

    employer = factory.SubFactory(OrganisationFactory)
    event = factory.SubFactory(EventFactory)
    number = factory.Sequence(lambda n: f"P{n:04d}")
    title = "面点师"
    openings = 2
    wage_min = 4000
    wage_max = 6000
    education = Education.NONE


class SeekerFactory(DjangoModelFactory):
    class Meta:
        model = Seeker

    person = factory.SubFactory(PersonFactory)


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    seeker = factory.SubFactory(SeekerFactory)
    vacancy = factory.SubFactory(VacancyFactory)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    fair = factory.SubFactory(FairFactory)
    employer = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: f"E{n:04d}")


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    fair = factory.SubFactory(FairFactory)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: f"R{n:05d}")
    ticket = factory.Sequence(lambda n: f"ticket-{n:08d}")
    means = Registration.Means.STAFF


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    fair = factory.SelfAttribute("registration.fair")
    registration = factory.SubFactory(RegistrationFactory)
    number = factory.Sequence(lambda n: f"A{n:05d}")
    arrived_at = local(FAIR_DAY, dt.time(9, 30))
    means = Attendance.Means.TICKET


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    fair = factory.SelfAttribute("registration.fair")
    registration = factory.SubFactory(RegistrationFactory)
    number = factory.Sequence(lambda n: f"S{n:05d}")
    means = Submission.Means.ON_SITE
    handed_in_at = local(FAIR_DAY, dt.time(10))


class IntentFactory(DjangoModelFactory):
    class Meta:
        model = Intent

    fair = factory.SelfAttribute("registration.fair")
    registration = factory.SubFactory(RegistrationFactory)
    vacancy = factory.LazyAttribute(lambda intent: VacancyFactory(event=intent.registration.fair.event))
    number = factory.Sequence(lambda n: f"I{n:05d}")
    seeker_agrees = True
    employer_agrees = True
    registered_at = local(FAIR_DAY, dt.time(11))


class ViewingFactory(DjangoModelFactory):
    class Meta:
        model = Viewing

    fair = factory.SubFactory(FairFactory, mode=Fair.Mode.LIVE)
    number = factory.Sequence(lambda n: f"V{n:06d}")
    started_at = local(FAIR_DAY, dt.time(9, 30))
    seconds = 60


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    registration = factory.SubFactory(RegistrationFactory)
    vacancy = factory.LazyAttribute(lambda wish: VacancyFactory(event=wish.registration.fair.event))
    side = Wish.Side.SEEKER


class InterpreterShiftFactory(DjangoModelFactory):
    class Meta:
        model = InterpreterShift

    fair = factory.SubFactory(FairFactory)
    name = "苏日娜"
    languages = ("sign",)
    starts_at = local(FAIR_DAY, dt.time(9))
    ends_at = local(FAIR_DAY, dt.time(12))


def member(account: Account, organisation: Organisation) -> Role:
    """``account`` speaks for ``organisation``."""
    role = RoleFactory(account=account, what=Role.What.EMPLOYER, region=organisation.region)
    Membership.objects.create(role=role, organisation=organisation)
    return role


def staff(username: str, name: str, what: str, code: str) -> Account:
    """An account with one staff role."""
    account = AccountFactory(username=username, name=name)
    RoleFactory(account=account, what=what, region=code)
    return account


def somebody(username: str, name: str, phone: str, code: str, *needs: str) -> Account:
    """An account with a person record and what that person needs."""
    account = AccountFactory(username=username, name=name, phone=phone, phone_key=phone_hash(phone))
    person = PersonFactory(account=account, name=name, phone=phone, region=code)
    for need in needs:
        SupportNeedFactory(person=person, code=need)
    return account
