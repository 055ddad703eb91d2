"""Whole names at a fair: masked until somebody opens them for a purpose, and each person reads who did."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast, clock
from tests.fairs.stage import fair_today, open_names, registered
from tongxing.fairs.models import Interview
from tongxing.people.looks import OPENED_ROLL, PRINTED_ROLL, looks_at, trail_of
from tongxing.people.openings import LASTS
from tongxing.trail.actions import record
from tongxing.trail.models import Entry


@pytest.fixture
def fair(lin, bao):
    fair = fair_today()
    for account in (lin, bao):
        registered(fair, account)
    return fair


def listed(client, fair) -> str:
    return client.get(reverse("fairs:people", args=[fair.pk])).text


def test_the_list_masks_until_the_purpose_is_given(client, fair, gao):
    client.force_login(gao)
    assert "林晓雯" not in listed(client, fair)
    refused = client.post(reverse("fairs:open_names", args=[fair.pk]), {"purpose": ""}).text
    assert 'href="#id_purpose"' in refused
    assert not Entry.objects.filter(act=OPENED_ROLL).exists()

    opened = open_names(client, fair).text

    assert "林晓雯" in opened
    assert "包志强" in opened


def test_one_line_holds_how_many_and_who_and_each_of_them_reads_it(client, fair, gao, lin):
    client.force_login(gao)
    open_names(client, fair)

    entry = Entry.objects.get(act=OPENED_ROLL)
    people = sorted(fair.registrations.values_list("person", flat=True))
    assert (entry.details["count"], entry.details["people"]) == (2, people)
    look = looks_at(lin.person, 9, besides=lin)[0]
    assert (look.who, "举办活动" in look.purpose, str(fair) in look.purpose) == ("高云", True, True)
    client.force_login(lin)
    assert "举办活动" in client.get(reverse("people:me")).text


def test_who_registers_after_the_opening_stays_masked(client, fair, gao):
    client.force_login(gao)
    open_names(client, fair)
    cast.RegistrationFactory(fair=fair, person__name="乌云其木格")

    page = listed(client, fair)

    assert "乌云其木格" not in page
    assert "林晓雯" in page


def test_one_ticket_is_opened_alone(client, fair, gao, lin, bao):
    client.force_login(gao)
    ticket = fair.registrations.get(person=lin.person)
    page = reverse("fairs:ticket", args=[ticket.pk])
    assert "林晓雯" not in client.get(page).text

    opened = open_names(client, fair, ticket=ticket.number, next=page)

    assert "林晓雯" in opened.text
    assert "包志强" not in listed(client, fair)
    assert looks_at(bao.person, 9, besides=bao) == []


def test_it_ends_by_itself_by_a_press_and_with_the_session(client, fair, gao):
    client.force_login(gao)
    open_names(client, fair)
    clock.turn_to(timezone.now() + LASTS + dt.timedelta(seconds=1))
    assert "林晓雯" not in listed(client, fair)
    open_names(client, fair)
    assert "林晓雯" not in client.post(reverse("fairs:mask_names", args=[fair.pk]), follow=True).text
    open_names(client, fair)
    client.logout()
    client.force_login(gao)
    assert "林晓雯" not in listed(client, fair)


def test_another_fair_stays_masked(client, fair, gao, lin):
    other = fair_today(name="另一场招聘会")
    registered(other, lin)
    client.force_login(gao)
    open_names(client, fair)

    assert "林晓雯" not in listed(client, other)


def test_who_looks_on_or_lives_elsewhere_cannot_open(client, fair, auditor, qi):
    for account, status in ((auditor, 403), (qi, 404)):
        client.force_login(account)
        assert client.post(reverse("fairs:open_names", args=[fair.pk]), {"purpose": "hold the event"}).status_code == (
            status
        )
    assert not Entry.objects.filter(act=OPENED_ROLL).exists()


def test_a_purpose_that_needs_each_persons_yes_opens_no_roll(client, fair, gao):
    client.force_login(gao)
    client.post(reverse("fairs:open_names", args=[fair.pk]), {"purpose": "contact"})
    client.post(reverse("fairs:open_names", args=[fair.pk]), {"purpose": "a duty by law"})

    assert "林晓雯" not in listed(client, fair)


def test_the_way_back_leads_nowhere_else(client, fair, gao):
    client.force_login(gao)
    for page in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post(
            reverse("fairs:open_names", args=[fair.pk], query={"next": page}), {"purpose": "hold the event"}
        )
        assert answer["Location"] == reverse("fairs:people", args=[fair.pk])


def test_printing_opened_names_is_a_line_of_its_own(client, fair, gao, lin):
    at = fair.event.starts_at + dt.timedelta(hours=1)
    Interview.objects.create(
        registration=fair.registrations.get(person=lin.person), vacancy=cast.VacancyFactory(event=fair.event),
        starts_at=at, ends_at=at + dt.timedelta(minutes=15), booth=cast.BoothFactory(zone__hall__fair=fair),
    )  # fmt: skip
    client.force_login(gao)
    sheets = reverse("fairs:timetable_people", args=[fair.pk], query={"as": "print"})
    client.get(sheets)
    assert not Entry.objects.filter(act=PRINTED_ROLL).exists()
    open_names(client, fair)

    client.get(sheets)

    assert Entry.objects.get(act=PRINTED_ROLL).details["people"] == [lin.person.pk]


def test_the_trail_of_a_person_names_no_person_that_acted(client, fair, gao, lin, auditor):
    guard = cast.AccountFactory(username="mother", name="李桂兰")
    cast.GuardianFactory(person=lin.person, account=guard)
    for actor in (lin, guard, gao):
        record("gave consent", lin.person, by=actor)
    lines = trail_of(lin.person, 9)
    assert [line.who for line in lines] == ["高云", "李**", "林**"]

    client.force_login(auditor)

    page = client.get(reverse("people:person", args=[lin.person.pk])).text
    assert "林晓雯" not in page
    assert "高云" in page
