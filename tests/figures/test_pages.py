"""Pages: the public sees counts, staff of the region entries with masked names, a sister region nothing of it."""

import pytest
from django.urls import reverse

from tests import cast
from tests.figures import stage
from tongxing.fairs.models import Fair
from tongxing.figures import actions
from tongxing.figures.models import Figure
from tongxing.figures.waiting import waiting

pytestmark = pytest.mark.django_db
KEY = "fair.baotou.attendances"


@pytest.fixture
def fair(gao):
    """A fair with people of three counties: 3, 6 and 20 of them."""
    one = stage.fair()
    stage.crowd(one, {"150105": 6, "150221": 20})
    return one


@pytest.fixture
def frozen(fair, gao):
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    return fair


def page(client, name="figure", key=KEY, account=None, **more):
    if account:
        client.force_login(account)
    arguments = ["dec-2025", key] if key else ["dec-2025"]
    return client.get(reverse(f"figures:{name}", args=arguments), **more)


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_sees_the_figure_its_definition_and_its_date(client, frozen):
    html = text(page(client))

    assert "29" in html
    assert "在入口签到的每一次到场" in html
    assert "定格" in html


def test_the_public_sees_counts_and_neither_names_nor_small_cells(client, frozen):
    """昆都仑区 has 3 comings: it is hidden, and 赛罕区 with it, as 29 − 20 − 6 = 3."""
    html = text(page(client))

    assert "背后的记录" not in html
    assert "王" not in html
    assert '<td class="number">20</td>' in html
    assert html.count('<td class="number">不公开</td>') == 2
    assert '<td class="number">6</td>' not in html


def test_staff_of_the_region_see_entries_with_masked_names(client, frozen, gao):
    html = text(page(client, account=gao))
    person = frozen.attendances.get(number="A1").registration.person

    assert person.masked_name() in html
    assert person.name not in html
    assert "高云" in html
    assert "不公开" not in html


def test_a_sister_city_sees_what_the_public_sees(client, frozen, qi):
    html = text(page(client, account=qi))

    assert "背后的记录" not in html
    assert html.count("不公开</td>") == 2


def test_somebody_of_another_region_stays_a_number_to_the_clerk(client, fair, gao):
    outside = cast.RegistrationFactory(fair=fair, person__region="150402", person__name="欧阳远")
    cast.AttendanceFactory(registration=outside, number="A0")

    html = text(page(client, account=gao))

    assert "其他地区的人" in html
    assert "欧" not in html


def test_a_figure_that_is_not_frozen_is_for_staff_only(client, fair, gao, qi):
    assert page(client).status_code == 404
    assert page(client, account=qi).status_code == 404
    assert "还没有定格" in text(page(client, account=gao))


def test_a_campaign_that_is_not_public_does_not_exist_for_others(client, frozen, gao, qi):
    type(stage.campaign()).objects.update(is_public=False)

    for name, key in (("campaign", None), ("figure", KEY), ("counts_csv", None)):
        assert page(client, name, key).status_code == 404
    assert page(client, account=qi).status_code == 404
    assert page(client, account=gao).status_code == 200


def test_a_deleted_entry_is_shown_as_missing(client, frozen, gao):
    frozen.attendances.get(number="A1").delete()

    assert "已不存在" in text(page(client, account=gao))


def test_a_figure_over_deleted_entries_opens(client, frozen, gao):
    frozen.intents.all().delete()
    frozen.attendances.all().delete()

    assert "29" in text(page(client, account=gao))
    assert text(page(client, "correct", account=gao))


def test_a_small_figure_about_people_is_not_told_to_the_public(client, frozen):
    html = text(page(client, key="fair.baotou.preliminary_intents"))

    assert "少于 5" in html
    assert "按旗县区" not in html


def test_the_download_hides_what_the_page_hides(client, frozen):
    body = page(client, "counts_csv", None).content.decode("utf-8-sig")
    rows = [line.split(",") for line in body.splitlines()]
    cells = {row[6]: row[2] for row in rows if row[0] == KEY and row[6]}

    assert cells["包头市土默特右旗"] == "20"
    assert cells["包头市昆都仑区"] == cells["呼和浩特市赛罕区"] == "不公开"
    assert page(client, "counts_xlsx", None).content[:2] == b"PK"


def test_a_clerk_freezes_what_is_chosen(client, fair, gao):
    client.force_login(gao)
    url = reverse("figures:freeze", args=["dec-2025"])

    assert "到场人次 29 人次" in text(client.get(url))
    client.post(url, {"keys": [KEY]})

    assert [(figure.key, figure.frozen_by) for figure in Figure.objects.all()] == [(KEY, gao)]


def test_what_runs_is_listed_with_the_reason_and_cannot_be_chosen(client, gao):
    stage.fair(state=Fair.State.RUNNING)
    client.force_login(gao)
    url = reverse("figures:freeze", args=["dec-2025"])

    assert "请先结束活动" in text(client.get(url))
    client.post(url, {"keys": [KEY]})

    assert not Figure.objects.exists()


def test_a_correction_is_shown_with_old_new_and_why(client, frozen, gao):
    frozen.attendances.get(number="C0001").delete()
    client.force_login(gao)

    client.post(reverse("figures:correct", args=["dec-2025", KEY]), {"why": "录入了两次"})
    client.logout()
    html = text(page(client))

    assert "29 → 28" in html
    assert "录入了两次" in html
    assert "高云" not in html


def test_a_fair_whose_figures_are_frozen_can_be_reported(client, frozen, gao):
    client.force_login(gao)
    assert [task.url for task in waiting(gao)] == ["/figures/dec-2025/"]
    assert "可以上报" in text(page(client, "campaign", None))

    client.post(reverse("figures:report", args=["dec-2025"]), {"event": "fair.baotou"})

    frozen.refresh_from_db()
    assert frozen.state == Fair.State.REPORTED


def test_a_fair_with_an_open_figure_is_not_reported(client, fair, gao):
    actions.freeze(event=fair.event, key=KEY, by=gao)
    client.force_login(gao)

    answer = client.post(reverse("figures:report", args=["dec-2025"]), {"event": "fair.baotou"})

    assert answer.status_code == 403
    assert "fair.baotou.posts" in answer.content.decode()


def test_the_campaign_s_page_shows_its_frozen_figures(client, frozen):
    html = text(client.get(reverse("campaigns:campaign", args=["dec-2025"])))

    assert "到场人次" in html
    assert reverse("figures:figure", args=["dec-2025", KEY]) in html


def test_pages_ask_little_however_many_entries(client, frozen, gao, django_assert_max_num_queries):
    client.force_login(gao)
    for name, key in (("campaign", None), ("figure", KEY), ("freeze", None), ("counts_csv", None)):
        with django_assert_max_num_queries(15):
            page(client, name, key)
