"""Who a folder speaks of: known in every form, never guessed, and with every character of their name."""

import pytest

from tongxing.campaigns.models import Campaign
from tongxing.common.sheets import read
from tongxing.fairs.models import Attendance, Registration
from tongxing.folders.actions import save_campaign
from tongxing.organisations.models import Organisation
from tongxing.people.models import Person

FIRST, SECOND = "15010519900307123643", "15020319750101002612"


def sentences(loaded):
    return "\n".join(map(str, loaded.problems))


@pytest.fixture
def day(small):
    """One person with a certificate and a telephone, and one attendance that names somebody as the test says."""
    small.sheets["seekers"] = [
        {"number": "R-1", "name": "沈晓禾", "phone": "15400000911", "region": "小店区"},
        {"number": "R-2", "name": "沈小满", "phone": "15400000912", "certificate": FIRST, "region": "小店区"},
    ]
    for name in ("intents", "wishes", "resumes", "attendances"):
        small.sheets[name] = []

    def attend(**cells):
        small.sheets["attendances"] = [{"number": "A-1", "arrived_at": "2026-05-17 09:10", **cells}]
        return small.write()

    return attend


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        ("R-2", {"certificate": "150105 19900307 1236 43", "name": "沈小满"}),
        ("R-2", {"certificate": "150105-19900307-1236-43"}),
        ("R-2", {"certificate": "１５０１０５１９９００３０７１２３６４３"}),
        ("R-2", {"certificate": f"{FIRST}b1"}),
        ("R-1", {"phone": "154-0000-0911", "name": "沈晓禾"}),
        ("R-1", {"phone": "+86 15400000911", "name": "沈晓禾"}),
        ("R-1", {"phone": "0086 154 0000 0911", "name": "沈晓禾"}),
        ("R-1", {"phone": "１５４００００0911", "name": "沈晓禾"}),
        ("R-1", {"phone": "15400000911", "name": "沈　晓禾"}),
        ("R-1", {"phone": "15400000911", "name": "沈·晓禾\u200e"}),
        ("R-1", {"phone": "15400000911 / 15400000998", "name": "沈晓禾"}),
        ("R-1", {"phone": "0471-6543210、15400000911（本人）", "name": "沈晓禾"}),
        ("R-1", {"name": "沈 晓 禾"}),
        (
            "R-2",
            {"registration": "R-2", "certificate": f"{FIRST[:18]}42", "phone": "+86-15400000912", "name": "沈小 满"},
        ),
        ("R-1", {"registration": "R-1", "phone": "0351-6543210"}),
        ("R-2", {"certificate": FIRST, "phone": "无"}),
    ],
)
def test_whoever_the_row_names_is_found_in_every_form(day, load, demo, number, cells):
    assert not load(day(**cells)).problems
    assert Attendance.objects.get().registration.number == number


@pytest.mark.parametrize(
    "cells",
    [
        {"registration": "R-1", "certificate": FIRST},
        {"registration": "R-1", "name": "沈小满"},
        {"registration": "R-1", "phone": "15400000912"},
        {"certificate": FIRST, "name": "沈晓禾"},
        {"certificate": FIRST, "phone": "15400000911", "name": "沈小满"},
        {"certificate": SECOND, "phone": "15400000912", "name": "沈小满"},
    ],
)
def test_a_row_whose_keys_disagree_is_handed_back(day, load, demo, cells):
    loaded = load(day(**cells))
    assert "和 seekers.xlsx 里R-" in sentences(loaded)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("sentence", "cells"),
    [
        ("不在 seekers.xlsx", {"phone": "15400000999", "name": "沈晓禾"}),
        ("不在 seekers.xlsx", {"certificate": SECOND}),
        ("11位", {"phone": "1540000091", "name": "沈晓禾"}),
        ("20位", {"certificate": "1501051990030712364"}),
        ("空", {}),
    ],
)
def test_a_row_that_names_nobody_says_what_is_wrong(day, load, demo, sentence, cells):
    assert sentence in sentences(load(day(**cells)))


def second_event(small, **row):
    small.outline["events"].append({**small.event, "key": "fair.live", "fair": {"mode": "live"}})
    small.rows["fair.live"] = {"seekers": [{"number": "R-9", "region": "小店区", **row}]}


def test_the_same_name_and_telephone_with_another_certificate_is_handed_back(small, load, demo):
    small.sheets["seekers"][0] |= {"name": "乌恩·其其格", "certificate": FIRST}
    small.sheets["resumes"][0]["name"] = "乌恩其其格"
    second_event(small, name="乌恩其其格", phone="15400000011", certificate=SECOND)
    assert "残疾人证号却不同" in sentences(load(small.write()))
    assert not Person.objects.exists()


def test_the_same_against_what_the_database_knows(small, load, demo):
    small.sheets["seekers"][0]["certificate"] = FIRST
    assert not load(small.write()).problems
    small.outline["slug"] = "taiyuan-2027"
    small.sheets["seekers"][0] |= {"certificate": SECOND, "name": "林 晓雯"}
    assert "另一个残疾人证号" in sentences(load(small.write()))
    assert Person.objects.get(name="林晓雯").certificate == FIRST


def test_a_certificate_that_stands_at_one_event_only_makes_no_second_person(small, load, demo):
    second_event(small, name="林　晓雯", phone="15400000011", certificate=FIRST)
    assert not load(small.write()).problems
    assert Person.objects.filter(name_key="林晓雯").count() == 1
    assert load(small.write()).total().is_quiet


def test_a_number_is_never_given_to_another_person(small, load, demo):
    load(small.write())
    small.sheets["seekers"][0] |= {"name": "娜仁", "phone": "15400000099"}
    small.sheets["resumes"][0]["name"] = "娜仁"
    assert "编号R-1在数据库里属于另一个人" in sentences(load(small.write()))
    assert Registration.objects.get(number="R-1").person.name == "林晓雯"


def test_a_corrected_telephone_is_the_same_persons(small, load, demo):
    load(small.write())
    small.sheets["seekers"][0]["phone"] = "15400000099"
    assert not load(small.write()).problems
    assert Registration.objects.get(number="R-1").person.phone == "15400000099"
    assert Person.objects.filter(name="林晓雯").count() == 1


def test_rare_characters_stay_from_the_folder_to_the_database_and_back(small, load, demo, tmp_path):
    firms = ["李\U00031350食品有限公司", "王\ue863\U0002ebf0食品有限公司"]
    people = ["李\U000323af", "王\U000f0000", "\ue863\U00031350"]
    for row, name in zip(small.sheets["employers"], firms, strict=True):
        row["name"] = name
    for row, name in zip(small.sheets["vacancies"], firms, strict=True):
        row |= {"employer": name, "duties": f"给{name}送货"}
    for row, name in zip(small.sheets["seekers"], people, strict=True):
        row["name"] = name
    small.sheets["attendances"][1]["name"] = people[1]
    small.sheets["resumes"][0]["name"] = people[0]
    assert not load(small.write()).problems

    assert sorted(Organisation.objects.values_list("name", flat=True)) == sorted(firms)
    assert {person.name for person in Person.objects.all()} == set(people)
    save_campaign(campaign=Campaign.objects.get(), folder=tmp_path / "saved", by="tests")
    saved = {
        str(value)
        for path in sorted((tmp_path / "saved" / "fair.city").iterdir())
        for sheet in read(path.read_bytes(), path.name)
        for row in sheet.rows
        for value in row
    }
    assert saved >= {*firms, *people, *(f"给{name}送货" for name in firms)}
    assert load(tmp_path / "saved").total().is_quiet


def test_employers_that_differ_in_a_private_use_character_are_two(small, load, demo):
    for table in ("employers", "vacancies"):
        field = {"employers": "name", "vacancies": "employer"}[table]
        for row, sign in zip(small.sheets[table], ["\ue863", "\ue864"], strict=True):
            row[field] = f"王{sign}食品有限公司"
    small.sheets["employers"][1]["region"] = "小店区"
    assert not load(small.write()).problems
    assert Organisation.objects.count() == 2


def test_mongolian_keeps_its_narrow_blanks_and_directions_are_left_out(small, load, demo):
    small.sheets["employers"][0]["name"] = small.sheets["vacancies"][0]["employer"] = "\u200eᠨᠠ\u202fᠢᠢᠨ\u180b"
    assert not load(small.write()).problems
    assert Organisation.objects.filter(name="ᠨᠠ\u202fᠢᠢᠨ\u180b").exists()
