"""The first page after signing in: what waits, and where one can go."""

import pytest

from tests.cast import SeekerFactory, VacancyFactory
from tongxing.jobs import actions
from tongxing.people.models import Consent


def test_a_seeker_finds_the_way_to_everything_that_is_theirs(client, lin):
    client.force_login(lin)

    page = client.get("/start/").content.decode()

    for name in ("适合我的岗位", "我想找的工作", "我的投递", "我需要什么，谁能看到我"):
        assert name in page
    assert "本地区人员" not in page


def test_a_lead_finds_people_roles_and_a_new_campaign(client, han):
    client.force_login(han)

    page = client.get("/start/").content.decode()

    for name in ("本地区人员", "账号与角色", "新建活动"):
        assert name in page
    assert "我想找的工作" not in page


@pytest.mark.usefixtures("demo")
def test_the_page_about_me_names_the_employer_that_sees_me(client, lin, bakery):
    vacancy = VacancyFactory(employer=bakery)
    actions.apply(seeker=SeekerFactory(person=lin.person), vacancy=vacancy, by=lin)
    client.force_login(lin)

    page = client.get("/account/me/").content.decode()

    assert Consent.objects.get(purpose="show_employer").about_name == bakery.name
    assert f"不再向{bakery.name}展示" in page.replace(" ", "")
