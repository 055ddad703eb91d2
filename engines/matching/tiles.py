"""Posts laid out for the sweep: near one another in place, in tiles whose columns stay in the nearest cache."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import NOT_STATED, NOWHERE, Home
from engines.matching.compiled import compiled
from engines.matching.folding import Folding, fold_post
from engines.matching.problem import Problem
from engines.matching.regions import LEVELS, UNNAMED_POST, name_region
from engines.matching.settings import Settings

TILE: Final = 512  # places in a tile
STEP: Final = 64  # of so many is what is looked at in a tile, so that the loops over it have no rest
NEVER: Final = 2**31 - 1  # later than any day, more than any wage
_STATED: Final = (0xFFFFFFFF, 0x00FFFFFF, 0x0000FFFF, 0x000000FF)  # a code with any of these bits states the level
NOBODY: Final = -1  # the row of a place in a tile that no post fills, and its wage, which suits nobody
# What each tile is like, and the corners of the places in it.
BOX: Final = np.dtype(
    [
        ("size", "<i8"),  # places that are in use, up to the next step
        ("west", "<f4"),
        ("east", "<f4"),
        ("south", "<f4"),
        ("north", "<f4"),
        ("is_placed", "?"),
        ("has_home", "?"),
    ],
    align=True,
)


POST_READY: Final = np.dtype(
    [
        ("offered", "<u8"),
        ("can_arrange", "<u8"),
        ("unknown", "<u8"),
        ("place_code", "<i8"),
        ("hours_inverse", "<f8"),  # 1 / the numbers of hours that may be asked
        ("welcome_inverse", "<f8"),  # 1 / the skills that are welcome
        ("x", "<i4"),
        ("y", "<i4"),
        ("code", "<i4"),  # which of the distinct occupations
        ("wage_top", "<i4"),
        ("hours_min", "<i4"),
        ("hours_max", "<i4"),
        ("start", "<i4"),
        ("is_unstated", "<i4"),  # no upper wage is named
        ("is_home", "<i4"),
        ("row", "<i4"),
        ("rank_key", "<i8"),  # the part of a key that says which post it is
    ],
    align=True,
)


class Occupations(NamedTuple):
    """The distinct occupations of the posts: codes, uint32, and how many levels each states, with its inverse."""

    codes: NDArray[np.uint32]
    depth: NDArray[np.int32]
    depth_inverse: NDArray[np.float64]


class Posts(NamedTuple):
    """The posts in tiles: columns (tiles, ``TILE``) for the marks, rows for the scores.

    words : int64 (tiles, words, TILE), folded. region : int32 (tiles, 4, TILE). x, y : float32, rounded.
    ready : ``POST_READY`` (tiles, TILE). welcome : uint64 (tiles, TILE, words). boxes : ``BOX``, one a tile.
    """

    words: NDArray[np.int64]
    wage_limit: NDArray[np.int32]
    latest: NDArray[np.int32]
    hours_min: NDArray[np.int32]
    hours_max: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    region: NDArray[np.int32]
    place_code: NDArray[np.int64]
    is_home: NDArray[np.uint8]
    ready: NDArray[np.void]
    welcome: NDArray[np.uint64]
    boxes: NDArray[np.void]


def occupations_of(problem: Problem) -> tuple[Occupations, NDArray[np.int64]]:
    """The distinct occupations, and which of them each post has."""
    codes, code = np.unique(problem.posts["occupation"], return_inverse=True)
    depth = sum((codes & mask != 0).astype(np.int32) for mask in _STATED)
    return Occupations(codes, depth, np.where(depth == 0, 0.0, 1.0 / np.maximum(depth, 1))), code


def posts_of(
    problem: Problem, settings: Settings, folding: Folding, code: NDArray[np.int64], rank_keys: NDArray[np.int64]
) -> Posts:
    """The posts of ``problem`` in tiles: those with places by nearness, then those known by region alone."""
    order = np.argsort(_places(problem.posts), kind="stable")
    placed = len(order) - int(np.count_nonzero(problem.posts["x"] == NOWHERE))
    row = np.concatenate([_padded(order[:placed]), _padded(order[placed:])]).reshape(-1, TILE)
    table, welcome = problem.posts[row], problem.welcome[row]
    ready = _ready(table, row, code, welcome)
    ready["rank_key"] = rank_keys[row]
    unstated = ready["is_unstated"] != 0
    limit = np.where(unstated, NEVER, ready["wage_top"])
    posts = Posts(
        words=np.empty((len(row), folding.words, TILE), np.int64),
        wage_limit=np.where(row == NOBODY, NOBODY, limit).astype(np.int32),
        latest=np.where(table["start"] == 0, NEVER, table["start"] + settings.grace_days).astype(np.int32),
        hours_min=table["hours_min"].astype(np.int32),
        hours_max=table["hours_max"].astype(np.int32),
        x=table["x"].astype(np.float32),
        y=table["y"].astype(np.float32),
        region=np.empty((len(row), LEVELS, TILE), np.int32),
        place_code=np.ascontiguousarray(table["region"]),
        is_home=ready["is_home"].astype(np.uint8),
        ready=ready,
        welcome=welcome,
        boxes=np.zeros(len(row), BOX),
    )
    _fill(problem.posts, problem.required, folding, posts)
    return posts


def _ready(
    table: NDArray[Any], row: NDArray[np.int64], code: NDArray[np.int64], welcome: NDArray[np.uint64]
) -> NDArray[np.void]:
    ready = np.empty(row.shape, POST_READY)
    for name in ("offered", "can_arrange", "x", "y", "hours_min", "hours_max", "start"):
        ready[name] = table[name]
    ready["unknown"] = ~(table["offered"] | table["can_arrange"] | table["cannot"])
    ready["place_code"] = table["region"]
    ready["hours_inverse"] = 1.0 / (ready["hours_max"] - ready["hours_min"] + 1)
    count = np.bitwise_count(welcome).sum(axis=2, dtype=np.int64)
    ready["welcome_inverse"] = np.where(count == 0, 0.0, 1.0 / np.maximum(count, 1))
    ready["code"] = code[row]
    ready["is_unstated"] = table["wage_max"] == NOT_STATED
    ready["wage_top"] = np.where(ready["is_unstated"], table["wage_min"], table["wage_max"])
    ready["is_home"] = table["from_home"] != Home.NO
    ready["row"] = row
    return ready


def _padded(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """These rows, and ``NOBODY`` to the end of the last tile."""
    return np.concatenate([rows, np.full(-len(rows) % TILE, NOBODY)])


def _places(table: NDArray[Any]) -> NDArray[np.uint64]:
    """Keys that sort near places together: the bits of both coordinates in turn; home workers apart, nowhere last."""
    nowhere = table["x"] == NOWHERE
    x, y = (_spread(np.where(nowhere, 0, table[name]).astype(np.int64) + 2**25) for name in ("x", "y"))
    key = np.where(nowhere, np.uint64(2**62), x | y << np.uint64(1))
    return key | (table["from_home"] != Home.NO).astype(np.uint64) << np.uint64(61)


def _spread(value: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The 16 bits above the lowest ten (a kilometre is near enough), a zero between any two."""
    bits = (value >> 10).astype(np.uint64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << np.uint64(shift)) & np.uint64(mask)
    return bits


@compiled
def _fill(table, required, folding, posts):  # type: ignore[no-untyped-def]
    """The words, the divisions and the boxes, which are not taken over column by column."""
    word = np.empty(folding.words, np.int64)
    region = np.empty(LEVELS, np.int32)
    for tile in range(len(posts.boxes)):
        box = posts.boxes[tile]
        box.west, box.south, box.east, box.north = np.inf, np.inf, -np.inf, -np.inf
        for at in range(TILE):
            row = posts.ready[tile, at].row
            if row == NOBODY:
                posts.words[tile, :, at] = 0
                posts.region[tile, :, at] = UNNAMED_POST
                continue
            fold_post(table[row], required[row], folding, word)
            posts.words[tile, :, at] = word
            name_region(table[row].region, UNNAMED_POST, region)
            posts.region[tile, :, at] = region
            box.size = (at // STEP + 1) * STEP
            box.is_placed = posts.ready[tile, at].x != NOWHERE
            box.has_home |= posts.is_home[tile, at] != 0
            box.west, box.east = min(box.west, posts.x[tile, at]), max(box.east, posts.x[tile, at])
            box.south, box.north = min(box.south, posts.y[tile, at]), max(box.north, posts.y[tile, at])
