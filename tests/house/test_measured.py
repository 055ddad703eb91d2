"""The numbers that are shown are those that were measured, and no missed target goes without a reason."""

import pytest

from benchmarks import report


@pytest.mark.parametrize(("path", "made"), [(report.PAGE, report.page), (report.README, report.readme)])
def test_what_is_shown_is_what_was_kept(path, made):
    text = path.read_text(encoding="utf-8")

    assert report.replaced(text, made()) == text, "run `python -m benchmarks --table-only`"


def test_every_missed_target_has_a_reason_and_every_reason_a_missed_target():
    missed = {(name, what) for name, what, _over in report.missed()}
    reasons = {(name, what) for name, rows in report.notes().items() if name != "readme" for what in rows}

    assert missed == reasons, "tell in benchmarks/notes.toml why; drop what holds no longer"


def test_every_row_that_the_readme_shows_was_measured():
    rows = {(name, row["what"]) for name, result in report.results().items() for row in result["rows"]}
    shown = {(name, what) for name, whats in report.notes()["readme"].items() for what in whats}

    assert shown <= rows
