"""One person, whichever way they come to a fair: sheet, form, door, device; and what contradicts itself comes back."""

import pytest

from tests.cast import FairFactory, region
from tests.doors.stage import act, device_at, send
from tests.fairs.stage import at, clock, fair_today
from tests.fairs.test_import_seekers import bring
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, finding
from tongxing.people.actions import register_person
from tongxing.people.models import Person

pytestmark = pytest.mark.django_db
FIRST, SECOND = "15010519880512456931", "15020319750101002612"
PHONE = "15400000011"
FORMS = [
    "林 晓禾",
    "林　晓禾",
    "林\u200b晓禾",
    "林晓禾\u200e",
    "林晓禾 ",
    "林\n晓禾",
    "林·晓禾",
    "林•晓禾",
    "林．晓禾",
    "林・晓禾",
]
BOTH = ["姓名", "手机", "残疾人证号"]


@pytest.fixture
def fair(db):
    region("150203")
    return FairFactory(event__region="150200", state="seekers")


@pytest.fixture
def open_fair(monkeypatch, gao):
    fair = fair_today()
    clock(monkeypatch, at(fair, 11))
    return fair


def sentences(done):
    return [problem.sentence for match in done.of("mend") for problem in match.line.problems]


@pytest.mark.parametrize("name", FORMS, ids=ascii)
def test_a_sheet_that_writes_the_name_otherwise_brings_nobody_new(fair, gao, name):
    bring(fair, [["林晓禾", PHONE]], gao, ["姓名", "手机"])
    assert bring(fair, [[name, PHONE]], gao, ["姓名", "手机"]).changes_nothing
    assert [person.name for person in Person.objects.all()] == ["林晓禾"]


def test_the_name_in_every_form_is_one_row_and_a_note_beside_it_too(fair, gao):
    done = bring(fair, [[name, PHONE] for name in [*FORMS, "林晓禾（女）"]], gao, ["姓名", "手机"])
    assert (done.counts()["new"], done.counts()["mend"]) == (1, len(FORMS))
    assert Person.objects.count() == 1


def test_a_note_in_a_name_is_doubted(fair, gao):
    done = bring(fair, [["林晓禾（女）", PHONE]], gao, ["姓名", "手机"])
    assert "括号" in done.of("new")[0].line.warnings[0].sentence


def test_another_certificate_number_comes_back(fair, gao):
    bring(fair, [["乌恩·其其格", PHONE, FIRST]], gao, BOTH)
    done = bring(fair, [["乌恩其其格", PHONE, SECOND]], gao, BOTH)
    assert done.counts() == {"new": 0, "changed": 0, "unchanged": 0, "mend": 1}
    assert "另一个残疾人证号" in sentences(done)[0]


def test_two_certificate_numbers_in_one_sheet_come_back_with_the_other_row(fair, gao):
    done = bring(fair, [["乌恩·其其格", PHONE, FIRST], ["乌恩其其格", PHONE, SECOND]], gao, BOTH)
    assert done.counts()["new"] == 1
    assert "第2行" in sentences(done)[0]
    assert "残疾人证号却不同" in sentences(done)[0]


def test_a_reissued_card_is_the_same_person_and_is_said(fair, gao):
    bring(fair, [["乌恩", PHONE, FIRST]], gao, BOTH)
    done = bring(fair, [["乌恩", PHONE, f"{FIRST}B1"]], gao, BOTH)
    assert done.of("changed")[0].changes["certificate"][1] == "补（换）发"
    assert Person.objects.get().certificate == f"{FIRST}B1"
    assert bring(fair, [["乌恩", PHONE, f"{FIRST}B1"]], gao, BOTH).changes_nothing


def test_an_older_card_changes_nothing_and_is_doubted(fair, gao):
    bring(fair, [["乌恩", PHONE, f"{FIRST}B1"]], gao, BOTH)
    done = bring(fair, [["乌恩", PHONE, FIRST]], gao, BOTH)
    assert done.changes_nothing
    assert any("新证号" in doubt.sentence for doubt in done.of("unchanged")[0].line.warnings)
    assert Person.objects.get().certificate == f"{FIRST}B1"


def test_another_level_is_taken_and_doubted_without_showing_it(fair, gao):
    bring(fair, [["乌恩", PHONE, FIRST]], gao, BOTH)
    done = bring(fair, [["乌恩", PHONE, f"{FIRST[:19]}2"]], gao, BOTH)
    changed = done.of("changed")[0]
    assert any("类别或等级" in doubt.sentence for doubt in changed.line.warnings)
    assert not any(sign.isdigit() for part in changed.changes["certificate"] for sign in str(part))
    assert Person.objects.get().certificate == f"{FIRST[:19]}2"


@pytest.mark.parametrize("name", FORMS, ids=ascii)
def test_a_walk_in_under_any_form_of_the_name_is_known_again(open_fair, gao, name):
    actions.walk_in(fair=open_fair, name="林晓禾", phone=PHONE, by=gao)
    actions.walk_in(fair=open_fair, name=name, phone=PHONE, by=gao)
    assert Person.objects.count() == 1
    assert open_fair.attendances.count() == 2


def test_a_walk_in_with_another_certificate_number_is_asked_back(open_fair, gao):
    actions.walk_in(fair=open_fair, name="乌恩·其其格", phone=PHONE, certificate=FIRST, by=gao)
    with pytest.raises(Refused, match="另一个残疾人证号"):
        actions.walk_in(fair=open_fair, name="乌恩其其格", phone=PHONE, certificate=SECOND, by=gao)
    assert (Person.objects.count(), open_fair.attendances.count()) == (1, 1)


def test_a_walk_in_brings_the_certificate_of_who_is_known_by_telephone(open_fair, gao):
    actions.walk_in(fair=open_fair, name="乌恩", phone=PHONE, by=gao)
    actions.walk_in(fair=open_fair, name="乌恩", phone=PHONE, certificate=FIRST, by=gao)
    assert Person.objects.get().certificate == FIRST


def test_a_walk_in_noted_on_a_device_is_known_again(open_fair, gao):
    device = device_at(open_fair, gao)
    notes = [
        act("walk_in", at(open_fair, 10, minute), name=name, phone=PHONE)
        for minute, name in enumerate(["林晓禾", "林 晓禾\u200e", "林·晓禾"])
    ]
    assert [answer.state for answer in send(device, *notes)] == ["accepted", "repeat", "repeat"]
    assert Person.objects.count() == 1


@pytest.mark.parametrize("asked", [*FORMS, "林晓", "晓禾", "linxiaohe", "lin xiaohe", "lxh"], ids=ascii)
def test_the_door_finds_the_name_in_every_form(open_fair, gao, asked):
    actions.walk_in(fair=open_fair, name="林 晓·禾", phone=PHONE, by=gao)
    _means, people = finding.find(open_fair, asked)
    assert [registration.person.name for registration in people] == ["林 晓·禾"]


@pytest.mark.parametrize(
    "asked", ["154 0000 0011", "+86-154-0000-0011", "\u202a15400000011\u202c", "008615400000011"], ids=ascii
)
def test_the_door_finds_a_telephone_number_in_every_form(open_fair, gao, asked):
    actions.walk_in(fair=open_fair, name="林晓禾", phone=PHONE, by=gao)
    assert len(finding.find(open_fair, asked)[1]) == 1


def test_another_telephone_at_the_door_is_a_further_number_and_nothing_is_sent_there(gao):
    """Nobody has proved that it is theirs: the number that messages go to stays."""
    fair = fair_today()
    number = "15020219900101001442"
    person = register_person(name="林晓雯", region=region("150203"), by=gao, phone="13812345678", certificate=number)

    for _time in range(2):
        actions.enter(fair=fair, name="林晓雯", phone="13912345678", certificate=number, means="walk_in", by=gao)

    person.refresh_from_db()
    assert (person.phone, person.other_phones) == ("13812345678", "13912345678")
    assert fair.registrations.get().person == person
