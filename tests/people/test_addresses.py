"""Addresses of ten provinces, read: right values written by hand, and what no street may change."""

import collections
import csv
import itertools
import re
from pathlib import Path

import pytest

from tongxing.people.addresses import Outcome, gazetteer
from tongxing.people.divisions import CITY, COUNTY, OTHER_NAMES, PROVINCE, divisions

CASES = list(csv.DictReader((Path(__file__).parent / "addresses.csv").read_text(encoding="utf-8").splitlines()))


def read(text, *bases):
    return gazetteer().read(text, [divisions()[base] for base in bases])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}|{case['base']}")
def test_an_address_is_read_as_somebody_who_knows_the_place_reads_it(case):
    reading = read(case["text"], *case["base"].split())

    assert reading.outcome.value == case["outcome"], reading
    if case["outcome"] in {"taken", "doubted"}:
        assert reading.divisions[0].code == case["right"]
    elif case["right"]:
        assert {division.code for division in reading.divisions} == set(case["right"].split())


def named_from_above(division):
    """Its full name from the province down, the city's, and its own."""
    known = divisions()
    names = [known[code].name for code in division.path.split(".") if code]
    return "".join(names), "".join(names[1:]), names[-1]


def counties():
    return [one for one in divisions().values() if one.level == COUNTY]


def streets():
    """Streets, firms and buildings that bear the names of regions, without end."""
    names = itertools.cycle(one.name for one in divisions().values() if one.level <= COUNTY)
    shapes = itertools.cycle(
        [
            "{stem}路15号", "{stem}北路8号", "{stem}东大街", "{name}大街1号", "{stem}道3号", "{stem}大厦", "{stem}大学",
            "{name}驻地办事处", "{stem}饭店二楼", "{stem}一中对面", "{name}路2号", "{stem}西街", "{name}商会",
        ]
    )  # fmt: skip
    for name, shape in zip(names, shapes, strict=False):
        yield shape.format(name=name, stem=re.sub("(自治)?[省市盟州区县旗]$", "", name))


def test_each_county_is_read_from_its_full_name_and_no_street_changes_that():
    streets_to_try, wrong = streets(), []
    for county in counties():
        for start in named_from_above(county)[:2]:
            for text in [
                start,
                *(f"{start}{next(streets_to_try)}" for _ in range(3)),
                f"{start} {next(streets_to_try)}",
            ]:
                reading = read(text, f"{county.code[:2]}0000")
                if (reading.outcome, reading.divisions) != (Outcome.TAKEN, (county,)):
                    wrong.append((text, county.code, reading))
    assert wrong == []


def test_each_county_of_a_name_that_its_province_has_once_is_read_from_that_name():
    streets_to_try, wrong = streets(), []
    names = collections.Counter((one.code[:2], one.name) for one in divisions().values())
    for county in counties():
        if names[county.code[:2], county.name] > 1:
            continue
        for text in [county.name, *(f"{county.name}{next(streets_to_try)}" for _ in range(3))]:
            reading = read(text, f"{county.code[:2]}0000")
            if (reading.outcome, reading.divisions) != (Outcome.TAKEN, (county,)):
                wrong.append((text, county.code, reading))
    assert wrong == []


def test_each_city_is_read_with_its_street():
    streets_to_try, wrong = streets(), []
    for city in (one for one in divisions().values() if one.level == CITY):
        stem = "".join(named_from_above(city)[1:2])
        for text in [stem, f"{stem}人民路1号", f"{stem} {next(streets_to_try)}"]:
            reading = read(text, f"{city.code[:2]}0000")
            if reading.divisions != (city,):
                wrong.append((text, city.code, reading))
    assert wrong == []


def test_a_street_alone_names_no_region():
    wrong = []
    for street in itertools.islice(streets(), 3000):
        reading = read(street, "150000")
        if reading.outcome != Outcome.NONE:
            wrong.append((street, reading))
    assert wrong == []


def test_counties_of_one_name_are_settled_by_the_hosts_in_their_order():
    assert read("西湖区", "330000", "360000").divisions[0].code == "330106"
    assert read("西湖区", "360000", "330000").divisions[0].code == "360103"


def test_the_names_beside_the_divisions_lead_to_divisions_that_are_there():
    names = list(csv.DictReader(OTHER_NAMES.read_text(encoding="utf-8").splitlines()))
    assert {row["code"] for row in names} <= set(divisions())
    assert {row["kind"] for row in names} == {"short", "likely", "local", "former"}
    assert all(row["until"] for row in names if row["kind"] == "former")
    assert len({(row["name"], row["code"]) for row in names}) == len(names)


def test_every_province_comes_along_with_its_cities_and_counties():
    counts = collections.Counter(one.level for one in divisions().values())
    assert (counts[PROVINCE], counts[CITY]) == (34, 333)
    assert sum(one.level == COUNTY and one.code[4] != "7" for one in divisions().values()) == 2847
    assert divisions()["429004"].path == "420000.429004."
