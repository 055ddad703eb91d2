"""Whom each side of a pair would rather have: the own score decides, then the reciprocal one, then the id."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.matching.candidates import Candidates
from engines.matching.stability import preferences

SCORE = st.sampled_from([0, 1, 2, 999, 1000])


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(SCORE, SCORE, SCORE), min_size=2, max_size=60))
def test_the_order_is_by_own_score_then_reciprocal_score_then_id(scores):
    """One person and many posts, and turned round; the last post may not win by its number alone."""
    own, other, both = np.array(scores, np.int64).T
    many, one = np.arange(len(scores)), np.zeros(len(scores), np.int64)
    ids = np.arange(len(scores))
    of_person, _ = preferences(Candidates(one, many, own, other, both, ids[:1], ids))
    _, of_post = preferences(Candidates(many, one, other, own, both, ids, ids[:1]))

    wanted = sorted(range(len(scores)), key=lambda place: (-own[place], -both[place], place))

    assert np.argsort(-of_person, kind="stable").tolist() == wanted
    assert np.argsort(-of_post, kind="stable").tolist() == wanted
