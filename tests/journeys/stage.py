"""What stands ready when a story begins: a fair today, with a hall, an interpreter and one employer."""

import datetime as dt
from types import SimpleNamespace

from tests import cast
from tongxing.common.dates import local, today
from tongxing.fairs.models import Fair


def fair_today(*, state=Fair.State.SEEKERS) -> SimpleNamespace:
    """A public fair in Baotou that lasts all day; the bakery has a booth and one post."""
    day = today()
    campaign = cast.CampaignFactory(
        starts_on=day, ends_on=day, year=day.year, region="150200", name="包头市国际残疾人日系列活动"
    )
    event = cast.EventFactory(
        campaign=campaign,
        key="fair.baotou",
        name="包头市残疾人专场招聘会",
        region="150200",
        starts_at=local(day, dt.time(0, 5)),
        ends_at=local(day, dt.time(23, 50)),
    )
    fair = cast.FairFactory(event=event, state=state)
    zone = cast.ZoneFactory(hall=cast.HallFactory(fair=fair))
    booth = cast.BoothFactory(zone=zone, number="A01")
    cast.InterpreterShiftFactory(fair=fair, starts_at=event.starts_at, ends_at=event.ends_at)
    bakery = cast.OrganisationFactory(name="麦香坊烘焙有限公司")
    cast.ParticipationFactory(fair=fair, employer=bakery, booth=booth)
    vacancy = cast.VacancyFactory(event=event, employer=bakery, title="面点师", offered=1)
    return SimpleNamespace(fair=fair, event=event, campaign=campaign, bakery=bakery, vacancy=vacancy, booth=booth)
