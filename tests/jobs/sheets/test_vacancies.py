"""What a row of an employer's sheet means, and what is said where it means nothing."""

import datetime as dt

import pytest

from engines.wording import codes_of
from tests.cast import region
from tests.sheets import table_of
from tongxing.jobs.sheets.vacancies import HEADINGS, understand
from tongxing.people.models import Region

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数"]


def line(names, values, where="150200"):
    """The one row of a sheet with these columns, besides employer, title and number."""
    region("150203"), region("150221")
    rows = [[*TOP, *names], ["麦香坊", "面点师", 2, *values]]
    return understand(table_of(rows, HEADINGS), region=region(where))[0]


def test_a_row_of_the_usual_columns_is_understood():
    one = line(
        ["统一社会信用代码", "薪资待遇", "学历要求", "工作地点", "岗位要求", "可提供便利", "联系人", "联系电话"],
        [
            "91150200MA0EXAMP1B",
            "4k-6k",
            "初中及以上",
            "包头市昆都仑区钢铁大街",
            "有健康证",
            "手语翻译、坡道",
            "赵敏",
            19900000001,
        ],
    )

    assert one.problems == []
    assert one.warnings == []
    firm = one.values["firm"]
    assert (firm.name, firm.credit_code, firm.region.name) == ("麦香坊", "91150200MA0EXAMP1B", "昆都仑区")
    assert (one.values["title"], one.values["openings"]) == ("面点师", 2)
    assert (one.values["wage_min"], one.values["wage_max"], one.values["wage_text"]) == (4000, 6000, "4k-6k")
    assert (one.values["education"], one.values["region"].name) == (2, "昆都仑区")
    assert codes_of(one.values["offered"]) == ["sign_interpreter", "step_free"]
    assert (one.values["contact_name"], one.values["contact_phone"]) == ("赵敏", "19900000001")


def test_a_column_that_the_sheet_lacks_is_left_alone():
    assert not {"offered", "education", "wage_min", "region"} & set(line([], []).values)


@pytest.mark.parametrize(
    ("openings", "said"),
    [
        (0, "1 人"),
        (-3, "1 人"),
        (10**9, "9,999"),
        ("若干", "若干"),
        ("", "人数"),
        ("很多很多", "很多很多"),
        ("5-3", "较大"),
        ("二三人", "不是数字"),
        ("两三名", "不是数字"),
        ("1,2", "看不懂"),
        ("①人", "看不懂"),
        (dt.datetime(2025, 3, 5), "日期"),
    ],
)
def test_a_number_of_posts_that_is_none_gets_one_sentence_at_its_cell(openings, said):
    table = table_of([TOP, ["麦香坊", "面点师", openings]], HEADINGS)

    [problem] = understand(table, region=region("150200"))[0].problems

    assert (problem.field, problem.address) == ("openings", "C2")
    assert said in problem.sentence


@pytest.mark.parametrize(
    ("wage", "said"), [("6000-4000", "较小"), ("-4000", "4000-6000"), (dt.date(2025, 4, 6), "日期")]
)
def test_a_wage_that_cannot_be_is_to_be_mended(wage, said):
    [problem] = line(["月薪"], [wage]).problems

    assert (problem.address, said in problem.sentence) == ("D2", True)


@pytest.mark.parametrize(("wage", "said"), [("面议", "按薪资查找"), ("计件", "照原样"), ("20", "20 元")])
def test_a_wage_without_an_amount_is_kept_as_written_and_pointed_at(wage, said):
    one = line(["月薪"], [wage])

    assert one.problems == []
    assert one.values["wage_text"] == wage
    assert said in one.warnings[0].sentence


@pytest.mark.parametrize(
    ("wage", "least", "most", "words"),
    [
        ("8-10万", 6667, 8333, "年薪折算为每月 6,667–8,333 元"),
        ("普工4000，组长6000", 4000, 6000, "几个工资数"),
        ("试用期3000转正4000起", 4000, None, "4,000 起"),
        ("4-5000", 4000, 5000, "4,000–5,000"),
        ("三四千", 3000, 4000, "3,000–4,000"),
        ("500以下", None, 500, "500 以下"),
        ("2025", 2025, 2025, "年份"),
        ("20-40万", 16667, 33333, "年薪"),
        ("提成4000", 4000, 4000, "提成"),
    ],
)
def test_an_uncertain_wage_is_doubted_with_what_was_understood(wage, least, most, words):
    one = line(["工资待遇"], [wage])

    assert (one.problems, one.values["wage_min"], one.values["wage_max"]) == ([], least, most)
    assert [(doubt.address, words in doubt.sentence) for doubt in one.warnings] == [("D2", True)]


@pytest.mark.parametrize(
    ("heading", "wage", "least", "most"),
    [
        ("工资(元/年)", "48000-60000", 4000, 5000),
        ("月薪（千元）", "4-6", 4000, 6000),
        ("日薪", "200", 4350, 4350),
        ("薪资（K）", "4-6", 4000, 6000),
        ("工资待遇（万元/年）", 6, 5000, 5000),
        ("工资待遇/元", 4000, 4000, 4000),
        ("时薪（元）", "20-25", 3480, 4350),
        ("待遇（元/天）", "4000元/月", 4000, 4000),
    ],
)
def test_the_unit_in_the_heading_counts(heading, wage, least, most):
    one = line([heading], [wage])

    assert (one.problems, one.warnings) == ([], [])
    assert (one.values["wage_min"], one.values["wage_max"]) == (least, most)


def test_a_heading_that_disagrees_with_its_cell_is_named():
    one = line(["月薪（千元）"], ["4000"])

    assert one.values["wage_min"] == 4000
    assert "月薪（千元）" in one.warnings[0].sentence or "月薪(千元)" in one.warnings[0].sentence


def test_a_wage_in_two_columns_takes_the_unit_over_both():
    rows = [
        [*TOP, "工资待遇（元/年）", "工资待遇（元/年）"],
        ["", "", "", "最低", "最高"],
        ["麦香坊", "面点师", 2, 48000, 60000],
    ]

    one = understand(table_of(rows, HEADINGS), region=region("150200"))[0]

    assert (one.values["wage_min"], one.values["wage_max"]) == (4000, 5000)


@pytest.mark.parametrize(
    ("openings", "number", "words"),
    [
        ("3-5", 5, "较大的 5"),
        ("男3女2", 5, "合起来按 5"),
        ("约10人", 10, "不是确数"),
        ("2人（含1名主管）", 2, "括号外"),
    ],
)
def test_a_number_of_posts_that_was_settled_is_doubted(openings, number, words):
    table = table_of([TOP, ["麦香坊", "面点师", openings]], HEADINGS)

    one = understand(table, region=region("150200"))[0]

    assert (one.problems, one.values["openings"]) == ([], number)
    assert [(doubt.address, words in doubt.sentence) for doubt in one.warnings] == [("C2", True)]


@pytest.mark.parametrize(
    ("education", "level"),
    [("初中及以下", 0), ("高中以下", 0), ("本科优先", 0), ("高中（本科优先）", 3), ("专业不限，大专", 4)],
)
def test_a_bound_above_and_a_preference_shut_nobody_out(education, level):
    one = line(["学历要求"], [education])

    assert (one.problems, one.warnings, one.values["education"]) == ([], [], level)


def test_two_levels_before_a_preference_are_doubted():
    assert "优先" in line(["学历要求"], ["大专、本科优先"]).warnings[0].sentence


@pytest.mark.parametrize(
    ("phone", "stored"),
    [
        ("0471-6543210转801", "0471-6543210转801"),
        ("0471-6543210-801", "0471-6543210转801"),
        ("013800000001", "13800000001"),
        ("0471-6543210/11", "0471-6543210/11"),
        ("0471—6543210", "0471-6543210"),
        ("0471-6543210、13800000001", "13800000001 0471-6543210"),
        ("13800000001（赵敏）", "13800000001 赵敏"),
        ("13800000001、6543210", "13800000001 6543210"),
    ],
)
def test_nothing_of_a_telephone_number_is_lost(phone, stored):
    one = line(["联系电话"], [phone])

    assert (one.problems, one.warnings, one.values["contact_phone"]) == ([], [], stored)


def test_more_numbers_than_a_post_has_room_for_are_handed_back():
    assert "60" in line(["联系电话"], ["、".join(f"1380000000{n}" for n in range(6))]).problems[0].sentence


@pytest.mark.parametrize(
    ("contact", "name", "phone"),
    [
        ("赵敏 0471-6543210转801", "赵敏", "0471-6543210转801"),
        ("赵敏：13800000001", "赵敏", "13800000001"),
        ("赵敏", "赵敏", ""),
    ],
)
def test_a_column_of_name_and_number_is_parted(contact, name, phone):
    one = line(["联系人及电话"], [contact])

    assert (one.warnings, one.values["contact_name"], one.values["contact_phone"]) == ([], name, phone)


def test_a_number_that_is_none_stays_beside_the_name_and_is_pointed_at():
    one = line(["联系人及电话"], ["赵敏 138000"])

    assert one.values["contact_name"] == "赵敏 138000"
    assert [doubt.address for doubt in one.warnings] == ["D2"]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("岗位要求", "限身体健全者"),
        ("岗位要求", "五官端正，形象好"),
        ("岗位职责", "仅限肢体残疾"),
        ("技能要求", "无残疾"),
    ],
)
def test_wording_that_shuts_people_out_is_to_be_mended_with_a_better_way(column, words):
    one = line([column], [words])

    assert one.problems[0].address == "D2"
    assert "请" in one.problems[0].sentence


def test_what_an_employer_cannot_offer_is_never_read_as_offered():
    one = line(["可提供便利", "无法提供便利"], ["无障碍通道；没有电梯和无障碍卫生间", "手语"])

    assert codes_of(one.values["offered"]) == ["step_free"] or one.problems
    assert "accessible_toilet" in codes_of(one.values["cannot"])
    assert "sign_interpreter" in codes_of(one.values["cannot"])


@pytest.mark.parametrize("written", ["土默特右旗", "包头市土默特右旗", "土右旗", "包头 土右旗"])
def test_a_region_is_known_under_the_names_that_people_use(written):
    one = line(["旗县"], [written], where="150000")

    assert one.problems == []
    assert one.values["region"].code == "150221"


def test_a_region_outside_the_fair_is_to_be_mended():
    region("150402")

    [problem] = line(["旗县"], ["红山区"]).problems

    assert "红山区" in problem.sentence
    assert "包头市" in problem.sentence


def test_an_empty_employer_is_the_one_above_and_somebody_is_asked_to_look():
    table = table_of([TOP, ["麦香坊", "面点师", 2], ["", "收银员", 1]], HEADINGS)

    second = understand(table, region=region("150200"))[1]

    assert second.values["firm"].name == "麦香坊"
    assert second.warnings[0].address == "A3"


def test_a_firm_with_posts_in_two_districts_is_one_firm():
    region("150203"), region("150221")
    table = table_of([[*TOP, "旗县"], ["麦香坊", "面点师", 2, "昆区"], ["麦香坊", "收银员", 1, "土右旗"]], HEADINGS)

    first, second = understand(table, region=region("150200"))

    assert first.values["firm"].region == second.values["firm"].region
    assert second.values["region"].name == "土默特右旗"


def test_one_number_for_two_posts_is_pointed_at():
    table = table_of([["编号", *TOP], ["1", "麦香坊", "面点师", 2], ["1", "麦香坊", "收银员", 1]], HEADINGS)

    [problem] = understand(table, region=region("150200"))[1].problems

    assert problem.address == "A3"
    assert "第 2 行" in problem.sentence


@pytest.mark.parametrize("name", ["㛃𠮷食品厂", "ᠮᠣᠩᠭᠣᠯ ᠨᠣᠮ"])
def test_rare_and_mongolian_names_stay_as_they_are(name):
    table = table_of([TOP, [name, "面点师", 2]], HEADINGS)

    assert understand(table, region=region("150200"))[0].values["firm"].name == name


def test_a_wrong_telephone_is_to_be_mended_and_one_without_area_code_is_pointed_at():
    assert "电话" in line(["联系电话"], ["1990000"[:5]]).problems[0].sentence
    assert "区号" in line(["联系电话"], ["2345678"]).warnings[0].sentence


def test_a_district_is_not_taken_for_a_sub_district_of_the_same_stem():
    district = region("150203")
    Region.objects.create(
        code="150203001",
        name="昆都仑街道",
        level=Region.Level.TOWNSHIP,
        parent=district,
        path=f"{district.path}150203001.",
    )

    assert line(["旗县"], ["昆都仑区"]).values["region"] == district
    assert line(["旗县"], ["昆都仑区昆都仑街道"]).values["region"].code == "150203001"


def test_an_error_in_the_employers_cell_is_handed_back_and_not_inherited():
    region("150203")
    rows = [TOP, ["麦香坊", "面点师", 2], ["#N/A", "收银员", 1], ["", "保洁员", 1]]
    lines = understand(table_of(rows, HEADINGS), region=region("150200"))

    assert [(problem.address, "#N/A" in problem.sentence) for problem in lines[1].problems] == [("A3", True)]
    assert [problem.address for problem in lines[2].problems] == ["A4"]


def test_an_employer_called_none_is_no_employer():
    lines = understand(table_of([TOP, ["麦香坊", "面点师", 2], ["无", "收银员", 1]], HEADINGS), region=region("150200"))

    assert [problem.address for problem in lines[1].problems] == ["A3"]


def test_no_telephone_is_no_wrong_telephone():
    one = line(["联系电话"], ["无"])

    assert (one.problems, one.values["contact_phone"]) == ([], "")


def test_what_is_both_offered_and_refused_is_named():
    (problem,) = line(["可提供便利", "无法提供便利"], ["坡道", "电梯"]).problems

    assert "无台阶" in problem.sentence
