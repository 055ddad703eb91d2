"""Who is suggested to whom, and why."""

import pytest
from django.urls import reverse

from engines.matching import PERSON
from engines.wording import mask_of
from tests.cast import ConsentFactory, EventFactory, SeekerFactory, SupportNeedFactory, VacancyFactory
from tongxing.jobs import actions, matching, reasons
from tongxing.jobs.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(region="150200")


@pytest.fixture
def pastry(event, bakery):
    return VacancyFactory(
        event=event,
        employer=bakery,
        occupation="6-02-01",
        offered=mask_of(["sign_interpreter"]),
        skills_welcome=["裱花"],
    )


@pytest.fixture
def lin_seeks(lin):
    ConsentFactory(person=lin.person)
    return SeekerFactory(person=lin.person, occupations=["6-02-01"], wage_floor=3500, skills=["裱花"])


@pytest.fixture
def bao_seeks(bao):
    ConsentFactory(person=bao.person)
    return SeekerFactory(person=bao.person, occupations=["3-01-02"])


def test_a_shortlist_holds_both_ranks(event, pastry, lin_seeks, han):
    actions.refresh_suggestions(event=event, by=han)

    line = Suggestion.objects.get(seeker=lin_seeks, vacancy=pastry)
    assert (line.rank_for_seeker, line.rank_for_vacancy) == (1, 1)


def test_the_reasons_add_up_to_the_score_that_is_kept(event, pastry, lin_seeks, bao_seeks, han):
    actions.refresh_suggestions(event=event, by=han)

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


def test_what_the_employer_cannot_arrange_keeps_a_post_off_the_list(event, bao_seeks, han):
    steps = VacancyFactory(event=event, cannot=mask_of(["step_free"]))

    actions.refresh_suggestions(event=event, by=han)

    assert not Suggestion.objects.exists()
    said = reasons.for_seeker(matching.explained(bao_seeks, [steps])[0])
    assert "单位表示无法安排：无台阶通道。残联可以替您与单位商量。" in said.obstacles


def test_what_the_employer_has_not_said_is_asked_first(pastry, bao_seeks):
    said = reasons.for_seeker(matching.explained(bao_seeks, [pastry])[0])

    assert said.ask == ["单位还没有说明能否安排：无台阶通道、无障碍卫生间。"]


def test_nobody_is_compared_without_their_yes(event, pastry, lin_seeks, han):
    lin_seeks.person.consents.all().delete()

    assert actions.refresh_suggestions(event=event, by=han) == 0


def test_category_and_level_are_no_input(lin_seeks, demo):
    before = matching.person_of(lin_seeks)

    lin_seeks.person.certificate = "99000019850615123241"
    lin_seeks.person.save()

    assert matching.person_of(lin_seeks) == before
    assert not {"category", "level", "sex", "age", "name"} & set(PERSON.names)


def test_one_changed_wish_says_what_it_would_open(pastry, lin_seeks):
    lin_seeks.wage_floor = 7000

    best, changes = matching.posts_for(lin_seeks, [pastry])

    assert best == []
    assert [(change.name, change.count) for change in changes] == [("wage", 1)]
    vacancy, explanation = changes[0].best[0]
    assert vacancy == pastry
    assert [fact["code"] for fact in explanation.obstacles] == ["wage_below_floor"]


def test_two_things_in_the_way_are_not_called_one_change(pastry, lin_seeks):
    pastry.skills_required = ["驾驶"]
    lin_seeks.wage_floor = 7000

    assert matching.posts_for(lin_seeks, [pastry]) == ([], [])


def test_saving_the_page_makes_the_own_list_anew(pastry, lin_seeks, lin):
    actions.save_profile(person=lin.person, values={"wage_floor": 4000}, by=lin)
    assert lin_seeks.suggestions.get().rank_for_seeker == 1

    actions.save_profile(person=lin.person, values={"wage_floor": 9000}, by=lin)
    assert not lin_seeks.suggestions.exists()


def test_a_clerk_of_a_sister_city_makes_no_shortlists(client, event, qi, gao):
    for clerk, answer in ((qi, 404), (gao, 302)):
        client.force_login(clerk)
        assert client.post(reverse("jobs:refresh", args=[event.pk])).status_code == answer


def test_needs_said_twice_are_one_need(lin_seeks):
    SupportNeedFactory(person=lin_seeks.person, code="written_instructions", is_must=False)

    person = matching.person_of(lin_seeks)

    assert person.needs_must == mask_of(["sign_interpreter"])
    assert person.needs_wish == mask_of(["written_instructions"])
