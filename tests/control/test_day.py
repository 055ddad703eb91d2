"""The control page: alarms with an action each, and the checklist that says who."""

import pytest
from django.urls import reverse

from tests import cast
from tests.control.stage import came
from tests.fairs.stage import at, booth_of, clock, post_of, registered
from tongxing.control import checklist, rooms
from tongxing.control.alarms import alarms_of
from tongxing.fairs.models import Fair, Interview

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(fair, lin, bakery, monkeypatch):
    """Lin's interview at ten, about a post of the bakery; it is five to ten."""
    clock(monkeypatch, at(fair, 9, 55))
    vacancy = post_of(fair, bakery)
    booth = booth_of(cast.HallFactory(fair=fair), bakery, "A01")
    return Interview.objects.create(
        registration=registered(fair, lin),
        vacancy=vacancy,
        booth=booth,
        starts_at=at(fair, 10),
        ends_at=at(fair, 10, 15),
    )


def sentences(fair):
    return " ".join(alarm.sentence for alarm in alarms_of(fair, rooms.of_fair(fair)))


def test_a_quiet_fair_has_no_alarm(fair):
    assert alarms_of(fair, rooms.of_fair(fair)) == []


def test_somebody_who_is_expected_and_has_not_come_in_is_an_alarm(fair, lin, interview):
    assert "本人还没有到场" in sentences(fair)
    cast.AttendanceFactory(fair=fair, registration=interview.registration)
    assert sentences(fair) == ""


def test_an_interview_without_an_outcome_becomes_an_alarm_after_a_while(fair, lin, interview, monkeypatch):
    cast.AttendanceFactory(fair=fair, registration=interview.registration)
    clock(monkeypatch, at(fair, 10, 20))
    assert sentences(fair) == ""
    clock(monkeypatch, at(fair, 10, 30))
    assert "没有登记结果" in sentences(fair)


def test_every_alarm_leads_to_a_page_that_is_there(client, fair, han, interview):
    client.force_login(han)
    for alarm in alarms_of(fair, rooms.of_fair(fair)):
        assert client.get(alarm.url).status_code == 200


def test_the_page_shows_what_waits_in_one_look(client, fair, han, interview):
    client.force_login(han)
    page = client.get(reverse("control:day", args=[fair.pk])).content.decode()
    assert "林**" in page
    assert "林晓雯" not in page


def test_the_page_asks_the_database_a_bounded_number_of_times(
    client, fair, han, interview, django_assert_max_num_queries
):
    client.force_login(han)
    for number in range(5):
        came(fair, cast.somebody(f"p{number}", f"张{number}", f"1990000010{number}", "150203"))
    with django_assert_max_num_queries(45):
        client.get(reverse("control:day", args=[fair.pk]))


def test_the_checklist_names_who_is_to_enter_an_outcome(fair, interview):
    fair.state = Fair.State.CLOSED
    fair.save()
    [missing] = checklist.outstanding(fair)
    assert "1" in missing.sentence
    assert missing.who == "麦香坊烘焙有限公司"
    interview.outcome = Interview.Outcome.NO
    interview.save()
    assert checklist.outstanding(fair) == []


def test_an_interview_goes_on_once_its_person_has_come(fair, lin, interview, monkeypatch):
    clock(monkeypatch, at(fair, 10, 5))
    interviews = rooms.of_fair(fair)["fair"].interviews
    assert (interviews["now"], interviews["due"]) == (0, 1)
    cast.AttendanceFactory(registration=interview.registration)
    assert rooms.of_fair(fair)["fair"].interviews["now"] == 1


def test_at_a_live_stream_nobody_checks_in_before_an_interview(fair, lin, interview, monkeypatch):
    fair.mode = Fair.Mode.LIVE
    clock(monkeypatch, at(fair, 10, 5))
    assert rooms.of_fair(fair)["fair"].interviews["now"] == 1
