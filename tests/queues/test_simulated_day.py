"""A played day: the ranges that people are told hold, and the day leaves nobody behind."""

from tests.queues.simulated_day import PLANS, Day
from tongxing.queues.learning import right_ranges
from tongxing.queues.models import Call, Number, Overtaking

State = Number.State


def test_four_of_five_people_wait_within_the_range_they_were_told(fair, gao):
    day = Day(fair, gao, seed=1, share=0.3, hours=3).play(PLANS[:2])

    right, told = right_ranges(fair)
    numbers = Number.objects.filter(desk__fair=fair)
    assert told > 40
    assert right >= 0.8 * told
    assert not numbers.filter(state__in=[State.WAITING, *Number.AT_A_PLACE]).exists()
    assert numbers.filter(state=State.DONE).count() > 0.75 * told
    assert Overtaking.objects.filter(why=Overtaking.Why.INTERVIEW).exists()
    assert not Call.objects.filter(outcome=Call.Outcome.OPEN).exists()
    assert day.acts > 3 * told
