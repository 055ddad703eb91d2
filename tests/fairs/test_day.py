"""At the door: comings are counted as comings, people as people."""

import pytest
from django.http import Http404

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import actions
from tongxing.fairs.models import Attendance, Fair, Registration
from tongxing.people.models import Person
from tongxing.trail.models import Entry

State = Fair.State


def counted(fair):
    return fair.attendances.count(), fair.attendances.values("registration__person").distinct().count()


def test_coming_twice_is_two_attendances_of_one_person(gao, lin):
    fair = fair_today()
    registration = registered(fair, lin)
    first = actions.check_in(fair=fair, registration=registration, means="phone", by=gao)
    second = actions.check_in(fair=fair, registration=registration, means="phone", by=gao)
    assert (first.earlier, second.earlier) == (0, 1)
    assert counted(fair) == (2, 1)


def test_the_same_check_in_sent_twice_is_one_entry(gao, lin):
    fair = fair_today()
    ticket = registered(fair, lin).ticket
    sent = [actions.check_in_by_ticket(fair_id=fair.pk, code=ticket, by=gao, number="A-FORM-1") for _time in range(2)]
    assert sent[0] == sent[1]
    assert [one.was_sent_before for one in sent] == [False, True]
    assert sent[1].earlier == 0
    assert counted(fair) == (1, 1)
    assert Entry.objects.filter(act="checked a person in").count() == 1


def test_a_form_used_for_one_person_does_not_let_another_in(gao, lin, bao):
    fair = fair_today()
    actions.check_in(fair=fair, registration=registered(fair, lin), means="name", by=gao, number="A-FORM-1")
    with pytest.raises(Refused, match="另一个人"):
        actions.check_in(fair=fair, registration=registered(fair, bao), means="name", by=gao, number="A-FORM-1")
    assert counted(fair) == (1, 1)


def test_a_ticket_for_another_fair_is_refused_with_its_name(gao, lin):
    fair, other = fair_today(), fair_today(name="青山区春风行动招聘会")
    ticket = registered(other, lin).ticket
    with pytest.raises(Refused, match="青山区春风行动招聘会"):
        actions.check_in_by_ticket(fair_id=fair.pk, code=ticket, by=gao)
    with pytest.raises(Refused, match="青山区春风行动招聘会"):
        actions.check_in(fair=fair, registration=other.registrations.get(), means="name", by=gao)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("state", "sentence"), [("closed", "已结束"), ("seekers", "还没有开始")])
def test_nobody_comes_in_before_the_fair_runs_or_after_it_closed(gao, lin, state, sentence):
    fair = fair_today(state)
    with pytest.raises(Refused, match=sentence):
        actions.check_in_by_ticket(fair_id=fair.pk, code=registered(fair, lin).ticket, by=gao)
    assert not Attendance.objects.exists()


def test_an_unknown_ticket_lets_nobody_in(gao):
    assert actions.check_in_by_ticket(fair_id=fair_today().pk, code="0000000000000000", by=gao) is None


def test_a_fair_of_a_sister_city_has_no_door_for_one(qi, lin):
    fair = fair_today()
    with pytest.raises(Http404):
        actions.check_in_by_ticket(fair_id=fair.pk, code=registered(fair, lin).ticket, by=qi)


def test_a_walk_in_is_entered_registered_and_in(gao):
    fair = fair_today()
    attendance = actions.walk_in(fair=fair, name="乌云", phone="19911112222", needs=["step_free"], by=gao)
    person = attendance.registration.person
    assert (person.name, person.support_needs.get().code) == ("乌云", "step_free")
    assert attendance.registration.means == Registration.Means.WALK_IN
    assert counted(fair) == (1, 1)


def test_a_walk_in_who_is_known_is_no_new_person(gao, lin):
    fair = fair_today()
    actions.walk_in(fair=fair, name="林晓雯", phone="19900000001", by=gao)
    actions.walk_in(fair=fair, name="林晓雯", phone="199 0000 0001", by=gao)
    assert counted(fair) == (2, 1)
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("demo")
def test_a_certificate_with_another_name_lets_nobody_in(gao):
    fair = fair_today()
    number = certificate()
    actions.walk_in(fair=fair, name="乌云", certificate=number, by=gao)
    with pytest.raises(Refused, match="另一个姓名"):
        actions.walk_in(fair=fair, name="白云", certificate=number, by=gao)
    assert counted(fair) == (1, 1)


def certificate():
    """A certificate number of the demonstration's region with a right check digit."""
    body = "99000019850615123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11] + "43"


def test_a_walk_in_without_phone_and_certificate_is_refused(gao):
    with pytest.raises(Refused, match="手机号或残疾人证号"):
        actions.walk_in(fair=fair_today(), name="乌云", by=gao)
    assert not Person.objects.exists()


def test_a_mistaken_check_in_is_undone_with_a_reason(gao, lin):
    fair = fair_today()
    attendance = actions.check_in(fair=fair, registration=registered(fair, lin), means="name", by=gao)
    with pytest.raises(Refused, match="为什么"):
        actions.undo_check_in(attendance=attendance, by=gao, why=" ")
    actions.undo_check_in(attendance=attendance, by=gao, why="同名")
    assert not Attendance.objects.exists()
    assert Entry.objects.get(act="undid a check-in").why == "同名"


def test_a_check_in_of_a_closed_fair_is_not_undone(gao, lin):
    fair = fair_today()
    attendance = actions.check_in(fair=fair, registration=registered(fair, lin), means="name", by=gao)
    actions.move(fair=fair, to=State.CLOSED, by=gao)
    with pytest.raises(Refused, match="已结束"):
        actions.undo_check_in(attendance=attendance, by=gao, why="同名")


def test_a_number_is_kept_when_it_came_with_the_entry(gao, lin):
    fair = fair_today()
    attendance = cast.AttendanceFactory(registration=registered(fair, lin), number="A-000123")
    actions.check_in(fair=fair, registration=attendance.registration, means="name", by=gao)
    assert sorted(fair.attendances.values_list("number", flat=True))[0] == "A-000123"
