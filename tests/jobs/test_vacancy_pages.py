"""The public list and page of posts; two clerks who edit one post."""

import re

import pytest
from django.urls import reverse

from engines.wording import mask_of
from tests.cast import CampaignFactory, EventFactory, FairFactory, VacancyFactory
from tongxing.jobs.models import Vacancy
from tongxing.people.forms.needs import NeedsForm

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


def test_one_post_at_two_fairs_is_told_apart_by_the_fair(client, event, lin, lin_seeks):
    first = VacancyFactory(event=event, title="面点师")
    other = EventFactory(region="150200", name="直播招聘会")
    VacancyFactory(event=other, title="面点师", employer=first.employer)
    VacancyFactory(event=other, title="裱花师", employer=first.employer)
    client.force_login(lin)

    posts, matches = (client.get(reverse(name)).text for name in ("jobs:vacancies", "jobs:matches"))

    assert (posts.count("直播招聘会"), posts.count(event.name)) == (1, 1)
    assert (matches.count("· 直播招聘会"), matches.count(f"· {event.name}")) == (1, 1)


@pytest.mark.parametrize("word", ["cnc", "CNC", "Cnc操作", "a-07", "A-07"])
def test_words_of_letters_are_found_however_they_are_written(client, event, word):
    VacancyFactory(event=event, title="CNC操作工", number="A-07")
    VacancyFactory(event=event, title="面点师", number="1")

    assert titles(client, q=word) == ["CNC操作工"]


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


def test_every_field_stands_once_in_the_form_and_accommodations_in_the_groups_of_needs(client, gao, event):
    post = VacancyFactory(event=event)
    client.force_login(gao)

    page = client.get(reverse("jobs:edit_vacancy", args=[post.pk]))

    names = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', page.content.decode())
    fields = page.context["form"].fields
    assert sorted(name for name in names if name in fields) == sorted(fields)
    needs = [(heading, [box.name for box, _weight in boxes]) for heading, boxes in NeedsForm().groups()]
    offers = page.context["form"].accommodations()
    assert [(heading, [field.name.removeprefix("acc_") for field in group]) for heading, group in offers] == needs


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


def test_what_the_list_is_narrowed_to_is_said_and_can_be_taken_away(client, pastry):
    page = client.get(
        reverse("jobs:vacancies"), {"q": "面点", "wage": "3000", "accommodation": "sign_interpreter"}
    ).text
    for words in ("含“面点”", "至少每月 3,000 元", "提供手语翻译"):
        assert words in page
    assert 'href="?wage=3000&amp;accommodation=sign_interpreter"' in page
    assert "只显示这样的岗位" not in client.get(reverse("jobs:vacancies")).text


def test_the_conditions_are_folded_and_open_where_one_is_wrong(client, pastry):
    folded, wrong = (
        client.get(reverse("jobs:vacancies")).text,
        client.get(reverse("jobs:vacancies"), {"wage": "x"}).text,
    )
    assert "<details>" in folded
    assert "<details open>" in wrong


def test_to_a_seeker_the_list_puts_wishes_first_and_says_what_fits(client, city_fair, pastry, lin_seeks, lin):
    office = VacancyFactory(event=city_fair, title="文员", occupation="3-01-02", education=5)
    assert client.get(reverse("jobs:vacancies")).text.index("文员") < client.get(reverse("jobs:vacancies")).text.index(
        "面点师"
    )

    client.force_login(lin)
    page = client.get(reverse("jobs:vacancies")).text

    assert page.index("面点师") < page.index(office.title)
    assert page.index("您想做的") < page.index("适合您") < page.index(office.title)
    assert page.index(office.title) < page.index("目前的障碍")


def test_whoever_agreed_to_nothing_sees_no_comparison(client, pastry, lin_seeks, lin):
    lin_seeks.person.consents.all().delete()
    client.force_login(lin)
    assert "适合您</span>" not in client.get(reverse("jobs:vacancies")).text


def test_the_list_asks_a_newcomer_for_the_next_answer(client, pastry, lin):
    client.force_login(lin)
    assert f'href="{reverse("people:needs", args=[lin.person.pk])}"' in client.get(reverse("jobs:vacancies")).text


def test_a_post_that_lies_elsewhere_is_saved_as_it_stands(client, zhao, bakery):
    """An employer of Chifeng brings its work to a fair of Baotou; opened and saved, nothing of it is refused."""
    event = FairFactory(event__region="150200", state="posts").event
    post = VacancyFactory(event=event, employer=bakery, region="150402", duties="烘焙")
    client.force_login(zhao)
    address = reverse("jobs:edit_vacancy", args=[post.pk])

    data = form_of(client.get(address)) | {"duties": "烘焙面点"}
    answer = client.post(address, data)

    assert answer.status_code == 302
    post.refresh_from_db()
    assert (post.duties, post.region.code) == ("烘焙面点", "150402")


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"wage_min": 5000}, ""),
        ({"wage_min": 5000, "wage_text": "5000起，包住"}, "5000起，包住"),
        ({"openings": 3}, "4000-6000元"),
        ({"wage_min": 4000, "wage_max": 6000}, "4000-6000元"),
    ],
)
def test_words_of_a_wage_go_when_its_amounts_are_changed(client, gao, event, changes, kept):
    post = VacancyFactory(event=event, wage_min=4000, wage_max=6000, wage_text="4000-6000元")
    address = reverse("jobs:edit_vacancy", args=[post.pk])
    client.force_login(gao)

    client.post(address, form_of(client.get(address)) | changes)

    post.refresh_from_db()
    assert post.wage_text == kept
