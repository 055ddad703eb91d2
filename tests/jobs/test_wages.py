"""How a wage reads, in both languages, whatever the employer wrote."""

import pytest
from django.urls import reverse
from django.utils import translation

from engines.wording import wage
from tests.cast import VacancyFactory
from tongxing.jobs.wages import wage_in_words


@pytest.mark.parametrize(
    ("low", "high", "text", "chinese", "english"),
    [
        (4000, 6000, "", "每月 4,000–6,000 元", "4,000–6,000 yuan a month"),
        (4000, 6000, "4k-6k", "每月 4,000–6,000 元", "4,000–6,000 yuan a month"),
        (4000, 4000, "", "每月 4,000 元", "4,000 yuan a month"),
        (4000, None, "4000起", "每月 4,000 元起", "from 4,000 yuan a month"),
        (None, 6000, "", "每月最高 6,000 元", "up to 6,000 yuan a month"),
        (None, None, "面议", "面议", "to be agreed"),
        (None, None, "", "面议", "to be agreed"),
        (None, None, "0.5元/件", "计件：0.5元/件", "by the piece: 0.5元/件"),
        (None, None, "按公司规定", "按公司规定", "按公司规定"),
    ],
)
def test_a_wage_reads_the_same_everywhere(low, high, text, chinese, english):
    for language, words in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert wage_in_words(low, high, text) == words


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("20元/小时", "每小时 20 元（全日制约每月 3,480 元）"),
        ("18.5元/小时", "每小时 18.5 元（全日制约每月 3,219 元）"),
        ("150-180元/天", "每天 150–180 元（全日制约每月 3,263–3,915 元）"),
        ("200元/天起", "每天 200 元起（全日制约每月 4,350 元起）"),
        ("年薪6-8万", "每年 60,000–80,000 元（全日制约每月 5,000–6,667 元）"),
        ("4000+提成", "每月 4,000 元起，另有提成、奖金或补贴"),
    ],
)
def test_what_is_paid_by_the_hour_or_with_commission_says_so(text, chinese):
    understood = wage(text)
    assert wage_in_words(understood.min, understood.max, text) == chinese


def test_words_that_mean_another_wage_by_now_are_not_shown_for_it():
    assert wage_in_words(4000, 6000, "20元/小时 另有提成") == "每月 4,000–6,000 元"


def test_lists_and_pages_say_the_wage_in_one_form(client, city_fair, bakery):
    post = VacancyFactory(event=city_fair, employer=bakery, wage_min=3480, wage_max=3480, wage_text="20元/小时")
    pages = (
        reverse("jobs:vacancies"),
        post.get_absolute_url(),
        reverse("organisations:organisation", args=[bakery.pk]),
    )
    assert all("每小时 20 元（全日制约每月 3,480 元）" in client.get(page).text for page in pages)
