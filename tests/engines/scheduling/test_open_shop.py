"""Published open-shop instances (Taillard 1993) are solved to their known best makespan, and it is proven."""

import pytest

from benchmarks.timetable import INSTANCES, OPEN_SHOP, OPTIMA, open_shop, published
from engines.scheduling import check, solve


@pytest.mark.parametrize("name", ["ta4x4_1", "ta4x4_2", "ta5x5_1", "ta7x7_1"])
def test_the_best_makespan_is_reached_and_proven(name):
    size, number = name.split("_")
    problem = open_shop(published(INSTANCES / f"{name}.txt"))

    result = solve(problem, OPEN_SHOP)

    assert check(problem, result) == []
    assert (result.left_out, result.status) == ((), "optimal")
    assert result.stages[1].value == max(one.end for one in result.placed) == OPTIMA[size][int(number) - 1]
