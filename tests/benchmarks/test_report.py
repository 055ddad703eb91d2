"""Whether a target is met is read from what was asked, in whatever unit."""

import pytest

from benchmarks import report
from benchmarks.measuring import in_a_process, spread


@pytest.mark.parametrize(
    ("asked", "measured", "unit", "factor"),
    [
        ("≤ 2 ms", 3.0, "ms", 1.5),
        ("<= 1", 0.5, "s", 0.5),
        ("≤ 0.5 s", 1000, "ms", 2.0),
        ("≥ 200", 100, "/s", 2.0),
        ("≥ 20", 40.0, "×", 0.5),
        ("≤ 1,000 MiB", 500, "MiB", 0.5),
        ("0", 0, "files", 1.0),
        ("0", 2, "files", float("inf")),
        ("", 5, "s", None),
        ("≤ 2 s", "stopped after 120 s", "", None),
    ],
)
def test_a_factor_above_one_is_a_target_missed(asked, measured, unit, factor):
    assert report.factor({"asked": asked, "measured": measured, "unit": unit}) == factor


def test_only_what_stands_between_the_markers_is_written():
    whole = f"before\n{report.BEGINS}\nold\n{report.ENDS}\nafter\n"

    assert report.replaced(whole, "new") == f"before\n{report.BEGINS}\nnew\n{report.ENDS}\nafter\n"


def test_a_page_without_markers_is_refused():
    with pytest.raises(ValueError, match="markers"):
        report.replaced("no place for a table", "new")


def test_a_spread_is_given_in_the_unit_that_is_asked():
    row = spread([0.003, 0.001, 0.002], "ms")

    assert (row["measured"], row["least"], row["greatest"], row["rounds"]) == (2.0, 1.0, 3.0, 3)


def test_a_process_of_its_own_gives_what_was_called_or_is_stopped():
    assert in_a_process("operator", "add", 2, 3) == 5
    assert in_a_process("time", "sleep", 20, seconds=0.2) is None
    with pytest.raises(SystemExit, match="ZeroDivisionError"):
        in_a_process("operator", "truediv", 1, 0)
