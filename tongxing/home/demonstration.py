"""Putting the demonstration together: its campaign from a folder, its accounts, and what follows from both."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from demo.campaign import BAKERY, Story
from tongxing.bulletins.actions import draft_bulletin, publish
from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import Refused
from tongxing.fairs.actions import make_timetable, move, save_shift, set_outcome
from tongxing.fairs.models import Fair, Intent, InterpreterShift, Interview
from tongxing.figures.actions import freeze_all, report
from tongxing.folders.actions import load_campaign, load_regions
from tongxing.folders.reading.regions import file_of, read_regions
from tongxing.folders.writing import write_folder
from tongxing.home.demonstration_live import build_live
from tongxing.home.demonstration_round import build_round
from tongxing.home.demonstration_zones import build_zones
from tongxing.jobs.actions import apply, ask, keep_open, refresh_suggestions
from tongxing.jobs.models import Seeker, Vacancy
from tongxing.organisations.actions import add_member
from tongxing.organisations.models import Organisation
from tongxing.people.actions import create_account, grant_role, sign_up, verify_phone
from tongxing.people.models import Account, Person, Region, Role

BY = "demo"
SEED = 2025
SLUG = "dec-2025"
PASSWORD = "walk-together-2025"  # noqa: S105 - of invented accounts, in a database that answers this machine alone
REPORTED = ("fair.region", "fair.live")
"""Fairs that are reported in the demonstration; the third one is closed, so that reporting can be tried."""


@dataclass(frozen=True)
class SignIn:
    """An invented account that signs in with a password: who it is, what it may do, where."""

    username: str
    name: str
    what: str
    region: str
    words: str


STAFF = (
    SignIn("han", "韩主任", Role.What.LEAD, "150000", "自治区残联负责人"),
    SignIn("wuyun", "乌云", Role.What.CLERK, "150000", "自治区残联经办人"),
    SignIn("gaoyun", "高云", Role.What.CLERK, "150200", "包头市残联经办人"),
    SignIn("qihong", "齐红", Role.What.CLERK, "150400", "赤峰市残联经办人，看不到包头市的人"),
    SignIn("baoyin", "宝音", Role.What.CLERK, "150221", "土默特右旗残联经办人，今天有走访路线"),
    SignIn("tuya", "图雅", Role.What.VOLUNTEER_LEADER, "150221", "志愿者队长，今天随辅具组外出"),
    SignIn("naren", "那仁", Role.What.AUDITOR, "150000", "自治区残联审计人员"),
    SignIn("surina", "苏日娜", Role.What.INTERPRETER, "150000", "手语翻译、蒙古语翻译"),
    SignIn("zhaomin", "赵敏", Role.What.EMPLOYER, "150105", f"{BAKERY}招聘负责人"),
)
MEMBERS = {"入户一组": "baoyin", "辅具组": "tuya"}
"""Who goes out with which team of the round."""
SEEKERS = {"林晓雯": "求职者，听力残疾，第一次找工作", "包志强": "求职者，坐轮椅"}


def build(say: Callable[[str], object]) -> None:
    """Fill an empty database that is marked as a demonstration. ``say`` hears what is being done."""
    lines, problems = read_regions(file_of("150000"), {})
    if problems:
        raise Refused(str(problems[0]))
    load_regions(lines=lines, by=BY)
    say("campaign")
    story = Story(SEED)
    _load(story)
    campaign = Campaign.objects.get(slug=SLUG)
    say("accounts")
    _accounts(campaign)
    for vacancy in Vacancy.objects.filter(event__campaign=campaign, state=Vacancy.State.OPEN):
        keep_open(vacancy=vacancy, by=BY)  # the fairs of the story are over; its posts are there to be tried
    fairs = list(Fair.objects.filter(event__campaign=campaign).select_related("event__region", "event__campaign"))
    _applications()
    say("round")
    build_round(seed=SEED, members=MEMBERS, by=BY)
    say("live")
    build_live(story=story, by=BY)
    say("shortlists")
    for fair in fairs:
        seekers = Seeker.objects.filter(person__registrations__fair=fair)
        refresh_suggestions(event=fair.event, by=BY, seekers=seekers)
    say("timetables")
    for fair in fairs:
        if fair.mode != Fair.Mode.LIVE:
            make_timetable(fair=fair, by=BY)
            _outcomes(fair)
        move(fair=fair, to=Fair.State.CLOSED, by=BY)
    say("zones")
    build_zones(seed=SEED, by=BY)
    say("figures")
    freeze_all(campaign=campaign, by=Account.objects.get(username="han"))
    for fair in fairs:
        if fair.event.key in REPORTED:
            report(event=fair.event, by=BY)
    say("bulletin")
    han = Account.objects.get(username="han")
    publish(bulletin=draft_bulletin(campaign=campaign, by=han), by=han)


def _load(story: Story) -> None:
    """The campaign's own folder, with its fairs still running: what follows closes them, as clerks would.

    Viewings are left out: in the demonstration they come from heartbeats (``build_live``).
    """
    rows = {key: {**sheets, "viewings": []} for key, sheets in story.rows.items()}
    for event in story.outline["events"]:
        if "fair" in event:
            event["fair"]["state"] = Fair.State.RUNNING.value
    with tempfile.TemporaryDirectory(prefix="tongxing-demo-") as folder:
        write_folder(Path(folder) / SLUG, story.outline, rows)
        loaded = load_campaign(folder=Path(folder) / SLUG, by=BY)
    if loaded.problems:
        raise Refused("\n".join(str(problem) for problem in loaded.problems))


def _accounts(campaign: Campaign) -> None:
    for one in STAFF:
        account = create_account(username=one.username, password=PASSWORD, name=one.name, by=BY)
        if one.what != Role.What.EMPLOYER:
            region = Region.objects.get(code=one.region)
            grant_role(account=account, what=one.what, region=region, by=BY, valid_from=campaign.starts_on)
    bakery = Organisation.objects.get(name=BAKERY)
    add_member(account=Account.objects.get(username="zhaomin"), organisation=bakery, by=BY)
    surina = Account.objects.get(username="surina")
    for shift in InterpreterShift.objects.filter(name=surina.name).select_related("fair__event__region"):
        save_shift(
            fair=shift.fair,
            name=shift.name,
            languages=shift.languages,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            account=surina,
            shift=shift,
            by=BY,
        )
    for name in SEEKERS:
        person = Person.objects.get(name=name, region__code__in=("150105", "150203"))
        account = verify_phone(phone=person.phone, by=BY)
        sign_up(name=name, region=person.region, by=account, certificate=person.certificate)


def _applications() -> None:
    """林晓雯 applies at the bakery and asks in private for an interpreter: both wait for 赵敏."""
    lin = Seeker.objects.select_related("person__account").get(person__name="林晓雯", person__account__isnull=False)
    vacancy = Vacancy.objects.get(employer__name=BAKERY, event__key="fair.region", title="面点烘焙师")
    apply(seeker=lin, vacancy=vacancy, by=lin.person.account)
    ask(seeker=lin, vacancy=vacancy, code="sign_interpreter", words="面试时希望有手语翻译。", by=lin.person.account)


def _outcomes(fair: Fair) -> None:
    """What came of each interview: agreed with the intents of the day, else what is usual."""
    interviews = list(
        Interview.objects.filter(registration__fair=fair)
        .exclude(starts_at=None)
        .select_related("registration__fair__event__region", "registration__person", "vacancy__employer")
    )
    agreed = set(
        Intent.objects.filter(fair=fair, seeker_agrees=True, employer_agrees=True).values_list(
            "registration", "vacancy"
        )
    )
    thinking, no, absent = Interview.Outcome.THINKING, Interview.Outcome.NO, Interview.Outcome.ABSENT
    usual = (thinking, no, no, thinking, no, thinking, absent)
    for index, interview in enumerate(interviews):
        both = (interview.registration_id, interview.vacancy_id) in agreed
        set_outcome(interview=interview, outcome=Interview.Outcome.INTENT if both else usual[index % len(usual)], by=BY)


def sign_ins() -> list[dict[str, str]]:
    """Who can sign in to the demonstration, and how."""
    staff = [{"username": one.username, "password": PASSWORD, "who": f"{one.name} · {one.words}"} for one in STAFF]
    people = Person.objects.filter(name__in=SEEKERS, account__isnull=False).order_by("pk")
    return staff + [{"phone": person.phone, "who": f"{person.name} · {SEEKERS[person.name]}"} for person in people]
