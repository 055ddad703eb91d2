"""A fair of today in the demonstration, so that the door, queues and the live fair can be tried on any day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from tongxing.campaigns.actions import add_event, create_campaign, publish_campaign
from tongxing.campaigns.models import Campaign
from tongxing.common.dates import local, today
from tongxing.fairs import actions
from tongxing.fairs.models import Fair, Registration, Wish
from tongxing.fairs.models.hall import Feature, Purpose
from tongxing.home.practice_doors import build_doors
from tongxing.home.practice_live import build_stream
from tongxing.home.practice_queues import build_queues
from tongxing.home.practice_zones import build_zones
from tongxing.jobs.actions.vacancy import FIELDS, enter_vacancy
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Account, Person, Region

SLUG = "practice"
REGION = "150200"
HOURS = 8
EMPLOYERS, POSTS_EACH, PEOPLE = 9, 2, 24
ZONES = (
    # hall, zone, purpose
    ("一号厅", "招聘展位", Purpose.EMPLOYERS),
    ("一号厅", "政策咨询台", Purpose.POLICY),
    ("一号厅", "简历指导角", Purpose.RESUMES),
    ("一号厅", "手语服务台", Purpose.SIGN),
    ("二号厅", "辅具体验区", Purpose.DEVICES),
    ("二号厅", "休息室", Purpose.REST),
    ("二号厅", "才艺与技能展示区", Purpose.ARTS),
    ("二号厅", "舞台", Purpose.STAGE),
)
WALK_MINUTES = 4


def is_there() -> bool:
    """Whether the practice fair of today is there already."""
    return Fair.objects.filter(event__campaign__slug=SLUG, event__key=_key()).exists()


@transaction.atomic
def build_practice(*, host: str, interpreter: str, first: tuple[str, ...]) -> Fair:
    """Make the practice fair of today and start it; those of earlier days are closed.

    ``host`` and ``interpreter`` are user names; ``first`` names the people who are registered before others.
    """
    by = Account.objects.get(username=host)
    _close_earlier(by)
    fair = _fair(by)
    booths = _halls(fair, by)
    _interpreters(fair, Account.objects.get(username=interpreter), by)
    actions.move(fair=fair, to=Fair.State.POSTS, by=by)
    posts = _employers(fair, booths, by)
    actions.move(fair=fair, to=Fair.State.SEEKERS, by=by)
    _people(fair, posts, first, by)
    actions.make_timetable(fair=fair, by=by)
    fair = actions.move(fair=fair, to=Fair.State.RUNNING, by=by)
    build_stream(fair, by)
    build_queues(fair, by)
    build_zones(fair, by)
    build_doors(fair, by)
    return fair


def _key() -> str:
    return f"fair.day{today():%Y%m%d}"


def _close_earlier(by) -> None:
    for fair in Fair.objects.filter(event__campaign__slug=SLUG, state=Fair.State.RUNNING):
        actions.move(fair=fair, to=Fair.State.CLOSED, by=by)


def _fair(by) -> Fair:
    region = Region.objects.get(code=REGION)
    campaign = Campaign.objects.filter(slug=SLUG).first()
    if campaign is None:
        campaign = create_campaign(
            slug=SLUG,
            name="练习：今天的招聘会",
            theme="供试用的虚构招聘会",
            summary="每天一场，供试用入场、排队叫号、手语翻译、直播和现场指挥；这里的数字不计入任何活动。",
            year=today().year,
            starts_on=today(),
            ends_on=today(),
            region=region,
            by=by,
        )
        publish_campaign(campaign=campaign, is_public=True, by=by)
    begins = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    event = add_event(
        campaign=campaign,
        key=_key(),
        kind="fair",
        name="包头市残疾人练习招聘会",
        summary="供试用的虚构招聘会。",
        region=region,
        place="包头市会展中心（演示）",
        address="包头市九原区（演示）",
        starts_at=begins,
        ends_at=min(begins + dt.timedelta(hours=HOURS), local(today(), dt.time(23, 45))),
        by=by,
    )
    return actions.create_fair(event=event, mode=Fair.Mode.BOTH, by=by)


def _halls(fair, by) -> list:
    """The halls with their zones; answers the employers' booths."""
    halls, booths = {}, []
    for hall, name, purpose in ZONES:
        if hall not in halls:
            features = [Feature.STEP_FREE, Feature.INDUCTION_LOOP]
            halls[hall] = actions.save_hall(fair=fair, name=hall, features=features, by=by)
        zone = actions.save_zone(hall=halls[hall], name=name, purpose=purpose, features=[Feature.STEP_FREE], by=by)
        if purpose == Purpose.EMPLOYERS:
            booths += actions.add_booths(zone=zone, prefix="A", first=1, count=EMPLOYERS, by=by)
    one, other = halls.values()
    actions.save_quiet_room(hall=other, name="静谈室", by=by)
    actions.save_ways(fair=fair, minutes={(one, other): WALK_MINUTES}, by=by)
    return booths


def _interpreters(fair, account, by) -> None:
    times = {"starts_at": fair.event.starts_at, "ends_at": fair.event.ends_at}
    actions.save_shift(fair=fair, name=account.name, languages=["sign", "mongolian"], account=account, by=by, **times)
    actions.save_shift(fair=fair, name="其木格", languages=["sign"], by=by, **times)


def _employers(fair, booths, by) -> list[Vacancy]:
    """Employers of the campaign's own fairs, each with a booth and posts as they offered them there."""
    offered = Vacancy.objects.filter(event__key__in=("fair.baotou", "fair.region")).exclude(
        state=Vacancy.State.WITHDRAWN
    )
    hiring = Organisation.objects.filter(memberships__isnull=False, vacancies__in=offered).distinct().order_by("pk")
    others = Organisation.objects.filter(vacancies__event__key="fair.baotou").distinct().order_by("pk")
    employers = list(dict.fromkeys([*hiring, *others]))[:EMPLOYERS]
    posts = []
    for employer, booth in zip(employers, booths, strict=False):
        participation = actions.take_part(fair=fair, employer=employer, by=by)
        actions.assign_booth(participation=participation, booth=booth, by=by)
        for vacancy in offered.filter(employer=employer).order_by("pk")[:POSTS_EACH]:
            values = {name: getattr(vacancy, name) for name in FIELDS}
            posts.append(enter_vacancy(event=fair.event, employer=employer, values=values, by=by))
    return posts


def _people(fair, posts, first, by) -> None:
    """People of the campaign's fair in Baotou, and before them those named; some wish to meet somebody."""
    known = list(Person.objects.filter(account__isnull=False, name__in=first).order_by("pk"))
    others = Person.objects.filter(registrations__fair__event__key="fair.baotou", account=None).order_by("pk")
    people = [*known, *others.distinct()[:PEOPLE]]
    for place, person in enumerate(people):
        registration = actions.register(fair=fair, person=person, means=Registration.Means.STAFF, by=by)
        vacancy = posts[place % len(posts)]
        actions.wish(registration=registration, vacancy=vacancy, side=Wish.Side.SEEKER, by=by)
        if place % 3 == 0:
            actions.wish(registration=registration, vacancy=vacancy, side=Wish.Side.EMPLOYER, by=by)
