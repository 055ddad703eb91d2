"""Deferred acceptance with several places on both sides, and the pairs that would break a selection up."""

import heapq

import numpy as np
from numpy.typing import NDArray

from engines.matching.candidates import Candidates

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_SCORES = 1001  # from 0 to 1000
_NOBODY = np.iinfo(np.int64).max  # dearer than any pair: who may meet nobody is never moved


def preferences(pairs: Candidates) -> tuple[Ints, Ints]:
    """How much each side wants each pair, the greater the dearer: own score, then the reciprocal one, then the id.

    No two pairs of one person, or of one post, are wanted alike.
    """
    of_person = (pairs.score_person * _SCORES + pairs.reciprocal) * len(pairs.post_ids)
    of_post = (pairs.score_post * _SCORES + pairs.reciprocal) * len(pairs.person_ids)
    return of_person - pairs.post, of_post - pairs.person


def deferred_acceptance(pairs: Candidates, person_room: Ints, post_room: Ints) -> Bools:
    """Which pairs are formed when people propose (Gale & Shapley 1962; Roth 1984 for many to many).

    Each side wants its pairs in the order of ``preferences`` and judges them one by one. The outcome is stable,
    and of all stable ones the best for every person; who proposes first makes no difference.
    """
    chosen = np.zeros(len(pairs.person), bool)
    if not len(chosen):
        return chosen
    wants, wanted = preferences(pairs)
    order = np.lexsort((-wants, pairs.person))
    lists = np.split(order, np.cumsum(np.bincount(pairs.person, minlength=len(pairs.person_ids)))[:-1])
    proposals = [iter(order.tolist()) for order in lists]
    person, post, dear = pairs.person.tolist(), pairs.post.tolist(), wanted.tolist()
    room = post_room.tolist()
    held: list[list[tuple[int, int]]] = [[] for _ in room]  # a heap a post: the least wanted first
    free = [
        number for number, places in enumerate(person_room.tolist()) for _ in range(min(places, len(lists[number])))
    ]
    while free:
        proposer = free.pop()
        for pair in proposals[proposer]:
            heap, new = held[post[pair]], (dear[pair], pair)
            if len(heap) < room[post[pair]]:
                heapq.heappush(heap, new)
                break
            if heap and heap[0] < new:
                free.append(person[heapq.heapreplace(heap, new)[1]])
                break
    chosen[[pair for heap in held for _dear, pair in heap]] = True
    return chosen


def blocking_pairs(pairs: Candidates, chosen: Bools, person_room: Ints, post_room: Ints) -> Ints:
    """The pairs not chosen of which each side has room, or would rather have the other than one it has."""
    wants, wanted = preferences(pairs)
    worst_of_person = _worst(pairs.person, wants, chosen, person_room)
    worst_of_post = _worst(pairs.post, wanted, chosen, post_room)
    moved = (wants > worst_of_person[pairs.person]) & (wanted > worst_of_post[pairs.post])
    return np.flatnonzero(moved & ~chosen)


def _worst(side: Ints, wants: Ints, chosen: Bools, room: Ints) -> Ints:
    """What another pair has to beat: the least wanted of the chosen, anything where there is room."""
    worst = np.full(len(room), _NOBODY)
    np.minimum.at(worst, side[chosen], wants[chosen])
    worst[np.bincount(side[chosen], minlength=len(room)) < room] = np.iinfo(np.int64).min
    return worst
