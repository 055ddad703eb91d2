"""Accommodations in free text, and the mask that keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from engines.wording import accommodations, codes_of, mask_of


def test_accommodations_are_found_in_free_text():
    assert accommodations("可提供手语翻译，有无障碍坡道，工位可调") == [
        "sign_interpreter",
        "step_free",
        "adjustable_desk",
    ]


@given(st.integers(0, 2**22 - 1))
def test_a_mask_and_its_codes_are_the_same_thing(mask):
    assert mask_of(codes_of(mask)) == mask
