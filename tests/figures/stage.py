"""A small fair with entries of every kind, for the tests of figures and bulletins."""

from tests import cast
from tongxing.campaigns.models import Campaign
from tongxing.fairs.models import Fair


def fair(state=Fair.State.CLOSED, key="fair.baotou", region="150200", **more) -> Fair:
    """A fair of Baotou: two employers, 2 + 5 posts, three comings by two people, one résumé, two intents."""
    event = cast.EventFactory(campaign=cast.CampaignFactory(), key=key, region=region)
    one = cast.FairFactory(event=event, state=state, **more)
    bakery, laundry = cast.ParticipationFactory.create_batch(2, fair=one)
    posts = [
        cast.VacancyFactory(event=event, employer=bakery.employer, number="P1", openings=2),
        cast.VacancyFactory(event=event, employer=laundry.employer, number="P2", openings=5),
    ]
    first, second = cast.RegistrationFactory.create_batch(2, fair=one)
    for number, registration in (("A1", first), ("A2", first), ("A3", second)):
        cast.AttendanceFactory(registration=registration, number=number)
    cast.SubmissionFactory(registration=first, number="S1", participation=bakery)
    cast.IntentFactory(registration=first, vacancy=posts[0], number="I1")
    cast.IntentFactory(registration=first, vacancy=posts[1], number="I2", employer_agrees=False)
    return one


def crowd(one: Fair, comings: dict[str, int], start: int = 1) -> None:
    """People who come once, so many from each county (by code)."""
    number = start
    for code, count in comings.items():
        for _ in range(count):
            registration = cast.RegistrationFactory(fair=one, person__region=code)
            cast.AttendanceFactory(registration=registration, number=f"C{number:04d}")
            number += 1


def campaign() -> Campaign:
    """The campaign of the story."""
    return Campaign.objects.get(slug="dec-2025")
