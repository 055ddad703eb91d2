"""Every way in by which a moment comes: what was not while the fair was open, or is still ahead, is refused there.

The fair is today's, from nine to four; now is the tests' own moment, in the morning. A way in has a name, says what
kind of moments it brings, and tries to bring one; it answers with the sentence of the refusal, or nothing. An action
that takes a moment and stands in neither list of this file fails the test at its end.
"""

import ast
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import clock
from tests.doors.stage import act, device_at, post, send
from tests.fairs.stage import fair_today, post_of, registered
from tests.house.folders_of_today import HOUR, TODAY, at, in_a_folder, in_the_outline
from tests.interpreting.stage import InterpreterRequestFactory, shift_of
from tests.live.stage import StreamFactory, beats
from tests.queues.stage import DeskFactory
from tongxing.campaigns import moments
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.doors import actions as doors
from tongxing.doors.models import Act
from tongxing.fairs import actions as fairs
from tongxing.fairs.models import Interview
from tongxing.interpreting import actions as interpreting
from tongxing.interpreting.models import InterpreterRequest
from tongxing.live import actions as live
from tongxing.live.actions.record import Asked, Said
from tongxing.queues import actions as queues
from tongxing.zones import actions as zones

ROOT = Path(__file__).resolve().parents[2]
GOOD = clock.START - dt.timedelta(minutes=20)


AHEAD = {"in three hours": clock.START + 3 * HOUR, "in five minutes": clock.START + HOUR / 12}
BEFORE = {"eight hours before opening": at(1), "a day early": GOOD - 24 * HOUR}
SLIPS = {"1926": at(10, day=TODAY.replace(year=1926)), "2062": at(10, day=TODAY.replace(year=2062))}
LAST_YEAR = {"a year early": at(10, day=TODAY.replace(year=TODAY.year - 1))}
BAD = {
    moments.DAY: AHEAD | BEFORE | SLIPS | LAST_YEAR,
    moments.PAPER: AHEAD | BEFORE | SLIPS | LAST_YEAR,
    moments.READY: AHEAD | SLIPS | {"before last year": at(10, day=TODAY.replace(year=TODAY.year - 2))},
    moments.PLAN: BEFORE | SLIPS | LAST_YEAR | {"tomorrow": GOOD + 24 * HOUR},
    "now": BEFORE | LAST_YEAR | {"in the evening": at(18, 30), "tomorrow": GOOD + 24 * HOUR},
    "today": AHEAD,
    "device": AHEAD | BEFORE | LAST_YEAR | {"2062": SLIPS["2062"]},
}
REFUSAL = re.compile("只能在.*之间|还没有到|开始之后、现在之前")


@pytest.fixture
def scene(db, tmp_path, settings, client, gao, lin, bakery):
    fair = fair_today()
    vacancy = post_of(fair, bakery)
    return SimpleNamespace(
        fair=fair, vacancy=vacancy, gao=gao, lin=lin, registration=registered(fair, lin), client=client,
        folder=tmp_path, settings=settings, participation=fair.participations.get(),
    )  # fmt: skip


def refusal(act: Callable, **facts) -> str:
    """The sentence with which an action refuses; empty where it does not."""
    try:
        act(**facts)
    except Refused as refused:
        return str(refused)
    return ""


# Devices


def noted(kind, role="door", **data):
    """An act that a device noted, whose own clock is right."""

    def bring(scene, moment):
        said = {name: value(scene) if callable(value) else value for name, value in data.items()}
        if kind == "outcome":
            times = {"starts_at": at(9, 30), "ends_at": at(9, 45)}
            Interview.objects.create(registration=scene.registration, vacancy=scene.vacancy, **times)
        device = device_at(scene.fair, scene.gao, role)
        answer = send(device, act(kind, moment, 5, **said))[0]
        assert answer.state == ("refused" if answer.sentence and REFUSAL.search(answer.sentence) else "accepted")
        return answer.sentence if answer.state == "refused" else ""

    return bring


def person(scene):
    return scene.registration.pk


def post_offered(scene):
    return scene.vacancy.pk


def over_the_network(scene, moment):
    answer = post(scene.client, device_at(scene.fair, scene.gao), act("check_in", moment, person=person(scene)))
    return "".join(one["sentence"] for one in answer.json()["acts"] if one["state"] == "refused")


def with_a_clock_that_is_wrong(scene, moment):
    """The device's clock is a year behind, and says so with its upload."""
    year = dt.timedelta(days=365)
    came = act("check_in", moment - year, person=person(scene))
    answer = send(device_at(scene.fair, scene.gao), came, clock=timezone.now() - year)[0]
    return answer.sentence if answer.state == "refused" else ""


def taken_back(scene, moment):
    device = device_at(scene.fair, scene.gao)
    came = act("check_in", GOOD - HOUR / 6, person=person(scene))
    answers = send(device, came, act("undo", moment, 2, act=came["id"]))
    return answers[1].sentence if answers[1].state == "refused" else ""


def settled_by_a_clerk(scene, moment):
    send(device_at(scene.fair, scene.gao), act("check_in", at(1), person=person(scene)))
    scene.client.force_login(scene.gao)
    said = {"how": "again", "why": "设备日期错了", "at": f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"}
    page = scene.client.post(reverse("doors:settle", args=[Act.objects.get().pk]), said)
    return page.content.decode() if page.status_code == 200 else ""


# Pages: the moment is now


def at_the_door(scene, moment):
    clock.turn_to(moment)
    return refusal(
        fairs.check_in_by_ticket, fair_id=scene.fair.pk, code=scene.registration.ticket, by=scene.gao
    )  # fmt: skip


def by_name(scene, moment):
    clock.turn_to(moment)
    return refusal(fairs.check_in, fair=scene.fair, registration=scene.registration, means="name", by=scene.gao)


def walks_in(scene, moment):
    clock.turn_to(moment)
    return refusal(fairs.walk_in, fair=scene.fair, name="乌云", phone="19911112222", by=scene.gao)


# Actions and forms that are told a moment


def check_in(scene, moment):
    return refusal(
        fairs.check_in, fair=scene.fair, registration=scene.registration, means="name", by=scene.gao, at=moment
    )


def hand_in(means):
    def bring(scene, moment):
        facts = {"fair": scene.fair, "registration": scene.registration, "means": means}
        return refusal(fairs.hand_in_resume, **facts, by=scene.gao, at=moment)

    return bring


def interested(scene, moment):
    facts = {"fair": scene.fair, "registration": scene.registration, "vacancy": scene.vacancy}
    return refusal(fairs.register_intent, **facts, by=scene.gao, seeker_agrees=True, at=moment)


def interprets(scene, moment):
    facts = {"name": "苏日娜", "languages": ["sign"], "by": scene.gao}
    if moment < scene.fair.event.ends_at:
        return refusal(fairs.save_shift, fair=scene.fair, starts_at=moment, ends_at=at(16), **facts)
    return refusal(fairs.save_shift, fair=scene.fair, starts_at=at(9), ends_at=moment, **facts)


def on_the_stage(scene, moment):
    return refusal(zones.save_programme, fair=scene.fair, name="开幕", starts_at=moment, by=scene.gao)


def session_on_paper(scene, moment):
    scene.client.force_login(scene.gao)
    said = {"kind": "clinic", "began_at": f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}", "minutes": 10}
    page = scene.client.post(reverse("zones:enter_session", args=[scene.fair.pk]), said | {"number": "Z-ABCDE-12345"})
    return page.content.decode() if page.status_code == 200 else ""


def session(scene, moment):
    facts = {"fair": scene.fair, "kind": "clinic", "minutes": 10}
    return refusal(zones.enter_service, **facts, began_at=moment, by=scene.gao)


def sessions_on_paper(scene, moment):
    row = {"kind": "clinic", "minutes": 10, "began_at": moment, "number": "Z-1"}
    return refusal(zones.enter_services, fair=scene.fair, rows=[row], by=scene.gao)


def numbers_on_paper(scene, moment):
    desk = DeskFactory(fair=scene.fair)
    row = {"taken_at": moment, "called_at": moment, "served_from": moment, "served_until": moment}
    return refusal(queues.enter_numbers, desk=desk, rows=[row], by=scene.gao)


def interpreting_ended(scene, moment):
    shift = shift_of(scene.fair)
    state = InterpreterRequest.State.BEGUN
    request = InterpreterRequestFactory(fair=scene.fair, shift=shift, state=state, sent_at=at(9), begun_at=at(9, 10))
    ended = timezone.localtime(moment).time()
    return refusal(interpreting.finish, request=request, by=scene.gao, ended_at=ended)


def record_of_a_stream(field):
    def bring(scene, moment):
        said, asked = [Said(moment, "欢迎")], [Asked(moment, "包住吗？", 1, "text", "包住。")]
        tried = {
            "began_at": moment,
            "ended_at": moment,
            "shown": {"E-1": (moment, moment)},
            "said": said,
            "asked": asked,
        }
        facts = {"began_at": GOOD, "ended_at": GOOD, "shown": {}, "said": [], "asked": []} | {field: tried[field]}
        return refusal(live.take_in_record, stream=StreamFactory(fair=scene.fair), by="tests", **facts)

    return bring


def heartbeats(scene, moment):
    """A hub's heartbeats are nobody's to mend: they make no viewing, and the trail says how many stays that were."""
    StreamFactory(fair=scene.fair, channel="live")
    second = moment.timestamp()
    beats(
        scene.settings.LIVE_FOLDER,
        "one",
        ("live", "anna-0123456789ab", second),
        ("live", "anna-0123456789ab", second + 15),
    )
    live.book_viewings(by="tests")
    return "" if scene.fair.viewings.exists() else "不是还没有到就是只能在……之间"


DAY, PAPER, READY, PLAN = moments.DAY, moments.PAPER, moments.READY, moments.PLAN
WAYS_IN: dict[str, tuple] = {
    "device: check-in": ("device", noted("check_in", person=person)),
    "device: check-in over the network": ("device", over_the_network),
    "device: check-in by a wrong clock": ("device", with_a_clock_that_is_wrong),
    "device: walk-in": ("device", noted("walk_in", name="乌云", phone="19911112222")),
    "device: résumé": ("device", noted("resume", person=person)),
    "device: intent": (
        "device", noted("intent", "booth", person=person, vacancy=post_offered, side="seeker", yes=True),
    ),
    "device: outcome": ("device", noted("outcome", "booth", person=person, vacancy=post_offered, outcome="thinking")),
    "device: taken back": ("device", taken_back),
    "device: settled by a clerk": ("device", settled_by_a_clerk),
    "page: ticket at the door": ("now", at_the_door),
    "page: by name at the door": ("now", by_name),
    "page: walk-in": ("now", walks_in),
    "action: check-in": (DAY, check_in),
    "action: résumé at a booth": (PAPER, hand_in("on_site")),
    "action: résumé online": (READY, hand_in("online")),
    "action: intent": (PAPER, interested),
    "action: interpreter's time": (PLAN, interprets),
    "action: programme": (PLAN, on_the_stage),
    "page: session on paper": (DAY, session_on_paper),
    "action: session": (DAY, session),
    "action: sessions on paper": (DAY, sessions_on_paper),
    "action: numbers on paper": (DAY, numbers_on_paper),
    "page: interpreting ended": ("today", interpreting_ended),
    "record: stream began": (DAY, record_of_a_stream("began_at")),
    "record: stream ended": (DAY, record_of_a_stream("ended_at")),
    "record: employer shown": (DAY, record_of_a_stream("shown")),
    "record: caption": (DAY, record_of_a_stream("said")),
    "record: question": (DAY, record_of_a_stream("asked")),
    "hub: heartbeats": (DAY, heartbeats),
    "folder: employers": (READY, in_a_folder("employers", 0, "registered_at", "M2")),
    "folder: posts": (READY, in_a_folder("vacancies", 0, "entered_at", "X2")),
    "folder: people": (READY, in_a_folder("seekers", 1, "registered_at", "AG3")),
    "folder: comings": (DAY, in_a_folder("attendances", 1, "arrived_at", "F3")),
    "folder: résumés": (PAPER, in_a_folder("resumes", 0, "handed_in_at", "H2", means="现场")),
    "folder: résumés online": (READY, in_a_folder("resumes", 0, "handed_in_at", "H2", means="网上")),
    "folder: intents": (PAPER, in_a_folder("intents", 0, "registered_at", "I2")),
    "folder: viewings": (DAY, in_a_folder("viewings", 1, "started_at", "C3")),
    "folder: interviews held": (
        DAY, in_a_folder("interviews", 0, "starts_at", "C2", ends_at=f"{TODAY} 15:00", outcome="双方有意"),
    ),
    "folder: interviews planned": (PLAN, in_a_folder("interviews", 0, "starts_at", "C2", ends_at=f"{TODAY} 15:00")),
    "folder: interviews' ends": (PLAN, in_a_folder("interviews", 0, "ends_at", "D2", starts_at=f"{TODAY} 09:30")),
    "folder: interpreter begins": (PLAN, in_the_outline("starts_at")),
    "folder: interpreter ends": (PLAN, in_the_outline("ends_at")),
}  # fmt: skip
CASES = [(way, when) for way, (kind, _bring) in WAYS_IN.items() for when in BAD[kind]]


@pytest.mark.parametrize(("way", "when"), CASES)
def test_a_moment_that_cannot_be_is_refused_with_a_sentence(scene, way, when):
    kind, bring = WAYS_IN[way]
    assert REFUSAL.search(bring(scene, BAD[kind][when]))


@pytest.mark.parametrize("way", WAYS_IN)
def test_a_moment_of_the_fair_is_taken(scene, way):
    assert today() == TODAY
    assert WAYS_IN[way][1](scene, GOOD) == ""


TRIED_ABOVE = {
    "doors.merging.check_in", "doors.merging.walk_in", "doors.merging.resume", "doors.merging.intent",
    "doors.merging.outcome", "doors.merging.undo", "doors.merging.made_of", "doors.receiving.merge",
    "doors.refusals.try_again", "fairs.day.check_in", "fairs.day.check_in_by_key", "fairs.day.walk_in",
    "fairs.day.undo_check_in", "fairs.entries.hand_in_resume", "fairs.entries.register_intent", "fairs.fair.save_shift",
    "interpreting.request.finish", "live.record.take_in_record", "zones.programme.save_programme",
    "zones.service.enter_service",
}  # fmt: skip
NOT_OF_THE_EVENT = {
    "doors.claims.enter": "the moment of an act that was held against the fair when it came",
    "doors.devices.enrol": "a device's clock, to be compared with ours",
    "doors.devices.note_visit": "the same",
    "fairs.fair.save_quiet_room": "times of day of a room",
    "fairs.repair.repair_day": "now, for plans that are made anew",
    "interpreting.hours.book": "from a request that is finished now, or today",
    "jobs.application.due_for": "now, from which a deadline is counted",
    "live.application.apply_live": "the moment of a résumé that was checked when it was handed in",
    "queues.calling.keep": "now, and until when a place is kept",
    "queues.calling.end_calls": "now",
    "queues.serving.grant": "when a bus leaves",
    "queues.taking.write": "now",
    "queues.taking.tell": "now",
    "rounds.day.propose": "now, for a round of visits",
    "zones.exhibit.add_showing": "a plan, held against the fair's opening itself, which is narrower",
    "zones.service.open_follow_up": "a day in the future",
}
NAMES = re.compile("at|clock|now|since|until|moment|.*_at")


def actions_with_moments():
    for path in sorted([*ROOT.glob("tongxing/*/actions/*.py"), *ROOT.glob("tongxing/*/actions.py")]):
        room = path.relative_to(ROOT / "tongxing").parts[0]
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
                if any(NAMES.fullmatch(name) for name in names):
                    yield f"{room}.{path.stem}.{node.name}"


def test_each_action_that_takes_a_moment_is_tried_or_says_why_not():
    assert set(actions_with_moments()) == TRIED_ABOVE | set(NOT_OF_THE_EVENT)


def test_each_moment_in_a_folders_sheet_is_tried():
    reading = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tongxing/folders/reading").glob("*.py"))
    assert len(re.findall(r"reader\.moment\(", reading)) == 9
    assert doors.receive
