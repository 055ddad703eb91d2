"""However three devices' uploads are cut, doubled, shuffled and broken off, the same stands in the end.

The twin is slow and obvious: it looks at all that the devices noted, at once and in order, and never merges anything.
"""

import datetime as dt
from collections import Counter, defaultdict
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.doors.stage import act, device_at, send
from tests.fairs.stage import at, post_of
from tongxing.doors.models import Act, Claim
from tongxing.fairs.models import Interview

PEOPLE, DEVICES, FINAL = 3, 3, {"accepted", "repeat", "conflict", "refused"}
AT_THE_DOOR = st.one_of(
    st.tuples(st.just("check_in"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("resume"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("undo"), st.integers(0, 20)),
)
AT_THE_BOOTH = st.one_of(
    st.tuples(st.just("intent"), st.just(0), st.sampled_from(["seeker", "employer"]), st.booleans()),
    st.tuples(st.just("outcome"), st.just(0), st.sampled_from(["intent", "thinking", "no"])),
    st.tuples(st.just("undo"), st.integers(0, 20)),
)


class Crash(BaseException):
    """The power is cut."""


def plans(kinds):
    """What each device does, and in what pieces it is uploaded: (device, which acts, acts until the power is cut)."""
    done = st.lists(st.lists(kinds, min_size=2, max_size=7), min_size=DEVICES, max_size=DEVICES)
    piece = st.tuples(
        st.integers(0, DEVICES - 1), st.lists(st.integers(0, 6), min_size=1, max_size=4), st.none() | st.integers(0, 4)
    )
    return st.tuples(done, st.lists(piece, min_size=2, max_size=8))


@pytest.fixture
def scene(fair, gao, bakery):
    vacancy = post_of(fair, bakery)
    people = [cast.RegistrationFactory(fair=fair) for _person in range(PEOPLE)]
    for person in people:
        Interview.objects.create(registration=person, vacancy=vacancy, starts_at=at(fair, 10), ends_at=at(fair, 10, 15))
    devices = {
        role: [device_at(fair, gao, role, name=f"{role}{number}") for number in range(DEVICES)]
        for role in ("door", "booth")
    }
    return SimpleNamespace(fair=fair, vacancy=vacancy, people=people, devices=devices)


def noted(scene, device, done) -> list[dict]:
    """The acts as the device keeps them."""
    acts: list[dict] = []
    for counter, (kind, which, *said) in enumerate(done):
        moment = at(scene.fair, 9) + dt.timedelta(minutes=10 * device + counter)
        if kind == "undo":
            before = [one for one in acts if one["kind"] != "undo"]
            if before:
                acts.append(act("undo", moment, counter, act=before[which % len(before)]["id"]))
            continue
        data = {"person": scene.people[which].pk}
        if kind == "intent":
            data |= {"vacancy": scene.vacancy.pk, "side": said[0], "yes": said[1]}
        elif kind == "outcome":
            data |= {"vacancy": scene.vacancy.pk, "outcome": said[0]}
        acts.append(act(kind, moment, counter, **data))
    return acts


def upload(device, acts, cut_after, monkeypatch) -> dict:
    """Send ``acts``; with ``cut_after`` the power goes after so many of them were written. Answers by id."""
    left = [cut_after]
    create = Act.objects.create

    def until_it_is_cut(**facts):
        if left[0] is not None:
            left[0] -= 1
            if left[0] < 0:
                raise Crash
        return create(**facts)

    with monkeypatch.context() as power:
        power.setattr(Act.objects, "create", until_it_is_cut)
        try:
            return {answer.id: answer.state for answer in send(device, *acts)}
        except Crash:
            return {}


def merged(scene, role, done, pieces, monkeypatch) -> None:
    """Upload the pieces, then everything that has no final answer, until all have one."""
    acts = [noted(scene, number, one) for number, one in enumerate(done)]
    devices = scene.devices[role]
    for number, which, cut_after in pieces:
        if acts[number]:
            chosen = [acts[number][one % len(acts[number])] for one in which]
            upload(devices[number], chosen, cut_after, monkeypatch)
    for number, own in enumerate(acts):
        states = upload(devices[number], own, None, monkeypatch)
        assert {states[one["id"]] for one in own} <= FINAL - {"refused"}
        assert len(states) == len(own)


def standing(fair) -> dict:
    """What stands in the database."""
    contested = defaultdict(set)
    for claim in Claim.objects.filter(is_contested=True, is_open=True):
        contested[claim.subject].add(claim.value)
    return {
        "attendances": Counter(fair.attendances.values_list("registration", "arrived_at")),
        "resumes": set(fair.submissions.values_list("registration", flat=True)),
        "words": {
            (one.registration_id, side)
            for one in fair.intents.all()
            for side in ("seeker", "employer")
            if getattr(one, f"{side}_agrees")
        },
        "outcomes": {
            one.registration_id: one.outcome
            for one in Interview.objects.filter(registration__fair=fair).exclude(outcome="pending")
        },
        "contested": dict(contested),
    }


def twin(scene, done) -> dict:
    """What must stand, from all that was noted."""
    comings, resumes, last = Counter(), set(), defaultdict(dict)
    for number, one in enumerate(done):
        acts = noted(scene, number, one)
        gone = set()
        for taken in acts:
            if taken["kind"] == "undo":
                gone.add(taken["data"]["act"])
        for taken in acts:
            if taken["kind"] == "undo" or taken["id"] in gone:
                continue
            data = taken["data"]
            if taken["kind"] == "check_in":
                comings[data["person"], dt.datetime.fromisoformat(taken["at"])] += 1
            elif taken["kind"] == "resume":
                resumes.add(data["person"])
            elif taken["kind"] == "intent":
                last["word", data["person"], data["side"]][number] = "yes" if data["yes"] else "no"
            else:
                last["outcome", data["person"], ""][number] = data["outcome"]
                if data["outcome"] == "intent":
                    for side in ("seeker", "employer"):
                        last["word", data["person"], side][number] = "yes"
    agreed = {subject: set(said.values()) for subject, said in last.items()}
    one_value = {subject: min(values) for subject, values in agreed.items() if len(values) == 1}
    vacancy = scene.vacancy.pk
    return {
        "attendances": comings,
        "resumes": resumes,
        "words": {
            (person, side) for (kind, person, side), value in one_value.items() if kind == "word" and value == "yes"
        },
        "outcomes": {person: value for (kind, person, _side), value in one_value.items() if kind == "outcome"},
        "contested": {
            f"{kind}:{person}:{vacancy}" + (f":{side}" if side else ""): values
            for (kind, person, side), values in agreed.items()
            if len(values) > 1
        },
    }


def check(scene, role, plan, monkeypatch):
    done, pieces = plan
    with transaction.atomic():
        merged(scene, role, done, pieces, monkeypatch)
        found = standing(scene.fair)
        transaction.set_rollback(True)
    assert found == twin(scene, done)


PATIENT = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@PATIENT
@given(plan=plans(AT_THE_DOOR))
def test_doors_come_out_the_same_however_their_uploads_are_cut(scene, monkeypatch, plan):
    check(scene, "door", plan, monkeypatch)


@PATIENT
@given(plan=plans(AT_THE_BOOTH))
def test_booths_come_out_the_same_however_their_uploads_are_cut(scene, monkeypatch, plan):
    check(scene, "booth", plan, monkeypatch)
