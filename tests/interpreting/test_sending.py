"""Who is sent to whom: the nearest who is free, first come first served, nobody twice."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import cast
from tests.fairs import stage as fairs
from tests.interpreting import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair, Interview
from tongxing.interpreting import actions
from tongxing.interpreting.looking import look
from tongxing.interpreting.models import Hours, InterpreterRequest
from tongxing.people.models import Message

State = InterpreterRequest.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch):
    """A fair of today at ten."""
    day = stage.hall_with()
    fairs.clock(monkeypatch, fairs.at(day.fair, 10))
    return day


def ask(day, by, zone=None, **facts):
    said = {"language": "sign", "purpose": "咨询政策"}
    return actions.ask(fair=day.fair, zone=zone or day.policy, by=by, **{**said, **facts})


def test_who_is_free_is_sent_at_once(day, gao, surina):
    shift = stage.shift_of(day.fair, surina)

    request = ask(day, gao)

    assert (request.state, request.shift) == (State.SENT, shift)


def test_the_nearest_is_sent(day, gao, monkeypatch):
    near, far = stage.shift_of(day.fair, name="其木格"), stage.shift_of(day.fair, name="苏日娜")
    for shift, zone in ((near, day.far), (far, day.policy)):
        stage.done(
            stage.InterpreterRequestFactory(fair=day.fair, zone=zone, shift=shift),
            minutes=5,
            at=fairs.at(day.fair, 9, 30),
        )

    request = ask(day, gao, zone=day.far)

    assert (request.shift, request.walk_minutes) == (near, 0)
    assert ask(day, gao, zone=day.far).walk_minutes == 4


def test_only_who_knows_the_language_is_sent(day, gao):
    stage.shift_of(day.fair, name="其木格", languages=["sign"])
    both = stage.shift_of(day.fair, name="苏日娜", languages=["sign", "mongolian"])

    assert ask(day, gao, language="mongolian").shift == both


def test_who_comes_first_is_served_first(day, gao, surina):
    stage.shift_of(day.fair, surina)
    serving, first, second = ask(day, gao), ask(day, gao, purpose="一"), ask(day, gao, purpose="二")

    actions.withdraw(request=serving, by=gao)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SENT, State.ASKED)


def test_those_who_wait_see_about_when(day, gao, surina):
    stage.shift_of(day.fair, surina)
    ask(day, gao, minutes=15)
    waiting = ask(day, gao, minutes=20)

    seen = look(day.fair)

    assert [wait.request for wait in seen.waiting] == [waiting]
    assert seen.waiting[0].about == fairs.at(day.fair, 10, 15)


def test_nobody_is_sent_out_of_an_interview_or_right_before_it(day, gao, surina, monkeypatch):
    shift = stage.shift_of(day.fair, surina)
    employer = cast.OrganisationFactory()
    booth = fairs.booth_of(day.other, employer, "A01")
    Interview.objects.create(
        registration=cast.RegistrationFactory(fair=day.fair),
        vacancy=fairs.post_of(day.fair, employer),
        starts_at=fairs.at(day.fair, 10, 30),
        ends_at=fairs.at(day.fair, 10, 45),
        booth=booth,
        interpreter=shift,
    )

    # Ten minutes to prepare and four to walk: a quarter of an hour from ten o'clock fits, twenty minutes do not.
    waits = ask(day, gao, minutes=20)
    assert waits.state == State.ASKED
    assert look(day.fair).waiting[0].about == fairs.at(day.fair, 10, 50)
    actions.withdraw(request=waits, by=gao)
    assert ask(day, gao, minutes=15).state == State.SENT


def test_after_forty_minutes_nobody_is_sent_for_twenty(day, gao, surina, monkeypatch):
    shift = stage.shift_of(day.fair, surina)
    long = stage.InterpreterRequestFactory(fair=day.fair, zone=day.policy, shift=shift)
    stage.done(long, minutes=40, at=fairs.at(day.fair, 9, 20))

    request = ask(day, gao)
    seen = look(day.fair)
    assert (request.state, seen.lines[0].state) == (State.ASKED, "resting")
    assert seen.waiting[0].about == fairs.at(day.fair, 10, 20)

    fairs.clock(monkeypatch, fairs.at(day.fair, 10, 20))
    assert look(day.fair).is_due
    assert actions.send_waiting(fair=day.fair, by="interpreting") == 1
    request.refresh_from_db()
    assert request.shift == shift


def test_outside_the_shift_nobody_is_sent(day, gao, surina):
    stage.shift_of(day.fair, surina, ends_at=fairs.at(day.fair, 10, 10))

    request = ask(day, gao)

    assert request.state == State.ASKED
    assert look(day.fair).waiting[0].about is None


def test_handed_back_it_goes_to_the_next_with_the_reason_kept(day, gao, surina):
    first = stage.shift_of(day.fair, surina)
    second = stage.shift_of(day.fair, name="其木格", starts_at=fairs.at(day.fair, 9, 30))
    request = ask(day, gao)
    assert request.shift == first

    request = actions.hand_back(request=request, why="不熟悉这个行业的手语", by=surina)

    request.refresh_from_db()
    assert (request.state, request.shift) == (State.SENT, second)
    assert request.hand_backs.get().why == "不熟悉这个行业的手语"


def test_a_hand_back_says_why(day, gao, surina):
    stage.shift_of(day.fair, surina)
    request = ask(day, gao)

    with pytest.raises(Refused, match="请写原因"):
        actions.hand_back(request=request, why=" ", by=surina)


def test_what_was_interpreted_is_in_the_ledger_once(day, gao, surina, monkeypatch):
    shift = stage.shift_of(day.fair, surina)
    request = ask(day, gao)
    actions.begin(request=request, by=surina)
    fairs.clock(monkeypatch, fairs.at(day.fair, 10, 12) + dt.timedelta(seconds=5))

    actions.finish(request=request, by=surina)

    with pytest.raises(Refused, match="已经是"):
        actions.finish(request=request, by=surina)
    assert [(one.shift, one.minutes) for one in Hours.objects.all()] == [(shift, 13)]


def test_who_forgot_to_press_says_when_it_ended(day, gao, surina, monkeypatch):
    stage.shift_of(day.fair, surina)
    request = ask(day, gao)
    actions.begin(request=request, by=surina)
    fairs.clock(monkeypatch, fairs.at(day.fair, 12))

    for wrong in (dt.time(9, 50), dt.time(12, 1)):
        with pytest.raises(Refused, match="开始之后、现在之前"):
            actions.finish(request=request, by=surina, ended_at=wrong)
    actions.finish(request=request, by=surina, ended_at=dt.time(10, 14))

    assert Hours.objects.get().minutes == 15


def test_what_was_done_before_a_hand_back_is_booked_too(day, gao, surina, monkeypatch):
    stage.shift_of(day.fair, surina)
    request = ask(day, gao)
    actions.begin(request=request, by=surina)
    fairs.clock(monkeypatch, fairs.at(day.fair, 10, 10))

    actions.hand_back(request=request, why="要去面试", by=surina)

    assert Hours.objects.get().minutes == 10


def test_the_database_lets_nobody_be_sent_twice(day, surina):
    shift = stage.shift_of(day.fair, surina)
    facts = {"fair": day.fair, "shift": shift, "state": State.SENT, "sent_at": fairs.at(day.fair, 10)}
    stage.InterpreterRequestFactory(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        stage.InterpreterRequestFactory(**facts)


def test_a_person_has_one_open_request(day, lin):
    registration = fairs.registered(day.fair, lin)
    ask(day, lin, registration=registration)

    with pytest.raises(Refused, match="已经请过翻译"):
        ask(day, lin, registration=registration)


def test_nobody_is_sent_before_the_fair_runs(day, gao):
    Fair.objects.filter(pk=day.fair.pk).update(state=Fair.State.SEEKERS)

    with pytest.raises(Refused, match="没有在进行"):
        ask(day, gao)


def test_a_request_says_where_and_not_for_an_hour(day, gao):
    with pytest.raises(Refused, match="写明翻译到哪里来"):
        actions.ask(fair=day.fair, language="sign", purpose="面试", by=gao)
    with pytest.raises(Refused, match="5到40分钟"):
        ask(day, gao, minutes=60)


def test_the_message_to_the_interpreter_names_no_person(day, lin, surina, django_capture_on_commit_callbacks):
    surina.phone, surina.phone_verified_at = "19900000009", fairs.at(day.fair, 8)
    surina.save()
    stage.shift_of(day.fair, surina)

    ask(day, lin, registration=fairs.registered(day.fair, lin))

    text = Message.objects.get().text
    assert "政策咨询台" in text
    assert "晓雯" not in text
