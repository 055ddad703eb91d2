"""A reported fair keeps the facts that its figures stand on: what the site changes later is no tampering."""

import io
import json

import pytest
from django.core.management import call_command
from django.http import Http404

from tests import cast
from tests.figures import tampering
from tests.figures.tampering import faults
from tongxing.campaigns.actions import edit_campaign, edit_event
from tongxing.fairs.models import Fair
from tongxing.figures.models import FigureEntry
from tongxing.folders.actions.regions import load_regions
from tongxing.folders.reading.regions import RegionLine
from tongxing.jobs.actions import application as applications
from tongxing.organisations.actions import edit_organisation, ensure_employer
from tongxing.people.actions import change_person
from tongxing.people.models import Region
from tongxing.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past_the_guards")]
CODE = "91150203MA0PQ1234X"


@pytest.fixture
def fair(gao):
    return tampering.world(gao)


def employer_of(fair):
    return fair.participations.order_by("pk").first().employer


def person_of(fair):
    return fair.registrations.order_by("pk").first().person


def later_changes() -> list[str]:
    out = io.StringIO()
    call_command("figures", "verify", "--json", stdout=out)
    return json.loads(out.getvalue())["later_changes"]


def edit_code(fair):
    edit_organisation(organisation=employer_of(fair), values={"credit_code": CODE, "industry": "A"}, by="tests")


def fill_in(fair):
    employer = employer_of(fair)
    ensure_employer(name=employer.name, region=employer.region, credit_code="91150203MA0PQ1239E", by="tests")


def move_away(fair):
    change_person(person=person_of(fair), region=Region.objects.get(code="150221"), by="tests")


def new_telephone(fair):
    change_person(person=person_of(fair), phone="19911112222", by="tests")


def correct_name(fair):
    change_person(person=person_of(fair), name="王新名", by="tests")


def take_application_back(fair):
    applications.withdraw(application=fair.stream.applications.first().application, by="tests")


def rename_county(fair):
    county = Region.objects.get(code="150203")
    facts = {"code": county.code, "level": county.level, "parent": county.parent.code}
    load_regions(lines=[RegionLine(**facts, name="昆区", valid_from=None, valid_until=None)], by="tests")


def rename_event(fair):
    edit_event(event=fair.event, name="年末招聘会", by=cast.staff("lead", "韩主任", "lead", "150000"))


def rename_campaign(fair):
    edit_campaign(campaign=fair.event.campaign, name="冬季行动", by=cast.staff("lead", "韩主任", "lead", "150000"))


LATER = {
    "an employer puts its credit code and industry right": edit_code,
    "a credit code that was missing is filled in": fill_in,
    "a person moves to another county": move_away,
    "a person has another telephone number": new_telephone,
    "a person's name is corrected": correct_name,
    "somebody takes an application back": take_application_back,
    "a county has another name": rename_county,
    "the event has another name": rename_event,
    "the campaign has another name": rename_campaign,
}


@pytest.mark.parametrize("what", LATER)
def test_what_the_site_changes_later_is_no_tampering(fair, what):
    before = list(FigureEntry.objects.order_by("pk").values())

    LATER[what](fair)

    assert faults() == []
    assert later_changes()
    assert list(FigureEntry.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("what", LATER)
def test_the_same_change_past_the_site_is_named(fair, what):
    """Without its entry in the trail: as if somebody had written it into the database."""
    last = Entry.objects.latest("pk").pk
    LATER[what](fair)
    Entry.objects.filter(pk__gt=last).update(details={})

    assert [sentence for sentence in faults() if "fair." in sentence]


def test_a_change_past_the_site_after_one_by_the_site_is_named(fair):
    edit_code(fair)
    type(employer_of(fair)).objects.filter(pk=employer_of(fair).pk).update(industry="B")

    assert faults()


def test_setting_back_past_the_site_what_the_site_changed_is_named(fair):
    employer = employer_of(fair)
    old = type(employer).objects.filter(pk=employer.pk).values("credit_code", "industry").get()
    edit_code(fair)

    type(employer).objects.filter(pk=employer.pk).update(**old)

    assert faults()


def test_opening_a_reported_fair_past_the_site_is_named(fair):
    Fair.objects.filter(pk=fair.pk).update(state=Fair.State.CLOSED)

    assert faults()


def test_a_change_that_is_refused_notes_nothing(fair, qi):
    with pytest.raises(Http404):
        edit_organisation(organisation=employer_of(fair), values={"industry": "A"}, by=qi)

    assert later_changes() == [f"fairs.fair:{fair.pk}"]


def test_editing_what_no_figure_touches_is_not_even_a_later_change(fair):
    edit_organisation(organisation=employer_of(fair), values={"contact_name": "新人"}, by="tests")

    assert faults() == []
    assert later_changes() == [f"fairs.fair:{fair.pk}"]
