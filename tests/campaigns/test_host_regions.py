"""The regions of an event's hosts, in the order agreed."""

import pytest

from tests.cast import EventFactory, region
from tongxing.campaigns.models import Host

pytestmark = pytest.mark.django_db
BAOTOU, CHIFENG, HONGSHAN, HOHHOT = "150200", "150400", "150402", "150100"


@pytest.mark.parametrize(
    ("own", "campaign", "codes"),
    [
        ([], [], [BAOTOU]),
        ([("host", None)], [], [BAOTOU]),
        ([("host", CHIFENG)], [], [CHIFENG, BAOTOU]),
        ([("host", None), ("host", CHIFENG)], [], [BAOTOU, CHIFENG]),
        ([("host", CHIFENG), ("host", None), ("co_organiser", HOHHOT)], [], [CHIFENG, BAOTOU, HOHHOT]),
        ([("co_organiser", None), ("executing", HONGSHAN)], [], [HONGSHAN, BAOTOU]),
        ([("host", CHIFENG), ("executing", CHIFENG)], [], [CHIFENG, BAOTOU]),
        ([], [("host", CHIFENG)], [CHIFENG, BAOTOU]),
        ([("host", HOHHOT)], [("host", CHIFENG)], [HOHHOT, BAOTOU]),
    ],
)
def test_hosts_give_their_regions_in_order_and_the_events_own_is_always_there(own, campaign, codes):
    event = EventFactory(region=BAOTOU)
    for of_event, hosts in ((event, own), (None, campaign)):
        for order, (capacity, code) in enumerate(hosts, 1):
            Host.objects.create(
                campaign=event.campaign,
                event=of_event,
                name=f"{order}",
                capacity=capacity,
                order=order,
                region=code and region(code),
            )

    assert [one.code for one in event.host_regions()] == codes


def test_a_campaign_has_the_regions_of_its_own_hosts_not_those_of_its_events():
    event = EventFactory(region=BAOTOU, campaign__region=BAOTOU)
    for of_event, code, order in ((None, CHIFENG, 1), (event, HOHHOT, 1)):
        Host.objects.create(campaign=event.campaign, event=of_event, name=code, order=order, region=region(code))

    assert [one.code for one in event.campaign.host_regions()] == [CHIFENG, BAOTOU]
