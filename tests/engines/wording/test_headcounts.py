"""Numbers of people: exact ones are read exactly, and no guess becomes a number without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import Headcount, headcount
from engines.wording.numerals import numeral
from tests.engines.wording.wage_cells import DASHES, full_width, in_words

FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("2", 2), ("2.0", 2), ("５名", 5), ("三人", 3), ("十二", 12), ("二十", 20), ("两百", 200), ("1,200", 1200)),
        *(
            ("廿", 20),
            ("廿三人", 23),
            ("卅", 30),
            ("壹拾贰", 12),
            ("二〇", 20),
            ("一百二", 120),
            ("俩", 2),
            ("共5人", 5),
        ),
        *(
            ("招聘3名", 3),
            ("3 人", 3),
            ("2名。", 2),
            ("5人，男女不限", 5),
            ("5（男3女2）", 5),
            ("3-3", 3),
            ("2百人", 200),
        ),
    ],
)
def test_an_exact_number_is_read(text, number):
    assert headcount(text) == Headcount(number)


@given(st.integers(1, 9_999), st.sampled_from(["", "人", "名", "个", "位", "个人"]))
def test_every_exact_way_to_write_a_number_is_read_exactly(number, unit):
    words = in_words(number)
    ways = [str(number), f"{number}.0", full_width(str(number)), f" {number} ", words, words.translate(FORMAL)]
    ways += [words.removeprefix("一")] if 10 <= number < 20 else []
    ways += [words.replace("二百", "两百").replace("二千", "两千"), f"招{number}", f"\u200e{number}\u202c"]

    for way in ways:
        assert headcount(way + unit) == Headcount(number), way + unit


@given(st.integers(1, 9_999))
def test_a_numeral_is_read_back(number):
    assert numeral(in_words(number)) == numeral(in_words(number).translate(FORMAL)) == number


@pytest.mark.parametrize(
    ("text", "number", "doubt"),
    [
        *(("3-5", 5, "larger"), ("3至5名", 5, "larger"), ("三到五人", 5, "larger"), ("3人-5人", 5, "larger")),
        *(("男3女2", 5, "sum"), ("3男2女", 5, "sum"), ("男3人、女2人", 5, "sum"), ("女性2名，男性1名", 3, "sum")),
        *(("约10人", 10, "about"), ("10人左右", 10, "about"), ("3人以上", 3, "least"), ("至少2名", 2, "least")),
        *(
            ("5人以内", 5, "most"),
            ("至多5人", 5, "most"),
            ("2人（含1名主管）", 2, "besides"),
            ("2人（急招）", 2, "besides"),
        ),
    ],
)
def test_what_is_settled_on_the_way_is_doubted(text, number, doubt):
    assert headcount(text) == Headcount(number, doubt=doubt)


@pytest.mark.parametrize("dash", [dash for dash in DASHES if dash not in "/、一"])
def test_of_a_span_with_any_dash_the_larger_is_taken_and_doubted(dash):
    assert headcount(f"3{dash}5人") == Headcount(5, doubt="larger")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *(("若干", "vague"), ("二三人", "vague"), ("两三名", "vague"), ("三四个", "vague"), ("五六人", "vague")),
        *(
            ("十来人", "vague"),
            ("十几人", "vague"),
            ("几人", "vague"),
            ("数人", "vague"),
            ("百余", "vague"),
            ("不限", "vague"),
        ),
        *(("10多人", "vague"), ("10余名", "vague"), ("二三十", "vague"), ("近百人", "vague"), ("一两个", "vague")),
        *(("1,2", "unclear"), ("1、2", "unclear"), ("2/3", "unclear"), ("1 2", "unclear"), ("1.5", "unclear")),
        *(("各2人", "unclear"), ("每店2人", "unclear"), ("2人/班", "unclear"), ("2×3", "unclear"), ("②人", "unclear")),
        *(
            ("2²", "unclear"),
            ("2025-12-03", "unclear"),
            ("5（男2女2）", "unclear"),
            ("5人（每店1人）", "unclear"),
            ("百", "unclear"),
        ),
        *(("0", "out_of_range"), ("-2", "out_of_range"), ("−2", "out_of_range"), ("1000000000", "out_of_range")),
        *(("5-3", "upside_down"), ("", "empty"), ("\u200e", "empty")),
    ],
)
def test_a_number_of_people_that_cannot_be_says_why(text, problem):
    assert headcount(text) == Headcount(problem=problem)


DIGITS = st.integers(1, 9)
SMALL = st.integers(1, 98)


@given(DIGITS, DIGITS, SMALL, st.sampled_from(["", "人", "名", "个"]))
def test_no_guess_becomes_a_number_without_a_word(first, second, number, unit):
    one, two, words = in_words(first), in_words(second), in_words(number)
    guesses = [
        f"{one}{two}{unit}",
        f"{one}{two}十{unit}",
        f"十{one}{two}{unit}",
        f"{words}多{unit}",
        f"{words}余{unit}",
    ]
    guesses += [
        f"{number}多{unit}",
        f"{number}来{unit or '人'}",
        f"约{number}{unit}",
        f"{number}{unit}左右",
        f"{number}几{unit}",
    ]
    guesses += [
        f"{number},{second}",
        f"{number}、{second}{unit}",
        f"{number}/{second}{unit}",
        f"{number} {second}{unit}",
    ]
    guesses += [f"{number}.5{unit}", f"各{number}{unit}", f"每店{number}{unit}", f"{number}-{number + second}{unit}"]
    guesses += [
        f"男{number}女{second}",
        f"{number}{unit}以上",
        f"{number}{unit or '人'}（另招{second}人）",
        f"{number}+{second}",
    ]

    for guess in guesses:
        understood = headcount(guess)
        assert understood.problem or understood.doubt, guess
