"""What rounds are tested with: a round of Tumed Right Banner with one team at its office."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from tests import cast
from tongxing.common.dates import today
from tongxing.rounds import actions
from tongxing.rounds.models import Leg, Opening, Repair, Round, Stop, Team
from tongxing.rounds.models.stop import as_position

OFFICE = (40.5660, 110.5270)
DAY = dt.date(2026, 3, 10)


class RoundFactory(cast.InRegion):
    class Meta:
        model = Round

    name = "春季走访"
    region = "150221"
    first_on = DAY


class StopFactory(DjangoModelFactory):
    """``StopFactory(round=…, east=0.05)``: a home so many degrees east of the office."""

    class Meta:
        model = Stop
        exclude = ("east", "north")

    round = factory.SubFactory(RoundFactory)
    kind = Stop.Kind.HOME_VISIT
    person = factory.SubFactory(cast.PersonFactory, region="150221")
    east = 0.02
    north = 0.0
    address = "演示村一组3号"
    position = factory.LazyAttribute(lambda one: as_position(OFFICE[0] + one.north, OFFICE[1] + one.east))


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"走访{n}组")
    start_name = "旗残联"
    start_position = as_position(*OFFICE)

    @factory.post_generation
    def accounts(self, create, extracted, **kwargs):
        """Who goes out."""
        self.accounts.set(extracted or [])


class LegFactory(DjangoModelFactory):
    class Meta:
        model = Leg

    team = factory.SubFactory(TeamFactory)
    day = 1
    order = 1
    kind = Leg.Kind.STOP
    stop = factory.LazyAttribute(lambda leg: StopFactory(round=leg.team.round))


class RepairFactory(DjangoModelFactory):
    class Meta:
        model = Repair

    round = factory.SubFactory(RoundFactory)
    kind = Repair.Kind.OUT
    team = factory.LazyAttribute(lambda one: TeamFactory(round=one.round))
    plan_number = 0
    made_by = factory.SubFactory(cast.AccountFactory)


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    team = factory.SubFactory(TeamFactory)
    day = 1
    account = factory.SubFactory(cast.AccountFactory)


def planned(*, by, stops=2, first_on=DAY, **team):
    """A round that is planned: ``stops`` homes one behind the other to the east of the office, one team."""
    one = RoundFactory(first_on=first_on)
    for number in range(stops):
        StopFactory(round=one, east=0.02 * (number + 1))
    TeamFactory(round=one, **team)
    actions.plan(round_=one, by=by)
    one.refresh_from_db()
    return one


def told(**asked):
    """A planned round whose times were told."""
    one = planned(**asked)
    actions.tell(round_=one, by=asked["by"])
    one.refresh_from_db()
    return one


def told_today(*, by, **asked):
    """A round that is out today."""
    return told(by=by, first_on=today(), **asked)
