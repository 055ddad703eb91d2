"""Every feasible pair with its scores, numbered by ids, so that the order of rows cannot matter."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.settings import Settings
from engines.matching.solving import pairs_of

Ints = NDArray[np.int64]


class Candidates(NamedTuple):
    """The feasible pairs ``(person[n], post[n])``, by person, then post, and the three scores of each.

    Both are places among the sorted ids of their side; ``person_ids`` and ``post_ids`` lead back.
    """

    person: Ints
    post: Ints
    score_person: Ints
    score_post: Ints
    reciprocal: Ints
    person_ids: Ints
    post_ids: Ints


def candidates(problem: Problem, settings: Settings) -> Candidates:
    """All feasible pairs of ``problem``; about 60 bytes each."""
    pairs = pairs_of(problem, settings)
    person_ids, person = np.unique(problem.people["id"], return_inverse=True)
    post_ids, post = np.unique(problem.posts["id"], return_inverse=True)
    order = np.lexsort((post[pairs["j"]], person[pairs["i"]]))
    pairs = pairs[order]
    return Candidates(
        person=person[pairs["i"]],
        post=post[pairs["j"]],
        score_person=pairs["score_person"].astype(np.int64),
        score_post=pairs["score_post"].astype(np.int64),
        reciprocal=pairs["reciprocal"].astype(np.int64),
        person_ids=person_ids,
        post_ids=post_ids,
    )
