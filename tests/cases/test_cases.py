"""Sheets and folders that were once understood wrongly, each with what is right."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tongxing.campaigns.models import Campaign
from tongxing.fairs.models import Attendance
from tongxing.figures import registry
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Person

FILES = Path(__file__).parent / "files"
FAIR = "f-open/fair.y"
BAKERY = "甲方试用食品有限公司"
FROM_OPEN_FOLDER = {"沈晓禾", "沈小满"}


@dataclass
class Outcome:
    """What a command answered with ``--json``, its words to people, and its exit code."""

    report: dict
    code: int

    @property
    def handed_back(self) -> set[int]:
        """The numbers of the rows that need mending."""
        return {item["row"] for item in self.report["mend"]}

    def doubts(self, row: int) -> str:
        """Every doubt about ``row``, in one text."""
        return " ".join(item["sentence"] for item in self.report["doubts"] if item["row"] == row)


@pytest.fixture
def run(db, capsys):
    """Run a command with ``--json`` where the region's divisions are loaded; its report and exit code."""
    call_command("regions", "load", "150000")

    def command(name, *arguments):
        capsys.readouterr()
        code = 0
        try:
            call_command(name, *map(str, arguments), "--json")
        except CommandError as error:
            code = error.returncode
        printed = capsys.readouterr().out
        return Outcome(json.loads(printed) if printed.strip() else {}, code)

    return command


@pytest.fixture
def bring(run):
    """Load the folder ``f-open`` (or another) once, then import a file of this folder at its fair."""

    def bring_file(what, file, fair=FAIR):
        slug = fair.partition("/")[0]
        if not Campaign.objects.filter(slug=slug).exists():
            assert run("load_campaign", FILES / slug).code == 0
        return run("import", what, fair, FILES / file)

    return bring_file


def openings() -> dict[str, int]:
    return dict(Vacancy.objects.values_list("title", "openings"))


def wages() -> dict[str, tuple]:
    return {post.title: (post.wage_min, post.wage_max) for post in Vacancy.objects.all()}


def newcomers():
    return Person.objects.exclude(name__in=FROM_OPEN_FOLDER)


def figure(campaign: str, suffix: str) -> int:
    events = Campaign.objects.get(slug=campaign).events.select_related("fair")
    return registry.counts(events)[f"fair.y.{suffix}"][1]


def test_streets_that_carry_other_cities_names_stay_streets(bring):
    outcome = bring("vacancies", "place_streets.csv")

    assert outcome.code == 0
    firm = Organisation.objects.get(name="戊方试用商贸有限公司")
    assert {post.region.code for post in Vacancy.objects.filter(employer=firm)} == {
        "150102",
        "150105",
        "150103",
        "150100",
    }
    assert figure("f-open", "employers") == 2


def test_firms_and_posts_whose_names_begin_like_a_total_are_no_totals(run):
    assert run("load_campaign", FILES / "f-total").code == 0

    assert (figure("f-total", "employers"), figure("f-total", "posts")) == (3, 7)


def test_one_name_written_in_seven_ways_is_one_person(bring):
    bring("seekers", "name_spaces.xlsx")

    assert newcomers().count() == 1


def test_another_certificate_behind_a_known_name_and_telephone_is_handed_back(bring):
    assert bring("seekers", "same_name_phone_1.csv").code == 0
    before = list(Person.objects.values())

    outcome = bring("seekers", "same_name_phone_2.csv")

    assert (outcome.code, outcome.handed_back) == (1, {2})
    assert list(Person.objects.values()) == before


def test_words_around_an_amount_are_no_amount(bring):
    outcome = bring("vacancies", "wage_words.csv")

    assert outcome.code == 0
    assert wages() == {
        "岗0": (3000, 3000),
        "岗1": (4000, 4000),
        "岗2": (None, None),
        "岗3": (4000, 4000),
        "岗4": (4350, 4350),
        "岗5": (13050, 13050),
        "岗6": wages()["岗6"],
        "岗7": (4000, 6000),
        "岗8": (4000, 6000),
    }
    assert outcome.doubts(4)
    assert "8-10万" in outcome.doubts(8)


def test_vague_numbers_of_people_are_handed_back(bring):
    outcome = bring("vacancies", "headcount.csv")

    assert (outcome.code, outcome.handed_back) == (1, {2, 3, 4})
    assert not Vacancy.objects.exists()


def test_a_hidden_sheet_standing_first_is_not_read(bring):
    outcome = bring("vacancies", "hidden_sheet_first.xlsx")

    assert outcome.report["sheet"] == "2026岗位"
    assert openings() == {"面点师": 9}


def test_a_row_hidden_by_a_filter_is_named(bring):
    outcome = bring("vacancies", "filtered_row.xlsx")

    named = [item["row"] for item in [*outcome.report["left_out"], *outcome.report["doubts"], *outcome.report["mend"]]]
    assert 3 in named


@pytest.mark.parametrize("file", ["error_cell.xls", "error_cell_dimension_A1.xlsx", "formula_employer_no_cache.xlsx"])
def test_an_employer_that_cannot_be_read_is_never_the_one_above(bring, file):
    outcome = bring("vacancies", file)

    assert (outcome.code, outcome.handed_back) == (1, {3})
    assert list(Vacancy.objects.values_list("title", flat=True)) == ["面点师"]


def test_one_number_merged_over_two_posts_is_doubted_and_counted_once(bring):
    outcome = bring("vacancies", "merged_count.xlsx")

    assert outcome.doubts(2) or outcome.doubts(3) or outcome.handed_back
    assert sum(openings().values()) <= 5


def test_equal_rows_are_doubted(bring):
    outcome = bring("vacancies", "dup_rows.xlsx")

    assert outcome.doubts(3) or 3 in outcome.handed_back
    assert outcome.doubts(4) or 4 in outcome.handed_back


def test_every_way_to_say_the_same_is_the_employer_above_or_handed_back(bring):
    outcome = bring("vacancies", "ditto.xlsx")

    assert {post.employer.name for post in Vacancy.objects.select_related("employer")} == {BAKERY}
    assert Vacancy.objects.count() + len(outcome.handed_back) == 12


def test_extensions_zeros_and_dashes_of_telephones_are_understood(bring):
    outcome = bring("vacancies", "phones.csv")

    assert outcome.code == 0
    phones = dict(Vacancy.objects.values_list("title", "contact_phone"))
    assert phones["岗三"] == "13800000001"
    assert phones["岗五"] == "0471-6543210"
    assert all("0471-6543210" in phones[title] for title in ("岗一", "岗二", "岗四"))
    assert "801" in phones["岗一"].replace("0471-6543210", "")
    assert "801" in phones["岗二"].replace("0471-6543210", "")
    assert "11" in phones["岗四"].replace("0471-6543210", "")


def test_what_is_preferred_or_an_upper_bound_is_no_least_education(bring):
    assert bring("vacancies", "education_posts.csv").code == 0

    assert set(Vacancy.objects.values_list("education", flat=True)) == {0}


def test_posts_and_people_of_other_cities_come_to_a_regions_fair(bring):
    assert bring("vacancies", "other_city.csv", "f-region/fair.y").code == 0
    assert bring("seekers", "other_city_seeker.csv", "f-region/fair.y").code == 0

    assert Vacancy.objects.get(title="钳工").region.code == "150203"
    assert newcomers().get().region.code == "150203"


def test_people_are_known_again_in_every_form_of_their_numbers(run):
    assert run("load_campaign", FILES / "f-who").code == 0

    people = dict(Attendance.objects.values_list("number", "registration__person__name"))
    assert people == {"A-1": "沈小满", "A-2": "沈晓禾", "A-3": "沈晓禾", "A-4": "沈晓禾"}


def test_rare_characters_stay_in_names_there_and_back(run, tmp_path):
    assert run("load_campaign", FILES / "f-rare").code == 0
    assert run("save_campaign", "f-rare", tmp_path / "saved").code == 0

    names = {"李\U00031350食品有限公司", "王\ue863食品有限公司"}
    assert names <= set(Organisation.objects.values_list("name", flat=True))
    again = run("load_campaign", tmp_path / "saved")
    assert again.code == 0
    assert Organisation.objects.filter(name__in=names).count() == 2


def test_a_person_with_one_good_number_is_taken(bring):
    outcome = bring("seekers", "phones_seekers.csv")

    # row 2 has a certificate that the folder knows by another name; its land-line is no reason
    assert [item["cell"] for item in outcome.report["mend"]] == ["A2"]
    phones = {person.name: person.phone for person in newcomers()}
    assert phones["甲二"] == "15400000041"
    assert phones["甲三"] == "15400000043"
    assert phones["甲四"] == "15400000044"


def test_a_land_line_beside_a_certificate_is_no_reason_to_refuse_a_person(bring, tmp_path):
    sheet = tmp_path / "seekers.csv"
    sheet.write_text("姓名,手机,残疾人证号\n甲一,0471-6543210,15020319750101002612\n")

    assert bring("seekers", sheet).code == 0
    assert newcomers().get().name == "甲一"


@pytest.mark.parametrize(
    "file",
    [
        "utf16_unicode_text.txt",
        "title_comma_semicolon.csv",
        "trad_headings.csv",
        "num_heading.xlsx",
        "slash_heading.xlsx",
        "guard.csv",
    ],
)
def test_headings_and_encodings_as_they_come_are_read(bring, file):
    assert bring("vacancies", file).code == 0

    post = Vacancy.objects.select_related("employer").get()
    assert (post.employer.name, post.title, post.openings) == (BAKERY, "面点师", 2)


def test_two_telephones_and_two_homes_of_a_person_are_read(bring):
    assert bring("seekers", "two_headings.xlsx").code == 0

    assert newcomers().get().phone == "15400000301"


def test_the_same_file_with_a_bad_row_adds_nothing_twice(bring):
    assert bring("vacancies", "twice_with_a_bad_row.csv").code == 1
    before = list(Vacancy.objects.values())

    again = bring("vacancies", "twice_with_a_bad_row.csv")

    assert again.report["counts"]["new"] == again.report["counts"]["changed"] == 0
    assert list(Vacancy.objects.values()) == before
    assert openings() == {"工人": 2}
