"""People by spreadsheet: known again, registered, asked for consent only on paper."""

import pytest
from django.http import Http404

from tests.cast import FairFactory, PersonFactory, region
from tests.sheets import xlsx
from tongxing.fairs.actions.intake import import_seekers
from tongxing.fairs.intake import SEEKERS, look
from tongxing.people.actions import open_identity
from tongxing.people.models import Consent, Person
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
TOP = ["姓名", "手机", "旗县", "求职意向", "需要的便利", "同意匹配"]
LIN = ["林晓雯", "19900000001", "昆区", "面点师", "手语翻译", "是"]
BAO = ["包志强", "19900000002", "土右旗", "客服", "坡道", ""]


@pytest.fixture
def fair(db):
    region("150203"), region("150221")
    return FairFactory(event__region="150200", state="seekers")


def bring(fair, rows, by, top=TOP):
    seen = look(fair=fair, kind=SEEKERS, data=xlsx([top, *rows]), name="人员.xlsx", by=by)
    done = import_seekers(fair=fair, lines=seen.lines, by=by, seen=seen.comparison.fingerprint())
    return done


def test_people_are_entered_with_needs_and_registered(fair, gao):
    done = bring(fair, [LIN, BAO], gao)

    assert done.counts()["new"] == 2
    person = Person.objects.get(name="林晓雯")
    assert person.region.name == "昆都仑区"
    assert [need.code for need in person.support_needs.all()] == ["sign_interpreter"]
    assert person.seeker.wish == "面点师"
    assert fair.registrations.count() == 2


def test_a_consent_is_written_only_where_paper_says_yes(fair, gao):
    bring(fair, [LIN, BAO], gao)

    consent = Consent.objects.get()
    assert (consent.person.name, consent.purpose, consent.means) == ("林晓雯", "matching", "paper")


def test_the_same_file_twice_changes_nothing(fair, gao):
    bring(fair, [LIN, BAO], gao)
    entries = Entry.objects.count()

    assert bring(fair, [LIN, BAO], gao).changes_nothing
    assert Entry.objects.count() == entries


def test_a_second_number_is_kept_sealed_and_the_same_file_changes_nothing(fair, gao, client):
    both = [LIN[0], "19900000001/0472-5150000", *LIN[2:]]

    bring(fair, [LIN], gao)
    done = bring(fair, [both], gao)

    person = Person.objects.get(name="林晓雯")
    assert set(done.of("changed")[0].changes) == {"other_phones"}
    assert (person.phone, person.other_phones) == ("19900000001", "0472-5150000")
    assert bring(fair, [both], gao).changes_nothing
    assert open_identity(person=person, purpose="核对电话号码", by=gao).other_phones == "0472-5150000"
    assert not any("5150000" in f"{entry.target_label}{entry.details}" for entry in Entry.objects.all())


def test_a_corrected_wish_changes_the_wish(fair, gao):
    bring(fair, [LIN, BAO], gao)

    done = bring(fair, [[*LIN[:3], "西点师", *LIN[4:]], BAO], gao)

    assert set(done.of("changed")[0].changes) == {"wish", "occupations"}
    assert Person.objects.get(name="林晓雯").seeker.wish == "西点师"


def test_a_person_of_another_federation_is_registered_and_left_as_they_are(fair, gao):
    PersonFactory(name="林晓雯", phone="19900000001", region="150402")

    done = bring(fair, [LIN], gao)

    assert set(done.of("changed")[0].changes) == {"registration"}
    assert fair.registrations.count() == 1
    assert not Person.objects.get().support_needs.exists()


def test_half_an_import_of_people_is_never_left_behind(fair, gao, monkeypatch):
    from tongxing.fairs.actions import intake

    wrote = intake._write

    def breaks_at_the_second(fair, match, by):
        if match.line.number == 3:
            raise RuntimeError("the power failed")
        wrote(fair, match, by)

    monkeypatch.setattr(intake, "_write", breaks_at_the_second)
    with pytest.raises(RuntimeError, match="power"):
        bring(fair, [LIN, BAO], gao)
    assert not Person.objects.exists()


def test_a_number_of_somebody_else_is_pointed_at(fair, gao):
    bring(fair, [["R-1", *LIN]], gao, ["编号", *TOP])

    done = bring(fair, [["R-1", *BAO]], gao, ["编号", *TOP])

    assert done.counts()["mend"] == 1


def test_employers_and_sister_regions_bring_nobody(fair, zhao, qi):
    for stranger in (zhao, qi):
        with pytest.raises(Http404):
            bring(fair, [LIN], stranger)


def test_two_rows_that_mean_one_known_person_do_not_take_turns(fair, gao):
    top = ["姓名", "手机", "残疾人证号", "学历"]
    known = ["林晓雯", "19900000001", "15010519900307123643", "初中"]
    bring(fair, [known], gao, top)
    rows = [["林晓雯", "19900000001", "", "大专"], ["林晓雯", "", "15010519900307123643", "本科"]]

    first = bring(fair, rows, gao, top)

    assert [match.kind for match in first.matches] == ["changed", "mend"]
    assert bring(fair, rows, gao, top).changes_nothing


def test_a_number_of_a_row_with_problems_is_left_to_the_good_row(fair, gao):
    top = ["编号", "姓名", "手机"]

    outcome = bring(fair, [["7", "林晓雯", "12"], ["7", "包志强", "19900000002"]], gao, top)

    assert [match.kind for match in outcome.matches] == ["mend", "new"]
