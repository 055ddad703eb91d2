"""What one accommodation would bring a post, and one skill or a longer way a person."""

import pytest
from django.urls import reverse

from engines.wording import mask_of
from tests.cast import ConsentFactory, SeekerFactory, SupportNeedFactory, VacancyFactory
from tongxing.jobs import actions, levers, matching
from tongxing.jobs.matching import OpenPosts
from tongxing.jobs.models import Lever, Seeker
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(city_fair, bakery):
    """A post of the bakery up a flight of stairs."""
    return VacancyFactory(event=city_fair, employer=bakery, cannot=mask_of(["step_free", "quiet_room"]))


def seeker(*needs, shows_to=None, **values):
    """Somebody of Baotou who needs ``needs``, agreed to be compared, and perhaps to be shown to an employer."""
    made = SeekerFactory(person__region="150203", **values)
    ConsentFactory(person=made.person)
    for need in needs:
        SupportNeedFactory(person=made.person, code=need)
    if shows_to:
        ConsentFactory(person=made.person, purpose="show_employer", about=f"organisation:{shows_to.pk}")
    return made


def shortlist(client, account, vacancy):
    client.force_login(account)
    return client.get(reverse("jobs:shortlist", args=[vacancy.pk])).text


def test_the_accommodation_that_admits_most_is_kept_with_whom_it_admits(city_fair, steps, han):
    ramp = [seeker("step_free") for _one in range(3)]
    seeker("quiet_room"), seeker("step_free", "quiet_room"), seeker("step_free", wage_floor=90_000), seeker()

    actions.refresh_suggestions(event=city_fair, by=han)

    lever = Lever.objects.get(vacancy=steps)
    assert (lever.code, set(lever.seekers.all())) == ("step_free", set(ramp))
    assert Entry.objects.filter(act="made shortlists").latest("pk").details["levers"] == 1


def test_a_post_to_which_no_accommodation_would_bring_anybody_has_no_lever(city_fair, steps, han):
    seeker("step_free", "quiet_room"), seeker()

    actions.refresh_suggestions(event=city_fair, by=han)

    assert not Lever.objects.exists()


def test_employer_and_federation_read_how_many_more_could_apply(client, city_fair, steps, zhao, gao):
    for _one in range(7):
        seeker("step_free")
    actions.refresh_suggestions(event=city_fair, by=gao)

    for account, told in ((zhao, "约5人"), (gao, "7人")):
        client.force_login(account)
        assert f"无台阶通道：如果能安排，可以再让{told}应聘。" in client.get(steps.get_absolute_url()).text
        assert f"无台阶通道：如果能安排，可以再让{told}应聘。" in shortlist(client, account, steps)
    client.logout()
    assert "应聘。" not in client.get(steps.get_absolute_url()).text


def test_fewer_than_five_are_a_few_to_the_employer(client, city_fair, steps, zhao, gao):
    for _one in range(4):
        seeker("step_free")
    actions.refresh_suggestions(event=city_fair, by=gao)

    assert "可以再让几个人应聘。" in shortlist(client, zhao, steps)
    assert "可以再让4人应聘。" in shortlist(client, gao, steps)


def test_the_employer_sees_those_only_who_show_themselves_and_their_needs(client, city_fair, steps, bakery, zhao, gao):
    seeker("step_free", person__name="巴雅尔", shows_to=bakery, shows_needs=True)
    seeker("step_free", person__name="齐木格", shows_to=bakery, shows_needs=False)
    seeker("step_free", person__name="乌力吉", shows_needs=True)
    actions.refresh_suggestions(event=city_fair, by=gao)

    page = shortlist(client, zhao, steps)

    assert "巴雅尔" in page
    assert "齐木格" not in page
    assert "乌力吉" not in page
    assert {name in shortlist(client, gao, steps) for name in ("巴**", "齐**", "乌**")} == {True}


def test_a_long_list_asks_the_database_no_more(client, city_fair, steps, bakery, zhao, django_assert_max_num_queries):
    for _one in range(30):
        seeker("step_free", shows_to=bakery, shows_needs=True)
    for _one in range(3):
        seeker(shows_to=bakery)
    actions.refresh_suggestions(event=city_fair, by="tests")
    client.force_login(zhao)

    with django_assert_max_num_queries(18):  # the list, those who may be invited, and what changes would open
        page = client.get(reverse("jobs:shortlist", args=[steps.pk])).text

    assert page.count("昆都仑区") == 33


def test_who_no_longer_agrees_to_be_compared_counts_no_more(client, city_fair, steps, gao):
    gone, *_others = [seeker("step_free") for _one in range(3)]
    actions.refresh_suggestions(event=city_fair, by=gao)

    gone.person.consents.all().delete()

    assert "可以再让2人应聘。" in shortlist(client, gao, steps)


def test_who_would_no_longer_be_let_in_is_taken_out(city_fair, steps, gao):
    changed, other = seeker("step_free"), seeker("step_free")
    actions.refresh_suggestions(event=city_fair, by=gao)

    actions.save_profile(person=changed.person, values={"wage_floor": 90_000}, by=gao)
    actions.save_profile(person=other.person, values={"wage_floor": 1}, by=gao)

    assert list(Lever.objects.get().seekers.all()) == [other]


def test_a_post_that_has_its_ramp_says_no_more_of_it(client, city_fair, steps, gao):
    seeker("step_free")
    actions.refresh_suggestions(event=city_fair, by=gao)
    steps.cannot, steps.offered = 0, mask_of(["step_free"])
    steps.save()

    assert "应聘。" not in shortlist(client, gao, steps)


def test_the_one_skill_is_that_which_alone_opens_most(pastry, lin_seeks):
    posts = [
        VacancyFactory(event=pastry.event, skills_required=skills)
        for skills in (["驾驶"], ["驾驶", "电焊"], ["电焊"], ["驾驶"], ["裱花"])
    ]

    found = levers.one_skill(lin_seeks, OpenPosts(posts))

    assert (found.what, found.count, set(found.best)) == ("驾驶", 2, {posts[0], posts[3]})
    assert levers.one_skill(lin_seeks, OpenPosts([posts[1], posts[4]])) is None


def test_the_band_is_the_one_that_holds_most_not_the_widest(pastry, lin_seeks):
    lin_seeks.reach = 1
    in_city = [VacancyFactory(event=pastry.event, region="150221") for _one in range(3)]
    in_province = [VacancyFactory(event=pastry.event, region="150402") for _one in range(2)]

    found = levers.one_band(lin_seeks, OpenPosts([*in_province, *in_city]))

    assert (found.what, found.count, set(found.best)) == (2, 3, set(in_city))
    lin_seeks.reach = 4
    assert levers.one_band(lin_seeks, OpenPosts(in_city)) is None


def test_the_page_of_posts_says_the_skill_and_the_band_in_words(client, pastry, lin_seeks, lin):
    VacancyFactory(event=pastry.event, title="货运司机", skills_required=["驾驶"])
    VacancyFactory(event=pastry.event, title="牧场会计", region="150402")

    client.force_login(lin)
    page = client.get(reverse("jobs:matches")).text

    assert "最能打开机会的一项技能是驾驶：学会它，可再多1个岗位适合您。" in page
    assert "如果愿意走远一些，约80至600公里处可再多1个岗位适合您。" in page


def test_levers_equal_what_trying_each_pair_finds(city_fair, steps, han):
    """Each refused need of each post is lifted for each person alone, and the pair explained."""
    for needs in (["step_free"], ["quiet_room"], ["quiet_room"], ["step_free", "sign_interpreter"], []):
        seeker(*needs)
    VacancyFactory(event=city_fair, cannot=mask_of(["sign_interpreter"]))
    actions.refresh_suggestions(event=city_fair, by=han)

    seekers = list(matching.ready(Seeker.objects.all()))
    for post in matching.open_vacancies(city_fair.vacancies.all()):
        only = {}
        for one, said in zip(seekers, matching.explained_for(post, seekers), strict=True):
            for code in ("step_free", "quiet_room", "sign_interpreter"):
                if levers.admits(code, said):
                    only.setdefault(code, set()).add(one.pk)
        kept = Lever.objects.filter(vacancy=post).first()
        assert max(map(len, only.values()), default=0) == (kept.seekers.count() if kept else 0)
        assert kept is None or only[kept.code] == set(kept.seekers.values_list("pk", flat=True))
