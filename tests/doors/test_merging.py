"""What devices noted without network becomes entries: once, at its own moment; what is refused is kept."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import cast
from tests.doors.stage import act, check_in, device_at, send
from tests.fairs.stage import at, clock, fair_today, post_of, registered
from tongxing.doors.models import Act
from tongxing.fairs import actions as fair_actions
from tongxing.fairs import tickets
from tongxing.fairs.models import Fair
from tongxing.trail.models import Entry


def counted(fair):
    return fair.attendances.count(), fair.attendances.values("registration").distinct().count()


def states(answers):
    return [answer.state for answer in answers]


@pytest.fixture
def device(fair, gao):
    return device_at(fair, gao)


def test_the_moment_is_the_devices_not_the_uploads(fair, device, lin):
    send(device, check_in(registered(fair, lin), at(fair, 9, 17)))
    assert fair.attendances.get().arrived_at == at(fair, 9, 17)


def test_an_upload_that_comes_twice_adds_nothing(fair, device, lin):
    came = check_in(registered(fair, lin), at(fair, 10))
    first, second = send(device, came), send(device, came, came)
    assert states(first) == ["accepted"]
    assert states(second) == ["accepted", "accepted"]
    assert counted(fair) == (1, 1)
    assert Entry.objects.filter(act="checked a person in").count() == 1


def test_a_ticket_let_in_at_two_doors_is_shown_as_a_repeat_and_counts(fair, device, gao, lin):
    registration, west = registered(fair, lin), device_at(fair, gao, name="西门")
    send(device, check_in(registration, at(fair, 10)))
    answer = send(west, check_in(registration, at(fair, 10, 5)))[0]
    assert answer.state == "repeat"
    assert "第 2 次" in answer.sentence
    assert counted(fair) == (2, 1)


def test_what_enters_it_is_the_device_and_the_trail_says_so(fair, device, lin):
    send(device, check_in(registered(fair, lin), at(fair, 10)))
    assert fair.attendances.get().entered_by is None
    assert Entry.objects.get(act="checked a person in").actor == f"program:device {device.number}"


def test_a_signed_ticket_is_read_again_on_merging(fair, device, lin):
    registration = registered(fair, lin)
    token = tickets.token_of(registration)
    forged = token[:-1] + ("0" if token[-1] != "0" else "1")
    answers = send(
        device,
        act("check_in", at(fair, 10), 1, token=token),
        act("check_in", at(fair, 10), 2, token=forged, person=registration.pk),
    )
    assert states(answers) == ["accepted", "refused"]
    assert "签名不符" in answers[1].sentence
    assert counted(fair) == (1, 1)


def test_a_ticket_for_yesterday_says_when_it_lets_in(fair, device, lin):
    registration, came = registered(fair, lin), at(fair, 10)
    event = registration.fair.event
    event.starts_at -= dt.timedelta(days=1)
    event.ends_at -= dt.timedelta(days=1)
    answer = send(device, act("check_in", came, token=tickets.token_of(registration)))[0]
    assert answer.state == "refused"
    assert "只在" in answer.sentence


def test_the_roster_of_another_fair_lets_nobody_in(fair, device, lin):
    other = cast.RegistrationFactory(fair=fair_today(name="青山区招聘会"))
    answers = send(
        device,
        check_in(other, at(fair, 10)),
        act("check_in", at(fair, 10), 2, token=tickets.token_of(other)),
    )
    assert states(answers) == ["refused", "refused"]
    assert "另一场招聘会" in answers[1].sentence
    assert counted(fair) == (0, 0)


def test_a_place_given_up_after_the_roster_was_fetched_is_refused_and_kept(fair, device, gao, lin):
    registration = registered(fair, lin)
    came = check_in(registration, at(fair, 10))
    fair_actions.give_up_place(registration=registration, by=gao)
    answer = send(device, came)[0]
    assert answer.state == "refused"
    assert "名额已放弃" in answer.sentence
    assert Act.objects.get().sentence == answer.sentence


def test_after_closing_what_happened_before_is_taken_until_it_is_reported(fair, device, gao, lin):
    registration = registered(fair, lin)
    fair_actions.move(fair=fair, to=Fair.State.CLOSED, by=gao)
    assert states(send(device, check_in(registration, at(fair, 10)))) == ["accepted"]
    fair_actions.move(fair=fair, to=Fair.State.REPORTED, by=gao)
    assert states(send(device, check_in(registration, at(fair, 10, 1)))) == ["refused"]
    assert counted(fair) == (1, 1)


def test_a_clock_a_year_off_is_put_right_with_the_original_kept(fair, device, lin):
    year = dt.timedelta(days=365)
    answer = send(device, check_in(registered(fair, lin), at(fair, 10) - year), clock=timezone.now() - year)[0]
    kept = Act.objects.get()
    assert answer.state == "accepted"
    assert fair.attendances.get().arrived_at == at(fair, 10)
    assert (kept.said_at, kept.happened_at) == (at(fair, 10) - year, at(fair, 10))
    assert kept.clock_was_put_right


def test_a_clock_that_was_set_after_the_act_is_put_right_by_what_was_seen_before(fair, device, lin):
    year, registration = dt.timedelta(days=365), registered(fair, lin)
    send(device, clock=timezone.now() - year)
    answer = send(device, check_in(registration, at(fair, 10) - year), clock=timezone.now())[0]
    assert answer.state == "accepted"
    assert fair.attendances.get().arrived_at == at(fair, 10)


def test_a_moment_that_no_clock_explains_is_refused_with_the_moment(fair, device, lin):
    answer = send(device, check_in(registered(fair, lin), at(fair, 10) - dt.timedelta(days=40)))[0]
    assert answer.state == "refused"
    assert "只能在" in answer.sentence


def test_a_clock_a_minute_off_is_left_alone(fair, device, lin):
    send(device, check_in(registered(fair, lin), at(fair, 10)), clock=timezone.now() - dt.timedelta(seconds=60))
    assert not Act.objects.get().clock_was_put_right


def test_a_walk_in_is_a_person_with_a_place_at_the_devices_moment(fair, device):
    answer = send(device, act("walk_in", at(fair, 9, 40), name="乌云", phone="19911112222", needs=["step_free"]))[0]
    attendance = fair.attendances.get()
    assert answer.state == "accepted"
    assert attendance.arrived_at == at(fair, 9, 40)
    assert attendance.registration.person.support_needs.get().code == "step_free"


def test_the_same_walk_in_at_two_doors_is_one_person(fair, device, gao):
    for one in (device, device_at(fair, gao, name="西门")):
        send(one, act("walk_in", at(fair, 9, 40), name="乌云", phone="19911112222"))
    assert counted(fair) == (2, 1)


def test_what_is_wrong_with_one_act_stops_no_other(fair, device, lin):
    answers = send(
        device,
        act("walk_in", at(fair, 9), 1, name="乌云", phone="123"),
        check_in(registered(fair, lin), at(fair, 9), 2),
        act("check_in", at(fair, 9), 3, person="x"),
        {"id": act("x", at(fair, 9))["id"], "kind": "check_in", "at": "yesterday"},
    )
    assert sorted(states(answers)) == ["accepted", "refused", "refused", "refused"]
    assert Act.objects.count() == 4
    assert counted(fair) == (1, 1)


def test_a_resume_counts_once_a_booth_whichever_device_took_it(fair, gao, lin, bakery):
    post_of(fair, bakery)
    registration, booth = registered(fair, lin), fair.participations.get()
    first, second = (device_at(fair, gao, "booth", participation=booth) for _device in range(2))
    send(first, act("resume", at(fair, 10), person=registration.pk))
    answer = send(second, act("resume", at(fair, 10, 5), person=registration.pk))[0]
    assert answer.state == "repeat"
    assert fair.submissions.get().handed_in_at == at(fair, 10)


def test_a_mistake_is_taken_back_even_when_it_comes_first(fair, device, lin):
    came = check_in(registered(fair, lin), at(fair, 10), 1)
    back = act("undo", at(fair, 10, 1), 2, act=came["id"], why="扫错了票")
    assert states(send(device, back)) == ["again"]
    assert states(send(device, back, came)) == ["accepted", "accepted"]
    assert counted(fair) == (0, 0)
    assert states(send(device, came)) == ["accepted"]
    assert counted(fair) == (0, 0)


def test_a_resume_that_another_device_took_too_stays_when_one_is_taken_back(fair, gao, lin):
    registration = registered(fair, lin)
    first, second = (device_at(fair, gao) for _device in range(2))
    taken = act("resume", at(fair, 10), person=registration.pk)
    send(first, taken)
    send(second, act("resume", at(fair, 10, 1), person=registration.pk))
    send(first, act("undo", at(fair, 10, 2), 2, act=taken["id"]))
    assert fair.submissions.count() == 1


def test_a_device_takes_back_only_its_own(fair, device, gao, lin):
    came = check_in(registered(fair, lin), at(fair, 10))
    send(device, came)
    other = device_at(fair, gao, name="西门")
    assert states(send(other, act("undo", at(fair, 10), act=came["id"]))) == ["again"]
    assert counted(fair) == (1, 1)


def test_a_walk_in_of_this_device_is_named_by_its_act(fair, device):
    came = act("walk_in", at(fair, 10), 1, name="乌云", phone="19911112222")
    resume = act("resume", at(fair, 10, 1), 2, walk_in=came["id"])
    assert states(send(device, resume)) == ["again"]
    assert states(send(device, resume, came)) == ["accepted", "accepted"]
    assert fair.submissions.get().registration == fair.attendances.get().registration


@pytest.mark.parametrize("kind", ["check_in", "walk_in"])
def test_a_booths_device_lets_nobody_in(fair, gao, lin, kind):
    booth = device_at(fair, gao, "booth")
    answer = send(booth, act(kind, at(fair, 10), person=registered(fair, lin).pk))[0]
    assert answer.state == "refused"
    assert counted(fair) == (0, 0)


def test_an_id_that_another_device_used_is_not_this_ones(fair, device, gao, lin):
    came = check_in(registered(fair, lin), at(fair, 10))
    send(device, came)
    answer = send(device_at(fair, gao, name="西门"), came)[0]
    assert answer.state == "refused"
    assert counted(fair) == (1, 1)


def test_a_database_that_fails_loses_nothing(fair, device, lin, monkeypatch):
    from django.db import OperationalError

    came = check_in(registered(fair, lin), at(fair, 10))
    with monkeypatch.context() as broken:
        broken.setattr(Act.objects, "create", lambda **_facts: (_ for _ in ()).throw(OperationalError("locked")))
        assert states(send(device, came)) == ["again"]
    assert counted(fair) == (0, 0)
    assert states(send(device, came)) == ["accepted"]
    assert counted(fair) == (1, 1)


def test_the_fairs_own_clock_is_the_later_bound(fair, device, lin, monkeypatch):
    registration = registered(fair, lin)
    send(device, check_in(registration, at(fair, 11, 1)))
    assert fair.attendances.get().arrived_at == at(fair, 11)
    clock(monkeypatch, at(fair, 12))
    assert fair.attendances.get().arrived_at == at(fair, 11)
