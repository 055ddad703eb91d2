"""Whole answers to a matching problem in one shape, and where two of them differ."""

from typing import NamedTuple

import numpy as np

LINE = np.dtype([("id", "<i8"), ("score_person", "<i8"), ("score_post", "<i8"), ("reciprocal", "<i8")])
MOST = np.dtype([("which", "<i8"), ("count", "<i8")])
NO_LINE = (-1, 0, 0, -1)
NOTHING = (-1, 0)


class Answer(NamedTuple):
    """Shortlists both ways and what one change would open.

    people, posts : arrays of ``LINE`` (rows, k), best first, ending in ``NO_LINE``.
    needs : arrays of ``MOST`` over posts, the bit of one accommodation and how many people it would admit.
    skills, bands : the same over people, the number of one skill, or one ring beyond the longest way
        counted from 0, and how many posts it would open; ``NOTHING`` where no single change opens any.
    """

    feasible_count: int
    people: np.ndarray
    posts: np.ndarray
    needs: np.ndarray
    skills: np.ndarray
    bands: np.ndarray


def of_result(result) -> Answer:
    """What the engine found."""
    return Answer(
        feasible_count=result.feasible_count,
        people=_lines(result.people),
        posts=_lines(result.posts),
        needs=_most(result.accommodations),
        skills=_most(result.skills),
        bands=_most(result.bands),
    )


def _lines(lines):
    table = np.zeros(lines.shape, LINE)
    for name in LINE.names:
        table[name] = lines[name]
    return table


def _most(found):
    return most_of(len(found), np.arange(len(found)), found["which"], found["count"])


def lines_of(count, k, row, place, **columns):
    """``LINE`` rows from flat columns: ``row`` says whose line it is, ``place`` which from 0."""
    table = np.full((count, k), np.array(NO_LINE, LINE))
    for name, values in columns.items():
        table[name][row, place] = values
    return table


def most_of(count, row, which, counts):
    """``MOST`` rows from flat columns; rows that do not occur get ``NOTHING``."""
    table = np.full(count, np.array(NOTHING, MOST))
    table["which"][row], table["count"][row] = which, counts
    return table


def differences(one: Answer, other: Answer) -> list[str]:
    """A sentence for each part in which two answers differ, with the first row that does."""
    said = []
    for name, here, there in zip(Answer._fields, one, other, strict=True):
        here, there = np.asarray(here), np.asarray(there)
        if here.shape != there.shape:
            said.append(f"{name}: {here.shape} against {there.shape}")
        elif not np.array_equal(here, there):
            first = tuple(np.argwhere(np.atleast_1d(here != there))[0].tolist())
            said.append(f"{name} {first}: {np.atleast_1d(here)[first]} against {np.atleast_1d(there)[first]}")
    return said
