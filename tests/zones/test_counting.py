"""The figures of zones: sessions and minutes by zone, and who shows something, each from its entries."""

import pytest

from tests import cast
from tests.interpreting.stage import HoursFactory, InterpreterRequestFactory
from tests.zones import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair, Interview
from tongxing.figures import counts, listing, registry, verification
from tongxing.figures.actions import freeze, freeze_all
from tongxing.figures.models import Figure
from tongxing.interpreting.models import Hours
from tongxing.trail.models import Entry
from tongxing.zones import actions
from tongxing.zones.models import Service

CLOSED = Fair.State.CLOSED


@pytest.fixture
def event(fair, gao):
    """The event under which the zones of the fair are counted."""
    made = cast.EventFactory(campaign=fair.event.campaign, key="fair.zones", kind="zones", region="150200")
    actions.count_under(fair=fair, event=made, by="tests")
    return made


def interpreted(fair, **facts):
    """A line of the ledger: something interpreted for ten minutes."""
    shift = cast.InterpreterShiftFactory(fair=fair)
    request = InterpreterRequestFactory(fair=fair, shift=shift, **facts)
    return HoursFactory(shift=shift, request=request, minutes=10, begun_at=fair.event.starts_at)


def test_sessions_and_minutes_stand_by_zone(fair, event, gao):
    for kind, count, minutes in ((Service.Kind.POLICY, 7, 10), (Service.Kind.CLINIC, 5, 30)):
        stage.ServiceFactory.create_batch(count, fair=fair, kind=kind, minutes=minutes)
    for _talk in range(6):
        interpreted(fair)
    stage.ServiceFactory(fair__event__campaign=fair.event.campaign)  # at another fair
    Fair.objects.filter(pk=fair.pk).update(state=CLOSED)

    freeze_all(campaign=fair.event.campaign, events=[event], by=gao)

    assert dict(Figure.objects.values_list("key", "value")) == {
        "fair.zones.services": 18,
        "fair.zones.service_minutes": 7 * 10 + 5 * 30 + 6 * 10,
    }
    by_zone = {figure.key: dict(map(tuple, figure.tables["zone"])) for figure in Figure.objects.all()}
    assert by_zone["fair.zones.services"] == {"policy": 7, "clinic": 5, "interpreting": 6}
    assert by_zone["fair.zones.service_minutes"] == {"policy": 70, "clinic": 150, "interpreting": 60}
    assert [fault for _figure, faults in verification.verify() for fault in faults] == []


def test_a_session_that_is_changed_after_freezing_is_named(fair, event, gao):
    service = stage.ServiceFactory(fair=fair)
    Fair.objects.filter(pk=fair.pk).update(state=CLOSED)
    freeze(event=event, key="fair.zones.services", by=gao)

    Service.objects.filter(pk=service.pk).update(minutes=99)

    assert [fault.number for _figure, faults in verification.verify() for fault in faults] == [service.number]


def test_makers_count_once_whether_named_in_public_or_not(fair, event, gao):
    for facts in ({}, {"consent_means": "", "consented_at": None}):
        stage.ExhibitFactory.create_batch(2, maker=stage.MakerFactory(fair=fair, **facts))
    stage.MakerFactory(fair=fair)
    stage.ExhibitFactory(maker__fair=fair, is_withdrawn=True)
    Fair.objects.filter(pk=fair.pk).update(state=CLOSED)

    assert freeze(event=event, key="fair.zones.exhibitors", by=gao).value == 2
    assert registry.counts([event])["fair.zones.exhibitors"] == (2, 2)


def test_zones_are_frozen_when_their_fair_is_closed(fair, event, gao):
    stage.ServiceFactory(fair=fair)

    with pytest.raises(Refused, match="还没有结束"):
        freeze(event=event, key="fair.zones.services", by=gao)


def test_the_services_follow_the_ledger(fair, registration, gao):
    changed, gone = interpreted(fair, registration=registration), interpreted(fair)
    assert actions.count_interpreting(fair=fair, by=gao) == 2
    assert actions.count_interpreting(fair=fair, by=gao) == 0

    Hours.objects.filter(pk=changed.pk).update(minutes=25)
    gone.delete()

    assert actions.count_interpreting(fair=fair, by=gao) == 2
    service = Service.objects.get()
    assert (service.minutes, service.registration, service.kind) == (25, registration, "interpreting")
    assert Entry.objects.filter(act="counted what was interpreted").count() == 2


def test_an_interpreted_interview_counts_once_it_took_place(fair, registration, gao):
    shift = cast.InterpreterShiftFactory(fair=fair)
    event = fair.event
    vacancy = cast.VacancyFactory(event=event)
    booth = cast.BoothFactory(zone__hall__fair=fair)
    interview = Interview.objects.create(
        registration=registration, vacancy=vacancy, booth=booth, interpreter=shift, starts_at=event.starts_at,
        ends_at=event.starts_at + (event.ends_at - event.starts_at) / 28, outcome=Interview.Outcome.PENDING,
    )  # fmt: skip
    assert actions.count_interpreting(fair=fair, by=gao) == 0

    Interview.objects.update(outcome=Interview.Outcome.NO)

    assert actions.count_interpreting(fair=fair, by=gao) == 1
    assert Service.objects.get().zone == booth.zone
    Interview.objects.filter(pk=interview.pk).update(outcome=Interview.Outcome.ABSENT)
    assert actions.count_interpreting(fair=fair, by=gao) == 1
    assert not Service.objects.exists()


def test_zones_are_counted_under_one_event_of_their_campaign(fair, event, gao, qi):
    other = cast.FairFactory(event__campaign=fair.event.campaign, event__region="150200")

    with pytest.raises(Refused, match="另一场"):
        actions.count_under(fair=other, event=event, by=gao)
    with pytest.raises(Refused, match="zones"):
        actions.count_under(fair=other, event=fair.event, by=gao)
    with pytest.raises(Refused):
        actions.count_under(fair=fair, event=event, by=qi)


def test_paper_lists_are_entered_all_or_none(fair, gao):
    rows = [{"number": f"Z-{n}", "kind": "policy", "minutes": n, "question": "问", "answer": "答"} for n in (5, 0)]

    with pytest.raises(Refused, match="1 到 600"):
        actions.enter_services(fair=fair, rows=rows, by=gao)
    assert not Service.objects.exists()
    actions.enter_services(fair=fair, rows=rows[:1], by=gao)
    assert Service.objects.get().advice.question == "问"


def test_few_sessions_of_one_kind_are_not_told_to_the_public(client, fair, event, gao):
    stage.ServiceFactory.create_batch(9, fair=fair, kind=Service.Kind.POLICY)
    stage.ServiceFactory.create_batch(6, fair=fair, kind=Service.Kind.INTERPRETING)
    stage.ServiceFactory.create_batch(2, fair=fair, kind=Service.Kind.CLINIC)
    Fair.objects.filter(pk=fair.pk).update(state=CLOSED)
    row = listing.row_of_figure(freeze(event=event, key="fair.zones.services", by=gao))

    public, staff = (counts.tables(row, sees_all=sees_all)[0].cells for sees_all in (False, True))

    assert {cell.label: cell.number for cell in staff} == {"政策咨询台": 9, "简历指导": 2, "手语翻译": 6}
    assert {cell.label: cell.number for cell in public} == {"政策咨询台": 9, "简历指导": None, "手语翻译": None}


def test_the_zones_event_leads_to_its_fair(client, fair, event):
    page = client.get(event.get_absolute_url()).content.decode()

    assert fair.get_absolute_url() in page
    assert f"/zones/{fair.pk}/exhibits/" in page
