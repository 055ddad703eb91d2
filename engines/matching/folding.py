"""What is yes or no between a person and a post, folded into words: what one cannot do without, what the other denies.

A bit set on both sides is one obstacle. So one AND of a few words answers for needs, required skills, education
and work at home together, and a word with a single bit left names the one need or skill that would have to change.
What nobody can be told to change, education and work at home, stands there twice, and so is never a single bit.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import Home
from engines.matching.compiled import compiled
from engines.matching.problem import Problem, Words

LEVELS = 8  # education 1–8; a post that asks for 0 asks for nothing
HOMES = 2


class Folding(NamedTuple):
    """Which bit stands for what: first the needs, then the skills, then education, then work at home.

    needs : uint64 array, the bits of accommodations that some post denies, rising.
    skills : int64 array, the numbers of the skills that some post requires, rising.
    words : how many words of 64 bits they take.
    runs : int64 (runs, 5): bits side by side both there and here are moved together. From which word (0 the needs,
    then the skills), by how much down, how many, into which word, by how much up.
    """

    needs: NDArray[np.uint64]
    skills: NDArray[np.int64]
    words: int
    runs: NDArray[np.int64]


def folding_of(problem: Problem) -> Folding:
    """The bits that the posts use, and no others: fewer bits, fewer words, less to look at for each pair."""
    needs = _bits(np.array([np.bitwise_or.reduce(problem.posts["cannot"], initial=0)], np.uint64))
    skills = _bits(np.bitwise_or.reduce(problem.required, axis=0, initial=0).astype(np.uint64))
    count = len(needs) + len(skills) + 2 * (LEVELS + HOMES)
    runs = _runs([*needs.tolist(), *(64 + skills).tolist()])
    return Folding(needs.astype(np.uint64), skills, (count + 63) // 64, runs)


def _runs(bits: list[int]) -> NDArray[np.int64]:
    """The runs that move each of these bits to its place in the list."""
    runs: list[list[int]] = []
    for place, bit in enumerate(bits):
        follows = place and bit == bits[place - 1] + 1 and bit % 64 and place % 64
        if follows:
            runs[-1][2] += 1
        else:
            runs.append([bit // 64, bit % 64, 1, place // 64, place % 64])
    return np.array(runs, np.int64).reshape(-1, 5)


def _bits(words: Words) -> NDArray[np.int64]:
    """The numbers of the bits that are set in a row of words."""
    flat = np.unpackbits(words.astype("<u8").view(np.uint8), bitorder="little")
    return np.flatnonzero(flat).astype(np.int64)


@compiled
def _move(needs, words, flip, folding, out):  # type: ignore[no-untyped-def]
    """Move the needs and the skills, or with ``flip`` of all bits those that are lacking, to their places."""
    out[:] = 0
    for run in range(len(folding.runs)):
        source = folding.runs[run, 0]
        word = needs if source == 0 else words[source - 1] ^ flip
        bits = word >> np.uint64(folding.runs[run, 1])
        count = folding.runs[run, 2]
        if count < 64:
            bits &= (np.uint64(1) << np.uint64(count)) - np.uint64(1)
        out[folding.runs[run, 3]] |= np.int64(bits << np.uint64(folding.runs[run, 4]))


@compiled
def fold_person(person, held, folding, out):  # type: ignore[no-untyped-def]
    """Set in ``out`` (int64 words) what stands between this person and a post that denies it."""
    _move(person.needs_must, held, ~np.uint64(0), folding, out)
    place = len(folding.needs) + len(folding.skills)
    for level in range(1, LEVELS + 1):
        place = _put_twice(out, place, person.education < level)
    place = _put_twice(out, place, person.from_home == Home.NO)
    _put_twice(out, place, person.from_home == Home.ONLY)


@compiled
def fold_post(post, required, folding, out):  # type: ignore[no-untyped-def]
    """Set in ``out`` (int64 words) what this post denies or demands."""
    _move(post.cannot, required, np.uint64(0), folding, out)
    place = len(folding.needs) + len(folding.skills)
    for level in range(1, LEVELS + 1):
        # Only the level that is asked for: one missing diploma is one obstacle.
        place = _put_twice(out, place, post.education_min == level)
    place = _put_twice(out, place, post.from_home == Home.ONLY)
    _put_twice(out, place, post.from_home == Home.NO)


@compiled
def _put_twice(out, place, holds):  # type: ignore[no-untyped-def]
    for at in (place, place + 1):
        out[at >> 6] |= np.int64(holds) << (at & 63)
    return place + 2
