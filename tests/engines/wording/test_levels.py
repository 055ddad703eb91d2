"""Education: what a post asks for at least, and what a person has reached."""

import pytest

from engines.wording import Education, education, schooling


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(
            ("不限", 0),
            ("小学", 1),
            ("初中及以上", 2),
            ("高中/中专", 3),
            ("大专及以上", 4),
            ("本科", 5),
            ("大学本科", 5),
        ),
        *(
            ("硕士研究生", 6),
            ("博士", 7),
            ("初中或高中", 2),
            ("大学专科", 4),
            ("职业中学", 3),
            ("高级中学", 3),
            ("大中专", 3),
        ),
        *(
            ("初中（含）以上", 2),
            ("专升本", 5),
            ("本（专）科", 4),
            ("高中、大专均可", 3),
            ("初中毕业即可", 2),
            ("１２ 高中", 3),
        ),
    ],
)
def test_education_is_the_lowest_level_asked_for(text, level):
    assert education(text) == Education(level)


@pytest.mark.parametrize("level", ["小学", "初中", "高中", "中专", "大专", "本科", "硕士"])
@pytest.mark.parametrize(
    "words", ["{}及以下", "{}以下", "{}（含）以下", "{}或以下", "{}学历以下", "{}优先", "{}及以上优先", "优先{}"]
)
def test_an_upper_bound_and_a_preference_ask_for_nothing(level, words):
    assert education(words.format(level)) == Education(0)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(
            ("不限，本科优先", 0),
            ("学历不限", 0),
            ("高中（本科优先）", 3),
            ("大专以上学历，本科优先", 4),
            ("硕士优先，本科及以上", 5),
        ),
        *(
            ("初中以上高中以下", 2),
            ("高中或中专及以下", 0),
            ("高中以上残疾人优先", 3),
            ("高中以上，大专更佳", 3),
            ("均可", 0),
        ),
        *(
            ("专业不限，大专以上", 4),
            ("性别不限，高中", 3),
            ("无要求", 0),
            ("识字即可", 0),
            ("/", 0),
            ("高中毕业者优先", 0),
        ),
    ],
)
def test_what_is_asked_for_is_told_from_what_is_preferred(text, level):
    assert education(text) == Education(level)


def test_two_levels_before_one_preference_are_doubted():
    assert education("大专、本科优先") == Education(0, doubt="preferred")


@pytest.mark.parametrize("read", [education, schooling])
def test_what_names_no_level_is_unclear(read):
    assert (read("好").problem, read("").problem) == ("unclear", "empty")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "从未上过学",
            "未上学",
            "没上过学",
            "没有上过学",
            "未上过学",
            "没念过书",
            "没读过书",
            "未读书",
            "文盲",
            "半文盲",
        ),
        *(
            "不识字",
            "未接受过教育",
            "没受过教育",
            "未受教育",
            "没文化",
            "无文化",
            "未入学",
            "从没进过学校",
            "无",
            "/",
            "失学",
        ),
    ],
)
def test_who_never_went_to_school_has_no_level(text):
    assert schooling(text) == Education(0)


@pytest.mark.parametrize(
    "text",
    [
        "特教学校",
        "特殊教育",
        "特殊教育学校",
        "盲校",
        "聋校",
        "聋哑学校",
        "培智",
        "培智学校",
        "启智学校",
        "送教上门",
        "辅读学校",
    ],
)
def test_a_special_school_without_a_stage_is_an_answer_and_doubted(text):
    assert schooling(text) == Education(0, doubt="no_stage")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(
            ("聋校高中", 3),
            ("盲校中专", 3),
            ("特教学校初中部", 2),
            ("特教学校（小学）", 1),
            ("特教大专", 4),
            ("盲校职高", 3),
        ),
        *(("初二", 2), ("高一", 3), ("小学三年级", 1), ("大专", 4), ("大学本科", 5), ("初中", 2), ("初中及以下", 0)),
    ],
)
def test_a_person_has_the_stage_that_is_named(text, level):
    assert schooling(text) == Education(level)


@pytest.mark.parametrize(
    ("text", "level", "doubt"),
    [
        *(("初中肄业", 1, "unfinished"), ("小学未毕业", 0, "unfinished"), ("没上过高中", 2, "unfinished")),
        *(
            ("大专没读完", 3, "unfinished"),
            ("中专辍学", 2, "unfinished"),
            ("三年级", 1, "grade"),
            ("八年级", 2, "grade"),
        ),
    ],
)
def test_a_stage_that_was_not_finished_is_not_written_down(text, level, doubt):
    assert schooling(text) == Education(level, doubt=doubt)
