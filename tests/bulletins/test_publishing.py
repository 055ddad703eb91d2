"""Publishing: every figure by reference and frozen; an erratum marks the bulletin until it is published again."""

import pytest

from tests import cast
from tests.figures import stage
from tongxing.bulletins import actions, article
from tongxing.bulletins.models import Bulletin
from tongxing.common.refusal import Refused
from tongxing.figures import actions as figures

pytestmark = pytest.mark.django_db
KEY = "fair.baotou.attendances"


@pytest.fixture
def fair(gao):
    return stage.fair()


def frozen(fair, gao, key=KEY):
    return figures.freeze(event=fair.event, key=key, by=gao)


def written(han, lead="到场{fair.baotou.attendances}人次。", **more):
    return actions.create_bulletin(campaign=stage.campaign(), title="简报", lead=lead, by=han, **more)


def words(lines) -> str:
    return "".join(run.text for line in lines for run in line)


def test_a_figure_that_is_not_frozen_cannot_be_printed(fair, han):
    bulletin = written(han)

    with pytest.raises(Refused, match=r"fair\.baotou\.attendances"):
        actions.publish(bulletin=bulletin, by=han)

    bulletin.refresh_from_db()
    assert bulletin.state == Bulletin.State.DRAFT


def test_a_preview_marks_it_and_prints_no_number(fair, han):
    ready = article.compose(written(han))

    assert ready.open_keys == [KEY]
    assert words(ready.lead) == "到场{fair.baotou.attendances}人次。"


def test_a_reference_to_nothing_cannot_be_printed(fair, han):
    with pytest.raises(Refused, match=r"fair\.baotou\.guests"):
        actions.publish(bulletin=written(han, lead="{fair.baotou.guests}"), by=han)


def test_a_published_bulletin_prints_the_frozen_figure(fair, gao, han):
    stage.crowd(fair, {"150105": 6})
    frozen(fair, gao)

    bulletin = actions.publish(bulletin=written(han), by=han)

    said = article.kept(bulletin.published)
    assert words(said.lead) == "到场9人次。"
    assert [one.key for one in said.figures] == [KEY]
    assert "在入口签到" in said.figures[0].definition
    assert bulletin.published_by == han


def test_beside_the_definition_stands_what_it_left_out(fair, gao, han):
    cast.RegistrationFactory.create_batch(5, fair=fair)
    figures.freeze_all(campaign=stage.campaign(), by=gao)
    bulletin = written(han)

    actions.publish(bulletin=bulletin, by=han)

    bulletin.refresh_from_db()
    (printed,) = article.kept(bulletin.published).figures
    assert printed.left_out == "未计入：5 名报名未到的人。"
    assert printed.note.endswith("以定格时的签到记录为准。未计入：5 名报名未到的人。")


def test_what_was_published_stays_while_the_draft_is_edited(fair, gao, han):
    frozen(fair, gao, "fair.baotou.posts")
    bulletin = actions.publish(bulletin=written(han, lead="岗位{fair.baotou.posts}个"), by=han)

    actions.save_bulletin(bulletin=bulletin, title="新题", lead="改写", sections=[], version=1, by=han)

    bulletin.refresh_from_db()
    assert words(article.kept(bulletin.published).lead) == "岗位7个"
    assert words(article.compose(bulletin).lead) == "改写"


def test_an_erratum_marks_the_bulletin_and_publishing_again_clears_it(fair, gao, han):
    figure = frozen(fair, gao, "fair.baotou.posts")
    bulletin = actions.publish(bulletin=written(han, lead="岗位{fair.baotou.posts}个"), by=han)
    assert article.outdated(bulletin) == []
    fair.event.vacancies.filter(number="P2").update(openings=6)
    figures.correct(figure=figure, why="人数写错", by=gao)

    (mark,) = article.outdated(bulletin)
    assert (mark.old, mark.new, mark.why) == ("7", "8", "人数写错")
    assert words(article.kept(bulletin.published).lead) == "岗位7个"

    bulletin = actions.publish(bulletin=bulletin, by=han)
    assert article.outdated(bulletin) == []
    assert words(article.kept(bulletin.published).lead) == "岗位8个"


def test_an_erratum_on_another_figure_marks_nothing(fair, gao, han):
    frozen(fair, gao, "fair.baotou.posts")
    other = frozen(fair, gao)
    bulletin = actions.publish(bulletin=written(han, lead="岗位{fair.baotou.posts}个"), by=han)
    fair.attendances.get(number="A2").delete()
    figures.correct(figure=other, why="重复", by=gao)

    assert article.outdated(bulletin) == []


def test_a_small_number_of_people_is_printed_as_such(fair, gao, han):
    frozen(fair, gao, "fair.baotou.preliminary_intents")

    bulletin = actions.publish(bulletin=written(han, lead="{fair.baotou.preliminary_intents}人达成意向"), by=han)

    assert words(article.kept(bulletin.published).lead) == "少于 5人达成意向"


def test_the_second_of_two_editors_is_told(fair, han):
    bulletin = written(han)
    actions.save_bulletin(bulletin=bulletin, title="甲", lead="甲", sections=[], version=1, by=han)

    with pytest.raises(Refused, match="其他人"):
        actions.save_bulletin(bulletin=bulletin, title="乙", lead="乙", sections=[], version=1, by=han)

    bulletin.refresh_from_db()
    assert bulletin.title == "甲"


def test_sections_change_places_and_keep_their_photographs(fair, han):
    bulletin = written(han, sections=[("一", ""), ("二", ""), ("三", "")])
    first, second, _third = bulletin.sections.all()

    actions.save_bulletin(
        bulletin=bulletin,
        title="简报",
        lead="",
        sections=[(second.pk, "二", ""), (first.pk, "一", "改"), (None, "四", "")],
        version=1,
        by=han,
    )

    assert [(one.pk, one.heading) for one in bulletin.sections.all()][:2] == [(second.pk, "二"), (first.pk, "一")]
    assert [one.heading for one in bulletin.sections.all()] == ["二", "一", "四"]


def test_only_the_region_of_the_campaign_writes(fair, gao, qi, auditor):
    for account in (gao, qi, auditor):
        with pytest.raises(Refused):
            actions.create_bulletin(campaign=stage.campaign(), title="简报", by=account)


def test_a_draft_from_the_campaign_sets_in_what_figures_there_are(fair, gao, han):
    figures.freeze_all(campaign=stage.campaign(), by=gao)

    bulletin = actions.draft_bulletin(campaign=stage.campaign(), by=han)

    assert [section.heading for section in bulletin.sections.all()] == [fair.event.name]
    body = bulletin.sections.get().body
    assert "{fair.baotou.posts}个" in body
    assert "7" not in body
    ready = actions.publish(bulletin=bulletin, by=han)
    assert len(article.kept(ready.published).figures) == 8


def test_a_bulletin_is_taken_back_with_a_reason(fair, han):
    bulletin = actions.publish(bulletin=written(han, lead="一句话"), by=han)

    with pytest.raises(Refused):
        actions.withdraw(bulletin=bulletin, why="", by=han)
    actions.withdraw(bulletin=bulletin, why="照片弄错", by=han)

    bulletin.refresh_from_db()
    assert bulletin.state == Bulletin.State.DRAFT
