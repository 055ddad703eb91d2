"""A sheet of posts against what stands: new, changed, unchanged; all that is good at once, or nothing."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests.cast import EventFactory, OrganisationFactory
from tests.sheets import table_of
from tongxing.common.refusal import Refused
from tongxing.jobs.actions import vacancy_sheet
from tongxing.jobs.actions.vacancy_sheet import Moved, import_vacancies
from tongxing.jobs.models import Vacancy
from tongxing.jobs.sheets.comparison import compare
from tongxing.jobs.sheets.vacancies import HEADINGS, understand
from tongxing.organisations.models import Organisation
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数", "月薪", "工作地点"]
ROWS = [
    ["麦香坊", "面点师", 2, "4000-6000", "昆都仑区"],
    ["麦香坊", "收银员", 1, "面议", "昆都仑区"],
    ["星河电子", "装配工", 20, "5000", ""],
]


@pytest.fixture
def event(db):
    return EventFactory(region="150200")


def lines(event, rows, top=TOP):
    return understand(table_of([top, *rows], HEADINGS), region=event.region)


def bring(event, rows, by, top=TOP, **more):
    return import_vacancies(event=event, lines=lines(event, rows, top), by=by, **more)


def test_the_first_import_enters_employers_and_posts(event, gao):
    outcome = bring(event, ROWS, gao, source="abc")

    assert outcome.counts() == {"new": 3, "changed": 0, "unchanged": 0, "mend": 0}
    assert Organisation.objects.count() == 2
    assert [post.number for post in Vacancy.objects.all()] == ["V0001", "V0002", "V0003"]
    assert Entry.objects.get(act="imported vacancies").details["source"] == "abc"


def test_the_same_file_twice_changes_nothing_and_leaves_no_entry(event, gao):
    bring(event, ROWS, gao)
    entries = Entry.objects.count()

    again = bring(event, ROWS, gao)

    assert again.changes_nothing
    assert Entry.objects.count() == entries
    assert set(Vacancy.objects.values_list("version", flat=True)) == {1}


def test_a_corrected_file_changes_what_was_corrected_and_says_what(event, gao):
    bring(event, ROWS, gao)

    corrected = bring(event, [ROWS[0], ["麦香坊", "收银员", 3, "3000-4000", "昆都仑区"], ROWS[2]], gao)

    [match] = corrected.of("changed")
    assert match.changes["openings"] == (1, 3)
    assert match.changes["wage_min"] == (None, 3000)
    assert set(match.changes) == {"openings", "wage_min", "wage_max", "wage_text"}
    assert Vacancy.objects.get(title="收银员").version == 2


def test_rows_in_another_order_are_the_same_posts(event, gao):
    bring(event, ROWS, gao)

    assert bring(event, ROWS[::-1], gao).changes_nothing


def test_equal_posts_are_told_apart_by_order_and_equality(event, gao):
    twins = [["麦香坊", "面点师", 2, "4000", ""], ["麦香坊", "面点师", 5, "4000", ""]]
    bring(event, twins, gao)

    outcome = bring(event, [["麦香坊", "面点师", 5, "4000", ""], ["麦香坊", "面点师", 3, "4000", ""]], gao)

    assert [match.changes.get("openings") for match in outcome.of("changed")] == [(2, 3)]


def test_a_number_keeps_the_post_when_its_title_is_corrected(event, gao):
    top = ["编号", *TOP]
    bring(event, [["7", *ROWS[0]]], gao, top)

    outcome = bring(event, [["7", "麦香坊", "西点师", *ROWS[0][2:]]], gao, top)

    assert outcome.of("changed")[0].changes == {"title": ("面点师", "西点师")}
    assert Vacancy.objects.get().occupation == "6-02-01"


def test_two_employers_may_both_have_a_number_one(event, gao):
    top, rows = ["编号", *TOP], [["1", *ROWS[0]], ["1", *ROWS[2]]]
    bring(event, rows, gao, top)

    assert bring(event, rows, gao, top).changes_nothing
    assert Vacancy.objects.count() == 2


def test_a_bad_row_is_handed_back_and_the_good_ones_are_written(event, gao):
    outcome = bring(event, [ROWS[0], ["麦香坊", "收银员", "若干", "面议", ""]], gao)

    assert outcome.counts()["mend"] == 1
    assert Vacancy.objects.count() == 1


def test_an_employer_of_bad_rows_only_is_not_entered(event, gao):
    bring(event, [["无名厂", "普工", "若干", "", ""]], gao)

    assert not Organisation.objects.exists()


def test_a_column_that_the_sheet_lacks_changes_nothing(event, gao):
    bring(event, ROWS, gao)
    Vacancy.objects.filter(title="面点师").update(offered=4)

    assert bring(event, [[*row[:3], row[4]] for row in ROWS], gao, [*TOP[:3], "工作地点"]).changes_nothing


def test_half_an_import_is_never_left_behind(event, gao, monkeypatch):
    bring(event, ROWS[:1], gao)

    def breaks(*_args):
        raise RuntimeError("the power failed")

    monkeypatch.setattr(vacancy_sheet, "_change", breaks)
    with pytest.raises(RuntimeError, match="power"):
        bring(event, [["麦香坊", "面点师", 9, "4000-6000", "昆都仑区"], ROWS[2]], gao)

    assert Vacancy.objects.get().openings == 2
    assert Organisation.objects.count() == 1


def test_what_was_confirmed_is_what_is_done(event, gao):
    bring(event, ROWS, gao)
    changed = [["麦香坊", "面点师", 3, "4000-6000", "昆都仑区"]]
    seen = compare(lines(event, changed), event=event, by=gao).fingerprint()
    Vacancy.objects.filter(title="面点师").update(openings=8)

    with pytest.raises(Moved):
        bring(event, changed, gao, seen=seen)
    assert Vacancy.objects.get(title="面点师").openings == 8


def test_an_employer_brings_its_own_posts_and_nobody_elses(event, zhao, bakery):
    bring(event, [[bakery.name, *ROWS[0][1:]]], zhao)

    with pytest.raises(Http404):
        bring(event, ROWS[2:], zhao)
    assert Organisation.objects.count() == 1


def test_a_clerk_of_another_city_imports_nothing(event, qi):
    with pytest.raises(Http404):
        bring(event, ROWS, qi)
    assert not Organisation.objects.exists()


def test_wording_is_refused_even_when_the_lines_are_made_elsewhere(event, gao):
    made = lines(event, ROWS[:1])
    made[0].values["requirements"] = "身体健全"

    with pytest.raises(Refused, match="身体健全"):
        import_vacancies(event=event, lines=made, by=gao)


def test_a_withdrawn_post_stays_withdrawn(event, gao):
    OrganisationFactory(name="麦香坊", region="150203")
    bring(event, ROWS[:1], gao)
    Vacancy.objects.update(state="withdrawn")

    outcome = bring(event, ROWS[:1], gao)

    assert outcome.changes_nothing
    assert "撤回" in outcome.matches[0].line.warnings[-1].sentence


def test_posts_that_the_sheet_does_not_name_are_listed_and_stay(event, gao):
    bring(event, ROWS, gao)

    outcome = bring(event, ROWS[1:], gao)

    assert [post.title for post in outcome.left] == ["面点师"]
    assert Vacancy.objects.count() == 3


def test_a_thousand_rows_take_fewer_than_a_hundred_queries(event, gao):
    made = lines(event, [[f"第{n % 200}厂", f"岗位{n}甲", 1, "4000", ""] for n in range(1000)])

    with CaptureQueriesContext(connection) as caught:
        import_vacancies(event=event, lines=made, by=gao)

    assert len(caught) < 100


def test_a_row_with_problems_leaves_the_post_to_the_good_row(event, gao):
    rows = [["麦香坊", "面点师", "若干", "4000", ""], ["麦香坊", "面点师", 2, "4000", ""]]
    bring(event, rows, gao)

    again = bring(event, rows, gao)

    assert again.counts() == {"new": 0, "changed": 0, "unchanged": 1, "mend": 1}
    assert Vacancy.objects.count() == 1


def test_a_row_with_problems_and_a_number_leaves_a_given_number_to_its_post(event, gao):
    top = ["编号", *TOP]
    rows = [["V0001", "麦香坊", "收银员", "若干", "", ""], ["", "麦香坊", "面点师", 2, "4000", ""]]
    bring(event, rows, gao, top)

    assert Vacancy.objects.get().number == "V0002"
    assert bring(event, rows, gao, top).changes_nothing

    mended = bring(event, [["V0001", "麦香坊", "收银员", 1, "", ""]], gao, top)
    assert mended.counts()["new"] == 1


def test_a_number_that_the_sheet_brings_is_given_to_no_other_post(event, gao):
    top = ["编号", *TOP]
    rows = [["", "麦香坊", "面点师", 2, "4000", ""], ["V0001", "麦香坊", "收银员", 1, "", ""]]
    bring(event, rows, gao, top)

    assert dict(Vacancy.objects.values_list("title", "number")) == {"面点师": "V0002", "收银员": "V0001"}
    assert bring(event, rows, gao, top).changes_nothing


def test_one_number_twice_is_found_however_the_employer_is_called(event, gao):
    top = ["编号", "统一社会信用代码", *TOP]
    rows = [["7", "91150200MA0EXAMP1B", *ROWS[0]], ["7", "", "麦香坊", "收银员", 1, "", ""]]

    outcome = bring(event, rows, gao, top)

    assert [match.kind for match in outcome.matches] == ["new", "mend"]
    assert bring(event, rows, gao, top).changes_nothing


def test_a_credit_code_that_one_row_fills_in_holds_for_the_rows_below(event, gao):
    top = ["统一社会信用代码", *TOP]
    rows = [
        ["", *ROWS[0]],
        ["91150200MA0EXAMP1B", *ROWS[1]],
        ["91150200MA0Q3K5X8X", "麦香坊", "司机", 1, "", "昆都仑区"],
    ]

    outcome = bring(event, rows, gao, top)

    assert [match.kind for match in outcome.matches] == ["new", "new", "mend"]
    assert Organisation.objects.get().credit_code == "91150200MA0EXAMP1B"
    assert bring(event, rows, gao, top).changes_nothing


def test_two_long_numbers_of_two_employers_do_not_meet(event, gao):
    top = ["编号", *TOP]
    long = "岗" * 39
    rows = [[f"{long}{end}", firm, "装配工", 1, "", ""] for firm in ("甲厂", "乙厂") for end in "12"]
    bring(event, rows, gao, top)

    assert Vacancy.objects.count() == 4
    assert bring(event, rows, gao, top).changes_nothing


def test_a_row_that_says_less_leaves_the_post_that_another_row_needs(event, gao):
    top = [*TOP, "工作时间"]
    short, plain = ["麦香坊", "面点师", 2, "4000", "", "每周20小时"], ["麦香坊", "面点师", 2, "4000", "", ""]
    bring(event, [plain, short], gao, top)

    assert bring(event, [short, plain], gao, top).changes_nothing
    assert bring(event, [plain, short], gao, top).changes_nothing


def test_a_row_handed_back_that_equals_the_good_one_leaves_it_its_post(event, gao):
    def twins():
        made = lines(event, [ROWS[0], ROWS[0]])
        made[0].wrong("title", "This row is hidden.")
        return made

    import_vacancies(event=event, lines=twins(), by=gao)
    again = import_vacancies(event=event, lines=twins(), by=gao)

    assert [match.kind for match in again.matches] == ["mend", "unchanged"]


def test_a_code_that_one_row_fills_in_makes_another_spelling_the_same_employer(event, gao):
    top = ["统一社会信用代码", *TOP]
    code = "91150200MA0EXAMP1B"

    outcome = bring(event, [["", *ROWS[0]], [code, *ROWS[1]], [code, "麦香坊总店", "司机", 1, "", ""]], gao, top)

    assert len(outcome.new_employers) == 1
    assert Organisation.objects.count() == 1
