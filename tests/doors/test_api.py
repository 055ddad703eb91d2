"""What devices ask: a code works once, a secret is a device's own, and the roster opens with its key alone."""

import base64
import datetime as dt
import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.doors.stage import act, check_in, device_at, post
from tests.fairs.stage import at, clock, post_of, registered
from tongxing.doors import actions
from tongxing.doors.models import Device
from tongxing.fairs import actions as fair_actions
from tongxing.fairs.models import Fair


def code_of(fair, by, role="door", **facts):
    device = actions.prepare(fair=fair, name="东门", role=role, by=by, **facts)
    return actions.make_code(device=device, by=by)


def enrol(client, code, **more):
    sent = {"code": code, "clock": timezone.now().isoformat(), "version": 1} | more
    return client.post(reverse("doors:enrol"), json.dumps(sent), content_type="application/json")


def ask(client, name, device, **headers):
    return client.get(reverse(f"doors:{name}"), headers={"authorization": device.shows, **headers})


def opened(answer, device):
    raw = base64.b64decode(answer.json()["box"])
    return json.loads(AESGCM(base64.b64decode(device.roster_key)).decrypt(raw[:12], raw[12:], None))


def test_a_code_enrols_once(client, fair, gao):
    code = code_of(fair, gao)
    first, second = enrol(client, code.lower().replace("-", " ")), enrol(client, code)
    assert first.status_code == 200
    assert first.json()["role"] == "door"
    assert second.status_code == 410
    assert "一次" in second.json()["sentence"]


def test_a_code_dies_after_a_quarter_of_an_hour(client, fair, gao, monkeypatch):
    code = code_of(fair, gao)
    clock(monkeypatch, at(fair, 11, 16))
    assert enrol(client, code).status_code == 410


def test_neither_code_nor_secret_stands_in_the_database(client, fair, gao):
    code = code_of(fair, gao)
    before = str(Device.objects.values().get())
    secret = enrol(client, code).json()["secret"]
    assert code.replace("-", "") not in before
    assert secret not in str(Device.objects.values().get())


@pytest.mark.parametrize("shown", ["", "Device", "Device D-1 x", "Bearer abc"])
@pytest.mark.parametrize("name", ["roster", "state"])
def test_who_shows_no_secret_gets_nothing(client, fair, gao, shown, name):
    device_at(fair, gao)
    assert client.get(reverse(f"doors:{name}"), headers={"authorization": shown}).status_code == 401


def test_another_devices_secret_does_not_open(client, fair, gao):
    one, other = device_at(fair, gao), device_at(fair, gao)
    mixed = f"Device {one.number} {other.shows.split()[2]}"
    assert client.get(reverse("doors:state"), headers={"authorization": mixed}).status_code == 401


def test_a_locked_device_is_told_so_at_every_address(client, fair, gao, lin):
    device = device_at(fair, gao)
    actions.lock(device=device, by=gao, why="丢失")
    assert {ask(client, name, device).status_code for name in ("roster", "state")} == {423}
    answer = post(client, device, check_in(registered(fair, lin), at(fair, 10)))
    assert answer.status_code == 423
    assert not fair.attendances.exists()


def test_the_door_knows_people_by_mask_initials_and_four_digits(client, fair, gao, lin):
    lin.person.sound = "linxiaowen lxw"
    lin.person.save()
    registration, device = registered(fair, lin), device_at(fair, gao)
    answer = ask(client, "roster", device)
    assert opened(answer, device)["people"] == [
        {"k": registration.pk, "n": registration.number, "s": "林**", "i": "lxw", "t": "0001"}
    ]
    assert "林" not in answer.content.decode()


def test_a_roster_that_is_known_is_not_sent_again(client, fair, gao, lin):
    device = device_at(fair, gao)
    tag = ask(client, "roster", device).headers["ETag"]
    assert ask(client, "roster", device, **{"if-none-match": tag}).status_code == 304
    registered(fair, lin)
    assert ask(client, "roster", device, **{"if-none-match": tag}).status_code == 200


def test_a_given_up_place_is_in_the_roster_as_such(client, fair, gao, lin):
    registration, device = registered(fair, lin), device_at(fair, gao)
    key = registration.pk
    fair_actions.give_up_place(registration=registration, by=gao)
    people = opened(ask(client, "roster", device), device)["people"]
    assert people == [{"k": key, "n": registration.number, "r": True}]


def test_an_employer_learns_the_names_only_of_who_agreed(client, fair, gao, lin, bao, bakery):
    vacancy = post_of(fair, bakery)
    other = cast.RegistrationFactory(fair=fair)
    for account in (lin, bao):
        cast.WishFactory(registration=registered(fair, account), vacancy=vacancy)
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=f"organisation:{bakery.pk}")
    device = device_at(fair, gao, "employer", participation=fair.participations.get())
    people = opened(ask(client, "roster", device), device)["people"]
    assert {one["s"] for one in people} == {"林**", ""}
    assert other.pk not in {one["k"] for one in people}
    assert all(set(one) == {"k", "n", "s"} for one in people)


def test_an_employer_gets_its_own_posts_only(client, fair, gao, bakery):
    own = post_of(fair, bakery)
    post_of(fair, cast.OrganisationFactory())
    device = device_at(fair, gao, "employer", participation=fair.participations.get(employer=bakery))
    assert [one["id"] for one in opened(ask(client, "roster", device), device)["vacancies"]] == [own.pk]


def test_keys_die_with_the_fair(client, fair, gao):
    device = device_at(fair, gao)
    fair_actions.move(fair=fair, to=Fair.State.CLOSED, by=gao)
    assert Device.objects.get().roster_key == ""
    assert ask(client, "roster", device).status_code == 410
    assert ask(client, "state", device).json()["fair_state"] == "closed"
    fair_actions.move(fair=fair, to=Fair.State.REPORTED, by=gao)
    assert Device.objects.get().secret_key == ""
    assert ask(client, "state", device).status_code in {401, 410}


def test_what_is_said_to_everybody_reaches_devices_too(client, fair, gao, monkeypatch):
    monkeypatch.setattr("tongxing.queues.banners._for_boards", [lambda fair: f"{fair}：请走东门"])
    assert ask(client, "state", device_at(fair, gao)).json()["notices"] == ["包头市残疾人专场招聘会：请走东门"]


def test_what_may_change_at_any_moment_is_asked_each_time(client, fair, gao):
    device = device_at(fair, gao)
    assert ask(client, "state", device).json()["fair_state"] == "running"
    fair_actions.move(fair=fair, to=Fair.State.CLOSED, by=gao)
    assert ask(client, "state", device).json()["fair_state"] == "closed"
    actions.lock(device=device, by=gao)
    assert ask(client, "state", device).status_code == 423


def test_a_check_in_by_a_device_asks_the_database_seven_times(client, fair, gao, lin):
    device, registration = device_at(fair, gao), registered(fair, lin)
    post(client, device, check_in(registration, at(fair, 10)))
    with CaptureQueriesContext(connection) as asked:
        post(client, device, check_in(registration, at(fair, 10, 1)))
    said = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= 7, said


def test_acts_are_answered_one_by_one(client, fair, gao, lin):
    device = device_at(fair, gao)
    came, odd = check_in(registered(fair, lin), at(fair, 10)), act("dance", at(fair, 10), 2)
    answer = post(client, device, came, odd, {"id": "x"}, waiting=3).json()
    assert [one["state"] for one in answer["acts"]] == ["accepted", "refused", "refused"]
    assert answer["fair_state"] == "running"
    assert Device.objects.get().outstanding == 3


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"acts": 3}', "\x00", json.dumps({"acts": [1] * 501})])
def test_what_is_no_upload_is_said_to_be_none(client, fair, gao, body):
    device = device_at(fair, gao)
    answer = client.post(
        reverse("doors:acts"), body, content_type="application/json", headers={"authorization": device.shows}
    )
    assert answer.status_code == 400
    assert answer.json()["sentence"]


def test_a_wrong_clock_is_seen(client, fair, gao):
    slow = timezone.now() - dt.timedelta(days=365)
    answer = enrol(client, code_of(fair, gao), clock=slow.isoformat())
    assert answer.status_code == 200
    assert Device.objects.get().offset_seconds == 365 * 24 * 3600
