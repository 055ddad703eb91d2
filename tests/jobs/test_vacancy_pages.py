"""The public list and page of posts; two clerks who edit one post."""

import re

import pytest
from django.urls import reverse

from engines.wording import mask_of
from tests.cast import CampaignFactory, EventFactory, FairFactory, VacancyFactory
from tongxing.jobs.models import Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db):
    return EventFactory(region="150200")


def titles(client, **query):
    return [one.title for one in client.get(reverse("jobs:vacancies"), query).context["page"]]


def form_of(page) -> dict:
    """The form as the browser would send it back untouched."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    hidden = {name: page.context[name] for name in ("version", "opened") if name in page.context}
    return {name: value for name, value in (data | hidden).items() if value is not None and value is not False}


def test_everybody_sees_open_posts_of_public_campaigns_and_no_others(client, event):
    VacancyFactory(event=event, title="面点师")
    VacancyFactory(event=event, title="撤回的", state="withdrawn")
    hidden = EventFactory(campaign=CampaignFactory(slug="secret", is_public=False))
    VacancyFactory(event=hidden, title="未公开的")
    VacancyFactory(event=FairFactory(state="draft").event, title="草稿的")

    assert titles(client) == ["面点师"]
    for post in Vacancy.objects.exclude(title="面点师"):
        assert client.get(post.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "面点"}, ["面点师"]),
        ({"q": "钢铁大街"}, ["客服"]),
        ({"education": "2"}, ["面点师"]),
        ({"wage": "5500"}, ["面点师"]),
        ({"accommodation": "step_free"}, ["客服"]),
        ({"accommodation": "sign_interpreter"}, ["面点师"]),
        ({"home": "on"}, ["客服"]),
        ({"q": "宇航员"}, []),
    ],
)
def test_posts_are_found_by_words_education_wage_and_needs(client, event, query, found):
    VacancyFactory(event=event, title="面点师", can_arrange=mask_of(["sign_interpreter"]), number="1")
    VacancyFactory(
        event=event,
        title="客服",
        wage_max=5000,
        education=4,
        offered=mask_of(["step_free"]),
        from_home=True,
        place="钢铁大街",
        cannot=mask_of(["sign_interpreter"]),
    )

    assert titles(client, **query) == found


def test_posts_are_found_by_county(client, event):
    here = VacancyFactory(event=event, title="面点师", region="150203")
    VacancyFactory(event=event, title="客服", region="150402")

    assert titles(client, region=here.region.pk) == ["面点师"]
    assert titles(client, region=here.region.parent_id) == ["面点师"]


def test_a_public_page_says_everything_and_whom_to_ask(client, event):
    post = VacancyFactory(
        event=event,
        offered=mask_of(["step_free"]),
        cannot=mask_of(["dormitory"]),
        duties="揉面",
        contact_phone="0472-5550101",
    )

    page = client.get(post.get_absolute_url()).content.decode()

    for words in ("每月 4,000–6,000 元", "揉面", "无台阶通道", "无障碍宿舍", "0472-5550101", "包头市的残疾人联合会"):
        assert words in page
    assert 'itemtype="https://schema.org/JobPosting"' in page
    assert 'itemprop="minValue" content="4000"' in page
    assert "<script>" not in page


def test_pages_take_few_queries_however_many_posts(client, gao, event, django_assert_max_num_queries):
    for number in range(25):
        VacancyFactory(event=event, number=f"N{number}")
    client.force_login(gao)

    with django_assert_max_num_queries(15):
        client.get(reverse("jobs:vacancies"))
    with django_assert_max_num_queries(15):
        client.get(Vacancy.objects.first().get_absolute_url())


def test_a_clerk_enters_a_post_by_hand(client, gao, event, bakery):
    client.force_login(gao)
    address = reverse("jobs:new_vacancy", args=[event.pk]) + f"?employer={bakery.pk}"
    typed = form_of(client.get(address)) | {"title": "面点师", "openings": 2, "acc_step_free": "can_arrange"}

    client.post(address, typed)

    post = Vacancy.objects.get()
    assert (post.title, post.employer, post.can_arrange) == ("面点师", bakery, mask_of(["step_free"]))


def test_wording_that_shuts_people_out_is_refused_at_its_field(client, gao, event):
    post = VacancyFactory(event=event)
    client.force_login(gao)
    address = reverse("jobs:edit_vacancy", args=[post.pk])

    answer = client.post(address, form_of(client.get(address)) | {"requirements": "限身体健全者"})

    [sentence] = answer.context["form"].errors["requirements"]
    assert "限身体健全者" in sentence
    assert "请" in sentence
    assert Vacancy.objects.get().version == 1


@pytest.mark.parametrize("number", [0, -1, 10**9, ""])
def test_a_form_takes_one_to_9999_people(client, gao, event, number):
    post = VacancyFactory(event=event)
    client.force_login(gao)
    address = reverse("jobs:edit_vacancy", args=[post.pk])

    answer = client.post(address, form_of(client.get(address)) | {"openings": number})

    assert len(answer.context["form"].errors["openings"]) == 1


def test_a_wage_upside_down_is_refused(client, gao, event):
    post = VacancyFactory(event=event)
    client.force_login(gao)
    address = reverse("jobs:edit_vacancy", args=[post.pk])

    answer = client.post(address, form_of(client.get(address)) | {"wage_min": 6000, "wage_max": 4000})

    assert "wage_max" in answer.context["form"].errors


def test_the_second_clerk_sees_who_changed_what_and_loses_nothing_typed(client, gao, han, event):
    post = VacancyFactory(event=event, openings=2, place="老地址")
    address = reverse("jobs:edit_vacancy", args=[post.pk])
    client.force_login(han)
    opened = form_of(client.get(address))
    client.force_login(gao)
    client.post(address, form_of(client.get(address)) | {"openings": 5, "title": "西点师"})

    client.force_login(han)
    told = client.post(address, opened | {"title": "面包师", "duties": "很长的一段\r\n说明"})

    page = told.content.decode()
    assert "高云" in page
    shown = {one.label: (one.opened, one.now, one.yours) for one in told.context["both"]}
    assert shown == {"招聘人数": ("2", "5", ""), "岗位名称": ("面点师", "西点师", "面包师")}
    assert Vacancy.objects.get().title == "西点师"
    again = form_of(told)
    assert (again["title"], again["duties"].replace("\r", ""), again["openings"]) == ("面包师", "很长的一段\n说明", 5)
    client.post(address, again)
    saved = Vacancy.objects.get()
    assert (saved.title, saved.openings, saved.version) == ("面包师", 5, 3)


def test_an_untouched_form_saved_again_changes_nothing(client, gao, event):
    post = VacancyFactory(event=event, duties="一\n二", skills_required=["和面", "裱花"], offered=5, cannot=8)
    client.force_login(gao)
    address = reverse("jobs:edit_vacancy", args=[post.pk])

    client.post(address, form_of(client.get(address)))

    assert Vacancy.objects.get().version == 1


def test_a_post_is_withdrawn_by_who_writes_it_and_nobody_else(client, zhao, qi, bakery, event):
    post = VacancyFactory(event=event, employer=bakery)
    address = reverse("jobs:move_vacancy", args=[post.pk])
    client.force_login(qi)
    assert client.post(address, {"to": "withdraw"}).status_code == 404
    client.force_login(zhao)

    client.post(address, {"to": "withdraw"})

    assert Vacancy.objects.get().state == "withdrawn"
    assert client.get(post.get_absolute_url()).status_code == 200  # its own employer still sees it
    client.logout()
    assert client.get(post.get_absolute_url()).status_code == 404


def test_a_long_number_in_an_address_is_not_found_rather_than_broken(client, gao, event):
    client.force_login(gao)

    assert client.get(reverse("jobs:new_vacancy", args=[event.pk]) + "?employer=" + "9" * 30).status_code == 404
    assert re.fullmatch(r"2\d\d", str(client.get(reverse("jobs:vacancies") + "?page=999").status_code))
