"""Telephone numbers as they stand in cells: nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording import phone

DASHES = "-–—－−‐‑‒―ー─"
INVISIBLE = ["", "\u200b", "\u200e", "\u202d", "\u2066", "\ufeff", "\u00ad"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13812345678", ("13812345678",)),
        ("138-1234-5678", ("13812345678",)),
        ("+86 138 1234 5678", ("13812345678",)),
        ("0086-13812345678", ("13812345678",)),
        ("8613812345678", ("13812345678",)),
        ("（+86）13812345678", ("13812345678",)),
        ("013812345678", ("13812345678",)),
        ("1381 234 5678", ("13812345678",)),
        ("１３８１２３４５６７８", ("13812345678",)),
        ("13812345678.0", ("13812345678",)),
        ('="13812345678"', ("13812345678",)),
        ("'13812345678", ("13812345678",)),
        ("\u202d13812345678\u202c", ("13812345678",)),
        ("0471-1234567 / 13812345678", ("13812345678", "0471-1234567")),
        ("(0472)12345678", ("0472-12345678",)),
        ("01065432100", ("010-65432100",)),
        ("021-6543 2100", ("021-65432100",)),
        ("+86-471-6543210", ("0471-6543210",)),
        ("13812345678\n13912345678", ("13812345678", "13912345678")),
        ("138 0000 0001 139 0000 0002", ("13800000001", "13900000002")),
        ("13800000001-13900000002", ("13800000001", "13900000002")),
        ("0472-5150000 13912345678", ("13912345678", "0472-5150000")),
        ("0471-6543210/6543222", ("0471-6543210", "0471-6543222")),
        ("400-812-3456", ("400-812-3456",)),
        ("4008-123-456", ("400-812-3456",)),
        ("4008123456转2", ("400-812-3456转2",)),
        ("0471-6543210/11", ("0471-6543210/11",)),
        ("13800000001/02", ("13800000001/02",)),
        ("0471-6543210转801/802", ("0471-6543210转801/802",)),
    ],
)
def test_telephone_numbers_are_found(text, numbers):
    assert phone(text).numbers == numbers
    assert phone(text).problem == ""


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_parts_area_and_number(dash):
    assert phone(f"0471{dash}6543210").numbers == ("0471-6543210",)
    assert phone(f"138{dash}1234{dash}5678").numbers == ("13812345678",)


@pytest.mark.parametrize(
    "way", ["转801", "-801", " 转801", "分机801", "转分机801", "ext801", "ext.801", "（转801）", "—801", "*801", "#801"]
)
def test_an_extension_stays_with_its_number(way):
    assert phone(f"0471-6543210{way}").numbers == ("0471-6543210转801",)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("13800000001（赵敏）", "赵敏"),
        ("电话：13800000001 微信同号", "微信同号"),
        ("13800000001 / 6543210", "6543210"),
        ("手机13800000001", ""),
    ],
)
def test_what_stands_beside_a_number_is_handed_on(text, rest):
    assert (phone(text).numbers, phone(text).rest) == (("13800000001",), rest)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("6543210", ("6543210",)), ("65432100转8", ("65432100转8",)), ("654-3210/6543211", ("6543210", "6543211"))],
)
def test_a_local_number_has_no_area(text, numbers):
    assert (phone(text).numbers, phone(text).problem) == (numbers, "no_area")


@pytest.mark.parametrize("text", ["138123456789", "12333", "无", "15010519900307123643", "1990000"])
def test_what_is_no_telephone_number_is_unclear(text):
    assert (phone(text).numbers, phone(text).problem) == ((), "unclear")


def test_the_mobile_of_a_cell_is_its_first_one():
    assert phone("0471-6543210、13800000001/02、13900000002").mobile == "13800000001"
    assert phone("0471-6543210").mobile == ""


MOBILES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
LINES = st.tuples(st.sampled_from(["010", "021", "0471", "0898"]), st.from_regex(r"\A[2-8][0-9]{6,7}\Z")).map("-".join)
EXTENSIONS = st.sampled_from(["", "转1", "转801", "转8001"])


@given(
    st.lists(st.one_of(MOBILES, st.tuples(LINES, EXTENSIONS).map("".join)), min_size=1, max_size=3, unique=True),
    st.sampled_from(["/", "、", "，", "；", " / ", "\n", "或", " "]),
    st.sampled_from(INVISIBLE),
)
def test_every_digit_of_a_cell_stays(written, between, sign):
    understood = phone(sign + between.join(written) + sign)

    assert sorted(understood.numbers) == sorted(dict.fromkeys(written))
    assert phone(" ".join(understood.numbers)).numbers == understood.numbers
