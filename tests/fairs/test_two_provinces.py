"""A fair that federations of two provinces hold together: who sees it, runs it and reports it, each for their own."""

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.urls import reverse

from tests import cast
from tests.fairs import stage
from tests.fairs.stage import open_names
from tests.sheets import xlsx
from tongxing.bulletins.actions import create_bulletin
from tongxing.campaigns.models import Host
from tongxing.common.refusal import Refused
from tongxing.doors import listing as doors
from tongxing.fairs import actions, hosting, intake
from tongxing.fairs.actions.intake import import_seekers
from tongxing.fairs.models import Fair, Registration
from tongxing.fairs.models.number import new_number
from tongxing.figures import actions as figures
from tongxing.people.models import Person, Region, Role

pytestmark = pytest.mark.django_db
REGIONS = {
    "510000": ("四川省", 1, None),
    "510900": ("遂宁市", 2, "510000"),
    "510903": ("船山区", 3, "510900"),
    "511000": ("内江市", 2, "510000"),
    "500000": ("重庆市", 1, None),
    "500151": ("铜梁区", 3, "500000"),
    "500152": ("潼南区", 3, "500000"),
    "500152100": ("桂林街道", 4, "500152"),
    "500153": ("荣昌区", 3, "500000"),
}
HOSTS = [
    ("遂宁市残联", "host", "510900"),
    ("潼南区残联", "host", "500152"),
    ("铜梁区残联", "co_organiser", "500151"),
    ("荣昌区残联", "executing", "500153"),
    ("遂宁市人社局", "co_organiser", None),
]
ACTORS = {
    "lead of 遂宁": ("lead", "510900"),
    "clerk of 遂宁": ("clerk", "510900"),
    "auditor of 四川": ("auditor", "510000"),
    "lead of 潼南": ("lead", "500152"),
    "clerk of 潼南": ("clerk", "500152"),
    "auditor of 潼南": ("auditor", "500152"),
    "lead of 重庆": ("lead", "500000"),
    "clerk of 铜梁": ("clerk", "500151"),
    "clerk of 荣昌": ("clerk", "500153"),
    "lead of 内江": ("lead", "511000"),
    "clerk of 桂林街道": ("clerk", "500152100"),
}


@pytest.fixture
def shared(db):
    """The fair of today, not public; somebody of 遂宁 and somebody of 潼南 are registered."""
    for code, (name, level, above) in REGIONS.items():
        parent = Region.objects.filter(code=above).first()
        path = f"{parent.path if parent else ''}{code}."
        Region.objects.create(code=code, name=name, level=level, parent=parent, path=path)
    fair = stage.fair_today(region="510900", name="遂宁潼南铜梁荣昌联合招聘会")
    event, campaign = fair.event, fair.event.campaign
    campaign.is_public, campaign.region = False, cast.region("510900")
    campaign.save()
    for order, (name, capacity, code) in enumerate(HOSTS, 1):
        Host.objects.create(
            campaign=campaign, event=event, name=name, capacity=capacity, order=order, region=code and cast.region(code)
        )
    stage.post_of(fair, cast.OrganisationFactory(region="510903"))
    own = {
        code: cast.RegistrationFactory(fair=fair, person__region=code, person__name=name)
        for code, name in (("510903", "林遂宁"), ("500152", "包潼南"), ("511000", "王内江"))
    }
    return SimpleNamespace(fair=fair, event=event, campaign=campaign, people=own)


def actor(name):
    what, code = ACTORS[name]
    return cast.staff(name.replace(" ", "-"), name, getattr(Role.What, what.upper()), code)


def page(view, *arguments):
    return lambda shared, client, account: client.get(reverse(view, args=[one(shared) for one in arguments]))


def person_of(code):
    return lambda shared: shared.people[code].person_id


FAIR = lambda shared: shared.fair.pk  # noqa: E731
SLUG, KEY = (lambda shared: shared.campaign.slug), (lambda shared: shared.event.key)


def in_state(state, act):
    def acted(shared, client, account):
        Fair.objects.filter(pk=shared.fair.pk).update(state=state)
        shared.fair.refresh_from_db()
        return act(shared, client, account)

    return acted


def check_in(code):
    return lambda shared, client, account: actions.check_in(
        fair=shared.fair, registration=shared.people[code], means="name", by=account
    )


def freeze(shared, client, account):
    return figures.freeze(event=shared.event, key=f"{shared.event.key}.posts", by=account)


def report(shared, client, account):
    figures.freeze_all(campaign=shared.campaign, events=[shared.event], by="tests")
    figures.report(event=shared.event, by=account)


def correct(shared, client, account):
    figure = figures.freeze(event=shared.event, key=f"{shared.event.key}.posts", by="tests")
    shared.event.vacancies.update(openings=9)
    figures.correct(figure=figure, why="人数写错了", by=account)


def move(shared, client, account):
    actions.move(fair=shared.fair, to=Fair.State.CLOSED, by=account)


ACTIONS = {
    "see the campaign": page("campaigns:campaign", SLUG),
    "see the event": page("campaigns:event", SLUG, KEY),
    "see the fair": page("fairs:fair", FAIR),
    "see who is registered": page("fairs:people", FAIR),
    "see the figures": page("figures:campaign", SLUG),
    "stand at the door": page("fairs:door", FAIR),
    "add a hall": page("fairs:add_hall", FAIR),
    "import posts": page("fairs:import_vacancies", FAIR),
    "check in one of 遂宁": check_in("510903"),
    "check in one of 潼南": check_in("500152"),
    "open one of 遂宁": page("people:person", person_of("510903")),
    "open one of 潼南": page("people:person", person_of("500152")),
    "edit the event": page("campaigns:edit_event", SLUG, KEY),
    "close the fair": move,
    "freeze": in_state(Fair.State.CLOSED, freeze),
    "report": in_state(Fair.State.CLOSED, report),
    "correct": in_state(Fair.State.CLOSED, correct),
    "write a bulletin": lambda shared, client, account: create_bulletin(
        campaign=shared.campaign, title="简报", by=account
    ),
}
SEES = ["see the campaign", "see the event", "see the fair", "see the figures", "see who is registered"]
RUNS = [
    *SEES, "stand at the door", "add a hall", "import posts", "check in one of 遂宁", "check in one of 潼南",
]  # fmt: skip
LEADS = [*RUNS, "edit the event", "close the fair", "freeze", "report", "correct", "write a bulletin"]
MAY = {
    "lead of 遂宁": [*LEADS, "open one of 遂宁"],
    "clerk of 遂宁": [*LEADS, "open one of 遂宁"],
    "auditor of 四川": [*SEES, "open one of 遂宁"],
    "lead of 潼南": [*RUNS, "open one of 潼南"],
    "clerk of 潼南": [*RUNS, "open one of 潼南"],
    "auditor of 潼南": [*SEES, "open one of 潼南"],
    "lead of 重庆": [*RUNS, "open one of 潼南"],
    "clerk of 铜梁": SEES,
    "clerk of 荣昌": RUNS,
    "lead of 内江": [],
    "clerk of 桂林街道": [],
}
PAGES = ["stand at the door", "add a hall", "import posts", "edit the event", "open one of 遂宁", "open one of 潼南"]


def outcome(act, shared, client, account):
    """ok, a sentence, or 404."""
    client.force_login(account)
    try:
        answer = act(shared, client, account)
    except Refused:
        return "sentence"
    except Http404:
        return "404"
    return {403: "sentence", 404: "404"}.get(getattr(answer, "status_code", 200), "ok")


@pytest.mark.parametrize("name", ACTORS)
def test_each_host_does_its_part(shared, client, name):
    account = actor(name)
    done = {}
    for action, act in ACTIONS.items():
        if action in {"close the fair", "freeze", "report", "correct"}:
            continue
        done[action] = outcome(act, shared, client, account)

    assert [action for action, answer in done.items() if answer == "ok"] == [one for one in done if one in MAY[name]]
    if not MAY[name]:
        assert {answer for action, answer in done.items() if action.startswith("see") or action in PAGES} == {"404"}


@pytest.mark.parametrize("action", ["close the fair", "freeze", "report", "correct"])
@pytest.mark.parametrize("name", ACTORS)
def test_the_first_host_alone_closes_and_reports(shared, client, name, action):
    expected = "ok" if action in MAY[name] else "sentence"

    assert outcome(ACTIONS[action], shared, client, actor(name)) == expected


def test_the_sentence_names_the_host_that_leads(shared):
    with pytest.raises(Refused, match="遂宁市"):
        actions.move(fair=shared.fair, to=Fair.State.CLOSED, by=actor("lead of 潼南"))


def test_without_regions_of_hosts_the_events_own_region_leads_as_before(shared, client):
    shared.event.hosts.update(region=None)

    assert outcome(ACTIONS["see the event"], shared, client, actor("lead of 潼南")) == "404"
    assert outcome(ACTIONS["close the fair"], shared, client, actor("lead of 遂宁")) == "ok"


def test_hosts_of_the_campaign_run_its_events_that_name_none(shared, client):
    shared.event.hosts.update(event=None)

    assert outcome(ACTIONS["stand at the door"], shared, client, actor("clerk of 潼南")) == "ok"
    assert outcome(ACTIONS["close the fair"], shared, client, actor("lead of 潼南")) == "sentence"


def test_an_event_with_hosts_of_its_own_is_not_run_by_those_of_the_campaign(shared, client):
    Host.objects.create(campaign=shared.campaign, name="内江市残联", order=1, region=cast.region("511000"))

    assert outcome(ACTIONS["stand at the door"], shared, client, actor("lead of 内江")) == "404"


@pytest.mark.parametrize(
    ("name", "whole", "masked"),
    [
        ("clerk of 遂宁", ["林遂宁", "王内江"], ["包**"]),
        ("clerk of 潼南", ["包潼南"], ["林**", "王**"]),
        ("clerk of 荣昌", [], ["林**", "包**", "王**"]),
        ("clerk of 铜梁", [], ["林**", "包**", "王**"]),
    ],
)
def test_names_are_whole_for_the_host_whose_people_they_are(shared, client, name, whole, masked):
    client.force_login(actor(name))
    open_names(client, shared.fair)

    text = client.get(reverse("fairs:people", args=[shared.fair.pk])).text

    assert [one for one in ("林遂宁", "包潼南", "王内江") if one in text] == whole
    assert all(one in text for one in masked)


def test_at_the_door_another_hosts_people_are_found_by_number_and_shown_masked(shared, client):
    client.force_login(actor("clerk of 潼南"))

    text = client.post(reverse("fairs:door", args=[shared.fair.pk]), {"who": "林", "number": new_number("A")}).text

    assert "林遂宁" not in text
    assert "林**" in text


def test_entries_of_another_hosts_people_are_numbers_alone(shared, client):
    for number, registration in enumerate(shared.people.values()):
        cast.AttendanceFactory(registration=registration, number=f"A-{number}")
    client.force_login(actor("clerk of 潼南"))

    text = client.get(reverse("figures:figure", args=[shared.campaign.slug, f"{shared.event.key}.attendances"])).text

    assert "包**" in text
    assert "林**" not in text
    assert text.count("其他地区的人") == 2


SHEET = [["姓名", "手机", "旗县"], ["刘遂", "15400000001", "船山区"], ["刘潼", "15400000002", "潼南区"]]


@pytest.mark.parametrize(
    ("name", "entered", "host"), [("clerk of 遂宁", "刘遂", None), ("clerk of 潼南", "刘潼", "遂宁市")]
)
def test_a_sheet_brings_people_of_the_senders_own_region_only(shared, name, entered, host, monkeypatch):
    Fair.objects.update(state=Fair.State.SEEKERS)
    shared.fair.refresh_from_db()
    account = actor(name)
    look = intake.look(fair=shared.fair, kind=intake.SEEKERS, data=xlsx(SHEET), name="求职者.xlsx", by=account)

    import_seekers(fair=shared.fair, lines=look.lines, by=account)

    assert not Person.objects.filter(name__in={"刘遂", "刘潼"} - {entered}).exists()


def test_another_hosts_person_is_handed_back_with_the_host_that_takes_them_in(shared):
    Fair.objects.update(state=Fair.State.SEEKERS)
    shared.fair.refresh_from_db()
    known = cast.PersonFactory(name="刘遂", region="510903", phone="15400000001")
    account = actor("clerk of 潼南")
    look = intake.look(fair=shared.fair, kind=intake.SEEKERS, data=xlsx(SHEET[:2]), name="求职者.xlsx", by=account)
    (line,) = look.lines

    import_seekers(fair=shared.fair, lines=look.lines, by=account)

    assert any("遂宁市" in problem.sentence for problem in line.problems)
    assert not Registration.objects.filter(person=known).exists()
    with pytest.raises(Refused, match="遂宁市"):
        actions.register(fair=shared.fair, person=known, means=Registration.Means.STAFF, by=account)


def test_a_co_organisers_people_are_guests_of_the_host_that_leads(shared):
    assert hosting.host_of(shared.fair, cast.region("500151")) is None
    assert hosting.host_of(shared.fair, cast.region("500153")) == cast.region("500153")


def test_what_a_device_sent_of_another_hosts_walk_in_is_masked(shared):
    act = SimpleNamespace(data={"name": "王小明", "phone": "13912345678"}, get_kind_display=lambda: "")

    words = doors.in_words(act, shared.fair, {}, {})

    assert "王** · *******5678" in words
    assert "小明" not in words
