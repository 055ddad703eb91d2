"""Who is suggested to whom, and why."""

import pytest
from django.urls import reverse

from engines.matching import PERSON
from engines.wording import mask_of
from tests.cast import ConsentFactory, FairFactory, SeekerFactory, SupportNeedFactory, VacancyFactory
from tongxing.folders.actions.syncing import sync
from tongxing.jobs import actions, matching, reasons
from tongxing.jobs.models import Seeker, Suggestion, Vacancy

pytestmark = pytest.mark.django_db


def test_a_shortlist_holds_both_ranks(city_fair, pastry, lin_seeks, han):
    actions.refresh_suggestions(event=city_fair, by=han)

    line = Suggestion.objects.get(seeker=lin_seeks, vacancy=pastry)
    assert (line.rank_for_seeker, line.rank_for_vacancy) == (1, 1)


def test_the_reasons_add_up_to_the_score_that_is_kept(city_fair, pastry, lin_seeks, bao_seeks, han):
    actions.refresh_suggestions(event=city_fair, by=han)

    for line in Suggestion.objects.all():
        explanation = matching.explained(line.seeker, [line.vacancy])[0]
        said = reasons.for_seeker(explanation)
        assert sum(points for _what, points, _most in said.parts) == said.score == line.seeker_score
        other = reasons.for_employer(explanation, shows_needs=True, required=[])
        assert sum(points for _what, points, _most in other.parts) == other.score == line.vacancy_score


def test_each_line_says_why_in_words(pastry, lin_seeks):
    said = reasons.for_seeker(matching.explained(lin_seeks, [pastry])[0])

    assert "这是您想做的工作（第1志愿）。" in said.why
    assert "您需要的已经具备：手语翻译。" in said.why


def test_who_names_no_work_has_not_named_other_work(pastry, lin_seeks):
    for occupations, sentences in (([], []), (["5-01"], ["本人写的是别的工作意向。"])):
        lin_seeks.occupations = occupations
        said = reasons.for_employer(matching.explained(lin_seeks, [pastry])[0], shows_needs=False, required=[])
        assert said.less == sentences


def test_what_the_employer_cannot_arrange_keeps_a_post_off_the_list(city_fair, bao_seeks, han):
    steps = VacancyFactory(event=city_fair, cannot=mask_of(["step_free"]))

    actions.refresh_suggestions(event=city_fair, by=han)

    assert not Suggestion.objects.exists()
    said = reasons.for_seeker(matching.explained(bao_seeks, [steps])[0])
    assert "单位表示无法安排：无台阶通道。残联可以替您与单位商量。" in said.obstacles


def test_what_the_employer_has_not_said_is_asked_first(pastry, bao_seeks):
    said = reasons.for_seeker(matching.explained(bao_seeks, [pastry])[0])

    assert said.ask == ["单位还没有说明能否安排：无台阶通道、无障碍卫生间。"]


def test_nobody_is_compared_without_their_yes(city_fair, pastry, lin_seeks, han):
    lin_seeks.person.consents.all().delete()

    assert actions.refresh_suggestions(event=city_fair, by=han) == 0


def test_category_and_level_are_no_input(lin_seeks, demo):
    before = matching.person_of(lin_seeks)

    lin_seeks.person.certificate = "99000019850615123241"
    lin_seeks.person.save()

    assert matching.person_of(lin_seeks) == before
    assert not {"category", "level", "sex", "age", "name"} & set(PERSON.names)


def test_one_changed_wish_says_what_it_would_open(pastry, lin_seeks):
    lin_seeks.wage_floor = 7000

    best, changes = matching.posts_for(lin_seeks, matching.OpenPosts([pastry]))

    assert best == []
    assert [(change.name, change.count) for change in changes] == [("wage", 1)]
    vacancy, explanation = changes[0].best[0]
    assert vacancy == pastry
    assert [fact["code"] for fact in explanation.obstacles] == ["wage_below_floor"]


def test_two_things_in_the_way_are_not_called_one_change(pastry, lin_seeks):
    pastry.skills_required = ["驾驶"]
    lin_seeks.wage_floor = 7000

    assert matching.posts_for(lin_seeks, matching.OpenPosts([pastry])) == ([], [])


def test_saving_the_page_makes_the_own_list_anew(pastry, lin_seeks, lin):
    actions.save_profile(person=lin.person, values={"wage_floor": 4000}, by=lin)
    assert lin_seeks.suggestions.get().rank_for_seeker == 1

    actions.save_profile(person=lin.person, values={"wage_floor": 9000}, by=lin)
    assert not lin_seeks.suggestions.exists()


def test_a_clerk_of_a_sister_city_makes_no_shortlists(client, city_fair, qi, gao):
    for clerk, answer in ((qi, 404), (gao, 302)):
        client.force_login(clerk)
        assert client.post(reverse("jobs:refresh", args=[city_fair.pk])).status_code == answer


@pytest.mark.parametrize("vacancy", ["9" * 5000, "-1", "x", ""])
def test_a_number_that_is_no_post_leads_back_to_the_event(client, city_fair, gao, vacancy):
    client.force_login(gao)
    answer = client.post(reverse("jobs:refresh", args=[city_fair.pk]), {"vacancy": vacancy})
    assert answer.url == city_fair.get_absolute_url()


def test_needs_said_twice_are_one_need(lin_seeks):
    SupportNeedFactory(person=lin_seeks.person, code="written_instructions", is_must=False)

    person = matching.person_of(lin_seeks)

    assert person.needs_must == mask_of(["sign_interpreter"])
    assert person.needs_wish == mask_of(["written_instructions"])


def test_a_person_sees_posts_before_any_employer_sees_them(client, city_fair, pastry, lin_seeks, lin, zhao, han):
    actions.refresh_suggestions(event=city_fair, by=han)

    client.force_login(lin)
    assert "面点师" in client.get(reverse("jobs:matches")).text
    client.force_login(zhao)
    page = client.get(reverse("jobs:shortlist", args=[pastry.pk])).text
    assert "林" not in page
    assert "另有少数合适的人，是否让您看到由他们自己决定。" in page
    assert client.get(reverse("jobs:resume", args=[lin_seeks.pk])).status_code == 404


@pytest.mark.parametrize(("count", "said"), [(4, "另有少数合适的人"), (7, "还有约5位合适的人")])
def test_fewer_than_five_hidden_people_are_a_few_to_the_employer(client, city_fair, pastry, zhao, han, count, said):
    for _one in range(count):
        ConsentFactory(person=SeekerFactory(person__region="150203", skills=pastry.skills_required).person)
    actions.refresh_suggestions(event=city_fair, by=han)

    client.force_login(zhao)
    assert f"{said}，是否让您看到" in client.get(reverse("jobs:shortlist", args=[pastry.pk])).text


def test_a_yes_to_this_employer_opens_the_line_with_its_reasons(
    client, city_fair, pastry, lin_seeks, bakery, zhao, han
):
    Vacancy.objects.update(offered=0)
    actions.refresh_suggestions(event=city_fair, by=han)
    ConsentFactory(person=lin_seeks.person, purpose="show_employer", about=f"organisation:{bakery.pk}")

    client.force_login(zhao)
    page = client.get(reverse("jobs:shortlist", args=[pastry.pk])).text

    assert "林晓雯" in page
    assert "具备您希望的技能：裱花。" in page
    assert "手语" not in page


def test_a_clerk_sees_masked_names_of_the_own_region_only(client, city_fair, pastry, lin_seeks, gao, qi, han):
    ConsentFactory(person=SeekerFactory(person__region="150402", person__name="秦远山", reach=4).person)
    actions.refresh_suggestions(event=city_fair, seekers=Seeker.objects.all(), by=han)

    client.force_login(gao)
    page = client.get(reverse("jobs:shortlist", args=[pastry.pk])).text

    assert "林**" in page
    assert "林晓雯" not in page
    assert "秦" not in page
    assert "还有1位合适的人不在您的地区。" in page
    client.force_login(qi)
    assert client.get(reverse("jobs:shortlist", args=[pastry.pk])).status_code == 404


def test_the_page_of_posts_names_what_one_change_would_open(client, pastry, lin_seeks, lin):
    lin_seeks.wage_floor = 7000
    lin_seeks.save()

    client.force_login(lin)
    page = client.get(reverse("jobs:matches")).text

    assert "如果最低工资降低一些，可再多1个岗位" in page
    assert "最高每月 6,000 元，您希望至少每月 7,000 元。" in page


def test_posts_of_a_draft_fair_are_not_suggested(client, pastry, lin_seeks, lin):
    FairFactory(event=pastry.event, state="draft")

    client.force_login(lin)

    assert "面点师" not in client.get(reverse("jobs:matches")).text


def test_what_is_wished_for_stands_before_what_scores_more(city_fair, lin_seeks):
    arranged = mask_of(["sign_interpreter"])
    office = VacancyFactory(
        event=city_fair, occupation="3-01-02", region=lin_seeks.person.region, offered=arranged, wage_max=9000
    )
    far = VacancyFactory(
        event=city_fair, occupation="6-02-01", region="150402", wage_min=3500, wage_max=3600, skills_welcome=["驾驶"]
    )
    lin_seeks.occupations, lin_seeks.reach = ["3-01-01", "3-01-03", "3-01-04", "3-01-05", "6-02-01"], 4

    best, _changes = matching.posts_for(lin_seeks, matching.OpenPosts([office, far]))

    [by_points] = matching.every_post([matching.person_of(lin_seeks)], matching.OpenPosts([office, far]))
    assert by_points.tolist() == [0, 1]
    assert [vacancy.pk for vacancy, _explanation in best] == [far.pk, office.pk]


def test_a_newcomer_sees_wished_posts_first_and_what_is_in_the_way(client, city_fair, pastry, lin_seeks, lin):
    VacancyFactory(event=city_fair, title="文员", occupation="3-01-02")
    VacancyFactory(event=city_fair, title="糕点主管", occupation="6-02-01", education=4)
    client.force_login(lin)

    page = client.get(reverse("jobs:matches")).text

    assert page.index("您想做的工作") < page.index("面点师") < page.index("糕点主管") < page.index("其他适合您的工作")
    assert page.index("其他适合您的工作") < page.index("文员")
    assert page.index("要求学历：大专") < page.index("其他适合您的工作")


def test_wished_posts_that_do_not_fit_stand_first_where_none_fits(client, city_fair, pastry, lin_seeks, lin):
    Vacancy.objects.update(education=4)
    VacancyFactory(event=city_fair, title="文员", occupation="3-01-02")
    client.force_login(lin)

    page = client.get(reverse("jobs:matches")).text

    assert page.index("面点师") < page.index("文员")
    assert "不在您想做的工作之列" not in page[: page.index("文员")]


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"occupations": []}, "#id_wish_1"),
        ({"education": 0}, "#id_education"),
        ({"skills": []}, "#id_skills"),
    ],
)
def test_what_is_missing_is_asked_for_where_posts_are_shown(client, pastry, lin_seeks, lin, changes, anchor):
    complete = {"occupations": ["6-02-01"], "education": 3, "skills": ["裱花"]}
    client.force_login(lin)
    for values, is_asked in ((complete, False), (complete | changes, True)):
        Seeker.objects.update(**values)
        assert (anchor in client.get(reverse("jobs:matches")).text) == is_asked


def test_the_missing_yes_is_asked_for_where_posts_would_stand(client, pastry, lin_seeks, lin):
    lin_seeks.person.consents.all().delete()
    client.force_login(lin)
    assert "面点师" not in client.get(reverse("jobs:matches")).text

    given = {"purpose": "matching", "answer": "yes", "next": reverse("jobs:matches")}
    page = client.post(reverse("people:consent", args=[lin.person.pk]), given, follow=True)

    assert page.redirect_chain == [(reverse("jobs:matches"), 302)]
    assert "面点师" in page.text


def test_a_consent_never_leads_out_of_the_site(client, lin):
    client.force_login(lin)
    given = {"purpose": "matching", "answer": "yes", "next": "https://elsewhere.example/"}
    answer = client.post(reverse("people:consent", args=[lin.person.pk]), given)
    assert answer.url == reverse("people:me")


def test_a_skill_that_wished_posts_ask_for_is_asked_for_by_name(client, city_fair, pastry, lin_seeks, lin):
    Vacancy.objects.update(skills_required=["普通话"])
    client.force_login(lin)
    assert "您想做的工作，岗位要求会：普通话。" in client.get(reverse("jobs:matches")).text


def ready():
    """The posts that are ready, by key, with their wages."""
    return {vacancy.pk: vacancy.wage_min for vacancy in matching.open_posts().vacancies}


def test_posts_that_are_ready_are_read_once_and_again_when_one_changes(pastry, han, django_assert_num_queries):
    assert ready() == {pastry.pk: pastry.wage_min}
    with django_assert_num_queries(1):
        ready()

    other = VacancyFactory(event=pastry.event)
    assert set(ready()) == {pastry.pk, other.pk}

    actions.close_vacancy(vacancy=other, by=han, why="招满")
    assert set(ready()) == {pastry.pk}

    actions.edit_vacancy(vacancy=pastry, values={"wage_min": 2222}, version=pastry.version, by=han)
    assert ready() == {pastry.pk: 2222}

    pastry.event.campaign.is_public = False
    pastry.event.campaign.save()
    assert ready() == {}


def test_a_line_shows_what_stands_beside_the_post_now(pastry, lin, lin_seeks, client):
    client.force_login(lin)
    client.get(reverse("jobs:matches"))
    pastry.employer.name = "换了名字的面包店"
    pastry.employer.save()

    assert "换了名字的面包店" in client.get(reverse("jobs:matches")).content.decode()


def test_a_post_that_a_folder_changes_is_a_new_version(pastry):
    synced = sync(Vacancy, {"P": pastry}, [("P", {"title": "西点师"})])

    pastry.refresh_from_db()
    assert (pastry.title, pastry.version, synced.counts.changed) == ("西点师", 2, 1)
    assert sync(Vacancy, {"P": pastry}, [("P", {"title": "西点师"})]).counts.changed == 0


@pytest.mark.parametrize(
    ("most", "floor", "sentence"),
    [
        (None, 3000, "每月4,100元起，高于您希望的每月3,000元。"),
        (None, 0, "每月4,100元起。"),
        (4600, 3000, "最高每月4,600元，高于您希望的每月3,000元。"),
        (4600, 0, "最高每月4,600元。"),
    ],
)
def test_a_least_wage_is_not_called_the_most(client, pastry, lin_seeks, lin, most, floor, sentence):
    Vacancy.objects.update(wage_min=4100, wage_max=most, wage_text="")
    Seeker.objects.update(wage_floor=floor)
    client.force_login(lin)

    assert sentence in client.get(reverse("jobs:matches")).text.replace(" ", "").replace("\u202f", "")
