"""What each side sees of a fair, and what it does not."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests import cast
from tests.fairs.stage import fair_today, post_of, registered
from tongxing.fairs.models import Fair, Interview, Registration, Wish

State = Fair.State


def page(client, user, name, *args, **query):
    if user:
        client.force_login(user)
    return client.get(reverse(f"fairs:{name}", args=args), query)


def interview_of(fair, registration, vacancy, **facts):
    start = fair.event.starts_at + dt.timedelta(minutes=30)
    zone = cast.ZoneFactory(hall__fair=fair)
    return Interview.objects.create(
        registration=registration,
        vacancy=vacancy,
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=15),
        booth=cast.BoothFactory(zone=zone),
        **facts,
    )


def test_a_visitor_sees_when_where_and_what_the_halls_offer(client, bakery):
    fair = fair_today(State.SEEKERS)
    cast.HallFactory(fair=fair, features=["step_free"])
    cast.InterpreterShiftFactory(fair=fair)
    post_of(fair, bakery, openings=7)
    said = page(client, None, "fair", fair.pk).content.decode()
    for word in ("人力资源服务产业园", "无台阶", "手语", ">7<"):
        assert word in said
    assert "工作人员" not in said


def test_a_visitor_does_not_find_a_draft(client, db):
    assert page(client, None, "fair", fair_today(State.DRAFT).pk).status_code == 404


def test_a_clerk_opens_a_fair_from_its_page_and_is_told_what_lacks(client, gao, bakery):
    fair = fair_today(State.POSTS)
    client.force_login(gao)
    move = reverse("fairs:move", args=[fair.pk])
    refused = client.post(move, {"to": "seekers"}, follow=True).content.decode()
    assert "还没有录入岗位" in refused
    post_of(fair, bakery)
    client.post(move, {"to": "seekers"})
    fair.refresh_from_db()
    assert fair.state == State.SEEKERS


def test_reporting_is_no_button_of_the_fair(client, gao):
    said = page(client, gao, "fair", fair_today(State.CLOSED).pk).content.decode()
    assert 'value="running"' in said
    assert 'value="reported"' not in said


def test_a_seeker_registers_and_holds_the_ticket(client, lin):
    fair = fair_today(State.SEEKERS)
    client.force_login(lin)
    form = {"person": lin.person.pk, "can_come_from": "09:30", "must_leave_by": "11:00"}
    answer = client.post(reverse("fairs:register", args=[fair.pk]), form)
    registration = Registration.objects.get()
    assert answer.url == reverse("fairs:ticket", args=[registration.pk])
    assert (registration.means, registration.must_leave_by) == ("self", dt.time(11))
    assert registration.number in client.get(answer.url).content.decode()


def test_nobody_registers_somebody_elses_person(client, lin, bao):
    fair = fair_today(State.SEEKERS)
    client.force_login(lin)
    client.post(reverse("fairs:register", args=[fair.pk]), {"person": bao.person.pk})
    assert not Registration.objects.exists()


def test_the_code_of_a_ticket_is_a_picture_for_its_holder_alone(client, lin, bao):
    registration = registered(fair_today(State.SEEKERS), lin)
    picture = page(client, lin, "ticket_code", registration.pk)
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert page(client, bao, "ticket_code", registration.pk).status_code == 404


def test_a_ticket_prints_large(client, lin):
    registration = registered(fair_today(State.SEEKERS), lin)
    assert "large-print" in page(client, lin, "ticket", registration.pk, print="large").content.decode()
    assert "large-print" not in page(client, lin, "ticket", registration.pk).content.decode()


def test_a_seeker_marks_a_post_and_takes_the_mark_back(client, lin, bakery):
    fair = fair_today(State.SEEKERS)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    assert "面点师" in page(client, lin, "wishes", registration.pk).content.decode()
    address = reverse("fairs:wish", args=[registration.pk, post.pk])
    client.post(address)
    assert Wish.objects.get().side == "seeker"
    client.post(address, {"take_back": "1"})
    assert not Wish.objects.exists()


def test_an_employer_sees_applicants_who_agreed_to_be_shown(client, zhao, bakery, lin, bao):
    fair = fair_today(State.SEEKERS)
    post = post_of(fair, bakery)
    for account in (lin, bao):
        registered(fair, account)
        cast.ApplicationFactory(seeker__person=account.person, vacancy=post)
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=f"organisation:{bakery.pk}")
    said = page(client, zhao, "applicants", fair.pk).content.decode()
    assert "林晓雯" in said
    assert "包志强" not in said


def test_an_employers_booth_names_only_who_agreed(client, zhao, bakery, lin, bao):
    fair = fair_today()
    post = post_of(fair, bakery)
    shown, hidden = registered(fair, lin), registered(fair, bao)
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=f"organisation:{bakery.pk}")
    for registration in (shown, hidden):
        interview_of(fair, registration, post)
    said = page(client, zhao, "booth", fair.pk).content.decode()
    assert "林晓雯" in said
    assert "包志强" not in said
    assert hidden.number in said


def test_a_consent_taken_back_hides_the_person_at_once(client, zhao, bakery, lin):
    from tongxing.people.actions import withdraw_consent

    fair = fair_today()
    interview_of(fair, registered(fair, lin), post_of(fair, bakery))
    about = f"organisation:{bakery.pk}"
    cast.ConsentFactory(person=lin.person, purpose="show_employer", about=about)
    withdraw_consent(person=lin.person, purpose="show_employer", about=about, by=lin)
    assert "林晓雯" not in page(client, zhao, "booth", fair.pk).content.decode()


@pytest.mark.parametrize("name", ["booth", "applicants", "resumes", "intents"])
def test_another_employers_booth_does_not_exist(client, zhao, bakery, name):
    fair = fair_today()
    post_of(fair, bakery)
    other = cast.ParticipationFactory(fair=fair).employer
    assert page(client, zhao, name, fair.pk, other.pk).status_code == 404
    assert page(client, zhao, name, fair.pk, bakery.pk).status_code == 200


def test_an_employer_enters_an_intent_from_a_ticket_and_the_person_confirms(client, zhao, bakery, lin):
    fair = fair_today()
    registration, post = registered(fair, lin), post_of(fair, bakery)
    client.force_login(zhao)
    form = {"ticket": registration.ticket, "vacancy": post.pk, "number": "I-00000-00001"}
    client.post(reverse("fairs:intents", args=[fair.pk, bakery.pk]), form)
    intent = fair.intents.get()
    assert (intent.employer_agrees, intent.seeker_agrees, intent.number) == (True, False, "I-00000-00001")
    client.force_login(lin)
    client.post(reverse("fairs:say_word", args=[fair.pk, intent.pk]), {"side": "seeker"})
    intent.refresh_from_db()
    assert intent.seeker_agrees


def test_a_paper_form_brings_both_words(client, gao, bakery, lin):
    fair = fair_today(State.CLOSED)
    registration, post = registered(fair, lin), post_of(fair, bakery)
    client.force_login(gao)
    form = {"ticket": registration.number, "vacancy": post.pk, "number": "I-00000-00001"}
    client.post(reverse("fairs:intents", args=[fair.pk]), form | {"seeker_agrees": "on", "employer_agrees": "on"})
    intent = fair.intents.get()
    assert intent.seeker_agrees
    assert intent.employer_agrees


def test_an_unknown_ticket_number_is_told_at_its_field(client, gao):
    fair = fair_today()
    client.force_login(gao)
    answer = client.post(reverse("fairs:resumes", args=[fair.pk]), {"ticket": "R-1", "number": "S-00000-00001"})
    assert "没有这个入场券号" in answer.content.decode()


def test_the_outcome_is_noted_from_the_booth(client, zhao, bakery, lin):
    fair = fair_today()
    held = interview_of(fair, registered(fair, lin), post_of(fair, bakery))
    client.force_login(zhao)
    client.post(reverse("fairs:outcome", args=[held.pk]), {"outcome": "thinking", "note": "周五回复"})
    held.refresh_from_db()
    assert (held.outcome, held.outcome_note) == ("thinking", "周五回复")


def test_an_interpreter_sees_own_interviews_only(client, surina, bakery, lin):
    fair = fair_today()
    own = cast.InterpreterShiftFactory(fair=fair, account=surina)
    registration = registered(fair, lin)
    interview_of(fair, registration, post_of(fair, bakery, title="面点师"), interpreter=own, outcome="no")
    interview_of(fair, registration, post_of(fair, bakery, title="店员"))
    said = page(client, surina, "my_timetable", fair.pk).content.decode()
    assert "面点师" in said
    for word in ("店员", "林晓雯", "不合适"):
        assert word not in said


def test_interviews_go_into_a_calendar(client, lin, bao, bakery):
    fair = fair_today()
    registration = registered(fair, lin)
    interview_of(fair, registration, post_of(fair, bakery))
    file = page(client, lin, "calendar", registration.pk)
    assert file["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:面试：麦香坊烘焙有限公司，面点师" in file.content.decode().replace("\r\n ", "")
    assert page(client, bao, "calendar", registration.pk).status_code == 404


def test_an_event_leads_to_its_fair_and_a_clerk_makes_one(client, gao):
    event = cast.EventFactory(region="150200")
    client.force_login(gao)
    assert "把这项活动设为招聘会" in client.get(event.get_absolute_url()).content.decode()
    client.post(reverse("fairs:create", args=[event.pk]))
    assert event.fair.get_absolute_url() in client.get(event.get_absolute_url()).content.decode()


def test_halls_zones_and_booths_are_entered_on_pages(client, gao):
    fair = fair_today(State.DRAFT)
    client.force_login(gao)
    client.post(reverse("fairs:add_hall", args=[fair.pk]), {"name": "一号厅", "features": ["step_free", "quiet"]})
    hall = fair.halls.get()
    client.post(reverse("fairs:add_zone", args=[hall.pk]), {"name": "制造业专区", "purpose": "employers"})
    zone = hall.zones.get()
    booths = {"prefix": "A", "first": 1, "count": 3, "desks": 2, "features": ["low_counter"]}
    client.post(reverse("fairs:add_booths", args=[zone.pk]), booths)
    client.post(reverse("fairs:add_quiet_room", args=[hall.pk]), {"name": "安静间"})
    said = client.get(reverse("fairs:halls", args=[fair.pk])).content.decode()
    for word in ("一号厅", "无台阶", "A03", "低位服务台", "安静间"):
        assert word in said


def test_a_hall_is_not_named_twice(client, gao):
    fair = fair_today(State.DRAFT)
    cast.HallFactory(fair=fair, name="一号厅")
    client.force_login(gao)
    answer = client.post(reverse("fairs:add_hall", args=[fair.pk]), {"name": "一号厅"})
    assert "已经有了" in answer.content.decode()


def page_of(client, account, fair) -> str:
    """The fair's page as ``account`` sees it, without the menu."""
    client.force_login(account)
    page = client.get(f"/fairs/{fair.pk}/").content.decode()
    return page[page.index("<main") : page.index("</main")]


def test_when_where_and_how_to_take_part_stand_first(client, gao, bakery):
    fair = fair_today(Fair.State.SEEKERS)
    page = client.get(f"/fairs/{fair.pk}/").content.decode()

    assert page.index("时间和地点") < page.index("来参加招聘会") < page.index("参加用人单位")
    assert page_of(client, gao, fair).index("时间和地点") < page_of(client, gao, fair).index('id="staff"')


def test_a_draft_offers_only_what_it_would_not_refuse(client, gao):
    fair = fair_today(Fair.State.DRAFT)
    page = page_of(client, gao, fair)

    for name in ("import_vacancies", "import_seekers", "register_somebody", "timetable", "employers"):
        assert f'href="{reverse(f"fairs:{name}", args=[fair.pk])}"' not in page
    assert reverse("zones:policy_desk", args=[fair.pk]) not in page
    fair.event.place = ""
    fair.event.save()
    assert "开放岗位征集：请先填写招聘会在哪里举行" in page_of(client, gao, fair).replace("\n", "")
    assert 'value="posts"' not in page_of(client, gao, fair)


def test_every_page_offered_to_staff_opens_in_every_state(client, gao, bakery):
    for state in Fair.State:
        fair = fair_today(state, name=f"招聘会 {state}")
        post_of(fair, bakery)
        for address in set(re.findall(r'href="(/[^"#?]+)"', page_of(client, gao, fair))):
            assert client.get(address).status_code == 200, f"{state}: {address}"


def test_starting_the_fair_is_the_loud_button_on_its_day_only(client, gao, bakery):
    fair = fair_today(Fair.State.SEEKERS)
    loud = r'<button class="button" name="to" value="running"'
    assert re.search(loud, page_of(client, gao, fair))

    fair.event.starts_at += dt.timedelta(days=90)
    fair.event.ends_at += dt.timedelta(days=90)
    fair.event.save()
    page = page_of(client, gao, fair)

    assert not re.search(loud, page)
    assert page.index("<details>") < page.index('value="running"') < page.index("</details>")


def test_staff_read_that_an_open_fair_of_a_hidden_campaign_is_seen_by_nobody(client, gao, bakery):
    fair = fair_today(Fair.State.SEEKERS)
    hidden = "其他人还看不到这场招聘会"
    assert hidden not in page_of(client, gao, fair)

    campaign = fair.event.campaign
    campaign.is_public = False
    campaign.save()

    assert hidden in page_of(client, gao, fair)


def test_what_a_fair_lacks_for_its_next_step_is_the_loud_button(client, gao, bakery):
    fair = fair_today(Fair.State.POSTS)
    loud = f'<a class="button" href="{reverse("fairs:import_vacancies", args=[fair.pk])}"'
    assert loud in page_of(client, gao, fair)

    post_of(fair, bakery)
    page = page_of(client, gao, fair)

    assert loud not in page
    assert '<button class="button" name="to" value="seekers"' in page


def test_what_the_state_asks_for_stands_before_everything_else(client, gao):
    fair = fair_today()
    page = page_of(client, gao, fair)

    first = page[page.index('id="staff"') : page.index('class="grid work"')]
    assert first.index(f"/control/{fair.pk}/") < first.index(reverse("fairs:door", args=[fair.pk]))
    assert reverse("fairs:halls", args=[fair.pk]) not in first
    assert first.count('<a class="button"') == 1


def test_an_employer_meets_its_own_booth_before_the_way_to_register(client, zhao, bakery):
    fair = fair_today()
    post_of(fair, bakery)
    client.force_login(zhao)

    page = client.get(fair.get_absolute_url()).text

    assert page.index("我的展位") < page.index("来参加招聘会")
