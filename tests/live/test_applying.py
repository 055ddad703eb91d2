"""Applying while watching: few steps, the fair's place and résumé with it, each counted once."""

import html

import pytest
from django.http import Http404
from django.urls import reverse

from tests import cast
from tests.live.stage import live_fair
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Registration, Submission
from tongxing.jobs.actions import withdraw
from tongxing.jobs.models import Application, ResumeFile, Seeker
from tongxing.live import actions
from tongxing.live.models import LiveApplication
from tongxing.people.access import consents
from tongxing.people.models import Consent, Person
from tongxing.people.wordings import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(db):
    return live_fair(employers=2)


@pytest.fixture
def post(stream):
    return stream.fair.event.vacancies.get(title="面点师1")


def page(stream, post):
    return reverse("live:apply", args=[stream.fair_id, post.pk])


def test_two_presses_for_somebody_signed_in(client, stream, post, lin):
    cast.SeekerFactory(person=lin.person)
    client.force_login(lin)
    assert "同意并投递" in client.get(page(stream, post)).content.decode()
    assert "投递成功" in client.post(page(stream, post), {"agree": "yes"}).content.decode()
    sent = LiveApplication.objects.get()
    assert (sent.application.vacancy, sent.turn.order) == (post, 1)
    assert sent.submission.means == Submission.Means.ONLINE
    assert sent.submission.registration.means == Registration.Means.SELF
    assert consents(lin.person, "show_employer", f"organisation:{post.employer_id}")


def test_somebody_new_says_who_they_are_first(client, stream, post):
    account = cast.AccountFactory(username="new", phone="19900000077")
    client.force_login(account)
    assert "您是谁？" in client.get(page(stream, post)).content.decode()
    client.post(page(stream, post), {"name": "乌兰", "region": cast.region("150203").pk, "about": "做过面点。"})
    assert Person.objects.get(account=account).seeker.about == "做过面点。"
    assert not Application.objects.exists()  # who they are is no yes yet
    client.post(page(stream, post), {"agree": "yes"})
    assert LiveApplication.objects.get().application.seeker.person.name == "乌兰"


def test_who_is_not_signed_in_is_asked_to_and_comes_back_here(client, stream, post):
    answer = client.get(page(stream, post))
    assert answer.headers["Location"] == f"{reverse('phone_sign_in')}?next={page(stream, post)}"


def test_two_posts_of_one_employer_are_two_applications_and_one_resume(stream, post, lin):
    seeker = cast.SeekerFactory(person=lin.person)
    second = cast.VacancyFactory(event=stream.fair.event, employer=post.employer)
    for one in (post, second):
        actions.apply_live(stream=stream, seeker=seeker, vacancy=one, by=lin)
    assert LiveApplication.objects.count() == 2
    assert Submission.objects.count() == 1


def test_an_application_sent_again_after_taking_it_back_counts_once(stream, post, lin):
    seeker = cast.SeekerFactory(person=lin.person)
    sent = actions.apply_live(stream=stream, seeker=seeker, vacancy=post, by=lin)
    withdraw(application=sent.application, by=lin)
    actions.apply_live(stream=stream, seeker=seeker, vacancy=post, by=lin)
    assert LiveApplication.objects.get() == sent


def test_the_same_post_twice_is_said(client, stream, post, lin):
    cast.SeekerFactory(person=lin.person)
    client.force_login(lin)
    client.post(page(stream, post), {"agree": "yes"})
    assert client.post(page(stream, post), {"agree": "yes"}).status_code == 403
    assert Application.objects.count() == 1


def test_a_post_of_another_fair_is_refused(client, stream, lin):
    seeker = cast.SeekerFactory(person=lin.person)
    other = cast.VacancyFactory()
    with pytest.raises(Refused, match="不在本场招聘会"):
        actions.apply_live(stream=stream, seeker=seeker, vacancy=other, by=lin)
    client.force_login(lin)
    assert client.get(page(stream, other)).status_code == 404


def test_nobody_applies_for_somebody_else(stream, post, lin, bao):
    seeker = cast.SeekerFactory(person=lin.person)
    with pytest.raises(Http404):
        actions.apply_live(stream=stream, seeker=seeker, vacancy=post, by=bao)
    assert not LiveApplication.objects.exists()


def test_a_page_without_a_name_is_asked_again(client, stream, post):
    client.force_login(cast.AccountFactory(username="new"))
    answer = client.post(page(stream, post), {"name": "", "region": ""})
    assert answer.status_code == 200
    assert not Seeker.objects.exists()


def test_the_page_shows_the_text_that_the_yes_will_cite_and_each_file(client, stream, post, lin):
    seeker = cast.SeekerFactory(person=lin.person)
    ResumeFile.objects.create(seeker=seeker, name="林晓雯简历.pdf", file="resumes/one.pdf", size=1)
    client.force_login(lin)

    shown = client.get(page(stream, post)).content.decode()

    assert text_of(Consent.Purpose.SHOW_EMPLOYER) in html.unescape(shown)
    assert "林晓雯简历.pdf" in shown
