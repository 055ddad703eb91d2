"""Consent by purpose, and the gate that obeys it."""

import datetime as dt
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tongxing.common.refusal import Refused, permits
from tongxing.people import access, actions, wordings
from tongxing.people.models import Consent
from tongxing.trail.models import Entry

MATCHING, SHOW, CONTACT = Consent.Purpose.MATCHING, Consent.Purpose.SHOW_EMPLOYER, Consent.Purpose.CONTACT
SELF, PAPER = Consent.Means.SELF, Consent.Means.PAPER


def test_a_yes_stands_until_it_is_taken_back(lin):
    actions.give_consent(person=lin.person, purpose=MATCHING, means=SELF, by=lin)
    assert access.consents(lin.person, MATCHING)
    actions.withdraw_consent(person=lin.person, purpose=MATCHING, by=lin)
    assert not access.consents(lin.person, MATCHING)


def test_the_same_yes_twice_is_one(lin):
    first = actions.give_consent(person=lin.person, purpose=MATCHING, means=SELF, by=lin)
    assert actions.give_consent(person=lin.person, purpose=MATCHING, means=SELF, by=lin) == first


def test_a_yes_to_an_older_text_is_renewed_and_the_old_one_kept(lin):
    old = cast.ConsentFactory(person=lin.person, wording_version="2025-01")
    new = actions.give_consent(person=lin.person, purpose=MATCHING, means=SELF, by=lin)
    old.refresh_from_db()
    assert (old.withdrawn_at is not None, new.wording_version) == (True, wordings.current(MATCHING))


def test_nobody_else_says_yes_for_a_person(lin, bao):
    with pytest.raises(Refused, match="本人"):
        actions.give_consent(person=lin.person, purpose=MATCHING, means=SELF, by=bao)


def test_a_clerk_enters_a_yes_on_paper_only_in_their_region(lin, gao, qi):
    assert actions.give_consent(person=lin.person, purpose=CONTACT, means=PAPER, by=gao).given_by == gao
    with pytest.raises(Refused, match="昆都仑区"):
        actions.give_consent(person=lin.person, purpose=MATCHING, means=PAPER, by=qi)


def test_a_child_under_14_does_not_say_yes_alone(lin):
    year = timezone.localdate().year - 10
    body = f"150202{year}0101001"
    number = body + "0123456789X"[(1 - 2 * int(body, 13)) % 11] + "42"
    person = actions.change_person(person=lin.person, certificate=number, by=lin)
    with pytest.raises(Refused, match="14"):
        actions.give_consent(person=person, purpose=MATCHING, means=SELF, by=lin)


@pytest.mark.parametrize(("day", "may"), [("2025-12-02", False), ("2025-12-03", True)])
def test_from_the_fourteenth_birthday_on_a_child_says_yes_alone(lin, day, may, monkeypatch):
    body = "15020220111203001"
    number = body + "0123456789X"[(1 - 2 * int(body, 13)) % 11] + "42"
    person = actions.change_person(person=lin.person, certificate=number, by=lin)
    monkeypatch.setattr(access, "today", lambda: dt.date.fromisoformat(day))

    assert permits(access.check_means, lin, person, SELF) is may


def test_taking_back_for_one_employer_leaves_the_others(lin):
    one, other = (f"organisation:{cast.OrganisationFactory().pk}" for _number in range(2))
    for about in (one, other):
        actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)
    actions.withdraw_consent(person=lin.person, purpose=SHOW, by=lin, about=one)
    assert not access.consents(lin.person, SHOW, one)
    assert access.consents(lin.person, SHOW, other)


def test_taking_back_for_one_employer_also_ends_a_yes_for_all(lin):
    actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin)
    actions.withdraw_consent(person=lin.person, purpose=SHOW, by=lin, about="organisation:1")
    assert not access.consents(lin.person, SHOW, "organisation:1")


def test_a_list_of_people_is_narrowed_to_those_who_said_yes(lin, bao, bakery):
    about = f"organisation:{bakery.pk}"
    actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)
    people = type(lin.person).objects.all()
    assert list(people.filter(access.has_consent(SHOW, about))) == [lin.person]
    assert not people.filter(access.has_consent(SHOW, f"organisation:{bakery.pk + 1}")).exists()


def test_an_employer_sees_a_person_only_while_the_yes_stands(lin, zhao, bakery):
    about = f"organisation:{bakery.pk}"
    with pytest.raises(Refused, match="没有同意"):
        actions.open_identity(person=lin.person, purpose=SHOW, by=zhao, about=about)
    actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)
    assert actions.open_identity(person=lin.person, purpose=SHOW, by=zhao, about=about).name == "林晓雯"
    actions.withdraw_consent(person=lin.person, purpose=SHOW, by=lin, about=about)
    with pytest.raises(Refused, match="没有同意"):
        actions.open_identity(person=lin.person, purpose=SHOW, by=zhao, about=about)


def test_an_employer_never_gets_the_certificate(lin, zhao):
    actions.change_person(person=lin.person, certificate="15020219900101001442", by=lin)
    actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin)
    person = type(lin.person).objects.get()
    person.other_phones = "0472-5150000"
    identity = actions.open_identity(person=person, purpose=SHOW, by=zhao, about="organisation:9")
    assert identity.other_phones == ""
    assert (identity.certificate, identity.category, identity.level) == ("", None, None)


def test_a_look_is_written_to_the_trail_with_its_purpose(lin, gao):
    actions.open_identity(person=lin.person, purpose="核对残疾人证", by=gao)
    look = Entry.objects.get(act="opened an identity")
    assert (look.actor, look.target_key, look.why) == (f"account:{gao.pk}", str(lin.person.pk), "核对残疾人证")
    assert "晓雯" not in f"{look.target_label}{look.details}"


def test_a_look_without_a_purpose_is_refused_and_opens_nothing(lin, gao):
    with pytest.raises(Refused, match="用途"):
        actions.open_identity(person=lin.person, purpose="  ", by=gao)
    assert not Entry.objects.filter(act="opened an identity").exists()


@pytest.mark.parametrize(("purpose", "may"), [("查证件", False), ("核对证件", True), (" 查证件 ", False)])
def test_a_purpose_has_at_least_four_signs(lin, gao, purpose, may):
    assert permits(access.check_open_identity, gao, lin.person, purpose) is may


def test_nobody_is_opened_for_statistics_even_who_agreed_to_be_counted(lin, gao):
    """The yes is to be counted in a group; no name is needed for it."""
    actions.give_consent(person=lin.person, purpose=Consent.Purpose.STATISTICS, means=SELF, by=lin)

    with pytest.raises(Refused, match="统计"):
        actions.open_identity(person=lin.person, purpose=Consent.Purpose.STATISTICS, by=gao)

    assert not Entry.objects.filter(act="opened an identity").exists()


def test_staff_call_a_person_only_with_their_yes(lin, gao):
    with pytest.raises(Refused, match="没有同意"):
        actions.open_identity(person=lin.person, purpose=CONTACT, by=gao)


@pytest.mark.parametrize("who", ["qi", "auditor", "surina", "bao"])
def test_whoever_has_no_part_in_it_opens_nothing(lin, who, request):
    with pytest.raises(Refused):
        actions.open_identity(person=lin.person, purpose="核对残疾人证", by=request.getfixturevalue(who))


def test_the_gate_gives_what_the_certificate_says(lin, gao):
    actions.change_person(person=lin.person, certificate="15020219900101001442", by=lin)
    identity = actions.open_identity(person=type(lin.person).objects.get(), purpose="核对残疾人证", by=gao, why="换证")
    assert (identity.category, identity.level, identity.phone) == (4, 2, "19900000001")


def test_a_guardian_speaks_until_the_end(db, lin):
    guardian = cast.GuardianFactory(person=lin.person)
    mother = guardian.account
    actions.give_consent(person=lin.person, purpose=MATCHING, means=Consent.Means.GUARDIAN, by=mother)
    actions.end_guardian(guardian=guardian, by=mother)
    person = type(lin.person).objects.get()
    assert not access.acts_for(mother, person)
    assert not access.wards_of(mother).exists()
    with pytest.raises(Refused):
        actions.give_consent(person=person, purpose=CONTACT, means=Consent.Means.GUARDIAN, by=mother)


@pytest.mark.parametrize(
    ("start", "end", "speaks"), [(0, 0, True), (1, None, False), (-9, -1, False), (-9, None, True)]
)
def test_a_guardian_speaks_between_two_days(lin, start, end, speaks):
    day = timezone.localdate()
    guardian = cast.GuardianFactory(
        person=lin.person,
        valid_from=day + dt.timedelta(start),
        valid_until=None if end is None else day + dt.timedelta(end),
    )
    assert access.acts_for(guardian.account, lin.person) is speaks
    assert access.wards_of(guardian.account).exists() is speaks
    assert list(access.own_people(guardian.account)) == ([lin.person] if speaks else [])
    assert list(access.own_people(lin)) == [lin.person]


@pytest.mark.parametrize("about", ["x" * 500, "organisation:", "organisation:0", "person:1", "organisation:1 or all"])
def test_a_yes_names_an_employer_or_nobody(lin, about):
    with pytest.raises(Refused, match="用人单位"):
        actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2025-12-03T09:00+08:00", "2025-12"),
        ("2026-10-31T23:59+08:00", "2026-10"),
        ("2026-10-31T16:00+00:00", "2026-11"),  # midnight in Beijing
        ("2027-05-01T09:00+08:00", wordings.current(MATCHING)),
    ],
)
def test_the_text_of_the_time_is_cited(day, version):
    assert wordings.version_at(dt.datetime.fromisoformat(day), MATCHING) == version


def test_every_text_is_in_force_from_some_day():
    assert {version for _purpose, version in wordings.TEXTS} == set(wordings.IN_FORCE_FROM)


def test_a_form_from_before_the_first_text_is_not_shown_as_that_text(client, lin):
    cast.ConsentFactory(person=lin.person, purpose=MATCHING, wording_version="2025-11")
    client.force_login(lin)
    page = client.get(reverse("people:me")).content.decode()
    assert "以2025-11的纸质同意书为准" in page
    assert "内容已有更新" in page
    assert wordings.text_of(MATCHING) in page


def test_stored_consents_cite_the_form_of_their_time(lin):
    kept = cast.ConsentFactory(person=lin.person, purpose=MATCHING, wording_version="2026-11")
    Consent.objects.filter(pk=kept.pk).update(given_at=dt.datetime(2025, 12, 3, 1, tzinfo=dt.UTC))
    migration = importlib.import_module("tongxing.people.migrations.0006_texts_in_force")
    migration.cite_the_form_of_the_time(apps, SimpleNamespace(connection=connection))
    assert Consent.objects.get(pk=kept.pk).wording_version == "2025-12"


@pytest.mark.parametrize("number", ["{missing}", "0{there}", "{there} ", "１", "9" * 18, "9" * 30])
def test_a_yes_to_an_organisation_that_is_not_here_is_refused(lin, bakery, number):
    about = "organisation:" + number.format(there=bakery.pk, missing=bakery.pk + 1)

    with pytest.raises(Refused, match="已登记的一家"):
        actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)

    assert not lin.person.consents.exists()


@pytest.mark.parametrize("purpose", ["matching", "contact", "statistics", "evacuation"])
def test_only_a_yes_to_be_shown_is_about_an_organisation(lin, bakery, purpose):
    with pytest.raises(Refused, match="已登记的一家"):
        actions.give_consent(person=lin.person, purpose=purpose, means=SELF, by=lin, about=f"organisation:{bakery.pk}")


def test_a_yes_keeps_the_name_of_the_organisation(lin, bakery):
    about = f"organisation:{bakery.pk}"

    given = actions.give_consent(person=lin.person, purpose=SHOW, means=SELF, by=lin, about=about)

    assert given.about_name == bakery.name
