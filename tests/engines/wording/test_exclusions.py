"""Wording that shuts people out is pointed at; what the work needs passes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import SUGGESTIONS, exclusions


@pytest.mark.parametrize(
    ("said", "text", "suggestion"),
    [
        ("仅限健全人", "仅限健全人", "exclusion"),
        ("要求无残疾，能吃苦", "无残疾", "exclusion"),
        ("残疾人勿扰", "残疾人勿扰", "exclusion"),
        ("身体健全，初中以上", "身体健全", "body"),
        ("四肢健全", "四肢健全", "body"),
        ("限肢体残疾", "限肢体残疾", "by_category"),
        ("仅限听力三级残疾人", "仅限听力三级残疾人", "by_category"),
        ("女，形象好", "形象好", "looks"),
        ("形象气质佳", "形象气质佳", "looks"),
        ("五官端正", "五官端正", "looks"),
        ("身体健康，无不良嗜好", "身体健康", "health"),
        ("不要聋哑人", "不要聋哑人", "exclusion"),
        ("盲人勿扰", "盲人勿扰", "exclusion"),
        ("没有精神疾病", "没有精神疾病", "health"),
        ("无重大疾病", "无重大疾病", "health"),
        ("女，身高160cm以上", "身高160cm以上", "looks"),
    ],
)
def test_wording_that_shuts_people_out_is_pointed_at(said, text, suggestion):
    first = exclusions(said)[0]

    assert (first.text, first.suggestion) == (text, suggestion)
    assert said[first.start : first.end] == text


@pytest.mark.parametrize(
    "said",
    [
        "持有C1驾驶证",
        "有健康证",
        "能适应夜班",
        "盲人按摩师，持证上岗",
        "残疾人优先",
        "适合肢体残疾人",
        "需持残疾证",
        "限2名",
        "不限残疾类别",
        "不限肢体、听力",
        "聋人可",
        "无经验要求",
    ],
)
def test_what_the_work_needs_passes(said):
    assert exclusions(said) == []


@given(st.text(alphabet="仅限无残疾人身体健全形象好，。证a1 ", max_size=40))
def test_findings_are_in_order_and_never_overlap(text):
    found = exclusions(text)

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.suggestion in SUGGESTIONS for one in found)
