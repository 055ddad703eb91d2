"""The résumé clinic: with the person's yes, side by side, before and after kept, counted once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.queues.stage import DeskFactory, NumberFactory, VisitorFactory
from tests.zones import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models.hall import Purpose
from tongxing.jobs.models import Seeker
from tongxing.queues.models import Number
from tongxing.trail.models import Entry
from tongxing.zones import actions, differences
from tongxing.zones.differences import ADDED, KEPT, REMOVED, Piece, pieces_of_text
from tongxing.zones.models import Clinic, Service


@pytest.fixture
def seeker(lin):
    return cast.SeekerFactory(person=lin.person, about="喜欢做面包。", skills=["烘焙"])


@pytest.fixture
def clinic(registration, seeker, gao):
    return actions.begin_clinic(registration=registration, agreed=True, by=gao)


def test_without_the_persons_yes_nothing_opens(registration, seeker, gao):
    with pytest.raises(Refused, match="本人同意"):
        actions.begin_clinic(registration=registration, agreed=False, by=gao)
    assert not Clinic.objects.exists()
    assert not Entry.objects.filter(act="opened a résumé").exists()


def test_opening_is_a_look_that_the_trail_keeps(clinic, seeker, gao):
    assert Entry.objects.get(act="opened a résumé").actor == f"account:{gao.pk}"
    assert Entry.objects.get(act="began a résumé clinic").target_key == str(clinic.pk)


def test_a_page_kept_by_another_federation_stays_closed(fair, gao):
    person = cast.PersonFactory(region="150402")
    cast.SeekerFactory(person=person)

    with pytest.raises(Refused, match="红山区"):
        actions.begin_clinic(registration=cast.RegistrationFactory(fair=fair, person=person), agreed=True, by=gao)


def test_the_same_session_goes_on_and_another_advisor_waits(clinic, registration, gao, han):
    assert actions.begin_clinic(registration=registration, agreed=True, by=gao) == clinic
    with pytest.raises(Refused, match="另一位"):
        actions.begin_clinic(registration=registration, agreed=True, by=han)


def test_before_and_after_are_kept_and_the_session_counts_once(clinic, seeker, gao):
    actions.save_page(clinic=clinic, values={"about": "喜欢做面包。会裱花。"}, may_match=None, by=gao)
    service = actions.finish_clinic(clinic=clinic, minutes=20, by=gao)
    Seeker.objects.update(about="后来改的")

    assert actions.finish_clinic(clinic=clinic, minutes=5, by=gao) == service
    clinic.refresh_from_db()
    (change,) = differences.between(clinic.before, clinic.after)
    assert change.pieces == [Piece(KEPT, "喜欢做面包。"), Piece(ADDED, "会裱花。")]
    assert (Service.objects.get().minutes, service.kind) == (20, Service.Kind.CLINIC)


def test_after_the_end_the_page_is_the_persons_alone(clinic, gao):
    actions.finish_clinic(clinic=clinic, minutes=20, by=gao)

    with pytest.raises(Refused, match="已经结束"):
        actions.save_page(clinic=clinic, values={"about": "改"}, may_match=None, by=gao)


def test_taking_the_session_back_forgets_both_versions(clinic, gao):
    service = actions.finish_clinic(clinic=clinic, minutes=20, by=gao)

    actions.take_back_service(service=service, by=gao, why="人不对")

    assert not Clinic.objects.exists()


def test_changes_of_a_text_are_told_clause_by_clause():
    told = pieces_of_text("做过两年客服，会打字。住包头。", "做过三年客服，会打字。住包头。能出差。")

    assert told == [
        Piece(REMOVED, "做过两年客服，"),
        Piece(ADDED, "做过三年客服，"),
        Piece(KEPT, "会打字。住包头。"),
        Piece(ADDED, "能出差。"),
    ]


def test_lists_tell_what_came_and_what_went(seeker):
    before = differences.snapshot(seeker)
    seeker.skills, seeker.wage_floor = ["裱花"], 3500

    told = {one.name: one.pieces for one in differences.between(before, differences.snapshot(seeker))}

    assert told["技能"] == [Piece(REMOVED, "烘焙"), Piece(ADDED, "裱花")]
    assert [piece.text for piece in told["期望最低月薪"]] == ["—", "每月 3,500 元"]


def test_only_the_order_of_wishes_changed(seeker):
    seeker.skills = ["烘焙", "裱花"]
    before = differences.snapshot(seeker)
    seeker.skills = ["裱花", "烘焙"]

    (change,) = differences.between(before, differences.snapshot(seeker))

    assert change.pieces == [Piece(REMOVED, "烘焙、裱花"), Piece(ADDED, "裱花、烘焙")]


def test_the_page_says_in_words_and_marks_what_changed(client, clinic, gao):
    actions.save_page(clinic=clinic, values={"about": "会裱花。"}, may_match=None, by=gao)
    client.force_login(gao)

    page = client.get(reverse("zones:clinic", args=[clinic.pk])).content.decode()

    assert "<ins" in page
    assert "<del" in page
    assert "新增：" in page
    assert "删去：" in page


@pytest.mark.parametrize("who", ["han", "qi", "auditor"])
def test_other_staff_do_not_find_the_session(client, clinic, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("zones:clinic", args=[clinic.pk])).status_code == 404


def test_from_the_queues_console_the_ticket_is_there_already(client, fair, hall, registration, gao):
    clinic = cast.ZoneFactory(hall=hall, purpose=Purpose.RESUMES)
    desk = DeskFactory(fair=fair, zone=clinic)
    visitor = VisitorFactory(fair=fair, registration=registration)
    number = NumberFactory(desk=desk, visitor=visitor, state=Number.State.SERVING, served_from=timezone.now())
    client.force_login(gao)

    console = client.get(reverse("queues:console", args=[desk.pk])).content.decode()
    begin = client.get(reverse("zones:clinics", args=[fair.pk]), {"number": number.pk}).content.decode()

    assert f"/zones/{fair.pk}/clinics/?number={number.pk}" in console
    assert 'value="R-00001"' in begin
    assert client.get(reverse("zones:clinics", args=[fair.pk]), {"number": "x"}).status_code == 200


def test_the_person_reads_what_changed_and_changes_nothing_there(client, clinic, lin, gao):
    client.force_login(lin)

    page = client.get(reverse("zones:clinic", args=[clinic.pk]))

    assert page.status_code == 200
    assert "没有改动" in page.content.decode()
    assert client.post(reverse("zones:finish_clinic", args=[clinic.pk]), {"minutes": 5}).status_code == 404


def test_the_number_stands_on_paper_only_with_a_yes_and_the_trail_says_so(client, clinic, monkeypatch, gao):
    printed = []
    monkeypatch.setattr("tongxing.common.pdf.render", lambda _name, data, **_more: printed.append(data) or b"%PDF")
    client.force_login(gao)
    path = reverse("zones:print_resume", args=[clinic.pk])

    client.post(path)
    client.post(path, {"with_phone": "on"})

    telephones = [any("19900000001" in str(fact) for fact in data["facts"]) for data in printed]
    assert telephones == [False, True]
    assert Entry.objects.filter(act="opened an identity").count() == 1


def test_a_real_pdf_is_made(client, clinic, gao):
    client.force_login(gao)

    answer = client.post(reverse("zones:print_resume", args=[clinic.pk]))

    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"].startswith("max-age=0")


def test_a_clinic_is_sealed_and_begins_again_after_its_end(clinic, registration, gao):
    actions.finish_clinic(clinic=clinic, minutes=20, by=gao)

    assert actions.begin_clinic(registration=registration, agreed=True, by=gao) != clinic
    assert stage.Clinic.objects.count() == 2
