"""What others read of the queues: the director's page, the first page, what a closed fair still needs; the command."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.queues.stage import at, registered, taken
from tongxing.fairs.models import Fair
from tongxing.people.models import Message
from tongxing.queues import actions, closing, day
from tongxing.queues.models import Number, Subscription, Visitor, Way
from tongxing.queues.waiting import waiting

State = Number.State


def run(**options):
    out = StringIO()
    call_command("queues", stdout=out, **options)
    return out.getvalue()


def test_the_director_reads_each_desk_in_one_line(fair, policy, clinic, gao):
    with at(9, 40):
        called, waits = taken(policy, gao), taken(policy, gao)
        actions.set_ways(visitor=called.visitor, ways=[Way.PERSON], by=gao)
        taken(clinic, gao)
    with at(10):
        for desk in (policy, clinic):
            actions.call_next(desk=desk, by=gao)
        said = day.of_fair(fair)

    first, second = said["desks"]
    assert first["desk"] == policy
    assert (first["waiting"], first["called"], first["serving"], first["kept"]) == (1, 1, 0, 0)
    assert (first["longest_minutes"], first["unanswered"], first["to_fetch"]) == (20, 1, 1)
    assert first["range"].most >= waits.told_most / 2
    assert (second["waiting"], second["longest_minutes"]) == (0, 0)
    assert (second["called"], second["unanswered"], second["to_fetch"]) == (1, 1, 0)
    assert (said["waiting"], said["unheard"], said["to_fetch"]) == (1, 0, 1)


def test_a_fair_without_desks_says_so_in_one_question(fair, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert day.of_fair(fair)["desks"] == []


def test_the_day_costs_no_more_questions_with_more_people(fair, policy, clinic, gao, django_assert_max_num_queries):
    for _person in range(6):
        taken(policy, gao), taken(clinic, gao)

    with django_assert_max_num_queries(5):
        day.of_fair(fair)


def test_a_called_person_finds_it_on_their_first_page(fair, policy, lin, bao, gao):
    number = actions.take(desk=policy, registration=registered(fair, lin), by=lin)
    assert waiting(lin) == []
    actions.call_next(desk=policy, by=gao)

    (task,) = waiting(lin)
    assert "P-001" in task.sentence
    assert (task.url, task.is_urgent) == (number.visitor.get_absolute_url(), True)
    assert waiting(bao) == []


def test_staff_are_told_of_people_whom_no_way_reached(policy, gao, qi):
    taken(policy, gao)
    actions.no_show(number=actions.call_next(desk=policy, by=gao), by=gao)

    (task,) = waiting(gao)
    assert ("政策咨询台" in task.sentence, task.count, task.is_urgent) == (True, 1, True)
    assert waiting(qi) == []


def test_the_first_page_asks_one_question_a_role(gao, lin, surina, django_assert_num_queries):
    for account, questions in ((gao, 3), (lin, 3), (surina, 2)):
        with django_assert_num_queries(questions):  # roles and has_people, which the page has asked already, are two
            waiting(account)


def test_a_closed_fair_names_the_numbers_that_nobody_ended(fair, policy, clinic, gao):
    taken(policy, gao), taken(policy, gao)
    actions.leave(number=taken(clinic, gao), by=gao)
    Fair.objects.filter(pk=fair.pk).update(state=Fair.State.CLOSED)

    (one,) = closing.outstanding(fair)

    assert (one.count, "政策咨询台" in one.sentence, "政策咨询台" in one.who) == (2, True, True)


def test_the_command_moves_calls_on(fair, policy, gao):
    with at(10):
        number = taken(policy, gao)
        actions.set_ways(visitor=number.visitor, ways=[Way.TEXT], phone="19900000007", by=gao)
        actions.call_next(desk=policy, by=gao)
    with at(10, 30):
        assert json.loads(run(json=True)) == {"moved": 1, "forgotten": 0}
        assert json.loads(run(json=True)) == {"moved": 0, "forgotten": 0}

    assert Message.objects.filter(purpose="queues").count() == 1
    assert number.calls.last().way == Way.PERSON


def test_the_command_goes_on_until_it_is_stopped(fair, policy, gao, monkeypatch):
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        run(every=5)
    assert slept == [5, 5, 5]


def test_the_command_does_not_turn_without_rest(db):
    with pytest.raises(CommandError):
        run(every=0.01)


def test_after_the_fair_telephones_and_browsers_are_forgotten_and_numbers_stay(fair, policy, gao):
    number, plain = taken(policy, gao), taken(policy, gao)
    actions.set_ways(visitor=number.visitor, ways=[], phone="19900000007", by=gao)
    Subscription.objects.create(visitor=number.visitor, endpoint="https://fcm.googleapis.com/x", p256dh="x", auth="x")
    with at(23, 30):
        assert json.loads(run(json=True))["forgotten"] == 0
        Fair.objects.filter(pk=fair.pk).update(state=Fair.State.CLOSED)
        assert json.loads(run(json=True))["forgotten"] == 1
        assert json.loads(run(json=True))["forgotten"] == 0

    assert not Subscription.objects.exists()
    assert Visitor.objects.get(pk=number.visitor_id).phone == ""
    assert set(Number.objects.all()) == {number, plain}
