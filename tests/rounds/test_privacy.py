"""Where somebody lives is nobody's business: another region's, a colleague's, a printed map's, the database's."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.rounds.stage import OFFICE, StopFactory, told_today
from tongxing.people.models import Role
from tongxing.rounds import actions, listing, planning
from tongxing.rounds.drawing import map_of, rounded
from tongxing.rounds.models import Leg, Opening, Round, Stop, Team
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def driver(db):
    """Goes out with the team; no staff role."""
    return cast.staff("driver", "图雅", Role.What.VOLUNTEER_LEADER, "150221")


@pytest.fixture
def one(han, driver):
    return told_today(by=han, accounts=[driver])


def sheet(one, day=1):
    return reverse("rounds:sheet", args=[one.teams.get().pk, day])


def opening(one):
    return reverse("rounds:open_sheet", args=[one.teams.get().pk, 1])


def page(client, account, address):
    client.force_login(account)
    return client.get(address)


def test_the_database_holds_no_readable_address(db):
    stop = StopFactory(address="演示村一组3号", note="带轮椅")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, position, note FROM rounds_stop WHERE id = %s", [stop.pk])
        row = "".join(cursor.fetchone())

    assert "演示村" not in row
    assert "40.5" not in row
    assert "轮椅" not in row
    assert Stop.objects.get().place() == pytest.approx((40.566, 110.547))


def test_for_a_sister_region_no_round_and_no_sheet_exists(client, one, qi):
    for address in (one.get_absolute_url(), sheet(one), reverse("rounds:today", args=[one.pk])):
        assert page(client, qi, address).status_code == 404
    assert one.name not in page(client, qi, reverse("rounds:rounds")).content.decode()


def test_names_and_addresses_show_after_opening_only(client, one, driver):
    stop = one.stops.first()
    closed = page(client, driver, sheet(one)).content.decode()
    client.post(opening(one))
    opened = page(client, driver, sheet(one)).content.decode()

    assert stop.person.name not in closed
    assert stop.address not in closed
    assert stop.person.phone not in closed
    assert stop.person.name in opened
    assert stop.address in opened
    assert stop.person.phone in opened


def test_each_person_reads_in_their_trail_who_opened_the_sheet(client, one, driver):
    client.force_login(driver)
    client.post(opening(one))
    client.post(opening(one))

    for stop in one.stops.all():
        kept = Entry.objects.filter(
            act="opened an identity", target_kind="people.person", target_key=str(stop.person_id)
        )
        assert [entry.actor for entry in kept] == [f"account:{driver.pk}"]


def test_a_member_sees_the_sheet_on_its_day_only(client, one, driver):
    Round.objects.filter(pk=one.pk).update(first_on=one.first_on - dt.timedelta(days=1))
    answer = page(client, driver, sheet(one))

    assert answer.status_code == 403
    assert "只在那一天有效" in answer.content.decode()
    assert client.post(opening(one)).status_code == 403
    assert not Opening.objects.exists()


def test_yesterdays_opening_opens_nothing_today(client, one, driver):
    Opening.objects.create(team=one.teams.get(), day=1, account=driver, opened_on=one.first_on - dt.timedelta(days=1))

    assert one.stops.first().address not in page(client, driver, sheet(one)).content.decode()


def test_another_teams_sheet_does_not_exist_for_a_member(client, one, driver):
    other = Team.objects.create(round=one, name="别组", start_name="旗残联", start_position="40.566 110.527")

    assert page(client, driver, reverse("rounds:sheet", args=[other.pk, 1])).status_code == 404


def test_who_dropped_out_of_the_team_sees_nothing_any_more(client, one, driver):
    client.force_login(driver)
    client.post(opening(one))
    one.teams.get().accounts.clear()

    assert client.get(sheet(one)).status_code == 404


def test_whose_role_has_ended_goes_out_no_more(client, one, driver):
    client.force_login(driver)
    client.post(opening(one))
    driver.roles.update(ended_at=timezone.now())

    assert client.get(sheet(one)).status_code == 404
    assert client.post(opening(one)).status_code == 404


def test_an_auditor_reads_the_sheet_but_opens_no_names(client, one, auditor):
    assert page(client, auditor, sheet(one)).status_code == 200
    assert client.post(opening(one)).status_code == 403


def test_an_auditor_reads_neither_why_nobody_was_met_nor_how_far_it_is(client, one, auditor, han):
    leg = Leg.objects.filter(team__round=one).exclude(stop=None).first()
    actions.mark(leg=leg, to=Leg.State.MISSED, why="住院了", by=han)
    far = f"路程 {leg.metres / 1000:.1f} 公里"

    audited = page(client, auditor, sheet(one)).content.decode()
    assert "住院了" not in audited
    assert far not in audited
    client.force_login(han)
    client.post(opening(one))
    assert far in client.get(sheet(one)).content.decode()
    Round.objects.filter(pk=one.pk).update(state=Round.State.CLOSED)
    assert "住院了" in client.get(sheet(one)).content.decode()


def test_a_closed_round_closes_its_names(client, one, han):
    client.force_login(han)
    client.post(opening(one))
    assert one.stops.first().address in client.get(sheet(one)).content.decode()
    Round.objects.filter(pk=one.pk).update(state=Round.State.CLOSED)

    assert one.stops.first().address not in client.get(sheet(one)).content.decode()


def test_the_round_and_the_form_show_no_address(client, one, han):
    Round.objects.filter(pk=one.pk).update(state=Round.State.PLANNED)
    stop = one.stops.first()
    for address in (one.get_absolute_url(), reverse("rounds:edit_stop", args=[stop.pk])):
        said = page(client, han, address).content.decode()
        assert stop.address not in said
        assert stop.person.name not in said
        assert not any(number in said for number in stop.position.split())


def test_the_overview_map_is_rounded_to_a_kilometre(one):
    outings = listing.outings_of(list(one.teams.all()), planning.legs_of(one), 1)
    exact = [line.leg.stop.place() for line in outings[0].visits]
    moved = [listing.Way("一组", OFFICE, [(number, rounded(place)) for number, place in enumerate(exact, 1)], OFFICE)]

    assert listing.map_of_day(outings).marks == map_of(moved, is_exact=True).marks
    assert listing.map_of_day(outings).marks != listing.map_of_day(outings, is_exact=True).marks


def test_the_trail_says_who_was_put_on_a_team(client, one, han, gao, driver):
    Round.objects.filter(pk=one.pk).update(state=Round.State.PLANNED)
    team = one.teams.get()
    actions.save_team(round_=one, team=team, accounts=[driver, gao], by=han)
    actions.save_team(round_=one, team=team, accounts=[driver], by=han)

    kept = Entry.objects.filter(act="edited a team").order_by("pk").values_list("details", flat=True)
    assert [details["accounts"] for details in kept] == [sorted([driver.pk, gao.pk]), [driver.pk]]
