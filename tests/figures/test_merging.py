"""Frozen figures stand when two records of one person become one, and when they are parted again."""

import pytest

from tests import cast
from tests.figures import stage, tampering
from tests.figures.tampering import faults
from tongxing.fairs.models import Attendance, Fair, Registration
from tongxing.figures import actions, registry
from tongxing.figures.models import FigureEntry
from tongxing.people.actions import merge_people, part_people, preview_merge

pytestmark = pytest.mark.django_db
PROOF = {"proof": "certificate", "why": "证上是同一个人"}


@pytest.fixture
def fair(gao):
    return tampering.world(gao)


def two_of(fair):
    first, second = fair.registrations.filter(attendances__isnull=False).order_by("pk").distinct()[:2]
    return {"target": first.person, "duplicate": second.person}


def frozen() -> list:
    return list(FigureEntry.objects.order_by("pk").values())


def live(fair) -> dict:
    return {key: value for key, (_entries, value) in registry.counts([fair.event]).items()}


def test_frozen_figures_stand_and_live_ones_say_what_changes(fair, gao):
    before, counted = frozen(), live(fair)
    assert faults() == []

    merge = merge_people(**two_of(fair), **PROOF, by=gao)

    assert faults() == []
    assert frozen() == before
    people = f"{fair.event.key}.people"
    assert live(fair)[people] == counted[people] - 1
    said = {(line["before"], line["after"], line["is_frozen"]) for line in merge.figures}
    assert (counted[people], counted[people] - 1, True) in said

    part_people(merge=merge, why="原来是姐妹两人", by=gao)

    assert faults() == []
    assert (frozen(), live(fair)) == (before, counted)


def test_a_preview_says_which_figures_would_count_otherwise(fair, gao):
    counted = live(fair)

    _counts, figures = preview_merge(**two_of(fair), by=gao)

    assert [(line["before"], line["after"]) for line in figures if "到场人数" in line["name"]]
    assert live(fair) == counted


def test_a_further_copy_that_a_merge_makes_is_no_tampering(gao):
    """Two résumés at one booth are one person's then: the second no longer counts, though its own row never moved."""
    fair = stage.fair()
    first, second = fair.registrations.order_by("pk")
    booth = fair.participations.first()
    cast.SubmissionFactory(registration=first, number="S8", participation=booth)
    fair.submissions.filter(number="S1").delete()
    cast.SubmissionFactory(registration=second, number="S2", participation=booth)
    actions.freeze_all(campaign=stage.campaign(), by=gao)

    merge = merge_people(target=first.person, duplicate=second.person, **PROOF, by=gao)
    assert faults() == []
    part_people(merge=merge, why="原来是姐妹两人", by=gao)
    assert faults() == []


def test_a_first_fair_that_a_merge_makes_the_second_is_no_tampering(gao):
    earlier = stage.fair(key="fair.earlier")
    fair = stage.fair(key="fair.later")
    earlier.event.starts_at = fair.event.starts_at - cast.dt.timedelta(days=90)
    earlier.event.save()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    target, duplicate = fair.registrations.first().person, earlier.registrations.first().person

    merge = merge_people(target=target, duplicate=duplicate, **PROOF, by=gao)
    assert faults() == []
    part_people(merge=merge, why="原来是姐妹两人", by=gao)
    assert faults() == []


def test_figures_frozen_while_merged_stand_when_parted(gao):
    fair = stage.fair()
    first, second = fair.registrations.order_by("pk")
    booth = fair.participations.first()
    cast.SubmissionFactory(registration=second, number="S2", participation=booth)
    merge = merge_people(target=first.person, duplicate=second.person, **PROOF, by=gao)
    actions.freeze_all(campaign=stage.campaign(), by=gao)

    part_people(merge=merge, why="原来是姐妹两人", by=gao)

    assert faults() == []


def test_what_is_moved_past_the_site_is_still_named(fair, gao):
    pair = two_of(fair)
    merge_people(**pair, **PROOF, by=gao)
    moved = Attendance.objects.filter(registration__person=pair["target"]).last()
    stranger = Registration.objects.filter(fair=fair).exclude(person=pair["target"]).first()

    Attendance.objects.filter(pk=moved.pk).update(registration=stranger or cast.RegistrationFactory(fair=fair))

    assert [fault for fault in faults() if moved.number in str(fault)]


def test_a_fair_is_over_when_it_is_closed(fair):
    assert fair.state in {Fair.State.CLOSED, Fair.State.REPORTED}
