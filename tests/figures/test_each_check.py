"""Each check of verifying answers for itself: what is altered is named by every check that it concerns.

One that another covers for could be lost without a test failing, until the other is got round as well.
"""

import pytest

from tests import cast
from tests.figures import stage
from tongxing.figures import actions
from tongxing.figures.models import Erratum, Figure
from tongxing.figures.verification import verify
from tongxing.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past_the_guards")]
KEY, OTHER = "fair.baotou.attendances", "fair.baotou.posts"


@pytest.fixture
def fair(gao):
    """Frozen figures, of which the comings were corrected once."""
    fair = stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    fair.attendances.get(number="A2").delete()
    actions.correct(figure=Figure.objects.get(key=KEY), why="A2 录入了两次", by=gao)
    return fair


def figure(key=KEY):
    return Figure.objects.filter(key=key)


def noted(key):
    """The trail's last entry about a figure."""
    last = Entry.objects.filter(target_kind="figures.figure", target_key=str(figure(key).get().pk)).latest("pk")
    return Entry.objects.filter(pk=last.pk)


def other_details(key, **more):
    entry = noted(key).get()
    noted(key).update(details=entry.details | more)


def an_unknown_erratum(fair):
    Erratum.objects.create(figure=figure(OTHER).get(), old_value=9, new_value=7, why="x")


def cells_of(key, cells):
    figure(key).get().entries.filter(number="A1").update(cells=cells)


# What is done to which figure, and the checks that have to say so.
CASES = {
    "value": (KEY, "frozen hash value", lambda fair: figure().update(value=9)),
    "number of entries": (KEY, "frozen value", lambda fair: figure().update(entry_count=9)),
    "hash": (KEY, "frozen hash trail", lambda fair: figure().update(hash="0" * 64)),
    "definition": (KEY, "frozen hash", lambda fair: figure().update(definition="都算")),
    "a table": (KEY, "frozen tables", lambda fair: figure().update(tables={"county": [["别处", 2]]})),
    "left out": (KEY, "frozen", lambda fair: figure().update(left_out=[{"code": "x"}])),
    "a kept row": (
        KEY,
        "frozen hash kept value",
        lambda fair: figure().get().entries.filter(number="A1").update(amount=5),
    ),
    "a kept row's facts": (
        KEY,
        "frozen kept",
        lambda fair: figure().get().entries.filter(number="A1").update(details={"x": 1}),
    ),
    "a kept row's cells": (KEY, "frozen kept tables", lambda fair: cells_of(KEY, {"county": "别处"})),
    "a kept row taken out": (
        KEY,
        "frozen hash kept value",
        lambda fair: figure().get().entries.filter(number="A1").delete(),
    ),
    "an entry": (KEY, "changed", lambda fair: fair.attendances.filter(number="A1").update(means="phone")),
    "an entry taken out": (KEY, "missing", lambda fair: fair.attendances.filter(number="A1").delete()),
    "an entry put in": (
        KEY,
        "added",
        lambda fair: cast.AttendanceFactory(registration=fair.registrations.last(), number="A8"),
    ),
    "who comes in around": (OTHER, "row", lambda fair: cast.ParticipationFactory(fair=fair)),
    "a row around": (
        OTHER,
        "row",
        lambda fair: fair.participations.filter(pk=fair.participations.last().pk).update(number="E9"),
    ),
    "its freezing in the trail": (OTHER, "trail", lambda fair: noted(OTHER).update(why="x")),
    "its correction in the trail": (KEY, "erratum trail", lambda fair: noted(KEY).update(why="x")),
    "the hash in the trail": (OTHER, "trail", lambda fair: other_details(OTHER, hash="0" * 64)),
    "its columns in the trail": (
        OTHER,
        "frozen trail",
        lambda fair: other_details(OTHER, state={"value": "x", "entries": "y"}),
    ),
    "an erratum taken out": (KEY, "erratum", lambda fair: Erratum.objects.all().delete()),
    "an erratum's reason": (KEY, "erratum", lambda fair: Erratum.objects.update(why="x")),
    "an erratum that nobody wrote": (OTHER, "erratum", an_unknown_erratum),
    "its event": (OTHER, "definition", lambda fair: type(fair).objects.update(mode="live")),
}


@pytest.mark.parametrize("what", CASES)
def test_every_check_that_is_concerned_names_it(fair, what):
    key, checks, alter = CASES[what]
    alter(fair)
    named = {one.key: {fault.what for fault in found} for one, found in verify()}
    assert named[key] == set(checks.split())
