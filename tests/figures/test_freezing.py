"""Freezing: a definition, the entries, a value, under a name and a date; corrected by errata only."""

import pytest
from django.urls import reverse

from tests import cast
from tests.figures import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.figures import actions, listing, registry
from tongxing.figures.models import Figure
from tongxing.figures.verification import verify
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


def values() -> dict[str, int]:
    return {figure.key: figure.value for figure in Figure.objects.all()}


def test_a_fair_on_site_gives_its_eight_figures(gao):
    fair = stage.fair()

    actions.freeze_all(campaign=stage.campaign(), by=gao)

    assert values() == {
        "fair.baotou.employers": 2,
        "fair.baotou.posts": 7,
        "fair.baotou.attendances": 3,
        "fair.baotou.people": 2,
        "fair.baotou.first_time": 2,
        "fair.baotou.resumes": 1,
        "fair.baotou.intents": 2,
        "fair.baotou.preliminary_intents": 1,
    }
    assert set(values()) == set(registry.counts([fair.event]))


def test_a_live_fair_gives_employers_viewings_and_resumes(gao):
    live = stage.fair(key="fair.live", mode=Fair.Mode.LIVE)
    cast.ViewingFactory.create_batch(3, fair=live)

    actions.freeze_all(campaign=stage.campaign(), by=gao)

    assert values() == {"fair.live.employers": 2, "fair.live.viewings": 3, "fair.live.resumes": 1}


def test_what_was_taken_back_does_not_count(gao):
    fair = stage.fair()
    fair.event.vacancies.filter(number="P1").update(state="withdrawn")
    last = fair.participations.last()
    fair.participations.filter(pk=last.pk).update(is_withdrawn=True)

    counted = registry.counts([fair.event])

    assert counted["fair.baotou.employers"] == (1, 1)
    assert counted["fair.baotou.posts"] == (0, 0)


def test_a_count_that_is_not_frozen_equals_the_frozen_one(gao):
    fair = stage.fair()

    counted = registry.counts([fair.event])
    actions.freeze_all(campaign=stage.campaign(), by=gao)

    assert counted == {figure.key: (figure.entry_count, figure.value) for figure in Figure.objects.all()}


def test_freezing_has_a_name_a_date_and_a_place_in_the_trail(gao):
    fair = stage.fair()

    figure = actions.freeze(event=fair.event, key="fair.baotou.posts", by=gao)

    assert (figure.frozen_by, figure.name, figure.unit) == (gao, "提供岗位", "个")
    assert figure.frozen_at
    entry = Entry.objects.get(act="froze a figure")
    assert entry.details["hash"] == figure.hash


def test_a_figure_is_frozen_once(gao):
    fair = stage.fair()
    actions.freeze(event=fair.event, key="fair.baotou.posts", by=gao)

    with pytest.raises(Refused, match="勘误"):
        actions.freeze(event=fair.event, key="fair.baotou.posts", by=gao)


def test_a_running_fair_cannot_be_frozen(gao):
    stage.fair(state=Fair.State.RUNNING)

    with pytest.raises(Refused, match="结束"):
        actions.freeze_all(campaign=stage.campaign(), by=gao)

    assert not Figure.objects.exists()


def test_neither_a_sister_city_nor_an_auditor_freezes(qi, auditor):
    fair = stage.fair()

    for account in (qi, auditor):
        with pytest.raises(Refused):
            actions.freeze(event=fair.event, key="fair.baotou.posts", by=account)


def test_what_has_no_entries_is_not_frozen_as_nought(gao):
    fair = stage.fair()
    fair.intents.all().delete()

    actions.freeze_all(campaign=stage.campaign(), by=gao)

    assert "fair.baotou.intents" not in values()


def test_a_correction_shows_old_new_and_why(gao):
    fair = stage.fair()
    figure = actions.freeze(event=fair.event, key="fair.baotou.attendances", by=gao)
    fair.attendances.get(number="A2").delete()

    erratum = actions.correct(figure=figure, why="A2 录入了两次", by=gao)

    figure.refresh_from_db()
    assert (erratum.old_value, erratum.new_value, erratum.why) == (3, 2, "A2 录入了两次")
    assert erratum.changes == [["missing", "A2"]]
    assert (figure.value, figure.entry_count, figure.hash) == (2, 2, erratum.new_hash)


def test_a_correction_needs_a_change_and_a_reason(gao):
    fair = stage.fair()
    figure = actions.freeze(event=fair.event, key="fair.baotou.attendances", by=gao)

    with pytest.raises(Refused, match="没有变化"):
        actions.correct(figure=figure, why="再看一次", by=gao)
    with pytest.raises(Refused, match="原因"):
        actions.correct(figure=figure, why="  ", by=gao)


def test_the_hash_is_of_what_was_counted_not_of_where_it_is_kept(gao):
    """Loading a campaign anew gives other primary keys and the same hashes."""
    fair = stage.fair()
    lines = list(registry.definition(fair.event, "fair.baotou.posts").lines(fair.event))
    fair.intents.all().delete()
    fair.event.vacancies.all().delete()
    employers = [taking_part.employer for taking_part in fair.participations.order_by("-pk")]
    for number, openings, organisation in zip(("P2", "P1"), (5, 2), employers, strict=True):
        cast.VacancyFactory(event=fair.event, employer=organisation, number=number, openings=openings)

    again = list(registry.definition(fair.event, "fair.baotou.posts").lines(fair.event))

    assert again == lines


PRELIMINARY = "fair.baotou.preliminary_intents"


def left_out() -> list[tuple[str, int]]:
    row = listing.row_of(stage.campaign(), PRELIMINARY)
    return [(part.code, part.count) for part in row.left_out()]


def test_what_a_figure_leaves_out_is_kept_as_it_was_when_it_was_frozen(gao):
    fair = stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    more = {"registration": fair.registrations.last(), "vacancy": fair.event.vacancies.first()}
    cast.IntentFactory(**more, number="I3", employer_agrees=False)

    assert left_out() == [("one_side", 1)]

    cast.IntentFactory(registration=fair.registrations.last(), vacancy=fair.event.vacancies.last(), number="I4")
    actions.correct(figure=Figure.objects.get(key=PRELIMINARY), why="I4 漏录了", by=gao)
    assert left_out() == [("one_side", 2)]


def test_a_figure_from_before_says_that_it_has_none(client, gao, past_the_guards):
    stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    Figure.objects.filter(key=PRELIMINARY).update(left_out=None)

    client.force_login(gao)
    page = client.get(reverse("figures:figure", args=["dec-2025", PRELIMINARY])).content.decode()
    row = listing.row_of(stage.campaign(), PRELIMINARY)

    assert "没有一并保存" in page
    assert row.facts()["left_out"] is None
    assert "没有一并保存" in row.lines()[1]


def test_what_was_left_out_is_proved_with_the_figure(gao, past_the_guards):
    stage.fair()
    actions.freeze_all(campaign=stage.campaign(), by=gao)
    figure = Figure.objects.get(key=PRELIMINARY)
    Figure.objects.filter(pk=figure.pk).update(left_out=[{**figure.left_out[0], "entries": 7}])

    faults = {one.key: [fault.sentence for fault in found] for one, found in verify()}

    assert "不计入的部分" in faults[PRELIMINARY][0]
