"""The door's page: one field for whatever somebody shows, and an answer that is read aloud."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.fairs.stage import fair_today, registered
from tongxing.fairs.models import Attendance, Fair
from tongxing.people.sounds import sound_of

State = Fair.State
FIRST, SECOND, THIRD = "A-00000-00001", "A-00000-00002", "A-00000-00003"


@pytest.fixture
def door(client, gao):
    """Says something at the door of ``fair`` and gives the page."""
    client.force_login(gao)

    def say(fair, who, number=FIRST):
        return client.post(reverse("fairs:door", args=[fair.pk]), {"who": who, "number": number})

    return say


def test_a_ticket_lets_in_and_the_welcome_is_a_status(door, lin):
    fair = fair_today()
    page = door(fair, registered(fair, lin).ticket).content.decode()
    status = page.split('role="status"')[1].split("</div>")[0]
    assert "欢迎，林**。首次到场" in status
    assert fair.attendances.get().means == Attendance.Means.TICKET


def test_the_second_coming_is_said_to_be_no_second_person(door, lin):
    fair = fair_today()
    ticket = registered(fair, lin).ticket
    door(fair, ticket, FIRST)
    page = door(fair, ticket, SECOND).content.decode()
    assert "第 2 次到场：计一人次，不另计人数" in page
    assert fair.attendances.count() == 2


def test_the_same_page_sent_twice_counts_once_and_says_so(door, lin):
    fair = fair_today()
    ticket = registered(fair, lin).ticket
    door(fair, ticket)
    assert "没有重复计数" in door(fair, ticket).content.decode()
    assert fair.attendances.count() == 1


def test_a_ticket_is_typed_in_groups_and_small_letters(door, lin):
    fair = fair_today()
    cast.RegistrationFactory(fair=fair, person=lin.person, ticket="7K2M94QX0TABCDEF")
    assert "首次到场" in door(fair, "7k2m 94qx-otab cdef").content.decode()


def test_a_telephone_number_of_one_person_lets_in(door, lin):
    fair = fair_today()
    registered(fair, lin)
    door(fair, "199 0000 0001")
    assert fair.attendances.get().means == Attendance.Means.PHONE


def test_a_telephone_that_a_family_shares_is_a_choice(door, lin):
    fair = fair_today()
    for _sibling in range(2):
        cast.RegistrationFactory(fair=fair, person=cast.PersonFactory(phone="19933334444"))
    page = door(fair, "19933334444").content.decode()
    assert "找到 2 人" in page
    assert not fair.attendances.exists()


@pytest.mark.usefixtures("demo")
def test_a_certificate_number_lets_in_by_its_hash(door, gao, client):
    from tests.fairs.test_day import certificate
    from tongxing.people.actions import register_person

    fair, number = fair_today(), certificate()
    person = register_person(name="乌云", region=cast.region("150203"), by=gao, certificate=number)
    cast.RegistrationFactory(fair=fair, person=person)
    door(fair, number)
    assert fair.attendances.get().means == Attendance.Means.CERTIFICATE


@pytest.mark.parametrize("said", ["林晓", "linxiaowen", "lxw", "linx"])
def test_a_name_or_its_sound_is_a_choice_for_staff(door, client, lin, said):
    fair = fair_today()
    lin.person.sound = sound_of("林晓雯")
    lin.person.save()
    registration = registered(fair, lin)
    page = door(fair, said)
    assert "林晓雯" in page.content.decode()
    assert not fair.attendances.exists()
    chosen = {"registration": registration.pk, "means": "name", "number": SECOND}
    client.post(reverse("fairs:door", args=[fair.pk]), chosen)
    assert fair.attendances.get().means == Attendance.Means.NAME


def test_what_was_typed_at_the_door_stands_in_no_address(door, lin):
    page = door(fair_today(), "19900000009")
    assert page.status_code == 200
    assert "没有找到已报名的人" in page.content.decode()


def test_a_ticket_of_another_fair_names_the_right_one(door, lin):
    other = fair_today(name="青山区春风行动招聘会")
    page = door(fair_today(), registered(other, lin).ticket).content.decode()
    assert "青山区春风行动招聘会" in page
    assert not Attendance.objects.exists()


def test_a_closed_fair_says_so_and_lets_nobody_in(door, lin):
    fair = fair_today(State.CLOSED)
    assert "已结束，不能再签到" in door(fair, registered(fair, lin).ticket).content.decode()
    assert not Attendance.objects.exists()


def test_the_door_of_a_sister_city_is_not_found(client, qi, lin):
    fair = fair_today()
    client.force_login(qi)
    ticket = registered(fair, lin).ticket
    answer = client.post(reverse("fairs:door", args=[fair.pk]), {"who": ticket, "number": FIRST})
    assert answer.status_code == 404
    assert not Attendance.objects.exists()


def test_a_seeker_has_no_door(client, lin):
    client.force_login(lin)
    assert client.get(reverse("fairs:door", args=[fair_today().pk])).status_code == 403


def test_a_check_in_asks_the_database_eight_times(door, lin):
    fair = fair_today()
    ticket = registered(fair, lin).ticket
    door(fair, ticket, FIRST)
    with CaptureQueriesContext(connection) as asked:
        door(fair, ticket, SECOND)
    said = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= 8, said


def test_a_walk_in_needs_one_form(door, client):
    fair = fair_today()
    form = {"name": "乌云", "phone": "19911112222", "needs": ["sign_interpreter"], "number": THIRD}
    page = client.post(reverse("fairs:walk_in", args=[fair.pk]), form).content.decode()
    assert "欢迎，乌*" in page
    assert fair.attendances.get().registration.person.support_needs.get().code == "sign_interpreter"


def test_a_walk_in_sent_twice_is_one_coming_of_one_person(door, client):
    fair = fair_today()
    form = {"name": "乌云", "phone": "19911112222", "number": THIRD}
    for _time in range(2):
        client.post(reverse("fairs:walk_in", args=[fair.pk]), form)
    assert (fair.attendances.count(), fair.registrations.count()) == (1, 1)


def test_a_wrong_telephone_number_is_told_at_its_field(door, client):
    fair = fair_today()
    form = {"name": "乌云", "phone": "123", "number": THIRD}
    page = client.post(reverse("fairs:walk_in", args=[fair.pk]), form).content.decode()
    assert 'href="#id_phone"' in page
    assert "手机号有11位" in page
    assert not Attendance.objects.exists()


def test_an_invented_entry_number_is_refused(door, lin):
    fair = fair_today()
    door(fair, registered(fair, lin).ticket, "A-000123")
    assert not Attendance.objects.exists()


def test_a_mistake_is_taken_back_with_a_reason(door, client, lin):
    fair = fair_today()
    door(fair, registered(fair, lin).ticket)
    undo = reverse("fairs:undo", args=[fair.attendances.get().pk])
    client.post(undo, {"why": ""})
    assert fair.attendances.exists()
    client.post(undo, {"why": "扫错了票"})
    assert not fair.attendances.exists()
