"""The demo's figures come from its entries: counted here from the files alone."""

import subprocess
import sys
from collections import Counter

import pytest
from stdnum.cn import ric

from demo.__main__ import make
from engines.wording import accommodations
from tests.demo.conftest import Folder


def files(path):
    return {file.relative_to(path): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def openings(rows):
    return sum(int(row["openings"]) for row in rows)


def test_the_regional_fair_has_its_employers_and_posts(story):
    employers, posts = story.rows("fair.region", "employers"), story.rows("fair.region", "vacancies")
    assert len({row["credit_code"] for row in employers}) == len(employers) == 83
    assert openings(posts) == 1779
    assert {row["employer"] for row in posts} == {row["name"] for row in employers}


def test_sixty_of_the_people_who_came_came_back(story):
    comings = Counter(row["registration"] for row in story.rows("fair.region", "attendances"))
    assert comings.total() == 1009
    assert len(comings) == 949
    assert Counter(comings.values()) == {1: 889, 2: 60}


def test_resumes_and_intents_are_of_people_who_came(story):
    came = {row["registration"] for row in story.rows("fair.region", "attendances")}
    resumes, intents = story.rows("fair.region", "resumes"), story.rows("fair.region", "intents")
    assert (len(resumes), len(intents)) == (111, 150)
    assert {row["registration"] for row in [*resumes, *intents]} <= came
    assert len({(row["registration"], row["vacancy"]) for row in intents}) == 150


def test_the_live_fair_has_its_employers_viewings_and_resumes(story):
    assert len(story.rows("fair.live", "employers")) == 79
    assert len({row["number"] for row in story.rows("fair.live", "viewings")}) == 14493
    assert len(story.rows("fair.live", "resumes")) == 85


def test_in_baotou_both_sides_agree_for_thirty_two_people(story):
    assert len(story.rows("fair.baotou", "employers")) == 24
    assert openings(story.rows("fair.baotou", "vacancies")) == 211
    intents = story.rows("fair.baotou", "intents")
    both = [row for row in intents if row["seeker_agrees"] == row["employer_agrees"] == "是"]
    assert len({row["registration"] for row in both}) == 32
    assert len(both) > 32
    assert len(intents) > len(both)


def test_everybody_has_a_number_of_the_region_that_does_not_exist(story):
    for event in ("fair.region", "fair.live", "fair.baotou"):
        for row in story.rows(event, "seekers"):
            number = row["certificate"]
            assert number.startswith("990000")
            assert number[17] == ric.calc_check_digit(number[:18])
            assert number[18] in "1234567"
            assert number[19] in "1234"
            assert row["phone"].startswith("1540")


def test_needs_and_offers_are_accommodations_by_name(story):
    for event in ("fair.region", "fair.live", "fair.baotou"):
        for row in story.rows(event, "seekers"):
            assert len(accommodations(row["needs"])) == len([need for need in row["needs"].split("、") if need])
        for row in story.rows(event, "vacancies"):
            assert len(accommodations(row["offered"])) == len([one for one in row["offered"].split("、") if one])


def test_the_cast_is_there(story):
    people = {row["name"]: row for row in story.rows("fair.region", "seekers")}
    assert "书面说明" in people["林晓雯"]["needs"]
    assert "无台阶通道" in people["包志强"]["needs"]
    bakery = next(row for row in story.rows("fair.region", "employers") if row["contact_name"] == "赵敏")
    posts = [row["title"] for row in story.rows("fair.region", "vacancies") if row["employer"] == bakery["name"]]
    assert "面点烘焙师" in posts


def test_the_same_seed_makes_the_same_folder(story, tmp_path):
    make(tmp_path / "again")
    assert files(tmp_path / "again") == files(story.path)


@pytest.mark.parametrize("seed", ["7", "20260101"])
def test_any_seed_gives_the_same_counts(tmp_path, seed):
    subprocess.run([sys.executable, "-m", "demo", str(tmp_path / "other"), "--seed", seed], check=True)
    other = Folder(tmp_path / "other")
    assert openings(other.rows("fair.region", "vacancies")) == 1779
    assert len(other.rows("fair.region", "intents")) == 150
    assert len(other.rows("fair.live", "resumes")) == 85


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    done = subprocess.run([sys.executable, "-m", "demo", str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 2
    assert (tmp_path / "letter.txt").read_text() == "mine"
