"""What a row of a seekers' sheet means."""

import re

import pytest

from tests.cast import region
from tests.sheets import table_of
from tongxing.jobs.sheets.seekers import HEADINGS, understand

pytestmark = pytest.mark.django_db


def line(names, values, name="林晓雯", phone="19900000001"):
    region("150203"), region("150221")
    rows = [["姓名", "手机", *names], [name, phone, *values]]
    return understand(table_of(rows, HEADINGS), region=region("150200"))[0]


def test_a_row_of_the_usual_columns_is_understood():
    one = line(
        ["旗县", "学历", "求职意向", "期望薪资", "技能", "需要的便利", "同意匹配"],
        ["昆区", "大专", "面点师、网店客服", "4000以上", "裱花，打字", "手语翻译", "是"],
    )

    assert (one.problems, one.warnings) == ([], [])
    assert one.values["person"]["region"].name == "昆都仑区"
    assert (one.values["education"], one.values["wage_floor"], one.values["skills"]) == (4, 4000, ["裱花", "打字"])
    assert len(one.values["occupations"]) == 2
    assert one.values["needs"] == [("sign_interpreter", True, "")]
    assert one.values["consents"] == ["matching"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("无台阶通道、无障碍卫生间", ["step_free", "accessible_toilet"]),
        ("无障碍宿舍", ["dormitory"]),
        ("不能上楼梯，要坡道", ["step_free"]),
        ("无法久站，要可以坐着的活", ["seat"]),
        ("无", []),
        ("不需要手语翻译", []),
        ("没有", []),
    ],
)
def test_a_need_that_begins_like_a_no_is_still_a_need(said, codes):
    assert line(["需要的便利"], [said]).values["needs"] == [(code, True, "") for code in codes]


def test_no_consent_is_read_into_an_empty_cell():
    assert line(["同意匹配"], [""]).values["consents"] == []
    assert line(["同意匹配"], ["不同意"]).values["consents"] == []


@pytest.mark.parametrize(("phone", "said"), [("1990000", "11"), ("", "手机号")])
def test_a_person_must_be_known_again(phone, said):
    [problem] = line([], [], phone=phone).problems

    assert problem.address == "B2"
    assert said in problem.sentence


def test_a_certificate_that_the_program_rounded_is_told_without_its_digits(demo):
    [problem] = line(["残疾人证号"], [99000019850615123443], phone="19900000001").problems

    assert "文本" in problem.sentence
    assert "990000" not in problem.sentence


def test_a_guardian_without_proof_is_not_entered():
    assert "guardian" not in line(["监护人"], ["李桂兰"]).values
    with_proof = line(["监护人", "监护人电话", "与本人关系", "监护证明"], ["李桂兰", "19900000009", "母亲", "户口簿"])
    assert with_proof.values["guardian"]["relation"] == "母亲"


def test_the_same_person_in_two_rows_is_pointed_at():
    rows = [["姓名", "手机"], ["林晓雯", "19900000001"], ["林晓雯", "199 0000 0001"], ["林父", "19900000001"]]

    lines = understand(table_of(rows, HEADINGS), region=region("150200"))

    assert [len(one.problems) for one in lines] == [0, 1, 0]


@pytest.mark.parametrize("none", ["无", "/", "没有"])
def test_who_has_no_certificate_may_say_so(none):
    one = line(["残疾人证号"], [none])

    assert (one.problems, one.values["person"]["certificate"]) == ([], "")


def test_a_person_with_neither_telephone_nor_certificate_is_handed_back_at_the_telephone():
    assert [problem.address for problem in line(["残疾人证号"], ["无"], phone="/").problems] == ["B2"]


@pytest.mark.parametrize(
    ("phone", "mobile", "others"),
    [
        ("19900000041/19900000042", "19900000041", "19900000042"),
        ("0471-6543210、19900000041", "19900000041", "0471-6543210"),
        ("\u202d19900000044\u202c", "19900000044", ""),
        ("019900000044", "19900000044", ""),
        ("19900000044（母亲）", "19900000044", "母亲"),
        ("+86 199 0000 0044", "19900000044", ""),
    ],
)
def test_the_first_mobile_is_the_persons_and_nothing_else_is_lost(phone, mobile, others):
    one = line([], [], phone=phone)

    assert (one.problems, one.warnings) == ([], [])
    assert (one.values["person"]["phone"], one.values["person"]["other_phones"]) == (mobile, others)


@pytest.mark.parametrize("phone", ["0471-6543210", "0471-6543210转801", "6543210", "400-812-3456"])
def test_a_land_line_beside_a_certificate_is_kept_and_pointed_at(phone):
    one = line(["残疾人证号"], ["15010519900307123643"], phone=phone)

    assert one.problems == []
    assert (one.values["person"]["phone"], one.values["person"]["other_phones"]) == ("", phone)
    assert [doubt.address for doubt in one.warnings] == ["B2"]
    assert not re.search(r"\d{4}", one.warnings[0].sentence)


@pytest.mark.parametrize("phone", ["0471-6543210", "1990000004", "无法接听"])
def test_without_a_certificate_a_person_needs_a_mobile(phone):
    assert [problem.address for problem in line([], [], phone=phone).problems] == ["B2"]


def test_a_mistyped_mobile_is_handed_back_even_beside_a_certificate():
    one = line(["残疾人证号"], ["15010519900307123643"], phone="1990000004")

    assert [problem.address for problem in one.problems] == ["B2"]


def test_more_in_the_telephone_cell_than_can_be_kept_is_handed_back():
    assert "200" in line([], [], phone="19900000044 " + "母亲" * 150).problems[0].sentence


@pytest.mark.parametrize(
    ("heading", "wage", "floor", "doubts"),
    [
        ("期望薪资", "8小时工作制，3000元", 3000, 0),
        ("期望薪资", "200元/天", 4350, 0),
        ("期望薪资（千元）", "4-6", 4000, 0),
        ("期望薪资", "8-10万", 6667, 1),
        ("期望薪资", "三四千", 3000, 1),
        ("期望薪资", "2025年", 0, 1),
        ("期望薪资", "面议", 0, 0),
    ],
)
def test_a_wished_wage_is_read_like_a_posts_wage(heading, wage, floor, doubts):
    one = line([heading], [wage])

    assert (one.problems, one.values["wage_floor"], len(one.warnings)) == ([], floor, doubts)


@pytest.mark.parametrize(
    ("education", "level", "doubts"),
    [
        *(("从未上过学", 0, 0), ("文盲", 0, 0), ("特教学校", 0, 1), ("盲校", 0, 1), ("聋校", 0, 1), ("聋校高中", 3, 0)),
        *(("盲校中专", 3, 0), ("初中肄业", 1, 1), ("大专", 4, 0), ("初中及以下", 0, 0)),
    ],
)
def test_every_kind_of_schooling_is_an_answer(education, level, doubts):
    one = line(["学历"], [education])

    assert (one.problems, one.values["education"], len(one.warnings)) == ([], level, doubts)


def test_a_telephone_that_can_be_read_wins_and_none_is_quoted():
    [line] = understand(
        table_of([["姓名", "手机", "联系电话"], ["林晓禾", "#N/A", "13812345678"]], HEADINGS), region=region("150200")
    )

    assert line.values["person"]["phone"] == "13812345678"
    assert not any("13812345678" in remark.sentence for remark in (*line.problems, *line.warnings))
