"""docs/campaign-folder.md tells every column of every sheet, and its example loads."""

import re
from pathlib import Path

import pytest

from tongxing.campaigns.models import Event
from tongxing.figures import registry
from tongxing.folders.format import FORMS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "campaign-folder.md").read_text(encoding="utf-8")


def columns(file):
    part = PAGE.split(f"\n### {file}\n")[1].split("\n##")[0]
    return [(name, bool(mark)) for mark, name in re.findall(r"^\| (\*\*)?([^|*]+?)(?:\*\*)? \|", part, re.M)][2:]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_column_is_told_in_its_order(form):
    assert columns(form.file) == [(field.name, field.required) for field in form.fields]


def test_the_example_loads_as_the_page_says(tmp_path, load):
    outline, regions, *sheets = re.findall(r"```(?:toml|csv)\n(.*?)```", PAGE, re.S)
    (tmp_path / "fair.city").mkdir()
    (tmp_path / "campaign.toml").write_text(outline)
    (tmp_path / "regions.csv").write_text(regions)
    for name, text in zip(("employers", "vacancies", "seekers", "attendances"), sheets, strict=True):
        (tmp_path / "fair.city" / f"{name}.csv").write_text(text)
    assert load(tmp_path).problems == []
    counts = {key: value for key, (_n, value) in registry.counts(Event.objects.select_related("fair")).items() if value}
    assert counts == {
        "fair.city.employers": 1,
        "fair.city.posts": 3,
        "fair.city.attendances": 1,
        "fair.city.people": 1,
        "fair.city.first_time": 1,
    }
