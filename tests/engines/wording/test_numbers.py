"""What a cell says, as employers really write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import Wage, accommodations, codes_of, education, headcount, mask_of, phone, wage


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("4000-6000", 4000, 6000),
        ("4k-6k", 4000, 6000),
        ("4K—6K", 4000, 6000),
        ("４０００～６０００元", 4000, 6000),
        ("4000元-6000元/月", 4000, 6000),
        ("4-6千", 4000, 6000),
        ("0.4万-0.6万/月", 4000, 6000),
        ("4,000-6,000", 4000, 6000),
        ("4000元/月起", 4000, None),
        ("4000以上", 4000, None),
        ("底薪3000+提成", 3000, None),
        ("3500", 3500, 3500),
        ("3500.0", 3500, 3500),
        ("5000以下", None, 5000),
        ("年薪6-8万", 5000, 6667),
        ("20元/小时", 3480, 3480),
        ("200元/天", 4350, 4350),
        ("4000元/月，餐补20元/天", 4000, 4000),
        ("4000-5000（每天8小时）", 4000, 5000),
        ("180元（每天）", 3915, 3915),
        ("6-8万（年薪）", 5000, 6667),
    ],
)
def test_a_wage_is_yuan_a_month(said, least, most):
    assert wage(said) == Wage(least, most)


def test_a_negotiable_wage_has_no_numbers():
    assert wage("面议") == Wage(is_negotiable=True)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("6000-4000", "upside_down"),
        ("", "empty"),
        ("好", "unclear"),
        ("0", "out_of_range"),
        ("3000,5000", "out_of_range"),
        ("-5", "out_of_range"),
        ("9" * 30, "out_of_range"),
    ],
)
def test_a_wage_that_cannot_be_says_why(said, problem):
    assert wage(said).problem == problem


@given(st.integers(1, 900_000), st.integers(0, 90_000))
def test_a_wage_written_plainly_is_read_back(least, more):
    assert wage(f"{least}-{least + more}元/月") == Wage(least, least + more)


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text):
    for read in (wage, headcount, education, phone):
        assert read(text) is not None


@pytest.mark.parametrize(
    ("said", "number"),
    [("2", 2), ("2.0", 2), ("５名", 5), ("三人", 3), ("十二", 12), ("二十", 20), ("3-5", 5), ("约10人", 10)],
)
def test_a_number_of_people_is_read(said, number):
    assert headcount(said).number == number


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("若干", "vague"),
        ("0", "out_of_range"),
        ("-2", "out_of_range"),
        ("1000000000", "out_of_range"),
        ("5-3", "upside_down"),
        ("2025-12-03", "unclear"),
        ("1.5", "unclear"),
    ],
)
def test_a_number_of_people_that_cannot_be_says_why(said, problem):
    assert headcount(said).problem == problem


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("不限", 0),
        ("小学", 1),
        ("初中及以上", 2),
        ("高中/中专", 3),
        ("大专及以上", 4),
        ("本科", 5),
        ("大学本科", 5),
        ("硕士研究生", 6),
        ("博士", 7),
        ("初中或高中", 2),
    ],
)
def test_education_is_the_lowest_level_asked_for(said, level):
    assert education(said).level == level


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("13812345678", ("13812345678",)),
        ("138-1234-5678", ("13812345678",)),
        ("+86 138 1234 5678", ("13812345678",)),
        ("１３８１２３４５６７８", ("13812345678",)),
        ("13812345678.0", ("13812345678",)),
        ("0471-1234567 / 13812345678", ("13812345678", "0471-1234567")),
        ("(0472)12345678", ("0472-12345678",)),
        ("13812345678\n13912345678", ("13812345678", "13912345678")),
        ("0472-5150000 13912345678", ("13912345678", "0472-5150000")),
        ("400-812-3456", ("400-812-3456",)),
        ("4008-123-456", ("400-812-3456",)),
    ],
)
def test_telephone_numbers_are_found(said, numbers):
    assert phone(said).numbers == numbers


def test_twelve_digits_are_not_a_mobile_number():
    assert phone("138123456789").problem == "unclear"


def test_accommodations_are_found_in_free_text():
    assert accommodations("可提供手语翻译，有无障碍坡道，工位可调") == [
        "sign_interpreter",
        "step_free",
        "adjustable_desk",
    ]


@given(st.integers(0, 2**22 - 1))
def test_a_mask_and_its_codes_are_the_same_thing(mask):
    assert mask_of(codes_of(mask)) == mask
