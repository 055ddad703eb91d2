"""The kinds of work: how they are offered."""

import re

from django.urls import reverse

from tests import cast
from tongxing.jobs import occupations


def test_without_script_the_kinds_of_work_stand_in_groups(client, lin):
    client.force_login(lin)
    page = client.get(reverse("jobs:profile")).text
    first = re.search(r'<select name="wish_1".*?</select>', page, re.S)[0]
    assert first.count("<optgroup") == len(occupations.GROUPS)
    assert all(occupation.chinese in first for occupation in occupations.OCCUPATIONS)


def test_an_option_carries_the_words_by_which_people_look_for_it(client, lin):
    client.force_login(lin)
    page = client.get(reverse("jobs:profile")).text
    option = re.search(r'<option value="4-01-06"[^>]*>', page)[0]
    for word in ("带货", "淘宝", "live selling"):
        assert word in option
    assert page.count("js/finder.js") == 1
    assert 'data-follows="id_wish_4"' in page


def test_the_post_s_form_offers_the_same_list(client, gao):
    event = cast.EventFactory(region="150200")
    employer = cast.OrganisationFactory()
    client.force_login(gao)
    page = client.get(reverse("jobs:new_vacancy", args=[event.pk]), {"employer": employer.pk}).text
    assert re.search(r'<select name="occupation"[^>]*data-finder', page)


def test_each_code_lies_in_a_medium_group_of_the_edition():
    medium = {occupation.code[:4] for occupation in occupations.OCCUPATIONS}
    assert not {code for code in medium if not occupations.official_name(code)}


def test_a_code_that_was_not_compared_has_no_official_name():
    assert occupations.official_name("4-10-04") == "保健服务人员"
    assert occupations.official_name("4-01-02") == ""


def test_titles_lead_where_the_edition_puts_them():
    codes = {title: occupations.guess(title) for title in ("停车管理员", "外卖骑手", "代驾司机", "保安员", "快递员")}
    assert codes == {
        "停车管理员": "4-06-01",
        "外卖骑手": "4-10-08",
        "代驾司机": "4-10-08",
        "保安员": "4-07-05",
        "快递员": "4-02-07",
    }
