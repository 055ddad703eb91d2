"""The console: one press for each act, needs that matter to the call, and nothing for another region's staff."""

import re

import pytest
from django.urls import reverse

from tests.cast import SupportNeedFactory
from tests.queues.stage import VisitorFactory, at, registered, taken
from tongxing.fairs.models.hall import Purpose
from tongxing.fairs.tickets import token_of
from tongxing.queues import actions
from tongxing.queues.models import Desk, Number, Way

State = Number.State


@pytest.fixture
def staff(client, gao):
    """高云 at her browser."""
    client.force_login(gao)
    return client


def console(desk) -> str:
    return reverse("queues:console", args=[desk.pk])


def press(client, page: str, key: str, **facts):
    """Press the button of ``key`` on the page, as the browser would."""
    button = re.search(rf'<button[^>]*data-key="{key}"[^>]*>', page).group()
    address = re.search(r'formaction="([^"]+)"', button).group(1)
    named = re.search(r'name="(\w+)" value="([^"]*)"', button)
    return client.post(address, dict([named.groups()]) if named else {}, **facts)


def state_of(number) -> str:
    number.refresh_from_db()
    return number.state


def test_next_is_one_press_and_the_desk_shows_who_comes(staff, policy, gao):
    with at(10):
        number = taken(policy, gao)
        page = press(staff, staff.get(console(policy)).content.decode(), "N", follow=True).content.decode()
    assert state_of(number) == State.CALLED
    assert f'<p class="numbers__number">{number.text}' in page


def test_next_closes_who_is_served_and_calls_the_following(staff, policy, gao):
    with at(10):
        first, second = taken(policy, gao), taken(policy, gao)
        for key in ("N", "B", "N"):
            press(staff, staff.get(console(policy)).content.decode(), key)
    assert (state_of(first), state_of(second)) == (State.DONE, State.CALLED)


def test_two_presses_on_one_page_call_once(staff, clinic, gao):
    with at(10):
        first, second = taken(clinic, gao), taken(clinic, gao)
        page = staff.get(console(clinic)).content.decode()
        press(staff, page, "N")
        press(staff, page, "N")
    assert (state_of(first), state_of(second)) == (State.CALLED, State.WAITING)


@pytest.mark.parametrize(
    ("keys", "end"),
    [("NP", State.KEPT), ("NM", State.KEPT), ("NA", State.CALLED), ("NB", State.SERVING), ("NBC", State.DONE)],
)
def test_each_act_has_a_key_of_its_own(staff, policy, gao, keys, end):
    with at(10):
        number = taken(policy, gao)
        for key in keys:
            press(staff, staff.get(console(policy)).content.decode(), key)
    assert state_of(number) == end


def test_every_key_stands_on_its_button_and_once(staff, policy, gao):
    with at(10):
        taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        page = staff.get(console(policy)).content.decode()
    keys = re.findall(r'data-key="(\w)"', page)
    assert sorted(keys) == sorted(set(keys))
    assert {"N", "B", "A", "M", "P", "T", "C", "O", "G", "I"} == set(keys)
    assert all(f"<kbd hidden>{key}</kbd>" in page for key in keys)


@pytest.mark.parametrize(
    ("purpose", "leads_to"), [(Purpose.POLICY, "zones:policy_desk"), (Purpose.RESUMES, "zones:clinics")]
)
def test_the_desk_leads_to_where_its_service_is_written_down(staff, policy, gao, purpose, leads_to):
    policy.zone.purpose = purpose
    policy.zone.save()
    with at(10):
        number = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        page = staff.get(console(policy)).content.decode()
    assert f"{reverse(leads_to, args=[policy.fair_id])}?number={number.pk}" in page


def test_nobody_to_call_is_said_and_not_an_error(staff, policy):
    page = press(staff, staff.get(console(policy)).content.decode(), "N", follow=True)
    assert page.status_code == 200
    assert "现在没有人排队" in page.content.decode()


def test_the_desk_is_closed_and_opened_with_a_key(staff, policy):
    press(staff, staff.get(console(policy)).content.decode(), "O")
    assert not Desk.objects.get(pk=policy.pk).is_open
    press(staff, staff.get(console(policy)).content.decode(), "O")
    assert Desk.objects.get(pk=policy.pk).is_open


def test_staff_read_what_matters_to_the_call_and_nothing_else(staff, policy, lin, gao):
    SupportNeedFactory(person=lin.person, code="dormitory")
    with at(10):
        actions.take(desk=policy, registration=registered(policy.fair, lin), by=lin)
        page = staff.get(console(policy)).content.decode()
    assert "用手语：请翻译过来" in page
    assert "林**" in page
    assert "林晓雯" not in page
    assert "宿舍" not in page


def test_who_wants_to_be_fetched_is_marked(staff, policy, gao):
    visitor = VisitorFactory(fair=policy.fair, ways=[Way.PERSON])
    with at(10):
        taken(policy, gao, visitor=visitor)
        taken(policy, gao, visitor=VisitorFactory(fair=policy.fair, ways=[Way.SCREEN, Way.PERSON]))
        page = staff.get(console(policy)).content.decode()
    assert page.count("希望有人来接") == 1


def test_whom_no_way_reached_stands_above_all(staff, policy, gao):
    with at(10):
        number = taken(policy, gao)
        actions.call_next(desk=policy, by=gao)
        actions.no_show(number=number, by=gao)
        page = staff.get(console(policy)).content.decode()
    assert page.index("各种方式都没有叫到这位") < page.index("服务台前没有人")


def test_a_number_goes_on_to_another_desk(staff, policy, clinic, gao):
    with at(10):
        number = taken(policy, gao)
        staff.post(reverse("queues:transfer", args=[number.pk]), {"desk": clinic.pk})
    assert state_of(number) == State.TRANSFERRED
    assert number.went_to.desk == clinic


def test_an_exception_is_granted_with_its_reason(staff, policy, gao):
    with at(10):
        number = taken(policy, gao)
        staff.post(reverse("queues:exception", args=[number.pk]), {"reason": "bus", "leaves_at": "11:30"})
        page = staff.get(console(policy)).content.decode()
    number.refresh_from_db()
    assert (number.reason, number.granted_by) == (Number.Reason.BUS, gao)
    assert "班车要开 11:30" in page


def test_staff_take_a_number_for_somebody_and_can_print_it(staff, policy):
    page = staff.post(reverse("queues:give", args=[policy.pk]), {"name": "王女士", "entry": "Q-1"}, follow=True)
    number = Number.objects.get()
    assert (number.visitor.name, number.means) == ("王女士", Number.Means.STAFF)
    assert page.redirect_chain[-1][0] == reverse("queues:paper", args=[number.visitor.key, number.pk])


@pytest.mark.parametrize("shown", ["ticket", "number", "name"])
def test_somebody_registered_is_found_by_what_they_show(staff, policy, lin, shown):
    registration = registered(policy.fair, lin)
    said = {"ticket": token_of(registration), "number": registration.number, "name": "林晓雯"}[shown]
    staff.post(reverse("queues:give", args=[policy.pk]), {"ticket": said, "entry": "Q-1"})
    assert Number.objects.get().visitor.registration == registration


def test_a_number_for_nobody_known_is_refused_with_a_sentence(staff, policy):
    page = staff.post(reverse("queues:give", args=[policy.pk]), {"ticket": "没有这个人"})
    assert "没有这个代码" in page.content.decode()
    assert not Number.objects.exists()


def test_a_desk_is_made_changed_and_has_a_poster(staff, fair, policy):
    sent = {"zone": policy.zone_id, "name": "辅具体验", "begins": "d", "places": 2, "minutes": 15}
    staff.post(reverse("queues:add_desk", args=[fair.pk]), sent)
    desk = Desk.objects.get(prefix="D")
    staff.post(reverse("queues:edit_desk", args=[desk.pk]), {**sent, "minutes": 20})
    desk.refresh_from_db()
    poster = staff.get(reverse("queues:poster", args=[desk.pk])).content.decode()
    assert (desk.name, desk.minutes) == ("辅具体验", 20)
    assert reverse("queues:zone", args=[desk.code]) in poster
    assert b"<svg" in staff.get(reverse("queues:code", args=[desk.pk])).content


def test_two_desks_do_not_begin_alike(staff, fair, policy):
    sent = {"zone": policy.zone_id, "name": "另一台", "begins": "P", "places": 1, "minutes": 5}
    page = staff.post(reverse("queues:add_desk", args=[fair.pk]), sent).content.decode()
    assert 'role="alert"' in page
    assert Desk.objects.count() == 1


@pytest.mark.parametrize("name", ["console", "give", "edit_desk", "poster", "code", "next", "move"])
def test_a_clerk_of_another_region_does_not_find_the_desk(client, policy, qi, name):
    client.force_login(qi)
    address = reverse(f"queues:{name}", args=[policy.pk])
    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


@pytest.mark.parametrize("step", ["again", "begin", "missing", "park", "back", "leave", "close"])
def test_a_clerk_of_another_region_does_not_find_the_number(client, policy, gao, qi, step):
    number = taken(policy, gao)
    client.force_login(qi)
    assert client.post(reverse("queues:step", args=[number.pk, step])).status_code == 404
    assert state_of(number) == State.WAITING


def test_the_list_of_desks_is_the_staff_s_and_leads_everywhere(staff, policy, clinic, fair):
    page = staff.get(reverse("queues:desks", args=[fair.pk])).content.decode()
    for desk in (policy, clinic):
        assert console(desk) in page
    assert reverse("queues:board", args=[fair.pk]) in page
    assert reverse("queues:desks", args=[fair.pk]) in staff.get(fair.get_absolute_url()).content.decode()


def test_at_two_places_the_keys_act_on_the_number_that_was_chosen(staff, clinic, gao):
    with at(10):
        first, second = taken(clinic, gao), taken(clinic, gao)
    for minute in (1, 2):
        with at(10, minute):
            actions.call_next(desk=clinic, by=gao)
    with at(10, 3):
        press(staff, staff.get(f"{console(clinic)}?number={first.pk}").content.decode(), "B")
    assert (state_of(first), state_of(second)) == (State.SERVING, State.CALLED)
