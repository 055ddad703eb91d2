"""Applying shows oneself to one employer; taking back hides again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import (
    AccountFactory,
    ConsentFactory,
    GuardianFactory,
    OrganisationFactory,
    VacancyFactory,
    member,
    region,
)
from tongxing.common.refusal import Refused
from tongxing.jobs import actions
from tongxing.jobs.access.seeker import Reader
from tongxing.jobs.actions.application import due_for
from tongxing.jobs.models import AccommodationRequest, Application
from tongxing.jobs.resume import resume_of
from tongxing.jobs.waiting import waiting
from tongxing.people.actions import verify_phone, withdraw_consent
from tongxing.people.models import Consent, Message, Person, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(lin_seeks, pastry, lin):
    return actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin)


def resume_status(client, account, seeker) -> int:
    client.force_login(account)
    return client.get(reverse("jobs:resume", args=[seeker.pk])).status_code


def test_applying_opens_the_resume_to_this_employer_alone(client, applied, lin_seeks, zhao):
    stranger = AccountFactory()
    member(stranger, OrganisationFactory())

    assert resume_status(client, zhao, lin_seeks) == 200
    assert resume_status(client, stranger, lin_seeks) == 404


def test_taking_back_hides_the_person_again(client, applied, lin_seeks, lin, zhao, pastry):
    actions.withdraw(application=applied, by=lin)

    assert resume_status(client, zhao, lin_seeks) == 404
    assert "林晓雯" not in client.get(reverse("jobs:shortlist", args=[pastry.pk])).text
    assert not Consent.objects.filter(purpose="show_employer", withdrawn_at=None).exists()


def test_taking_back_the_yes_alone_hides_the_person_too(client, applied, lin_seeks, lin, zhao, pastry, bakery):
    about = f"organisation:{bakery.pk}"
    withdraw_consent(person=lin.person, purpose=Consent.Purpose.SHOW_EMPLOYER, by=lin, about=about)

    assert resume_status(client, zhao, lin_seeks) == 404
    assert client.get(reverse("jobs:answer", args=[applied.pk])).status_code == 404
    assert "林晓雯" not in client.get(reverse("jobs:applications")).text


def test_one_of_two_applications_taken_back_leaves_the_other_open(
    client, applied, lin_seeks, lin, zhao, bakery, pastry
):
    other = VacancyFactory(employer=bakery, event=pastry.event)
    actions.apply(seeker=lin_seeks, vacancy=other, by=lin)

    actions.withdraw(application=applied, by=lin)

    assert resume_status(client, zhao, lin_seeks) == 200


def taken_back(client, account, application) -> str:
    client.force_login(account)
    return client.post(reverse("jobs:withdraw", args=[application.pk]), follow=True).text


def test_taking_back_says_whether_the_employer_still_sees_the_resume(client, applied, lin_seeks, lin, bakery, pastry):
    other = actions.apply(seeker=lin_seeks, vacancy=VacancyFactory(employer=bakery, event=pastry.event), by=lin)

    assert "对方仍能看到您的简历" in taken_back(client, lin, applied)
    assert f"{bakery.name}不能再看到您的简历" in taken_back(client, lin, other)


def test_who_has_applied_reads_what_comes_next_and_finds_on(client, applied, lin):
    client.force_login(lin)
    page = client.get(reverse("jobs:applications")).text

    assert "单位的答复会显示在这里" in page
    assert f'href="{reverse("jobs:matches")}">' in page

    actions.withdraw(application=applied, by=lin)

    assert "单位的答复会显示在这里" not in client.get(reverse("jobs:applications")).text


def test_the_page_shows_what_the_employer_will_see_before_the_yes(client, lin_seeks, lin, pastry):
    client.force_login(lin)
    page = client.get(reverse("jobs:apply", args=[pastry.pk])).text
    assert lin.person.phone not in page
    assert not Application.objects.exists()

    lin_seeks.shows_phone = True
    lin_seeks.save()
    assert lin.person.phone in client.get(reverse("jobs:apply", args=[pastry.pk])).text


def test_an_application_is_sent_once(applied, lin_seeks, lin, pastry):
    with pytest.raises(Refused, match="已经投递过"):
        actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin)


def test_an_application_taken_back_can_be_sent_again(applied, lin_seeks, lin, pastry):
    actions.withdraw(application=applied, by=lin)

    again = actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin)

    assert (again.pk, again.state) == (applied.pk, Application.State.SENT)


def test_a_closed_post_takes_no_application(lin_seeks, lin, pastry):
    pastry.state = "closed"
    pastry.save()

    with pytest.raises(Refused, match="已经关闭"):
        actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin)


def test_a_guardian_applies_and_the_yes_says_so(bao_seeks, pastry):
    guardian = GuardianFactory(person=bao_seeks.person)

    actions.apply(seeker=bao_seeks, vacancy=pastry, by=guardian.account)

    assert Consent.objects.get(purpose="show_employer").means == Consent.Means.GUARDIAN


def test_a_sister_citys_clerk_finds_nobody_to_apply_for(client, lin_seeks, pastry, qi):
    client.force_login(qi)

    answer = client.post(reverse("jobs:apply", args=[pastry.pk]) + f"?for={lin_seeks.pk}")

    assert answer.status_code == 404
    assert not Application.objects.exists()


@pytest.mark.parametrize(("agreed", "count"), [(True, 1), (False, 0)])
def test_an_invitation_is_texted_only_to_who_agreed_to_contact(client, applied, lin, zhao, agreed, count):
    if agreed:
        ConsentFactory(person=lin.person, purpose=Consent.Purpose.CONTACT)

    client.force_login(zhao)
    client.post(reverse("jobs:answer", args=[applied.pk]), {"answer": "invite", "words": "周三上午九点"})

    applied.refresh_from_db()
    assert applied.state == Application.State.INVITED
    assert Message.objects.filter(purpose="jobs").count() == count
    assert any("邀请您面试" in task.sentence for task in waiting(lin))


def test_a_new_application_waits_for_the_employer(applied, zhao):
    assert [task.sentence for task in waiting(zhao)] == ["有1份投递等您答复。"]


def test_a_question_goes_to_the_federation_where_the_employer_names_nobody(client, lin_seeks, lin, pastry, zhao, gao):
    actions.ask(seeker=lin_seeks, vacancy=pastry, code="sign_interpreter", words="面试半小时", by=lin)

    client.force_login(zhao)
    assert "手语翻译" not in client.get(reverse("jobs:requests")).text
    client.force_login(gao)
    assert "手语翻译" in client.get(reverse("jobs:requests")).text


def test_the_employers_contact_reads_the_question_without_a_name(client, lin_seeks, lin, pastry, zhao):
    pastry.accommodation_contact = "赵敏 0472-5550000"
    pastry.save()
    asked = actions.ask(seeker=lin_seeks, vacancy=pastry, code="sign_interpreter", by=lin)

    client.force_login(zhao)
    page = client.get(reverse("jobs:reply", args=[asked.pk])).text

    assert "手语翻译" in page
    assert "林" not in page


def test_an_unanswered_request_is_a_task_and_urgent_before_it_is_late(lin_seeks, lin, pastry, gao):
    asked = actions.ask(seeker=lin_seeks, vacancy=pastry, code="sign_interpreter", by=lin)
    assert [(task.sentence, task.is_urgent) for task in waiting(gao)] == [("有1个便利请求还没有答复。", False)]

    AccommodationRequest.objects.filter(pk=asked.pk).update(due_at=timezone.now() + dt.timedelta(hours=47))
    assert [task.is_urgent for task in waiting(gao)] == [True]

    actions.answer(request=asked, is_arranged=True, by=gao)
    assert waiting(gao) == []


def test_an_answer_is_due_a_day_before_the_event(pastry):
    now = timezone.now()
    pastry.event.starts_at = now + dt.timedelta(days=2)
    assert due_for(pastry, now) == now + dt.timedelta(days=1)

    pastry.event.starts_at = now + dt.timedelta(days=30)
    assert due_for(pastry, now) == now + dt.timedelta(days=3)

    pastry.event.starts_at = now + dt.timedelta(hours=5)
    assert due_for(pastry, now) == now + dt.timedelta(hours=5)


def test_a_no_says_why(client, lin_seeks, lin, pastry, gao):
    asked = actions.ask(seeker=lin_seeks, vacancy=pastry, code="induction_loop", by=lin)

    client.force_login(gao)
    page = client.post(reverse("jobs:reply", args=[asked.pk]), {"is_arranged": "no", "answer": ""})

    assert "请写明为什么不能安排" in page.text
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_a_sister_citys_clerk_finds_no_request(client, lin_seeks, lin, pastry, qi):
    asked = actions.ask(seeker=lin_seeks, vacancy=pastry, code="sign_interpreter", by=lin)

    client.force_login(qi)

    assert client.get(reverse("jobs:reply", args=[asked.pk])).status_code == 404
    assert waiting(qi) == []


def test_the_platforms_own_commands_may_answer(lin_seeks, lin, pastry):
    asked = actions.ask(seeker=lin_seeks, vacancy=pastry, code="sign_interpreter", by=lin)

    answered = actions.answer(request=asked, is_arranged=True, by="demo")

    assert (answered.is_arranged, answered.answered_by) == (True, None)


def test_somebody_new_comes_back_to_the_post_that_they_came_for(client, pastry, db):
    account = verify_phone(phone="13812345678", by="sign-in")
    client.force_login(account)
    assert client.get(reverse("jobs:apply", args=[pastry.pk])).url == reverse("people:me")
    client.post(reverse("people:sign_up"), {"name": "林晓雯", "region": region("150203").pk, "certificate": ""})
    person = Person.objects.get(account=account)
    assert client.get(reverse("jobs:apply", args=[pastry.pk])).url == reverse("people:needs", args=[person.pk])

    answers = {"education": 0, "from_home": 0, "reach": 2}
    done = client.post(reverse("jobs:profile_of", args=[person.pk]), answers)

    assert done.url == reverse("jobs:apply", args=[pastry.pk])
    again = client.post(reverse("jobs:profile_of", args=[person.pk]), answers)
    assert again.url == reverse("jobs:matches_of", args=[person.seeker.pk])


def test_an_employer_sees_the_county_and_not_the_street(lin_seeks):
    county = lin_seeks.person.region
    lin_seeks.person.region = Region(code="150203001", name="少先路街道", level=4, parent=county)
    for reader, place in ((Reader.EMPLOYER, "包头市昆都仑区"), (Reader.OWN, "昆都仑区少先路街道")):
        facts = dict(resume_of(lin_seeks, reader=reader, phone="").facts)
        assert place in facts.values()
