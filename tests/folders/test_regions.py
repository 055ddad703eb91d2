"""Regions come from a file: all of it or nothing, and a sentence for each line that cannot stand."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tongxing.common.command import Problems
from tongxing.people.models import Region
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


def regions(*args, **options):
    out = StringIO()
    call_command("regions", *args, stdout=out, **options)
    return out.getvalue()


def test_inner_mongolia_comes_with_its_banners_and_baotous_townships():
    regions("load", "150000")
    assert Region.objects.filter(level=2).count() == 12
    assert Region.objects.filter(level=3).exclude(code="150271").count() == 103
    tumed = Region.objects.get(code="150221")
    assert tumed.full_name() == "包头市土默特右旗"
    assert tumed.path == "150000.150200.150221."
    assert Region.objects.get(code="150221104").parent == tumed


def test_the_managed_area_is_marked_as_such():
    regions("load", "150000")
    marked = {row["name"] for row in json.loads(regions("list", json=True)) if row["managed_area"]}
    assert marked == {"稀土高新区"}


def test_loading_again_changes_nothing():
    regions("load", "150000")
    before = list(Region.objects.values()), Entry.objects.count()
    assert json.loads(regions("load", "150000", json=True)) == {"added": 0, "changed": 0, "same": 208, "notices": []}
    assert (list(Region.objects.values()), Entry.objects.count()) == before


def test_another_province_loads_from_a_file_of_the_same_kind(tmp_path):
    file = tmp_path / "shanxi.csv"
    file.write_bytes(
        "代码,名称,级别,上级\n140000,山西省,1,\n140100,太原市,2,140000\n140105,小店区,,\n".encode("gb18030")
    )
    regions("load", str(file))
    assert Region.objects.get(code="140105").full_name() == "太原市小店区"


def test_a_corrected_parent_moves_all_that_lies_below(tmp_path):
    file = tmp_path / "regions.csv"
    lines = "code,name,level,parent\n140000,山西省,1,\n140100,太原市,2,140000\n140200,大同市,2,140000\n"
    below = "140299,新区,3,{parent}\n140299001,新街道,4,140299\n"
    file.write_text(lines + below.format(parent="140200"))
    regions("load", str(file))
    file.write_text(lines + below.format(parent="140100"))
    regions("load", str(file))
    assert Region.objects.get(code="140299001").path == "140000.140100.140299.140299001."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("14010,太原市,2,140000", "A3: “14010” 不是行政区划代码"),
        ("140105,小店区,3,140100", "D3: 小店区的上级 140100 "),
        ("140000,山西,1,", "A3: 代码 140000 在 A2 已经有了"),
        ("140100,太原市,7,140000", "C3: “7” 不是级别"),
        ("140100,,2,140000", "B3: 这个地区没有名称"),
        ("140100,太原市,1,140000", "D3: 省级地区没有上级"),
        ("140100,太原市,2,140000,去年", "E3: “去年” 不是日期"),
        ("140100,太原市,2,140000,2020-01-01,2019-01-01", "F3: 停用日期早于启用日期"),
    ],
)
def test_a_bad_line_gets_a_sentence_and_nothing_is_written(tmp_path, line, sentence):
    file = tmp_path / "bad.csv"
    file.write_text(f"code,name,level,parent,from,until\n140000,山西省,1,,,\n{line}\n")
    out = StringIO()
    with pytest.raises(Problems, match="没有载入任何内容") as problem:
        call_command("regions", "load", str(file), stdout=out)
    assert f"bad.csv {sentence}" in out.getvalue()
    assert problem.value.returncode == 1
    assert not Region.objects.exists()


def test_a_file_that_is_not_there_is_wrong_use():
    with pytest.raises(CommandError, match="没有这个文件") as error:
        regions("load", "no-such-file.csv")
    assert error.value.returncode == 2
