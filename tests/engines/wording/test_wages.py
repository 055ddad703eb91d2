"""Wages as employers write them: cells made by a generator that knows what they mean, cells by hand, and the edges."""

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import Wage, education, headcount, phone, schooling, wage
from tests.engines.wording.wage_cells import BEFORE, DASHES, HEADINGS, cells, monthly

GENERATED = [cell for seed in range(10) for cell in cells(seed, 120)]
with Path(__file__).with_name("wage_cells_by_hand.csv").open(encoding="utf-8", newline="") as file:
    BY_HAND = list(csv.DictReader(file))
with Path(__file__).with_name("wage_cells_by_a_stranger.csv").open(encoding="utf-8", newline="") as file:
    BY_A_STRANGER = list(csv.DictReader(file))
"""Written by somebody who had not seen the reader, their answers untouched."""
NONE = {"unclear", "by_piece"}


@pytest.mark.parametrize("number", range(0, len(GENERATED), 10))
def test_a_cell_is_read_as_the_value_it_was_made_from(number):
    for cell in GENERATED[number : number + 10]:
        understood = wage(cell.text, cell.heading)

        if cell.has_amount:
            assert understood == Wage(cell.least, cell.most), cell
        else:
            assert (understood.min, understood.max, understood.problem in NONE) == (None, None, True), cell


@given(st.integers(0, 10**9))
def test_any_cell_of_the_generator_is_read_as_its_value_or_as_none(seed):
    [cell] = cells(seed, 1)

    understood = wage(cell.text, cell.heading)

    assert (understood.min, understood.max) == (cell.least, cell.most)


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row["cell"])
def test_a_cell_written_by_hand_is_read_right_or_doubted(row):
    understood = wage(row["cell"], row["heading"])

    bounds = tuple(int(row[name]) if row[name] else None for name in ("min", "max"))
    match row["kind"]:
        case "" | "open":
            assert understood == Wage(*bounds)
        case "negotiable":
            assert understood == Wage(is_negotiable=True)
        case "none":
            assert (understood.min, understood.max, understood.problem in NONE) == (None, None, True)
        case "problem":
            assert understood.problem
        case "doubt":
            assert understood.doubt
            assert bounds[0] is None or (understood.min, understood.max or bounds[1]) == bounds
        case "about":
            assert (understood.min, understood.max) == bounds


@pytest.mark.parametrize("row", BY_A_STRANGER, ids=lambda row: row["cell"])
def test_a_strangers_cell_is_read_right_or_nothing_is_said_without_a_doubt(row):
    understood = wage(row["cell"], row["heading"])

    least, most = (int(row[name]) if row[name] else None for name in ("min", "max"))
    if row["kind"] == "negotiable":
        assert understood.is_negotiable or understood.problem or understood.doubt
    elif (understood.min, understood.max) != (least, most):
        # further parts of a sum (3000+全勤200) leave the wage open above what was read
        is_open = understood.max is None and understood.min is not None and understood.min <= least
        assert understood.doubt or understood.problem or (row["kind"] == "doubt" and is_open)


def test_there_are_enough_cells_of_each_origin():
    assert len({cell.text for cell in GENERATED}) >= 300
    assert len(BY_HAND) >= 100
    assert len(BY_A_STRANGER) >= 250


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("8小时工作制，3000元", 3000, 3000),
        ("一天8小时4000元", 4000, 4000),
        ("2025年12月起4000元", 4000, 4000),
        ("周薪1000", 4350, 4350),
        ("600元/天", 13050, 13050),
        ("￥4000-￥6000", 4000, 6000),
        ("在4000和6000之间", 4000, 6000),
        ("4K—6K", 4000, 6000),
        ("４０００～６０００元", 4000, 6000),
        ("4-6千", 4000, 6000),
        ("0.4万-0.6万/月", 4000, 6000),
        ("4000元/月起", 4000, None),
        ("底薪3000+提成", 3000, None),
        ("3500.0", 3500, 3500),
        ("5000以下", None, 5000),
        ("6-8万（年薪）", 5000, 6667),
        ("4000元/月，餐补20元/天", 4000, 4000),
        ("4000-5000（每天8小时）", 4000, 5000),
        ("180元（每天）", 3915, 3915),
        ("3000-5000+提成", 3000, 5000),
        ("3000+绩效1000", 3000, None),
        ("1小时20元", 3480, 3480),
        ("一小时二十元", 3480, 3480),
        ("3000元/半月", 6000, 6000),
        ("1.2万/季度", 4000, 4000),
        ("8000-1万", 8000, 10000),
        ("200-300千/年", 16667, 25000),
        ("1.4000元", 4000, 4000),
        ("四到五千", 4000, 5000),
        ("最低4000，最高6000", 4000, 6000),
        ("500元全勤奖,工资4000", 4000, 4000),
        ("底薪+提成4000-6000", 4000, 6000),
    ],
)
def test_a_wage_is_yuan_a_month(text, least, most):
    assert wage(text) == Wage(least, most)


@pytest.mark.parametrize(
    ("text", "heading", "least", "most", "doubt"),
    [
        ("8-10万", "工资待遇", 6667, 8333, "year"),
        ("50000", "", 4167, 4167, "year"),
        ("8-10万", "月薪", 80000, 100000, "large"),
        ("20000-40000", "", 20000, 40000, "large"),
        ("600元/小时", "", 104400, 104400, "large"),
        ("20", "", 20, 20, "small"),
        ("600", "", 600, 600, "small"),
        ("5000", "工资(元/年)", 417, 417, "small"),
        ("4-5000", "", 4000, 5000, "shortened"),
        ("35、4000", "", 3500, 4000, "shortened"),
        ("三四千", "", 3000, 4000, "approximate"),
        ("试用期3000转正4000", "", 4000, 4000, "trial"),
        ("实习2000", "", 2000, 2000, "trial"),
        ("普工4000，组长6000", "", 4000, 6000, "several"),
        ("4000 6000", "", 4000, 6000, "several"),
        ("4000/5000/6000", "", 4000, 6000, "several"),
        ("4000", "月薪（千元）", 4000, 4000, "scale"),
        ("2025", "工资待遇", 2025, 2025, "date"),
        ("提成4000", "", 4000, 4000, "besides"),
    ],
)
def test_what_is_uncertain_is_doubted_with_what_was_understood(text, heading, least, most, doubt):
    assert wage(text, heading) == Wage(least, most, doubt=doubt)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("6000-4000", "upside_down"),
        ("", "empty"),
        ("\u200b", "empty"),
        ("好", "unclear"),
        ("按2025年最低工资标准执行", "unclear"),
        ("0.5元/件", "by_piece"),
        ("计件，每件0.5元", "by_piece"),
        ("0", "out_of_range"),
        ("3000,5000", "out_of_range"),
        ("-5", "out_of_range"),
        ("−4000", "out_of_range"),
        ("9" * 30, "out_of_range"),
        ("99999999元/月", "out_of_range"),
    ],
)
def test_a_wage_that_cannot_be_says_why(text, problem):
    assert wage(text).problem == problem


def test_a_negotiable_wage_has_no_numbers():
    assert wage("面议") == Wage(is_negotiable=True)


@pytest.mark.parametrize("period", HEADINGS)
@pytest.mark.parametrize("amount", [37, 480, 4_300, 61_000])
def test_the_headings_period_counts_where_the_cell_names_none(period, amount):
    for heading in HEADINGS[period]:
        under, beside = wage(str(amount), heading), wage(BEFORE[period][0] + str(amount))

        assert (under.min, under.problem) == (beside.min, beside.problem)
        if not under.problem:
            assert under.min == monthly(amount, period)


def test_the_cells_own_period_counts_before_the_headings():
    assert wage("20元/小时", "工资（元/月）") == Wage(3480, 3480)
    assert wage("4000元/月", "日薪") == Wage(4000, 4000)


def test_a_heading_with_two_periods_names_none():
    assert wage("4000", "日薪/月薪") == Wage(4000, 4000)
    assert wage("200", "日薪/月薪").doubt == "small"


@given(st.integers(1_000, 29_000), st.integers(1, 900), st.sampled_from(DASHES))
def test_every_dash_parts_two_amounts(least, more, dash):
    assert wage(f"{least}{dash}{least + more}") == Wage(
        least, least + more, doubt=wage(f"{least}-{least + more}").doubt
    )


@given(st.integers(1, 900_000), st.integers(0, 90_000))
def test_a_wage_written_plainly_is_read_back(least, more):
    understood = wage(f"{least}-{least + more}元/月")

    assert (understood.min, understood.max, understood.problem) == (least, least + more, "")


@given(
    st.integers(1_000, 99_999),
    st.integers(0, 90_000),
    st.sampled_from(["", "元", "/月", "元/月"]),
    st.sampled_from(["", "月薪"]),
)
def test_the_short_way_through_usual_cells_says_what_the_grammar_says(least, more, unit, heading):
    plain, roundabout = f"{least}-{least + more}{unit}", f"{least} - {least + more}{unit}"

    assert wage(plain, heading) == wage(roundabout, heading)


@given(st.text(max_size=60), st.text(max_size=12))
def test_no_text_breaks_a_reader(text, heading):
    assert wage(text, heading) is not None
    for read in (headcount, education, schooling, phone):
        assert read(text) is not None


@given(
    st.lists(st.sampled_from("0123456789.,-~年月日天时元千万k/+起以上下一二三百()每薪底试用期"), max_size=14).map(
        "".join
    )
)
def test_bounds_are_the_right_way_up_unless_a_problem_says_so(text):
    understood = wage(text)

    assert understood.problem or (understood.min or 0) <= (understood.max or 10**9)
    assert understood.problem in {"", "empty", "unclear", "by_piece", "upside_down", "out_of_range"}


@pytest.mark.parametrize("seed", range(20))
def test_a_year_an_hour_and_a_headcount_are_no_wage(seed):
    draw = random.Random(seed)
    year, hours, people = draw.randrange(2015, 2035), draw.randrange(2, 13), draw.randrange(2, 30)

    for text in (
        f"{year}年",
        f"{hours}小时",
        f"{people}人",
        f"{year}年，每天{hours}小时，{people}名",
        f"{hours}小时/天",
    ):
        assert wage(text) == Wage(problem="unclear"), text
