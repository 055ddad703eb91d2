"""What a row of a seekers' sheet means."""

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
