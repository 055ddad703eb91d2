"""The command: it lists, verifies and freezes, with exit codes."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests import cast
from tests.figures import stage
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def report(*arguments) -> dict:
    return json.loads(run(*arguments, "--json"))


def test_each_figure_has_as_many_entries_as_it_claims(gao):
    stage.fair()
    run("freeze", "dec-2025", "--by", "gao")

    figures = {figure["key"]: figure for figure in report("dec-2025")["figures"]}

    posts = figures["fair.baotou.posts"]
    assert (posts["value"], posts["unit"], posts["entries"], posts["frozen_by"]) == (7, "个", 2, "高云")
    for key, figure in figures.items():
        kept = Figure.objects.get(key=key)
        assert kept.entries.count() == figure["entries"]
        assert kept.hash == figure["hash"]


def test_figures_that_are_not_frozen_count_along():
    stage.fair()

    assert {figure["hash"] for figure in report("dec-2025")["figures"]} == {None}
    assert "fair.baotou.attendances" in run("dec-2025")
    assert "实时" in run("dec-2025")


def test_verifying_ends_with_one_and_names_the_entry(gao):
    fair = stage.fair()
    run("freeze", "dec-2025", "--by", "gao")
    assert report("verify")["faults"] == []
    fair.attendances.get(number="A2").delete()

    with pytest.raises(CommandError, match="A2") as ended:
        run("verify", "dec-2025")

    assert ended.value.returncode == 1


@pytest.mark.parametrize(
    "words", [[], ["nowhere"], ["verify", "nowhere"], ["freeze"], ["freeze", "dec-2025"], ["dec-2025", "verify"]]
)
def test_wrong_use_ends_with_two(words):
    stage.fair()

    with pytest.raises(CommandError) as ended:
        run(*words)

    assert ended.value.returncode == 2


def test_freezing_before_the_end_is_a_sentence(gao):
    stage.fair(state="running")

    with pytest.raises(CommandError, match="请先结束活动") as ended:
        run("freeze", "dec-2025", "--by", "gao")

    assert ended.value.returncode == 1


def test_who_may_not_freeze_ends_with_one(qi):
    stage.fair()

    with pytest.raises(CommandError) as ended:
        run("freeze", "dec-2025", "--by", "qi")

    assert ended.value.returncode == 1
    assert not Figure.objects.exists()


def test_what_the_definitions_leave_out_stands_in_the_list():
    live = stage.fair(key="fair.live", mode=Fair.Mode.LIVE)
    for seconds, channel in ((60, "本站"), (9, "本站"), (60, "短视频平台"), (3, "短视频平台")):
        cast.ViewingFactory(fair=live, seconds=seconds, channel=channel)

    listed, facts = run("dec-2025"), {one["key"]: one for one in report("dec-2025")["figures"]}

    assert "未计入：2 条停留不足10秒的访问；1 条其他平台的观看。" in listed
    assert facts["fair.live.viewings"]["value"] == 1
    assert [(part["code"], part["entries"]) for part in facts["fair.live.viewings"]["left_out"]] == [
        ("short", 2),
        ("other_platforms", 1),
    ]
