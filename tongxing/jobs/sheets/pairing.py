"""Which row is which standing post: equal ones first, so that the same file twice finds itself again."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any


def equal_pairs(
    rows: Sequence[dict[str, Any]], posts: Sequence, value: Callable[[Any, str], Hashable]
) -> dict[int, int]:
    """{index of a row: index of a post}, such that as many rows as can be have a post that equals them.

    A row is {field: value}; it equals a post when ``value(post, field)`` is the same throughout. Rows may speak of
    different fields, so a row can equal a post that another row needs more: rows that say most choose first, and a
    row that is left without one makes others move (augmenting paths, Kuhn 1955).
    """
    equals = _equals(rows, posts, value)
    row_of: dict[int, int] = {}
    post_of: dict[int, int] = {}
    tried: dict[int, int] = defaultdict(int)
    left = []
    for row in sorted(range(len(rows)), key=lambda row: (-len(rows[row]), row)):
        candidates = equals[row]
        while tried[id(candidates)] < len(candidates) and candidates[tried[id(candidates)]] in row_of:
            tried[id(candidates)] += 1
        if tried[id(candidates)] < len(candidates):
            post = candidates[tried[id(candidates)]]
            row_of[post], post_of[row] = row, post
        elif candidates:
            left.append(row)
    for row in left:
        _make_room(row, equals, row_of, post_of)
    return post_of


def _equals(rows, posts, value) -> list[list[int]]:
    """The posts that each row equals; rows that say the same share one list."""
    by_fields: dict[tuple[str, ...], dict[tuple, list[int]]] = {}
    equals = []
    for row in rows:
        fields = tuple(sorted(row))
        if fields not in by_fields:
            by_fields[fields] = defaultdict(list)
            for index, post in enumerate(posts):
                by_fields[fields][tuple(value(post, field) for field in fields)].append(index)
        equals.append(by_fields[fields][tuple(row[field] for field in fields)])
    return equals


def _make_room(start: int, equals: list[list[int]], row_of: dict[int, int], post_of: dict[int, int]) -> None:
    """Find ``start`` a post by moving rows to other posts that equal them; nothing moves where none is free."""
    asks: dict[int, int] = {}
    waiting, looked_at = [start], set()
    while waiting:
        row = waiting.pop(0)
        if id(equals[row]) in looked_at:
            continue
        looked_at.add(id(equals[row]))
        for post in equals[row]:
            if post in asks:
                continue
            asks[post] = row
            if post in row_of:
                waiting.append(row_of[post])
                continue
            while True:
                mover = asks[post]
                before = post_of.get(mover)
                row_of[post], post_of[mover] = mover, post
                if mover == start or before is None:
                    return
                post = before
