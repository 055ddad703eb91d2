"""The unified social credit code, as people type it."""

import pytest

from tongxing.common.refusal import Refused
from tongxing.organisations.identifiers import credit_code


@pytest.mark.parametrize("typed", ["91150200MA0EXAMP1B", "91150200ma0examp1b", " ９１１５０２００ MA0EXAMP1B "])
def test_a_right_code_is_kept_in_one_way(typed):
    assert credit_code(typed) == "91150200MA0EXAMP1B"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("91150200MA0EXAMP1C", "校验码"),
        ("91150200MA0EXAMP1", "17 位"),
        ("91150200MA0EXAMPIB", "I、O、S、V、Z"),
        ("9.11502E+17", "文本"),
    ],
)
def test_a_wrong_code_is_refused_with_what_is_wrong(typed, said):
    with pytest.raises(Refused, match=said):
        credit_code(typed)
