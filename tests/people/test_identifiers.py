"""Numbers that name people: what passes, what does not, and what is said then."""

import pytest

from tongxing.common.refusal import Refused
from tongxing.people.identifiers import born_on, category_and_level, certificate, citizen_id, mobile

LIN = "15020219900101001442"
DEMO = "990000198506151232"


@pytest.mark.parametrize(
    "typed", [LIN, " 150202 19900101 0014 42 ", "１５０２０２１９９００１０１００１４４２", "150202-19900101-0014-42"]
)
def test_a_certificate_is_read_as_people_write_it(db, typed):
    assert certificate(typed) == LIN


def test_a_reissued_certificate_keeps_its_b_number(db):
    assert certificate(f"{LIN}b1") == f"{LIN}B1"
    assert category_and_level(f"{LIN}B1") == (4, 2)


def test_a_lower_case_x_is_stored_as_upper_case(db):
    assert citizen_id("11010519491231002x") == "11010519491231002X"


def test_somebody_born_before_their_county_got_its_code_is_accepted(db):
    assert citizen_id("150202194001010011") == "150202194001010011"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("15020219900101001542", "校验"),
        (LIN[:18], "20"),
        ("15020219900101001482", "类别"),
        ("15020219900101001445", "等级"),
        ("15020219900101001442B0", "B1"),
        ("4567", "20"),
        ("", "20"),
    ],
)
def test_a_wrong_certificate_is_refused_with_what_to_do(db, typed, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        certificate(typed)
    assert typed == "" or typed not in str(refusal.value)


@pytest.mark.parametrize("born", ["19901301", "19900230", "20990101", "17990101"])
def test_a_date_of_birth_that_cannot_be_is_refused(db, born):
    body = f"150202{born}001"
    check = next(sign for sign in "0123456789X" if (1 - 2 * int(body, 13)) % 11 == "0123456789X".index(sign))
    with pytest.raises(Refused, match="7"):
        citizen_id(body + check)


def test_a_province_that_does_not_exist_is_refused(db):
    body = "89020219900101001"
    check = "0123456789X"[(1 - 2 * int(body, 13)) % 11]
    with pytest.raises(Refused, match="省"):
        citizen_id(body + check)


def test_numbers_of_the_demonstration_are_refused_in_a_real_database(db):
    with pytest.raises(Refused, match="990000"):
        certificate(f"{DEMO}21")


def test_numbers_of_the_demonstration_pass_in_a_demonstration(demo):
    number = certificate(f"{DEMO}21")
    assert number == f"{DEMO}21"
    assert born_on(number).isoformat() == "1985-06-15"


@pytest.mark.parametrize("typed", ["13812345678", "+86 138-1234-5678", "008613812345678", "１３８１２３４５６７８"])
def test_a_mobile_number_is_read_as_people_write_it(typed):
    assert mobile(typed) == "13812345678"


@pytest.mark.parametrize("typed", ["", "12812345678", "1381234567", "138123456789", "0472-5155555", "电话见上"])
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(Refused, match="11"):
        mobile(typed)
